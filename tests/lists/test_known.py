"""What was worked out is remembered until somebody writes: here, in another program, or in words being typed."""

from __future__ import annotations

import pytest

from actions.desks import PASSWORD
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.store.database import part_of_transaction
from chibo_desktop.store.draft_view import drafts_shown
from chibo_desktop.store.drafts import write_draft
from chibo_desktop.store.known import reading


def place_of(desk: Desk, meeting: str) -> str:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet.meeting.text("place")


def test_a_sheet_is_read_once_and_anew_after_a_write(desk: Desk, meeting: str) -> None:
    first = meeting_sheet(desk.store, meeting)
    assert meeting_sheet(desk.store, meeting) is first
    change_meeting(desk, meeting, place="Trường tiểu học")
    assert place_of(desk, meeting) == "Trường tiểu học"


def test_what_was_read_of_a_write_taken_back_is_not_remembered(desk: Desk, meeting: str) -> None:
    before = place_of(desk, meeting)

    def write_and_refuse() -> None:
        with desk.store.transaction():
            change_meeting(desk, meeting, place="Trường tiểu học")
            assert place_of(desk, meeting) == "Trường tiểu học"
            raise Refusal("không ghi nữa")

    with pytest.raises(Refusal):
        write_and_refuse()
    assert place_of(desk, meeting) == before


def test_what_another_program_writes_is_seen(desk: Desk, meeting: str, evening: FixedClock) -> None:
    place_of(desk, meeting)
    other = open_desk(desk.folder, PASSWORD, clock=evening)
    change_meeting(other, meeting, place="Nhà ông Pâng")
    other.close()
    assert place_of(desk, meeting) == "Nhà ông Pâng"


def test_words_being_typed_are_seen_where_they_are_asked_for_and_nowhere_else(
    desk: Desk, meeting: str
) -> None:
    before = place_of(desk, meeting)
    write_draft(desk.store, ("meeting", meeting, "place"), "Nhà ông Hặc", base="", user=desk.user)
    assert place_of(desk, meeting) == before
    with drafts_shown(desk.store):
        assert place_of(desk, meeting) == "Nhà ông Hặc"
    assert place_of(desk, meeting) == before


def test_what_was_read_after_a_part_was_taken_back_is_what_stands(desk: Desk, meeting: str) -> None:
    before = place_of(desk, meeting)

    def write_a_part() -> None:
        with part_of_transaction(desk.store.connection):
            change_meeting(desk, meeting, place="Trường tiểu học")
            assert place_of(desk, meeting) == "Trường tiểu học"
            raise Refusal("không ghi phần này")

    with desk.store.transaction():
        with pytest.raises(Refusal):
            write_a_part()
        assert place_of(desk, meeting) == before
    assert place_of(desk, meeting) == before


def test_within_one_reading_what_is_written_here_is_seen_and_what_others_write_is_seen_after_it(
    desk: Desk, meeting: str, evening: FixedClock
) -> None:
    before = place_of(desk, meeting)
    other = open_desk(desk.folder, PASSWORD, clock=evening)
    with reading(desk.store):
        change_meeting(other, meeting, place="Nhà ông Pâng")
        assert place_of(desk, meeting) == before
    assert place_of(desk, meeting) == "Nhà ông Pâng"
    other.close()
    with reading(desk.store):
        change_meeting(desk, meeting, place="Trường tiểu học")
        assert place_of(desk, meeting) == "Trường tiểu học"
