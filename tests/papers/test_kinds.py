"""What the papers of each kind of meeting say, made from what is stored."""

from __future__ import annotations

from datetime import date, time

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_attendance
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.paper_forms import PROGRAMME, ROLL
from chibo_desktop.actions.papers import INVITATION, MINUTES, RESOLUTION, make_paper, preview_blocks
from chibo_desktop.papers.blocks import Letterhead, Signatures, texts
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.minutes import Minutes
from chibo_desktop.papers.resolution import Resolution
from chibo_desktop.papers.values import minutes_values, resolution_values
from chibo_desktop.rules.guidance import newest
from papers.test_forms import fits

DAY = date(2026, 10, 5)


def begun(desk: Desk, kind: str, members: list[str], **fields: object) -> str:
    """A meeting of that kind on the evening of 5 October, led by the first member and written by the second."""
    given = {"period": "2026-10", "held_on": DAY, "started_at": time(19, 0), "ended_at": time(20, 30)}
    led = {"chair_id": members[0], "secretary_id": members[1], "place": "Nhà văn hóa bản Suối Lanh"}
    return add_meeting(desk, kind=kind, **{**given, **led, **fields})[1]  # type: ignore[arg-type]


def said(desk: Desk, code: str, record: str) -> str:
    return " ".join(texts(preview_blocks(desk, code, record))).replace("\u00a0", " ")


