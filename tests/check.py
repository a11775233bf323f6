"""The one gate: format, lint, types, tools, tests; run as `python tests/check.py [--long] [words for pytest …]`."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATHS = ("src", "tests", "benchmarks", "build_installer.py")

# the programs the tests call, with the Debian package that brings each
TOOLS = {
    "age": "age",
    "openssl": "openssl",
    "zstd": "zstd",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "jq": "jq",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}
NEEDS = re.compile(r"mark\.needs\(([^)]*)\)")


def present() -> list[str]:
    """The folders and files of the checkout that the linters read; some come only with a release."""
    return [path for path in PATHS if (ROOT / path).exists()]


def missing_tools() -> list[str]:
    """A sentence for every tool the gate needs and this machine lacks."""
    return [
        f"{tool} is missing: apt-get install {package}"
        for tool, package in TOOLS.items()
        if not shutil.which(tool)
    ]


def not_run() -> list[str]:
    """The programs long tests ask for (`@pytest.mark.needs("soffice")`) that this machine lacks."""
    words = [
        word
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for found in NEEDS.finditer(path.read_text(encoding="utf-8"))
        for word in re.findall(r'"([^"]+)"', found[1])
    ]
    return sorted({word for word in words if not shutil.which(word)})


def run(title: str, command: Sequence[str]) -> bool:
    """Runs one step of the gate in the checkout and says how it went and how long it took."""
    print(f"== {title}", flush=True)
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False)
    print(
        f"== {title}: {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - begun:.1f} s",
        flush=True,
    )
    return done.returncode == 0


def check_tools() -> bool:
    """Says which tools are missing; a gate that skips what it cannot run is no gate."""
    missing = missing_tools()
    print(*missing, f"== tools: {'FAILED' if missing else 'ok'}", sep="\n", flush=True)
    return not missing


def main(words: Sequence[str] | None = None) -> int:
    """0 when everything passed; pytest comes last, so that its closing line closes the output."""
    parser = argparse.ArgumentParser(description="The one gate of chibo-desktop.")
    parser.add_argument("--long", action="store_true", help="also the tests marked long")
    chosen, rest = parser.parse_known_args(words)
    if chosen.long:
        print("not run on this machine, for want of:", ", ".join(not_run()) or "nothing", flush=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    marks = ["-m", "long or not long"] if chosen.long else []
    steps = {
        "format": run("format", ["ruff", "format", "--check", "--output-format", "concise", *present()]),
        "lint": run("lint", ["ruff", "check", "--output-format", "concise", *present()]),
        "types": run("types", ["mypy", *present()]),
        "tools": check_tools(),
    }
    failed = [name for name, passed in steps.items() if not passed]
    if failed:
        print("== the gate is red before any test:", ", ".join(failed), flush=True)
    # a file's tests stay on one worker while there is enough to do: what they share is made once
    tested = run_tests(["-n", "2", "--dist", "worksteal", *marks, *rest])
    return 0 if tested and not failed else 1


def run_tests(words: Sequence[str]) -> bool:
    """Runs pytest last and adds nothing after its closing line."""
    print("== tests", flush=True)
    return (
        subprocess.run([sys.executable, "-m", "pytest", "-q", *words], cwd=ROOT, check=False).returncode == 0
    )


if __name__ == "__main__":
    sys.exit(main())
