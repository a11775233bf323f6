"""Promises of reading a Word file: every word of the body in order, lists with the numbers Word shows, what stays behind is counted."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.word_text import WordText, counted, read_word


def read(document: Any) -> WordText:
    packed = io.BytesIO()
    document.save(packed)
    return read_word(packed.getvalue(), "tệp.docx")


def lines(document: Any) -> list[str]:
    return [line for line in read(document).lines if line]


def test_paragraphs_come_in_order_with_their_line_breaks() -> None:
    document = docx.Document()
    document.add_paragraph("Bản Suối Lanh").add_run("\ngóp 300 công")
    document.add_paragraph("")
    document.add_paragraph("Bản Nà Hừ")
    assert read(document).lines == ("Bản Suối Lanh\ngóp 300 công", "", "Bản Nà Hừ")


def test_items_of_lists_keep_bullets_and_numbers() -> None:
    document = docx.Document()
    for words in ("Nêu mục đích", "Thảo luận"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Kết luận", style="List Bullet")
    assert lines(document) == ["1. Nêu mục đích", "2. Thảo luận", "- Kết luận"]


def numbered(document: Any, *levels: tuple[str, str]) -> None:
    """Gives the document a list of these levels (kind of number, words around it) under the number 77."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{sort}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for depth, (sort, words) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{made}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(document: Any, words: str, depth: int) -> None:
    paragraph = document.add_paragraph(words)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other way to a list of one's own
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
    )


def test_lists_in_lists_begin_anew_and_may_name_the_number_above() -> None:
    document = docx.Document()
    numbered(document, ("upperRoman", "%1."), ("decimal", "%2.%1"), ("lowerLetter", "%3)"))
    for words, depth in (("A", 0), ("b", 1), ("c", 2), ("d", 2), ("E", 0), ("f", 1), ("g", 2)):
        item(document, words, depth)
    assert lines(document) == ["I. A", "1.I b", "a) c", "b) d", "II. E", "1.II f", "a) g"]


@pytest.mark.parametrize(
    ("count", "sort", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (27, "lowerLetter", "aa"),
        (4, "lowerRoman", "iv"),
        (2, "x", "2"),
    ],
)
def test_numbers_are_written_as_word_writes_them(count: int, sort: str, shown: str) -> None:
    assert counted(count, sort) == shown


def test_a_table_comes_row_by_row_also_one_within_a_cell() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Chi bộ", "Số hộ", "Nà Hừ", ""), strict=True):  # noqa: SLF001
        cell.text = words
    table.cell(1, 1).add_table(1, 2).cell(0, 0).text = "42"
    assert lines(document) == ["Chi bộ | Số hộ", "Nà Hừ | 42"]


def test_pictures_and_notes_are_counted_and_not_read() -> None:
    document, picture = docx.Document(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_paragraph("Nêu gương")
    document.add_picture(picture)
    document.paragraphs[0]._p.append(  # noqa: SLF001
        parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    )
    found = read(document)
    assert (found.pictures, found.notes) == (1, 1)
    assert [line for line in found.lines if line] == ["Nêu gương"]


def test_words_in_a_box_and_words_a_reviewer_put_in_are_read_and_struck_out_ones_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Đảng bộ ")
    for markup in (
        "<w:ins><w:r><w:t>xã Mường Sáy</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>huyện cũ</w:delText></w:r></w:del>",
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ):
        name = markup[1:].partition(">")[0]
        paragraph._p.append(parse_xml(markup.replace(name, f"{name} {nsdecls('w')}", 1)))  # noqa: SLF001
    found = read(document)
    assert found.lines == ("Đảng bộ xã Mường Sáy", "Trong khung")
    assert found.pictures == 0


def test_the_title_is_the_first_heading_else_the_first_paragraph() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "ĐẢNG BỘ TỈNH"
    document.add_paragraph("Số 12-BT/BTG")
    assert read(document).title == "Số 12-BT/BTG"
    document.add_heading("Bản tin  tháng 10", 0)
    assert read(document).title == "Bản tin tháng 10"


def test_a_list_that_points_nowhere_is_words_without_a_number() -> None:
    document = docx.Document()
    item(document, "Nêu mục đích", 0)
    assert lines(document) == ["Nêu mục đích"]
    assert document.element.body.find(qn("w:p")) is not None


@pytest.mark.parametrize("damage", [b"PK\x03\x04 nothing", b"", b"<html>"])
def test_what_is_no_word_file_is_refused_in_one_sentence(damage: bytes) -> None:
    with pytest.raises(Refusal, match=r"“tệp.docx” bị hỏng hoặc không phải"):
        read_word(damage, "tệp.docx")
