"""That a window killed at any moment, in any step of any kind of meeting, opens on that step with what was typed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import date
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.cases import add_case
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import STEPS
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.store.rebuild import check_journal, compare
from chibo_desktop.ui.session import LAST_STEP
from torture.test_typing_killed import LOST_AT_MOST, WRITING
from ui.hands import PASSWORD, make_desk

KILLS, ROUNDS = 100, 2
"""So many in all, so many one after the other in one step: the second opens on what the first left."""
TYPIST = Path(__file__).parent / "typist_anywhere.py"
NAMES = ("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc", "Pờ Go Hừ")
PLACES = {
    "regular": ("prepare", "roll_call", "last_month", "content", "votes", "decisions", "proposals", "score"),
    "thematic": ("prepare", "content", "decisions"),
    "committee": ("prepare", "content", "votes"),
    "admission": ("content", "cases"),
    "congress": ("content", "elections"),
}
"""The steps in which something is typed, by kind of meeting."""
_LABELS = dict(STEPS)


def make_meetings(desk: Desk) -> dict[str, str]:
    """October with a task behind it, and of every kind one meeting at work."""
    people = [
        add_member(desk, full_name=name, office=None if at else "secretary")[1]
        for at, name in enumerate(NAMES)
    ]
    day = date(2026, 10, 5)
    _, october = add_meeting(
        desk,
        period="2026-10",
        held_on=day,
        started_at=time_of_day(19, 30),
        ended_at=time_of_day(21, 0),
        place="Nhà văn hóa",
        secretary_id=people[1],
    )
    record_all_present(desk, october)
    change_meeting(desk, october, read_back=True)
    add_assignment(desk, october, title="Nạo vét mương", leader_id=people[2])
    finalise(desk, october)
    made = {kind: add_meeting(desk, period="2026-11", kind=kind)[1] for kind in PLACES}
    add_case(desk, made["admission"], full_name="Mùa A Sấu")
    return made


def start(folder: Path, meeting_id: str, seed: int) -> subprocess.Popen[bytes]:
    (folder / "typed").unlink(missing_ok=True)
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, str(TYPIST), str(folder), meeting_id, str(seed)],
        env={**os.environ, "PYTHONPATH": paths},
    )


def told(folder: Path) -> list[dict[str, Any]]:
    """What the typist wrote down; a torn last line is left out."""
    path = folder / "typed"
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [json.loads(line) for line in lines]


def kill(process: subprocess.Popen[bytes], folder: Path, after: float) -> tuple[list[dict[str, Any]], float]:
    """Lets the typist type for so long and kills it; what it told, and when it died."""
    end = time.monotonic() + 60
    while len(told(folder)) < 2 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(after)
    assert process.poll() is None, "the window ended by itself"
    process.kill()
    process.wait()
    return told(folder), time.monotonic()


def kept_texts(folder: Path) -> list[str]:
    """Every draft on the disk, newest first; the store must be whole."""
    desk = open_desk(folder, PASSWORD)
    drafts = [draft.text for draft in list_drafts(desk.store)]
    assert desk.store.value("PRAGMA quick_check") == "ok"
    desk.close()
    return drafts


def newest_kept(lines: list[dict[str, Any]], died: float, drafts: list[str]) -> str:
    """The draft of what was being typed: as it stood within the last second, or later; "" when nothing had to be there."""
    typed = lines[1:]
    cutoff = died - LOST_AT_MOST - WRITING
    old = [place for place, line in enumerate(typed) if line["at"] <= cutoff]
    allowed = [line["text"] for line in typed[old[-1] if old else 0 :]]
    found = [text for text in drafts if text in allowed]
    assert found or not old or not allowed[0], (
        f"“{allowed[0]}” is lost from “{typed[0]['label']}”; kept: {drafts}"
    )
    return max(found, key=allowed.index) if found else ""


@pytest.mark.long
def test_a_hundred_kills_in_every_step_lose_at_most_a_second_and_open_where_it_was(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    meetings = make_meetings(desk)
    desk.close()
    places = [(kind, step) for kind, steps in PLACES.items() for step in steps]
    dice, grown = random.Random(11), 0
    for number in range(KILLS):
        kind, step = places[number // ROUNDS % len(places)]
        if number % ROUNDS == 0:
            before = label = ""
            Settings(tmp_path).put(LAST_STEP, f"{meetings[kind]}/{step}")
        lines, died = kill(start(tmp_path, meetings[kind], number), tmp_path, dice.random() * 2)
        opened = lines[0]
        assert _LABELS[step] in opened["step"], f"{kind}: {opened['step']} instead of {_LABELS[step]}"
        assert not before or before in opened["texts"], (
            f"{kind}, {step}: “{before}”, typed into {label}, not among {opened['texts']}"
        )
        label, before = lines[-1].get("label", ""), newest_kept(lines, died, kept_texts(tmp_path))
        grown += bool(before)
    assert grown > KILLS / 2, "hardly anything was typed: the test shows nothing"
    desk = open_desk(tmp_path, PASSWORD)
    assert compare(desk.store.connection) == []
    assert list(check_journal(desk.store.connection)) == []
    desk.close()
