"""What conftest promises, proved on a small folder of tests: warnings fail, homes are empty, golden files wait."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from structure import ROOT, write_tree

TESTS = '''
"""One sentence."""
import logging, os, warnings

import pytest


def test_log_warning_fails(): logging.getLogger("chibo_desktop.x").warning("oh")

def test_expected_log_warning_passes(said_in_log):
    logging.getLogger("x").warning("oh")
    assert said_in_log.pop() == "WARNING x: oh"

def test_python_warning_fails(): warnings.warn("oh")

def test_qt_warning_fails(qapp):
    from PySide6.QtCore import qWarning
    qWarning("oh")

def test_golden_passes(golden): golden("a.txt", "one")

def test_other_golden_fails(golden): golden("a.txt", "two")

def test_no_screen_passes(): assert os.environ["QT_QPA_PLATFORM"] == "offscreen"

def test_clock_passes(clock): assert clock.now().isoformat() == "2026-10-05T19:30:00+07:00"

@pytest.mark.long
def test_long_fails_when_run(): assert not "run"
'''


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A checkout with our conftest and a few tests that do wrong on purpose."""
    write_tree(tmp_path, {"tests/test_small.py": TESTS, "tests/golden/a.txt": "one"})
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests" / "conftest.py")
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def run_small(folder: Path, *words: str) -> str:
    """What pytest says about the small folder."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-rA",
        "-p",
        "no:cacheprovider",
        "-o",
        f"pythonpath={ROOT / 'src'}",
        *words,
    ]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stdout


def outcomes(said: str, word: str) -> set[str]:
    """The names of the tests with that outcome."""
    return set(re.findall(rf"^{word} \S+::(\w+)", said, re.MULTILINE))


def test_each_small_test_ends_as_its_name_says(small: Path) -> None:
    said = run_small(small)
    failed = outcomes(said, "FAILED") | outcomes(said, "ERROR")
    names = set(re.findall(r"^def (test_\w+)", TESTS, re.MULTILINE)) - {"test_long_fails_when_run"}
    assert failed == {name for name in names if name.endswith("fails")}
    assert outcomes(said, "PASSED") >= names - failed
    assert "1 deselected" in said


def test_accept_rewrites_a_golden_file(small: Path) -> None:
    run_small(small, "--accept", "-k", "other_golden")
    assert (small / "tests" / "golden" / "a.txt").read_text() == "two"
