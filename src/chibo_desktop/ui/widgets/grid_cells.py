"""The cells of a grid to be typed into: a line or a choice; Enter, ↑↓ and a pasted block are the grid's to act on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.composing import ComposingLine, commit_composing
from chibo_desktop.ui.widgets.drop_down import DropDown

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _block() -> str:
    """What was copied, when it is more than one cell of a spreadsheet."""
    copied = QGuiApplication.clipboard().text()
    return copied if "\t" in copied or "\n" in copied.strip("\r\n") else ""


class GridLine(ComposingLine):
    """One line without a label. `stepped(+1)` is ↑, `stepped(-1)` ↓; `pasted(block)` instead of a paste of many cells."""

    entered = Signal()
    pasted = Signal(str)
    came = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_number: bool = False) -> None:
        super().__init__(parent)
        if is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def minimumSizeHint(self) -> QSize:
        """Two figures are read whole; what is longer scrolls in it."""
        return QSize(look.px(56), super().minimumSizeHint().height())

    def words(self) -> str:
        return self.text()

    def show_words(self, words: str) -> None:
        """Shows what stands there now; sends nothing. The caret stays at the end while somebody is in it."""
        if words != self.text():
            blocked = self.blockSignals(True)
            self.setText(words)
            if not self.hasFocus():
                self.setCursorPosition(0)
            self.blockSignals(blocked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and (block := _block()):
            self.pasted.emit(block)
        elif event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            commit_composing()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class GridChoice(DropDown):
    """One of a few; letters and ↑↓ choose, Enter goes on."""

    typed = Signal()
    left = Signal()
    entered = Signal()
    pasted = Signal(str)
    came = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for key, words in choices:
            self.addItem(words, key)
        self.currentIndexChanged.connect(lambda _place: self.typed.emit())

    def words(self) -> str:
        """The key taken."""
        return str(self.currentData() or "")

    def whole_text(self) -> str:
        return self.words()

    def show_words(self, words: str) -> None:
        """Takes a choice; sends nothing."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(words)))
        self.blockSignals(blocked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and (block := _block()):
            self.pasted.emit(block)
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
