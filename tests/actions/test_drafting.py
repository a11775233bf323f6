"""The draft of the paper that closes a meeting: only from facts, only into what is empty, taken back whole."""

from __future__ import annotations

from datetime import date, time

import pytest

from chibo_desktop.actions.decisions import (
    add_assignment,
    change_resolution,
    put_away_resolution,
    report_assignment,
    resolution_of,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.drafting import draft_resolution
from chibo_desktop.actions.meetings import (
    add_meeting,
    add_opinion,
    change_agenda_item,
    change_meeting,
    record_all_present,
)
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.papers.values import resolution_values

AHEAD = 2
"""The place on the usual agenda of the item that looks ahead."""
TOLD = "01 nhiệm vụ đã hoàn thành, 01 nhiệm vụ đang thực hiện, 01 nhiệm vụ chưa thực hiện"


@pytest.fixture
def september(desk: Desk, members: list[str]) -> list[str]:
    """Three tasks given the month before, one of them a month late by October."""
    _, made = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5), started_at=time(19, 30))
    given = (
        ("Sửa đường nước bản", date(2026, 9, 5)),
        ("Lập danh sách hộ nghèo", date(2026, 10, 4)),
        ("Mở lớp học", date(2026, 10, 4)),
    )
    return [add_assignment(desk, made, title=title, due_on=due)[1] for title, due in given]


def sheet_of(desk: Desk, meeting: str) -> MeetingSheet:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet


def part(desk: Desk, meeting: str, name: str) -> str:
    paper = resolution_of(desk, meeting)
    assert paper is not None
    return paper.text(name)


def hold(desk: Desk, meeting: str, tasks: list[str]) -> None:
    """The evening: everybody there, the tasks told of, the items concluded."""
    record_all_present(desk, meeting)
    for task, state, words in zip(
        tasks, ("ongoing", "done", "not_done"), ("Còn 120 m.", "", "Chưa có giáo viên."), strict=True
    ):
        report_assignment(desk, task, meeting, state, words)
    items = [row.facts.id for row in sheet_of(desk, meeting).agenda]
    change_agenda_item(desk, items[0], conclusion="Nhân dân yên tâm sản xuất")
    change_agenda_item(desk, items[AHEAD], conclusion="Làm xong đường nước trong tháng.")


def test_each_part_is_drafted_from_conclusions_results_and_tasks(
    desk: Desk, september: list[str], meeting: str
) -> None:
    hold(desk, meeting, september)
    change_meeting(desk, meeting, last_month="Chi bộ lãnh đạo đúng việc.", conclusion="Nhất trí.")
    add_assignment(desk, meeting, title="Che chắn chuồng trại")
    draft_resolution(desk, meeting)
    assert part(desk, meeting, "summary") == "lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2026"
    assert part(desk, meeting, "evaluation").splitlines() == [
        "Chi bộ lãnh đạo đúng việc.",
        "Nhân dân yên tâm sản xuất.",
        f"Trong 03 nhiệm vụ của kỳ trước, {TOLD}.",
    ]
    assert part(desk, meeting, "shortcomings").splitlines() == [
        "Một là, nhiệm vụ “Sửa đường nước bản” chậm 01 tháng: Còn 120 m.",
        "Hai là, nhiệm vụ “Mở lớp học” chưa thực hiện: Chưa có giáo viên.",
    ]
    assert part(desk, meeting, "direction").splitlines() == [
        "Làm xong đường nước trong tháng.",
        "Tiếp tục thực hiện các nhiệm vụ chưa hoàn thành:",
        "- Sửa đường nước bản;",
        "- Mở lớp học.",
        "Tập trung thực hiện các nhiệm vụ giao tại kỳ này:",
        "- Che chắn chuồng trại.",
        "Nhất trí.",
    ]
    assert part(desk, meeting, "carrying_out") == (
        "Từng đồng chí thực hiện nhiệm vụ được phân công, báo cáo kết quả tại kỳ sinh hoạt tháng 11 năm 2026. "
        "Bí thư chi bộ theo dõi, đôn đốc việc thực hiện."
    )


