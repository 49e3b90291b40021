"""Runs what the files under deploy/ run, as their services would, and compares the joined shards with one run of all.

    check-deploy.py PROGRAM         the files of all services, on this machine
    check-deploy.py --image IMAGE   the Kubernetes Job, in containers of an image, on private displays
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
SHARDS = 4
TASKS = "abcdef"
COUNTS = {"failed": 1, "flaky": 1, "passed": 4}


def require(condition, *words):
    if not condition:
        sys.exit(" ".join(str(word) for word in words))


def load(name):
    return yaml.safe_load((DEPLOY / name).read_text())


def write_tasks(folder, display):
    """Some pass, one fails, and one needs a second run, with the shards and without them."""
    folder.mkdir(parents=True)
    commands = {"b": "false", "c": "test -e ../../was-here || { touch ../../was-here; false; }"}
    for name in TASKS:
        (folder / f"{name}.yaml").write_text(
            f"version: 1\nname: Task {name}\nretries: 1\n{display}steps:\n  - run: {commands.get(name, 'true')}\n"
        )


def suite(folder):
    """Which suite it was, and what became of its tasks."""
    found = json.loads((folder / "suite.json").read_text())
    return found["fingerprint"], sorted((task["id"], task["verdict"]) for task in found["tasks"])


def in_words(counts):
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items())


class Machine:
    """A folder as a service's machine has it: the repository with its tasks, and the programs that are in PATH."""

    def __init__(self, place, name, programs):
        self.folder = place / name
        self.programs = programs
        write_tasks(self.folder / "tasks", f"display: {{mock: {ROOT}/fixtures/scenes/notes.yaml}}\n")
        (self.folder / "tmp").mkdir()

    def run(self, script, variables, shell="bash"):
        environment = {"PATH": f"{self.programs}:{os.environ['PATH']}", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        for name, value in variables.items():
            environment[name] = str(value)
        options = ["-eo", "pipefail"] if shell == "bash" else ["-e"]
        done = subprocess.run(
            [shell, *options, "-c", script], cwd=self.folder, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.output = done.stdout
        return done.returncode

    def give(self, other, patterns, prefix=""):
        """Carries artifacts, as the service does: under the same paths, or in a folder of their own."""
        for pattern in patterns:
            found = glob.glob(pattern, root_dir=self.folder, recursive=True)
            require(found, self.folder.name, "left nothing in", pattern)
            for path in found:
                source, target = self.folder / path, other.folder / prefix / path
                if source.is_dir():
                    shutil.copytree(source, target, dirs_exist_ok=True)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(source, target)


class Service:
    """How the file of one service runs shards, and joins them."""

    shell = "bash"
    #: What the report's job leaves with.
    joined_code = 0

    def variables(self, index):
        return {}

    def shard(self):
        raise NotImplementedError

    def join(self):
        raise NotImplementedError

    #: What shards hand over to the report, and in which folder it comes out there.
    artifacts = ["shards"]

    def folder(self, index):
        return ""

    def local(self, text, machine):
        return text

    def joined(self, machine):
        return machine.folder / "merged"

    def codes(self, codes):
        """Of all shards one failed."""
        return sorted(codes) == [0] * (SHARDS - 1) + [1]


class GitHub(Service):
    shell = "sh"
    file = "github/deskwright.yml"

    def __init__(self):
        self.jobs = load(self.file)["jobs"]
        require(len(self.jobs["tasks"]["strategy"]["matrix"]["shard"]) == SHARDS, "GitHub's matrix")

    def variables(self, index):
        places = {"${{ strategy.job-index }}": index, "${{ strategy.job-total }}": SHARDS}
        own = {name: places.get(value, "") for name, value in self.jobs["tasks"]["env"].items()}
        return {"GITHUB_ACTIONS": "true", "CI": "true", **own}

    def step(self, job):
        return next(step["run"] for step in self.jobs[job]["steps"] if "run" in step)

    def shard(self):
        return self.step("tasks")

    def join(self):
        return self.step("report")


class GitLab(Service):
    file = "gitlab/gitlab-ci.yml"

    def __init__(self):
        self.jobs = load(self.file)
        left = self.jobs["tasks"]["artifacts"]
        self.artifacts = [*left["paths"], left["reports"]["junit"]]
        require(self.jobs["tasks"]["parallel"] == SHARDS, "GitLab's parallel")

    def variables(self, index):
        return {"GITLAB_CI": "true", "CI_NODE_INDEX": index + 1, "CI_NODE_TOTAL": SHARDS}

    def shard(self):
        return "\n".join(self.jobs["tasks"]["script"])

    def join(self):
        return "\n".join(self.jobs["report"]["script"] + self.jobs["durations"]["script"])


class Buildkite(Service):
    shell = "sh"
    file = "buildkite/pipeline.yml"

    def __init__(self):
        self.steps = {step["label"]: step for step in load(self.file)["steps"] if "label" in step}
        self.artifacts = [self.steps["Tasks"]["artifact_paths"], "shards/*/junit.xml"]
        require(self.steps["Tasks"]["parallelism"] == SHARDS, "Buildkite's parallelism")

    def variables(self, index):
        return {"BUILDKITE": "true", "BUILDKITE_PARALLEL_JOB": index, "BUILDKITE_PARALLEL_JOB_COUNT": SHARDS}

    def shard(self):
        return self.steps["Tasks"]["command"].replace("$$", "$")

    def join(self):
        return self.steps["Report"]["command"].replace("$$", "$")


class CircleCI(Service):
    file = "circleci/config.yml"

    def __init__(self):
        self.jobs = load(self.file)["jobs"]
        require(self.jobs["tasks"]["parallelism"] == SHARDS, "CircleCI's parallelism")
        steps = self.jobs["tasks"]["steps"]
        kept = next(step["persist_to_workspace"] for step in steps if "persist_to_workspace" in step)
        self.artifacts = [*kept["paths"], "reached"]

    def variables(self, index):
        return {"CIRCLECI": "true", "CIRCLE_NODE_INDEX": index, "CIRCLE_NODE_TOTAL": SHARDS}

    def script(self, job):
        lines = []
        for step in self.jobs[job]["steps"]:
            if "run" in step:
                lines.append(step["run"]["command"])
            elif "persist_to_workspace" in step:
                # It is not reached after a failed step.
                lines.append("touch reached")
        return "\n".join(lines)

    def shard(self):
        return self.script("tasks")

    def join(self):
        return self.script("report")


class Azure(Service):
    file = "azure/azure-pipelines.yml"

    def __init__(self):
        self.jobs = {job["job"]: job for job in load(self.file)["jobs"]}
        require(self.jobs["tasks"]["strategy"]["parallel"] == str(SHARDS), "Azure's parallel")
        self.artifacts = [step["publish"] + "/*" for step in self.jobs["tasks"]["steps"] if "publish" in step]

    def variables(self, index):
        return {"TF_BUILD": "True", "SYSTEM_JOBPOSITIONINPHASE": index + 1, "SYSTEM_TOTALJOBSINPHASE": SHARDS}

    def script(self, job):
        return next(step["script"] for step in self.jobs[job]["steps"] if "script" in step)

    def shard(self):
        return self.script("tasks")

    def join(self):
        # Each artifact comes in a folder of its name, without the folder that was published.
        return "mkdir a; mv shards/* a; for i in a/*; do mv $i/shards shards/${i#a/}; done\n" + self.script("report")

    def folder(self, index):
        return f"shards/shard-{index + 1}-1"


class Jenkins(Service):
    shell = "sh"
    file = "jenkins/Jenkinsfile"

    def __init__(self):
        self.text = (DEPLOY / self.file).read_text()
        self.scripts = re.findall(r"\bsh '''(.*?)'''", self.text, re.DOTALL)
        self.lines = re.findall(r"\bsh '([^'\n]+)'", self.text)
        require(re.search(r"values '1', '2', '3', '4'", self.text), "Jenkins' axis")

    def variables(self, index):
        return {"SHARD": index + 1, "DESKWRIGHT_SHARD": f"{index + 1}/{SHARDS}"}

    def shard(self):
        # Groovy takes a backslash at the end of a line as the shell does, and leaves one line.
        return self.scripts[0].replace("\\\n", "")

    def join(self):
        return next(line for line in self.lines if line.startswith("deskwright merge"))


class Bitbucket(Service):
    file = "bitbucket/bitbucket-pipelines.yml"
    joined_code = 1

    def __init__(self):
        parallel, report = load(self.file)["pipelines"]["default"]
        require(len(parallel["parallel"]) == SHARDS, "Bitbucket's parallel")
        self.step, self.report = parallel["parallel"][0]["step"], report["step"]
        self.artifacts = self.step["artifacts"]

    def variables(self, index):
        return {"BITBUCKET_PARALLEL_STEP": index, "BITBUCKET_PARALLEL_STEP_COUNT": SHARDS}

    def shard(self):
        return "\n".join(self.step["script"])

    def join(self):
        return "\n".join(self.report["script"])

    def codes(self, codes):
        return codes == [0] * SHARDS


class Semaphore(Service):
    file = "semaphore/semaphore.yml"
    artifacts = []

    def __init__(self):
        pipeline = load(self.file)
        self.task = pipeline["blocks"][0]["task"]
        self.after = pipeline["after_pipeline"]["task"]["jobs"][0]["commands"]
        require(self.task["jobs"][0]["parallelism"] == SHARDS, "Semaphore's parallelism")

    def variables(self, index):
        return {
            "SEMAPHORE": "true", "SEMAPHORE_JOB_INDEX": index + 1, "SEMAPHORE_JOB_COUNT": SHARDS,
            "SEMAPHORE_PIPELINE_RESULT": "failed"}

    def shard(self):
        always = "\n".join(self.task["epilogue"]["always"]["commands"])
        commands = "\n".join(self.task["jobs"][0]["commands"])
        return f"trap '{always}' EXIT\n{commands}"

    def join(self):
        return "\n".join(self.after)


class Containers(Service):
    """Services that run a command in containers, with folders mounted at /results and /tasks."""

    shell = "sh"
    artifacts = ["results"]

    def local(self, text, machine):
        places = {"/tasks": "tasks", "/results": machine.folder / "results", "/tmp": machine.folder / "tmp"}
        return re.sub("/(tasks|results|tmp)", lambda found: str(places[found[0]]), text)

    def argument(self, command):
        require(command[:2] == ["sh", "-c"], "a command of", self.file)
        return command[2]


class Kubernetes(Containers):
    file = "kubernetes/run-tasks.yaml"

    def __init__(self):
        self.job = load(self.file)["spec"]
        self.pod = self.job["template"]["spec"]
        self.merge = load("kubernetes/merge.yaml")["spec"]
        require(self.job["completions"] == SHARDS, "the Job's completions")

    def variables(self, index):
        """Those of the manifest, and the one that Kubernetes sets."""
        own = {entry["name"]: entry.get("value") for entry in self.pod["containers"][0]["env"]}
        own["RUN"] = "deskwright-abcde"
        return {**{name: value for name, value in own.items() if value}, "JOB_COMPLETION_INDEX": index}

    def shard(self):
        return self.argument(self.pod["containers"][0]["command"])

    def join(self):
        return "cd /results; " + self.argument(self.merge["containers"][0]["command"]).replace("&& sleep 3600", "")

    def joined(self, machine):
        return machine.folder / "results/deskwright-abcde/merged"


class Batch(Containers):
    file = "aws-batch/job-definition.json"

    def __init__(self):
        self.definition = json.loads((DEPLOY / self.file).read_text())
        self.script = (DEPLOY / "aws-batch/run-tasks.sh").read_text()

    def variables(self, index):
        return {"AWS_BATCH_JOB_ARRAY_INDEX": index, "AWS_BATCH_JOB_ARRAY_SIZE": SHARDS, "RUN": "one"}

    def shard(self):
        return self.argument(self.definition["containerProperties"]["command"])

    def join(self):
        return re.search(r'^script="(.*)"$', self.script, re.MULTILINE)[1].replace("$run", "one")

    def joined(self, machine):
        return machine.folder / "results/one/merged"


class CloudRun(Containers):
    file = "cloud-run/run-tasks.yaml"

    def __init__(self):
        self.execution = load(self.file)["spec"]["template"]["spec"]
        self.merge = load("cloud-run/merge.yaml")["spec"]["template"]["spec"]["template"]["spec"]["containers"][0]
        require(self.execution["taskCount"] == SHARDS, "Cloud Run's taskCount")

    def variables(self, index):
        return {
            "CLOUD_RUN_TASK_INDEX": index, "CLOUD_RUN_TASK_COUNT": SHARDS, "CLOUD_RUN_EXECUTION": "deskwright-abcde",
            "RUN": "deskwright-abcde"}

    def shard(self):
        return self.argument(self.execution["template"]["spec"]["containers"][0]["command"])

    def join(self):
        return self.argument(self.merge["command"])

    def joined(self, machine):
        return machine.folder / "tmp/merged"


SERVICES = [GitHub, GitLab, Buildkite, CircleCI, Azure, Jenkins, Bitbucket, Semaphore, Kubernetes, Batch, CloudRun]

PROGRAMS = {
    "buildkite-agent": "true",
    "checkout": "true",
    "test-results": '[ "$1" != publish ] || test -s "$2"',
    # Semaphore's store of artifacts, as a folder.
    "artifact": """
        action=$1 place=$STORE/$2 path=$3 target=$3
        shift 3
        while [ $# -gt 0 ]; do
            case $1 in
            --destination) target=$2; shift ;;
            esac
            shift
        done
        case $action in
        push) source=$path target=$place/$target ;;
        pull) source=$place/$path ;;
        esac
        [ -e "$source" ] || exit 1
        mkdir -p "$(dirname "$target")"
        cp -rT "$source" "$target"
    """,
}


def check_service(service, place, programs, whole):
    name = type(service).__name__
    report = Machine(place, f"{name}-report", programs)
    store = {"STORE": place / f"{name}-store"}

    def run_shard(index):
        machine = Machine(place, f"{name}-{index}", programs)
        code = machine.run(
            service.local(service.shard(), machine), {**service.variables(index), **store}, service.shell)
        require(code in (0, 1), name, "shard", index, "left with", code, machine.output)
        machine.give(report, service.artifacts, service.folder(index))
        return code

    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(run_shard, range(SHARDS)))
    require(service.codes(codes), name, "left with", codes)
    code = report.run(service.local(service.join(), report), {**service.variables(0), **store}, service.shell)
    require(code == service.joined_code, name, "report left with", code, report.output)
    joined = service.joined(report)
    require(suite(joined) == whole, name, "joined:", suite(joined), "whole:", whole)
    require((joined.parent / "report/index.html").exists(), name, "has no page")
    times = json.loads((joined / "durations.json").read_text())
    require(len(times) == len(TASKS) - 1, name, "has the times", times)
    print(f"{name}: {SHARDS} shards, {in_words(COUNTS)}, as in one run")


def check_batch(place, programs):
    """The script for AWS Batch waits, joins whatever became of the array, and tells it."""
    (programs / "aws").write_text("""#!/bin/sh
        echo "$*" >>calls
        case "$2 $4" in
        submit-job*merge) echo job-2 ;;
        submit-job*) echo job-1 ;;
        "describe-jobs job-1") echo "$STATE" ;;
        *) echo SUCCEEDED ;;
        esac
    """)
    (programs / "aws").chmod(0o755)
    for state, code in {"SUCCEEDED": 0, "FAILED": 1}.items():
        machine = Machine(place, f"batch-{state}", programs)
        left = machine.run(f"{DEPLOY}/aws-batch/run-tasks.sh queue 4", {"STATE": state})
        require(left == code, "AWS Batch's script left with", left, machine.output)
        submits = [line for line in (machine.folder / "calls").read_text().splitlines() if "submit-job" in line]
        for line in submits:
            json.loads(re.search(r"--container-overrides (.*) --query", line)[1])
        require(len(submits) == 2 and "size=4" in submits[0], submits)


def check_options(program):
    """Each option of Deskwright that a page or a file names is one."""
    texts = [*(ROOT / "docs/ci").glob("*.md"), *(path for path in DEPLOY.rglob("*") if path.is_file())]
    helps = {}
    for path in texts:
        text = re.sub(r"\\\n\s*", " ", path.read_text())
        for command, words in re.findall(r"\bdeskwright (run|merge|report|check)\b([^\n`]*)", text):
            if command not in helps:
                helps[command] = subprocess.run(
                    [program, command, "--help"], check=True, capture_output=True, text=True).stdout
            for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", words):
                require(re.search(rf"{option}\b", helps[command]), path, "names", option, "of", command)


def check_jenkinsfile():
    """Groovy can read it; what Jenkins makes of it only Jenkins can tell."""
    from groovy_parser.parser import parse_groovy_content

    parse_groovy_content((DEPLOY / "jenkins/Jenkinsfile").read_text())


def check_kubernetes():
    import kubernetes_validate

    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        # The first version with retries for each index in it for good, and a recent one.
        for version in ("1.33", "1.37"):
            kubernetes_validate.validate(yaml.safe_load(path.read_text()), version, strict=True)
    job = load("kubernetes/run-tasks.yaml")["spec"]
    total = next(entry for entry in job["template"]["spec"]["containers"][0]["env"] if entry["name"].endswith("TOTAL"))
    require(total["value"] == str(job["completions"]), "the Job says how many shards twice, and not the same")


def check_semaphore():
    """There is no schema to be had: the keys are those of Semaphore's reference."""
    known = {"version", "name", "agent", "blocks", "after_pipeline"}
    require(set(load("semaphore/semaphore.yml")) <= known, "Semaphore's keys")


def check_services(program):
    check_kubernetes()
    check_jenkinsfile()
    check_semaphore()
    check_options(program)
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        programs = place / "programs"
        programs.mkdir()
        (programs / "deskwright").symlink_to(program)
        for name, script in PROGRAMS.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        machine = Machine(place, "whole", programs)
        machine.run("deskwright run -q --out whole tasks", {})
        whole = suite(machine.folder / "whole")
        counts = {name: sum(verdict == name for _, verdict in whole[1]) for name in COUNTS}
        require(counts == COUNTS, "whole:", whole, machine.output)
        check_batch(place, programs)
        for service in SERVICES:
            check_service(service(), place, programs, whole)



def container(pod, number, name, image, folders, variables):
    """The words for Podman that start a container of a pod, as the manifest has it; its volumes are these folders."""
    found = pod["containers"][number]
    limits, own = pod["securityContext"], found["securityContext"]
    require(limits["runAsNonRoot"] and own["readOnlyRootFilesystem"] and not own["allowPrivilegeEscalation"], name)
    words = [
        "podman", "--runtime", "runc", "run", "--rm", "--name", name, "--network", "none", "--pull", "never",
        # The limits of the one who checks: raising them is not always allowed.
        "--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096",
        "--user", f"{limits['runAsUser']}:{limits['runAsGroup']}", "--read-only", "--read-only-tmpfs=false",
        "--security-opt", "no-new-privileges"]
    words += [f"--cap-drop={capability}" for capability in own["capabilities"]["drop"]]
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    for mount in found["volumeMounts"]:
        volume, path = volumes[mount["name"]], mount["mountPath"]
        if "emptyDir" not in volume:
            words += ["--volume", f"{folders[mount['name']]}:{path}{':ro' if mount.get('readOnly') else ''}"]
        elif path == "/dev/shm":
            words += ["--shm-size", volume["emptyDir"]["sizeLimit"].replace("i", "").lower()]
        else:
            words += ["--tmpfs", f"{path}:mode=1777"]
    for variable, value in variables.items():
        words += ["--env", f"{variable}={value}"]
    if "workingDir" in found:
        words += ["--workdir", found["workingDir"]]
    return [*words, image, *found["command"]]


def check_image(image):
    """Runs the pods of the Job, and the one that joins, in containers; tasks are about a terminal on a real display."""
    service = Kubernetes()
    apps = "apps:\n  - {id: terminal, run: xterm, ready: {window: {class: XTerm}}}\n"
    typed = '  - {type: "echo typed > typed.txt\\n"}\n  - wait: {file: {path: typed.txt, equals: "typed\\n"}}\n'
    with tempfile.TemporaryDirectory() as place:
        folders = {name: Path(place, name) for name in ("tasks", "results")}
        # As a config map is mounted: links to files of a hidden folder.
        write_tasks(folders["tasks"] / "..data", apps)
        for path in (folders["tasks"] / "..data").glob("*.yaml"):
            path.write_text(path.read_text() + typed)
            (folders["tasks"] / path.name).symlink_to(f"..data/{path.name}")
        folders["results"].mkdir()
        # What fsGroup does for a volume.
        Path(place).chmod(0o755)
        os.chown(folders["results"], 0, service.pod["securityContext"]["fsGroup"])
        folders["results"].chmod(0o2775)

        def run(pod, name, variables):
            words = container(pod, 0, name, image, folders, variables)
            done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            return done.returncode, done.stdout

        codes = []
        for index in range(SHARDS):
            code, output = run(service.pod, f"deskwright-{os.getpid()}-{index}", service.variables(index))
            print(f"index {index} left with {code}: {output.splitlines()[-1]}")
            require(code in (0, 1), output)
            codes.append(code)
        require(service.codes(codes), "the indices left with", codes)

        whole = {**service.variables(0), "DESKWRIGHT_SHARD": "1/1", "RUN": "whole"}
        run(service.pod, f"deskwright-{os.getpid()}-whole", whole)
        whole = suite(folders["results"] / "whole/shards/0")

        merge = f"deskwright-{os.getpid()}-merge"
        pod = json.loads(json.dumps(service.merge).replace("sleep 3600", "sleep 0"))
        code, output = run(pod, merge, {"RUN": "deskwright-abcde", "HOME": "/tmp"})
        require(code == 0, "the pod that joins left with", code, output)
        joined = folders["results"] / "deskwright-abcde/merged"
        require(suite(joined) == whole, "joined:", suite(joined), "whole:", whole)
        counts = {name: sum(verdict == name for _, verdict in whole[1]) for name in COUNTS}
        require(counts == COUNTS, "whole:", whole)
        require((joined.parent / "report/index.html").exists(), "no page")
        print(f"{SHARDS} pods of {image}: {in_words(COUNTS)}, as in one")


if __name__ == "__main__":
    if sys.argv[1] == "--image":
        check_image(sys.argv[2])
    else:
        check_services(os.path.abspath(sys.argv[1]))
