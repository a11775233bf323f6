"""A card with a list that may be long: the first rows, and all of them once asked for; whose rows they are is not here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.rows import Row, RowList

AT_FIRST = 60
"""Rows shown before a person asks for all: a province has hundreds."""


class LongList(Card):
    """`opened(key)` of a row. Hidden while there is nothing to list."""

    opened = Signal(str)

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        self._every: Sequence[Row] = ()
        self._rows = RowList(name="Danh sách", wraps=wraps)
        self._rows.opened.connect(self.opened)
        self._more = Button("Xem hết", "link")
        self._more.clicked.connect(self._show_all)
        self.add(self._rows)
        self.add(self._more)

    def show_rows(self, title: str, rows: Sequence[Row], unit: str = "") -> None:
        """The rows under their title, with how many there are; `unit` says of what."""
        self._every = rows
        self._rows.set_rows(rows[:AT_FIRST])
        self._more.say(f"Xem hết {len(rows)} dòng")
        self._more.setVisible(len(rows) > AT_FIRST)
        self.set_title(title)
        self.set_note(f"{len(rows)} {unit}".strip())
        self.setVisible(bool(rows))

    def _show_all(self) -> None:
        self._rows.set_rows(self._every)
        self._more.hide()
        self._rows.focus_row(AT_FIRST)
