"""Services that run a command in containers, with folders mounted at /results, /tasks and /tmp."""

import re

from files import DEPLOY, load, require
from service import Service
from suites import SHARDS

RUN = "deskwright-abcde"


def script(command):
    """What `sh -c` runs, with the mounted folders in that of the machine."""
    require(command[:2] == ["sh", "-c"], "not a script for sh:", command)
    return on_a_machine(command[2])


def on_a_machine(text):
    return re.sub(r"/(results|tmp)\b", r"$MACHINE/\1", text).replace(" /tasks", " tasks")


def in_containers(name, shards, variables, **others):
    return Service(name, shards, variables, shell=["sh", "-c"], artifacts=["results"], **others)


def job_variables(index):
    """Those of the manifest, and what Kubernetes sets."""
    container = load("kubernetes/run-tasks.yaml")["spec"]["template"]["spec"]["containers"][0]
    own = {entry["name"]: entry["value"] for entry in container["env"] if "value" in entry}
    return {**own, "RUN": RUN, "JOB_COMPLETION_INDEX": index}


def kubernetes():
    job = load("kubernetes/run-tasks.yaml")["spec"]
    merge = load("kubernetes/merge.yaml")["spec"]["containers"][0]
    return in_containers(
        "Kubernetes", job["completions"], job_variables,
        shard=script(job["template"]["spec"]["containers"][0]["command"]),
        join="cd $MACHINE/results; " + script(merge["command"]).replace("sleep 3600", "true"),
        merged=f"results/{RUN}/merged")


def aws_batch():
    command = load("aws-batch/job-definition.json")["containerProperties"]["command"]
    submits = (DEPLOY / "aws-batch/run-tasks.sh").read_text()
    join = re.search(r'^script="(.*)"$', submits, re.MULTILINE)[1].replace("$run", RUN)
    return in_containers(
        # How many there are is said when they are submitted.
        "AWS Batch", SHARDS,
        lambda index: {"AWS_BATCH_JOB_ARRAY_INDEX": index, "AWS_BATCH_JOB_ARRAY_SIZE": SHARDS, "RUN": RUN},
        shard=script(command), join=on_a_machine(join), merged=f"results/{RUN}/merged")


def cloud_run():
    execution = load("cloud-run/run-tasks.yaml")["spec"]["template"]["spec"]
    merge = load("cloud-run/merge.yaml")["spec"]["template"]["spec"]["template"]["spec"]["containers"][0]

    def variables(index):
        return {"CLOUD_RUN_TASK_INDEX": index, "CLOUD_RUN_TASK_COUNT": SHARDS, "CLOUD_RUN_EXECUTION": RUN, "RUN": RUN}

    return in_containers(
        "Cloud Run", execution["taskCount"], variables,
        shard=script(execution["template"]["spec"]["containers"][0]["command"]), join=script(merge["command"]),
        merged=f"results/{RUN}/merged")