def test_only_what_is_empty_is_filled_and_a_second_draft_finds_nothing(
    desk: Desk, september: list[str], meeting: str
) -> None:
    hold(desk, meeting, september)
    change_resolution(desk, meeting, kind="conclusion", direction="Làm đường trước đã.")
    draft_resolution(desk, meeting)
    assert part(desk, meeting, "direction") == "Làm đường trước đã."
    assert part(desk, meeting, "kind") == "conclusion"
    assert part(desk, meeting, "evaluation")
    with pytest.raises(Refusal) as refused:
        draft_resolution(desk, meeting)
    assert "các mục đã có chữ giữ nguyên" in refused.value.sentence


def test_the_draft_is_taken_back_whole(desk: Desk, september: list[str], meeting: str) -> None:
    hold(desk, meeting, september)
    undo(desk, draft_resolution(desk, meeting))
    assert resolution_of(desk, meeting) is None
    change_resolution(desk, meeting, direction="Làm đường.")
    undo(desk, draft_resolution(desk, meeting))
    assert (part(desk, meeting, "direction"), part(desk, meeting, "evaluation")) == ("Làm đường.", "")


def test_before_the_meeting_it_is_drafted_from_what_goes_on_and_what_was_prepared(
    desk: Desk, september: list[str], meeting: str
) -> None:
    item = sheet_of(desk, meeting).agenda[AHEAD].facts.id
    change_agenda_item(desk, item, summary="Chống rét cho gia súc")
    draft_resolution(desk, meeting)
    assert part(desk, meeting, "direction").splitlines() == [
        "Chống rét cho gia súc.",
        "Tiếp tục thực hiện các nhiệm vụ chưa hoàn thành:",
        "- Sửa đường nước bản;",
        "- Lập danh sách hộ nghèo;",
        "- Mở lớp học.",
    ]
    assert (part(desk, meeting, "evaluation"), part(desk, meeting, "shortcomings")) == ("", "")


def test_what_somebody_said_by_name_and_the_mood_never_come_into_the_draft(
    desk: Desk, september: list[str], meeting: str, members: list[str]
) -> None:
    hold(desk, meeting, september)
    add_opinion(desk, meeting, body="Tôi chưa thấy rõ.", member_id=members[2])
    change_meeting(desk, meeting, mood="Bà con lo thiếu nước.", reminded="Đồng chí Hặc đi muộn.")
    draft_resolution(desk, meeting)
    paper = resolution_of(desk, meeting)
    assert paper is not None
    drafted = " ".join(str(value) for value in paper.values.values())
    for private in ("Tôi chưa thấy rõ", "Bà con lo", "Hặc"):
        assert private not in drafted


def test_the_committee_watches_where_the_cell_has_one(desk: Desk, meeting: str, members: list[str]) -> None:
    change_member(desk, members[1], office="committee_member")
    draft_resolution(desk, meeting)
    assert part(desk, meeting, "carrying_out").endswith("Chi ủy theo dõi, đôn đốc việc thực hiện.")


def test_the_paper_of_a_theme_is_about_the_theme(desk: Desk, members: list[str]) -> None:
    _, thematic = add_meeting(desk, kind="thematic", held_on=date(2026, 10, 5), theme="phát triển cây quế")
    draft_resolution(desk, thematic, kind="resolution")
    assert part(desk, thematic, "summary") == "về phát triển cây quế"


@pytest.mark.parametrize("kind", ["extraordinary", "thematic", "committee"])
def test_only_a_meeting_that_goes_through_last_months_tasks_tells_of_them(
    desk: Desk, september: list[str], meeting: str, kind: str
) -> None:
    _, other = add_meeting(desk, kind=kind, period="2026-10", held_on=date(2026, 10, 6), theme="cây quế")
    draft_resolution(desk, other, kind="conclusion")
    assert "Tiếp tục thực hiện" not in part(desk, other, "direction")
    assert resolution_values(desk.store, other)["last_tasks"] == []
    assert len(resolution_values(desk.store, meeting)["last_tasks"]) == 3


def test_a_paper_put_away_is_not_written_into(desk: Desk, meeting: str) -> None:
    change_resolution(desk, meeting, direction="Cũ.")
    put_away_resolution(desk, meeting)
    draft_resolution(desk, meeting, kind="resolution")
    assert "Cũ." not in part(desk, meeting, "direction")
