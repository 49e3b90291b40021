#!/usr/bin/env python3
"""Looks at a suite's report pages in a headless Chromium: from disk, over HTTP below a folder, and without scripts.

    check.py PROGRAM PLACE

PROGRAM is the built deskwright, PLACE an empty folder. In the end the pages are broken on purpose, each time
in another way, and the check that should notice has to. Exits with 1 when something is not as it should be.
"""

import pathlib
import sys

import browser
import checks
import faults
import suite


def main(program, place):
    repository = pathlib.Path(__file__).resolve().parents[2]
    folder = suite.make(program, repository, place)
    results = checks.Results()
    with browser.Browser() as chromium:
        for check in checks.CHECKS:
            results.run(check, chromium, folder.as_uri())
        with browser.serving(folder, "/job/7/artifact/report") as address:
            for check in checks.CHECKS_OVER_HTTP:
                results.run(check, chromium, address)
        for policy in (checks.JENKINS, checks.GITHUB):
            with browser.serving(folder, "/report", {"Content-Security-Policy": policy}) as address:
                results.run(checks.without_scripts, chromium, address)
        with browser.opened(program, folder) as address:
            results.run(checks.opens, chromium, address)
        faults.check(results, chromium, folder, place / "broken")
    results.end()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]))
