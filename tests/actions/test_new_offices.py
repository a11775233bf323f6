"""What a congress elected, written into the roster only when asked for, and what that keeps closed."""

from __future__ import annotations

from datetime import date

import pytest

from actions.congresses import elect, make_congress
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_nominee,
    change_election,
    change_nominee,
    write_offices,
)
from chibo_desktop.actions.finalise import advise_meeting, finalise, unfinalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.elections import elections_at
from chibo_desktop.lists.new_offices import new_offices
from chibo_desktop.lists.rows import children, find


@pytest.fixture
def congress(desk: Desk, members: list[str]) -> str:
    return make_congress(desk, members)


@pytest.fixture
def elected(desk: Desk, members: list[str], congress: str) -> str:
    """A finalised congress: committee of three, the second of the list secretary, the third deputy."""
    one, two, three, four = members[:4]
    elect(desk, congress, "committee", 3, {one: 4, two: 9, three: 8, four: 6})
    elect(desk, congress, "secretary", 1, {two: 8})
    elect(desk, congress, "deputy_secretary", 1, {three: 8})
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    return congress


def test_finalising_keeps_the_base_and_the_rules_of_every_election(desk: Desk, elected: str) -> None:
    kept = children(desk.store, "election", "meeting_id", elected)
    assert [each.count("base_count") for each in kept] == [9, 9, 9]
    assert kept[0].text("rule") == "190-QĐ/TW (10/10/2024); 294-QĐ/TW (26/5/2025)"
    with pytest.raises(Refusal, match="đã chốt"):
        change_election(desk, kept[0].id, seats=4)


def test_what_was_elected_is_written_into_the_roster_in_one_entry_when_asked_for(
    desk: Desk, members: list[str], elected: str
) -> None:
    meeting = find(desk.store, "meeting", elected)
    assert meeting is not None
    plan = new_offices(desk.store, meeting)
    assert plan.is_offered
    assert [each.sentence for each in plan.changes] == [
        "Vàng A Chứ: thôi Bí thư",
        "Giàng Thị Dua: Bí thư",
        "Lò Văn Hặc: Phó Bí thư",
        "Pờ Go Hừ: Chi ủy viên",
    ]
    changes = write_offices(desk, elected, term_from=plan.term_from, term_until=date(2031, 10, 5))
    assert len(changes.entries) == 1
    offices = [find(desk.store, "member", member) for member in members[:5]]
    assert [each.text("office") if each else None for each in offices] == [
        "",
        "secretary",
        "deputy_secretary",
        "committee_member",
        "",
    ]
    cell = find(desk.store, "organisation", desk.organisation_id)
    assert cell is not None
    assert (cell.day("term_from"), cell.day("term_until")) == (date(2026, 10, 6), date(2031, 10, 5))
    with pytest.raises(Refusal):
        write_offices(desk, elected, term_from=plan.term_from)


def test_a_congress_written_into_the_roster_is_opened_again_once_that_was_undone_and_offered_again(
    desk: Desk, members: list[str], elected: str
) -> None:
    written = write_offices(desk, elected, term_from=date(2026, 10, 6))
    with pytest.raises(Refusal, match="đã ghi vào danh sách đảng viên"):
        unfinalise(desk, elected)
    undo(desk, written)
    unfinalise(desk, elected)
    secretary = next(each for each in elections_at(desk.store, elected) if each.office == "secretary")
    change_nominee(desk, secretary.nominees[0].facts.id, chosen_count=0)
    add_nominee(desk, secretary.facts.id, member_id=members[2], chosen_count=8)
    finalise(desk, elected)
    meeting = find(desk.store, "meeting", elected)
    assert meeting is not None
    assert new_offices(desk.store, meeting).is_offered
    assert "Lò Văn Hặc: Bí thư" in [each.sentence for each in new_offices(desk.store, meeting).changes]


def test_a_term_begun_before_the_lock_keeps_no_congress_closed(
    desk: Desk, members: list[str], congress: str
) -> None:
    change_organisation(desk, term_from=date(2026, 10, 6))
    elect(desk, congress, "secretary", 1, {members[1]: 8})
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    unfinalise(desk, congress)


def test_offices_are_not_written_before_finalising(desk: Desk, members: list[str], congress: str) -> None:
    elect(desk, congress, "secretary", 1, {members[1]: 8})
    with pytest.raises(Refusal):
        write_offices(desk, congress, term_from=date(2026, 10, 6))
    assert find(desk.store, "member", members[0]).text("office") == "secretary"  # type: ignore[union-attr]


def test_a_congress_of_delegates_changes_no_office(desk: Desk, members: list[str], congress: str) -> None:
    elect(desk, congress, "delegates", 2, {members[1]: 8, members[2]: 8, members[3]: 1})
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    meeting = find(desk.store, "meeting", congress)
    assert meeting is not None
    assert not new_offices(desk.store, meeting).is_offered


def test_an_office_nobody_was_elected_to_keeps_its_holder_and_that_is_said(
    desk: Desk, members: list[str], congress: str
) -> None:
    change_member(desk, members[1], office="deputy_secretary")
    change_member(desk, members[2], office="committee_member")
    elect(desk, congress, "committee", 3, {members[0]: 9, members[3]: 8, members[4]: 7, members[5]: 3})
    said = [each.sentence for each in advise_meeting(desk, congress) if "chưa bầu được" in each.sentence]
    assert said == [
        "Đại hội chưa bầu được Bí thư: sau khi chốt, danh sách vẫn giữ Bí thư Vàng A Chứ.",
        "Đại hội chưa bầu được Phó Bí thư: sau khi chốt, danh sách vẫn giữ Phó Bí thư Giàng Thị Dua.",
    ]
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    meeting = find(desk.store, "meeting", congress)
    assert meeting is not None
    plan = new_offices(desk.store, meeting)
    assert plan.kept == (
        "Đại hội không bầu được Bí thư: Vàng A Chứ vẫn giữ",
        "Đại hội không bầu được Phó Bí thư: Giàng Thị Dua vẫn giữ",
    )
    write_offices(desk, congress, term_from=plan.term_from)
    offices = [find(desk.store, "member", member) for member in members[:6]]
    assert [each.text("office") if each else None for each in offices] == [
        "secretary",
        "deputy_secretary",
        "",
        "committee_member",
        "committee_member",
        "",
    ]
    _, next_one = add_meeting(desk, period="2026-11")
    begun = find(desk.store, "meeting", next_one)
    assert begun is not None
    assert begun.text("chair_id") == members[0]


def test_of_a_secretary_elected_as_deputy_it_is_said_that_nobody_leads_the_cell(
    desk: Desk, members: list[str], congress: str
) -> None:
    elect(desk, congress, "deputy_secretary", 1, {members[0]: 8})
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    meeting = find(desk.store, "meeting", congress)
    assert meeting is not None
    plan = new_offices(desk.store, meeting)
    assert [each.sentence for each in plan.changes] == ["Vàng A Chứ: Bí thư → Phó Bí thư"]
    assert plan.kept == ("Đại hội không bầu được Bí thư, danh sách không còn ai giữ: ghi ở trang Đảng viên",)


def test_a_congress_that_elected_whoever_leads_is_not_told_that_somebody_lacks(
    desk: Desk, members: list[str], congress: str
) -> None:
    elect(desk, congress, "delegates", 2, {members[1]: 8, members[2]: 8, members[3]: 1})
    assert not any("chưa bầu được" in each.sentence for each in advise_meeting(desk, congress))
    elect(desk, congress, "secretary", 1, {members[1]: 8})
    assert not any("chưa bầu được" in each.sentence for each in advise_meeting(desk, congress))
