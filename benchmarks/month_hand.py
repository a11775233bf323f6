"""A hand that presses real keys in the real window without a screen, and counts presses, decisions and letters of prose."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QScrollArea, QWidget

from chibo_desktop.base import text

PATIENCE_S = 30.0
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Space": Qt.Key.Key_Space,
    **{f"F{number}": getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)},
}


@dataclass
class Hand:
    """`actions` are keys and clicks that count, `decisions` choices somebody has to think about, `prose` letters of free text.

    `times` are milliseconds the window's thread worked for each key, until it was at rest again: without the waiting
    for other programs on the same processor, and without that for the disk.
    """

    window: QWidget
    actions: int = 0
    chords: int = 0
    decisions: int = 0
    prose: int = 0
    times: list[tuple[float, str]] = field(default_factory=list)
    steps: list[tuple[str, int, int]] = field(default_factory=list)

    def decide(self, count: int = 1) -> None:
        """So many choices were thought about before the next key."""
        self.decisions += count

    def click(self, count: int) -> None:
        """Clicks where no window is yet: the two on the program's picture."""
        self.actions += count

    def press(self, *names: str) -> None:
        """Named keys and chords, each one action: "Enter", "F6", "Ctrl+Enter", "2"."""
        for name in names:
            self.actions += 1
            held, _, last = name.rpartition("+")
            self.chords += bool(held)
            mark = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
            self._timed(
                name, partial(self._key, KEYS[last], mark) if last in KEYS else partial(self._letter, last)
            )

    def type(self, letters: str) -> None:
        """Dates, names and numbers: every letter counts."""
        for letter in letters:
            self.actions += 1
            self._timed(letter, partial(self._letter, letter))

    def say(self, words: str) -> None:
        """Prose, which is the same work on paper."""
        self.prose += len(words)
        for letter in words:
            self._letter(letter)
        self.rest()

    def whisper(self, password: str) -> None:
        """The password, whose letters count nowhere."""
        for letter in password:
            self._letter(letter)

    def jump(self, whole: str) -> None:
        """Types letters of the given name until the list stands on this person, or the arrow leads to them; one decision."""
        self.decide()
        for letter in _given(whole):
            self.type(letter)
            if self.marked() == whole:
                return
        for _ in range(40):
            self.press("Down")
            if self.marked() == whole:
                return
        raise AssertionError(f"{whole} is not to be had by letters, but {self.marked()}")

    def pick(self, whole: str) -> None:
        """Types letters of the given name until the person is among those offered, then the digit of the row; one decision."""
        self.decide()
        for letter in _given(whole):
            self.type(letter)
            if whole in self.offered():
                self.type(str(self.offered().index(whole) + 1))
                return
        raise AssertionError(f"{whole} is not offered, but {self.offered()}")

    def offered(self) -> list[str]:
        """The names that hang under the field, as far as they are seen."""
        view = QApplication.activePopupWidget()
        if not isinstance(view, QAbstractItemView):
            return []
        model = view.model()
        return [
            str(model.index(place, 0).data()).partition(",")[0] for place in range(min(7, model.rowCount()))
        ]

    def marked(self) -> str:
        """The name in the current row of the list that has the keyboard."""
        view = QApplication.focusWidget()
        if not isinstance(view, QAbstractItemView):
            return ""
        return str(view.currentIndex().data() or "").partition(",")[0]

    def is_at_end(self) -> bool:
        """Whether the words that have the keyboard are scrolled to their end."""
        area = QApplication.focusWidget()
        assert isinstance(area, QScrollArea), f"the keyboard is on “{self.held()}”"
        bar = area.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def done(self, step: str) -> None:
        """The step is finished: what it cost is kept."""
        keys, thoughts = sum(each[1] for each in self.steps), sum(each[2] for each in self.steps)
        self.steps.append((step, self.actions - keys, self.decisions - thoughts))

    def until(self, what: str, seen: Callable[[], bool]) -> None:
        """Waits for the worker, as a person does who looks at the screen."""
        end = time.monotonic() + PATIENCE_S
        while not seen():
            assert time.monotonic() < end, f"{what} was not seen; on the screen: {self.words()[:1500]}"
            self._pause(10)

    def words(self) -> str:
        """Every label and name that can be read."""
        shown = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        said = [each.text() if isinstance(each, QLabel) else each.accessibleName() for each in shown]
        return " | ".join(each for each in said if each).replace("\u00a0", " ")

    def held(self) -> str:
        """The name of what has the keyboard."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def rest(self) -> None:
        """Lets everything happen that waits for its turn."""
        for _ in range(4):
            QApplication.processEvents()

    def _timed(self, name: str, act: Callable[[], None]) -> None:
        where = self.held()
        begun = time.thread_time()
        act()
        self.rest()
        self.times.append(((time.thread_time() - begun) * 1_000, f"{name} in “{where}”"))
        self._pause(2)

    def _key(self, key: Qt.Key, mark: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self._keyboard(), key, mark)

    def _letter(self, letter: str) -> None:
        """A letter as UniKey sends it; a digit as the keyboard does."""
        key = getattr(Qt.Key, f"Key_{letter}") if letter.isdecimal() else Qt.Key.Key_unknown
        target = self._keyboard()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)

    def _keyboard(self) -> QWidget:
        if QApplication.activePopupWidget() is None and not self.window.isActiveWindow():
            # without a screen a list of suggestions becomes the active window and does not give it back
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    @staticmethod
    def _pause(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _given(whole: str) -> str:
    return text.fold(whole.rsplit(maxsplit=1)[-1])