def test_the_papers_of_every_kind_are_made_from_a_meeting_just_begun(desk: Desk, members: list[str]) -> None:
    for month, kind in enumerate(newest("kinds").values):
        on = date(2026 + month // 12, month % 12 + 1, 5)
        meeting = begun(desk, kind, members, period=f"{on:%Y-%m}", held_on=on, place="")
        assert fits(minutes_values(desk.store, meeting), Minutes)
        assert fits(resolution_values(desk.store, meeting), Resolution)
        for code in (MINUTES, RESOLUTION, INVITATION, PROGRAMME):
            assert any(isinstance(block, Letterhead) for block in preview_blocks(desk, code, meeting))


def test_the_closing_paper_of_a_kind_that_closes_with_a_conclusion_is_one_before_it_is_written(
    desk: Desk, members: list[str]
) -> None:
    meeting = begun(desk, "committee", members)
    assert resolution_values(desk.store, meeting)["number"] == "……-KL/CB"
    assert "KẾT LUẬN" in said(desk, RESOLUTION, meeting)


def test_the_minutes_of_a_theme_name_it_and_its_quarter(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "thematic", members, theme="Giữ rừng đầu nguồn", taken_in="Thêm biển báo.")
    printed = said(desk, MINUTES, meeting)
    assert "sinh hoạt chi bộ chuyên đề tháng 10 năm 2026" in printed
    assert "sinh hoạt chuyên đề quý IV năm 2026" in printed
    assert "Tên chuyên đề: “Giữ rừng đầu nguồn”." in printed
    assert "Nội dung tiếp thu, hoàn thiện chuyên đề Thêm biển báo." in printed


def test_the_minutes_of_the_committee_count_and_name_its_members(desk: Desk, members: list[str]) -> None:
    change_member(desk, members[1], office="deputy_secretary")
    change_member(desk, members[2], office="committee_member")
    meeting = begun(desk, "committee", members)
    record_attendance(desk, meeting, members[0], "present")
    record_attendance(desk, meeting, members[1], "present")
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    add_ballot(desk, meeting, matter="Thông qua nội dung trình chi bộ", yes_count=2)
    printed = said(desk, MINUTES, meeting)
    assert "Chi ủy viên: có mặt 02/03 đồng chí, gồm đồng chí " in printed
    assert "Vắng mặt có lý do: 01 đồng chí" in printed
    assert "Tính trên 03 chi ủy viên." in printed
    assert "Tổng số đảng viên" not in printed


def test_where_nobody_is_due_those_who_came_are_named(desk: Desk, members: list[str]) -> None:
    for kind in ("briefing", "community"):
        meeting = begun(desk, kind, members)
        record_attendance(desk, meeting, members[3], "present")
        printed = said(desk, MINUTES, meeting)
        assert "Đảng viên của chi bộ dự: 01 đồng chí, gồm đồng chí Pờ Go Hừ" in printed
        assert "phải dự" not in printed
        assert "Vắng" not in printed


def test_an_extraordinary_meeting_says_why_and_by_whom_it_was_called(desk: Desk, members: list[str]) -> None:
    meeting = begun(
        desk, "extraordinary", members, called_because="lũ ống làm hỏng cầu", called_by="chi ủy chi bộ"
    )
    printed = said(desk, MINUTES, meeting)
    assert "Lý do triệu tập: lũ ống làm hỏng cầu. Người triệu tập: chi ủy chi bộ." in printed


def test_a_congress_stands_at_the_head_of_its_papers_and_its_presidium_signs(
    desk: Desk, members: list[str]
) -> None:
    meeting = begun(desk, "congress", members, congress_number=7, term_words="2025 - 2030", minutes_number=1)
    change_resolution(desk, meeting, number=2, direction="Mỗi năm kết nạp một đảng viên.")
    blocks = preview_blocks(desk, MINUTES, meeting)
    (head,) = (block for block in blocks if isinstance(block, Letterhead))
    assert head.issuer == "ĐẠI HỘI CHI BỘ BẢN SUỐI LANH LẦN THỨ VII"
    assert head.number == "Số 01-BB/ĐH"
    (signed,) = (block for block in blocks if isinstance(block, Signatures))
    assert [each.authority for each in signed.signers] == ["THƯ KÝ ĐẠI HỘI", "T/M ĐOÀN CHỦ TỊCH"]
    closing = preview_blocks(desk, RESOLUTION, meeting)
    (head,) = (block for block in closing if isinstance(block, Letterhead))
    assert head.number == "Số 02-NQ/ĐH"
    (signed,) = (block for block in closing if isinstance(block, Signatures))
    assert [(each.authority, each.person) for each in signed.signers] == [
        ("T/M ĐOÀN CHỦ TỊCH", "Vàng\u00a0A\u00a0Chứ")
    ]


def test_a_congress_whose_number_is_not_known_is_named_by_its_term(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "congress", members, term_words="2025 - 2030")
    (head,) = (block for block in preview_blocks(desk, MINUTES, meeting) if isinstance(block, Letterhead))
    assert head.issuer.endswith("NHIỆM KỲ 2025 - 2030")


def test_a_list_of_those_who_came_where_nobody_was_due_counts_only_them(
    desk: Desk, members: list[str]
) -> None:
    meeting = begun(desk, "briefing", members)
    for member in members[:2]:
        record_attendance(desk, meeting, member, "present")
    printed = said(desk, ROLL, meeting)
    assert "Đảng viên dự:" in printed
    assert "Có mặt: 02 đồng chí." in printed
    assert "phải dự" not in printed


def test_a_kind_of_no_month_is_told_by_its_day(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "extraordinary", members, called_because="lũ")
    assert "dự sinh hoạt bất thường ngày 05 tháng 10 năm 2026" in said(desk, INVITATION, meeting)
    assert minutes_values(desk.store, meeting)["month"] == ""


def test_two_extraordinary_meetings_of_a_month_do_not_share_a_file(desk: Desk, members: list[str]) -> None:
    first = begun(desk, "extraordinary", members)
    second = begun(desk, "extraordinary", members)
    change_meeting(desk, second, held_on=date(2026, 10, 9))
    names = {make_paper(desk, MINUTES, each).name for each in (first, second)}
    assert names == {
        "2026-10-05_chi-bo-ban-suoi-lanh_bien-ban-bat-thuong.pdf",
        "2026-10-09_chi-bo-ban-suoi-lanh_bien-ban-bat-thuong.pdf",
    }


def test_the_programme_says_who_prepares_what_and_only_the_steps_of_its_kind(
    desk: Desk, members: list[str]
) -> None:
    meeting = begun(desk, "regular", members)
    item = desk.store.value("SELECT id FROM agenda_item WHERE meeting_id = ? ORDER BY position", (meeting,))
    with desk.writing() as writer:
        writer.put("agenda_item", str(item), preparer_id=members[3])
    printed = said(desk, PROGRAMME, meeting)
    assert "Pờ Go Hừ" in printed
    assert "Chấm điểm chất lượng buổi sinh hoạt" in printed
    briefing = said(desk, PROGRAMME, begun(desk, "briefing", members))
    assert "Chấm điểm" not in briefing
    assert "Biểu quyết" not in briefing


def test_a_congress_with_long_names_keeps_the_layout_rules(desk: Desk, members: list[str]) -> None:
    with desk.writing() as writer:
        writer.put(
            "organisation",
            desk.organisation_id,
            name="Chi bộ liên bản Suối Lanh, Nà Hừ, Huổi Sáy và điểm bản Pá Khoang thượng",
            parent_name="Đảng bộ xã Mường Sáy",
            place_name="Mường Sáy",
        )
    meeting = begun(desk, "congress", members, congress_number=18, term_words="2025 - 2030")
    assert check_pdf(make_paper(desk, MINUTES, meeting).data) == []
