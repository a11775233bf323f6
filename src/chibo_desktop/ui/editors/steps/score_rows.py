"""How the rows of a score are held and painted: headings of groups, items with proof, points and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from chibo_desktop.lists.scoring import ScoreRow, ScoreSheet
from chibo_desktop.rules.scoring import show_points
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.editors.steps.kept_lines import Index, KeptLines
from chibo_desktop.ui.widgets import lettering

ITEM_ROW, HEAD_ROW = 48, 34  # logical pixels
_POINTS = 84


@dataclass(frozen=True)
class Line:
    """One line on the screen; `key` is the item's code, "" for the heading of a group."""

    key: str
    code: str
    title: str
    points: str
    most: str
    second: str = ""
    kind: glyphs.Kind | None = None
    words: str = ""


def lines_of(sheet: ScoreSheet) -> list[Line]:
    """The lines of a score; a group of one item needs no heading."""
    parts = sheet.frame.parts
    found = []
    for group in sheet.frame.groups:
        if len(group.items) > 1:
            made = show_points(parts, sheet.total.by_group[group.code])
            found.append(Line("", group.code, group.title, made, show_points(parts, group.most)))
        for item in group.items:
            row = sheet.row(item.code)
            if row is not None:
                found.append(_line(row, parts))
    return found


def _line(row: ScoreRow, parts: int) -> Line:
    kind, words = state_of(row)
    points = show_points(parts, row.points) if row.points is not None else "–"
    most = show_points(parts, row.item.most)
    return Line(
        row.item.code, row.item.code, row.item.title, points, most, row.reason or row.proof, kind, words
    )


def state_of(row: ScoreRow) -> tuple[glyphs.Kind, str]:
    """The shape and words for where an item's points come from."""
    if not row.is_applied:
        return "missing", "không tính"
    if row.points is None:
        return "todo", "cần người chấm"
    if row.asks_reason:
        return "warning", "cần lý do"
    if row.by_hand is not None and row.by_hand == row.points:
        return "done", "người chấm"
    return "tick", "theo số liệu"


class ScoreLines(KeptLines[Line]):
    """The lines; headings can be neither chosen nor typed on."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{line.code}, {line.title}, {line.points} trên {line.most} điểm"
            return ", ".join(part for part in (said, line.words, line.second) if part)
        if role == Qt.ItemDataRole.ToolTipRole and line.key:
            return f"{line.title}\n{line.second}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ScorePainter(QStyledItemDelegate):
    """Paints code, title and proof at the left, points and their state at the right; `typed` stands for the points."""

    def __init__(self, model: ScoreLines, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.typed = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return look.pixels(200, ITEM_ROW if self._model.lines[index.row()].key else HEAD_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, box = self._model.lines[index.row()], QRectF(option.rect)
        painter.save()
        if not line.key:
            self._paint_head(painter, box, line)
        else:
            current = index.row() == self._view.currentIndex().row()
            self._paint_ground(painter, box, index.row(), current=current)
            self._paint_item(painter, box, line, current=current)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, line: Line) -> None:
        painter.fillRect(box, look.colour("tinted"))
        room = box.adjusted(look.px(16), 0, -look.px(20), 0)
        points = f"{line.points}/{line.most}"
        lettering.write(painter, room, points, "body", "muted", align=lettering.RIGHT)
        room.setRight(room.right() - lettering.width_of(points) - look.px(12))
        lettering.write(painter, room, f"{line.code}.  {line.title}", "strong")

    def _paint_ground(self, painter: QPainter, box: QRectF, place: int, *, current: bool) -> None:
        if current:
            around = box.adjusted(look.px(4), look.px(1), -look.px(4), -look.px(1))
            ring = "info" if self._view.hasFocus() else "outline"
            lettering.panel(painter, around, "info_pale", ring, look.px(2))
        elif place + 1 < len(self._model.lines) and place + 1 != self._view.currentIndex().row():
            painter.setPen(QPen(look.colour("line"), look.hair()))
            y = round(box.bottom()) - 0.5
            painter.drawLine(QPointF(box.left() + look.px(16), y), QPointF(box.right() - look.px(16), y))

    def _paint_item(self, painter: QPainter, box: QRectF, line: Line, *, current: bool) -> None:
        top = QRectF(box.left(), box.center().y() - look.px(21), box.width(), look.px(21))
        under = top.translated(0, look.px(20))
        self._paint_points(painter, top, line, current=current)
        right = self._paint_state(painter, under, line)
        code = QRectF(top.left() + look.px(16), top.top(), look.px(40), top.height())
        lettering.write(painter, code, line.code, "body", "muted")
        left = box.left() + look.px(60)
        title = QRectF(left, top.top(), box.right() - look.px(_POINTS + 20) - left, top.height())
        lettering.write(painter, title, line.title, "strong" if current else "body")
        proof = QRectF(left, under.top(), right - look.px(12) - left, under.height())
        lettering.write(painter, proof, line.second, "body", "muted")

    def _paint_points(self, painter: QPainter, room: QRectF, line: Line, *, current: bool) -> None:
        typed = self.typed if current and self.typed else ""
        words = f"{typed or line.points}/{line.most}"
        box = room.adjusted(0, 0, -look.px(20), 0)
        token = "info_text" if typed else "ink"
        lettering.write(painter, box, words, "strong", token, align=lettering.RIGHT)

    def _paint_state(self, painter: QPainter, room: QRectF, line: Line) -> float:
        right = room.right() - look.px(20)
        if line.kind is None:
            return right
        tone = look.tone_text(glyphs.tone_of(line.kind))
        width = lettering.width_of(line.words)
        words = QRectF(right - width, room.top(), width + 1, room.height())
        lettering.write(painter, words, line.words, "body", tone, align=lettering.RIGHT)
        shape = QRectF(words.left() - look.px(22), room.center().y() - look.px(8), look.px(16), look.px(16))
        glyphs.glyph(painter, shape, line.kind)
        return shape.left()
