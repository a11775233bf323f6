"""Typing as a keyboard, UniKey and an input method do it; pytest-qt's keyClicks aborts on Vietnamese."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(widget: QWidget, key: Qt.Key, letter: str = "") -> None:
    """One key, pressed and let go."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter))


def type_letters(widget: QWidget, letters: str) -> None:
    """Each letter as one key event without a key code, which is how UniKey sends them."""
    for letter in letters:
        press(widget, Qt.Key.Key_unknown, letter)


def compose(widget: QWidget, letters: str) -> None:
    """What ibus does while a word is not finished."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def finish_composing(widget: QWidget, letters: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(letters)
    QApplication.sendEvent(widget, event)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """The left button, in the middle unless a place in the widget is given."""
    where = place or widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
