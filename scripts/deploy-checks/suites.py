"""The tasks that all services run, and what has to become of them."""

import json

from files import require

SHARDS = 4
TASKS = "abcdef"
COUNTS = {"failed": 1, "flaky": 1, "passed": 4}
IN_WORDS = ", ".join(f"{count} {verdict}" for verdict, count in COUNTS.items())


def write_tasks(folder, head, steps=""):
    """Some pass, one fails, and one needs a second run, with the shards and without them."""
    folder.mkdir(parents=True)
    commands = {"b": "false", "c": "test -e ../../was-here || { touch ../../was-here; false; }"}
    for name in TASKS:
        (folder / f"{name}.yaml").write_text(
            f"version: 1\nname: Task {name}\nretries: 1\n{head}steps:\n  - run: {commands.get(name, 'true')}\n{steps}"
        )


def read_suite(folder):
    """Which suite it was, and what became of its tasks."""
    found = json.loads((folder / "suite.json").read_text())
    return found["fingerprint"], sorted((task["id"], task["verdict"]) for task in found["tasks"])


def require_counts(suite, *words):
    verdicts = [verdict for _, verdict in suite[1]]
    counts = {verdict: verdicts.count(verdict) for verdict in COUNTS}
    require(counts == COUNTS, "one run of all tasks:", suite, *words)


def require_joined(folder, whole, name):
    """The joined shards, with a report beside them."""
    joined = read_suite(folder)
    require(joined == whole, name, "joined:", joined, "one run of all tasks:", whole)
    require((folder.parent / "report/index.html").exists(), name, "has no page")
    times = json.loads((folder / "durations.json").read_text())
    require(len(times) == len(TASKS) - 1, name, "has the times", times)
