"""Holds the libraries in debian-packages.txt against those of the program."""

import re
import subprocess
from pathlib import Path

from files import ROOT, output, require

# Every Debian has C's and C++'s.
EVERYWHERE = {"libc6", "libgcc-s1", "libstdc++6"}


def check_libraries(program):
    linked, listed = linked_packages(program), listed_packages()
    require(linked == listed, "debian-packages.txt and the program differ in libraries:", *sorted(linked ^ listed))


def listed_packages():
    lines = (ROOT / "debian-packages.txt").read_text().split("# Run: libraries", 1)[1].splitlines()[1:]
    return set(lines[:lines.index("")])


def linked_packages(program):
    # Certificates are read when a server is asked, and Tesseract is opened when a text is.
    tesseract = re.search(rb"libtesseract\.so\.(\d+)", Path(program).read_bytes())[1].decode()
    packages = {"ca-certificates", f"libtesseract{tesseract}"}
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", program)))
    for name, path in re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", program), re.MULTILINE):
        if name in needed:
            packages |= owners(path)
    return packages - EVERYWHERE


def owners(path):
    """No package at all owns Swift's own libraries, which a release has inside."""
    found = subprocess.run(["dpkg-query", "--search", path, f"/usr{path}"], capture_output=True, text=True).stdout
    return set(re.findall(r"^([^:,\s]+)", found, re.MULTILINE))
