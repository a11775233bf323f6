"""The lines of the yearly rating and how they are painted: name, own level, the cell's level, votes for and against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from chibo_desktop.lists.cases import CaseRow, is_rated, rating_table
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.member_tasks import LedTask, count_words
from chibo_desktop.records.person_case import RATINGS
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.kept_lines import Index, KeptLines
from chibo_desktop.ui.widgets import lettering

COLUMNS = ("self_rating", "rating", "yes_count", "no_count")
HEADS = ("Tự nhận", "Chi bộ xếp", "Tán thành", "Không")
LEVELS = tuple(key for key, _ in RATINGS)
SHORT = {"excellent": "Xuất sắc", "good": "Tốt", "fulfilled": "Hoàn thành", "failed": "Không HT"}
ROW, HEAD = 48, 34  # logical pixels
_WIDE = (106, 114, 86, 60)


@dataclass(frozen=True)
class RatingLine:
    """One member, whose id is the key; "" and None for what is not written yet."""

    key: str
    name: str
    self_rating: str = ""
    rating: str = ""
    yes: int | None = None
    no: int | None = None
    tasks: str = ""
    """The tasks of the year in words: facts beside the rating, no score."""

    def words(self, column: int) -> str:
        """What stands in a column, "" for nothing."""
        if column < 2:
            return SHORT.get((self.self_rating, self.rating)[column], "")
        number = (self.yes, self.no)[column - 2]
        return "" if number is None else str(number)


def lines_of(sheet: MeetingSheet, led: Mapping[str, Sequence[LedTask]]) -> list[RatingLine]:
    """Everybody the rating asks for, and whoever was rated all the same, in the order of the roll, with the tasks led."""
    cases = {row.facts.text("member_id"): row for row in sheet.cases if row.matter == "rating"}
    return [
        replace(
            _line(person.member_id, person.name, cases.get(person.member_id)),
            tasks=count_words(led.get(person.member_id, ())),
        )
        for person in sheet.people
        if is_rated(person) or person.member_id in cases
    ]


def _line(member_id: str, name: str, row: CaseRow | None) -> RatingLine:
    if row is None:
        return RatingLine(member_id, name)
    vote = row.last.facts if row.last is not None else None
    yes = vote.count("yes_count") if vote is not None else None
    no = vote.count("no_count") if vote is not None and yes is not None else None
    return RatingLine(member_id, name, row.facts.text("self_rating"), row.facts.text("rating"), yes, no)


def table_words(sheet: MeetingSheet) -> str:
    """The summary by level, with those not rated; HTML. "" where the levels are not held."""
    if any("rating" in row.facts.absent for row in sheet.cases):
        return ""
    table = rating_table(sheet.cases)
    left = sum(is_rated(person) for person in sheet.people) - table[0].rated
    said = [f"{escape(each.words)}: <b>{each.count}</b>" for each in table]
    return f"{' · '.join(said)}. Đã xếp loại {table[0].rated}, còn {max(0, left)} đảng viên."


class RatingLines(KeptLines[RatingLine]):
    """The lines; the first row is the heading and can be neither chosen nor typed on."""

    FIRST = 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.row() == 0:
            return ", ".join(HEADS) if role == Qt.ItemDataRole.DisplayRole else None
        line = self.lines[index.row() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [f"{head} {line.words(place) or 'chưa ghi'}" for place, head in enumerate(HEADS)]
            return ", ".join(part for part in (line.name, line.tasks, *said) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.row() == 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RatingPainter(QStyledItemDelegate):
    """`column` is the current one, `typed` stands in its cell, `proposed` is what Enter would take there."""

    def __init__(self, model: RatingLines, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.column, self.typed, self.proposed = 0, "", ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return look.pixels(200, ROW if index.row() else HEAD)

    def cells(self, box: QRectF) -> list[QRectF]:
        """Where the columns stand in a row, at its right end."""
        left = box.right() - look.px(sum(_WIDE) + 12)
        found = []
        for wide in _WIDE:
            found.append(QRectF(left, box.top(), look.px(wide), box.height()))
            left += look.px(wide)
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, cells = QRectF(option.rect), self.cells(QRectF(option.rect))
        painter.save()
        if index.row() == 0:
            painter.fillRect(box, look.colour("tinted"))
            for cell, head in zip(cells, HEADS, strict=True):
                lettering.write(painter, cell.adjusted(look.px(8), 0, 0, 0), head, "body", "muted")
        else:
            self._paint_line(painter, box, cells, index.row())
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, cells: list[QRectF], row: int) -> None:
        line, is_current = self._model.lines[row - 1], row == self._view.currentIndex().row()
        if is_current:
            around = box.adjusted(look.px(4), look.px(1), -look.px(4), -look.px(1))
            lettering.panel(painter, around, "info_pale", "outline", look.hair())
        else:
            painter.setPen(QPen(look.colour("line"), look.hair()))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        name = QRectF(look.px(14), box.top(), cells[0].left() - look.px(18), box.height())
        role: look.Role = "strong" if is_current else "body"
        if line.tasks:
            half = name.height() / 2
            lettering.write(painter, name.adjusted(0, look.px(4), 0, 1 - half), line.name, role)
            lettering.write(painter, name.adjusted(0, half - 1, 0, -look.px(4)), line.tasks, "body", "muted")
        else:
            lettering.write(painter, name, line.name, role)
        for place, cell in enumerate(cells):
            self._paint_cell(painter, cell, line, place, is_current=is_current and place == self.column)

    def _paint_cell(
        self, painter: QPainter, cell: QRectF, line: RatingLine, place: int, *, is_current: bool
    ) -> None:
        if is_current:
            ring = "info" if self._view.hasFocus() else "outline"
            lettering.panel(
                painter, cell.adjusted(2, look.px(6), -2, -look.px(6)), "surface", ring, look.px(2)
            )
        typed = self.typed if is_current else ""
        words, tone = typed or line.words(place), "info_text" if typed else "ink"
        if is_current and not words and self.proposed:
            words, tone = f"{self.proposed}?", "muted"
        room = cell.adjusted(look.px(8), 0, -look.px(8), 0)
        lettering.write(
            painter, room, words or "–", "strong" if place == 1 else "body", tone if words else "muted"
        )
