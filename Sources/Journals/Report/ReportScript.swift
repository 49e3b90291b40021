/// The report's one script: it enlarges pictures, and goes through them by keyboard.
///
/// It only moves elements that the page has already, so no text passes through it.
enum ReportScript {
    static let text = """

        "use strict";
        const viewer = document.getElementById("viewer");
        const stage = viewer.querySelector(".stage");
        const sides = [...viewer.querySelectorAll("[data-side]")];
        const cards = [...document.querySelectorAll(".action, .proof")]
          .filter(card => card.querySelector(".picture"));
        let at = 0;
        let side = 0;

        function show() {
          const card = cards[at];
          const pictures = [...card.querySelectorAll(".picture")];
          const shown = Math.min(side, pictures.length - 1);
          stage.replaceChildren(pictures[shown].cloneNode(true));
          const words = card.querySelector(".words");
          viewer.querySelector(".caption").replaceChildren(
            ...[...words.childNodes].map(node => node.cloneNode(true)));
          const step = card.closest(".step");
          viewer.querySelector(".place").textContent =
            step ? "step " + step.querySelector(".rail b").textContent : "check";
          sides.forEach((button, index) => {
            button.hidden = pictures.length < 2;
            button.setAttribute("aria-pressed", String(index === shown));
          });
        }

        function go(way) {
          at = Math.max(0, Math.min(cards.length - 1, at + way));
          show();
        }

        function turn(to) {
          side = to;
          show();
        }

        cards.forEach((card, index) => {
          card.querySelectorAll(".shot button").forEach((button, picture) => {
            button.addEventListener("click", () => {
              at = index;
              side = picture;
              show();
              viewer.showModal();
            });
          });
        });

        const bad = document.querySelector(".jumps .bad");
        if (bad) bad.parentElement.scrollLeft = bad.offsetLeft - bad.parentElement.offsetLeft;

        document.querySelectorAll(".slider").forEach(slider => {
          const input = slider.querySelector("input");
          const cut = () => slider.style.setProperty("--cut", input.value + "%");
          input.addEventListener("input", cut);
          cut();
        });

        viewer.addEventListener("click", event => {
          const button = event.target.closest("button");
          if (!button) {
            if (event.target === viewer) viewer.close();
            else if (event.target.closest(".stage")) turn(1 - side);
          } else if (button.dataset.go) go(Number(button.dataset.go));
          else if (button.dataset.side) turn(Number(button.dataset.side));
          else viewer.close();
        });

        viewer.addEventListener("close", () => {
          const button = cards[at].querySelector(".shot button");
          button.scrollIntoView({ block: "nearest" });
          button.focus({ preventScroll: true });
        });

        document.addEventListener("keydown", event => {
          if (event.ctrlKey || event.altKey || event.metaKey || !cards.length) return;
          const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (viewer.open) {
            if (way) go(way);
            else if (event.key === " ") turn(1 - side);
            else return;
          } else if (way) {
            const focused = cards.findIndex(card => card.contains(document.activeElement));
            at = focused < 0 ? (way > 0 ? 0 : cards.length - 1)
              : Math.max(0, Math.min(cards.length - 1, focused + way));
            const button = cards[at].querySelector(".shot button");
            button.focus({ preventScroll: true });
            button.scrollIntoView({ block: "center" });
          } else return;
          event.preventDefault();
        });

        """
}
