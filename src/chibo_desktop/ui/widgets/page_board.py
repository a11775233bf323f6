"""A board as high as its rows, for a page that scrolls: the page scrolls it, and its head stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from chibo_desktop.ui.widgets.board import Board


class PageBoard(Board):
    """It has no scroll bar of its own; arrows bring the ringed cell into view. `moved` when the page scrolled it."""

    moved = Signal()

    def __init__(self, columns: Sequence[str], *, now: str = "", corner: str, name: str) -> None:
        super().__init__(columns, now=now, corner=corner, name=name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _area(self) -> QScrollArea | None:
        """What scrolls it."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (area := self._area()) is not None:
            bar = area.verticalScrollBar()
            bar.valueChanged.connect(self._on_scrolled, Qt.ConnectionType.UniqueConnection)
            self._keep_head()

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        edges = 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + edges)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page's."""
        event.ignore()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._keep_head()

    def _on_scrolled(self) -> None:
        self._keep_head()
        self.moved.emit()

    def _keep_head(self) -> None:
        """The head stands where the page begins to show this board, over the rows that have gone past."""
        area, head = self._area(), self.horizontalHeader()
        if area is None:
            return
        seen_from = self.mapFrom(area.viewport(), QPoint()).y()
        last = self.height() - head.height() - self.verticalHeader().defaultSectionSize()
        head.move(head.x(), max(self.frameWidth(), min(seen_from, last)))
        head.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.show_current()

    def show_current(self) -> None:
        """Scrolls the page so that the ringed cell is seen, clear of the head."""
        area = self._area()
        inside = area.widget() if area is not None else None
        if area is None or inside is None or not self.currentIndex().isValid():
            return
        cell, bar = self.cell_rect(), area.verticalScrollBar()
        top, bottom = (self.mapTo(inside, point).y() for point in (cell.topLeft(), cell.bottomLeft()))
        lowest = top - self.horizontalHeader().height()
        bar.setValue(min(max(bar.value(), bottom + 1 - area.viewport().height()), lowest))

    def fit(self) -> None:
        super().fit()
        self.updateGeometry()
