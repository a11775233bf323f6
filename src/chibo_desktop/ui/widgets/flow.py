"""Widgets in a line that goes on in the next where it is too short, like words; what they say is not here."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import look


class Flow(QWidget):
    """`put` from the left, `put(…, at_end=True)` at the right end of its line; as high as its lines, no higher."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap, self._least = gap, 0
        self._items: list[tuple[QWidget, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.follow(self.place)

    def hold_height(self, least: int) -> None:
        """No line lower than that, in logical pixels."""
        self._least = least

    def put(self, widget: QWidget, *, at_end: bool = False, before: QWidget | None = None) -> None:
        """Adds a widget, or sets it before another one."""
        held = [item for item, _ in self._items]
        self._items.insert(held.index(before) if before in held else len(held), (widget, at_end))
        explicitly_hidden = widget.isHidden() and widget.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        )
        widget.setParent(self)
        if not explicitly_hidden:
            widget.show()
        self.place()

    def sizeHint(self) -> QSize:
        return QSize(self._across(each.sizeHint().width() for each, _ in self._shown()), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        widest = max((_least(each).width() for each, _ in self._shown()), default=0)
        margins = self.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), self.minimumHeight())

    def _across(self, widths: Iterator[int]) -> int:
        held, margins = list(widths), self.contentsMargins()
        gaps = look.px(self._gap) * max(0, len(held) - 1)
        return sum(held) + gaps + margins.left() + margins.right()

    def _shown(self) -> list[tuple[QWidget, bool]]:
        return [(each, at_end) for each, at_end in self._items if not each.isHidden()]

    def _lines(self, width: int) -> list[list[tuple[QWidget, bool]]]:
        lines: list[list[tuple[QWidget, bool]]] = [[]]
        taken = 0
        for each, at_end in self._shown():
            wanted = _least(each).width()
            if lines[-1] and taken + look.px(self._gap) + wanted > width:
                lines.append([])
                taken = 0
            taken += wanted + (look.px(self._gap) if lines[-1] else 0)
            lines[-1].append((each, at_end))
        return lines

    def place(self) -> None:
        """Lays the widgets out in the width there is."""
        room, gap = self.contentsRect(), look.px(self._gap)
        top, margins = room.top(), self.contentsMargins()
        for line in self._lines(room.width()):
            height = max([look.px(self._least), *(_least(each).height() for each, _ in line)])
            self._place_line(line, QRect(room.left(), top, room.width(), height))
            top += height + gap
        height = top - gap + margins.bottom()
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        self.updateGeometry()

    def _place_line(self, line: list[tuple[QWidget, bool]], room: QRect) -> None:
        left, gap = room.left(), look.px(self._gap)
        spare = room.width() - self._spread(line)
        has_pushed = False
        for each, at_end in line:
            if at_end and not has_pushed and line[0][0] is not each:
                left, has_pushed = left + max(0, spare), True
            wanted = _least(each)
            width = min(wanted.width(), room.width())
            each.setGeometry(
                left, room.top() + (room.height() - wanted.height()) // 2, width, wanted.height()
            )
            left += width + gap

    def _spread(self, line: list[tuple[QWidget, bool]]) -> int:
        widths = [_least(each).width() for each, _ in line]
        return sum(widths) + look.px(self._gap) * max(0, len(widths) - 1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()


def _least(each: QWidget) -> QSize:
    """What it wants, and what was set for it."""
    return each.sizeHint().expandedTo(each.minimumSize()).boundedTo(each.maximumSize())
