"""Meetings of every kind: what each begins with, who is due, what finalising asks, which number its papers get."""

from __future__ import annotations

from datetime import date, time

import pytest

from actions.desks import make_members
from actions.of_kinds import DAY, OWN, facts, make, read
from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.beginning import is_agenda_untouched
from chibo_desktop.actions.cases import add_case, draft_case_resolution
from chibo_desktop.actions.decisions import change_resolution, resolution_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_meeting,
    change_agenda_item,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_standing, change_member
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import children
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.attendance import check_adds_up
from chibo_desktop.rules.kinds import MeetingKind, kind_of

EVERY = [key for key, _ in KINDS]


def test_a_meeting_of_any_kind_begins_with_its_agenda_steps_and_counts_that_add_up(
    desk: Desk, members: list[str]
) -> None:
    change_member(desk, members[1], office="deputy_secretary")
    add_standing(desk, members[7], "exempt", date(2025, 6, 1))
    add_standing(desk, members[8], "away", date(2025, 6, 1), date(2027, 6, 1))
    for place, kind in enumerate(EVERY):
        day = date(2025, 11, 1 + place) if kind == "combined" else date(2026, 9, 1 + place)
        made = make(desk, kind, members, day)
        asked = kind_of(kind, day)
        mark_in_turn(desk, made, members, asked)
        sheet = read(desk, made)
        assert tuple(row.facts.text("title") for row in sheet.agenda) == asked.agenda
        assert [step.key for step in sheet.steps] == list(asked.steps), kind
        check_adds_up(sheet.attendance.counts())
        assert sheet.attendance.came == sum(person.came for person in sheet.people)
        assert sheet.vote_base.base <= sheet.vote_base.official <= 9
        assert {row.member.id for row in (*sheet.roll, *sheet.others)} == set(members), kind


def mark_in_turn(desk: Desk, meeting: str, members: list[str], kind: MeetingKind) -> None:
    """Six members by every mark there is in turn, where only presence is marked present, and one who is exempt."""
    for place, member in enumerate(members[:6]):
        state = (
            "present" if kind.roll == "open" else ("present", "late", "excused", "absent", None)[place % 5]
        )
        record_attendance(desk, meeting, member, state, "ốm" if state == "excused" else "")
    record_attendance(desk, meeting, members[7], "present")


def leading(desk: Desk, meeting: str) -> list[str]:
    return [read(desk, meeting).meeting.text(name) for name in ("chair_id", "secretary_id")]


def mark_leading(desk: Desk, meeting: str) -> None:
    for who in leading(desk, meeting):
        record_attendance(desk, meeting, who, "present")


def test_a_kind_asks_for_its_own_words_and_is_then_finalised(desk: Desk, members: list[str]) -> None:
    for place, kind in enumerate(key for key in EVERY if "cases" not in kind_of(key).steps):
        own = OWN.get(kind, {})
        bare = make(desk, kind, members, date(2026, 1 + place, 5), **dict.fromkeys(own, ""))
        record_all_present(desk, bare)
        if kind_of(kind).roll == "open":
            mark_leading(desk, bare)
        assert [each.field for each in check_meeting(desk, bare)] == list(kind_of(kind).needs), kind
        if own:
            change_meeting(desk, bare, **own)
        finalise(desk, bare)
        assert read(desk, bare).is_finalised


def test_a_meeting_held_to_consider_persons_asks_who(desk: Desk, members: list[str]) -> None:
    for kind in ("admission", "full_membership", "exemption", "discipline"):
        made = make(desk, kind, members)
        record_all_present(desk, made)
        assert [(each.step, each.sentence) for each in check_meeting(desk, made)] == [
            ("cases", "Chưa ghi người được xét.")
        ]


def test_a_month_has_one_regular_or_combined_meeting_and_as_many_others_as_are_held(
    desk: Desk, members: list[str], meeting: str
) -> None:
    with pytest.raises(Refusal, match=r"đã có buổi sinh hoạt thường kỳ tháng 10/2026") as refused:
        make(desk, "combined", members)
    assert refused.value.field == "period"
    for kind in ("thematic", "thematic", "committee", "extraordinary"):
        make(desk, kind, members)
    other = make(desk, "thematic", members)
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, other, kind="combined")
    assert refused.value.field == "kind"
    change_meeting(desk, meeting, kind="combined", theme="Giữ rừng")
    assert facts(desk, meeting).text("kind") == "combined"


