"""Whether every package the program needs is to be had for Windows, for each Python; it asks pip and downloads no package."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence

from chibo_installer.plan import requirements
from chibo_installer.said import said_by

PYTHONS = ("3.11", "3.12", "3.13")
COMPILED = "win_amd64"


def resolved(python: str) -> dict[str, str]:
    """The file pip would install of every package, by name; BuildError when one is not to be had."""
    asked = [*("install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"), "--target", "."]
    asked += [*("--platform", COMPILED, "--python-version", python, "--only-binary=:all:"), *requirements()]
    report = json.loads(said_by(sys.executable, "-m", "pip", "--disable-pip-version-check", *asked))
    return {
        each["metadata"]["name"].lower(): _file(each["download_info"]["url"]) for each in report["install"]
    }


def table(found: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Lines of a table in Markdown: the packages made for Windows, and their version for each Python.

    `found` is `resolved` by Python. Packages without compiled parts are the same everywhere and only counted.
    """
    compiled = sorted({name for each in found.values() for name, file in each.items() if COMPILED in file})
    lines = ["| gói | " + " | ".join(found) + " |", "| --- " * (len(found) + 1) + "|"]
    lines += [_row(name, [each.get(name, "") for each in found.values()]) for name in compiled]
    plain = {name for each in found.values() for name in each} - set(compiled)
    return [*lines, "", f"Thêm {len(plain)} gói thuần Python, chạy được ở mọi nơi."]


def _row(name: str, files: Sequence[str]) -> str:
    return f"| {name} | " + " | ".join(file.split("-")[1] if file else "không có" for file in files) + " |"


def _file(url: str) -> str:
    return url.rpartition("/")[2].partition("#")[0]
