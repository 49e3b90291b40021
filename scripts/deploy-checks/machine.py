"""A folder as a service's machine has it: the repository with its tasks, and the programs that are in PATH."""

import glob
import os
import shutil
import subprocess

from files import ROOT, require
from suites import write_tasks

# What services have in their images, or mount into them.
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
    # Nobody waits.
    "sleep": "true",
    # An array of jobs runs, and ends as STATE, the job that joins always well. Before each answer UNANSWERED questions
    # fail.
    "aws": """
        echo "$*" >>calls
        asked=$(grep -c describe-jobs calls) every=$((UNANSWERED + 1))
        [ "$2" != describe-jobs ] || [ $((asked % every)) = 0 ] || exit 255
        [ "$asked" != $every ] || STATE=RUNNING
        case "$2 $4" in
        submit-job*merge) echo job-2 ;;
        submit-job*) echo job-1 ;;
        "describe-jobs job-1") echo "$STATE" ;;
        *) echo SUCCEEDED ;;
        esac
    """,
}


def write_programs(folder, program):
    folder.mkdir()
    (folder / "deskwright").symlink_to(program)
    for name, script in PROGRAMS.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)


class Machine:
    def __init__(self, place, name):
        self.folder = place / name.replace(" ", "-")
        self.programs = place / "programs"
        write_tasks(self.folder / "tasks", f"display: {{mock: {ROOT}/fixtures/scenes/notes.yaml}}\n")
        (self.folder / "tmp").mkdir()

    def run(self, command, variables):
        own = {
            "PATH": f"{self.programs}:{os.environ['PATH']}", "LANG": "C.UTF-8",
            "HOME": str(self.folder), "MACHINE": str(self.folder)}
        environment = {**own, **{name: str(value) for name, value in variables.items()}}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.output = done.stdout
        require("cannot write" not in self.output, self.folder.name, "says", self.output)
        return done.returncode

    def give(self, other, artifacts, source, target):
        """Carries artifacts of a folder into a folder of another machine, as the service does."""
        for pattern in artifacts:
            found = glob.glob(pattern, root_dir=self.folder / source, recursive=True)
            require(found, self.folder.name, "left nothing in", source, pattern)
            for path in found:
                old, new = self.folder / source / path, other.folder / target / path
                if old.is_dir():
                    shutil.copytree(old, new, dirs_exist_ok=True)
                else:
                    new.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(old, new)
