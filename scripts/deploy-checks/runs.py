"""Runs what a service's file runs, and compares the joined shards with one run of all tasks."""

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor

from files import DEPLOY, require
from machine import Machine
from suites import IN_WORDS, SHARDS, TASKS, read_suite, require_counts, require_joined


def run_whole(place):
    machine = Machine(place, "whole")
    machine.run(["deskwright", "run", "-q", "--out", "whole", "tasks"], {})
    whole = read_suite(machine.folder / "whole")
    require_counts(whole, machine.output)
    return whole


def check_service(service, place, whole):
    name = service.name
    require(service.shards == SHARDS, name, "has", service.shards, "shards, and not", SHARDS)
    report = Machine(place, f"{name} report")
    store = {"STORE": place / f"{name}-store".replace(" ", "-")}

    def run_shard(index):
        machine = Machine(place, f"{name} {index}")
        command, variables = [*service.shell, service.shard], {**service.variables(index), **store}
        if service.keeps_folder:
            machine.run(command, variables)
            leave_times(machine, index)
        code = machine.run(command, variables)
        require(code in (0, 1), name, "shard", index, "left with", code, machine.output)
        machine.give(report, service.artifacts, service.source, service.target(index))
        return code

    with ThreadPoolExecutor(2) as pool:
        codes = tuple(sorted(pool.map(run_shard, range(SHARDS))))
    require(codes == service.codes, name, "left with", codes)
    code = report.run([*service.shell, service.join], {**service.variables(0), **store})
    require(code == service.joined_code, name, "report left with", code, report.output)
    require_joined(report.folder / service.merged, whole, name)
    if service.passed:
        check_times(service, place, whole, store)
    print(f"{name}: {SHARDS} shards, {IN_WORDS}, as in one run")


def leave_times(machine, index):
    """Those of an earlier report, which are others in each folder."""
    times = {f"tasks/{task}.yaml": [1 + (place + index) % len(TASKS)] for place, task in enumerate(TASKS)}
    (machine.folder / "merged").mkdir(exist_ok=True)
    (machine.folder / "merged/durations.json").write_text(json.dumps(times))


def check_times(service, place, whole, store):
    """The job that joins keeps the times where all passed, and only there."""
    times = store["STORE"] / service.times
    require(not times.exists(), service.name, "keeps the times of a run with failed tasks")
    report = Machine(place, f"{service.name} report of passed")
    code = report.run([*service.shell, service.join], {**service.variables(0), **service.passed, **store})
    require(code == service.joined_code, service.name, "report of passed shards left with", code, report.output)
    require_joined(report.folder / service.merged, whole, service.name)
    require(times.exists(), service.name, "does not keep the times", report.output)


def check_batch_script(place):
    """It waits, also where some questions are not answered, joins whatever became of the array, and tells that."""
    for state, unanswered, code, jobs in [("SUCCEEDED", 9, 0, 2), ("FAILED", 0, 1, 2), ("SUCCEEDED", 10, 3, 1)]:
        machine = Machine(place, f"batch {state} {unanswered}")
        left = machine.run(
            [DEPLOY / "aws-batch/run-tasks.sh", "queue", str(SHARDS)], {"STATE": state, "UNANSWERED": unanswered})
        require(left == code, "AWS Batch's script left with", left, machine.output)
        submits = [line for line in (machine.folder / "calls").read_text().splitlines() if "submit-job" in line]
        require(len(submits) == jobs and f"size={SHARDS}" in submits[0], "AWS Batch's script submits", submits)
        for line in submits:
            overrides = re.search(r"--container-overrides (.*) --query", line)[1]
            try:
                json.loads(overrides)
            except ValueError as error:
                sys.exit(f"AWS Batch's script submits {overrides}: {error}")
