"""Tests of papers/markup.py and papers/reader.py: the small HTML of forms, and what is refused of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import (
    Cell,
    Heading,
    LargeCode,
    Letterhead,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    Signatures,
    Signer,
    Table,
    Title,
    plain,
)
from chibo_desktop.papers.reader import read_blocks


def test_headings_are_numbered_in_party_style_with_d_after_d() -> None:
    """documents.md §1.7: `I-`, `1.`, `a)`, and the letter đ in its place."""
    html = "<h1>A</h1><h2>B</h2>" + "<h3>C</h3>" * 6 + "<h2>D</h2><h3>E</h3><h1>F</h1><h2>G</h2>"
    markers = [block.marker for block in read_blocks(html) if isinstance(block, Heading)]
    assert markers == ["I-", "1.", "a)", "b)", "c)", "d)", "đ)", "e)", "2.", "a)", "II-", "1."]


def test_a_paragraph_that_begins_as_a_heading_is_counted_among_them() -> None:
    blocks = read_blocks("<h1>A</h1><h2>B</h2><p begins='h2'><b>Đại biểu:</b> không.</p><h2>C</h2>")
    assert [getattr(block, "marker", None) for block in blocks] == ["I-", "1.", "2.", "3."]


def test_a_heading_may_go_without_a_number() -> None:
    assert read_blocks("<h1 number='no'>Phụ lục</h1>") == [Heading(1, "", (Run("Phụ lục"),))]


def test_styles_nest_and_white_space_runs_together_across_them() -> None:
    (block,) = read_blocks("<p>  Một \n <b>hai <i>ba</i></b>  <u>bốn</u> </p>")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == "Một hai ba bốn"
    assert Run("ba", bold=True, italic=True) in block.runs


def test_a_line_break_takes_the_spaces_around_it() -> None:
    (block,) = read_blocks("<p>trên <br> dưới<br></p>")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == "trên\ndưới"


def test_a_no_break_space_survives() -> None:
    (block,) = read_blocks("<p>Lò\u00a0Văn\u00a0Hặc  đến</p>")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == "Lò\u00a0Văn\u00a0Hặc đến"


def test_letters_and_marks_typed_apart_are_joined() -> None:
    """Typed apart, reportlab would set the marks beside the letters."""
    (block,) = read_blocks("<p>Chu\u031b\u0301</p>")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == "Chứ"


def test_an_empty_paragraph_or_item_falls_away() -> None:
    assert read_blocks("<p> </p><ul><li></li></ul>") == []


def test_every_block_is_read() -> None:
    html = """
    <letterhead><superior>A</superior><issuer>B</issuer><number></number><place>C</place></letterhead>
    <paper-title><kind>D</kind><subject>E</subject></paper-title>
    <ul><li>F</li></ul><ol type="a"><li>G</li><li>H</li></ol>
    <table widths="1 3"><thead><tr><th>I</th><th>J</th></tr></thead>
    <tbody><tr><td align="center">K</td><td>L</td></tr></tbody></table>
    <large-code>AB12 CD34</large-code><page-break>
    <signatures><recipients><li>M</li></recipients>
    <signer><authority>N</authority><office>O</office><person>P</person></signer></signatures>
    """
    assert read_blocks(html) == [
        Letterhead("A", "B", "", "C"),
        Title("D", "E"),
        ListItem("-", (Run("F"),)),
        ListItem("a)", (Run("G"),)),
        ListItem("b)", (Run("H"),)),
        Table(
            (1.0, 3.0),
            ((Cell((Run("I", bold=True),), "center"), Cell((Run("J", bold=True),), "center")),),
            ((Cell((Run("K"),), "center"), Cell((Run("L"),))),),
        ),
        LargeCode(("AB12", "CD34")),
        PageBreak(),
        Signatures((Signer("N", "O", "P"),), ("M",)),
    ]


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<p>a</p>\n<script>x</script>", "dòng 2: thẻ <script>"),
        ("<p>a</p>\n\n<img src='x'>", "dòng 3: thẻ <img>"),
        ("<p style='color:red'>a</p>", "“style”"),
        ("<p align='top'>a</p>", "“align”"),
        ("<p><p>a</p></p>", "<p> không được đặt trong <p>"),
        ("chữ rơi", "đứng ngoài thẻ"),
        ("<p>a", "chưa đóng"),
        ("<p>a</b></p>", "đóng không đúng chỗ"),
        ("<table><tbody></tbody></table>", "không có dòng"),
        ("<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>", "số cột"),
        ("<table widths='1'><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "widths"),
        ("<table widths='1 0'><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "widths"),
        ("<signatures></signatures>", "<signer>"),
        ("<!DOCTYPE html>", "không dùng được"),
        ("<?php x ?>", "không dùng được"),
    ],
)
def test_what_is_not_in_the_subset_is_refused_with_its_line(html: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_blocks(html)
    assert complaint in refusal.value.sentence
    assert "dòng" in refusal.value.sentence


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused_and_never_breaks_the_reader(html: str) -> None:
    try:
        read_blocks(html)
    except Refusal as refusal:
        assert refusal.sentence.startswith("Biểu mẫu, dòng ")  # noqa: PT017 - both outcomes are right
