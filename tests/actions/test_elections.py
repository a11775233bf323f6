"""Elections against the roll call and the list: what is refused, and what follows a failed round."""

from __future__ import annotations

from datetime import date, time

import pytest

from actions.congresses import count_again, elect, make_congress
from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_election,
    add_nominee,
    begin_round,
    change_election,
    change_nominee,
    need_election,
    put_away_election,
)
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_attendance,
)
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.elections import elections_at
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import children


@pytest.fixture
def congress(desk: Desk, members: list[str]) -> str:
    return make_congress(desk, members)


def test_more_papers_issued_than_official_members_present_are_refused(
    desk: Desk, members: list[str], congress: str
) -> None:
    record_attendance(desk, congress, members[2], "excused", "ốm")
    _, election = add_election(desk, congress, office="secretary")
    with pytest.raises(Refusal) as refused:
        change_election(desk, election, issued_count=9)
    assert refused.value.field == "issued_count"
    assert "chỉ 8 đảng viên chính thức có mặt" in refused.value.sentence


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ({"issued_count": 8, "collected_count": 9}, "collected_count"),
        ({"issued_count": 9, "collected_count": 8, "valid_count": 9}, "valid_count"),
        ({"issued_count": 9, "collected_count": 9, "valid_count": 8, "invalid_count": 0}, "invalid_count"),
    ],
)
def test_papers_that_cannot_be_are_refused_beside_their_box(
    desk: Desk, congress: str, counts: dict[str, int], field: str
) -> None:
    _, election = add_election(desk, congress, office="secretary")
    with pytest.raises(Refusal) as refused:
        change_election(desk, election, **counts)
    assert refused.value.field == field


def test_whoever_is_absent_throughout_with_a_reason_is_not_counted_and_named(
    desk: Desk, members: list[str], congress: str
) -> None:
    record_attendance(desk, congress, members[2], "excused", "đi viện")
    _, election = add_election(desk, congress, office="secretary")
    row = need_election(desk, election)
    assert (row.base, row.needed) == (8, 5)
    assert "Lò Văn Hặc" in row.counted.sentence()
    record_attendance(desk, congress, members[2], "absent")
    assert need_election(desk, election).base == 9


def test_a_paper_more_for_a_name_than_valid_ones_is_refused(
    desk: Desk, members: list[str], congress: str
) -> None:
    election = elect(desk, congress, "secretary", 1, {members[0]: 6}, valid=8)
    nominee = need_election(desk, election).nominees[0].facts.id
    with pytest.raises(Refusal) as refused:
        change_nominee(desk, nominee, chosen_count=9)
    assert refused.value.field == "chosen_count"
    with pytest.raises(Refusal) as refused:
        change_election(desk, election, valid_count=5, invalid_count=4)
    assert refused.value.field == "valid_count"


def test_a_name_stands_once_on_a_list_and_is_that_of_an_official_member(
    desk: Desk, members: list[str], congress: str
) -> None:
    _, young = add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2026, 2, 3))
    _, election = add_election(desk, congress, office="secretary")
    add_nominee(desk, election, member_id=members[0])
    with pytest.raises(Refusal, match="đã có tên"):
        add_nominee(desk, election, member_id=members[0])
    with pytest.raises(Refusal, match="chính thức"):
        add_nominee(desk, election, member_id=young)
    add_nominee(desk, election, full_name="Hà Thị Xuân")
    with pytest.raises(Refusal, match="đã có tên"):
        add_nominee(desk, election, full_name="ha thi xuan".title())


def test_the_same_office_is_elected_once_and_then_in_rounds(desk: Desk, congress: str) -> None:
    add_election(desk, congress, office="secretary")
    with pytest.raises(Refusal, match="đã có"):
        add_election(desk, congress, office="secretary")


def test_the_next_office_is_proposed_and_a_small_cell_elects_no_committee(
    desk: Desk, members: list[str], congress: str
) -> None:
    offices = [need_election(desk, add_election(desk, congress, seats=1)[1]).office for _ in range(2)]
    assert offices == ["committee", "secretary"]
    _, small = add_meeting(desk, kind="congress", held_on=date(2024, 1, 5))
    for member in members[:1]:
        record_attendance(desk, small, member, "present")
    _, first = add_election(desk, congress)
    assert need_election(desk, first).office == "deputy_secretary"


