"""Tests of papers/pdf.py: pages read back from the PDF, with ordinary and with hard texts."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise

import pytest

from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.pdf import Document, Piece, write_pdf
from chibo_desktop.papers.readback import Line, Page, fonts_of, metadata_of, read_pages
from chibo_desktop.papers.reader import read_blocks
from chibo_desktop.papers.setting import Layout
from papers.samples import LETTERHEAD, MM, SENTENCE, SIGNATURES, paper_with, printed, sample_of


@lru_cache(maxsize=1)
def all_lines(data: bytes) -> list[Line]:
    """Read once, however many questions a test asks of one paper."""
    return [line for page in read_pages(data) for line in page.lines]


def all_text(data: bytes) -> str:
    return " ".join(line.text for line in all_lines(data))


def line_with(data: bytes, words: str) -> Line:
    return next(line for line in all_lines(data) if words in line.text)


def body_of(page: Page) -> list[Line]:
    return [line for line in page.lines if not line.text.isdecimal()]


def test_two_printings_are_the_same_to_the_byte() -> None:
    first, second = (hashlib.sha256(printed("bien-ban-thuong-ky")).hexdigest() for _ in range(2))
    assert first == second


def test_every_font_is_inside_and_none_is_helvetica() -> None:
    """HD 05-HD/VPTW: one serif; documents.md §1.1."""
    fonts = fonts_of(printed("bien-ban-thuong-ky"))
    assert all(fonts.values())
    assert not any("Helvetica" in name for name in fonts)
    assert len(fonts) == 3  # upright, bold, italic of one family


def test_the_pdf_says_its_title_author_and_language() -> None:
    assert metadata_of(printed("bien-ban-thuong-ky")) == {
        "title": "Văn bản thử",
        "author": "Chi bộ bản Nà Hừ",
        "language": "vi",
    }


def test_the_margins_are_20_20_30_and_15_millimetres() -> None:
    """HD 05-HD/VPTW, documents.md §1.1."""
    data = paper_with(f"<p>{SENTENCE * 80}</p>")
    page = read_pages(data)[1]
    lines = body_of(page)
    assert min(line.left for line in lines) == pytest.approx(30 * MM, abs=MM)
    assert max(line.right for line in lines) == pytest.approx(page.width - 15 * MM, abs=MM)
    assert page.height - max(line.top for line in lines) == pytest.approx(20 * MM, abs=2.5 * MM)
    assert all(line.bottom > 20 * MM - MM for line in lines)


def test_printed_on_both_sides_the_back_has_its_wide_margin_at_the_right() -> None:
    """HD 05-HD/VPTW, documents.md §1.1: back side 15 and 30 mm."""
    data = paper_with(f"<p>{SENTENCE * 80}</p>", layout=Layout(mirrored=True))
    lefts = [min(line.left for line in body_of(page)) for page in read_pages(data)]
    assert lefts[:3] == pytest.approx([30 * MM, 15 * MM, 30 * MM], abs=MM)
    assert check_pdf(data, mirrored=True) == []


def test_the_party_title_is_15_bold_with_a_rule_of_its_own_width() -> None:
    """documents.md §1.2."""
    data = printed("nghi-quyet-thuong-ky")
    line = line_with(data, "ĐẢNG CỘNG SẢN VIỆT NAM")
    rule = min(read_pages(data)[0].strokes, key=lambda stroke: abs(stroke.top - line.baseline))
    assert (line.size, line.is_bold) == (15, True)
    assert (rule.left, rule.right) == pytest.approx((line.left, line.right), abs=2)
    assert 0 < line.bottom - rule.top < 4


def test_the_star_stands_in_the_middle_under_the_organisation() -> None:
    """documents.md §1.2, §1.4."""
    data = printed("nghi-quyet-thuong-ky")
    star, issuer = line_with(data, "*"), line_with(data, "CHI BỘ BẢN SUỐI LANH")
    assert star.middle == pytest.approx(issuer.middle, abs=1)
    assert star.baseline < issuer.baseline


@pytest.mark.parametrize(
    "place", ["Đặc khu Nậm Quyền Đông", "Thị trấn Nông trường Nậm Chao Hạ Lưu Sông Mây Thượng"]
)
def test_a_long_place_name_stays_within_the_margins_and_clear_of_the_number(place: str) -> None:
    data = paper_with("<p>Hết.</p>", letterhead=LETTERHEAD.replace("Mường Sáy,", f"{place},"))
    day, number = line_with(data, "năm 2026"), line_with(data, "Số 05-NQ/CB")
    assert day.right < (210 - 15 + 1) * MM
    assert day.left > number.right + 10
    assert "margins" not in {finding.rule for finding in check_pdf(data)}


def test_five_hyphens_stand_in_the_middle_under_the_subject() -> None:
    """documents.md §1.2."""
    data = printed("nghi-quyet-thuong-ky")
    hyphens, subject = line_with(data, "-----"), line_with(data, "lãnh đạo thực hiện nhiệm vụ tháng 12")
    assert hyphens.text == "-----"
    assert hyphens.middle == pytest.approx(subject.middle, abs=1)
    assert 0 < subject.baseline - hyphens.baseline < 30


def test_lines_stand_18_to_22_points_apart_and_paragraphs_at_least_6_more() -> None:
    """documents.md §1.1."""
    lines = all_lines(paper_with(f"<p>{SENTENCE * 2}</p><p>{SENTENCE}</p>"))
    after_head = [line.text for line in lines].index("-----") + 1
    steps = [
        before.baseline - after.baseline for before, after in pairwise(lines[after_head : after_head + 5])
    ]
    assert steps == pytest.approx([20, 20, 26, 20], abs=0.1)


def test_the_first_line_of_a_paragraph_is_indented_10_millimetres() -> None:
    """documents.md §1.1."""
    data = paper_with(f"<p>{SENTENCE * 2}</p>")
    assert line_with(data, "Chi bộ giao").left == pytest.approx(40 * MM, abs=1)


def test_page_numbers_begin_on_page_two_10_millimetres_from_the_top() -> None:
    """documents.md §1.1."""
    pages = read_pages(paper_with(f"<p>{SENTENCE * 80}</p>"))
    numbers = [[line for line in page.lines if line.text.isdecimal()] for page in pages]
    assert numbers[0] == []
    (second,) = numbers[1]
    assert (second.text, second.size) == ("2", 14)
    assert pages[1].height - second.top == pytest.approx(10 * MM, abs=1)
    assert second.middle == pytest.approx(112.5 * MM, abs=1)


def test_authority_is_bold_office_is_not_and_the_name_is_with_room_to_sign() -> None:
    """documents.md §1.2, §1.8."""
    data = printed("nghi-quyet-thuong-ky")
    authority, office, name = (line_with(data, words) for words in ("T/M CHI BỘ", "BÍ THƯ", "Lò Văn Pâng"))
    name = [line for line in all_lines(data) if line.text == "Lò Văn Pâng"][-1]
    assert (authority.is_bold, office.is_bold, name.is_bold) == (True, False, True)
    assert office.baseline - name.baseline > 20 * MM


def test_minutes_are_signed_at_the_left_by_who_wrote_and_at_the_right_by_who_chaired() -> None:
    """documents.md §1.8, §2.2."""
    data = printed("bien-ban-thuong-ky")
    writer, chair = line_with(data, "NGƯỜI GHI BIÊN BẢN"), line_with(data, "CHỦ TRÌ HỘI NGHỊ")
    assert writer.right < chair.left
    assert writer.baseline == chair.baseline


def test_recipients_stand_level_with_the_signature() -> None:
    """documents.md §1.9."""
    data = printed("nghi-quyet-thuong-ky")
    assert line_with(data, "Nơi nhận:").baseline == pytest.approx(
        line_with(data, "T/M CHI BỘ").baseline, abs=1
    )
    assert line_with(data, "- Lưu Chi bộ.").size == 12


@pytest.mark.parametrize("sentences", range(1, 60, 2))
def test_wherever_the_page_ends_no_heading_and_no_signature_stands_alone(sentences: int) -> None:
    """PAPERS.md: wherever the text happens to end."""
    body = f"<p>{SENTENCE * sentences}</p><h1>ĐÁNH GIÁ</h1><h2>Kết quả</h2><p>{SENTENCE * 3}</p><p>Hết.</p>"
    assert check_pdf(paper_with(body)) == []


def test_a_row_of_headings_with_nothing_under_them_begins_where_the_page_has_room() -> None:
    empty = "".join(f"<h2>Nội dung thứ {number}</h2>" for number in range(1, 20))
    data = paper_with(f"<p>{SENTENCE * 8}</p><h1>DIỄN BIẾN</h1>{empty}<p>Hết.</p>")
    first, second = read_pages(data)
    assert any("DIỄN BIẾN" in line.text for line in first.lines)
    assert min(line.bottom for line in first.lines) < 60 * MM
    assert any("Nội dung thứ 19" in line.text for line in second.lines)
    assert check_pdf(data) == []


@pytest.mark.parametrize(
    "last", ["<p>Hết.</p>", f"<p>{SENTENCE * 3}</p>", "<table><tbody><tr><td>x</td></tr></tbody></table>"]
)
def test_a_heading_before_the_last_piece_goes_with_it_to_the_page_of_the_signature(last: str) -> None:
    for sentences in range(10, 30):  # with fewer all stands on one page
        pages = read_pages(paper_with(f"<p>{SENTENCE * sentences}</p><h1>KẾT THÚC</h1>{last}"))
        ends = [[line.text for line in body_of(page)][-1] for page in pages]
        assert "I- KẾT THÚC" not in ends


def test_a_long_last_paragraph_goes_on_the_page_of_the_signature_with_two_lines_at_least() -> None:
    for sentences in range(18, 30):
        pages = read_pages(paper_with(f"<p>{SENTENCE * sentences}</p>"))
        last = [
            line
            for line in body_of(pages[-1])
            if line.size == 14 and line.left < 45 * MM and "Nơi" not in line.text
        ]
        assert len(last) >= 2


@pytest.mark.parametrize("rows", [1, 2, 25, 40])
def test_a_signature_after_a_table_takes_a_row_with_it(rows: int) -> None:
    table = "<table><tbody>" + "<tr><td>việc</td><td>người</td></tr>" * rows + "</tbody></table>"
    pages = read_pages(paper_with(table))
    assert "việc" in [line.text for line in pages[-1].lines]
    assert "T/M CHI BỘ" in [line.text for line in pages[-1].lines]


def test_the_head_of_a_table_is_on_every_page_and_no_row_of_300_members_is_torn() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>Đảng viên {n} đầu<br>Đảng viên {n} cuối</td></tr>" for n in range(1, 301)
    )
    head = "<thead><tr><th>TT</th><th>Họ và tên</th></tr></thead>"
    pages = read_pages(paper_with(f"<table widths='1 9'>{head}<tbody>{rows}</tbody></table><p>Hết.</p>"))
    listed = [[line.text for line in page.lines if line.text.startswith("Đảng viên")] for page in pages]
    assert sum(map(len, listed)) == 600
    for page, names in zip(pages, listed, strict=True):
        assert not names or "Họ và tên" in [line.text for line in page.lines]
        assert sum("đầu" in name for name in names) == sum("cuối" in name for name in names)


def test_a_heading_goes_with_the_head_and_the_first_row_of_its_table() -> None:
    table = "<table><thead><tr><th>Việc</th></tr></thead><tbody><tr><td>một</td></tr><tr><td>hai</td></tr></tbody></table>"
    for sentences in range(20, 40, 2):
        data = paper_with(f"<p>{SENTENCE * sentences}</p><h2>Phân công</h2><p>Như sau:</p>{table}<p>Hết.</p>")
        assert len({line_with(data, words).page for words in ("Phân công", "Như sau:", "Việc", "một")}) == 1


def test_an_opinion_of_four_pages_is_printed_whole_and_begins_under_its_heading() -> None:
    opinion = " ".join(f"từ{n}" for n in range(2200))
    data = paper_with(f"<h2>Ý kiến</h2><p>{opinion}.</p>")
    assert len(read_pages(data)) >= 4
    assert line_with(data, "Ý kiến").page == line_with(data, "từ0 ").page == 1
    assert all(f"từ{n}" in all_text(data) for n in range(0, 2200, 97))
    assert check_pdf(data) == []


def test_an_opinion_of_four_pages_in_a_table_is_printed_whole() -> None:
    opinion = " ".join(f"từ{n}" for n in range(2500))
    data = paper_with(
        f"<h2>Bảng</h2><table><tbody><tr><td>A</td><td>{opinion}</td></tr></tbody></table><p>Hết.</p>"
    )
    text = all_text(data)
    assert all(f"từ{n}" in text for n in range(0, 2500, 97))
    assert check_pdf(data) == []


@pytest.mark.parametrize("join", [" ", "\u00a0"])
def test_a_name_of_60_letters_stays_within_sentence_table_and_signature(join: str) -> None:
    name = join.join(["Nguyễnthịphươngthảo", "Hoànglongphụng", "Khánhhuyền", "Trường", "Nghiêng"])
    assert len(name) >= 60
    signatures = SIGNATURES.replace("Lò Văn Hặc", name)
    table = f"<table widths='1 2 9'><tbody><tr><td>1</td><td>{name}</td><td>x</td></tr></tbody></table>"
    data = paper_with(f"{table}<p>Đồng chí {name} phát biểu, {name} nhất trí.</p>", signatures=signatures)
    assert check_pdf(data) == []
    assert all_text(data).count("Nghiêng") == 4
    columns = [stroke.left for stroke in read_pages(data)[0].strokes]
    inside = [line for line in all_lines(data) if line.size == 13 and "Khánhhuyền" in line.text]
    assert all(line.right < max(columns) for line in inside)


def test_a_word_without_end_is_broken_and_stays_within_the_margins() -> None:
    data = paper_with(f"<p>{'w' * 500}.</p>")
    assert check_pdf(data) == []
    assert all_text(data).count("w") == 500


def test_an_emoji_does_not_vanish_and_a_tab_and_a_direction_mark_break_nothing() -> None:
    data = paper_with("<p>Nhất trí \U0001f642 một\thai ba\u200f bốn\u202e năm\u00ad sáu.</p>")
    assert "Nhất trí [U+1F642] một hai ba bốn năm sáu." in all_text(data)
    assert check_pdf(data) == []


@pytest.mark.parametrize("odd", ["\U0001f468\u200d\U0001f33e", "❤️", "中", "\ue000", "ﷺ"])
def test_a_character_the_serif_lacks_is_shown_by_its_code(odd: str) -> None:
    assert f"[U+{ord(odd[0]):04X}]" in all_text(paper_with(f"<p>a {odd} b.</p>"))


def test_an_emoji_in_the_letterhead_and_under_the_signature_is_shown_too() -> None:
    data = paper_with("<p>Hết.</p>", signatures=SIGNATURES.replace("Lò Văn Hặc", "Lò Văn 🙂"))
    assert "Lò Văn [U+1F642]" in all_text(data)


def test_a_date_and_a_name_are_not_parted_at_the_end_of_a_line() -> None:
    for words in range(8, 20):
        data = paper_with(f"<p>{'việc ' * words}ngày 05 tháng 11 năm 2026 là hạn cuối của việc này.</p>")
        ends = [line.text.rsplit(" ", 1)[-1] for line in all_lines(data)]
        assert not {"ngày", "tháng"} & set(ends)


def test_minutes_of_300_members_with_every_one_speaking_are_printed_whole() -> None:
    values = sample_of("bien-ban-thuong-ky")
    names = [
        f"Vàng A Chứ {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvx'[n // 100]}" for n in range(300)
    ]
    values["items"][0]["opinions"] = [{"name": name, "text": SENTENCE} for name in names]
    values["attendance"]["excused"] = [{"name": name, "reason": "ốm"} for name in names]
    data = printed("bien-ban-thuong-ky", values)
    text = all_text(data)
    assert all(text.count(name) == 2 for name in names)
    assert check_pdf(data) == []


def test_two_threads_write_what_one_would_have_written() -> None:
    bodies = [f"<p>{SENTENCE * times}</p>" for times in (3, 30)]
    alone = [paper_with(body) for body in bodies]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda at: (at % 2, paper_with(bodies[at % 2])), range(8)))
    assert all(data == alone[at] for at, data in together)


def test_documents_may_follow_each_other_without_blank_backs() -> None:
    body = read_blocks("<p>Một tờ.</p>")
    papers = [Document("Tờ một", body), Document("Tờ hai", body)]
    assert len(read_pages(write_pdf(papers, title="Thử", author="Thử"))) == 3
    assert len(read_pages(write_pdf(papers, title="Thử", author="Thử", fronts=False))) == 2


def test_every_piece_is_told_where_its_words_stand() -> None:
    table = "<table><tbody>" + "<tr><td>Dòng</td></tr>" * 60 + "</tbody></table>"
    blocks = read_blocks(f"<p>Mở đầu.</p>{table}<p>{SENTENCE * 40}</p>")
    pieces: list[Piece] = []
    pages = read_pages(write_pdf(blocks, title="Thử", author="Thử", on_piece=pieces.append))
    assert [piece.row for piece in pieces if piece.block == 1] == list(range(60))
    assert len({piece.page for piece in pieces if piece.block == 2}) == 2
    for piece in (pieces[0], pieces[40], pieces[-1]):
        page = pages[piece.page - 1]
        inside = [
            line
            for line in page.lines
            if piece.top - 1 < page.height - (line.top + line.bottom) / 2 < piece.bottom + 1
        ]
        assert inside
