"""Holds the options of Deskwright that files and pages name against its help."""

import re

from files import DEPLOY, ROOT, output, require


def check_options(program):
    helps = {command: output(program, command, "--help") for command in ("run", "merge", "report", "check")}
    for path in [*(ROOT / "docs/ci").glob("*.md"), *DEPLOY.rglob("*")]:
        if path.is_file():
            for command, option in named_options(path.read_text()):
                known = re.search(rf"(?<!\S){option}(?![\w-])", helps[command])
                require(known, path.relative_to(ROOT), "names", option, "of", command)


def named_options(text):
    text = re.sub(r"\\\n\s*", " ", text)
    for command, words in re.findall(r"\bdeskwright (run|merge|report|check)\b([^\n`]*)", text):
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", words):
            yield command, option
