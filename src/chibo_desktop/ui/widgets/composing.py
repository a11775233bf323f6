"""Editors that know what the input method is still composing, so that autosave keeps it without committing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from chibo_desktop.base import text


def commit_composing() -> None:
    """Ends composing: call it at the top of every search, shortcut and leaving, never from autosave.

    Text being composed by ibus-unikey is not in `text()`; without this the last word would be lost.
    """
    QGuiApplication.inputMethod().commit()


def is_for_the_window(event: QEvent) -> bool:
    """Ctrl+K: on Linux a text field would cut its line there, while the window searches."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.DeleteEndOfLine)


class ComposingLine(QLineEdit):
    """One line; `typed` also fires while a word is being composed."""

    typed = Signal()
    left = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self.textChanged.connect(self.typed)

    def whole_text(self) -> str:
        """The text with what is being composed at its place, in NFC."""
        place = self.cursorPosition()
        return text.nfc(self.text()[:place] + self._composing + self.text()[place:])

    def event(self, event: QEvent) -> bool:
        if is_for_the_window(event):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        commit_composing()
        super().focusOutEvent(event)
        self.left.emit()


class ComposingProse(QPlainTextEdit):
    """Several lines; Tab goes to the next control, it is no character of a sentence."""

    typed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.typed)

    def whole_text(self) -> str:
        """The text with what is being composed at its place, in NFC."""
        place = self.textCursor().position()
        written = self.toPlainText()
        return text.nfc(written[:place] + self._composing + written[place:])

    def event(self, event: QEvent) -> bool:
        if is_for_the_window(event):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.typed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        commit_composing()
        super().focusOutEvent(event)
        self.left.emit()
