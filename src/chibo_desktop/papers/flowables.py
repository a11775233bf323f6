"""Pieces that reportlab does not have: the head of a paper, a body that keeps its signature, a code in boxes."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from chibo_desktop.papers.blocks import PARTY
from chibo_desktop.papers.fonts import BOLD, ITALIC, REGULAR

ASCENT = 0.891  # of Times New Roman and what has its metrics


class Head(Flowable):  # type: ignore[misc]
    """The letterhead in two columns of 77 and 88 mm (documents.md §1.3): organisations left, title and date right.

    The date stands level with the number, or with the star where the paper carries no number; a mark as
    `DỰ THẢO` stands beneath.
    """

    def __init__(self, superior: str, issuer: str, number: str, place: str, mark: str = "") -> None:
        super().__init__()
        self._left = _wrapped(superior, REGULAR, 75 * mm) + _wrapped(issuer, BOLD, 75 * mm)
        self._left += [(REGULAR, "*")] + ([(REGULAR, number)] if number else [])
        self._level = len(self._left) - 1
        self._left += [(BOLD, mark)] if mark else []
        self._place = _place_lines(place)
        self._step = 18.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, len(self._left) * self._step
        return self.width, self.height

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        return 16.0

    def draw(self) -> None:
        left, right = self.width * 77 / 165 / 2, self.width * (77 + 88 / 2) / 165
        for line, (font, words) in enumerate(self._left):
            self._centred(font, 14, left, line, words)
        self._centred(BOLD, 15, right, 0, PARTY)
        half = stringWidth(PARTY, BOLD, 15) / 2
        rule = self._baseline(0) - 4
        self.canv.setLineWidth(0.8)
        self.canv.line(right - half, rule, right + half, rule)
        for up, words in enumerate(reversed(self._place)):
            middle = min(right, self.width - stringWidth(words, ITALIC, 14) / 2)
            self._centred(ITALIC, 14, middle, self._level - up, words)

    def _baseline(self, line: int) -> float:
        return float(self.height - 14 * ASCENT - line * self._step)

    def _centred(self, font: str, size: float, x: float, line: int, words: str) -> None:
        self.canv.setFont(font, size)
        self.canv.drawCentredString(x, self._baseline(line), words)


def _place_lines(place: str) -> list[str]:
    """One line; a place name too long to stand beside the number has a line of its own."""
    name, comma, day = place.partition(", ")
    if stringWidth(place, ITALIC, 14) <= 105 * mm:
        return [place] if place else []
    return [*(line for _, line in _wrapped(name + comma.rstrip(), ITALIC, 88 * mm)), day]


def _wrapped(words: str, font: str, width: float) -> list[tuple[str, str]]:
    return [(font, line) for line in simpleSplit(words, font, 14, width)]


class Ending(Flowable):  # type: ignore[misc]
    """The last piece of the body with the signatures under it: they never stand on a page without any of it.

    `tail` is the height that must stay with the signatures: two lines of a paragraph, one row of a table.
    """

    def __init__(self, last: Any, tail: float, gap: float, signatures: Any) -> None:
        super().__init__()
        self._last, self._tail, self._gap, self._signatures = last, tail, gap, signatures

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._heights = [piece.wrapOn(self.canv, width, 1e6)[1] for piece in (self._last, self._signatures)]
        self.width, self.height = width, sum(self._heights) + self._gap
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        room = min(height, self._heights[0] - self._tail)
        parts = self._last.splitOn(self.canv, width, room) if room > 0 else []
        if len(parts) < 2:
            return []
        return [*parts[:-1], Ending(parts[-1], self._tail, self._gap, self._signatures)]

    def draw(self) -> None:
        self._last.drawOn(self.canv, 0, self.height - self._heights[0])
        self._signatures.drawOn(self.canv, 0, 0)


class Boxes(Flowable):  # type: ignore[misc]
    """Groups of a code, large, each in a box, four to a line."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__()
        self._groups = groups

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, -(-len(self._groups) // 4) * 22 * mm
        return self.width, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        return 8.0

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        return 8.0

    def draw(self) -> None:
        wide = self.width / 4
        for place, group in enumerate(self._groups):
            row, column = divmod(place, 4)
            bottom = self.height - (row + 1) * 22 * mm + 3 * mm
            self.canv.roundRect(column * wide + 2 * mm, bottom, wide - 4 * mm, 18 * mm, 2 * mm)
            self.canv.setFont(BOLD, 26)
            self.canv.drawCentredString((column + 0.5) * wide, bottom + 6 * mm, group)
