"""Promises of the tables of a range: sessions with what they had, proposals of their day, tasks with the newest report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.lists.period_tables import proposals_between, sessions_between, tasks_between
from lists.small_upper import SmallUpper, make_small_upper

MONTH = "2026-03"


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def test_a_session_stands_with_what_it_had_under_the_name_of_its_day(upper: SmallUpper) -> None:
    commune = upper.commune()
    cell = upper.cell(commune, 9, until_on=date(2026, 3, 31), name="Chi bộ bản Nà Hừ")
    upper.put(
        "placement", organisation_id=cell, parent_id=commune, name="Chi bộ Nà Hừ", from_on=date(2026, 4, 1)
    )
    bare, full = upper.session(cell, MONTH, 8), upper.session(cell, "2026-04", focus="Thu hoạch")
    upper.put("guest", meeting_id=full, full_name="Pờ Go Hừ", level="upper")
    upper.put("resolution", meeting_id=full, issued_on=date(2026, 4, 5))
    upper.put("material_use", meeting_id=full, title="Bản tin")
    lines = {line.id: line for line in sessions_between(upper.store, commune, MONTH, "2026-04")}
    assert [lines[one].cell_name for one in (bare, full)] == ["Chi bộ bản Nà Hừ", "Chi bộ Nà Hừ"]
    one, other = lines[bare], lines[full]
    assert (one.present, one.due, one.met, one.percent_shown[:4]) == (8, 9, False, "88,9")
    assert (one.levels, one.has_focus, one.is_concluded, one.has_material) == ((), False, False, False)
    assert (other.levels, other.has_focus, other.is_concluded, other.has_material) == (
        ("upper",),
        True,
        True,
        True,
    )


def test_a_proposal_stands_where_its_cell_stood_when_it_was_raised(upper: SmallUpper) -> None:
    before, after = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    cell = upper.cell(before, 0, until_on=date(2026, 3, 31))
    upper.place(cell, after, from_on=date(2026, 4, 1))
    for day in (5, 25):
        words = f"Việc ngày {day}"
        upper.put("proposal", cell_id=cell, source="people", content=words, raised_on=date(2026, 3, day))
    upper.put("proposal", cell_id=cell, source="people", content="Sau", raised_on=date(2026, 4, 2))
    found = [proposals_between(upper.store, one, MONTH, "2026-04") for one in (before, after)]
    assert [[line.content for line in lines] for lines in found] == [["Việc ngày 5", "Việc ngày 25"], ["Sau"]]


def test_a_task_stands_with_what_was_reported_of_it_last(upper: SmallUpper) -> None:
    cell = upper.cell(official=1)
    given, later = upper.session(cell, MONTH), upper.session(cell, "2026-05")
    told, silent = (
        upper.put("assignment", cell_id=cell, meeting_id=given, title=title)
        for title in ("Dọn mương", "Họp dân")
    )
    upper.put("assignment", cell_id=cell, meeting_id=later, title="Việc sau")
    upper.put("assignment", cell_id=cell, meeting_id=given, title="Bỏ", put_away=True)
    for session, state in ((later, "done"), (given, "ongoing")):
        said = {"assignment_id": told, "meeting_id": session, "state": state}
        upper.put("assignment_report", f"{told}/{session}", **said)
    lines = {line.id: line for line in tasks_between(upper.store, upper.upper, MONTH, MONTH)}
    assert set(lines) == {told, silent}
    assert (lines[told].state, lines[told].reported_on) == ("done", date(2026, 5, 5))
    assert (lines[silent].state, lines[silent].reported_on) == ("", None)
