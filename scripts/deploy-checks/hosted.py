"""The CI services, each with its file: the variables are those that its reference names."""

import re

from files import DEPLOY, load, require
from service import BASH, SH, Service
from suites import SHARDS


def lines(*commands):
    return "\n".join(commands)


def step_with(steps, key):
    return next(step[key] for step in steps if key in step)


def action(job, name):
    return next(step["with"] for step in job["steps"] if step.get("uses", "").startswith(f"actions/{name}@"))


def github():
    jobs = load("github/deskwright.yml")["jobs"]
    tasks, report = jobs["tasks"], jobs["report"]

    def variables(index):
        places = {"${{ strategy.job-index }}": index, "${{ strategy.job-total }}": SHARDS}
        own = {name: places.get(value, "") for name, value in tasks["env"].items()}
        return {"CI": "true", "GITHUB_ACTIONS": "true", **own}

    return Service(
        "GitHub", len(tasks["strategy"]["matrix"]["shard"]), variables,
        shard=step_with(tasks["steps"], "run"), join=step_with(report["steps"], "run"), shell=SH,
        artifacts=["*"], source=action(tasks, "upload-artifact")["path"],
        target=lambda index: action(report, "download-artifact")["path"])


def gitlab():
    jobs = load("gitlab/gitlab-ci.yml")
    tasks = jobs["tasks"]
    left = tasks["artifacts"]
    return Service(
        "GitLab", tasks["parallel"],
        lambda index: {"GITLAB_CI": "true", "CI_NODE_INDEX": index + 1, "CI_NODE_TOTAL": SHARDS},
        shard=lines(*tasks["script"]), join=lines(*jobs["report"]["script"], *jobs["durations"]["script"]), shell=BASH,
        artifacts=[*left["paths"], left["reports"]["junit"]])


def buildkite():
    steps = {step["label"]: step for step in load("buildkite/pipeline.yml")["steps"] if "label" in step}
    tasks = steps["Tasks"]
    docker = next(value for plugin in tasks["plugins"] for name, value in plugin.items() if name.startswith("docker#"))
    annotate = next(iter(steps["JUnit"]["plugins"][0].values()))

    def variables(index):
        own = {"BUILDKITE_PARALLEL_JOB": index, "BUILDKITE_PARALLEL_JOB_COUNT": SHARDS}
        # The container is told those that the plugin hands on.
        return {name: value for name, value in own.items() if name in docker["environment"]}

    return Service(
        "Buildkite", tasks["parallelism"], variables,
        # The agent makes one dollar of two when it uploads the pipeline.
        shard=tasks["command"].replace("$$", "$"), join=steps["Report"]["command"].replace("$$", "$"), shell=SH,
        artifacts=[tasks["artifact_paths"], annotate["artifacts"]])


def circleci():
    jobs = load("circleci/config.yml")["jobs"]

    def script(job):
        commands = []
        for step in jobs[job]["steps"]:
            if "run" in step:
                commands.append(step["run"]["command"])
            elif "persist_to_workspace" in step:
                # It is not reached after a step that failed.
                commands.append("touch reached")
        return lines(*commands)

    return Service(
        "CircleCI", jobs["tasks"]["parallelism"],
        lambda index: {"CIRCLECI": "true", "CIRCLE_NODE_INDEX": index, "CIRCLE_NODE_TOTAL": SHARDS},
        shard=script("tasks"), join=script("report"), shell=BASH,
        artifacts=[*step_with(jobs["tasks"]["steps"], "persist_to_workspace")["paths"], "reached"])


def azure():
    jobs = {job["job"]: job for job in load("azure/azure-pipelines.yml")["jobs"]}
    tasks = jobs["tasks"]
    return Service(
        "Azure", int(tasks["strategy"]["parallel"]),
        lambda index: {"TF_BUILD": "True", "SYSTEM_JOBPOSITIONINPHASE": index + 1, "SYSTEM_TOTALJOBSINPHASE": SHARDS},
        shard=step_with(tasks["steps"], "script"), join=step_with(jobs["report"]["steps"], "script"),
        # It goes on after a command that failed.
        shell=["bash", "-c"],
        # Each artifact comes in a folder of its name.
        artifacts=["*"], source=step_with(tasks["steps"], "publish"),
        target=lambda index: f"shards/shard-{index + 1}-1")


def jenkins():
    text = (DEPLOY / "jenkins/Jenkinsfile").read_text()
    axis = re.search(r"name 'SHARD'\s+values (.*)", text)[1]
    stage = text[text.index("stage('Shard')"):text.index("stash name:")]
    scripts = [script for _, script in re.findall(r"\bsh ('''|')(.*?)\1", stage, re.DOTALL)]
    shard = re.search(r'DESKWRIGHT_SHARD = "(.*)"', text)[1]
    require(text.count("unstash 'shard-") == SHARDS, "Jenkinsfile: what is unstashed are not", SHARDS, "shards")
    return Service(
        "Jenkins", len(axis.split(",")),
        lambda index: {"SHARD": index + 1, "DESKWRIGHT_SHARD": shard.replace("${SHARD}", str(index + 1))},
        # Groovy takes a backslash at the end of a line as the shell does, and leaves one line.
        shard=lines(*scripts).replace("\\\n", ""), join=re.search(r"\bsh '(deskwright merge .*)'", text)[1], shell=SH,
        artifacts=["shards"], keeps_folder=True)


def bitbucket():
    parallel, report = load("bitbucket/bitbucket-pipelines.yml")["pipelines"]["default"]
    tasks = parallel["parallel"][0]["step"]
    return Service(
        "Bitbucket", len(parallel["parallel"]),
        lambda index: {"BITBUCKET_PARALLEL_STEP": index, "BITBUCKET_PARALLEL_STEP_COUNT": SHARDS},
        shard=lines(*tasks["script"]), join=lines(*report["step"]["script"]), shell=BASH,
        artifacts=[*tasks["artifacts"], "test-results/*.xml"], codes=(0,) * SHARDS, joined_code=1)


def semaphore():
    pipeline = load("semaphore/semaphore.yml")
    task = pipeline["blocks"][0]["task"]
    always = lines(*task["epilogue"]["always"]["commands"])

    def variables(index):
        return {
            "SEMAPHORE": "true", "SEMAPHORE_JOB_INDEX": index + 1, "SEMAPHORE_JOB_COUNT": SHARDS,
            "SEMAPHORE_PIPELINE_RESULT": "failed"}

    return Service(
        "Semaphore", task["jobs"][0]["parallelism"], variables,
        shard=f"trap '{always}' EXIT\n" + lines(*task["jobs"][0]["commands"]),
        join=lines(*pipeline["after_pipeline"]["task"]["jobs"][0]["commands"]), shell=BASH,
        # The scripts carry them by themselves.
        artifacts=[], passed={"SEMAPHORE_PIPELINE_RESULT": "passed"}, times="project/durations.json")
