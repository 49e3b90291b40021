"""Makes the suite whose report `check.py` looks at: each verdict, each kind of evidence, and hostile text."""

import json
import pathlib
import shutil
import subprocess

# What would do something, or hide something, if a page took it for more than text.
HOSTILE = (
    "<script>hostile=1</script></script><!--\"><img src=x onerror=\"hostile=1\">' onmouseover='hostile=1' "
    "]]></style><a href=javascript:hostile=1> {{7*7}} &lt;b&gt; \u202etxt.exe\u2066 end")
TITLE = "<img src=x onerror=hostile=1>"
MIDDLE = {"at": [560, 350]}
# By verdict, the files of the tasks that get it.
EXPECTED = {
    "failed": {"candidates.yaml", "hostile.yaml", "screen.yaml", "snapshot.yaml"},
    "error": {"error.yaml"},
    "flaky": {"flaky.yaml"},
    "skipped": {"y-skipped.yaml", "z-skipped.yaml"},
    "passed": {"long.yaml", "model.yaml"},
}


def tasks(repository):
    scene = f"{repository}/fixtures/scenes/notes.yaml"

    def on_mock(name, **rest):
        return {"version": 1, "name": name, "display": {"mock": scene}, **rest}

    model = f"{repository}/fixtures/model-scripts/save-a-note-on-the-mock.yaml"
    # The shell takes neither title nor text for its own.
    show = f"printf '\\033]0;%s\\007' \"$(cat title.txt)\"; cat hostile.txt; sleep 60"
    return {
        "model.yaml": on_mock(
            "Save a note", goal="Write it.", model={"script": model}, tags=["smoke"]),
        # With more pictures than a page holds itself.
        "long.yaml": on_mock(
            "Many lines", steps=[
                {"click": MIDDLE},
                {"repeat": {"times": 100, "steps": [{"type": "a line of text "}, {"press": "Return"}]}}]),
        "candidates.yaml": on_mock(
            "Click what is not there", steps=[
                {"click": MIDDLE}, {"type": "Sage"},
                {"click": "Safe", "in": {"window": "Notes"}, "timeout": "300ms"}]),
        "flaky.yaml": on_mock(
            "Passes when it is tried again", retries=1,
            steps=[{"run": "test -e ../../was || { touch ../../was; false; }"}]),
        "error.yaml": {
            "version": 1, "name": "Needs a program that is not there",
            "apps": [{"id": "gone", "run": "no-such-program"}], "steps": [{"press": "a"}]},
        "hostile.yaml": on_mock(
            HOSTILE[:99], tags=["a-tag"], files={"hostile.txt": {"text": HOSTILE}}, steps=[
                {"note": HOSTILE}, {"click": MIDDLE},
                {"type": "".join(sign for sign in HOSTILE if sign.isascii())},
                {"run": "cat hostile.txt >&2; false"}]),
        "screen.yaml": {
            "version": 1, "name": "A terminal on a screen of its own",
            "files": {"hostile.txt": {"text": HOSTILE}, "title.txt": {"text": TITLE}, "show.sh": {"text": show}},
            "apps": [{
                "id": "terminal", "run": "sh",
                "args": ["-c", "cat hostile.txt >&2; exec xterm -geometry 80x24+0+0 -e sh show.sh"],
                "ready": {"window": "/./"}}],
            "steps": [
                {"wait": {"window": "<img"}}, {"click": {"at": [200, 200]}}, {"type": "<b>hello</b>"},
                {"expect": {"visible": "nothing like this", "timeout": "200ms"}}]},
        "snapshot.yaml": on_mock(
            "Looks as before",
            steps=[{"click": MIDDLE}, {"type": "two"}, {"snapshot": "note", "timeout": "300ms"}]),
        "y-skipped.yaml": on_mock("Is not begun", steps=[{"press": "a"}]),
        "z-skipped.yaml": on_mock("Is not begun either", steps=[{"press": "a"}]),
    }


def make(program, repository, place):
    """Runs the tasks, one after the other, and returns the folder of pages."""
    folder = place / "tasks"
    folder.mkdir()
    for name, task in tasks(repository).items():
        (folder / name).write_text(json.dumps(task))
    # The picture that the snapshot is compared with shows another word.
    picture = folder / "snapshot.yaml"
    task = picture.read_text()
    picture.write_text(task.replace('"two"', '"one"'))
    run = [program, "run", "-q", "--out"]
    subprocess.run([*run, "first", "-u", "tasks/snapshot.yaml"], cwd=place, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(place / "first")
    picture.write_text(task)
    bad = len(EXPECTED["failed"] | EXPECTED["error"])
    command = [*run, "runs", "-j", "1", "--max-failures", str(bad), "--reporter", "json=suite.json,html=report", "tasks"]
    with open(place / "output.txt", "w") as output:
        subprocess.run(command, cwd=place, stdout=output, stderr=output)
    found = {}
    for task in json.loads((place / "suite.json").read_text())["tasks"]:
        found.setdefault(task["verdict"], set()).add(pathlib.Path(task["file"]).name)
    if found != EXPECTED:
        raise SystemExit(f"the suite went otherwise than it should: {found}\n{(place / 'output.txt').read_text()}")
    return place / "report"
