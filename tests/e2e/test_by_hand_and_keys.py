"""That a month entered through the real window by keys alone leaves the very records the actions leave."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.sample.cell import enter_meeting, enter_member, read_sample
from chibo_desktop.actions.setup import Unit, set_up
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, read_time
from chibo_desktop.seal.wrap import Cost
from e2e.by_name import ask, differences, records_by_name
from e2e.hand import Hand
from e2e.month import Eyes, enter_month
from e2e.screen import Screen, open_screen
from structure import ROOT

pytestmark = [pytest.mark.long, pytest.mark.needs("Xvfb", "xdotool", "xkbcomp", "import")]

PROGRAM = shlex.split(os.environ.get("CHIBO_PROGRAM", "")) or [sys.executable, "-m", "chibo_desktop"]
PASSWORD = "mau-nuong-tren-suoi"
CHEAP = Cost(t=1, m=64, p=1)
SAMPLE = read_sample()
CELL: Mapping[str, Any] = SAMPLE["cells"][1]
for ballot in CELL["october"]["ballots"]:  # on the screen the share follows from what is decided
    if ballot["threshold"] == "two_thirds":
        ballot["decision"] = "admission"
LEFT_OUT = ("members", "september", "october", "term_from")


def make_book(folder: Path, months: Sequence[str]) -> None:
    """The second cell of the sample with its members; the months are entered by actions and finalised."""
    clock = FixedClock(evening(CELL["september"]) - timedelta(days=3), timedelta(seconds=1))
    given = {name: value for name, value in CELL.items() if name not in LEFT_OUT}
    unit = Unit(kind="cell", parent_name=SAMPLE["commune"]["name"], term_from=CELL["term_from"], **given)
    desk = set_up(folder, unit, password=PASSWORD, clock=clock, sample=True, cost=CHEAP).desk
    members = {member["name"]: enter_member(desk, member) for member in CELL["members"]}
    for month in months:
        clock.set(evening(CELL[month]))
        finalise(desk, enter_meeting(desk, CELL[month], members))
    desk.close()


def evening(month: Mapping[str, Any]) -> datetime:
    """Ten minutes after the meeting."""
    return datetime.combine(month["held_on"], read_time(month["ended_at"]), VIETNAM) + timedelta(minutes=10)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An own screen, with every letter of the sample on its keyboard."""
    words = (ROOT / "resources" / "sample" / "october-2026.toml").read_text(encoding="utf-8")
    with open_screen(tmp_path) as opened:
        opened.put_on_keys("".join({each for each in words if not each.isascii()}))
        yield opened


@contextmanager
def window_open(folder: Path, screen: Screen, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program on the folder; whatever happens it is gone in the end."""
    with said.open("wb") as out:
        running = subprocess.Popen(
            [*PROGRAM, "--data-dir", str(folder)],
            env=environment(screen.environment),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """With the source on the path, for the default program."""
    return {**given, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}


@contextmanager
def looking_into(folder: Path) -> Iterator[Desk]:
    """The folder read while the window writes it."""
    desk = open_desk(folder, PASSWORD)
    yield desk
    desk.close()


def test_a_month_entered_by_keys_alone_leaves_the_same_records_as_the_actions(
    tmp_path: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_actions, by_keys = tmp_path / "a", tmp_path / "b"
    make_book(by_actions, ("september", "october"))
    make_book(by_keys, ("september",))
    with window_open(by_keys, screen, tmp_path / "said.txt") as running:
        hand = Hand(screen, running.pid)
        unlock(hand, tmp_path)
        with looking_into(by_keys) as desk:
            enter_month(hand, Eyes(desk, "2026-10", tmp_path), CELL["october"])
        screen.picture(tmp_path / "finalised.png")
        hand.close()
        assert running.wait(20) == 0
    assert (tmp_path / "said.txt").read_text(encoding="utf-8") == ""
    with capsys.disabled():
        print(f"\n{hand.actions} actions and {hand.prose} letters of prose; pictures in {tmp_path}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    wanted, found = (records_by_name(PROGRAM, folder, PASSWORD) for folder in (by_actions, by_keys))
    assert {kind: len(records) for kind, records in wanted.items() if records} == {
        "organisation": 1, "member": 24, "standing": 26, "meeting": 2, "agenda_item": 3, "attendance": 44,
        "guest": 1, "opinion": 4, "ballot": 3, "resolution": 2, "assignment": 5, "assignment_report": 2, "proposal": 1,
    }  # fmt: skip
    assert differences(wanted, found) == []
    assert ask(PROGRAM, by_keys, PASSWORD, "doctor", "--json")["findings"] == []


def test_zooming_with_the_sheet_open_does_not_widen_the_window(tmp_path: Path, screen: Screen) -> None:
    book = tmp_path / "book"
    make_book(book, ("september",))
    with window_open(book, screen, tmp_path / "said.txt") as running:
        hand = Hand(screen, running.pid)
        unlock(hand, tmp_path)
        hand.press("alt+2", "F2")
        sizes = []
        for key in (*["ctrl+plus"] * 5, "ctrl+0"):
            hand.press(key)
            sizes.append(hand.size())
        hand.close()
        assert running.wait(20) == 0
    assert sizes == ["1366x768"] * 6


def unlock(hand: Hand, pictures: Path) -> None:
    """The password typed where the caret stands when the program opens."""
    hand.take("Sổ sinh hoạt chi bộ")
    hand.whisper(PASSWORD)
    hand.screen.picture(pictures / "unlock.png")
    hand.press("Return")
    hand.take(CELL["name"])
