#!/usr/bin/env python3
"""Times how long pages take to open in a headless Chromium, for `make bench`.

    measure.py pages serve

For each line with a page's address it answers with the seconds from asking for the page until it can be used: its
script has run, a key or a filter is answered, and what is in the window is drawn, pictures too.
"""

import sys
import time

import browser

# The frame after the next one: the one that shows what came of it is drawn by then.
USE = """
const done = arguments[arguments.length - 1];
const search = document.querySelector("input[type=search]");
const drawn = () => requestAnimationFrame(() => setTimeout(done, 0, row !== null));
let row;
if (search) {
  const name = document.querySelector(".task .name").textContent;
  search.value = name;
  search.dispatchEvent(new Event("input", { bubbles: true }));
  row = document.querySelector(".task:not([hidden]) .name");
} else {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  row = document.activeElement.closest(".action");
}
requestAnimationFrame(drawn);
"""


def main():
    with browser.Browser(log=False) as chromium:
        print("ready", flush=True)
        for line in sys.stdin:
            chromium.driver.get("about:blank")
            start = time.perf_counter()
            chromium.driver.get(line.strip())
            is_usable = chromium.driver.execute_async_script(USE)
            seconds = time.perf_counter() - start
            print(seconds if is_usable else "error the page does not answer", flush=True)


if __name__ == "__main__":
    main()
