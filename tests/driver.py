"""A secretary at the window: acts by the words on the screen and by keys, and reads what stands there; knows no attribute."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui.main_window import MainWindow
from ready import take

PASSWORD = "suối lanh mùa đông"
NAMES = (
    "Vàng A Chứ",
    "Giàng Thị Dua",
    "Lò Văn Hặc",
    "Pờ Go Hừ",
    "Quàng Văn Kiêm",
    "Lù Thị Lả",
    "Sùng A Nhà",
    "Lò Văn Pâng",
)
EVENING = datetime(2026, 10, 5, 20, 0, tzinfo=VIETNAM)
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Space": Qt.Key.Key_Space,
    **{f"F{number}": getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)},
}
Kind = TypeVar("Kind", bound=QWidget)
Editor = QLineEdit | QPlainTextEdit | QComboBox


def make_cell(folder: Path) -> Desk:
    """A cell of eight official members on the evening of its meeting; the first is its secretary."""
    unit = Unit(
        name="Chi bộ bản Suối Lanh",
        kind="cell",
        parent_name="Đảng bộ xã Mường Sáy",
        place_name="Mường Sáy",
        usual_place="Nhà văn hóa bản Suối Lanh",
    )

    def make(place: Path) -> None:
        desk = set_up(
            place, unit, password=PASSWORD, clock=FixedClock(EVENING), cost=Cost(t=1, m=64, p=1)
        ).desk
        for number, name in enumerate(NAMES):
            add_member(desk, full_name=name, office="secretary" if number == 0 else None)
        desk.close()

    take(folder, make, "secretary's cell")
    return open_desk(folder, PASSWORD, clock=FixedClock(EVENING))


def make_meeting(desk: Desk, *, whole: bool = False) -> str:
    """The meeting of October 2026; `whole` gives it everything that is asked for before the roll call."""
    members = [
        row["id"]
        for row in desk.store.rows(
            "SELECT id FROM member WHERE full_name IN (?, ?) ORDER BY rowid", NAMES[:2]
        )
    ]
    more = {"secretary_id": members[1], "ended_at": time(21, 45)} if whole else {}
    return add_meeting(desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30), **more)[1]


class Secretary:
    """One window on one desk. Keys go where the keyboard is; labels are found among what can be seen."""

    def __init__(
        self, desk: Desk, page: str = "Trang Sinh hoạt", size: tuple[int, int] = (1366, 768)
    ) -> None:
        self.desk = desk
        self.window = MainWindow(desk.folder, Settings(desk.folder), clock=desk.store.clock)
        self.window.resize(*size)
        self.window.show_desk(desk)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.press(page)

    # acting

    def press(self, words: str) -> None:
        """Clicks the button of that name, or the first that begins with it."""
        button = self._button(words)
        assert button.isEnabled(), f"“{words}” cannot be pressed now"
        button.click()
        QApplication.processEvents()

    def keys(self, *names: str) -> None:
        """Presses keys one after the other: a digit or letter, "Enter", "Down", "F6", "Ctrl+Enter"."""
        for name in names:
            held, _, last = name.rpartition("+")
            mark = Qt.KeyboardModifier.ControlModifier if held == "Ctrl" else Qt.KeyboardModifier.NoModifier
            target = self._keyboard()
            if last in KEYS:
                QTest.keyClick(target, KEYS[last], mark)
            elif held:
                QTest.keyClick(target, getattr(Qt.Key, f"Key_{last.upper()}"), mark)
            else:
                self.type_words(last)
            QApplication.processEvents()

    def type_words(self, words: str) -> None:
        """Each letter as one key event without a key code, which is how UniKey sends them."""
        for letter in words:
            target = self._keyboard()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key.Key_unknown.value
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()

    def compose(self, letters: str) -> None:
        """A word not yet finished, as ibus sends it."""
        QApplication.sendEvent(self._keyboard(), QInputMethodEvent(letters, []))

    def finish_word(self, letters: str) -> None:
        """The word as the input method commits it."""
        event = QInputMethodEvent("", [])
        event.setCommitString(letters)
        QApplication.sendEvent(self._keyboard(), event)

    def go_to(self, label: str) -> None:
        """Puts the caret into the field of that label, everything in it chosen."""
        editor = self._editor(label)
        editor.setFocus()
        if not isinstance(editor, QComboBox):
            editor.selectAll()

    def write(self, label: str, words: str) -> None:
        """Types words over what stands in the field and goes on with Tab."""
        self.go_to(label)
        self.type_words(words)
        self.keys("Tab")

    def follow(self, link: str) -> None:
        """Follows a link inside a sentence."""
        for words in self._shown(QLabel):
            if f">{link}</a>" in words.text():
                key = words.text().split(f">{link}</a>")[0].rpartition("href=")[2].strip("'\"")
                words.linkActivated.emit(key)
                QApplication.processEvents()
                return
        raise AssertionError(f"no link “{link}”")

    # reading

    def value(self, label: str) -> str:
        """What stands in the field of that label."""
        editor = self._editor(label)
        if isinstance(editor, QComboBox):
            return editor.currentText()
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def can_write(self, label: str) -> bool:
        """Whether the field of that label can be typed into."""
        return self._editor(label).isEnabled()

    def has(self, label: str) -> bool:
        """Whether a field or a button of that name is on the screen."""
        names = [
            each.accessibleName()
            for each in self._shown(QWidget)
            if isinstance(each, Editor | QAbstractButton)
        ]
        return any(name == label or name.startswith(label) for name in names if name)

    def error(self, label: str) -> str:
        """The sentence under the field, "" when there is none."""
        editor = self._editor(label)
        return editor.accessibleDescription() if editor.property("state") == "wrong" else ""

    def screen(self) -> str:
        """Everything that can be read, with plain spaces."""
        QApplication.processEvents()
        parts = []
        for each in self._shown(QWidget):
            parts.append(each.text() if isinstance(each, QLabel) else each.accessibleName())
            if isinstance(each, QAbstractItemView) and each.model() is not None:
                parts += self._rows(each)
        return " | ".join(part for part in parts if part).replace("\u00a0", " ")

    def rows(self, name: str) -> list[str]:
        """The lines of a list, as a screen reader says them."""
        found = next(each for each in self._shown(QAbstractItemView) if each.accessibleName() == name)
        return self._rows(found)

    def focus(self) -> str:
        """The name of what has the keyboard."""
        self._keyboard()
        held = QApplication.focusWidget()
        return held.accessibleName() if held is not None else ""

    def close(self) -> None:
        """Closes the window as a person does."""
        self.window.close()
        QApplication.processEvents()

    def cut_power(self) -> None:
        """The window is gone between two keys: nothing in it hears of leaving, hiding or closing."""
        for each in (self.window, *self.window.findChildren(QObject)):
            each.blockSignals(True)
        self.window.hide()

    # finding

    def _keyboard(self) -> QWidget:
        if QApplication.activePopupWidget() is None and not self.window.isActiveWindow():
            # offscreen a list of suggestions becomes the active window and does not give it back when it goes
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _shown(self, kind: type[Kind]) -> list[Kind]:
        QApplication.processEvents()
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def _button(self, words: str) -> QAbstractButton:
        found = self._shown(QAbstractButton)
        named = [each for each in found if each.accessibleName() == words]
        named += [each for each in found if each.accessibleName().startswith(words)]
        assert named, f"no button “{words}” among {sorted(each.accessibleName() for each in found)}"
        return named[0]

    def _editor(self, label: str) -> Editor:
        found: list[Editor] = [*self._shown(QLineEdit), *self._shown(QPlainTextEdit), *self._shown(QComboBox)]
        named = [each for each in found if each.accessibleName() == label]
        assert named, f"no field “{label}” among {[each.accessibleName() for each in found]}"
        return named[0]

    @staticmethod
    def _rows(view: QAbstractItemView) -> list[str]:
        model = view.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        places = [model.index(place, 0) for place in range(model.rowCount())]
        return [str(here.data(role) or here.data() or "") for here in places]
