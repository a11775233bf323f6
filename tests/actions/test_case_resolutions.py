"""Resolutions about persons: numbered with the rest, naming nobody, and read again when the vote was put right."""

from __future__ import annotations

import pytest

from actions.considering import NAME, begin, case_of, voted
from chibo_desktop.actions.ballots import change_ballot
from chibo_desktop.actions.cases import (
    add_case,
    change_case_paper,
    draft_case_resolution,
)
from chibo_desktop.actions.decisions import change_resolution, resolution_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise
from chibo_desktop.actions.meetings import (
    change_meeting,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.case_paper import direction_of, summary_of
from chibo_desktop.lists.rows import children, find


def test_a_person_not_voted_on_stops_finalising_and_a_paper_about_him_is_numbered(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "admission")
    change_meeting(desk, meeting, read_back=True)
    assert [each.step for each in check_meeting(desk, meeting)] == ["cases"]
    _, case = add_case(desk, meeting, full_name=NAME)
    with pytest.raises(Refusal):
        draft_case_resolution(desk, case)
    assert [each.sentence for each in check_meeting(desk, meeting)] == [
        f"{NAME}: chưa ghi kết quả biểu quyết."
    ]
    voted(desk, case, 9)
    change_resolution(desk, meeting, direction="Chi bộ giao đồng chí Giàng Thị Dua giúp đỡ.")
    _, paper = draft_case_resolution(desk, case)
    finalise(desk, meeting)
    closing = resolution_of(desk, meeting)
    about = find(desk.store, "resolution", paper)
    assert closing is not None
    assert about is not None
    assert {closing.count("number"), about.count("number")} == {1, 2}
    assert closing.id != paper


def test_a_drafted_resolution_names_nobody_and_keeps_what_was_written_in_it(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME, strengths="Gương mẫu.")
    voted(desk, case, 5, 4)
    _, paper = draft_case_resolution(desk, case)
    facts = find(desk.store, "resolution", paper)
    assert facts is not None
    assert facts.text("case_id") == case
    row = case_of(desk, case)
    assert summary_of(row) == "kết quả biểu quyết đề nghị kết nạp đảng viên"
    assert direction_of(row) == "Chi bộ báo cáo đầy đủ kết quả biểu quyết lên cấp trên."
    change_case_paper(desk, paper, direction="Giao chi ủy bồi dưỡng thêm.")
    words = " ".join(str(value) for value in facts.values.values())
    assert NAME not in words
    assert "Gương mẫu" not in words
    ballots = children(desk.store, "ballot", "case_id", case)
    assert all(NAME not in each.text("matter") for each in ballots)
    voted(desk, case, 7, 2)
    assert draft_case_resolution(desk, case)[1] == paper
    again = find(desk.store, "resolution", paper)
    assert again is not None
    assert again.text("direction") == "Giao chi ủy bồi dưỡng thêm."
    assert summary_of(case_of(desk, case)) == "đề nghị kết nạp đảng viên"


def test_words_written_before_a_vote_was_put_right_are_to_be_read_again(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "admission")
    _, case = add_case(desk, meeting, full_name=NAME)
    row = voted(desk, case, 6, 3)
    _, paper = draft_case_resolution(desk, case)
    change_ballot(desk, row.ballots[0].facts.id, yes_count=7, no_count=2)
    assert [each for each in advise_meeting(desk, meeting) if "nghị quyết" in each.sentence] == []
    change_case_paper(desk, paper, evaluation="Bảy đồng chí tán thành.")
    assert [each for each in advise_meeting(desk, meeting) if "nghị quyết" in each.sentence] == []
    change_ballot(desk, row.ballots[0].facts.id, yes_count=8, no_count=1)
    assert [each.sentence for each in advise_meeting(desk, meeting) if "nghị quyết" in each.sentence] == [
        f"{NAME}: kết quả biểu quyết đã sửa sau khi viết nghị quyết. Đọc lại nghị quyết ấy."
    ]
    change_case_paper(desk, paper, evaluation="Tám đồng chí tán thành.")
    assert [each for each in advise_meeting(desk, meeting) if "nghị quyết" in each.sentence] == []
