"""Breaks copies of the pages on purpose, and wants the check to notice that is there for it."""

import base64
import hashlib
import re
import shutil

import checks

# By what is wrong then: the page, what is replaced in it by what, and the check that has to notice.
FAULTS = {
    "a count is wrong": ("index", ">4 failed<", ">3 failed<", checks.counts),
    "a row is missing": ("index", "hidden = verdicts", "hidden = !row.matches(':nth-child(2n)') || verdicts", checks.filters),
    "the search is deaf": ("index", 'addEventListener("input", filter)', 'addEventListener("x", filter)', checks.filters),
    "a key does nothing": ("index", 'event.key === "j"', 'event.key === "J"', checks.keys_of_the_list),
    "a link leads nowhere": ("index", 'href="runs/', 'href="run/', checks.links),
    "Tab passes something by": ("index", 'type="search"', 'type="search" tabindex="-1"', checks.tab_reaches_everything),
    "a script is text's": ("index", "&lt;script&gt;hostile", "<script>hostile", checks.no_text_acts),
    "the network is asked": (
        "index", "<h1>", "<h1><img alt='' src='http://127.0.0.1:9/x.png'>", checks.no_text_acts),
    "a colour is faint": ("index", "--soft: #5c6773", "--soft: #9ca7b3", checks.readable),
    "a line is too wide": ("index", "overflow-wrap: anywhere", "white-space: nowrap", checks.readable),
    "the list needs a script": ("index", '<ol class="tasks">', '<ol class="tasks" hidden>', checks.without_scripts),
    "a mark is elsewhere": ("save-a-note", 'cx="560"', 'cx="580"', checks.steps),
    "the mark is gone": ("save-a-note", 'class="marks aim"', 'class="marks aims"', checks.steps),
    "no candidate is drawn": ("click-what", "<rect", "<g", checks.evidence),
    "an arrow does nothing": ("save-a-note", "ArrowRight: 1", "ArrowRight: 0", checks.filmstrip),
    "the address forgets": ("index", "history.replaceState(", "Object(", checks.address_keeps),
    "nothing is copied": ("index", "selectAllChildren(", "containsNode(", checks.command_is_copied),
    "a picture is gone": ("many-lines", "screens/", "screen/", checks.opens),
    "a step has no place": ("save-a-note", 'id="step-3"', 'id="step-4"', checks.strip),
    "no candidate at the step": ("click-what", '<ol class="found">', '<ol>', checks.evidence),
    "a text sticks out": ("script-hostile", "max-width: 50%", "flex: none", checks.readable),
    "the slider stands still": ("looks-as", '"--cut", input.value', '"--cut", 50', checks.slider),
    "a picture is broken": ("save-a-note", "base64,iVBOR", "base64,AAAAA", checks.opens),
}


def check(results, browser, folder, copy):
    for name, (page, old, new, notices) in FAULTS.items():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        count = 0
        for file in copy.rglob("*.html"):
            if page not in str(file.relative_to(copy)):
                continue
            text = file.read_text()
            count += text.count(old)
            file.write_text(allowed(text.replace(old, new)))
        if not count:
            results.note(f"fault: {name}", [f"the pages have no {old!r}"])
            continue
        # What makes a check break off here does so for the fault alone: on the whole pages it does not.
        notices_it = next(checks.faults_of(notices, browser, copy.as_uri()), None) is not None
        results.note(f"fault: {name}", [] if notices_it else [f"{notices.__name__} does not notice"])


def allowed(page):
    """The page with a policy that lets its changed script run."""
    script = re.search(r"<script>(.*?)</script>\s*</body>", page, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return re.sub(r"'sha256-[^']*'", lambda _: f"'sha256-{digest}'", page, count=1)
