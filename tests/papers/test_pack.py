"""Tests of papers/pack.py: one PDF of many papers, in order, each beginning on a front side."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.pack import file_name, pack
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.papers.reader import read_blocks
from chibo_desktop.papers.setting import Layout
from papers.samples import LETTERHEAD, SENTENCE, SIGNATURES, TITLE


def paper(mark: str, sentences: int) -> list[Block]:
    return read_blocks(f"{LETTERHEAD}{TITLE}<p>{mark} {SENTENCE * sentences}</p>{SIGNATURES}")


PAPERS = [
    ("Biên bản một", paper("MỘT", 1)),
    ("Nghị quyết hai", paper("HAI", 60)),
    ("Biên bản ba", paper("BA", 1)),
]


def packed(**options: object) -> bytes:
    return pack(PAPERS, title="Văn bản tháng 10 năm 2026", author="Đảng ủy xã Mường Sáy", **options)  # type: ignore[arg-type]


def pages_with(data: bytes, words: str) -> list[int]:
    return [page.number for page in read_pages(data) if any(words in line.text for line in page.lines)]


def test_every_paper_begins_on_a_front_side() -> None:
    data = packed()
    starts = pages_with(data, "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert len(starts) == 3
    assert all(number % 2 == 1 for number in starts)


def test_the_papers_come_in_the_order_given_and_the_cover_lists_them() -> None:
    data = packed()
    firsts = [pages_with(data, mark)[0] for mark in ("MỘT", "HAI", "BA")]
    assert firsts == sorted(firsts)
    assert pages_with(data, "Nghị quyết hai") == [1]


def test_a_blank_page_is_blank_and_page_numbers_begin_anew_with_each_paper() -> None:
    pages = read_pages(packed())
    numbers = [
        [line.text for line in page.lines if line.text.isdecimal() and line.size == 14] for page in pages
    ]
    begins = pages_with(packed(), "HAI")[0] - 1
    assert numbers[begins] == []
    assert numbers[begins + 1] == ["2"]
    assert pages[1].lines == ()
    assert pages[3].lines == ()


def test_every_paper_has_its_bookmark_on_its_page() -> None:
    data = packed()
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Danh mục",
            "Biên bản một",
            "Nghị quyết hai",
            "Biên bản ba",
        ]


def test_mirrored_margins_follow_the_side_of_the_sheet() -> None:
    pages = read_pages(packed(layout=Layout(mirrored=True)))
    start = pages_with(packed(), "HAI")[0]
    left = [min(line.left for line in page.lines) for page in pages[start - 1 : start + 1]]
    assert left[0] - left[1] == pytest.approx(15 * 72 / 25.4, abs=3)


def test_the_fonts_are_in_the_pack_once_and_two_printings_agree() -> None:
    assert packed() == packed()
    many = pack(PAPERS * 10, title="T", author="A")
    assert len(many) < 3 * len(packed())


def test_progress_counts_the_papers_and_can_stop_the_work() -> None:
    seen: list[tuple[int, int]] = []
    packed(on_paper=lambda which, of: seen.append((which, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]

    def stop(which: int, of: int) -> None:
        raise Refusal("Đã dừng.")

    with pytest.raises(Refusal, match="Đã dừng"):
        packed(on_paper=stop)


def test_file_names_are_plain_letters() -> None:
    assert (
        file_name("2026-10", "Chi bộ bản Suối Lanh", "Biên bản thường kỳ")
        == "2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.pdf"
    )
    assert "/" not in file_name("2026-10", "Đảng bộ / ..\\xã", "Tờ trình: số 1?", "docx")
