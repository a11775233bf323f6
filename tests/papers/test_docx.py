"""The Word file of a paper: the same words in the same order as its blocks, the page of the rules, and no trace of who made it."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from chibo_desktop.papers.blocks import (
    PARTY,
    RECIPIENTS,
    Block,
    Letterhead,
    Signatures,
    recipient_lines,
    texts,
)
from chibo_desktop.papers.catalogue import list_forms
from chibo_desktop.papers.docx import write_docx
from chibo_desktop.papers.reader import read_blocks
from chibo_desktop.papers.render import render
from papers.samples import LETTERHEAD, SIGNATURES, TITLE, form_named, sample_of

CODES = sorted({form.code for form in list_forms()})


def blocks_of(code: str) -> list[Block]:
    return render(form_named(code), sample_of(code))


def opened(content: list[Block]) -> Any:
    return docx.Document(BytesIO(write_docx(content, title="Văn bản thử")))


def parts(document: Any) -> Iterator[str]:
    """Every text in the order of the file, tables cell by cell, row by row."""
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                yield from (paragraph.text for cell in row.cells for paragraph in cell.paragraphs)
        else:
            yield item.text


def letters(words: list[str]) -> str:
    return re.sub(r"\s+", "", "".join(words).replace("\xa0", ""))


def expected(content: list[Block]) -> list[str]:
    """The words of the blocks, with those the typesetter adds by itself, in the order of reading."""
    found: list[str] = []
    for block in content:
        if isinstance(block, Signatures):
            found += [RECIPIENTS, *recipient_lines(block.recipients)] if block.recipients else []
            for signer in block.signers:
                found += [signer.authority, signer.office, signer.person]
            continue
        found += texts([block])
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_words_are_those_of_the_blocks_in_their_order(code: str) -> None:
    content = blocks_of(code)
    has_head = isinstance(content[0], Letterhead)
    body = content[2:] if has_head else content
    said = list(parts(opened(content)))
    read = letters(said)
    assert read.endswith(letters(expected(body)))
    if has_head:
        head = read.removesuffix(letters(expected(body)))
        assert {letters([word]) for word in texts(content[:2]) if word} | {letters([PARTY]), "*"} <= {
            letters([word]) for word in said
        }
        assert head.endswith("-----")


def test_the_page_is_that_of_the_rules() -> None:
    section = opened(blocks_of("bien-ban-thuong-ky")).sections[0]
    assert [section.page_width, section.page_height] == pytest.approx([Mm(210), Mm(297)], abs=700)
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert margins == pytest.approx([Mm(20), Mm(20), Mm(30), Mm(15)], abs=700)
    assert section.header_distance == pytest.approx(Mm(10), abs=700)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml  # noqa: SLF001 - a field has no other face
    assert section.first_page_header.paragraphs[0].text == ""


def test_running_text_is_14_justified_indented_20_high() -> None:
    document = opened(read_blocks(f"{LETTERHEAD}{TITLE}<p>Chi bộ giữ rừng đầu nguồn.</p>{SIGNATURES}"))
    (line,) = [each for each in document.paragraphs if each.text.startswith("Chi bộ giữ")]
    form = line.paragraph_format
    assert (form.line_spacing, form.space_after) == (Pt(20), Pt(6))
    assert form.first_line_indent == pytest.approx(Mm(10), abs=700)
    assert form.alignment.name == "JUSTIFY"
    assert line.runs[0].font.size == Pt(14)
    assert form.keep_with_next, "the signatures must not stand alone"


def test_a_heading_keeps_with_what_stands_under_it_and_an_empty_one_does_not() -> None:
    body = "<h1>DIỄN BIẾN</h1><h2>Không ai nói</h2><h2>Có nói</h2><p>Giữ rừng.</p>"
    document = opened(read_blocks(f"{LETTERHEAD}{TITLE}{body}{SIGNATURES}"))
    kept = {
        words: bool(each.paragraph_format.keep_with_next)
        for each in document.paragraphs
        for words in ("DIỄN", "Không ai", "Có")
        if words in each.text
    }
    assert kept == {"DIỄN": True, "Không ai": False, "Có": True}


def test_the_head_of_a_table_comes_again_and_no_row_is_torn() -> None:
    document = opened(blocks_of("danh-sach-diem-danh"))
    table = document.tables[1]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")  # noqa: SLF001 - python-docx does not read it
    assert all(row._tr.trPr.xpath("w:cantSplit") for row in table.rows)  # noqa: SLF001
    assert not table.rows[1]._tr.trPr.xpath("w:tblHeader")  # noqa: SLF001


def test_the_words_of_a_narrow_cell_are_not_tied_together() -> None:
    """Tied words that are wider than their column would be torn within a word."""
    (head, *_) = opened(blocks_of("phieu-tu-cham-diem")).tables[1].rows
    assert [cell.text for cell in head.cells][3:5] == ["Chi bộ tự chấm", "Cấp trên chấm"]


def test_who_signs_and_what_is_bold_is_as_on_paper() -> None:
    document = opened(blocks_of("nghi-quyet-thuong-ky"))
    last = document.tables[-1].rows[0].cells
    lines = [(each.text.replace("\xa0", " "), bool(each.runs[0].bold)) for each in last[1].paragraphs]
    assert lines == [("T/M CHI BỘ", True), ("BÍ THƯ", False), ("Lò Văn Pâng", True)]
    assert last[0].paragraphs[0].runs[0].underline


def test_the_language_is_vietnamese_and_nothing_says_who_or_when() -> None:
    data = write_docx(blocks_of("giay-moi"), title="Giấy mời")
    with zipfile.ZipFile(BytesIO(data)) as held:
        names = held.namelist()
        core = held.read("docProps/core.xml").decode()
        styles = held.read("word/styles.xml").decode()
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]
    assert "Giấy mời" in core
    assert not re.search(r"python|created|modified>|<dc:creator>[^<]", core)
    assert 'w:val="vi-VN"' in styles
    assert "en-US" not in styles


def test_the_same_paper_gives_the_same_bytes_as_nfc() -> None:
    content = read_blocks(f"{LETTERHEAD}{TITLE}<p>{unicodedata.normalize('NFD', 'Sửa đường nước bản.')}</p>")
    data = write_docx(content, title="Thử")
    assert data == write_docx(content, title="Thử")
    with zipfile.ZipFile(BytesIO(data)) as held:
        words = held.read("word/document.xml").decode()
    assert words == unicodedata.normalize("NFC", words)


def test_what_people_typed_is_words_and_never_markup() -> None:
    content = read_blocks(f"{LETTERHEAD}{TITLE}<p>a &lt;w:p&gt; &amp; 🙂 b</p>")
    said: list[Paragraph] = opened(content).paragraphs
    assert any("<w:p> & 🙂" in each.text.replace("\xa0", " ") for each in said)


@pytest.mark.long
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("code", CODES)
def test_libreoffice_shows_the_same_words_in_the_same_order(code: str, tmp_path: Path) -> None:
    content = blocks_of(code)
    source = tmp_path / "paper.docx"
    source.write_bytes(write_docx(content, title="Thử"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as made:
        pages = [page.get_textpage().get_text_range() for page in made]
    # the number of a page stands before its words, and the head of a table comes again on each of its pages
    shown = letters([page.removeprefix(str(at)).lstrip() for at, page in enumerate(pages, 1)])
    wanted = letters(list(parts(opened(content))))
    assert without_heads(shown, content) == without_heads(wanted, content)


def without_heads(words: str, content: list[Block]) -> str:
    """The words without the heads of tables, which a page break repeats."""
    from chibo_desktop.papers.blocks import Table as TableBlock
    from chibo_desktop.papers.blocks import plain

    for block in content:
        if isinstance(block, TableBlock):
            for row in block.head:
                words = words.replace(letters([plain(cell.runs) for cell in row]), "")
    return words