def test_another_kind_brings_its_agenda_and_undo_brings_the_old_one_back(desk: Desk, meeting: str) -> None:
    changes = change_meeting(desk, meeting, kind="thematic")
    assert tuple(row.facts.text("title") for row in read(desk, meeting).agenda) == kind_of("thematic").agenda
    undo(desk, changes)
    assert facts(desk, meeting).text("kind") == "regular"
    assert tuple(row.facts.text("title") for row in read(desk, meeting).agenda) == kind_of("regular").agenda


def test_an_agenda_somebody_worked_on_stays_when_the_kind_changes(desk: Desk, meeting: str) -> None:
    assert is_agenda_untouched(desk.store, facts(desk, meeting))
    first = read(desk, meeting).agenda[0].facts
    change_agenda_item(desk, first.id, conclusion="Nhất trí.")
    assert not is_agenda_untouched(desk.store, facts(desk, meeting))
    change_meeting(desk, meeting, kind="thematic")
    assert read(desk, meeting).agenda[0].facts.id == first.id


def test_an_item_added_to_the_agenda_keeps_it(desk: Desk, meeting: str) -> None:
    add_agenda_item(desk, meeting, title="Bàn việc làm cầu treo")
    change_meeting(desk, meeting, kind="thematic")
    assert len(read(desk, meeting).agenda) == 4


def test_what_was_written_stays_to_be_seen_in_a_kind_without_that_step(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=9)
    change_meeting(desk, meeting, kind="briefing")
    assert "votes" in {step.key for step in read(desk, meeting).steps}
    assert "proposals" not in {step.key for step in read(desk, meeting).steps}


