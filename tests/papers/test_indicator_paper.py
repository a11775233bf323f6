"""The report of indicators on paper: the same figures as the page, who falls short by name, typed figures apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.indicator_files import save_indicator_paper
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.check import check_pdf
from lists.small_upper import SmallUpper, make_small_upper


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path)
    commune = made.commune()
    made.session(made.cell(commune, 9, name="Chi bộ bản Nà Hừ"), "2026-08", 8)
    made.session(made.cell(commune, 9), "2026-09")
    made.put(
        "hand_figure",
        body_id=made.upper,
        indicator="population",
        period_from=PartialDate(2026),
        period_until=PartialDate(2026),
        denominator=1520,
        source="Ủy ban nhân dân xã",
    )
    yield made
    made.desk.close()


def words_of(upper: SmallUpper, of: str = "") -> str:
    scope = report_scope(upper.desk, date(2026, 7, 1), date(2026, 9, 30), record_id=of)
    paper = fill_report(upper.desk, "bao-cao-chi-tieu", scope)
    assert check_pdf(report_bytes(paper)) == []
    return " ".join(" ".join(texts(paper.blocks)).replace("\u00a0", " ").split())


def test_the_paper_says_what_of_what_the_target_and_the_verdict(upper: SmallUpper) -> None:
    said = words_of(upper)
    assert "các chỉ tiêu về sinh hoạt chi bộ quý III năm 2026" in said
    assert "1 / 2 buổi 50,0 % mỗi buổi từ 90 %, buổi nào cũng phải đạt Chưa đạt" in said
    assert "17 / 18 lượt đảng viên 94,4 % trên 90 % Đạt" in said


def test_who_falls_short_and_who_is_below_stand_by_name_and_typed_figures_apart(upper: SmallUpper) -> None:
    said = words_of(upper)
    assert "Chi bộ bản Nà Hừ, 05/08/2026 8 / 9 88,9 %" in said
    assert "Đảng bộ xã Mường Sáy 50,0 % 94,4 %" in said
    assert "Do nơi khác đếm, không cộng vào các số ở trên. " in said
    assert "Dân số 2026 1.520 Ủy ban nhân dân xã" in said


def test_the_report_of_one_below_is_issued_by_the_body_that_makes_it(
    upper: SmallUpper, tmp_path: Path
) -> None:
    cell = next(cell for cell, members in upper.members.items() if members)
    said = words_of(upper, cell)
    assert "quý III năm 2026 của Chi bộ bản Nà Hừ" in said
    assert "ĐẢNG BỘ TỈNH NẬM SƠN" in said
    target = tmp_path / "bao-cao.pdf"
    assert save_indicator_paper(upper.desk, cell, "2026-07", "2026-09", target) == target
    assert target.read_bytes().startswith(b"%PDF")
