"""Runs the pods of the Kubernetes Job, and the one that joins, in containers of an image, on private displays.

    python3 -B scripts/deploy-checks/pods.py IMAGE
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from clusters import RUN, job_variables
from files import load, require
from suites import IN_WORDS, SHARDS, read_suite, require_counts, require_joined, write_tasks

# The tasks are about a terminal on a real display.
APPS = "apps:\n  - {id: terminal, run: xterm, ready: {window: {class: XTerm}}}\n"
TYPING = '  - {type: "echo typed > typed.txt\\n"}\n  - wait: {file: {path: typed.txt, equals: "typed\\n"}}\n'


def main(image):
    job = load("kubernetes/run-tasks.yaml")["spec"]["template"]["spec"]
    merge = json.loads(json.dumps(load("kubernetes/merge.yaml")["spec"]).replace("sleep 3600", "sleep 0"))
    with tempfile.TemporaryDirectory() as place:
        folders = {"tasks": Path(place, "tasks"), "results": Path(place, "results")}
        Path(place).chmod(0o755)
        write_config_map(folders["tasks"])
        make_volume(folders["results"], job["securityContext"]["fsGroup"])

        codes = []
        for index in range(SHARDS):
            code, output = run_pod(job, image, folders, job_variables(index))
            print(f"index {index} left with {code}: {output.splitlines()[-1]}")
            codes.append(code)
        require(sorted(codes) == [0] * (SHARDS - 1) + [1], "the indices left with", codes, output)

        run_pod(job, image, folders, {**job_variables(0), "DESKWRIGHT_SHARD": "1/1", "RUN": "whole"})
        whole = read_suite(folders["results"] / "whole/shards/0")
        require_counts(whole)

        code, output = run_pod(merge, image, folders, {"RUN": RUN, "HOME": "/tmp"})
        require(code == 0, "the pod that joins left with", code, output)
        require_joined(folders["results"] / RUN / "merged", whole, "the pods")
        print(f"{SHARDS} pods of {image}: {IN_WORDS}, as in one")


def write_config_map(folder):
    """As Kubernetes mounts it: links to files of a hidden folder."""
    write_tasks(folder / "..data", APPS, TYPING)
    for path in (folder / "..data").iterdir():
        (folder / path.name).symlink_to(f"..data/{path.name}")


def make_volume(folder, group):
    """What fsGroup does for a volume."""
    folder.mkdir()
    os.chown(folder, 0, group)
    folder.chmod(0o2775)


def run_pod(pod, image, folders, variables):
    container = pod["containers"][0]
    words = ["podman", "--runtime", "runc", "run", "--rm", "--network", "none", "--pull", "never"]
    words += limits(pod, container) + mounts(pod, container, folders)
    for variable, value in variables.items():
        words += ["--env", f"{variable}={value}"]
    if "workingDir" in container:
        words += ["--workdir", container["workingDir"]]
    done = subprocess.run(
        [*words, image, *container["command"]], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def limits(pod, container):
    outer, inner = pod["securityContext"], container["securityContext"]
    require(outer["runAsNonRoot"], "the pod may be root's")
    require(inner["readOnlyRootFilesystem"], "the pod may write to its root file system")
    require(not inner["allowPrivilegeEscalation"], "the pod may gain privileges")
    return [
        # The limits of the one who checks: raising them is not always allowed.
        "--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096",
        "--user", f"{outer['runAsUser']}:{outer['runAsGroup']}", "--read-only", "--read-only-tmpfs=false",
        "--security-opt", "no-new-privileges",
        *(f"--cap-drop={capability}" for capability in inner["capabilities"]["drop"])]


def mounts(pod, container, folders):
    """Claims and config maps are folders of this machine."""
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    words = []
    for mount in container["volumeMounts"]:
        name, path = mount["name"], mount["mountPath"]
        if name in folders:
            words += ["--volume", f"{folders[name]}:{path}{':ro' if mount.get('readOnly') else ''}"]
        elif path == "/dev/shm":
            words += ["--shm-size", volumes[name]["emptyDir"]["sizeLimit"].replace("i", "").lower()]
        else:
            words += ["--tmpfs", f"{path}:mode=1777"]
    return words


if __name__ == "__main__":
    main(sys.argv[1])
