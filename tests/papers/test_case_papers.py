"""What papers say of a person considered: the facts, every vote in full, who decides; made from what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_members
from chibo_desktop.actions.ballots import add_ballot, change_ballot
from chibo_desktop.actions.cases import add_case, begin_vote, change_case, draft_case_resolution, rate_member
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import record_all_present, record_attendance
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.actions.papers import COUNT, EXCERPT, MINUTES, RESOLUTION, make_paper
from chibo_desktop.lists.cases import cases_at
from chibo_desktop.lists.rows import NOT_SENT, find
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.case_values import (
    case_resolution_values,
    case_values,
    gathering_values,
    level_values,
)
from chibo_desktop.papers.cases import CaseResolution
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.occasion import sheet_of
from chibo_desktop.papers.render import render
from exchange.province import make_province
from papers.samples import form_named, printed, sample_of
from papers.test_forms import fits
from papers.test_kinds import begun, said


def considered(desk: Desk, members: list[str], kind: str, **fields: object) -> tuple[str, str]:
    """A meeting of that kind with everybody there, and one person considered at it."""
    meeting = begun(desk, kind, members)
    record_all_present(desk, meeting)
    return meeting, add_case(desk, meeting, **fields)[1]  # type: ignore[arg-type]


def voted(desk: Desk, case: str, yes: int, no: int, **fields: object) -> None:
    """One vote on a person, by the share its matter asks for."""
    facts = find(desk.store, "person_case", case)
    assert facts is not None
    about = {"decision": facts.text("matter"), "case_id": case, "matter": facts.shown("matter")}
    given = {"yes_count": yes, "no_count": no, **about, **fields}
    add_ballot(desk, facts.text("meeting_id"), **given)  # type: ignore[arg-type]


def test_an_admission_with_five_of_nine_fails_and_is_told_in_full(desk: Desk, members: list[str]) -> None:
    meeting, case = considered(
        desk, members, "admission", full_name="Mùa A Sùa", helpers="Pờ Go Hừ", strengths="Chăm làm."
    )
    papers = {"issued_count": 9, "collected_count": 9, "valid_count": 8, "invalid_count": 1}
    voted(desk, case, 5, 3, method="secret", **papers)
    printed = said(desk, MINUTES, meeting)
    assert "Đề nghị kết nạp quần chúng Mùa A Sùa" in printed
    assert "Đảng viên giới thiệu, giúp đỡ: Pờ Go Hừ." in printed
    assert (
        "Số phiếu phát ra: 09; thu về: 09; hợp lệ: 08; không hợp lệ: 01. Tán thành 05/09 đồng chí" in printed
    )
    assert "Cần ít nhất hai phần ba, tức 06 đồng chí, tán thành; chưa đủ điều kiện." in printed
    assert "không biểu quyết" not in printed
    assert "Không đủ tỷ lệ vẫn phải báo cáo đầy đủ kết quả lên cấp trên" in printed
    _, paper = draft_case_resolution(desk, case)
    closing = said(desk, RESOLUTION, paper)
    assert "NGHỊ QUYẾT kết quả biểu quyết đề nghị kết nạp đảng viên" in closing
    assert "chưa đủ điều kiện, với sự tán thành của 05 đồng chí (đạt 55,6 %)" in closing
    assert "Số không tán thành 03 đồng chí (chiếm 33,3 %), với lý do: ……" in closing


def test_full_membership_is_proposed_in_the_words_of_form_13(desk: Desk, members: list[str]) -> None:
    _, newest = add_member(desk, full_name="Lù Thị Xuân", official=False, admitted_on=date(2025, 10, 3))
    add_standing(desk, members[8], "exempt", from_on=date(2026, 1, 1))
    meeting = begun(desk, "full_membership", members)
    record_attendance(desk, meeting, members[4], "excused", "ốm")
    record_all_present(desk, meeting)
    _, case = add_case(desk, meeting, member_id=newest)
    voted(desk, case, 7, 0, method="card")
    _, paper = draft_case_resolution(desk, case)
    assert fits(case_resolution_values(desk.store, paper), CaseResolution)
    printed = said(desk, RESOLUTION, paper)
    assert "NGHỊ QUYẾT đề nghị công nhận đảng viên chính thức" in printed
    assert "Căn cứ Điều 5, Điều lệ Đảng Cộng sản Việt Nam," in printed
    assert (
        "đã họp để xét, đề nghị công nhận đảng viên dự bị Lù Thị Xuân được kết nạp vào Đảng ngày 03 tháng 10 năm 2025, "
        "trở thành đảng viên chính thức."
    ) in printed
    assert (
        "Tổng số đảng viên của Chi bộ: 10 đảng viên, trong đó chính thức 09 đồng chí, dự bị 01 đồng chí."
        in printed
    )
    assert "Có mặt: 08 đảng viên, trong đó chính thức 07 đồng chí, dự bị 01 đồng chí." in printed
    assert "Vắng mặt: 02 đảng viên, trong đó chính thức 02 đồng chí, dự bị 0 đồng chí." in printed
    assert "Quàng Văn Kiêm, ốm" in printed
    assert ", miễn sinh hoạt" in printed
    assert "Chủ trì hội nghị: Đồng chí Vàng A Chứ" in printed
    assert "với sự tán thành của 07 đồng chí (đạt 87,5 %)" in printed


def test_those_present_and_absent_add_up_to_the_list(desk: Desk, members: list[str]) -> None:
    add_member(desk, full_name="Hoàng Thị Lịa", official=False)
    add_standing(desk, members[7], "away", from_on=date(2026, 1, 1))
    add_standing(desk, members[8], "exempt", from_on=date(2026, 1, 1))
    meeting = begun(desk, "admission", members)
    record_attendance(desk, meeting, members[8], "present")
    record_attendance(desk, meeting, members[4], "absent")
    record_all_present(desk, meeting)
    counts = gathering_values(sheet_of(desk.store, meeting))
    for whole, parts in (
        ("total", ("official", "probationary")),
        ("total", ("present", "absent")),
        ("official", ("present_official", "absent_official")),
        ("probationary", ("present_probationary", "absent_probationary")),
    ):
        assert counts[whole] == sum(counts[part] for part in parts)  # type: ignore[literal-required]
    assert [each["reason"] for each in counts["reasons"]] in (
        ["", "sinh hoạt tạm thời nơi khác"],
        ["sinh hoạt tạm thời nơi khác", ""],
    )


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        ("age_health", "Đồng ý miễn công tác và sinh hoạt đảng"),
        ("other", "Đề nghị cấp ủy có thẩm quyền xét, quyết định miễn công tác và sinh hoạt đảng"),
    ],
)
def test_an_exemption_is_decided_or_proposed_by_its_ground(
    desk: Desk, members: list[str], ground: str, told: str
) -> None:
    _, case = considered(desk, members, "exemption", member_id=members[6], ground=ground)
    change_case(desk, case, from_on=date(2026, 11, 1))
    voted(desk, case, 8, 1)
    _, paper = draft_case_resolution(desk, case)
    printed = said(desk, RESOLUTION, paper)
    assert f"{told} đối với đồng chí " in printed
    assert "từ ngày 01 tháng 11 năm 2026" in printed


def test_discipline_is_told_by_each_form_and_by_what_the_votes_come_to(
    desk: Desk, members: list[str]
) -> None:
    meeting, case = considered(desk, members, "discipline", member_id=members[6], reported="Phá rừng.")
    _, ballots = begin_vote(desk, case)
    with desk.writing() as writer:
        for ballot in ballots:
            measure = desk.store.value("SELECT measure FROM ballot WHERE id = ?", (ballot,))
            writer.put("ballot", ballot, yes_count={"warning": 4, "reprimand": 5}.get(str(measure), 0))
    printed = said(desk, MINUTES, meeting)
    assert "khiển trách 05/09 phiếu, đạt 55,6 %" in printed
    assert "cảnh cáo 04/09 phiếu" in printed
    assert "khai trừ 00" not in printed
    _, paper = draft_case_resolution(desk, case)
    assert "Chi bộ thi hành kỷ luật đối với đồng chí" in said(desk, RESOLUTION, paper)
    assert make_paper(desk, RESOLUTION, paper).name.endswith("_du-thao-nghi-quyet-ve-truong-hop.pdf")


def test_a_vote_put_right_after_the_draft_is_the_only_one_the_resolution_tells(
    desk: Desk, members: list[str]
) -> None:
    _, case = considered(desk, members, "admission", full_name="Mùa A Sùa")
    voted(desk, case, 5, 4, method="secret")
    _, paper = draft_case_resolution(desk, case)
    assert "kết quả biểu quyết đề nghị kết nạp đảng viên" in said(desk, RESOLUTION, paper)
    change_ballot(desk, str(desk.store.value("SELECT id FROM ballot")), yes_count=8, no_count=1)
    printed = said(desk, RESOLUTION, paper)
    assert "NGHỊ QUYẾT đề nghị kết nạp đảng viên" in printed
    assert "với sự tán thành của 08 đồng chí" in printed
    assert "chưa đủ" not in printed
    assert "tán thành 5" not in printed
    assert "kết quả biểu quyết" not in printed


def test_a_resolution_begun_after_a_failed_round_says_what_the_last_round_decided(
    desk: Desk, members: list[str]
) -> None:
    _, case = considered(desk, members, "exemption", member_id=members[6], ground="age_health")
    voted(desk, case, 3, 6)
    _, paper = draft_case_resolution(desk, case)
    assert "báo cáo đầy đủ kết quả biểu quyết" in said(desk, RESOLUTION, paper)
    voted(desk, case, 8, 1, round=2)
    printed = said(desk, RESOLUTION, paper)
    assert "NGHỊ QUYẾT miễn công tác và sinh hoạt đảng" in printed
    assert "Kết quả: tán thành 03/09 đồng chí (đạt 33,3 %); không tán thành 06 đồng chí" in printed
    assert "Đồng ý miễn công tác và sinh hoạt đảng" in printed
    assert "với sự tán thành của 08 đồng chí" in printed
    assert "Chi bộ quyết định như trên và báo cáo cấp trên." in printed
    assert "báo cáo đầy đủ kết quả biểu quyết" not in printed


def test_two_rounds_on_forms_of_discipline_are_told_apart(desk: Desk, members: list[str]) -> None:
    meeting, case = considered(desk, members, "discipline", member_id=members[6])
    for warning, reprimand in ((2, 1), (6, 3)):
        for ballot in begin_vote(desk, case)[1]:
            measure = str(desk.store.value("SELECT measure FROM ballot WHERE id = ?", (ballot,)))
            yes = {"warning": warning, "reprimand": reprimand}.get(measure, 0)
            change_ballot(desk, ballot, yes_count=yes)
    printed = said(desk, MINUTES, meeting)
    assert printed.count("Biểu quyết từng hình thức kỷ luật") == 2
    first, second = printed.split("Biểu quyết từng hình thức kỷ luật")[1:]
    assert first.startswith(", lần thứ 1:")
    assert "khiển trách 01/09 phiếu, đạt 11,1 %; cảnh cáo 02/09 phiếu" in first
    assert "06/09" not in first
    assert second.startswith(", lần thứ 2:")
    assert "khiển trách 03/09 phiếu, đạt 33,3 %; cảnh cáo 06/09 phiếu" in second
    assert "Cảnh cáo được 06 trên 09 phiếu" in second or "Cảnh cáo được 6 trên 9 phiếu" in second


def test_votes_for_no_form_of_discipline_are_told_and_no_form_is_named(
    desk: Desk, members: list[str]
) -> None:
    meeting, case = considered(desk, members, "discipline", member_id=members[6], measure="warning")
    for ballot in begin_vote(desk, case)[1]:
        change_ballot(desk, ballot, yes_count=0)
    printed = said(desk, MINUTES, meeting)
    assert "cảnh cáo 0/09 phiếu" in printed
    assert "Không hình thức kỷ luật nào được bỏ phiếu" in printed
    assert "Hình thức kỷ luật: cảnh cáo" not in printed


def test_a_form_of_discipline_that_is_only_proposed_is_not_printed_as_the_one_decided(
    desk: Desk, members: list[str]
) -> None:
    meeting, case = considered(desk, members, "discipline", member_id=members[6], measure="warning")
    assert "cảnh cáo" not in said(desk, MINUTES, meeting).lower()
    reprimand = begin_vote(desk, case)[1][0]
    change_ballot(desk, reprimand, yes_count=9)
    printed = said(desk, MINUTES, meeting)
    assert printed.count("Hình thức kỷ luật: ") == 1
    assert "Hình thức kỷ luật: khiển trách." in printed.split("Biểu quyết từng hình thức kỷ luật")[1]


def test_two_levels_up_nothing_is_said_of_a_result_that_was_not_sent(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        cell, upper = province.cell, province.upper
        people = make_members(cell)
        punished, case = considered(cell, people, "discipline", member_id=people[6])
        for ballot in begin_vote(cell, case)[1]:
            measure = str(cell.store.value("SELECT measure FROM ballot WHERE id = ?", (ballot,)))
            change_ballot(cell, ballot, yes_count={"warning": 6, "reprimand": 3}.get(measure, 0))
        rated = begun(cell, "review", people, period="2026-09", held_on=date(2026, 9, 5))
        record_all_present(cell, rated)
        for member in people:
            rate_member(cell, rated, member, rating="good", yes_count=9)
        province.send(cell, province.commune)
        province.send(province.commune, upper)
        (row,) = cases_at(upper.store, punished)
        assert (row.carried, row.sentence, row.follows, row.is_kept_below) == (None, "", (), True)
        sheet = sheet_of(upper.store, punished)
        assert [each for each in sheet.missing if each.step == "cases"] == []
        assert "Biểu quyết từng hình thức" not in said(upper, MINUTES, punished)
        assert "đủ điều kiện" not in said(upper, MINUTES, punished)
        assert level_values(sheet_of(upper.store, rated)) == []
        assert "Tổng hợp theo mức" not in said(upper, MINUTES, rated)
        assert [each["count"] for each in level_values(sheet_of(province.commune.store, rated))] == [
            0,
            9,
            0,
            0,
        ]
        assert cases_at(province.commune.store, punished)[0].carried is True


def test_the_yearly_rating_is_a_table_with_its_sum_by_level(desk: Desk, members: list[str]) -> None:
    meeting = begun(desk, "review", members)
    record_all_present(desk, meeting)
    for member, level, yes in ((0, "excellent", 9), (1, "good", 8), (2, "good", 7), (3, "excellent", 4)):
        rate_member(
            desk, meeting, members[member], self_rating="good", rating=level, yes_count=yes, no_count=0
        )
    printed = said(desk, MINUTES, meeting)
    assert "09/09, đạt 100,0 %" in printed
    assert "04/09, đạt 44,4 %: chưa đủ" in printed
    assert "Hoàn thành xuất sắc nhiệm vụ 1 33,3 %" in printed
    assert "Hoàn thành tốt nhiệm vụ 2 66,7 %" in printed


def test_long_names_and_opinions_of_pages_keep_the_layout_rules() -> None:
    name, long = (
        "Nguyễn Thị Phương Thảo Hoàng Long Phụng Khánh Huyền",
        " ".join(f"từ{n}" for n in range(1500)),
    )
    rated, form = sample_of("bien-ban-kiem-diem"), sample_of("nghi-quyet-chinh-thuc")
    rated["cases"] = [rated["cases"][1] | {"name": f"{name} {n}"} for n in range(60)]
    form["case"] |= {"name": name, "strengths": long}
    counted = sample_of("bien-ban-kiem-phieu")
    counted["election"]["nominees"] = [counted["election"]["nominees"][0] | {"name": name}] * 30
    for code, values in (
        ("bien-ban-kiem-diem", rated),
        ("nghi-quyet-chinh-thuc", form),
        ("bien-ban-kiem-phieu", counted),
    ):
        assert check_pdf(printed(code, values)) == []


def test_a_regular_meeting_that_considers_a_person_says_so_in_its_minutes(
    desk: Desk, members: list[str]
) -> None:
    meeting, case = considered(desk, members, "regular", matter="admission", full_name="Lù Thị Lả")
    voted(desk, case, 9, 0)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết tháng 10", yes_count=9)
    printed = said(desk, MINUTES, meeting)
    assert "Xét từng người" in printed
    assert printed.count("Tán thành 09/09 đồng chí") == 2
    assert printed.index("Xét từng người") < printed.index("Thông qua nghị quyết tháng 10")


def test_where_a_person_is_not_held_only_that_and_the_counts_are_told(desk: Desk, members: list[str]) -> None:
    meeting, case = considered(desk, members, "admission", full_name="Lù Thị Lả", strengths="Chăm làm.")
    voted(desk, case, 9, 0)
    sheet = sheet_of(desk.store, meeting)
    private = frozenset(
        {"full_name", "member_id", "birth_date", "origin", "helpers", "reported", "strengths"}
    )
    facts = replace(sheet.cases[0].facts, values={"matter": "admission"}, absent=private)
    above = case_values(desk.store, sheet, replace(sheet.cases[0], facts=facts, name=NOT_SENT))
    values = sample_of("bien-ban-xet-tung-nguoi") | {"cases": [above], "items": [], "conclusion": ""}
    told = " ".join(texts(render(form_named("bien-ban-xet-tung-nguoi"), values))).replace("\u00a0", " ")
    assert "a) Đề nghị kết nạp quần chúng (không gửi lên cấp này) Biểu quyết:" in told
    assert "Tán thành 09/09 đồng chí" in told
    assert told.count("không gửi") == 1


def test_an_excerpt_holds_the_one_piece_it_is_of(desk: Desk, members: list[str]) -> None:
    meeting, case = considered(desk, members, "admission", full_name="Lù Thị Lả", strengths="Chăm làm.")
    voted(desk, case, 9, 0)
    printed = said(desk, EXCERPT, case)
    assert "TRÍCH BIÊN BẢN họp xét kết nạp đảng viên ngày 05 tháng 10 năm 2026" in printed
    assert "VỀ QUẦN CHÚNG LÙ THỊ LẢ" in printed
    assert "Tán thành 09/09 đồng chí" in printed
    item = str(desk.store.value("SELECT id FROM agenda_item WHERE meeting_id = ?", (meeting,)))
    assert "Lù Thị Lả" not in said(desk, EXCERPT, item)


def test_a_secret_vote_has_the_minutes_of_its_count(desk: Desk, members: list[str]) -> None:
    _, case = considered(desk, members, "admission", full_name="Lù Thị Lả")
    papers = {"issued_count": 9, "collected_count": 9, "valid_count": 9, "invalid_count": 0}
    voted(desk, case, 8, 1, method="secret", **papers)
    ballot = str(desk.store.value("SELECT id FROM ballot"))
    printed = said(desk, COUNT, ballot)
    assert "TỔ KIỂM PHIẾU" in printed
    assert "Số phiếu phát ra: 09; thu về: 09; hợp lệ: 09; không hợp lệ: không có." in printed
    assert printed.endswith("T/M TỔ KIỂM PHIẾU TỔ TRƯỞNG ")
