"""Editors that know what the input method is still composing, so that autosave keeps it without committing it.

What is pasted into them comes in as plain words, whole or not at all.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from chibo_desktop.base import text
from chibo_desktop.base.pasted import read_pasted

PROSE_MOST = 20_000
"""Characters a prose field holds unless its record says otherwise."""


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


def too_long(pasted: int, room: int) -> str:
    """Why a paste was not taken in, and that it is still there to be pasted."""
    return (
        f"Đoạn dán dài {pasted} chữ cái, ô này chỉ còn nhận được {max(0, room)}. "
        "Viết gọn lại hoặc chia ra rồi dán; chữ đang có giữ nguyên."
    )


class ComposingLine(QLineEdit):
    """One line; `typed` also fires while a word is being composed, `refused` says why a paste was not taken."""

    typed = Signal()
    left = Signal()
    stepped = Signal(int)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self.textChanged.connect(self.typed)
        self.inputRejected.connect(self._on_rejected)

    def _on_rejected(self) -> None:
        """Typed or pasted from the menu beyond the end: what did not fit is not there."""
        if len(self.text()) >= self.maxLength():
            self.refused.emit(f"Ô này nhận nhiều nhất {self.maxLength()} chữ cái. Hãy viết gọn lại.")

    def _paste(self) -> None:
        words = text.clean_line(read_pasted(QGuiApplication.clipboard().text(), begins_line=False))
        room = self.maxLength() - len(self.text()) + len(self.selectedText())
        if len(words) > room:
            self.refused.emit(too_long(len(words), room))
        else:
            self.insert(words)

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
        is_plain = self.echoMode() == QLineEdit.EchoMode.Normal and not self.isReadOnly()
        if is_plain and event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        commit_composing()
        super().focusOutEvent(event)
        self.left.emit()


class ComposingProse(QPlainTextEdit):
    """Several lines; Tab goes to the next control, it is no character of a sentence.

    `refused` says why a paste was not taken: beyond `most` characters it would not be written either.
    """

    typed = Signal()
    left = Signal()
    refused = Signal(str)
    widened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self.most = PROSE_MOST
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

    def count_lines(self, most: int) -> int:
        """How many lines the words take at this width; no further than one more than `most`."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= most:
            layout.blockBoundingRect(block)  # Qt breaks only those lines that are seen
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """From Word or Zalo: paragraphs, items of lists and rows of tables as plain lines, without fonts."""
        given = source.text() or QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        cursor = self.textCursor()
        chosen = len(cursor.selectedText())
        cursor.setPosition(cursor.selectionStart())
        words = read_pasted(given, begins_line=cursor.atBlockStart())
        room = self.most - len(self.toPlainText()) + chosen
        if len(words) > room:
            self.refused.emit(too_long(len(words), room))
        else:
            self.insertPlainText(words)
            self.ensureCursorVisible()
