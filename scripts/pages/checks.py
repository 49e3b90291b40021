"""What is to be true of a suite's pages. A check takes a browser and the folder's address, and yields what is wrong."""

import pathlib
import sys
import urllib.parse

import selenium.common.exceptions
from selenium.webdriver.common.keys import Keys

import suite

# What Jenkins sends with artefacts, and what GitHub sends with files of a repository.
JENKINS = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';"
GITHUB = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

SCRIPTS = pathlib.Path(__file__).with_name("checks.js").read_text()


class Results:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def run(self, check, browser, address):
        self.note(check.__name__ + " " + address.partition(":")[0], list(faults_of(check, browser, address)))

    def note(self, name, faults):
        if not faults:
            self.passed += 1
            return
        self.failed += 1
        print(f"{name}:", *faults[:20], sep="\n    ", file=sys.stderr)

    def end(self):
        print(f"pages: {self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0)


def faults_of(check, browser, address):
    """What is wrong; what makes a check break off is wrong, too."""
    try:
        yield from check(browser, address)
    except (AssertionError, selenium.common.exceptions.WebDriverException) as error:
        yield f"it breaks off: {str(error).splitlines()[0]}"


def ask(browser, name, *arguments):
    """Calls one of the functions of checks.js in the page."""
    return browser.js(f"{SCRIPTS}\nreturn {name}(...arguments)", *arguments)


def shown(browser):
    """The files of the tasks that the list shows, in its order."""
    return ask(browser, "shownFiles")


def runs(browser, address):
    """The addresses of all runs that the list leads to."""
    browser.open(f"{address}/index.html")
    return ask(browser, "runAddresses")


def run_of(browser, address, file):
    browser.open(f"{address}/index.html")
    return ask(browser, "runOf", file)


def counts(browser, address):
    browser.open(f"{address}/index.html")
    said = ask(browser, "counts")
    wanted = {verdict: len(files) for verdict, files in suite.EXPECTED.items()}
    if said != wanted:
        yield f"the buttons say {said}, not {wanted}"
    order = [file.rpartition("/")[2] for file in shown(browser)]
    rank = ["failed", "error", "flaky", "skipped", "passed"]
    wanted = [file for verdict in rank for file in sorted(suite.EXPECTED[verdict])]
    if order != wanted:
        yield f"the order is {order}, not {wanted}"
    if "5 of 10" not in browser.driver.title:
        yield f"the title is {browser.driver.title!r}"


def filters(browser, address):
    """Each filter, two together, the search, and both."""
    browser.open(f"{address}/index.html")

    def found(*steps):
        ask(browser, "reset")
        for step in steps:
            ask(browser, *step)
        return {file.rpartition("/")[2] for file in shown(browser)}

    for verdict, files in suite.EXPECTED.items():
        if (rows := found(("toggle", verdict))) != files:
            yield f"{verdict} shows {rows}"
    if (rows := found(("toggle", "failed"), ("toggle", "error"), ("toggle", "failed"))) != {"error.yaml"}:
        yield f"error alone, after failed, shows {rows}"
    for word, files in {
        "SMOKE": {"model.yaml"}, "begun is": {"y-skipped.yaml", "z-skipped.yaml"}, "candidates.ya": {"candidates.yaml"},
        "no-such-program": {"error.yaml"}, "<script>": {"hostile.yaml"}, "nowhere at all": set(),
    }.items():
        if (rows := found(("search", word))) != files:
            yield f"{word!r} finds {rows}"
        if browser.js("return document.querySelector('.none').hidden") != bool(files):
            yield f"{word!r}: whether nothing is found is not said"
    if (rows := found(("toggle", "skipped"), ("search", "either"))) != {"z-skipped.yaml"}:
        yield f"skipped with 'either' shows {rows}"
    yield from browser.faults()


def address_keeps(browser, address):
    """What is shown and searched for, for a reload, the way back, and somebody else."""
    browser.open(f"{address}/index.html")
    ask(browser, "toggle", "failed")
    ask(browser, "search", "sage & <b>")
    ask(browser, "search", "sage")
    kept = browser.driver.current_url
    for way in [lambda: browser.driver.refresh(), lambda: browser.open(kept), lambda: there_and_back(browser)]:
        way()
        if (rows := [file.rpartition("/")[2] for file in shown(browser)]) != ["candidates.yaml"]:
            yield f"{kept} shows {rows}"
    ask(browser, "reset")
    if "#" in browser.driver.current_url:
        yield f"nothing is asked for, and the address is {browser.driver.current_url}"
    yield from browser.faults()


def there_and_back(browser):
    browser.js("document.querySelector('.task:not([hidden]) a.name').click()")
    if not ask(browser, "isRunPage"):
        raise AssertionError("the link leads to no report")
    browser.driver.back()


def command_is_copied(browser, address):
    browser.open(f"{address}/index.html")
    browser.js(
        "document.addEventListener('copy', () => { document.title = String(getSelection()); });"
        "document.querySelector('.copy').focus()")
    browser.press(Keys.ENTER)
    copied = browser.driver.title
    if copied != "deskwright run tasks/candidates.yaml":
        yield f"copied is {copied!r}"


def keys_of_the_list(browser, address):
    """`/`, the arrows, `j`, `k` and Enter; what is focused can be seen."""
    browser.open(f"{address}/index.html")
    focused = "return document.activeElement.closest('.task')?.querySelector('.id').textContent ?? ''"
    order = shown(browser)
    for keys, wanted in [("j", order[0]), ("j", order[1]), ("k", order[0]), (Keys.ARROW_DOWN, order[1]),
                         (Keys.ARROW_UP, order[0]), ("k", order[0])]:
        browser.press(keys)
        if browser.js(focused) != wanted:
            yield f"{keys!r} leads to {browser.js(focused)!r}, not to {wanted!r}"
    if not ask(browser, "focusIsSeen"):
        yield "what has the focus does not look so"
    browser.press("/", "smoke", Keys.ENTER)
    if browser.js("return document.querySelector('input').value") != "smoke" or "model" not in browser.js(focused):
        yield "after / and a word Enter does not lead to what was found"
    browser.press(Keys.ENTER)
    if browser.driver.title != "Save a note · Deskwright":
        yield f"Enter opens {browser.driver.title!r}"
    browser.driver.back()
    browser.press("/", Keys.ESCAPE)
    if len(shown(browser)) != len(order):
        yield "Escape does not end the search"
    yield from browser.faults()


def tab_reaches_everything(browser, address):
    for page in [f"{address}/index.html", run_of(browser, address, "candidates.yaml")]:
        browser.open(page)
        wanted = ask(browser, "focusable")
        reached = set()
        for _ in range(wanted + 2):
            browser.press(Keys.TAB)
            reached.add(ask(browser, "focusedNumber"))
        if missing := set(range(wanted)) - reached:
            yield f"{page}: Tab does not reach {[ask(browser, 'focusableName', one) for one in missing]}"


def links(browser, address):
    """Each try has its page, which says which task it is of, and is well."""
    pages = runs(browser, address)
    if len(pages) != 9:
        yield f"there are {len(pages)} pages of tries, not 9"
    for page in pages:
        name = pathlib.PurePosixPath(urllib.parse.unquote(page)).parent.name
        browser.open(page)
        if not ask(browser, "isRunPage"):
            yield f"{name}: no report"
            continue
        yield from (f"{name}: {fault}" for fault in ask(browser, "brokenPictures"))
        yield from (f"{name}: {fault}" for fault in browser.faults())


def no_text_acts(browser, address):
    for page in [f"{address}/index.html", *runs(browser, address)]:
        browser.open(page)
        ask(browser, "touchEverything")
        yield from (f"{page}: {fault}" for fault in ask(browser, "foreignMarkup"))
        yield from browser.faults()
    browser.open(run_of(browser, address, "hostile.yaml"))
    text = browser.js("return document.body.textContent")
    if suite.HOSTILE[:60] not in text:
        yield "hostile text is not shown as it is"


def steps(browser, address):
    """What a step shows: the screens, the action's mark at its place, the change, words, cost and times."""
    browser.open(run_of(browser, address, "model.yaml"))
    x, y = suite.MIDDLE["at"]
    if (mark := ask(browser, "aim", 0)) is None or max(abs(mark["x"] - x), abs(mark["y"] - y)) > 2:
        yield f"the first action's mark is at {mark}"
    for words in ["Writing the note.", "tokens in", "$0.0", "request req_", "opened \"Save as\""]:
        if words not in browser.js("return document.querySelector('.film').textContent"):
            yield f"the steps do not say {words!r}"
    if (area := ask(browser, "changeArea", 1)) is None or not 0 < area["width"] < 200:
        yield f"the second action's change is drawn at {area}"
    phases = ask(browser, "phases")
    if not {"setup", "observe", "decide", "act", "settle", "check"} <= set(phases):
        yield f"the phases are {phases}"
    if browser.js("return document.querySelectorAll('.phases rect').length") != len(phases):
        yield "the phases are not drawn"
    if "Cost" not in browser.js("return document.querySelector('.tiles').textContent"):
        yield "there is no cost"


def evidence(browser, address):
    """What was looked for and what is most like it; what the apps said."""
    browser.open(run_of(browser, address, "candidates.yaml"))
    if "Sage" not in browser.js("return document.querySelector('.evidence ol.found')?.textContent ?? ''"):
        yield "the nearest candidate is not named"
    if not ask(browser, "isDrawnOn", ".evidence .marks.found rect"):
        yield "the nearest candidate is not drawn"
    if "Sage" not in browser.js("return document.querySelector('.step ol.found')?.textContent ?? ''"):
        yield "the step that failed does not name its nearest candidate"
    if "Safe" not in browser.js("return document.querySelector('.checks').textContent"):
        yield "what was looked for is not said"
    browser.open(run_of(browser, address, "screen.yaml"))
    log = browser.js(
        "return [...document.querySelectorAll('details')].find(one => one.textContent.includes('Output of terminal'))"
        "?.querySelector('pre').textContent ?? ''")
    if suite.HOSTILE[:60] not in log:
        yield f"the app's output is {log!r}"
    if (mark := ask(browser, "aim", 0)) is None or max(abs(mark["x"] - 200), abs(mark["y"] - 200)) > 2:
        yield f"the mark on the real screen is at {mark}"


def filmstrip(browser, address):
    """The arrows go from action to action, Enter enlarges, the space bar turns, Escape comes back."""
    browser.open(run_of(browser, address, "model.yaml"))
    place = "return viewer.querySelector('.place').textContent + ' ' + viewer.querySelector('.caption').textContent"
    browser.press(Keys.ARROW_RIGHT, Keys.ENTER)
    if not browser.js("return viewer.open") or "click 560 350" not in browser.js(place):
        yield f"Enter does not enlarge the first action, but {browser.js(place)!r}"
    if not ask(browser, "isDrawnOn", "#viewer .marks.aim path"):
        yield "enlarged, the mark is not there"
    browser.press(Keys.ARROW_RIGHT)
    if "type" not in browser.js(place):
        yield f"the right arrow leads to {browser.js(place)!r}"
    side = "return [...viewer.querySelectorAll('[data-side]')].findIndex(one => one.ariaPressed === 'true')"
    browser.press(" ")
    if browser.js(side) != 1 or not ask(browser, "isDrawnOn", "#viewer .marks.change rect"):
        yield "the space bar does not turn to the screen after"
    for _ in range(20):
        browser.press(Keys.ARROW_RIGHT)
    if "step 3" not in browser.js(place) and "step 2" not in browser.js(place):
        yield f"the last is {browser.js(place)!r}"
    browser.press(Keys.ESCAPE)
    if browser.js("return viewer.open") or not browser.js("return document.activeElement.matches('.shot button')"):
        yield "Escape does not come back to the action"
    yield from browser.faults()


def strip(browser, address):
    """The small pictures lead to their steps, and the one that failed can be seen at once."""
    browser.open(run_of(browser, address, "model.yaml"))
    for number in [1, 3]:
        browser.js(f"document.querySelector('.jumps a:nth-child({number})').focus()")
        browser.press(Keys.ENTER)
        top = browser.js(f"return document.getElementById('step-{number}').getBoundingClientRect().top")
        bottom = browser.js("return innerHeight - document.querySelector('footer').getBoundingClientRect().bottom")
        if not browser.driver.current_url.endswith(f"#step-{number}") or (abs(top) > 40 and bottom < 0):
            yield f"the small picture of step {number} leaves it at {top}"
    browser.open(run_of(browser, address, "long.yaml"))
    if browser.js("return document.querySelectorAll('.jumps .picture').length") < 200:
        yield "not each step has a small picture"
    browser.open(run_of(browser, address, "hostile.yaml"))
    if not ask(browser, "isInside", ".jumps .bad", ".jumps"):
        yield "the step that failed is not in sight"
    yield from browser.faults()


def slider(browser, address):
    browser.open(run_of(browser, address, "snapshot.yaml"))
    names = browser.js("return [...document.querySelectorAll('.pictures figcaption')].map(one => one.textContent)")
    if not {"expected", "actual", "diff"} <= set(names):
        yield f"the pictures are {names}"
    if not browser.js("return document.querySelector('.slider input') !== null"):
        yield "there is no slider"
        return
    browser.js("document.querySelector('.slider input').focus()")
    before = ask(browser, "cut")
    browser.press(Keys.END)
    after = ask(browser, "cut")
    browser.press(Keys.HOME)
    if not ask(browser, "cut") < before < after:
        yield f"the slider goes from {before} to {after} and then {ask(browser, 'cut')}"
    yield from browser.faults()


def readable(browser, address):
    """By day and by night, wide and narrow: contrast of 4.5 and more, and nothing sticks out."""
    for page in [f"{address}/index.html", *runs(browser, address)]:
        browser.open(page)
        for scheme in ["light", "dark"]:
            browser.scheme(scheme)
            for fault in ask(browser, "poorContrast"):
                yield f"{scheme}: {page}: {fault}"
        for width in [390, 1600]:
            browser.width(width)
            if wider := browser.js("return Math.max(0, document.documentElement.scrollWidth - innerWidth)"):
                yield f"{width} pixels are {wider} too few: {page}"
            for fault in ask(browser, "clipped"):
                yield f"{width} pixels: {fault}: {page}"
        browser.width(1280)


def without_scripts(browser, address):
    """The list and the reports are there to be read where no script may run."""
    browser.scripts(False)
    try:
        browser.open(f"{address}/index.html")
        if len(shown(browser)) != sum(map(len, suite.EXPECTED.values())):
            yield "the list does not have all tasks"
        if not browser.js("return document.querySelector('.task .reason').offsetHeight"):
            yield "reasons cannot be seen"
        page = run_of(browser, address, "candidates.yaml")
        browser.open(page)
        if "Safe" not in browser.js("return document.querySelector('.checks')?.innerText ?? ''"):
            yield "a try's page cannot be read"
    finally:
        browser.scripts(True)


def opens(browser, address):
    """A report that has its pictures in itself, and one that has them beside it, wherever they come from."""
    for file in ["model.yaml", "long.yaml"]:
        browser.open(run_of(browser, address, file))
        if not ask(browser, "isRunPage"):
            yield f"no report of {file} is served"
        yield from ask(browser, "brokenPictures")
        yield from browser.faults()


CHECKS = [
    counts, filters, address_keeps, command_is_copied, keys_of_the_list, tab_reaches_everything, links, no_text_acts, steps,
    evidence, filmstrip, strip, slider, readable, without_scripts,
]
CHECKS_OVER_HTTP = [counts, address_keeps, opens, filmstrip]
