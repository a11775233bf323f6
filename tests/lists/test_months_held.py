"""Promises of reading meetings a year or a month at a time: the same rows as among all, and which months there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.lists.meetings import list_meetings, months_held
from driver import make_cell


def book(folder: Path) -> Desk:
    """Two finalised months of 2025, one being prepared in 2026, one put away."""
    desk = make_cell(folder)
    days = (date(2025, 3, 5), date(2025, 11, 5))
    add_old_meetings(desk, [OldMeeting(held_on=day, due=8, present=7, excused=1) for day in days])
    add_meeting(desk, period="2026-01")
    _, away = add_meeting(desk, period="2026-02")
    put_away(desk, "meeting", away)
    return desk


def test_the_rows_of_a_year_or_a_month_are_those_among_all(tmp_path: Path) -> None:
    desk = book(tmp_path)
    every = list_meetings(desk.store)
    for cell in (None, desk.organisation_id):
        for period in ("2025", "2025-11", "2026", "2024"):
            wanted = [row for row in every if row.period.startswith(period)]
            assert list_meetings(desk.store, cell, period=period) == wanted
    desk.close()


def test_the_months_held_are_named_newest_first_with_whether_one_is_finalised(tmp_path: Path) -> None:
    desk = book(tmp_path)
    assert list(months_held(desk.store).items()) == [("2026-01", False), ("2025-11", True), ("2025-03", True)]
    desk.close()
