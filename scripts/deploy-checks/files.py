"""Where the files are, how they are read, and what happens when one is not as it should be."""

import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def require(condition, *words):
    if not condition:
        sys.exit(" ".join(str(word) for word in words))


def load(name):
    """A YAML or JSON file under deploy/."""
    return yaml.safe_load((DEPLOY / name).read_text())


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
