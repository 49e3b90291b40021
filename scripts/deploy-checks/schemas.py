"""Holds files against their services' schemas and grammars; for Semaphore, AWS Batch and Cloud Run there is none."""

import subprocess
import sys

import kubernetes_validate
from groovy_parser.parser import parse_groovy_content
from lark.exceptions import UnexpectedInput

from files import DEPLOY, load, require

SCHEMAS = {
    "azure/azure-pipelines.yml": ["azure-pipelines", "--regex-variant=nonunicode", "--data-transform=azure-pipelines"],
    "bitbucket/bitbucket-pipelines.yml": ["bitbucket-pipelines"],
    "buildkite/pipeline.yml": ["buildkite"],
    "circleci/config.yml": ["circle-ci"],
    "github/deskwright.yml": ["github-workflows"],
    "gitlab/gitlab-ci.yml": ["gitlab-ci", "--data-transform=gitlab-ci"],
}
# The first version that has retries for each index without a feature gate, and a recent one.
KUBERNETES_VERSIONS = ["1.33", "1.37"]


def check_schemas():
    for file, (schema, *options) in SCHEMAS.items():
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        done = subprocess.run([*command, *options, DEPLOY / file], text=True, capture_output=True)
        require(done.returncode == 0, done.stdout, done.stderr)


def check_kubernetes():
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        for version in KUBERNETES_VERSIONS:
            try:
                kubernetes_validate.validate(load(path), version, strict=True)
            except kubernetes_validate.ValidationError as error:
                sys.exit(f"{path.name} is not as Kubernetes {version} wants it: {error.message}")
    job = load("kubernetes/run-tasks.yaml")["spec"]
    variables = {entry["name"]: entry.get("value") for entry in job["template"]["spec"]["containers"][0]["env"]}
    require(variables["DESKWRIGHT_SHARD_TOTAL"] == str(job["completions"]), "the Job names two numbers of shards")


def check_jenkinsfile():
    """Groovy can read it; what Jenkins makes of it only Jenkins can tell."""
    try:
        parse_groovy_content((DEPLOY / "jenkins/Jenkinsfile").read_text())
    except UnexpectedInput as error:
        sys.exit(f"Groovy cannot read line {error.line} of Jenkinsfile")
