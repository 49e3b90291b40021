/// The one script of a suite's page: it hides what was not asked for, keeps in the address what was, and goes from
/// task to task by keyboard.
///
/// It only shows and hides what the page has already, so no text passes through it into the page.
enum SuiteScript {
    static let text = """

        "use strict";
        const rows = [...document.querySelectorAll(".task")];
        const buttons = [...document.querySelectorAll("[aria-pressed]")];
        const search = document.querySelector("input[type=search]");
        const none = document.querySelector(".none");

        function filter() {
          const verdicts = buttons.filter(button => button.ariaPressed === "true")
            .map(button => button.dataset.verdict);
          const words = search.value.toLowerCase().split(" ").filter(word => word);
          let count = 0;
          for (const row of rows) {
            row.hidden = verdicts.length > 0 && !verdicts.includes(row.dataset.verdict)
              || !words.every(word => row.dataset.words.includes(word));
            if (!row.hidden) count += 1;
          }
          none.hidden = count > 0;
          const asked = new URLSearchParams();
          if (verdicts.length) asked.set("show", verdicts.join(" "));
          if (search.value) asked.set("find", search.value);
          history.replaceState(null, "", location.href.split("#")[0] + (String(asked) && "#" + asked));
        }

        function ask() {
          const asked = new URLSearchParams(location.hash.slice(1));
          const verdicts = (asked.get("show") ?? "").split(" ");
          for (const button of buttons) {
            button.ariaPressed = String(verdicts.includes(button.dataset.verdict));
          }
          search.value = asked.get("find") ?? "";
          filter();
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
            button.ariaPressed = String(button.ariaPressed !== "true");
            filter();
          });
        }
        search.addEventListener("input", filter);
        window.addEventListener("hashchange", ask);
        ask();

        for (const button of document.querySelectorAll(".copy")) {
          button.hidden = false;
          button.addEventListener("click", () => {
            // Unlike the clipboard of `navigator` this is there in a page that came without encryption, too.
            getSelection().selectAllChildren(button.parentElement.querySelector("code"));
            button.textContent = document.execCommand("copy") ? "copied" : "not copied";
            setTimeout(() => { button.textContent = "copy"; }, 2000);
          });
        }

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
