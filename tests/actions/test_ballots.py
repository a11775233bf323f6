"""Votes against the roll call: of how many, at most how many, and what is kept beside the counts."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_desktop.actions.ballots import add_ballot, base_at, change_ballot
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import check_meeting, finalise
from chibo_desktop.actions.meetings import change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import children, find

MATTER = "Thông qua nghị quyết tháng 10"


def test_more_votes_than_official_members_present_are_refused_with_the_way_out(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, meeting, matter=MATTER, yes_count=7, no_count=2)
    assert refused.value.field == "no_count"
    assert "chỉ 8 đảng viên chính thức có mặt" in refused.value.sentence
    assert children(desk.store, "ballot", "meeting_id", meeting) == []


def test_an_excused_member_stays_in_the_base(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    _, ballot = add_ballot(desk, meeting, matter=MATTER, yes_count=7, no_count=1)
    kept = find(desk.store, "ballot", ballot)
    assert kept is not None
    assert (kept.count("base_count"), kept.text("rule")) == (9, "294-QĐ/TW (26/5/2025)")


def test_an_exempt_member_who_comes_is_counted_in_the_vote_base(
    desk: Desk, members: list[str], meeting: str
) -> None:
    add_standing(desk, members[0], "exempt", date(2025, 1, 1))
    record_all_present(desk, meeting)
    assert base_at(desk, meeting).base == 8
    record_attendance(desk, meeting, members[0], "present")
    assert base_at(desk, meeting).base == 9


def test_a_probationary_member_has_no_vote(desk: Desk, members: list[str], meeting: str) -> None:
    add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2026, 2, 3))
    record_all_present(desk, meeting)
    base = base_at(desk, meeting)
    assert (base.base, base.present_official, base.probationary) == (9, 9, 1)


def test_who_left_early_may_no_longer_vote_but_stays_in_the_base(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[4], "present", left_at=time(20, 30))
    base = base_at(desk, meeting)
    assert (base.base, base.present_official) == (9, 8)
    with pytest.raises(Refusal):
        add_ballot(desk, meeting, matter=MATTER, yes_count=9)


def test_a_vote_taken_before_somebody_left_does_not_stop_finalising(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter=MATTER, yes_count=9)
    record_attendance(desk, meeting, members[4], "present", left_at=time(21, 0))
    change_meeting(desk, meeting, read_back=True)
    assert check_meeting(desk, meeting) == []


def test_a_vote_that_the_corrected_roll_call_makes_impossible_is_found_when_finalising(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter=MATTER, yes_count=9)
    record_attendance(desk, meeting, members[4], "absent")
    change_meeting(desk, meeting, read_back=True)
    assert [(each.step, each.kind) for each in check_meeting(desk, meeting)] == [("votes", "ballot")]


def test_finalising_keeps_the_base_of_the_last_roll_call(
    desk: Desk, members: list[str], meeting: str
) -> None:
    add_standing(desk, members[0], "away", date(2026, 5, 1))
    record_all_present(desk, meeting)
    _, ballot = add_ballot(desk, meeting, matter=MATTER, yes_count=8)
    record_attendance(desk, meeting, members[0], "present")
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    kept = find(desk.store, "ballot", ballot)
    assert kept is not None
    assert kept.count("base_count") == 9


@pytest.mark.parametrize("count", [-1, 10_000])
def test_a_count_out_of_range_is_refused(desk: Desk, meeting: str, count: int) -> None:
    record_all_present(desk, meeting)
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, meeting, matter=MATTER, yes_count=count)
    assert refused.value.field == "yes_count"


def test_two_thirds_of_twenty_needs_fourteen(desk: Desk, members: list[str], meeting: str) -> None:
    for number in range(11):
        add_member(desk, full_name=f"Lò Thị {'ABCDEGHIKLM'[number]}", joined_on=date(2020, 1, 1))
    record_all_present(desk, meeting)
    _, ballot = add_ballot(desk, meeting, matter="Đề nghị kết nạp", threshold="two_thirds", yes_count=13)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    row = sheet.ballots[0]
    assert (row.base, row.needed) == (20, 14)
    assert row.result is not None
    assert row.result.carried is False
    change_ballot(desk, ballot, yes_count=14)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert sheet.ballots[0].result is not None
    assert sheet.ballots[0].result.carried is True


def test_an_exempt_member_who_voted_and_then_left_stays_in_the_base_kept(
    desk: Desk, members: list[str], meeting: str
) -> None:
    add_standing(desk, members[2], "exempt", date(2025, 1, 1))
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "present")
    _, ballot = add_ballot(desk, meeting, matter=MATTER, yes_count=9)
    record_attendance(desk, meeting, members[2], "present", left_at=time(21, 0))
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    kept = find(desk.store, "ballot", ballot)
    assert kept is not None
    assert kept.count("base_count") == 9
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert sheet.ballots[0].result is not None
    assert sheet.ballots[0].counted.present_official == 9


@pytest.mark.parametrize(
    ("decision", "threshold", "method"),
    [
        ("ordinary", "majority", "hand"),
        ("admission", "two_thirds", "secret"),
        ("name_removal", "two_thirds", "secret"),
        ("expulsion", "two_thirds", "hand"),
        ("commendation", "majority", "hand"),
    ],
)
def test_the_decision_brings_its_share_of_votes_and_its_way(
    desk: Desk, members: list[str], meeting: str, *, decision: str, threshold: str, method: str
) -> None:
    record_all_present(desk, meeting)
    _, ballot = add_ballot(desk, meeting, matter=MATTER, decision=decision)
    _, changed = add_ballot(desk, meeting, matter=MATTER)
    change_ballot(desk, changed, decision=decision)
    for each in (ballot, changed):
        kept = find(desk.store, "ballot", each)
        assert kept is not None
        assert (kept.text("threshold"), kept.text("method")) == (threshold, method)


def test_a_late_member_has_no_vote_before_he_came_and_who_left_has_one_until_then(
    desk: Desk, members: list[str], meeting: str
) -> None:
    add_standing(desk, members[2], "exempt", date(2025, 1, 1))
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "late", late_at=time(20, 0))
    record_attendance(desk, meeting, members[4], "present", left_at=time(20, 30))
    bases = {
        hour: base_at(desk, meeting, {"taken_at": datetime.combine(date(2026, 10, 5), hour, VIETNAM)})
        for hour in (time(19, 45), time(20, 15), time(20, 45))
    }
    assert [(base.base, base.present_official) for base in bases.values()] == [(8, 8), (9, 9), (9, 8)]
    _, ballot = add_ballot(desk, meeting, matter=MATTER, yes_count=8, taken_at=time(19, 45))
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    kept = find(desk.store, "ballot", ballot)
    assert kept is not None
    assert kept.count("base_count") == 8


def test_a_vote_after_midnight_belongs_to_the_evening(desk: Desk, members: list[str], meeting: str) -> None:
    change_meeting(desk, meeting, ended_at=time(0, 40))
    record_all_present(desk, meeting)
    _, ballot = add_ballot(desk, meeting, matter=MATTER, yes_count=9, taken_at=time(0, 15))
    kept = find(desk.store, "ballot", ballot)
    assert kept is not None
    assert kept.moment("taken_at") == datetime(2026, 10, 6, 0, 15, tzinfo=VIETNAM)
    with pytest.raises(Refusal) as refused:
        change_ballot(desk, ballot, taken_at=time(1, 30))
    assert refused.value.field == "taken_at"


def test_the_cells_own_reading_is_kept_with_the_vote(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    _, ballot = add_ballot(desk, meeting, matter=MATTER, decision="admission", yes_count=6, no_count=2)
    change_ballot(desk, ballot, excused_deducted=True)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    (row,) = sheet.ballots
    assert (row.facts.count("base_count"), row.facts.flag("excused_deducted")) == (8, True)
    assert row.counted.deducted[0].names == ("Lò Văn Hặc",)


def test_papers_are_counted_against_the_roll_call(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    _, ballot = add_ballot(desk, meeting, matter=MATTER, decision="admission", yes_count=7, no_count=1)
    with pytest.raises(Refusal) as refused:
        change_ballot(desk, ballot, issued_count=10)
    assert refused.value.field == "issued_count"
    change_ballot(desk, ballot, issued_count=9, collected_count=9, valid_count=8, invalid_count=1)
    record_attendance(desk, meeting, members[4], "absent")
    change_meeting(desk, meeting, read_back=True)
    assert [each.field for each in check_meeting(desk, meeting)] == ["issued_count"]
