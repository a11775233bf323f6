"""Persons considered one by one: who may be, how they are voted on, what follows and what never happens by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.considering import NAME, begin, case_of, voted
from actions.desks import make_desk
from chibo_desktop.actions.ballots import add_ballot, put_away_ballot
from chibo_desktop.actions.cases import (
    add_case,
    begin_vote,
    draft_case_resolution,
    put_away_case,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_opinion,
    change_meeting,
    record_attendance,
)
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.putting_away import bring_back
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.case_paper import direction_of
from chibo_desktop.lists.cases import cases_at
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.put_away import list_put_away
from chibo_desktop.lists.rows import children


def test_an_admission_with_five_of_nine_fails_and_is_reported_in_full(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    for absent in members[6:]:
        record_attendance(desk, meeting, absent, "excused", "đi nương")
    _, case = add_case(desk, meeting, full_name=NAME)
    row = voted(desk, case, 5, 1)
    assert (row.carried, row.ballots[0].base, row.ballots[0].needed) == (False, 9, 6)
    assert row.sentence == (
        f"{NAME}: 5 trên 9 tán thành, đạt 55,6\u00a0%: chưa đủ điều kiện đề nghị kết nạp, cần 6 phiếu."
    )
    assert "báo cáo đầy đủ kết quả" in " ".join(row.follows)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    assert case_of(desk, case).sentence == row.sentence


def test_six_of_nine_carry_it_and_the_body_above_decides(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    row = voted(desk, case, 6, 3)
    assert (row.carried, row.is_decided_here, row.next_round) == (True, False, 0)
    assert row.ballots[0].facts.text("threshold") == "two_thirds"
    assert row.ballots[0].facts.text("method") == "secret"


def test_in_a_village_of_five_four_must_vote_for_an_admission(tmp_path: Path, evening: FixedClock) -> None:
    desk = make_desk(tmp_path / "five", evening)
    people = [
        add_member(desk, full_name=name, joined_on=date(2020, 1, 1))[1]
        for name in ("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc", "Lù Thị Lả", "Pờ Go Hừ")
    ]
    meeting = begin(desk, people, "admission")
    record_attendance(desk, meeting, people[4], "excused", "ốm")
    _, case = add_case(desk, meeting, full_name=NAME)
    assert voted(desk, case, 3, 1).carried is False
    assert voted(desk, case, 4).carried is True
    desk.close()


def test_a_third_ballot_without_two_thirds_is_the_last_and_is_reported_up(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "full_membership")
    _, member = add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2025, 10, 3))
    _, case = add_case(desk, meeting, member_id=member)
    rows = [voted(desk, case, 5, 4) for _ in range(3)]
    assert [row.next_round for row in rows] == [2, 3, 0]
    assert ["4.2.3" in " ".join(row.follows) for row in rows] == [False, False, True]
    assert rows[2].sentence.startswith("Giàng A Páo, lần 3: 5 trên 9 tán thành")
    assert "đề nghị cấp trên xem xét, quyết định" in direction_of(rows[2])
    with pytest.raises(Refusal):
        begin_vote(desk, case)
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, meeting, matter="Lần nữa", decision="full_membership", case_id=case, round=4)
    assert refused.value.field == "round"


def test_a_person_is_considered_once_for_one_matter(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    add_case(desk, meeting, full_name=NAME)
    with pytest.raises(Refusal) as refused:
        add_case(desk, meeting, full_name="vàng a páo")
    assert refused.value.field == "full_name"
    add_case(desk, meeting, matter="exemption", member_id=members[3])
    with pytest.raises(Refusal):
        add_case(desk, meeting, matter="exemption", member_id=members[3])


@pytest.mark.parametrize(
    ("matter", "fields", "field"),
    [
        ("admission", {"member_id": 3}, "member_id"),
        ("full_membership", {"member_id": 3}, "member_id"),
        (
            "exemption",
            {"member_id": 3, "from_on": date(2026, 11, 1), "until_on": date(2026, 10, 1)},
            "until_on",
        ),
        ("exemption", {"member_id": 3, "rating": "good"}, "rating"),
        ("", {"full_name": NAME}, "matter"),
    ],
)
def test_what_cannot_be_of_a_person_is_refused_beside_its_field(
    desk: Desk, members: list[str], meeting: str, *, matter: str, fields: dict[str, Any], field: str
) -> None:
    given = {**fields, "member_id": members[3]} if "member_id" in fields else fields
    with pytest.raises(Refusal) as refused:
        add_case(desk, meeting, matter=matter or None, **given)
    assert refused.value.field == field
    assert cases_at(desk.store, meeting) == ()


def test_a_vote_is_taken_by_the_rule_of_what_the_person_is_considered_for(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, meeting, matter="Kết nạp", decision="admission", threshold="majority", case_id=case)
    assert refused.value.field == "threshold"
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, meeting, matter="Kết nạp", decision="ordinary", case_id=case)
    assert refused.value.field == "decision"


def test_a_person_put_away_takes_votes_and_paper_along(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    voted(desk, case, 9)
    draft_case_resolution(desk, case)
    put_away_case(desk, case)
    assert cases_at(desk.store, meeting) == ()
    assert children(desk.store, "ballot", "meeting_id", meeting) == []
    assert children(desk.store, "resolution", "meeting_id", meeting) == []
    listed = list_put_away(desk.store, desk.organisation_id, desk.today)
    assert [row.kind for row in listed] == ["person_case"]
    bring_back(desk, "person_case", case)
    assert case_of(desk, case).carried is True
    assert case_of(desk, case).resolution is not None


def test_a_vote_taken_off_the_sheet_stays_off_when_its_person_comes_back(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "extraordinary")
    _, case = add_case(desk, meeting, matter="name_removal", member_id=members[8])
    put_away_ballot(desk, voted(desk, case, 9).ballots[0].facts.id)
    row = voted(desk, case, 2, 7)
    put_away_case(desk, case)
    bring_back(desk, "person_case", case)
    after = case_of(desk, case)
    assert (after.sentence, len(after.ballots), after.next_round) == (row.sentence, 1, 2)


def test_a_person_put_away_does_not_come_back_beside_the_same_person(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    put_away_case(desk, case)
    add_case(desk, meeting, full_name=NAME)
    with pytest.raises(Refusal, match="đã có trong danh sách xét"):
        bring_back(desk, "person_case", case)


def test_a_result_does_not_change_when_an_unrelated_record_does(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    row = voted(desk, case, 6, 3)
    add_case(desk, meeting, full_name="Lò Thị Inh")
    add_opinion(desk, meeting, body="Nhất trí.", member_id=members[2])
    add_ballot(desk, meeting, matter="Việc khác", yes_count=1, no_count=8)
    add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2026, 2, 3))
    begin(desk, members, "extraordinary")
    after = case_of(desk, case)
    assert (after.sentence, after.follows, after.carried) == (row.sentence, row.follows, row.carried)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [each.facts.text("matter") for each in sheet.ballots] == ["Việc khác"]


def test_members_have_no_record_that_says_how_they_voted(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "full_membership")
    _, member = add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2025, 10, 3))
    _, case = add_case(desk, meeting, member_id=member)
    voted(desk, case, 9)
    for ballot in children(desk.store, "ballot", "meeting_id", meeting):
        assert not set(members) & {str(value) for value in ballot.values.values()}
