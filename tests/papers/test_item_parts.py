"""The agenda and the parts of the minutes: one matter stands there once, and nothing said is lost."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.cases import add_case, rate_member
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import add_election
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_opinion,
    change_agenda_item,
    change_meeting,
    record_all_present,
)
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.paper_forms import BLANK_ROLL, MINUTES, PROGRAMME, ROLL
from chibo_desktop.actions.papers import preview_blocks
from chibo_desktop.lists.rows import children
from chibo_desktop.papers import render
from chibo_desktop.papers.blocks import Heading, Table, plain
from chibo_desktop.papers.item_parts import named_part
from chibo_desktop.rules.guidance import newest
from papers.test_kinds import begun, said


def headings(desk: Desk, meeting: str, level: int = 2) -> list[str]:
    """What stands over the parts of the minutes, without numbers."""
    blocks = preview_blocks(desk, MINUTES, meeting)
    return [plain(each.runs) for each in blocks if isinstance(each, Heading) and each.level == level]


def item_of(desk: Desk, meeting: str, words: str) -> str:
    """The item of the agenda whose title has these words."""
    found = children(desk.store, "agenda_item", "meeting_id", meeting)
    return next(each.id for each in found if words in each.text("title"))


def congress_with_all(desk: Desk, members: list[str]) -> str:
    meeting = begun(desk, "congress", members, term_words="2025 - 2030")
    record_all_present(desk, meeting)
    add_election(desk, meeting, office="committee", seats=3)
    change_resolution(desk, meeting, summary="về nhiệm kỳ 2025 - 2030")
    return meeting


def test_an_item_nobody_spoke_to_stands_once_where_its_matter_has_a_part(
    desk: Desk, members: list[str]
) -> None:
    congress = headings(desk, congress_with_all(desk, members))
    assert not any("Nhân sự" in each or "Thông qua nghị quyết" in each for each in congress)
    assert [each for each in congress if "Bầu cử" in each or "Nghị quyết" in each] == ["Bầu cử", "Nghị quyết"]
    monthly = begun(desk, "regular", members)
    change_meeting(desk, monthly, last_month="Làm xong đường nước.")
    assert sum("tháng trước" in each for each in headings(desk, monthly)) == 1
    admission = begun(desk, "admission", members)
    add_case(desk, admission, full_name="Lù Thị Lả")
    assert [each for each in headings(desk, admission) if "từng người" in each] == ["Xét từng người"]
    review = begun(desk, "review", members)
    rate_member(desk, review, members[2], rating="good")
    assert sum("Xếp loại" in each for each in headings(desk, review)) == 1


@pytest.mark.parametrize("kind", sorted(newest("kinds").values))
def test_what_was_said_to_an_item_is_printed_once_in_the_minutes_of_every_kind(
    desk: Desk, members: list[str], kind: str
) -> None:
    meeting = begun(desk, kind, members)
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, last_month="Làm xong đường nước.")
    change_resolution(desk, meeting, summary="về giữ rừng")
    add_case(desk, meeting, matter="admission", full_name="Lù Thị Lả")
    rate_member(desk, meeting, members[2], rating="good")
    for number, title in enumerate(
        ("Đánh giá tháng trước", "Xét từng người", "Xếp loại", "Bầu cử", "Thông qua nghị quyết")
    ):
        with desk.writing() as writer:
            given = {"meeting_id": meeting, "position": 50 + number, "title": title}
            writer.put("agenda_item", writer.new_id(), **given, conclusion=f"Nhất trí việc {number}")
    printed = said(desk, MINUTES, meeting)
    assert [printed.count(f"Nhất trí việc {number}.") for number in range(5)] == [1] * 5


def test_what_was_said_to_an_item_stands_in_the_part_of_its_matter(desk: Desk, members: list[str]) -> None:
    meeting = congress_with_all(desk, members)
    change_agenda_item(desk, item_of(desk, meeting, "Nhân sự"), conclusion="Thống nhất đề án nhân sự")
    printed = said(desk, MINUTES, meeting)
    assert "Bầu cử Kết luận: Thống nhất đề án nhân sự. a) Bầu Chi ủy" in printed


def test_an_item_without_a_part_to_stand_in_keeps_its_own_place(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "congress", members, term_words="2025 - 2030")
    assert "Nhân sự, bầu cử" in headings(desk, meeting)


def test_an_item_nobody_wrote_anything_of_is_no_heading_over_nothing(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "regular", members)
    _, silent = add_agenda_item(desk, meeting, title="Việc làm đường")
    add_agenda_item(desk, meeting, title="Việc giữ rừng", presenter_id=members[0])
    assert "Việc làm đường" not in headings(desk, meeting)
    assert "Việc giữ rừng" in headings(desk, meeting)
    add_opinion(desk, meeting, body="Chia theo nhóm hộ.", member_id=members[3], agenda_item_id=silent)
    assert "Việc làm đường" in headings(desk, meeting)


def test_an_item_every_meeting_of_the_kind_has_leaves_a_blank_where_nothing_was_written(
    desk: Desk, members: list[str]
) -> None:
    meeting = begun(desk, "regular", members)
    usual = "Phương hướng, nhiệm vụ tháng tới"
    blank = f"{usual} {render.DOTS}"
    assert blank in said(desk, MINUTES, meeting)
    change_agenda_item(desk, item_of(desk, meeting, usual), conclusion="Làm đường")
    printed = said(desk, MINUTES, meeting)
    assert usual in printed
    assert blank not in printed


def test_a_title_of_several_matters_stands_for_itself() -> None:
    assert named_part("Nhân sự, bầu cử") == "elections"
    assert named_part("Thảo luận đề án nhân sự; bầu cử; thông qua nghị quyết") == ""


def test_the_programme_names_no_matter_twice(desk: Desk, members: list[str]) -> None:
    blocks = preview_blocks(desk, PROGRAMME, begun(desk, "congress", members, term_words="2025 - 2030"))
    (table,) = (block for block in blocks if isinstance(block, Table))
    rows = [plain(row[1].runs).lower() for row in table.rows]
    for matter in ("thông qua chương trình", "thư ký", "bầu cử", "nghị quyết"):
        assert sum(matter in row for row in rows) == 1
    usual = said(desk, PROGRAMME, begun(desk, "regular", members))
    assert "cử thư ký" in usual
    assert "thông qua chương trình" in usual
    assert "Biểu quyết, thông qua nghị quyết hoặc kết luận" in usual


def test_a_congress_is_summoned_on_its_roll_too(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "congress", members, term_words="2025 - 2030")
    for code in (ROLL, BLANK_ROLL):
        printed = said(desk, code, meeting)
        assert "Đảng viên được triệu tập" in printed
        assert "phải dự" not in printed.lower()
    assert "Đảng viên phải dự" in said(desk, ROLL, begun(desk, "regular", members))


def test_the_minutes_of_the_committee_name_the_secretary_first(desk: Desk, members: list[str]) -> None:
    change_member(desk, members[0], office=None)
    change_member(desk, members[3], office="committee_member")
    change_member(desk, members[2], office="deputy_secretary")
    change_member(desk, members[8], office="secretary")
    meeting = begun(desk, "committee", members, held_on=date(2026, 10, 5))
    record_all_present(desk, meeting)
    printed = said(desk, MINUTES, meeting)
    assert "gồm đồng chí Pờ Lò Hừ, Bí thư; đồng chí Lò Văn Hặc, Phó Bí thư; đồng chí Pờ Go Hừ" in printed
