"""Promises of the figures of sessions: attendance, every session of a cell, guests from above (practice.md §1.6, §1.6.1)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.lists.indicators.facts import Range, held
from chibo_desktop.lists.roster import attendance_of, people_at
from chibo_desktop.lists.rows import find
from lists.small_upper import SmallUpper, make_small_upper, said, share

MONTH = "2026-03"


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def test_one_of_nine_away_breaks_ninety_percent(upper: SmallUpper) -> None:
    cell = upper.cell(official=9)
    session = upper.session(cell, MONTH, 8)
    figure = upper.figure("IND-1", MONTH, MONTH)
    row = figure.rows[0]
    assert (share(row), said(row), row.met, row.ref) == (
        (8, 9),
        "88,9 %",
        False,
        ("meeting", session),
    )
    assert (share(figure), figure.met) == ((0, 1), False)


def test_the_exempt_and_the_away_are_in_neither_number_also_when_the_exempt_comes(upper: SmallUpper) -> None:
    cell = upper.cell(official=10)
    exempt, away = upper.member(cell, "official", "exempt"), upper.member(cell, "official", "away")
    upper.session(cell, MONTH, 9)
    came = upper.session(cell, "2026-04", 9)
    upper.mark(came, exempt, "present")
    upper.mark(came, away, "excused")
    figure = upper.figure("IND-1", MONTH, "2026-04")
    assert [(share(row), said(row), row.met) for row in figure.rows] == [((9, 10), "90,0 %", True)] * 2
    assert (share(figure), figure.met) == ((2, 2), True)


def test_the_probationary_count_in_both_numbers(upper: SmallUpper) -> None:
    cell = upper.cell(official=10)
    probationary = [upper.member(cell, "probationary") for _ in range(2)]
    session = upper.session(cell, MONTH, 8)
    for member in probationary:
        upper.mark(session, member, "late")
    row = upper.figure("IND-1", MONTH, MONTH).rows[0]
    assert (share(row), said(row), row.met) == ((10, 12), "83,3 %", False)


def test_over_several_sessions_the_marks_are_pooled_and_ninety_is_not_above_ninety(upper: SmallUpper) -> None:
    cell = upper.cell(official=10)
    upper.session(cell, MONTH, 9)
    upper.session(cell, MONTH, 9, "thematic")
    exact = upper.figure("IND-1b", MONTH, MONTH)
    assert (share(exact), said(exact), exact.met) == ((18, 20), "90,0 %", False)
    upper.session(cell, "2026-04", 10)
    above = upper.figure("IND-1b", MONTH, "2026-04")
    assert (share(above), said(above), above.met) == ((28, 30), "93,3 %", True)


def test_nothing_to_count_is_neither_met_nor_missed(upper: SmallUpper) -> None:
    upper.cell(upper.commune())
    for key in ("IND-1", "IND-1b", "IND-5"):
        figure = upper.figure(key, MONTH, MONTH)
        assert (share(figure), said(figure), figure.met) == ((0, 0), "–", None)


def test_what_is_missed_not_finalised_put_away_or_of_another_kind_is_no_session(upper: SmallUpper) -> None:
    cell = upper.cell()
    upper.session(cell, MONTH, missed=True, held_on=None)
    upper.session(cell, MONTH, finalised_at=None)
    upper.session(cell, MONTH, kind="committee")
    upper.session(cell, MONTH, kind="community")
    upper.session(cell, MONTH, put_away=True)
    assert share(upper.figure("IND-1", MONTH, MONTH)) == (0, 0)


def test_a_session_put_off_belongs_to_the_month_of_its_period(upper: SmallUpper) -> None:
    cell = upper.cell()
    upper.session(cell, MONTH, held_on=date(2026, 4, 2), postponed_from=date(2026, 3, 5))
    assert share(upper.figure("IND-1", MONTH, MONTH)) == (1, 1)
    assert share(upper.figure("IND-1", "2026-04", "2026-04")) == (0, 0)


def test_the_counts_of_an_old_book_are_used_and_said_to_be_so(upper: SmallUpper) -> None:
    cell = upper.cell(official=0)
    upper.session(cell, MONTH, from_old_book=True, due_count=11, present_count=10)
    figure = upper.figure("IND-1b", MONTH, MONTH)
    assert (share(figure), figure.notes) == ((10, 11), ("1 buổi tính theo số ghi trong sổ cũ.",))
    assert figure.rows[0].note == "ghi từ sổ cũ"


def test_every_figure_opens_the_records_behind_it(upper: SmallUpper) -> None:
    cell = upper.cell(official=9)
    kept, broken = upper.session(cell, MONTH), upper.session(cell, "2026-04", 8)
    ids = upper.figure("IND-1", MONTH, "2026-04").ids
    assert ids.numerator == (("meeting", kept),)
    assert set(ids.denominator) == {("meeting", kept), ("meeting", broken)}


def test_seven_of_twelve_sessions_with_somebody_from_above_miss_sixty_percent(upper: SmallUpper) -> None:
    cell = upper.cell(official=1)
    sessions = [upper.session(cell, f"2025-{month:02d}") for month in range(1, 13)]
    for place, session in enumerate(sessions[:7]):
        level = ("commune", "upper", "centre")[place % 3]
        upper.put("guest", meeting_id=session, full_name="Pờ Go Hừ", level=level)
        upper.put("guest", meeting_id=session, full_name="Lù Thị Lả", level=level)
    upper.put("guest", meeting_id=sessions[8], full_name="Lý Go Xá", level="other")
    figure = upper.figure("IND-5", "2025-01", "2025-12")
    assert (share(figure), said(figure), figure.met) == ((7, 12), "58,3 %", False)
    upper.put("guest", meeting_id=sessions[8], full_name="Sùng A Dơ", level="commune")
    eighth = upper.figure("IND-5", "2025-01", "2025-12")
    assert (share(eighth), eighth.met) == ((8, 12), True)


def test_a_cell_that_moved_is_counted_for_each_commune_in_its_time(upper: SmallUpper) -> None:
    first, second = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    cell = upper.cell(first, until_on=date(2026, 3, 31))
    upper.place(cell, second, from_on=date(2026, 4, 1))
    upper.year(cell, last="2026-06")
    report = upper.report("2026-01", "2026-06", keys=["IND-1", "IND-2"])
    counted = {each.organisation_id: each.figures for each in report.below}
    assert [share(counted[one]["IND-1"]) for one in (first, second)] == [(3, 3), (3, 3)]
    assert [share(counted[one]["IND-2"]) for one in (first, second)] == [(0, 0), (1, 1)]
    assert share(report.own.figures["IND-1"]) == (6, 6)


STANDINGS = ("exempt", "away", "suspended", "charged", "visiting")
STATES = ("present", "late", "excused", "absent", None)


def _chance_cell(upper: SmallUpper, chance: random.Random) -> list[str]:
    """A cell of nobody's making: members with periods of all sorts, sessions with marks of all sorts."""
    cell = upper.cell(official=0)
    members = [_chance_member(upper, cell, chance) for _ in range(8)]
    strangers = [upper.member(upper.cell(official=0))]
    sessions = []
    for month in range(1, 7):
        old = chance.random() < 0.4
        counts = {"from_old_book": True, "due_count": 7, "present_count": 6} if old else {}
        kind = chance.choice(("regular", "thematic", "combined"))
        session = upper.session(cell, f"2026-{month:02d}", kind=kind, **counts)
        share_marked = chance.choice((0.5, 1.0))
        for member in [*members, *strangers]:
            if chance.random() < share_marked:
                upper.mark(session, member, chance.choice(STATES if share_marked < 1 else STATES[:4]))
        sessions.append(session)
    upper.members[cell] = members
    return sessions