def test_a_failed_round_is_reported_and_the_next_is_among_who_remains(
    desk: Desk, members: list[str], congress: str
) -> None:
    first = elect(
        desk, congress, "committee", 3, {members[0]: 9, members[1]: 8, members[2]: 4, members[3]: 4}
    )
    row = need_election(desk, first)
    assert (row.failed, row.seats_left, row.next_round) == (True, 1, 2)
    assert row.sentence == (
        "Trúng cử 2 trên 3: Vàng A Chứ (9 phiếu), Giàng Thị Dua (8 phiếu). Còn thiếu 1 người."
    )
    _, second = begin_round(desk, first)
    again = need_election(desk, second)
    assert (again.facts.count("seats"), again.facts.count("round")) == (1, 2)
    assert [each.name for each in again.nominees] == ["Lò Văn Hặc", "Pờ Go Hừ"]
    assert need_election(desk, first).next_round == 0
    with pytest.raises(Refusal):
        begin_round(desk, first)
    with pytest.raises(Refusal, match="đã trúng cử"):
        add_nominee(desk, second, member_id=members[0])


@pytest.fixture
def rounds(desk: Desk, members: list[str], congress: str) -> tuple[str, str]:
    """Two counted rounds for a committee of three: two elected in the first, the fourth of the list in the second."""
    first = elect(
        desk, congress, "committee", 3, {members[0]: 9, members[1]: 8, members[2]: 4, members[3]: 4}
    )
    _, second = begin_round(desk, first)
    change_election(desk, second, issued_count=9, collected_count=9, valid_count=9, invalid_count=0)
    count_again(desk, second, [2, 7])
    return first, second


def test_no_more_are_elected_than_there_are_seats_when_an_earlier_round_is_counted_again(
    desk: Desk, congress: str, rounds: tuple[str, str]
) -> None:
    first, second = rounds
    change_meeting(desk, congress, read_back=True)
    assert check_meeting(desk, congress) == []
    count_again(desk, first, [9, 8, 5, 4])
    said = [each.sentence for each in check_meeting(desk, congress)]
    assert [each.partition(". Xem")[0] for each in said if "bầu 1" in each] == [
        "Bầu Chi ủy, lần 2: Lần này bầu 1 người, nhưng lần trước đã bầu đủ"
    ]
    with pytest.raises(Refusal, match="lần trước đã bầu đủ"):
        finalise(desk, congress)
    put_away_election(desk, second)
    finalise(desk, congress)


def test_nobody_is_elected_in_two_rounds_when_the_earlier_one_is_counted_again(
    desk: Desk, congress: str, rounds: tuple[str, str]
) -> None:
    count_again(desk, rounds[0], [9, 4, 4, 8])
    said = " ".join(each.sentence for each in check_meeting(desk, congress))
    assert "Bầu Chi ủy, lần 2: Pờ Go Hừ đã trúng cử lần trước." in said


def test_one_person_elected_secretary_and_deputy_is_spoken_of(
    desk: Desk, members: list[str], congress: str
) -> None:
    elect(desk, congress, "secretary", 1, {members[1]: 8})
    elect(desk, congress, "deputy_secretary", 1, {members[1]: 8})
    said = [each.sentence for each in advise_meeting(desk, congress) if "cả hai chức" in each.sentence]
    assert said == [
        "Bầu Phó Bí thư: Một người không giữ cả hai chức bí thư và phó bí thư. Xem lại: Giàng Thị Dua."
    ]


def test_a_tie_at_the_last_seat_asks_for_a_vote_among_the_tied(
    desk: Desk, members: list[str], congress: str
) -> None:
    first = elect(
        desk,
        congress,
        "committee",
        3,
        {members[0]: 8, members[1]: 7, members[2]: 5, members[3]: 5, members[4]: 2},
    )
    row = need_election(desk, first)
    assert "Lò Văn Hặc và Pờ Go Hừ cùng 5 phiếu: bầu lại giữa những người này." in row.sentence
    _, second = begin_round(desk, first)
    assert [each.name for each in need_election(desk, second).nominees] == ["Lò Văn Hặc", "Pờ Go Hừ"]


def test_the_third_failed_ballot_for_secretary_ends_it(desk: Desk, members: list[str], congress: str) -> None:
    election = elect(desk, congress, "secretary", 1, {members[0]: 4, members[1]: 4})
    for _ in range(2):
        _, election = begin_round(desk, election)
        change_election(desk, election, issued_count=9, collected_count=9, valid_count=9, invalid_count=0)
        for each in need_election(desk, election).nominees:
            change_nominee(desk, each.facts.id, chosen_count=4)
    row = need_election(desk, election)
    assert (row.facts.count("round"), row.next_round, row.failed) == (3, 0, True)
    assert "chỉ định" in row.follows


