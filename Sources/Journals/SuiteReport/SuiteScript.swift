/// The one script of a suite's page: it hides what was not asked for, and goes from task to task by keyboard.
///
/// It only shows and hides what the page has already, so no text passes through it.
enum SuiteScript {
    static let text = """

        "use strict";
        const rows = [...document.querySelectorAll(".task")];
        const buttons = [...document.querySelectorAll("[aria-pressed]")];
        const search = document.querySelector("input[type=search]");
        const none = document.querySelector(".none");

        function filter() {
          const verdicts = buttons.filter(button => button.getAttribute("aria-pressed") === "true")
            .map(button => button.dataset.verdict);
          const words = search.value.toLowerCase().split(" ").filter(word => word);
          let count = 0;
          for (const row of rows) {
            row.hidden = verdicts.length > 0 && !verdicts.includes(row.dataset.verdict)
              || !words.every(word => row.dataset.words.includes(word));
            if (!row.hidden) count += 1;
          }
          none.hidden = count > 0;
        }

        function go(way) {
          const shown = rows.filter(row => !row.hidden);
          const at = shown.findIndex(row => row.contains(document.activeElement));
          const next = shown[at < 0 ? (way > 0 ? 0 : shown.length - 1) : at + way];
          if (!next) return;
          next.querySelector(".name").focus();
          next.scrollIntoView({ block: "nearest" });
        }

        for (const button of buttons) {
          button.addEventListener("click", () => {
            button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
            filter();
          });
        }
        search.addEventListener("input", filter);

        document.addEventListener("keydown", event => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (document.activeElement === search) {
            if (event.key === "Escape") {
              search.value = "";
              filter();
              search.blur();
            } else if (event.key === "ArrowDown" || event.key === "Enter") go(1);
            else return;
          } else if (event.key === "/") search.focus();
          else if (event.key === "j" || event.key === "ArrowDown") go(1);
          else if (event.key === "k" || event.key === "ArrowUp") go(-1);
          else return;
          event.preventDefault();
        });

        """
}
