"""That a window killed while somebody types opens by itself with all but the last second of the text."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.clock import SystemClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.store.drafts import read_draft
from chibo_desktop.store.rebuild import check_journal, compare
from ui.hands import PASSWORD, make_desk

KILLS = 50
SECRETARY = Path(__file__).parent / "secretary.py"
PLACE_FIELD = "conclusion"
LOST_AT_MOST = 1.0
"""Seconds of typing: the promise of the design."""
WRITING = 0.25
"""Seconds that a draft's own transaction may take on a busy test machine."""


def kept_text(folder: Path, meeting_id: str) -> str:
    """What is on the disk: the draft when there is one, else the entry. The store must be whole."""
    desk = open_desk(folder, PASSWORD, clock=SystemClock())
    draft = read_draft(desk.store, "meeting", meeting_id, PLACE_FIELD)
    values = desk.store.values("meeting", meeting_id) or {}
    assert desk.store.value("PRAGMA quick_check") == "ok"
    desk.close()
    return draft.text if draft else str(values.get(PLACE_FIELD) or "")


def typed_lines(folder: Path) -> list[tuple[int, float]]:
    """How long the text was, and when, line by line; a torn last line is left out."""
    path = folder / "typed"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [(int(length), float(at)) for length, at in (line.split() for line in lines)]


def start(folder: Path, meeting_id: str, seed: int, mode: str) -> subprocess.Popen[bytes]:
    (folder / "typed").unlink(missing_ok=True)
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, str(SECRETARY), str(folder), meeting_id, str(seed), mode],
        env={**os.environ, "PYTHONPATH": paths},
    )


@pytest.mark.long
def test_fifty_kills_while_somebody_types_lose_at_most_the_last_second(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    _, meeting_id = add_meeting(desk, period="2026-11")
    desk.close()
    Settings(tmp_path).put("meeting_step", f"{meeting_id}/content")
    dice, kept, grown = random.Random(7), "", 0
    for number in range(KILLS):
        process = start(tmp_path, meeting_id, number, "breathless" if number % 2 else "pauses")
        while len(typed_lines(tmp_path)) < 2 and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.random() * 2.5)
        assert process.poll() is None, "the window ended by itself"
        process.kill()
        process.wait()
        killed = time.monotonic()
        lines = typed_lines(tmp_path)
        assert lines[0][0] == len(kept), "the window opened with another text than was kept"
        must_be_there = max(
            (length for length, at in lines if at <= killed - LOST_AT_MOST - WRITING), default=len(kept)
        )
        now = kept_text(tmp_path, meeting_id)
        assert now.startswith(kept)
        assert len(now) >= must_be_there
        grown += len(now) > len(kept)
        kept = now
    assert grown > KILLS / 2, "hardly anything was typed: the test shows nothing"
    desk = open_desk(tmp_path, PASSWORD)
    assert compare(desk.store.connection) == []
    assert list(check_journal(desk.store.connection)) == []
    desk.close()
