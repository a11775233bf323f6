"""A roster far longer than any cell's: read, matched and tried in three seconds, written in a time that grows with it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.roster_draft import open_roster
from chibo_desktop.actions.roster_import import plan_roster, write_roster
from excel.rosters import as_xlsx, kept, simple


def five_thousand(folder: Path) -> Path:
    """A workbook with five thousand people."""
    words = (
        ("Vàng", "Giàng", "Lò", "Pờ", "Quàng"),
        ("A", "Thị", "Văn", "Go"),
        ("Chứ", "Dua", "Hặc", "Hừ", "Lả"),
    )
    people = [
        (
            f"{words[0][n % 5]} {words[1][n // 5 % 4]} {words[2][n // 20 % 5]}",
            f"{n % 28 + 1}/{n % 12 + 1}/{1950 + n % 50}",
            f"{n:08d}",
            "03/02/2001",
            "03/02/2002",
        )
        for n in range(1, 5_001)
    ]
    return kept(folder, as_xlsx(simple(*people)))


@pytest.mark.long
def test_five_thousand_rows_are_read_and_matched_within_three_seconds(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = five_thousand(tmp_path)
    spent = []
    for _ in range(2):  # the better of two: others may be using this machine
        begun = time.process_time()
        plan = plan_roster(desk, open_roster(desk, path))
        spent.append(time.process_time() - begun)
    with capsys.disabled():
        print(f"\n5000 rows read and matched in {min(spent):.2f} s")
    assert len(plan.of("add")) == 5_000
    assert min(spent) <= 3.0


@pytest.mark.long
def test_five_thousand_people_are_written_within_twenty_seconds(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = open_roster(desk, five_thousand(tmp_path))
    plan = plan_roster(desk, draft)
    begun = time.process_time()
    written = write_roster(desk, draft, plan)
    spent = time.process_time() - begun
    with capsys.disabled():
        print(f"\n5000 people written in {spent:.2f} s")
    assert written.added == 5_000
    assert spent <= 20.0
