"""The board of a body: every cell-month is in one state, by the tree and the day that is set; marks, quarters, who is weak."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.attention import weak_cells
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_shapes import Board, CellMonth, State
from chibo_desktop.lists.board_themes import themes
from chibo_desktop.lists.board_waiting import Waiting
from chibo_desktop.lists.visits import visits_made
from lists.small_upper import SmallUpper, make_small_upper
from world import province_folder, upper_desk, world

__all__ = ["province_folder", "upper_desk", "world"]

TODAY = date(2026, 10, 5)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def year(small: SmallUpper, body: str = "", today: date = TODAY) -> Board:
    return board(small.store, body or small.upper, "2026-01", "2026-12", today=today)


def month(small: SmallUpper, cell: str, number: int, today: date = TODAY) -> CellMonth:
    found = year(small, today=today).at(cell, f"2026-{number:02d}")
    assert found is not None
    return found


@pytest.fixture
def commune(small: SmallUpper) -> str:
    made = small.commune()
    small.place(made, small.upper)
    return made


def test_a_session_of_the_month_is_received_and_says_its_day_and_share(
    small: SmallUpper, commune: str
) -> None:
    cell = small.cell(commune)
    small.session(cell, "2026-09")
    held = month(small, cell, 9)
    assert held.state == "received"
    assert held.words(TODAY).replace("\u00a0", " ") == "đã sinh hoạt 05/09/2026, dự 9/9, 100,0 %"


def test_fewer_than_had_to_come_is_below_and_exactly_the_target_is_not(
    small: SmallUpper, commune: str
) -> None:
    cell = small.cell(commune, official=10)
    small.session(cell, "2026-08", present=9)
    small.session(cell, "2026-09", present=8)
    assert (month(small, cell, 8).state, month(small, cell, 9).state) == ("received", "below")


def test_the_cells_own_day_goes_before_that_of_the_commune_and_that_before_the_month_s_end(
    small: SmallUpper, commune: str
) -> None:
    own = small.cell(commune, meeting_day=3)
    by_commune = small.cell(commune)
    assert month(small, by_commune, 10).due_by == date(2026, 10, 31)
    small.put("organisation", commune, cells_meet_by=8)
    assert month(small, own, 10).due_by == date(2026, 10, 3)
    assert month(small, by_commune, 10).due_by == date(2026, 10, 8)
    assert month(small, by_commune, 2).due_by == date(2026, 2, 8)


def test_the_day_that_is_set_is_not_late_and_the_day_after_is(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune, meeting_day=5)
    assert month(small, cell, 10, date(2026, 10, 5)).state == "not_yet"
    late = month(small, cell, 10, date(2026, 10, 6))
    assert (late.state, late.words(date(2026, 10, 6))) == ("late", "chưa có tin đã sinh hoạt, quá 1 ngày")


def test_a_month_before_a_cell_stood_or_still_to_come_is_not_owed(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune, from_on=date(2026, 3, 15))
    states = [month(small, cell, number).state for number in (3, 4, 11)]
    assert states == ["none", "late", "future"]


def test_a_cell_that_moved_keeps_its_months_where_it_stood(small: SmallUpper, commune: str) -> None:
    other = small.commune("Đảng bộ xã Nậm Hua")
    small.place(other, small.upper)
    cell = small.cell(commune, until_on=date(2026, 6, 30))
    small.place(cell, other, from_on=date(2026, 7, 1))
    small.session(cell, "2026-05")
    small.session(cell, "2026-08")
    for body, first, second in ((commune, "received", "none"), (other, "none", "received")):
        line = year(small, body).line(cell)
        assert line is not None
        assert (line.months[4].state, line.months[7].state) == (first, second)


def test_a_month_that_was_missed_says_so_and_a_draft_does_not_count(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune)
    small.session(cell, "2026-08", missed=True)
    small.session(cell, "2026-09", finalised_at=None)
    assert month(small, cell, 8).state == "missed"
    draft = month(small, cell, 9)
    assert draft.state == "late"
    assert draft.words(TODAY).startswith("đang ghi, chưa chốt")


def test_a_committee_meeting_is_no_meeting_of_the_month(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune)
    small.session(cell, "2026-09", kind="committee")
    assert month(small, cell, 9).state == "late"


def test_a_bundle_of_which_parts_lie_here_makes_its_month_incomplete(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune)
    waiting = {cell: Waiting("2026-10", "còn thiếu phần 3/5")}
    made = board(small.store, small.upper, "2026-01", "2026-12", today=TODAY, arriving=waiting)
    held = made.at(cell, "2026-10")
    assert held is not None
    assert (held.state, held.words(TODAY)) == ("partial", "nhận chưa đủ, còn thiếu phần 3/5")


def test_every_cell_month_is_in_one_state_and_the_sums_of_communes_are_the_whole(upper_desk: Desk) -> None:
    made = board(upper_desk.store, upper_desk.organisation_id, "2024-10", "2026-09")
    assert sum(made.counts.values()) == len(made.lines) * 24
    summed: dict[State, int] = {}
    for body in made.names:
        for each in made.sums(body):
            for state, number in each.counts.items():
                summed[state] = summed.get(state, 0) + number
    here = {
        line.cell_id
        for line in made.lines
        if set(line.bodies) & set(made.names) or line.cell_id in made.names
    }
    counted = {
        state: number
        for state in made.counts
        if (
            number := sum(
                each.state == state for line in made.lines if line.cell_id in here for each in line.months
            )
        )
    }
    assert summed == counted


def test_the_marks_of_visits_are_the_visits_that_were_made(upper_desk: Desk) -> None:
    made = board(upper_desk.store, upper_desk.organisation_id, "2024-10", "2026-09")
    marked = {(each.cell_id, each.month) for line in made.lines for each in line.months if each.is_visited}
    told = {
        (visit.organisation_id, visit.month)
        for visit in visits_made(upper_desk.store, date(2024, 10, 1), date(2026, 9, 30))
        if visit.purpose == "cell"
    }
    assert marked
    assert marked == told


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 11, 30), "open"),
        (date(2026, 12, 1), "soon"),
        (date(2026, 12, 20), "soon"),
        (date(2026, 12, 21), "urgent"),
        (date(2026, 12, 31), "urgent"),
        (date(2027, 1, 1), "lacking"),
    ],
)
def test_a_quarter_warns_thirty_and_ten_days_before_its_end(
    small: SmallUpper, commune: str, today: date, state: str
) -> None:
    small.cell(commune)
    made = themes(year(small, today=today))
    assert made.lines[0].quarters[3].state == state
    assert bool(made.warning) == (state in ("soon", "urgent"))


def test_only_the_quarters_own_theme_fills_a_quarter(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune)
    small.session(cell, "2026-02", kind="combined", theme_kind="yearly")
    small.session(cell, "2026-05", kind="combined", theme_kind="quarterly")
    quarters = themes(year(small)).lines[0].quarters
    assert [each.state for each in quarters] == ["lacking", "held", "lacking", "open"]
    assert quarters[1].words == "đã có chuyên đề quý, tháng 5"


def nine_months(
    small: SmallUpper, cell: str, *, missed: tuple[int, ...] = (), below: tuple[int, ...] = ()
) -> None:
    """Nine months, each third one with its thematic session; fewer than had to come in those `below`."""
    for number in range(1, 10):
        if number not in missed:
            kind = "combined" if number % 3 == 0 else "regular"
            present = 8 if number in below else None
            small.session(cell, f"2026-{number:02d}", kind=kind, present=present)


def test_one_grave_reason_or_three_that_count_put_a_cell_on_the_list_the_gravest_first(
    small: SmallUpper, commune: str
) -> None:
    names = ("Nà Hừ", "Suối Lanh", "Pa Thơm", "Co Lương", "Huổi Săn")
    good, once, twice, often, three = (small.cell(commune, name=f"Chi bộ bản {name}") for name in names)
    nine_months(small, good)
    nine_months(small, once, missed=(4,), below=(2,))
    nine_months(small, twice, missed=(4, 5))
    nine_months(small, often, below=(1, 2, 4), missed=(7, 8))
    nine_months(small, three, missed=(3,), below=(1, 2))
    found = weak_cells(small.store, small.upper, "2026-01", "2026-09", today=TODAY)
    assert [(weak.cell_id, weak.graves, weak.counted) for weak in found] == [
        (often, 2, 2),
        (twice, 1, 1),
        (three, 0, 3),
    ]
    assert [(each.words, each.weight) for each in found[2].reasons[:3]] == [
        ("1 kỳ không họp thường kỳ (tháng 3/2026)", "counted"),
        ("2 trên 8 buổi dự dưới mức (tháng 1, 2/2026)", "counted"),
        ("không sinh hoạt chuyên đề quý I năm 2026", "counted"),
    ]


def test_a_single_session_below_is_said_and_never_grave_however_few_there_were(
    small: SmallUpper, commune: str
) -> None:
    cell = small.cell(commune)
    small.session(cell, "2026-01", present=8)
    (weak,) = weak_cells(small.store, small.upper, "2026-01", "2026-09", today=TODAY)
    assert [each.weight for each in weak.reasons if each.indicator == "IND-1"] == ["said"]


def test_what_a_visitor_called_not_feasible_puts_a_cell_on_the_list(small: SmallUpper, commune: str) -> None:
    cell = small.cell(commune)
    for number in range(1, 10):
        small.session(cell, f"2026-{number:02d}", kind="combined")
    assert not weak_cells(small.store, small.upper, "2026-01", "2026-09", today=TODAY)
    small.put(
        "assessment",
        body_id=small.upper,
        organisation_id=cell,
        period=PartialDate.from_iso("2026-05"),
        feasible="no",
        chairing="poor",
    )
    (weak,) = weak_cells(small.store, small.upper, "2026-01", "2026-09", today=TODAY)
    assert [reason.words for reason in weak.reasons if reason.weight != "said"] == [
        "phiếu đánh giá: điều hành của bí thư xếp kém",
        "phiếu đánh giá: nghị quyết chưa khả thi",
    ]
