"""Keeps the keyboard where it was when a page is built anew under it; which part of a page begins with it is the page's affair."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from chibo_desktop.ui.pages.scrolled import ScrolledPage


class HeldFocus(QObject):
    """Qt hands the keyboard of what is taken off a page to whatever comes next, at last to the search field above.

    Where a part of the same kind and name stands on the page once it is built again, that has the keyboard then;
    without one the page itself has it, never something outside the page.
    """

    def __init__(self, frame: QWidget, shown: Callable[[], QWidget | None]) -> None:
        """`shown` gives the page in front."""
        super().__init__(frame)
        self._shown = shown
        self._lost: tuple[type[QWidget], str] | None = None
        self._fell_to: QWidget | None = None
        self._later = QTimer(self)  # a timer, for it comes after what is built anew has appeared
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._put_back)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self) or before is None or not isValid(before):
            return
        page = self._shown()
        if page is None or before is page or not page.isAncestorOf(before) or not _is_gone(before, page):
            return
        if self._lost is None:
            self._lost = (type(before), before.accessibleName())
            self._later.start()
        if now is None or not page.isAncestorOf(now):
            page.setFocus()
            now = page
        self._fell_to = now

    def _put_back(self) -> None:
        lost, fell_to = self._lost, self._fell_to
        self._lost = self._fell_to = None
        page = self._shown()
        if lost is None or page is None or QApplication.focusWidget() is not fell_to:
            return  # the page itself said meanwhile where to go on
        if fell_to is not page and not issubclass(lost[0], QAbstractButton):
            return  # of a field that was typed in, what stands next goes on
        again = next((one for one in page.findChildren(lost[0]) if _is_it(one, page, lost[1])), None)
        if again is not None:
            again.setFocus()
            _bring_into_view(again)


def _is_gone(part: QWidget, page: QWidget) -> bool:
    """Whether it was taken away, not only left."""
    return not part.isVisibleTo(page) or not part.isEnabled()


def _is_it(part: QWidget, page: QWidget, name: str) -> bool:
    return bool(name) and part.accessibleName() == name and part.isVisibleTo(page) and part.isEnabled()


def _bring_into_view(part: QWidget) -> None:
    above = part.parentWidget()
    while above is not None and not isinstance(above, ScrolledPage):
        above = above.parentWidget()
    if above is not None:
        above.bring_into_view(part)
