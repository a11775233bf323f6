"""Tests of the facts behind a score: each read from what the sheet holds, said in numbers and days, never in names."""

from __future__ import annotations

from datetime import date

import pytest

from actions.desks import NAMES
from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import (
    add_meeting,
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import change_member
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.score_evidence import evidence_at
from chibo_desktop.rules.scoring import Evidence


def known(desk: Desk, meeting: str, name: str) -> Evidence:
    facts = find(desk.store, "meeting", meeting)
    assert facts is not None
    return evidence_at(desk.store, facts)[name]


def told(desk: Desk, meeting: str, name: str) -> tuple[int, int, str]:
    fact = known(desk, meeting, name)
    return fact.amount, fact.whole, fact.sentence.replace("\u00a0", " ")


def test_the_length_is_compared_with_what_is_asked_of_this_cell(desk: Desk, meeting: str) -> None:
    assert told(desk, meeting, "minutes") == (105, 90, "Sinh hoạt 105 phút, quy định 90 phút.")
    change_meeting(desk, meeting, ended_at=None)
    assert told(desk, meeting, "minutes") == (0, 0, "Chưa ghi đủ giờ bắt đầu, kết thúc.")


def test_attendance_says_nothing_until_everybody_is_marked(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    assert told(desk, meeting, "attendance") == (0, 0, "Còn 9 đảng viên chưa điểm danh.")
    record_attendance(desk, meeting, members[2], "absent")
    record_all_present(desk, meeting)
    assert told(desk, meeting, "attendance") == (8, 9, "Có mặt 8 trên 9 đảng viên phải dự, đạt 88,9 %.")
    assert told(desk, meeting, "somebody_unexcused") == (1, 1, "Có 1 đảng viên vắng không lý do.")
    assert told(desk, meeting, "nobody_unexcused")[:2] == (0, 1)


def test_four_excused_in_a_row_within_the_year_are_noticed_and_three_are_not(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    earlier = [
        add_meeting(desk, period=f"2026-{month:02d}", held_on=date(2026, month, 3))[1] for month in (7, 8, 9)
    ]
    for each in earlier[1:]:
        record_attendance(desk, each, members[3], "excused", "ốm")
    for each in earlier:
        record_all_present(desk, each)
    record_attendance(desk, meeting, members[3], "excused", "ốm")
    record_all_present(desk, meeting)
    assert told(desk, meeting, "nobody_often_excused")[:2] == (1, 1)
    record_attendance(desk, earlier[0], members[3], "excused", "ốm")
    said = told(desk, meeting, "nobody_often_excused")
    assert said == (0, 1, "Có 1 đảng viên vắng có lý do quá 3 lần liên tiếp trong năm.")


def test_a_cell_with_a_secretary_alone_is_told_from_one_with_a_committee(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    assert known(desk, meeting, "only_secretary").holds
    change_member(desk, members[1], office="deputy_secretary")
    assert not known(desk, meeting, "only_secretary").holds


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("invited_on", date(2026, 10, 2), ("invited", 1, 1, "Giấy mời gửi ngày 02/10/2026, trước 3 ngày.")),
        ("invited_on", date(2026, 10, 5), ("invited", 0, 1, "Giấy mời gửi ngày 05/10/2026, không trước ngày sinh hoạt.")),
        ("posted_before_on", date(2026, 10, 4), ("posted_before", 1, 1, "Tài liệu đăng Sổ tay ngày 04/10/2026, trước 1 ngày.")),
        ("posted_before_on", date(2026, 10, 5), ("posted_before", 0, 1, "Tài liệu đăng Sổ tay ngày 05/10/2026, không trước 01 ngày.")),
        ("posted_before_on", date(2026, 10, 5), ("posted", 1, 1, "Đã đăng Sổ tay ngày 05/10/2026.")),
        ("posted_after_on", date(2026, 10, 5), ("posted_after", 1, 1, "Đăng biên bản, nghị quyết ngày 05/10/2026, trong 02 ngày.")),
        ("conclusion", "Thống nhất.", ("summed_up", 1, 1, "Có kết luận của chủ trì.")),
        ("praised", "Đồng chí Lù Thị Lả.", ("praised", 1, 1, "Có ghi biểu dương.")),
        ("praised", "Không có.", ("praised", 0, 0, "Chưa ghi biểu dương, nhắc nhở.")),
    ],
)  # fmt: skip
def test_days_and_words_of_the_sheet_become_facts(
    desk: Desk, meeting: str, field: str, value: object, wanted: tuple[str, int, int, str]
) -> None:
    name, *fact = wanted
    assert known(desk, meeting, name).whole == 0
    change_meeting(desk, meeting, **{field: value})
    assert told(desk, meeting, name) == tuple(fact)


def test_each_speaker_counts_once_and_only_among_those_who_came(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_attendance(desk, meeting, members[8], "excused", "ốm")
    record_all_present(desk, meeting)
    assert told(desk, meeting, "spoke") == (0, 0, "Chưa ghi ý kiến phát biểu của đảng viên nào.")
    for speaker in (members[2], members[2], members[3], members[8]):
        add_opinion(desk, meeting, body="Nhất trí.", member_id=speaker)
    assert told(desk, meeting, "spoke") == (2, 8, "2 trên 8 đảng viên có mặt phát biểu, 25,0 %.")


def test_only_tasks_whose_day_has_come_are_asked_for(desk: Desk, meeting: str, members: list[str]) -> None:
    _, september = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 3))
    due = (date(2026, 9, 20), date(2026, 10, 1), date(2026, 12, 1), None)
    tasks = [
        add_assignment(
            desk, september, title=f"Việc {place}", leader_id=members[1], due_on=day, recurring=day is None
        )[1]
        for place, day in enumerate(due, 1)
    ]
    assert told(desk, meeting, "tasks_done") == (0, 0, "Còn 2 trên 2 nhiệm vụ đến hạn chưa ghi kết quả.")
    report_assignment(desk, tasks[0], meeting, "done")
    report_assignment(desk, tasks[1], meeting, "ongoing")
    assert told(desk, meeting, "tasks_done") == (1, 2, "1 trên 2 nhiệm vụ đến hạn đã hoàn thành, 50,0 %.")
    report_assignment(desk, tasks[2], meeting, "done")
    assert told(desk, meeting, "tasks_done")[:2] == (2, 3)


def test_the_paper_that_closes_the_meeting_counts_once_it_was_voted_through(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    record_all_present(desk, meeting)
    assert told(desk, meeting, "concluded")[1:] == (0, "Chưa có nghị quyết hoặc kết luận.")
    change_resolution(desk, meeting, direction="Giữ rừng.")
    assert told(desk, meeting, "concluded")[1:] == (0, "Có nghị quyết, chưa ghi biểu quyết thông qua.")
    _, ballot = add_ballot(desk, meeting, matter="Thông qua nghị quyết tháng 10", yes_count=9)
    assert ballot
    assert told(desk, meeting, "concluded") == (1, 1, "Nghị quyết được thông qua, 9 trên 9 tán thành.")


def test_tasks_given_need_somebody_and_a_day(desk: Desk, meeting: str, members: list[str]) -> None:
    assert not known(desk, meeting, "tasks_given").is_known
    add_assignment(desk, meeting, title="Gieo rau", leader_id=members[1], due_on=date(2026, 10, 25))
    assert known(desk, meeting, "tasks_given").holds
    add_assignment(desk, meeting, title="Nạo vét mương")
    assert told(desk, meeting, "tasks_given")[1:] == (
        0,
        "1 trên 2 nhiệm vụ chưa có người chủ trì hoặc thời hạn.",
    )


def test_no_proof_names_anybody(desk: Desk, meeting: str, members: list[str]) -> None:
    record_attendance(desk, meeting, members[2], "absent")
    record_all_present(desk, meeting)
    add_opinion(desk, meeting, body="Nhất trí.", member_id=members[3])
    change_meeting(desk, meeting, praised=f"Đồng chí {NAMES[4]}")
    facts = find(desk.store, "meeting", meeting)
    assert facts is not None
    said = " ".join(fact.sentence for fact in evidence_at(desk.store, facts).values())
    assert not [name for name in NAMES if name in said]
