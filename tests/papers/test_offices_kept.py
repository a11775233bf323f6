"""The papers of a finalised meeting keep the offices of its day, whoever holds them afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

import pytest

from actions.congresses import elect, make_congress
from chibo_desktop.actions.addenda import add_addendum
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import write_offices
from chibo_desktop.actions.finalise import finalise, unfinalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_all_present,
)
from chibo_desktop.actions.members import add_standing, change_member, put_away_member
from chibo_desktop.actions.offered_papers import offered_papers
from chibo_desktop.actions.papers import ADDENDUM, RESOLUTION, ROLL, preview_blocks
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.score_evidence import evidence_at
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.people_values import signer_values
from chibo_desktop.papers.values import minutes_values, resolution_values


@pytest.fixture
def led(desk: Desk, members: list[str]) -> list[str]:
    """The members, the first three of them secretary, deputy and of the committee."""
    change_member(desk, members[1], office="deputy_secretary")
    change_member(desk, members[2], office="committee_member")
    return members


def closed(desk: Desk, led: list[str], kind: str, day: date, **fields: object) -> str:
    """A finalised meeting with a resolution, led by the first member and written by the second."""
    given = {"started_at": time(19, 30), "ended_at": time(21, 15), "read_back": True, **fields}
    named = {"chair_id": led[0], "secretary_id": led[1]}
    _, made = add_meeting(desk, kind=kind, period=f"{day:%Y-%m}", held_on=day, **{**named, **given})  # type: ignore[arg-type]
    change_resolution(desk, made, direction="Giữ vững trường học bản.")
    record_all_present(desk, made)
    finalise(desk, made)
    return made


def printed(desk: Desk, meetings: Iterable[str]) -> dict[tuple[str, str, str], list[str]]:
    """The words of every paper that can be printed of these meetings."""
    return {
        (meeting, each.code, each.record_id): list(texts(preview_blocks(desk, each.code, each.record_id)))
        for meeting in meetings
        for each in offered_papers(desk.store, meeting)
    }


def test_papers_of_earlier_months_and_of_the_congress_do_not_change_after_a_congress(
    desk: Desk, led: list[str]
) -> None:
    months = [closed(desk, led, "regular", date(2026, month, 5)) for month in (8, 9)]
    months.append(closed(desk, led, "committee", date(2026, 9, 3)))
    congress = make_congress(desk, led)
    elect(desk, congress, "committee", 3, {led[3]: 9, led[4]: 8, led[5]: 7, led[6]: 3})
    elect(desk, congress, "secretary", 1, {led[4]: 9})
    elect(desk, congress, "deputy_secretary", 1, {led[3]: 9})
    change_resolution(desk, congress, direction="Xóa hết nhà tạm.")
    change_meeting(desk, congress, read_back=True)
    finalise(desk, congress)
    before = printed(desk, [*months, congress])
    write_offices(desk, congress, term_from=date(2026, 10, 6))
    assert printed(desk, [*months, congress]) == before
    assert minutes_values(desk.store, months[0])["chair"] == {"name": "Vàng A Chứ", "office": "Bí thư Chi bộ"}
    after = closed(desk, led, "extraordinary", date(2026, 10, 5), called_because="Lũ quét", chair_id=led[4])
    assert signer_values(desk.store, meeting_of(desk, after)) == {
        "name": "Quàng Văn Kiêm",
        "office": "Bí thư",
    }


def test_the_signer_is_kept_when_an_office_changes_hands_and_its_holder_leaves_the_cell(
    desk: Desk, led: list[str]
) -> None:
    held = closed(desk, led, "regular", date(2026, 9, 5), chair_id=led[2])
    before = printed(desk, [held])
    put_away_member(desk, led[0], left_on=date(2026, 9, 30))
    change_member(desk, led[1], office=None)
    change_member(desk, led[2], office="secretary")
    assert printed(desk, [held]) == before
    assert resolution_values(desk.store, held)["signer"] == {"name": "Vàng A Chứ", "office": "Bí thư"}
    assert minutes_values(desk.store, held)["secretary"]["office"] == "Phó Bí thư Chi bộ"


def test_an_office_is_kept_of_whoever_was_absent_or_needed_no_mark(desk: Desk, led: list[str]) -> None:
    add_standing(desk, led[2], "away", date(2026, 8, 1))
    held = closed(desk, led, "regular", date(2026, 9, 5))
    kept = {each.text("member_id"): each for each in children(desk.store, "attendance", "meeting_id", held)}
    assert {each: kept[each].text("office") for each in led[:4]} == {
        led[0]: "secretary",
        led[1]: "deputy_secretary",
        led[2]: "committee_member",
        led[3]: "",
    }
    assert kept[led[2]].text("state") == ""


def test_before_finalising_and_once_opened_again_papers_name_the_office_of_today(
    desk: Desk, led: list[str]
) -> None:
    held = closed(desk, led, "regular", date(2026, 9, 5))
    unfinalise(desk, held)
    change_member(desk, led[0], office=None)
    change_member(desk, led[3], office="secretary")
    for _ in range(2):
        assert minutes_values(desk.store, held)["chair"]["office"] == ""
        assert resolution_values(desk.store, held)["signer"]["name"] == "Pờ Go Hừ"
        if not meeting_of(desk, held).moment("finalised_at"):
            finalise(desk, held)
    change_member(desk, led[3], office=None)
    assert list(texts(preview_blocks(desk, RESOLUTION, held)))[-1] == "Pờ\u00a0Go\u00a0Hừ"


def test_papers_of_a_meeting_finalised_by_an_older_program_go_by_the_offices_of_today(
    desk: Desk, led: list[str]
) -> None:
    held = closed(desk, led, "regular", date(2026, 9, 5))
    with desk.writing(desk.organisation_id, unlocked=True) as writer:
        for member in led[:3]:
            writer.put("attendance", f"{held}/{member}", office=None)
    change_member(desk, led[0], office=None)
    change_member(desk, led[1], office="secretary")
    assert minutes_values(desk.store, held)["chair"]["office"] == ""
    assert resolution_values(desk.store, held)["signer"] == {"name": "Giàng Thị Dua", "office": "Bí thư"}


def test_the_roll_of_a_finalised_meeting_names_the_offices_of_its_day(desk: Desk, led: list[str]) -> None:
    held = closed(desk, led, "regular", date(2026, 9, 5))
    for member in led[:3]:
        change_member(desk, member, office=None)
    change_member(desk, led[5], office="secretary")
    sheet = meeting_sheet(desk.store, held)
    assert sheet is not None
    assert {row.member.id: row.member.office_label for row in sheet.roll if row.member.office} == {
        led[0]: "Bí thư",
        led[1]: "Phó Bí thư",
        led[2]: "Chi ủy viên",
    }
    assert "Phó Bí thư" in " ".join(texts(preview_blocks(desk, ROLL, held)))


def test_an_addendum_names_those_who_sign_by_their_offices_at_the_meeting(desk: Desk, led: list[str]) -> None:
    held = closed(desk, led, "regular", date(2026, 9, 5))
    words = {"about": "other", "old_words": "ba", "new_words": "bốn", "reason": "gõ nhầm"}
    _, added = add_addendum(desk, held, raised_by_id=led[1], written_on=date(2026, 10, 5), **words)
    before = list(texts(preview_blocks(desk, ADDENDUM, added)))
    for member in led[:2]:
        change_member(desk, member, office=None)
    assert list(texts(preview_blocks(desk, ADDENDUM, added))) == before


def test_what_a_score_says_of_the_committee_stays_that_of_its_day(desk: Desk, members: list[str]) -> None:
    held = closed(desk, members, "regular", date(2026, 9, 5))
    change_member(desk, members[1], office="deputy_secretary")
    change_member(desk, members[2], office="committee_member")
    assert evidence_at(desk.store, meeting_of(desk, held))["only_secretary"].holds


def meeting_of(desk: Desk, meeting: str) -> Facts:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found
