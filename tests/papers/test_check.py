"""Tests of papers/check.py: a right paper has no findings, and every rule notices when it is broken."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.setting import Layout
from papers.samples import LETTERHEAD, SENTENCE, SIGNATURES, TITLE, paper_with, printed


def rules(data: bytes, *, mirrored: bool = False) -> set[str]:
    return {finding.rule for finding in check_pdf(data, mirrored=mirrored)}


@pytest.mark.parametrize("code", ["bien-ban-thuong-ky", "nghi-quyet-thuong-ky"])
def test_the_samples_of_the_forms_break_no_rule(code: str) -> None:
    assert check_pdf(printed(code)) == []


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("Số 05-NQ/CB", True),
        ("Số 12-CTr/CB", True),
        ("Số: 05-NQ/CB", False),
        ("Số 5-NQ/CB", False),
        ("Số 05/NQ-CB", False),
        ("Số 05 - NQ/CB", False),
    ],
)
def test_the_number_has_no_colon_and_a_zero_below_ten(number: str, *, is_right: bool) -> None:
    """documents.md §1.5."""
    data = paper_with("<p>Hết.</p>", letterhead=LETTERHEAD.replace("Số 05-NQ/CB", number))
    assert ("number" not in rules(data)) == is_right


@pytest.mark.parametrize(
    ("day", "is_right"),
    [
        ("ngày 05 tháng 02 năm 2026", True),
        ("ngày 27 tháng 5 năm 2026", True),
        ("ngày 5 tháng 02 năm 2026", False),
        ("ngày 05 tháng 2 năm 2026", False),
        ("ngày 27 tháng 05 năm 2026", False),
        ("ngày … tháng … năm ……", True),
        ("ngày 05 tháng … năm ……", False),
    ],
)
def test_only_small_days_and_the_months_one_and_two_have_a_zero(day: str, *, is_right: bool) -> None:
    """documents.md §1.7."""
    data = paper_with("<p>Hết.</p>", letterhead=LETTERHEAD.replace("ngày 05 tháng 02 năm 2026", day))
    assert ("place_and_day" not in rules(data)) == is_right


@pytest.mark.parametrize(
    ("layout", "rule"),
    [
        (Layout(body_size=12), "body"),
        (Layout(leading=16), "body"),
        (Layout(leading=24), "body"),
        (Layout(gap=2), "body"),
    ],
)
def test_sizes_and_gaps_outside_the_rule_are_found(layout: Layout, rule: str) -> None:
    """documents.md §1.1, §1.2."""
    assert rule in rules(paper_with(f"<p>{SENTENCE * 4}</p><p>{SENTENCE * 4}</p>", layout=layout))


def test_a_paragraph_without_its_indent_is_not_mistaken_for_one_with_it() -> None:
    indented = check_pdf(paper_with(f"<p>{SENTENCE * 3}</p>" * 2))
    right = paper_with(f"<p align='right'>{SENTENCE[:40]}.</p>" * 2)
    assert indented == []
    assert "body" in rules(right)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"title": ""}, "title"),
        ({"letterhead": ""}, "party_title"),
        ({"letterhead": ""}, "organisations"),
        ({"letterhead": ""}, "place_and_day"),
        ({"letterhead": LETTERHEAD.replace("ĐẢNG BỘ XÃ MƯỜNG SÁY", "")}, "organisations"),
        ({"title": TITLE.replace("NGHỊ QUYẾT", "Nghị quyết")}, "title"),
        ({"signatures": ""}, "signatures"),
        ({"signatures": SIGNATURES.replace("<li>Lưu Chi bộ</li>", "")}, "recipients"),
    ],
)
def test_a_missing_or_wrong_part_is_found(wrong: dict[str, str], rule: str) -> None:
    assert rule in rules(paper_with("<p>Hết.</p>", **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize("end", ["Nhất trí", "Nhất trí./."])
def test_a_body_that_does_not_end_in_a_plain_full_stop_is_found(end: str) -> None:
    """documents.md §1.7."""
    assert "full_stop" in rules(paper_with(f"<p>{end}</p>"))


def test_a_signature_alone_on_its_page_is_found() -> None:
    assert "standing_alone" in rules(paper_with("<p>Hết.</p><page-break>"))


def test_a_heading_at_the_foot_of_a_page_is_found() -> None:
    assert "standing_alone" in rules(paper_with("<h2>Một mình</h2><page-break><p>Hết.</p>"))
    higher = "<h1>MỘT MÌNH</h1><page-break><h2>Hai</h2><p>Hết.</p>"
    assert "standing_alone" in rules(paper_with(higher))


def test_margins_of_one_sided_printing_are_wrong_where_two_sided_were_wanted() -> None:
    data = paper_with(f"<p>{SENTENCE * 60}</p>")
    assert rules(data) == set()
    assert "margins" in rules(data, mirrored=True)


def test_a_page_of_another_program_breaks_nearly_every_rule(tmp_path: object) -> None:
    canvas = Canvas(f"{tmp_path}/other.pdf", pagesize=A5)
    for _ in range(2):
        canvas.drawString(5, 5, "Helvetica, A5, no margins")
        canvas.showPage()
    found = rules(canvas.getpdfdata())
    assert {"page_size", "margins", "fonts", "metadata", "party_title", "page_numbers", "signatures"} <= found