def _chance_member(upper: SmallUpper, cell: str, chance: random.Random) -> str:
    def day() -> date:
        return date(2026, chance.randint(1, 6), chance.randint(1, 28))

    member = upper.member(cell, chance.choice(("official", "probationary", "visiting")))
    for kind in chance.sample((*STANDINGS, "official"), chance.randint(0, 3)):
        days = {name: day() for name in ("from_on", "until_on") if chance.random() < 0.7}
        upper.standing(member, kind, **days)
    return member


@pytest.mark.parametrize("seed", range(2))
def test_in_bulk_every_session_is_counted_as_one_alone(upper: SmallUpper, seed: int) -> None:
    chance = random.Random(seed)
    sessions = [session for _ in range(3) for session in _chance_cell(upper, chance)]
    _join_two(upper, chance)
    rates = held(upper.store, Range("2026-01", "2026-06")).rates
    for session in sessions:
        meeting = find(upper.store, "meeting", session)
        assert meeting is not None
        alone = attendance_of(meeting, people_at(upper.store, session))
        assert rates[session] == (alone.present, alone.due, alone.is_typed)


def _join_two(upper: SmallUpper, chance: random.Random) -> None:
    """Two records of one person in each cell, each with marks of its own."""
    for cell, members in upper.members.items():
        if len(members) > 1:
            kept, joined = chance.sample(members, 2)
            said = {"cell_id": cell, "of": "member", "kept_id": kept, "joined_id": joined}
            upper.put("same_as", **said)


def test_the_joined_are_one_person_in_the_bulk(upper: SmallUpper) -> None:
    cell = upper.cell(official=3)
    session = upper.session(cell, MONTH, 0)
    kept, joined, _ = upper.members[cell]
    upper.mark(session, joined, "present")
    upper.put("same_as", cell_id=cell, of="member", kept_id=kept, joined_id=joined)
    assert held(upper.store, Range(MONTH, MONTH)).rates[session] == (0, 2, False)
