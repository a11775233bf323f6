"""That an ordinary month keeps within its ninety keys and four minutes, in small cells and large ones."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from structure import ROOT

pytestmark = pytest.mark.long


def test_an_ordinary_month_takes_at_most_ninety_actions_and_four_minutes() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/month.py"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2_000:]
    assert done.stdout.count("members:") == 3
