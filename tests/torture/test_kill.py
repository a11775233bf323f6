"""That a process killed while it writes leaves a whole store in which nothing acknowledged is missing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store import create_store, open_store
from chibo_desktop.store.rebuild import check_journal, compare
from replicas import KEY, START

KILLS = 100
TYPIST = Path(__file__).parent / "typist.py"


def start_typist(
    folder: Path, first: int, count: int, flushing: str = "FULL", **more: str
) -> subprocess.Popen[bytes]:
    """The writing process, with this process's import paths."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, str(TYPIST), str(folder), str(first), str(count), flushing],
        env={**os.environ, "PYTHONPATH": paths, **more},
    )


def newest_acknowledged(folder: Path) -> int:
    """The last number whose line is whole."""
    path = folder / "acknowledged"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return int(lines[-1]) if lines else 0


@pytest.mark.long
def test_a_hundred_kills_lose_nothing_acknowledged_and_leave_the_store_whole(tmp_path: Path) -> None:
    dice = random.Random(1)
    create_store(tmp_path, KEY, device="aaaaaaaa", sample=True, clock=FixedClock(START)).close()
    shown = 0
    while_writing = 0
    for _ in range(KILLS):
        process = start_typist(tmp_path, shown + 1, 100_000)
        before = newest_acknowledged(tmp_path)
        while newest_acknowledged(tmp_path) == before and process.poll() is None:
            os.sched_yield()
        wait = dice.random() * 0.1
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            while_writing += 1
        process.kill()
        process.wait()
        store = open_store(tmp_path, KEY, clock=FixedClock(START))
        shown = (store.values("ballot", "aaaaaaaa-1") or {"yes_count": 0})["yes_count"]
        entries = store.value("SELECT count(*) FROM journal")
        assert shown >= newest_acknowledged(tmp_path)
        assert store.value("SELECT count(*) FROM proposal") == entries
        assert store.value("PRAGMA quick_check") == "ok"
        store.close()
    assert while_writing > KILLS * 0.9
    store = open_store(tmp_path, KEY, clock=FixedClock(START))
    assert compare(store.connection) == []
    assert list(check_journal(store.connection)) == []
    store.close()
