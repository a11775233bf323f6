"""Two records that are one: lists and figures read them so, whichever was written first, and no ring catches them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.same_as import join_same, keep_apart, members_to_join, part_again
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members, names_of
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.same import kept_id, read_as, together

DAY = date(2026, 10, 5)


@pytest.fixture
def twice(desk: Desk) -> tuple[str, str]:
    """Two records of one person beside two others; both came to a meeting."""
    kept, *_ = make_members(desk, 3)
    _, joined = add_member(desk, full_name="Vàng A Chứ")
    return kept, joined


def write_same(desk: Desk, kept: str, joined: str) -> str:
    """A join written without the checks, as it may come from another machine."""
    with desk.store.writing(desk.organisation_id, "bt") as writer:
        record = writer.new_id()
        writer.put(
            "same_as", record, cell_id=desk.organisation_id, of="member", kept_id=kept, joined_id=joined
        )
    return record


def test_a_person_entered_twice_is_found_listed_and_counted_once(desk: Desk, twice: tuple[str, str]) -> None:
    kept, joined = twice
    (found,) = members_to_join(desk)
    assert (found.kept_id, found.joined_id) == (kept, joined)
    _, meeting = add_meeting(desk, period=PartialDate(2026, 10), held_on=DAY)
    with desk.writing() as writer:
        for member in (kept, joined):
            writer.put(
                "attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state="present"
            )
        opinion = writer.new_id()
        writer.put("opinion", opinion, meeting_id=meeting, position=1, member_id=joined, body="Đồng ý")
    assert (list_meetings(desk.store)[0].due, list_meetings(desk.store)[0].present) == (4, 2)

    changes = join_same(desk, "member", kept, joined)

    assert members_to_join(desk) == []
    assert len(list_members(desk.store, desk.organisation_id, DAY)) == 3
    (row,) = list_meetings(desk.store)
    assert (row.due, row.present) == (3, 1)
    said = find(desk.store, "opinion", opinion)
    assert said is not None
    assert said.text("member_id") == kept
    assert desk.store.value("SELECT member_id FROM opinion") == joined
    undo(desk, changes)
    assert (list_meetings(desk.store)[0].due, list_meetings(desk.store)[0].present) == (4, 2)
    assert names_of(desk.store, [joined]) == {joined: "Vàng A Chứ"}


def test_a_mark_made_under_the_joined_record_counts_for_the_kept_one(
    desk: Desk, twice: tuple[str, str]
) -> None:
    kept, joined = twice
    _, meeting = add_meeting(desk, period=PartialDate(2026, 10), held_on=DAY)
    with desk.writing() as writer:
        writer.put("attendance", f"{meeting}/{joined}", meeting_id=meeting, member_id=joined, state="late")
    join_same(desk, "member", kept, joined)
    (row,) = list_meetings(desk.store)
    assert (row.due, row.attendance.unmarked, row.present) == (3, 2, 1)


def test_a_join_is_taken_back_at_any_later_time(desk: Desk, twice: tuple[str, str]) -> None:
    kept, joined = twice
    join_same(desk, "member", kept, joined)
    part_again(desk, "member", joined)
    assert read_as(desk.store, "member") == {}
    with pytest.raises(Refusal):
        part_again(desk, "member", joined)
    join_same(desk, "member", kept, joined)
    assert kept_id(desk.store, "member", joined) == kept


def test_what_cannot_be_one_is_refused(desk: Desk, twice: tuple[str, str]) -> None:
    kept, joined = twice
    for kind, one, other in (
        ("member", kept, kept),
        ("member", kept, "aaaaaaaa-9"),
        ("organisation", desk.organisation_id, "aaaaaaaa-9"),
        ("meeting", kept, joined),
    ):
        with pytest.raises(Refusal):
            join_same(desk, kind, one, other)
    join_same(desk, "member", kept, joined)
    for one, other in ((kept, joined), (joined, kept)):
        with pytest.raises(Refusal):
            join_same(desk, "member", one, other)


def test_joins_that_come_from_elsewhere_are_read_alike_whatever_they_say(desk: Desk) -> None:
    first, second, third = make_members(desk, 3)
    write_same(desk, second, third)
    write_same(desk, first, second)
    assert together(desk.store, "member", third) == (first, *sorted([second, third]))
    write_same(desk, third, first)  # a ring: nobody is read as anybody
    assert read_as(desk.store, "member") == {}
    assert len(list_members(desk.store, desk.organisation_id, DAY)) == 3


def test_a_join_that_was_only_tried_joins_nothing(desk: Desk, twice: tuple[str, str]) -> None:
    kept, joined = twice
    with suppress(Refusal), desk.store.transaction():
        write_same(desk, kept, joined)
        assert read_as(desk.store, "member") == {joined: kept}
        raise Refusal("")
    assert read_as(desk.store, "member") == {}
    assert len(list_members(desk.store, desk.organisation_id, DAY)) == 4


def test_of_two_joins_of_one_record_the_first_written_counts(desk: Desk) -> None:
    first, second, third = make_members(desk, 3)
    write_same(desk, first, third)
    write_same(desk, second, third)
    assert read_as(desk.store, "member") == {third: first}


def test_two_people_said_to_be_two_are_not_asked_about_again(desk: Desk, twice: tuple[str, str]) -> None:
    changes = keep_apart(desk, "member", *twice)
    assert members_to_join(desk) == []
    assert read_as(desk.store, "member") == {}
    assert len(list_members(desk.store, desk.organisation_id, DAY)) == 4
    undo(desk, changes)
    join_same(desk, "member", *twice)
    assert len(list_members(desk.store, desk.organisation_id, DAY)) == 3


def test_people_of_one_name_and_other_years_are_not_taken_for_one(desk: Desk) -> None:
    add_member(desk, full_name="Vàng A Chứ", birth_date=PartialDate(1970))
    add_member(desk, full_name="Vàng A Chứ", birth_date=PartialDate(1985))
    assert members_to_join(desk) == []
