"""Runs what a service's file runs, and compares the joined shards with one run of all tasks."""

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor

from files import DEPLOY, require
from machine import Machine
from suites import IN_WORDS, SHARDS, read_suite, require_counts, require_joined


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
        code = machine.run([*service.shell, service.shard], {**service.variables(index), **store})
        require(code in (0, 1), name, "shard", index, "left with", code, machine.output)
        machine.give(report, service.artifacts, service.source, service.target(index))
        return code

    with ThreadPoolExecutor(2) as pool:
        codes = tuple(sorted(pool.map(run_shard, range(SHARDS))))
    require(codes == service.codes, name, "left with", codes)
    code = report.run([*service.shell, service.join], {**service.variables(0), **store})
    require(code == service.joined_code, name, "report left with", code, report.output)
    require_joined(report.folder / service.merged, whole, name)
    print(f"{name}: {SHARDS} shards, {IN_WORDS}, as in one run")


def check_batch_script(place):
    """It waits, joins whatever became of the array, and tells that."""
    for state, code in {"SUCCEEDED": 0, "FAILED": 1}.items():
        machine = Machine(place, f"batch {state}")
        left = machine.run([DEPLOY / "aws-batch/run-tasks.sh", "queue", str(SHARDS)], {"STATE": state})
        require(left == code, "AWS Batch's script left with", left, machine.output)
        submits = [line for line in (machine.folder / "calls").read_text().splitlines() if "submit-job" in line]
        require(len(submits) == 2 and f"size={SHARDS}" in submits[0], "AWS Batch's script submits", submits)
        for line in submits:
            overrides = re.search(r"--container-overrides (.*) --query", line)[1]
            try:
                json.loads(overrides)
            except ValueError as error:
                sys.exit(f"AWS Batch's script submits {overrides}: {error}")
