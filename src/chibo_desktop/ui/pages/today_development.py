"""The card "Phát triển đảng" of "Hôm nay": at a cell what is due of those it prepares, at a commune the files that wait for it; numbers given of late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from chibo_desktop.lists.candidate_counts import waiting_for_body
from chibo_desktop.lists.candidates import candidates_below, candidates_of, due_lines
from chibo_desktop.ui.pages.development_words import PAGE, candidate_line, due_row, new_number_rows
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.rows import Row, RowList

SHOWN = 3
TARGETS = "targets"
"""The part of the page that shows the numbers to be admitted."""


class DevelopmentToday(Card):
    """Hidden while nothing is due. `wanted(id)` opens a candidate on the page, `wanted("")` the page."""

    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(PAGE, opens=True)
        self._session = session
        self._rows = RowList(name=PAGE)
        self._rows.opened.connect(self.wanted)
        self.add(self._rows)
        self.note_chosen.connect(lambda: self.wanted.emit(""))
        self.hide()

    def refresh(self) -> None:
        """Reads again what is due and which numbers were given of late; an upper body waits for nobody's file."""
        today, kind = self._session.now().date(), self._session.desk.kind
        rows = self._of_cell(today) if kind == "cell" else self._of_body(today) if kind == "commune" else []
        unit = "việc" if kind == "cell" else "hồ sơ chờ"
        self.set_note(f"{len(rows)} {unit}" if rows else "")
        given = [replace(each, key=TARGETS) for each in new_number_rows(self._session)]
        self._rows.set_rows([*rows[:SHOWN], *given[:SHOWN]])
        self.setVisible(bool(rows or given))

    def _of_cell(self, today: date) -> list[Row]:
        desk = self._session.desk
        every = candidates_of(desk.store, desk.organisation_id, today)
        return [due_row(line) for line in due_lines(every, today)]

    def _of_body(self, today: date) -> list[Row]:
        desk = self._session.desk
        every = candidates_below(desk.store, desk.organisation_id, today)
        return [candidate_line(row, today, with_cell=True) for row in waiting_for_body(every)]
