"""Holds the files under deploy/ against what they are for.

    python3 -B scripts/deploy-checks/main.py PROGRAM
"""

import os
import sys
import tempfile
from pathlib import Path

from clusters import aws_batch, cloud_run, kubernetes
from hosted import azure, bitbucket, buildkite, circleci, github, gitlab, jenkins, semaphore
from libraries import check_libraries
from machine import write_programs
from options import check_options
from runs import check_batch_script, check_service, run_whole
from schemas import check_jenkinsfile, check_kubernetes, check_schemas

SERVICES = [
    github, gitlab, buildkite, circleci, azure, jenkins, bitbucket, semaphore,
    kubernetes, aws_batch, cloud_run,
]

program = os.path.abspath(sys.argv[1])
check_schemas()
check_kubernetes()
check_jenkinsfile()
check_libraries(program)
check_options(program)
with tempfile.TemporaryDirectory() as place:
    place = Path(place)
    write_programs(place / "programs", program)
    check_batch_script(place)
    whole = run_whole(place)
    for service in SERVICES:
        check_service(service(), place, whole)