def test_an_earlier_round_is_not_taken_away_from_under_a_later_one(
    desk: Desk, members: list[str], congress: str
) -> None:
    first = elect(desk, congress, "secretary", 1, {members[0]: 4})
    _, second = begin_round(desk, first)
    with pytest.raises(Refusal):
        put_away_election(desk, first)
    put_away_election(desk, second)
    put_away_election(desk, first)
    assert elections_at(desk.store, congress) == ()
    assert children(desk.store, "nominee", "meeting_id", congress) == []


def test_an_uncounted_election_and_an_empty_list_are_asked_for_when_finalising(
    desk: Desk, members: list[str], congress: str
) -> None:
    _, election = add_election(desk, congress, office="secretary")
    said = [each.sentence for each in check_meeting(desk, congress) if each.step == "elections"]
    assert "Bầu Bí thư: chưa ghi danh sách bầu." in said
    assert "Bầu Bí thư: chưa ghi “Số phiếu phát ra”." in said
    add_nominee(desk, election, member_id=members[0])
    said = [each.sentence for each in check_meeting(desk, congress) if each.step == "elections"]
    assert "Bầu Bí thư, Vàng A Chứ: chưa ghi “Số phiếu bầu”." in said


def test_a_roll_call_corrected_afterwards_makes_the_papers_impossible(
    desk: Desk, members: list[str], congress: str
) -> None:
    elect(desk, congress, "secretary", 1, {members[0]: 8})
    record_attendance(desk, congress, members[5], "absent")
    said = [each.sentence for each in check_meeting(desk, congress) if each.step == "elections"]
    assert any("chỉ 8 đảng viên chính thức có mặt" in each for each in said)


def test_what_the_rules_say_against_it_is_said_and_blocks_nothing(
    desk: Desk, members: list[str], congress: str
) -> None:
    elect(desk, congress, "committee", 3, dict.fromkeys(members[:3], 8))
    election = elect(desk, congress, "secretary", 1, {members[4]: 8})
    change_election(desk, election, tellers="Quàng Văn Kiêm, Lù Thị Lả")
    said = " ".join(each.sentence for each in advise_meeting(desk, congress) if each.step == "elections")
    assert "số dư không quá 30 %" in said
    assert "Không có trong chi ủy mới: Quàng Văn Kiêm." in said
    assert "Xem lại: Quàng Văn Kiêm." in said
    assert [each for each in check_meeting(desk, congress) if each.step == "elections"] == []


def test_a_congress_without_an_election_is_only_spoken_of(desk: Desk, congress: str) -> None:
    assert any("chưa ghi cuộc bầu cử" in each.sentence for each in advise_meeting(desk, congress))
    sheet = meeting_sheet(desk.store, congress)
    assert sheet is not None
    assert "elections" in [step.key for step in sheet.steps]


def test_a_teller_is_not_taken_for_a_nominee_by_a_part_of_the_name(
    desk: Desk, members: list[str], congress: str
) -> None:
    election = elect(desk, congress, "secretary", 1, {members[8]: 8})
    change_election(desk, election, tellers="Pờ Lò Hừa")
    said = " ".join(each.sentence for each in advise_meeting(desk, congress))
    assert "Ban kiểm phiếu" not in said


def test_an_hour_is_written_only_once_the_day_is_known(desk: Desk) -> None:
    _, congress = add_meeting(desk, kind="congress", period="2026-10")
    eight = time(20, 0)
    with pytest.raises(Refusal) as refused:
        add_election(desk, congress, office="secretary", taken_at=eight)
    assert refused.value.field == "taken_at"
    with pytest.raises(Refusal) as refused:
        add_ballot(desk, congress, matter="Đề án nhân sự", taken_at=eight)
    assert refused.value.field == "taken_at"


def test_no_result_changes_when_an_unrelated_record_does(
    desk: Desk, members: list[str], congress: str, meeting: str
) -> None:
    elect(desk, congress, "secretary", 1, {members[0]: 5, members[1]: 4})
    before = elections_at(desk.store, congress)
    record_attendance(desk, meeting, members[0], "absent")
    record_attendance(desk, meeting, members[3], "excused", "ốm")
    assert elections_at(desk.store, congress) == before
