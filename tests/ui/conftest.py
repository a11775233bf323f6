"""What tests of the screen get: the look at 100 % in light, and a way to show a widget and give it the keyboard."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.base.collecting import uncollected
from chibo_desktop.ui import look
from windows_left import put_away, windows

Shown = Callable[[QWidget], QWidget]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform names what it cannot do (raise, grab, hints of size); a real screen never does."""
    for item in items:
        if "/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def _no_socket(*_given: object, **_named: object) -> None:
    raise AssertionError("the window asked for a network socket")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No carrier configured, no socket: whatever a test does in the window, it does without one."""
    monkeypatch.setattr(socket, "socket", _no_socket)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    """The look put on the program once: every time it is, all windows that are still about are dressed again."""
    look.apply()


@pytest.fixture(autouse=True, scope="module")
def nothing_left() -> Iterator[None]:
    """What looked into a book that one module shared goes with the book: it would look again a second later.

    What is still there then is there for the whole run: later collections, one after each test, pass it by.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def plain_look(dressed: None) -> Iterator[None]:
    """100 %, light, before and after every test of the screen; the windows it opened are gone by then."""
    look.set_zoom(100)
    look.set_theme("light")
    kept = windows()
    # a window that Python collects while it has the keyboard is asked to give it back half gone: a crash
    with uncollected():
        yield
        put_away(kept)
    look.set_zoom(100)
    look.set_theme("light")


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Puts a widget into an active window of 900 × 700 and gives it the focus; returns the window."""
    windows = []  # qtbot holds them weakly

    def show(widget: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        window.resize(900, 700)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widget.setFocus()
        return window

    yield show
    windows.clear()
