"""The workbook of indicators: figures, parts, sessions, those below, past spans; numbers as numbers, whole in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chibo_desktop.lists.indicator_words import (
    count_words,
    hand_period,
    hand_title,
    range_words,
    target_words,
    verdict_words,
)
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.figure import Figure, HandRow, Report, Reported

if TYPE_CHECKING:
    from chibo_desktop.lists.indicator_trends import Trends


@dataclass(frozen=True)
class Share:
    """A percentage in a cell, of whole numbers; an empty cell where nothing was counted."""

    numerator: int
    denominator: int | None


Value = str | int | None | Share
PAPER_A4 = 9


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name (at most 31 letters), what it shows, heads with their width in letters, and rows.

    `frozen` columns at the left stay beside the head.
    """

    name: str
    title: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 1


def make_report_book(report: Report, trends: Trends | None, issued: str) -> bytes:
    """The bytes of an .xlsx; `issued` is the line that says when and by whom. Sheets without rows are left out."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = _looks(book)
    of = f"{report.own.name}, {range_words(report.first, report.last)}"
    for sheet in _sheets(report, trends):
        if sheet.rows:
            _write(book, looks, sheet, (f"{of}. {issued}" if issued else of))
    book.close()
    return held.getvalue()


def _sheets(report: Report, trends: Trends | None) -> Iterator[Sheet]:
    yield _figures(report)
    yield _parts(report)
    yield _sessions(report)
    yield _below(report)
    if trends is not None:
        yield _spans(report, trends)
    yield _by_hand(report.by_hand)
    yield _ways(report)


FIGURE_HEADS = (("Chỉ tiêu", 44), ("Tử số", 9), ("Mẫu số", 9), ("Tỷ lệ", 9), ("Đơn vị", 15), ("Mức", 26))


def _figures(report: Report) -> Sheet:
    heads = (*FIGURE_HEADS, ("Kết quả", 10), ("Văn bản giao mức", 30), ("Ghi chú", 40))
    rows = tuple(
        (
            figure.title,
            figure.numerator,
            figure.denominator,
            Share(figure.numerator, figure.denominator),
            figure.unit,
            target_words(figure).removeprefix("Mức: "),
            verdict_words(figure.met, figure.target, figure.denominator),
            figure.target.rule if figure.target else "",
            " ".join(figure.notes),
        )
        for figure in report.figures
    )
    return Sheet("Chỉ tiêu", "CÁC CHỈ TIÊU", heads, rows)


def _parts(report: Report) -> Sheet:
    """Quarters, groups, teams: what a figure consists of and is no single session."""
    heads = (("Chỉ tiêu", 36), ("Phần", 50), *FIGURE_HEADS[1:5], ("Kết quả", 10), ("Ghi chú", 40))
    rows = tuple(
        (
            figure.title,
            row.title,
            row.numerator,
            row.denominator,
            Share(row.numerator, row.denominator),
            row.unit,
            verdict_words(row.met),
            row.note,
        )
        for figure in report.figures
        for row in figure.rows
        if row.ref is None
    )
    return Sheet("Chi tiết", "CHI TIẾT TỪNG CHỈ TIÊU", heads, rows, frozen=2)


def _sessions(report: Report) -> Sheet:
    """Every session with who came of who was due: the rows of the first figure that has such."""
    heads = (("Buổi", 50), ("Có mặt", 9), ("Phải dự", 9), ("Tỷ lệ", 9), ("Kết quả", 10), ("Ghi chú", 24))
    rows = next((figure.rows for figure in report.figures if any(row.ref for row in figure.rows)), ())
    return Sheet(
        "Từng buổi",
        "TỶ LỆ DỰ TỪNG BUỔI SINH HOẠT",
        heads,
        tuple(
            (
                row.title,
                row.numerator,
                row.denominator,
                Share(row.numerator, row.denominator),
                verdict_words(row.met),
                row.note,
            )
            for row in rows
        ),
    )


def _below(report: Report) -> Sheet:
    """A line for each organisation directly below; of each indicator numerator, denominator and share."""
    figures = [
        figure for figure in report.figures if any(figure.key in each.figures for each in report.below)
    ]
    heads: list[tuple[str, int]] = [("Nơi trực thuộc", 34)]
    for figure in figures:
        heads += [(f"{figure.title}: tử số", 10)]
        if figure.denominator is not None:
            heads += [("mẫu số", 8), ("tỷ lệ", 8)]
    rows = tuple((each.name, *_of(each, figures)) for each in report.below)
    return Sheet("Trực thuộc", "SO SÁNH CÁC NƠI TRỰC THUỘC", tuple(heads), rows)


def _of(each: Reported, figures: Sequence[Figure]) -> Iterator[Value]:
    for own in figures:
        figure = each.figures.get(own.key)
        yield figure.numerator if figure else None
        if own.denominator is not None:
            yield figure.denominator if figure else None
            yield Share(figure.numerator, figure.denominator) if figure else None


def _spans(report: Report, trends: Trends) -> Sheet:
    heads = (("Chỉ tiêu", 44), *((span.label, 9) for span in trends.spans))
    rows = tuple(
        (figure.title, *(_past(each) for each in trends.figures.get(figure.key, ())))
        for figure in report.figures
    )
    return Sheet("Qua các kỳ", "QUA CÁC KỲ (tỷ lệ; chỉ tiêu không có tỷ lệ: số lượt)", heads, rows)


def _past(figure: Figure | None) -> Value:
    if figure is None:
        return None
    return figure.numerator if figure.denominator is None else Share(figure.numerator, figure.denominator)


def _by_hand(by_hand: Sequence[HandRow]) -> Sheet:
    heads = (("Số liệu nhập tay", 44), ("Kỳ", 20), ("Tử số", 12), ("Mẫu số", 12), ("Tỷ lệ", 9), ("Nguồn", 50))
    rows = tuple(
        (
            hand_title(row),
            hand_period(row),
            row.numerator,
            row.denominator,
            Share(row.numerator, row.denominator) if row.numerator is not None else None,
            row.source,
        )
        for row in by_hand
    )
    return Sheet("Nhập tay", "SỐ LIỆU NHẬP TAY, không cộng vào số của chương trình", heads, rows)


def _ways(report: Report) -> Sheet:
    heads = (("Chỉ tiêu", 44), ("Cách tính", 100), ("Số của kỳ", 24))
    formulas = {each.key: each.formula for each in INDICATORS}
    rows = tuple((each.title, formulas.get(each.key, ""), count_words(each)) for each in report.figures)
    return Sheet("Cách tính", "CÁCH TÍNH TỪNG CHỈ TIÊU", heads, rows)


def _looks(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#B4AEA5", "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "help": book.add_format({"font_color": "#524F4B"}),
        "head": book.add_format({**edge, "bold": True, "text_wrap": True, "bg_color": "#F5F2ED"}),
        "text": book.add_format({**edge, "text_wrap": True}),
        "number": book.add_format({**edge, "num_format": "#,##0"}),
        "share": book.add_format({**edge, "num_format": "0.0%"}),
    }


def _write(book: Any, looks: dict[str, Any], sheet: Sheet, of: str) -> None:
    made = book.add_worksheet(sheet.name)
    made.write_string(0, 0, sheet.title, looks["title"])
    made.write_string(1, 0, of, looks["help"])
    head = 3
    for column, (words, wide) in enumerate(sheet.heads):
        made.write_string(head, column, words, looks["head"])
        made.set_column(column, column, wide)
    for place, row in enumerate(sheet.rows, head + 1):
        for column, value in enumerate(row):
            _write_value(made, looks, place, column, value)
    made.freeze_panes(head + 1, sheet.frozen)
    made.set_landscape()
    made.set_paper(PAPER_A4)
    made.fit_to_pages(1, 0)
    made.repeat_rows(head)
    made.set_footer("&C&P/&N")


def _write_value(made: Any, looks: dict[str, Any], row: int, column: int, value: Value) -> None:
    if isinstance(value, Share):
        if value.denominator:
            made.write_number(row, column, value.numerator / value.denominator, looks["share"])
        else:
            made.write_blank(row, column, None, looks["share"])
    elif isinstance(value, int):
        made.write_number(row, column, value, looks["number"])
    elif value:
        made.write_string(row, column, value, looks["text"])
    else:
        made.write_blank(row, column, None, looks["text"])
