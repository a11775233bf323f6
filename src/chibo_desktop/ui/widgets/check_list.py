"""A list in which several can be ticked: one stop of the Tab key, Space or a click ticks; who is in it is its owner's affair."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chibo_desktop.base import text
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.drop_down import paint_tick

ROW = 36
"""Logical pixels of a line: it is hit by a finger too."""
_KEY, _SOUGHT = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class _Lines(QStyledItemDelegate):
    """Paints the box as check boxes are painted everywhere, and the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return look.pixels(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, room = self.parent(), QRectF(option.rect)
        painter.save()
        if isinstance(view, QListWidget) and view.hasFocus() and view.currentIndex() == index:
            lettering.panel(painter, room.adjusted(2, 1, -2, -1), "info_pale", "info", look.px(2))
        is_taken = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        paint_tick(painter, room.adjusted(look.px(10), 0, 0, 0), is_taken=is_taken)
        words = room.adjusted(look.px(42), 0, -look.px(8), 0)
        lettering.write(painter, words, str(index.data()), "strong" if is_taken else "body")
        painter.restore()

    def editorEvent(self, event: QEvent, *_given: object) -> bool:
        """The list ticks, on the whole line."""
        return False


class CheckList(QListWidget):
    """`changed` when a person ticked something; `lines` rows are seen, the rest scrolls."""

    changed = Signal()

    def __init__(
        self, items: Sequence[tuple[str, str]], name: str, *, lines: int = 7, parent: QWidget | None = None
    ) -> None:
        """`items`: key and words."""
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setProperty("look", "panel")
        self.setProperty("ring", "no")
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for key, words in items:
            item = QListWidgetItem(words, self)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
            item.setData(_KEY, key)
            item.setData(_SOUGHT, text.fold(words))
            item.setCheckState(Qt.CheckState.Unchecked)
        look.follow(self.fit)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]

    def checked(self) -> tuple[str, ...]:
        """The keys of what is ticked, in the order of the list."""
        return tuple(
            str(item.data(_KEY)) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        )

    def check(self, keys: Collection[str]) -> None:
        """Ticks these and no others; sends nothing."""
        for item in self._items():
            is_taken = item.data(_KEY) in keys
            item.setCheckState(Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked)

    def narrow(self, letters: str) -> None:
        """Shows only what holds these letters, with or without marks; what is ticked stays ticked. The first is gone to."""
        sought = text.fold(letters.strip())
        for item in self._items():
            item.setHidden(sought not in str(item.data(_SOUGHT)))
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None:
            self.setCurrentItem(first)

    def seen(self) -> int:
        """How many fit the letters."""
        return sum(not item.isHidden() for item in self._items())

    def turn_current(self) -> None:
        """Ticks what is gone to, or takes the tick away."""
        if self.currentRow() < 0 or (item := self.currentItem()).isHidden():
            return
        is_taken = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_taken else Qt.CheckState.Checked)
        self.changed.emit()

    def go(self, step: int) -> None:
        """To the next line that is seen (1) or the one before (-1); it stays at the ends."""
        shown = [item for item in self._items() if not item.isHidden()]
        here = shown.index(self.currentItem()) if self.currentItem() in shown else -1
        if shown:
            self.setCurrentItem(shown[max(0, min(len(shown) - 1, here + step))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.turn_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        under = self.itemAt(event.position().toPoint())
        if under is not None and under is self.currentItem():
            self.turn_current()

    def fit(self) -> None:
        lines = max(2, min(self._lines, self.count()))
        self.setFixedHeight(lines * look.px(ROW) + 2 * self.frameWidth() + look.px(4))
        self.doItemsLayout()
