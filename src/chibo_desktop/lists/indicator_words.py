"""A figure in words, the same on page, paper and workbook: its share, its target and who set it, its verdict."""

from __future__ import annotations

from typing import NamedTuple

from chibo_desktop.base.dates import show_month
from chibo_desktop.base.text import NO_BREAK_SPACE
from chibo_desktop.lists.indicators.figure import Figure, HandRow, Row
from chibo_desktop.lists.places import FIGURES

PER_SESSION = "IND-1"
"""Its target is set for each session; the figure is met when every session reached it."""
QUARTERS = ("I", "II", "III", "IV")


class Aim(NamedTuple):
    """What the figure itself is compared with, in percent: 100 where each of its parts has to reach the target."""

    percent: int
    words: str


def aim_of(figure: Figure) -> Aim | None:
    """Where the line of the target stands; None without a target."""
    if figure.target is None:
        return None
    percent = 100 if figure.key == PER_SESSION else figure.target.percent
    return Aim(percent, f"{percent}{NO_BREAK_SPACE}%")


def grouped(number: int) -> str:
    """As in "1.234"."""
    return f"{number:,}".replace(",", ".")


def count_words(part: Figure | Row) -> str:
    """As in "35 / 40 buổi", "504 lượt"."""
    share = "" if part.denominator is None else f" / {grouped(part.denominator)}"
    return f"{grouped(part.numerator)}{share}{f' {part.unit}' if part.unit else ''}"


def value_words(part: Figure | Row) -> str:
    """The percentage, or the count where there is no share."""
    return part.percent_shown if part.denominator is not None else grouped(part.numerator)


def target_words(figure: Figure) -> str:
    """As in "Mức: trên 90 %", and how it is judged where that is not plain; "" without a target."""
    if figure.target is None:
        return ""
    least = f"{'trên' if figure.target.strict else 'từ'} {figure.target.percent}{NO_BREAK_SPACE}%"
    if figure.key == PER_SESSION:
        return f"Mức: mỗi buổi {least}, buổi nào cũng phải đạt"
    return f"Mức: {least}" if figure.target.percent < 100 else f"Mức: 100{NO_BREAK_SPACE}%"


def verdict_words(met: bool | None, target: object = None, counted: int | None = None) -> str:
    """As in "Đạt"; of nothing counted, or of a span that is not over, that; "" where nothing is asked for."""
    if met is None:
        unsaid = "Chưa hết kỳ" if counted else "Chưa có số"
        return unsaid if target is not None else ""
    return "Đạt" if met else "Chưa đạt"


def range_words(first: str, last: str) -> str:
    """As in "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026", "tháng 9 năm 2026", "từ … đến …"."""
    year, begin, end = first[:4], int(first[5:]), int(last[5:])
    if first == last:
        return show_month(first)
    if year == last[:4]:
        if (begin, end) == (1, 12):
            return f"năm {year}"
        if end - begin == 5 and begin in (1, 7):
            return f"6 tháng {'đầu' if begin == 1 else 'cuối'} năm {year}"
        if end - begin == 2 and begin % 3 == 1:
            return f"quý {QUARTERS[begin // 3]} năm {year}"
    return f"từ {show_month(first)} đến {show_month(last)}"


def hand_title(row: HandRow) -> str:
    """What a figure typed by hand is of."""
    return dict(FIGURES).get(row.indicator, row.indicator)


def hand_count(row: HandRow) -> str:
    """As in "120 / 152"; a number that is not there is left out, of a share it is "–"."""
    if row.numerator is None or row.denominator is None:
        only = row.numerator if row.numerator is not None else row.denominator
        return grouped(only) if only is not None else "–"
    return f"{grouped(row.numerator)} / {grouped(row.denominator)} = {row.percent_shown}"


def hand_period(row: HandRow) -> str:
    """As in "2026-01 – 2026-12", the parts as they were typed but in our order."""
    shown = ["/".join(reversed(part.split("-"))) for part in (row.period_from, row.period_until)]
    return shown[0] if shown[0] == shown[1] else " – ".join(shown)
