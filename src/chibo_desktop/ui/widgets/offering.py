"""What is offered beneath a line while somebody types: every item that holds the letters, with or without marks."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chibo_desktop.base import text

SOUGHT = int(Qt.ItemDataRole.UserRole)
"""The role of a model under which an item's letters stand folded, to be sought."""


class _Numbers(QStyledItemDelegate):
    """Paints the number of its key before each row; a screen reader hears the item alone."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        words: str = option.text
        option.text = f"{index.row() + 1}  {words}"


class Offering(QCompleter):
    """Popup only: inline completion breaks UniKey, which sends Backspace and the letter anew.

    `written` is the role of what comes to stand in the line, `most` how many are seen without scrolling; `by_number`
    where a digit takes its row, because no item holds one: `numbered` is sent once the row is marked.
    """

    numbered = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        parent: QWidget,
        *,
        name: str,
        most: int,
        written: int = int(Qt.ItemDataRole.DisplayRole),
        by_number: bool = False,
    ) -> None:
        self._written, self._is_numbered = written, by_number
        super().__init__(model, parent)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(SOUGHT)
        self.setMaxVisibleItems(most)
        self._shown = QListView()
        self._shown.setProperty("look", "popup")
        self._shown.setAccessibleName(name)
        self.setPopup(self._shown)
        if by_number:
            self._shown.setItemDelegate(_Numbers(self._shown))
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._mark_first)

    def mark_first(self, *, marked: bool = True) -> None:
        """The first row is shown as the one Enter takes, as soon as the list has been filled for the last letter."""
        if marked:
            self._marking.start(0)
        else:
            self._marking.stop()

    def _mark_first(self) -> None:
        shown = self._shown
        if shown.isVisible() and not shown.currentIndex().isValid():
            with QSignalBlocker(shown.selectionModel()):  # Qt would write the marked row into the line
                shown.setCurrentIndex(self.completionModel().index(0, 0))
            shown.viewport().update()

    def marked(self) -> QModelIndex:
        """The row Enter takes: the one gone to, else the first of those offered; none while nothing is offered."""
        if not self._shown.isVisible():
            return QModelIndex()
        held = self._shown.currentIndex()
        return held if held.isValid() else self.completionModel().index(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = self._is_numbered and watched is self._shown and event.type() == QEvent.Type.KeyPress
        if is_asked and isinstance(event, QKeyEvent) and self._mark(event.text()):
            self.numbered.emit()
            self._shown.hide()
            return True
        return super().eventFilter(watched, event)

    def _mark(self, digit: str) -> bool:
        """Marks the row of that number; False when nothing is offered there."""
        place = int(digit) - 1 if digit.isdecimal() else -1
        if not 0 <= place < min(self.completionCount(), self.maxVisibleItems()):
            return False
        with QSignalBlocker(self._shown.selectionModel()):
            self._shown.setCurrentIndex(self.completionModel().index(place, 0))
        return True

    def splitPath(self, path: str) -> list[str]:
        return [text.fold(path.strip())]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(self._written))
