"""Hands for the tests: they find what is on the screen by its visible words, type and press; they know no attribute."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.setup import SetUp, Unit, set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from ready import take

Shown = TypeVar("Shown", bound=QWidget)
CHEAP = Cost(t=1, m=64, p=1)
PASSWORD = "con trâu trắng"
NOW = datetime(2026, 11, 3, 17, 14, 25, tzinfo=VIETNAM)


def make_desk(folder: Path, kind: str = "cell", clock: FixedClock | None = None) -> SetUp:
    """A new desk of that kind; its password is PASSWORD."""
    names = {
        "cell": "Chi bộ bản Suối Lanh",
        "commune": "Đảng bộ xã Mường Sáy",
        "upper": "Đảng bộ tỉnh Nậm Sơn",
    }
    parents = {"cell": "Đảng bộ xã Mường Sáy", "commune": "Đảng bộ tỉnh Nậm Sơn", "upper": ""}
    unit = Unit(names[kind], kind, parent_name=parents[kind], place_name="Mường Sáy")
    clock = clock or FixedClock(NOW)

    def make(place: Path) -> str:
        made = set_up(place, unit, password=PASSWORD, clock=clock, cost=CHEAP)
        made.desk.close()
        return made.recovery_code

    code = take(folder, make, "window", kind, clock.now())
    return SetUp(open_desk(folder, PASSWORD, clock=clock), code)


def join(above: Desk, below: Desk) -> None:
    """The body above certifies the one below."""
    accept_certificate(below, certify(above, request_certificate(below)))


def open_window(desk: Desk, page: str = "today") -> tuple[MainWindow, Frame]:
    """A shown window on one page of a desk."""
    window = MainWindow(desk.folder, Settings(desk.folder), clock=desk.store.clock)
    window.resize(1366, 768)
    window.show_desk(desk)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    frame = window.frame
    assert frame is not None
    assert frame.show_page(page)
    return window, frame


def button(root: QWidget, words: str) -> QAbstractButton:
    """The visible button of that name."""
    found = [one for one in shown(root, QAbstractButton) if one.accessibleName() == words]
    assert found, (
        f"no button “{words}” among {sorted(b.accessibleName() for b in shown(root, QAbstractButton))}"
    )
    return found[0]


def press(root: QWidget, words: str) -> None:
    """Clicks the visible button of that name."""
    one = button(root, words)
    assert one.isEnabled(), f"“{words}” cannot be pressed now"
    one.click()


def editor(root: QWidget, label: str) -> QLineEdit | QPlainTextEdit | QComboBox:
    """The visible field with that label."""
    fields: list[QLineEdit | QPlainTextEdit | QComboBox] = [
        *shown(root, QLineEdit),
        *shown(root, QPlainTextEdit),
    ]
    fields += shown(root, QComboBox)
    found = [one for one in fields if one.accessibleName() == label]
    assert found, f"no field “{label}”"
    return found[0]


def write(root: QWidget, label: str, words: str) -> None:
    """Puts words into the field with that label, as if they had been typed, and goes on to the next."""
    one = editor(root, label)
    if isinstance(one, QComboBox):
        place = one.findText(words)
        assert place >= 0, f"“{words}” is not among the choices of “{label}”"
        one.setCurrentIndex(place)
        one.activated.emit(place)
    elif isinstance(one, QLineEdit):
        one.setFocus()
        one.clear()
        one.insert(words)
        one.clearFocus()
    else:
        one.setFocus()
        one.setPlainText(words)
        one.clearFocus()


def error_of(root: QWidget, label: str) -> str:
    """The sentence that stands under the field, "" when none does."""
    one = editor(root, label)
    return one.accessibleDescription() if one.property("state") == "wrong" else ""


def words_on(root: QWidget) -> str:
    """Everything one can read: labels and the names of painted things, with plain spaces."""
    return " | ".join(_readable(root)).replace("\u00a0", " ")


def _readable(root: QWidget) -> Iterable[str]:
    for one in shown(root, QWidget):
        if isinstance(one, QLabel):
            yield one.text()
        elif one.accessibleName():
            yield one.accessibleName()


def shown(root: QWidget, kind: type[Shown]) -> list[Shown]:
    """The widgets of that kind a person can see, once what was just built has appeared."""
    QApplication.processEvents()
    return [one for one in root.findChildren(kind) if one.isVisibleTo(root)]
