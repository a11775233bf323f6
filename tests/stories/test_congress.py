"""A congress whose first ballots fail: rounds to the end, the lock, the roster of the new term, and what the province sees of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

import pytest

from actions.desks import NAMES, make_desk, make_members
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_election,
    add_nominee,
    begin_round,
    change_election,
    change_nominee,
    need_election,
    write_offices,
)
from chibo_desktop.actions.finalise import check_meeting, finalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.elections import elections_at
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.new_offices import new_offices
from chibo_desktop.lists.roster import list_members, people_at
from chibo_desktop.lists.rows import NOT_SENT, find
from lists.test_levels import carry

HELD = date(2026, 10, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path / "cell", FixedClock(datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)))
    yield made
    made.close()


@pytest.fixture
def people(desk: Desk) -> dict[str, str]:
    """Eleven official members by name, one of them exempt; one on probation."""
    ids = make_members(desk)
    ids += [add_member(desk, full_name=name)[1] for name in ("Nguyễn Văn Lâm", "Mùa A Sấu")]
    add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2026, 2, 3))
    add_standing(desk, ids[10], "exempt", date(2025, 1, 1))
    return dict(zip((*NAMES, "Nguyễn Văn Lâm", "Mùa A Sấu"), ids, strict=True))


@pytest.fixture
def congress(desk: Desk, people: dict[str, str]) -> str:
    """Everybody came, the exempt one too, but one who is ill: ten papers of a base of ten."""
    _, congress = add_meeting(
        desk,
        kind="congress",
        held_on=HELD,
        started_at=time(7, 30),
        ended_at=time(11, 0),
        term_words="2026 – 2031",
        congress_number=7,
        secretary_id=people["Giàng Thị Dua"],
    )
    record_all_present(desk, congress)
    record_attendance(desk, congress, people["Mùa A Sấu"], "present")
    record_attendance(desk, congress, people["Lò Văn Hặc"], "excused", "mổ ở bệnh viện tỉnh")
    return congress


def count(desk: Desk, election: str, chosen: Mapping[str, int], invalid: int = 0) -> None:
    """Ten papers counted: for those on the list by name."""
    papers = {"issued_count": 10, "collected_count": 10, "valid_count": 10 - invalid}
    change_election(desk, election, **papers, invalid_count=invalid)
    for each in need_election(desk, election).nominees:
        change_nominee(desk, each.facts.id, chosen_count=chosen[each.name])


def begin(desk: Desk, congress: str, people: Mapping[str, str], seats: int, *names: str) -> str:
    """The election whose turn it is, with its list."""
    _, election = add_election(desk, congress, seats=seats)
    for name in names:
        add_nominee(desk, election, member_id=people[name])
    return election


def hold(desk: Desk, congress: str, people: Mapping[str, str]) -> None:
    """Two ballots for a committee of three, two for the secretary, one for the deputy."""
    chi, dua, hu, kiem = committee = ("Vàng A Chứ", "Giàng Thị Dua", "Pờ Go Hừ", "Quàng Văn Kiêm")
    first = begin(desk, congress, people, 3, *committee)
    change_election(desk, first, tellers="Lý Go Xá, Lù Thị Lả")
    count(desk, first, {chi: 5, dua: 9, hu: 7, kiem: 5}, invalid=1)
    _, second = begin_round(desk, first)
    count(desk, second, {chi: 4, kiem: 6})
    secretary = begin(desk, congress, people, 1, dua, hu)
    count(desk, secretary, {dua: 5, hu: 5})
    _, again = begin_round(desk, secretary)
    count(desk, again, {dua: 7, hu: 3})
    deputy = begin(desk, congress, people, 1, hu)
    count(desk, deputy, {hu: 10})


def close(desk: Desk, congress: str) -> MeetingSheet:
    """Resolution, reading back, the lock; the sheet as it is then."""
    change_resolution(desk, congress, kind="resolution", direction="Giữ vững trường học bản.")
    change_meeting(desk, congress, read_back=True)
    assert check_meeting(desk, congress) == []
    finalise(desk, congress)
    sheet = meeting_sheet(desk.store, congress)
    assert sheet is not None
    return sheet


def test_failed_ballots_are_reported_in_full_and_followed_by_others(
    desk: Desk, people: dict[str, str], congress: str
) -> None:
    hold(desk, congress, people)
    sheet = close(desk, congress)
    assert [(row.title, row.facts.count("round"), row.failed) for row in sheet.elections] == [
        ("Bầu Chi ủy", 1, True),
        ("Bầu Chi ủy", 2, False),
        ("Bầu Bí thư", 1, True),
        ("Bầu Bí thư", 2, False),
        ("Bầu Phó Bí thư", 1, False),
    ]
    assert {(row.base, row.needed) for row in sheet.elections} == {(10, 6)}
    first, _, secretary, *_ = sheet.elections
    assert first.sentence == (
        "Trúng cử 2 trên 3: Giàng Thị Dua (9 phiếu), Pờ Go Hừ (7 phiếu). Còn thiếu 1 người."
    )
    assert secretary.sentence == "Chưa ai trúng cử."
    assert [each.sentence for each in secretary.nominees] == [
        "5 trên 10 phiếu, đạt 50,0\u00a0%: không trúng cử.",
        "5 trên 10 phiếu, đạt 50,0\u00a0%: không trúng cử.",
    ]
    assert "1 vắng suốt đại hội có lý do (Lò Văn Hặc)" in first.counted.sentence()


def test_the_new_term_begins_with_those_elected_and_nobody_else(
    desk: Desk, people: dict[str, str], congress: str
) -> None:
    hold(desk, congress, people)
    sheet = close(desk, congress)
    plan = new_offices(desk.store, sheet.meeting)
    write_offices(desk, congress, term_from=plan.term_from, term_until=date(2031, 10, 5))
    offices = {
        row.name: row.office
        for row in list_members(desk.store, desk.organisation_id, date(2026, 10, 6))
        if row.office
    }
    assert offices == {
        "Giàng Thị Dua": "secretary",
        "Pờ Go Hừ": "deputy_secretary",
        "Quàng Văn Kiêm": "committee_member",
    }
    _, committee = add_meeting(desk, period="2026-10", kind="committee", held_on=HELD)
    called = {person.name for person in people_at(desk.store, committee)}
    assert called == set(offices)


def test_who_was_elected_before_the_roster_changed_stays_so_in_the_congress(
    desk: Desk, people: dict[str, str], congress: str
) -> None:
    hold(desk, congress, people)
    before = close(desk, congress).elections
    add_standing(desk, people["Sùng A Dơ"], "exempt", date(2026, 10, 6))
    add_member(desk, full_name="Hà Thị Xuân")
    after = elections_at(desk.store, congress)
    assert [(row.base, row.needed, row.sentence) for row in after] == [
        (row.base, row.needed, row.sentence) for row in before
    ]


def test_the_province_sees_the_counts_and_no_name(
    desk: Desk, people: dict[str, str], congress: str, tmp_path: Path
) -> None:
    hold(desk, congress, people)
    close(desk, congress)
    clock = FixedClock(datetime(2026, 10, 6, 8, 0, tzinfo=VIETNAM))
    upper = make_desk(tmp_path / "upper", clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    carry(desk.store, upper.store, desk.organisation_id)
    rows = elections_at(upper.store, congress)
    assert {each.name for row in rows for each in row.nominees} == {NOT_SENT}
    assert [row.sentence for row in rows][:3] == [
        "Trúng cử 2 trên 3: 9 phiếu, 7 phiếu. Còn thiếu 1 người.",
        "Trúng cử 1 trên 1: 6 phiếu.",
        "Chưa ai trúng cử.",
    ]
    assert rows[0].facts.shown("tellers") == NOT_SENT
    meeting = find(upper.store, "meeting", congress)
    assert meeting is not None
    assert not new_offices(upper.store, meeting).changes
    upper.close()
