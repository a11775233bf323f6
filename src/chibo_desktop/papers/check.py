"""The layout rules of an official paper, read back from its PDF; it judges positions and type, never contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from chibo_desktop.papers.blocks import PARTY
from chibo_desktop.papers.readback import Line, Page, fonts_of, metadata_of, read_pages

MM = 72 / 25.4
DRAFT = "DỰ THẢO"
PAGE_SETUP = "05-HD/VPTW (27/5/2026), documents.md §1.1"
SIZES = "05-HD/VPTW, 36-HD/VPTW Phụ lục 3, documents.md §1.2"
NUMBERING = "36-HD/VPTW, documents.md §1.5"
WORDING = "05-HD/VPTW, documents.md §1.7"
SIGNING = "05-HD/VPTW, documents.md §1.8"
RECIPIENTS = "05-HD/VPTW, documents.md §1.9"
CRAFT = "PAPERS.md: no heading or signature stands alone"

_NUMBER = re.compile(r"Số (0[1-9]|[1-9]\d+)-[A-ZĐ][A-Za-zĐđ]*/[A-ZĐ]+")
_DAY = re.compile(
    r".+, ngày (?:(?:0[1-9]|[12]\d|3[01]) tháng (?:0[12]|[3-9]|1[0-2]) năm \d{4}|…+ tháng …+ năm …+)"
)
"""A whole day, or a whole dotted blank to be filled in by hand; never half of each."""
_SIGNING = re.compile(r"(T/M|K/T|T/L) |NGƯỜI (GHI|TRÍCH) BIÊN BẢN|THƯ KÝ ĐẠI HỘI|CHỦ TRÌ HỘI NGHỊ|Nơi nhận:")
_HEADING = re.compile(r"([IVX]+-|\d+\.|[a-zđ]+\)) ")


@dataclass(frozen=True)
class Finding:
    """One rule that the paper breaks: its key, the page, a sentence for the clerk, where the rule stands."""

    rule: str
    page: int
    sentence: str
    source: str


@dataclass
class Paper:
    """The PDF taken apart: head up to `-----`, body, signatures; page numbers stand by themselves."""

    data: bytes
    mirrored: bool
    pages: list[Page]
    numbers: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    ending: list[Line] = field(default_factory=list)

    def left_margin(self, page: int) -> float:
        return (15 if self.mirrored and page % 2 == 0 else 30) * MM

    def text_width(self, page: int) -> float:
        return self.pages[page - 1].width - 45 * MM

    def text_middle(self, page: int) -> float:
        return self.left_margin(page) + self.text_width(page) / 2

    def in_head(self, wanted: Callable[[Line], bool]) -> Line | None:
        return next((line for line in self.head if wanted(line)), None)


def check_pdf(data: bytes, *, mirrored: bool = False) -> list[Finding]:
    """What the PDF of one official paper breaks of the layout rules; empty when nothing. About 50 ms a page."""
    paper = _take_apart(data, mirrored)
    return [finding for check in CHECKS for finding in check(paper)]


def _take_apart(data: bytes, mirrored: bool) -> Paper:
    paper = Paper(data, mirrored, read_pages(data))
    part = paper.head
    for page in paper.pages:
        for line in page.lines:
            if line.text.isdecimal() and line.bottom > page.height - 18 * MM:
                paper.numbers.append(line)
                continue
            if part is paper.body and _SIGNING.match(line.text):
                part = paper.ending
            part.append(line)
            if part is paper.head and line.text == "-----":
                part = paper.body
    return paper


def _page_size(paper: Paper) -> Iterator[Finding]:
    """A4 upright; laid across where there is a table, whose words are 13."""
    is_tabled = any(line.size == 13 for line in paper.body)
    for page in paper.pages:
        sides = sorted((page.width, page.height))
        if abs(sides[0] - 210 * MM) > 1 or abs(sides[1] - 297 * MM) > 1:
            yield Finding("page_size", page.number, "Trang không phải khổ A4.", PAGE_SETUP)
        elif page.width > page.height and not is_tabled:
            yield Finding("page_size", page.number, "Trang ngang chỉ dùng cho bảng rộng.", PAGE_SETUP)


def _margins(paper: Paper) -> Iterator[Finding]:
    """Nothing stands outside the margins, and the text fills the width between them (±1 mm)."""
    for page in paper.pages:
        lines = [line for line in page.lines if line not in paper.numbers]
        if not lines:
            continue
        left = min([line.left for line in lines] + [stroke.left for stroke in page.strokes])
        right = max([line.right for line in lines] + [stroke.right for stroke in page.strokes])
        wanted = paper.left_margin(page.number)
        if left < wanted - MM or right > wanted + paper.text_width(page.number) + MM:
            yield Finding("margins", page.number, "Chữ ra ngoài lề trái hoặc lề phải.", PAGE_SETUP)
        top, bottom = max(line.top for line in lines), min(line.bottom for line in lines)
        if top > page.height - 19 * MM or bottom < 19 * MM:
            yield Finding("margins", page.number, "Chữ ra ngoài lề trên hoặc lề dưới.", PAGE_SETUP)
        if page.height - top > 25 * MM:
            yield Finding("margins", page.number, "Dòng đầu trang thấp hơn lề trên 20 mm.", PAGE_SETUP)


def _fonts(paper: Paper) -> Iterator[Finding]:
    fonts = fonts_of(paper.data)
    for name, inside in fonts.items():
        if not inside:
            yield Finding("fonts", 1, f"Phông {name} không nhúng trong tệp.", PAGE_SETUP)
    if len({re.split(r"[-,]|PS", name)[0] for name in fonts}) > 1:
        yield Finding("fonts", 1, f"Văn bản dùng nhiều phông: {', '.join(sorted(fonts))}.", PAGE_SETUP)
    if not any("Bold" in name for name in fonts):
        yield Finding("fonts", 1, "Chữ đậm không được in bằng phông đậm.", SIZES)


def _metadata(paper: Paper) -> Iterator[Finding]:
    stated = metadata_of(paper.data)
    if not stated["title"] or not stated["author"] or stated["language"] != "vi":
        yield Finding("metadata", 1, "Tệp PDF thiếu tên, tác giả hoặc ngôn ngữ vi.", "PAPERS.md: PDF")


def _party_title(paper: Paper) -> Iterator[Finding]:
    title = paper.in_head(lambda line: line.text == PARTY)
    if title is None:
        yield Finding("party_title", 1, f"Thiếu tiêu đề {PARTY}.", SIZES)
        return
    if title.size != 15 or not title.is_bold or title.left < 105 * MM:
        yield Finding("party_title", 1, f"{PARTY} phải cỡ 15, đậm, ở bên phải.", SIZES)
    under = [s for s in paper.pages[0].strokes if 0 < title.baseline - s.top < 10 and s.left > 105 * MM]
    if not any(abs(s.left - title.left) < 2 and abs(s.right - title.right) < 2 for s in under):
        yield Finding("party_title", 1, f"Dưới {PARTY} phải có đường kẻ dài bằng dòng chữ.", SIZES)


def _organisations(paper: Paper) -> Iterator[Finding]:
    star = paper.in_head(lambda line: line.text == "*")
    if star is None:
        yield Finding("organisations", 1, "Thiếu dấu * dưới tên tổ chức ban hành.", SIZES)
        return
    names = paper.head[: paper.head.index(star)]
    if len(names) < 2 or names[0].is_bold or not names[-1].is_bold or {line.size for line in names} != {14.0}:
        yield Finding("organisations", 1, "Tên cấp trên cỡ 14 đứng, tên tổ chức ban hành cỡ 14 đậm.", SIZES)
    if any(abs(line.middle - star.middle) > MM for line in names):
        yield Finding("organisations", 1, "Dấu * phải ở giữa, dưới tên tổ chức.", SIZES)


def _number(paper: Paper) -> Iterator[Finding]:
    line = paper.in_head(lambda line: line.text.startswith("Số"))
    if line is None:
        return
    if not _NUMBER.fullmatch(line.text) and paper.in_head(lambda line: line.text == DRAFT) is None:
        yield Finding(
            "number",
            1,
            f"“{line.text}” phải viết như “Số 05-NQ/CB”: không hai chấm, dưới 10 có số 0.",
            NUMBERING,
        )
    if line.size != 14 or line.is_bold or line.is_italic:
        yield Finding("number", 1, "Số và ký hiệu phải cỡ 14, chữ đứng.", SIZES)


def _place_and_day(paper: Paper) -> Iterator[Finding]:
    line = paper.in_head(lambda line: ", ngày " in line.text)
    if line is None:
        yield Finding("place_and_day", 1, "Thiếu địa danh, ngày tháng năm.", SIZES)
        return
    if not _DAY.fullmatch(line.text):
        yield Finding(
            "place_and_day", 1, f"“{line.text}”: chỉ ngày dưới 10 và tháng 1, 2 có số 0 đứng trước.", WORDING
        )
    if line.size != 14 or not line.is_italic or line.left < 105 * MM:
        yield Finding("place_and_day", 1, "Địa danh, ngày tháng năm phải cỡ 14, nghiêng, ở bên phải.", SIZES)


def _title(paper: Paper) -> Iterator[Finding]:
    if not paper.body or len(paper.head) < 3:
        yield Finding("title", 1, "Thiếu ----- dưới trích yếu.", SIZES)
        return
    rule = paper.head[-1]
    above = [
        line for line in paper.head[:-1] if line.page == 1 and abs(line.middle - paper.text_middle(1)) < MM
    ]
    if len(above) < 2 or abs(rule.middle - paper.text_middle(1)) > MM:
        yield Finding("title", 1, "Tên loại, trích yếu và ----- phải ở giữa.", SIZES)
        return
    kind, subject = above[0], above[1:]
    if kind.size not in (15, 16) or not kind.is_bold or kind.text != kind.text.upper():
        yield Finding("title", 1, "Tên loại văn bản phải in hoa, cỡ 15–16, đậm.", SIZES)
    if any(line.size not in (14, 15) or not line.is_bold for line in subject):
        yield Finding("title", 1, "Trích yếu phải cỡ 14–15, đậm.", SIZES)


def _body_lines(paper: Paper) -> list[Line]:
    """The running text; what stands in a table is 13 and does not count."""
    return [line for line in paper.body if line.size != 13]


def _body(paper: Paper) -> Iterator[Finding]:
    lines = _body_lines(paper)
    if sizes := {line.size for line in lines} - {14.0, 15.0}:
        yield Finding("body", lines[0].page, f"Nội dung phải cỡ 14–15, đang có cỡ {sorted(sizes)}.", SIZES)
    for line in lines:
        indent = line.left - paper.left_margin(line.page)
        centred = abs(line.middle - paper.text_middle(line.page)) < 2 * MM
        if not (indent < MM or abs(indent - 10 * MM) < 1.5 * MM or centred):
            yield Finding("body", line.page, f"Dòng “{line.text[:30]}” không lùi đầu dòng 10 mm.", PAGE_SETUP)
    for before, line in pairwise(lines):
        step = before.baseline - line.baseline
        if before.page == line.page and step > 0:
            yield from _step(paper, line, step)


def _step(paper: Paper, line: Line, step: float) -> Iterator[Finding]:
    """An indented line begins a paragraph; any other goes on with the line before it."""
    if line.left - paper.left_margin(line.page) > 5 * MM:
        if step < 23.9:
            yield Finding("body", line.page, "Giữa hai đoạn phải cách thêm ít nhất 6 pt.", PAGE_SETUP)
    elif not 17.9 <= step <= 22.1:
        yield Finding("body", line.page, f"Khoảng cách dòng {step:.1f} pt, phải từ 18 đến 22 pt.", PAGE_SETUP)


def _page_numbers(paper: Paper) -> Iterator[Finding]:
    shown = {line.page: line for line in paper.numbers}
    if 1 in shown:
        yield Finding("page_numbers", 1, "Trang 1 không ghi số trang.", PAGE_SETUP)
    for page in paper.pages[1:]:
        line = shown.get(page.number)
        if line is None or line.text != str(page.number):
            yield Finding("page_numbers", page.number, "Thiếu số trang.", PAGE_SETUP)
            continue
        middle = paper.text_middle(page.number)
        high = abs(page.height - line.top - 10 * MM) > MM
        if line.size != 14 or line.is_bold or high or abs(line.middle - middle) > MM:
            yield Finding(
                "page_numbers", page.number, "Số trang phải cỡ 14, ở giữa, cách mép trên 10 mm.", PAGE_SETUP
            )


def _signatures(paper: Paper) -> Iterator[Finding]:
    heads = [line for line in paper.ending if _SIGNING.match(line.text) and line.text != "Nơi nhận:"]
    if not heads:
        yield Finding("signatures", len(paper.pages), "Thiếu phần ký.", SIGNING)
    for head in heads:
        above, below, room = _signing_column(paper, head)
        if any(line.size != 14 or not line.is_bold for line in (head, *below)):
            yield Finding("signatures", head.page, f"“{head.text}” và họ tên phải cỡ 14, đậm.", SIGNING)
        if any(line.is_bold or line.size != 14 for line in above):
            yield Finding("signatures", head.page, "Chức vụ phải cỡ 14, không đậm.", SIGNING)
        if below and room < 20 * MM:
            yield Finding("signatures", head.page, "Không đủ chỗ ký (ít nhất 20 mm).", SIGNING)


def _signing_column(paper: Paper, head: Line) -> tuple[list[Line], list[Line], float]:
    """The lines under the head, above and below the room to sign, and that room in points.

    A column that ends in an office is signed by somebody not named yet.
    """
    column = [line for line in paper.ending if line.page == head.page and abs(line.middle - head.middle) < MM]
    gaps = [upper.baseline - lower.baseline for upper, lower in pairwise(column)]
    if not gaps or not column[-1].is_bold:
        return column[1:], [], 0.0
    cut = gaps.index(max(gaps)) + 1
    return column[1:cut], column[cut:], max(gaps)


ARCHIVES = ("- Lưu Chi bộ.", "- Lưu Văn phòng.")
"""The last line of the recipients: of a cell's paper, of one a committee's office issues."""


def _recipients(paper: Paper) -> Iterator[Finding]:
    head = next((line for line in paper.ending if line.text == "Nơi nhận:"), None)
    if head is None:
        return
    strokes = paper.pages[head.page - 1].strokes
    under = any(0 < head.baseline - s.bottom < 5 and abs(s.left - head.left) < 3 for s in strokes)
    if head.size != 14 or head.is_bold or head.is_italic or not under:
        yield Finding("recipients", head.page, "“Nơi nhận:” phải cỡ 14, đứng, gạch chân.", RECIPIENTS)
    items = [line for line in paper.ending if line.size == 12]
    if not items or any(line.is_bold for line in items) or not items[0].text.startswith("- "):
        yield Finding(
            "recipients", head.page, "Danh sách nơi nhận phải cỡ 12, mỗi dòng bắt đầu bằng “- ”.", RECIPIENTS
        )
    elif items[-1].text not in ARCHIVES:
        yield Finding("recipients", head.page, "Nơi nhận phải kết thúc bằng “- Lưu Chi bộ.”", RECIPIENTS)


def _full_stop(paper: Paper) -> Iterator[Finding]:
    if paper.body and (not paper.body[-1].text.endswith(".") or paper.body[-1].text.endswith("./.")):
        yield Finding(
            "full_stop", paper.body[-1].page, "Nội dung phải kết thúc bằng dấu chấm, không “./.”", WORDING
        )


def _rank(line: Line | None) -> int:
    """1 of a heading `I-`, 2 of `1.`, 3 of `a)`, 0 of any other line."""
    marker = _HEADING.match(line.text) if line is not None and line.is_bold else None
    return 1 + ("-", ".", ")").index(marker[1][-1]) if marker else 0


def _standing_alone(paper: Paper) -> Iterator[Finding]:
    last_lines = {line.page: line for line in paper.body}
    after = {line.page for line in paper.ending}
    first_lines = {line.page: line for line in reversed(paper.body)}
    for page, line in last_lines.items():
        rank, next_rank = _rank(line), _rank(first_lines.get(page + 1))
        # a heading right after it, of its own rank or a higher one, says that there is nothing under it
        if rank and not 0 < next_rank <= rank and page not in after:
            yield Finding(
                "standing_alone", page, f"Đề mục “{line.text[:30]}” đứng một mình cuối trang.", CRAFT
            )
    for page in sorted(after - set(last_lines)):
        yield Finding("standing_alone", page, "Phần ký đứng một mình trên trang.", CRAFT)


CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    _page_size,
    _margins,
    _fonts,
    _metadata,
    _party_title,
    _organisations,
    _number,
    _place_and_day,
    _title,
    _body,
    _page_numbers,
    _signatures,
    _recipients,
    _full_stop,
    _standing_alone,
)