def test_absences_marked_before_the_kind_asked_nobody_to_come_are_pointed_out(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_attendance(desk, meeting, members[3], "absent")
    record_all_present(desk, meeting)
    assert "Pờ Go Hừ" not in said(desk, meeting)
    change_meeting(desk, meeting, kind="briefing")
    assert "Pờ Go Hừ đang ghi là vắng, nhưng buổi này không bắt buộc đồng chí dự." in said(desk, meeting)
    record_attendance(desk, meeting, members[3], None)
    assert "Pờ Go Hừ" not in said(desk, meeting)


def said(desk: Desk, meeting: str) -> str:
    return " ".join(each.sentence for each in advise_meeting(desk, meeting) if each.step == "roll_call")


def test_where_nobody_is_due_only_presence_is_marked_and_of_the_chair_and_the_secretary_it_is_asked(
    desk: Desk, members: list[str]
) -> None:
    for kind in ("briefing", "community"):
        made = make(desk, kind, members)
        record_all_present(desk, made)
        assert children(desk.store, "attendance", "meeting_id", made) == []
        with pytest.raises(Refusal, match="không ai phải dự"):
            record_attendance(desk, made, members[2], "absent")
        record_attendance(desk, made, members[2], "present")
        assert read(desk, made).running_line == "Có mặt 1 đảng viên"
        assert (read(desk, made).roll, len(read(desk, made).others)) == ((), 9)
        asked = [(each.step, each.field, each.id) for each in check_meeting(desk, made)]
        assert asked == [("roll_call", "state", f"{made}/{who}") for who in leading(desk, made)]
        mark_leading(desk, made)
        assert check_meeting(desk, made) == []


def test_a_roll_in_which_nobody_stands_is_not_called_done_where_nobody_is_due(desk: Desk) -> None:
    _, made = add_meeting(desk, kind="briefing", period="2026-10")
    assert {step.key: step.state for step in read(desk, made).steps}["roll_call"] == "optional"


def test_the_shortest_time_is_that_of_the_kind(desk: Desk, members: list[str]) -> None:
    said = {}
    for kind in ("combined", "regular", "committee", "extraordinary"):
        day = date(2026, 9, 5) if kind == "combined" else DAY
        made = make(desk, kind, members, day, ended_at=time(20, 50))
        said[kind] = [each.sentence for each in advise_meeting(desk, made) if each.field == "ended_at"]
    assert said == {
        "combined": ["Buổi sinh hoạt dài 80 phút, ít hơn 120 phút."],
        "regular": ["Buổi sinh hoạt dài 80 phút, ít hơn 90 phút."],
        "committee": [],
        "extraordinary": [],
    }


def test_a_missed_target_is_said_only_of_kinds_whose_attendance_counts(
    desk: Desk, members: list[str]
) -> None:
    for kind, is_said in (("regular", True), ("extraordinary", False)):
        made = make(desk, kind, members)
        record_attendance(desk, made, members[4], "excused", "ốm")
        record_all_present(desk, made)
        assert ("roll_call" in {each.step for each in advise_meeting(desk, made)}) is is_said


def test_a_village_of_five_holds_its_meetings_and_its_votes(desk: Desk) -> None:
    five = make_members(desk, 5)
    made = make(desk, "regular", five)
    record_attendance(desk, made, five[4], "excused", "ốm")
    record_all_present(desk, made)
    add_ballot(desk, made, matter="Thông qua nghị quyết", yes_count=3, no_count=1)
    sheet = read(desk, made)
    assert sheet.running_line == "Phải dự 5 · có mặt 4 · vắng có lý do 1 → 80,0\u00a0%, chưa đạt"
    assert (sheet.ballots[0].base, sheet.ballots[0].needed) == (5, 3)
    finalise(desk, made)


def test_a_congress_numbers_all_its_papers_in_a_series_of_its_own(desk: Desk, members: list[str]) -> None:
    change_organisation(desk, minutes_numbered=True)
    before = make(desk, "regular", members, date(2026, 9, 5))
    congress = make(desk, "congress", members)
    after = make(desk, "extraordinary", members, date(2026, 10, 5))
    numbers = []
    for made in (before, congress, after):
        record_all_present(desk, made)
        change_resolution(desk, made, direction="Làm đường nội bản.")
        finalise(desk, made)
        paper = resolution_of(desk, made)
        assert paper is not None
        numbers.append((facts(desk, made).count("minutes_number"), paper.count("number")))
    assert numbers == [(1, 1), (1, 2), (2, 2)]


def test_papers_numbered_together_get_numbers_of_their_own(desk: Desk, members: list[str]) -> None:
    made = make(desk, "regular", members)
    record_all_present(desk, made)
    change_resolution(desk, made, direction="Làm đường nội bản.")
    for place in (3, 4):
        _, case = add_case(desk, made, matter="commendation", member_id=members[place])
        add_ballot(
            desk,
            made,
            matter="Khen thưởng",
            decision="commendation",
            method="hand",
            case_id=case,
            yes_count=9,
        )
        draft_case_resolution(desk, case)
    finalise(desk, made)
    papers = children(desk.store, "resolution", "meeting_id", made)
    assert [paper.count("number") for paper in papers] == [1, 2, 3]
    assert {paper.day("issued_on") for paper in papers} == {DAY}


def test_a_number_taken_in_the_congress_is_refused_with_the_next_one(desk: Desk, members: list[str]) -> None:
    congress = make(desk, "congress", members)
    change_meeting(desk, congress, minutes_number=1)
    with pytest.raises(Refusal, match=r"Số 01 đã dùng .* Số kế tiếp là 02"):
        change_resolution(desk, congress, number=1)
    other = make(desk, "regular", members)
    change_resolution(desk, other, number=1)


def test_those_excused_are_out_of_the_base_at_a_congress_only(desk: Desk, members: list[str]) -> None:
    bases = {}
    for kind in ("regular", "congress"):
        made = make(desk, kind, members)
        record_attendance(desk, made, members[4], "excused", "ốm")
        record_all_present(desk, made)
        add_ballot(desk, made, matter="Thông qua nghị quyết", yes_count=8)
        bases[kind] = (read(desk, made).vote_base.base, read(desk, made).ballots[0].base)
        finalise(desk, made)
        assert read(desk, made).ballots[0].facts.count("base_count") == bases[kind][1]
    assert bases == {"regular": (9, 9), "congress": (8, 8)}


@pytest.mark.parametrize("typed", ["2025", "2030 - 2025", "2025 - 2025", "nhiệm kỳ 2025 - 2030"])
def test_a_term_is_two_years_one_after_the_other(desk: Desk, members: list[str], typed: str) -> None:
    congress = make(desk, "congress", members)
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, congress, term_words=typed)
    assert refused.value.field == "term_words"
    change_meeting(desk, congress, term_words="2025–2030")
    change_meeting(desk, congress, term_words="")
