"""The papers of assessments, filled from real books: blank and filled sheet, what goes up, what goes down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.assessments import assess
from chibo_desktop.actions.materials import send_material
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.readback import read_pages
from exchange.province import Province
from visiting import make_visited, write_met, write_team

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
HEADS = (
    "ĐỊA ĐIỂM",
    "CƠ SỞ VẬT CHẤT",
    "TÀI LIỆU PHỤC VỤ",
    "NỘI DUNG VÀ TIẾN TRÌNH",
    "KIẾN NGHỊ, ĐỀ XUẤT CỦA CHI BỘ, ĐẢNG VIÊN",
    "NHẬN XÉT, ĐÁNH GIÁ CỦA TỔ CÔNG TÁC",
)
"""The six parts of practice.md M15."""


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        write_met(made.cell, date(2026, 10, 3), ("Hà Thị Xuân", "commune"), place="Nhà văn hóa bản")
        made.send(made.cell, made.commune)
        yield made


def words_of(province: Province, code: str, record_id: str = "") -> str:
    paper = fill_report(
        province.commune, code, report_scope(province.commune, FIRST, LAST, record_id=record_id)
    )
    return " ".join(" ".join(texts(paper.blocks)).replace("\u00a0", " ").split())


def heads_of(province: Province, record_id: str) -> list[str]:
    """The numbered headings as they stand on the printed page."""
    paper = fill_report(
        province.commune, "phieu-danh-gia", report_scope(province.commune, FIRST, LAST, record_id=record_id)
    )
    lines = [line.text for page in read_pages(report_bytes(paper)) for line in page.lines if line.is_bold]
    return [
        text.partition("- ")[2]
        for text in lines
        if text.partition("- ")[0] in ["I", "II", "III", "IV", "V", "VI"]
    ]


def sheet(province: Province, **fields: Any) -> str:
    given: dict[str, Any] = {"remarks": "Bám việc của bản", "feasible": "yes"} | fields
    return assess(province.commune, province.cell.organisation_id, "2026-10", **given)[1]


def test_a_blank_sheet_of_a_planned_visit_has_six_parts_the_cell_the_month_and_who_goes(
    province: Province,
) -> None:
    team = write_team(province.commune, "Tổ 1", "Cà Văn Xôm")
    visit = plan_visit(
        province.commune,
        province.cells[1].organisation_id,
        "2026-10",
        team_id=team.id,
        official_id=team.people["Cà Văn Xôm"],
    )[1]
    said = words_of(province, "phieu-danh-gia", visit)
    assert tuple(heads_of(province, visit)) == HEADS
    assert "chất lượng sinh hoạt của Chi bộ bản Nà Hừ, tháng 10 năm 2026" in said
    assert "Người đánh giá: Cà Văn Xôm, Ủy viên Ban Chấp hành; Tổ 1." in said
    assert "có / chưa (khoanh ý đúng)" in said


def test_a_blank_sheet_of_a_cell_or_of_none_leaves_the_rest_to_the_hand(province: Province) -> None:
    of_cell = words_of(province, "phieu-danh-gia", province.cell.organisation_id)
    assert "của Chi bộ bản Suối Lanh, tháng 10 năm 2026" in of_cell
    assert "Người đánh giá: …" in of_cell
    assert "của Chi bộ ………………… , tháng 10 năm 2026".replace(" ,", ",") in words_of(province, "phieu-danh-gia")


def test_a_filled_sheet_says_what_was_entered_and_has_no_empty_lines(province: Province) -> None:
    made = sheet(province, requests="Sửa đường\nCấp giống ngô")
    said = words_of(province, "phieu-danh-gia", made)
    assert tuple(heads_of(province, made)) == HEADS
    assert "Sinh hoạt thường kỳ tháng 10 năm 2026, ngày 03 tháng 10 năm 2026" in said
    assert "Sửa đường. Cấp giống ngô." in said
    assert "Nghị quyết, kết luận của buổi khả thi: Có." in said
    assert "Không ghi." in said
    assert "…………………………" not in said


def test_graded_lines_stand_on_it_only_where_the_body_switched_them_on(province: Province) -> None:
    cell = province.cell.organisation_id
    assert "Điều hành của bí thư" not in words_of(province, "phieu-danh-gia", cell)
    change_organisation(province.commune, assessment_graded=True)
    assert "Điều hành của bí thư" in words_of(province, "phieu-danh-gia", cell)
    said = words_of(province, "phieu-danh-gia", sheet(province, chairing="good"))
    assert "1 Điều hành của bí thư ×" in said
    assert "Ý thức của đảng viên" not in said


def test_the_summary_counts_sheets_parts_answers_and_lists_remarks(province: Province) -> None:
    sheet(province, requests="Sửa đường", feasible="no")
    paper = fill_report(province.commune, "tong-hop-phieu", report_scope(province.commune, FIRST, LAST))
    assert check_pdf(report_bytes(paper)) == []
    said = words_of(province, "tong-hop-phieu")
    assert "Có 01 phiếu đánh giá của 01 chi bộ, trên 02 chi bộ." in said
    assert "Nghị quyết khả thi: có 00, chưa 01, không ghi 00." in said
    assert "Chi bộ bản Suối Lanh: nghị quyết chưa khả thi." in said
    assert "Chi bộ bản Suối Lanh, tháng 10/2026: Bám việc của bản." in said
    assert "Các phiếu ghi 01 kiến nghị, đề xuất; đã vào sổ kiến nghị 00." in said


def test_a_range_without_sheets_makes_a_paper_that_says_so(province: Province) -> None:
    paper = fill_report(province.commune, "tong-hop-phieu", report_scope(province.commune, FIRST, LAST))
    assert check_pdf(report_bytes(paper)) == []
    assert "Có 00 phiếu đánh giá" in words_of(province, "tong-hop-phieu")


def test_a_notice_is_printed_as_it_was_sent(province: Province) -> None:
    cell = province.cell.organisation_id
    made = send_material(
        province.commune,
        sort="lesson",
        title="Rút kinh nghiệm tháng 10",
        organisation_id=cell,
        issue="31-TB/ĐU",
        content="Thảo luận còn ít ý kiến",
    )[1]
    paper = fill_report(
        province.commune,
        "thong-bao-rut-kinh-nghiem",
        report_scope(province.commune, FIRST, LAST, record_id=made),
    )
    assert check_pdf(report_bytes(paper)) == []
    said = words_of(province, "thong-bao-rut-kinh-nghiem", made)
    assert "Số 31-TB/ĐU" in said
    assert "Kính gửi: Chi bộ bản Suối Lanh." in said
    assert "Thảo luận còn ít ý kiến." in said


def test_a_notice_that_is_not_held_is_refused(province: Province) -> None:
    with pytest.raises(Refusal, match="Không có thông báo"):
        words_of(province, "thong-bao-rut-kinh-nghiem", "nothing-1")
