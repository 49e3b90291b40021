"""The rules of surefire-test-report-3.0.xsd, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/, and what JUnit
files may have beside them."""

import re

# Children in their order, and whether there may be several.
TRIES = {"stackTrace": False, "system-out": False, "system-err": False}
CHILDREN = {
    "testsuite": {"properties": True, "testcase": True},
    "properties": {"property": True},
    # Surefire's cases have no properties; readers that do not know them pass over them.
    "testcase": {
        "properties": False, "failure": True, "rerunFailure": True, "flakyFailure": True, "skipped": False,
        "error": False, "rerunError": True, "flakyError": True, "system-out": False, "system-err": False},
    "rerunFailure": TRIES, "flakyFailure": TRIES, "rerunError": TRIES, "flakyError": TRIES}

NEEDED = {
    "testsuite": {"name", "tests", "errors", "skipped", "failures"},
    "testcase": {"name", "time"}, "property": {"name", "value"},
    **{kind: {"type"} for kind in
       ("failure", "rerunFailure", "flakyFailure", "error", "rerunError", "flakyError")}}
ALLOWED = {
    # The second set of each is not Surefire's.
    "testsuite": {"version", "time", "group"} | {"hostname", "timestamp", "id", "file"},
    "testcase": {"classname", "group"} | {"file", "line"},
    "skipped": {"message"}, **{kind: {"message"} for kind in NEEDED if kind.endswith(("ailure", "rror"))}}

TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]{0,3})?")


def faults(element):
    """What breaks a rule in an element and below it, a sentence each."""
    tag = element.tag
    names = set(element.keys())
    for name in NEEDED.get(tag, set()) - names:
        yield f"<{tag}> has no {name}"
    for name in names - NEEDED.get(tag, set()) - ALLOWED.get(tag, set()):
        yield f"<{tag}> has the attribute {name}"
    if not TIME.fullmatch(element.get("time", "0")):
        yield f"<{tag}> has the time {element.get('time')!r}"
    yield from order(element)
    for child in element:
        yield from faults(child)


def order(element):
    known = CHILDREN.get(element.tag, {})
    tags = [child.tag for child in element]
    for tag in dict.fromkeys(tags):
        if tag not in known:
            yield f"<{element.tag}> has a <{tag}>"
        elif tags.count(tag) > 1 and not known[tag]:
            yield f"<{element.tag}> has {tags.count(tag)} <{tag}>"
    places = [list(known).index(tag) for tag in tags if tag in known]
    if places != sorted(places):
        yield f"<{element.tag}> has its children in the order {', '.join(dict.fromkeys(tags))}"
    if element.tag in CHILDREN and CHILDREN[element.tag] is TRIES and "stackTrace" not in tags:
        yield f"<{element.tag}> has no <stackTrace>"
