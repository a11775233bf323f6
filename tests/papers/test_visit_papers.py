"""The papers about visits, filled from real books: who goes, who belongs to which team, what it came to, every visit in the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope, save_report
from chibo_desktop.actions.visits import excuse_visit, make_plan, make_round, plan_visit, postpone_visit
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.check import check_pdf
from exchange.province import Province
from visiting import make_visited, write_met, write_team

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        team = write_team(made.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm", basis="QĐ 12-QĐ/ĐU")
        make_plan(made.commune, 2026, basis="Quy chế số 3")
        lanh, hu = (cell.organisation_id for cell in made.cells)
        plan_visit(made.commune, lanh, "2026-09", team_id=team.id, official_id=team.people["Hà Thị Xuân"])
        late = plan_visit(made.commune, hu, "2026-10", team_id=team.id, planned_on=date(2026, 10, 12))[1]
        postpone_visit(made.commune, late, date(2026, 11, 3), "lũ cuốn cầu")
        excuse_visit(made.commune, plan_visit(made.commune, hu, "2026-12", team_id=team.id)[1], "họp")
        write_met(made.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"), kind="thematic")
        made.send(made.cell, made.commune)
        yield made


def words_of(province: Province, code: str, record_id: str = "", level: str = "") -> str:
    scope = report_scope(province.commune, FIRST, LAST, record_id=record_id, level=level)
    paper = fill_report(province.commune, code, scope)
    assert check_pdf(report_bytes(paper)) == []
    return " ".join(" ".join(texts(paper.blocks)).replace("\u00a0", " ").split())


def test_the_calendar_names_days_places_people_and_what_was_put_off(province: Province) -> None:
    said = words_of(province, "lich-du-sinh-hoat")
    assert "03/11/2026 Chi bộ bản Nà Hừ Tổ 1 hoãn từ 12/10/2026: lũ cuốn cầu" in said
    assert "tháng 09/2026 Chi bộ bản Suối Lanh Tổ 1, Hà Thị Xuân" in said
    assert "12/2026 Chi bộ" not in said


def test_the_assignment_names_teams_their_people_and_where_they_go(province: Province) -> None:
    said = words_of(province, "phan-cong-du-sinh-hoat")
    assert "Căn cứ Quy chế số 3" in said
    assert "Hà Thị Xuân, tổ trưởng" in said
    assert "Chi bộ bản Nà Hừ: tháng 11" in said


def test_the_report_of_a_round_has_its_days_its_texts_and_who_has_not_gone(province: Province) -> None:
    made = make_round(province.commune, 12, from_on=FIRST, until_on=LAST, shortcomings="Chưa nêu trọng tâm")[
        1
    ]
    said = words_of(province, "bao-cao-du-sinh-hoat", made)
    assert "kỳ thứ 12, từ 01/07/2026 đến 31/12/2026" in said
    assert "Đã dự 01 lượt tại 01 chi bộ, gồm 00 chi bộ cơ sở và 01 chi bộ trực thuộc" in said
    assert "Chưa đi lượt nào: - Cà Văn Xôm, Ủy viên Ban Chấp hành." in said
    assert "Chưa nêu trọng tâm." in said


def test_the_book_holds_every_visit_and_saving_it_is_noted(province: Province, tmp_path: Path) -> None:
    assert "05/09/2026 Chi bộ bản Suối Lanh Hà Thị Xuân (Tổ 1) Sinh hoạt chuyên đề" in words_of(
        province, "so-du-sinh-hoat"
    )
    made = save_report(
        province.commune, "so-du-sinh-hoat", report_scope(province.commune, FIRST, LAST), tmp_path
    )
    assert made.name == "2026-12_dang-bo-xa-muong-say_so-du-sinh-hoat.pdf"


def test_a_form_of_a_meeting_is_no_report(province: Province) -> None:
    with pytest.raises(Refusal, match="báo cáo chỉ nhận"):
        fill_report(province.commune, "giay-moi", report_scope(province.commune, FIRST, LAST))


def test_the_report_of_one_level_counts_only_its_visits(province: Province) -> None:
    said = [words_of(province, "bao-cao-du-sinh-hoat", level=level) for level in ("commune", "upper")]
    assert "Đã dự 01 lượt tại 01 chi bộ" in said[0]
    assert "Đã dự 00 lượt tại 00 chi bộ" in said[1]
