"""The button "Lịch sử" and the mark on a widget that says which record it shows; what the history is, is not here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button

HISTORY = "history"
"""The page that shows histories."""
BACK = "back"
"""In place of a page's name: the page and record the history was opened from."""
_MARK = "record"


def mark_record(widget: QWidget, kind: str, record_id: str) -> None:
    """Says which record the widget shows, so that Ctrl+H finds it; an empty id takes the mark away."""
    widget.setProperty(_MARK, f"{kind} {record_id}" if record_id else "")


def marked_at(widget: QWidget | None) -> tuple[str, str] | None:
    """The record of the nearest widget around this one that shows one."""
    while widget is not None:
        if found := _read(widget):
            return found
        widget = widget.parentWidget()
    return None


def marked_in(page: QWidget) -> tuple[str, str] | None:
    """The record of the outermost visible widget of a page that shows one."""
    waiting = [page]
    while waiting:
        widget = waiting.pop(0)
        if found := _read(widget):
            return found
        waiting += [
            child for child in widget.children() if isinstance(child, QWidget) and child.isVisibleTo(page)
        ]
    return None


def _read(widget: QWidget) -> tuple[str, str] | None:
    kind, _, record_id = str(widget.property(_MARK) or "").partition(" ")
    return (kind, record_id) if record_id else None


class HistoryButton(Button):
    """Opens the history of the record that `record` names at that moment: kind and id."""

    def __init__(self, session: Session, record: Callable[[], tuple[str, str]]) -> None:
        super().__init__("Lịch sử", "quiet", icon="clock")
        self.setToolTip("Ai đã ghi gì, lúc nào (Ctrl+H)")
        # the keyboard has Ctrl+H anywhere in the record; one stop less on the way through a form
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: session.history_wanted.emit(*record()))
