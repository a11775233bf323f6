"""One place: how it stands, who leads and heads it, its history, and the decisions one can write of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import ClassVar

from chibo_desktop.lists.place_states import (
    HAMLETS,
    STATE_WORDS,
    PlacePerson,
    PlaceRow,
    history_of,
    place_row,
)
from chibo_desktop.lists.places import days_words
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.editors.place_forms import (
    change_form,
    charge_form,
    head_form,
    leading_form,
    line_form,
    state_form,
)
from chibo_desktop.ui.pages.development_words import PAGE
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

PLACE = "place"
PAST = {
    "place_standing": "Tình trạng",
    "place_served": "Chi bộ lãnh đạo",
    "place_person": "Người của thôn, bản",
}
Make = Callable[[Session, PlaceRow], DecisionForm]


class PlaceView(BackView):
    """A decision stands first, in a card of its own, until it is written or given up; another body's place is only read."""

    TITLE: ClassVar[str] = "Thôn, bản"

    def __init__(self, session: Session, place_id: str) -> None:
        super().__init__(session, PAGE)
        self._id = place_id
        self._form: DecisionForm | None = None
        mark_record(self, "place", place_id)
        self.title.add(HistoryButton(session, lambda: ("place", place_id)))
        self._said, self._facts, self._buttons = Message(), Card("Hôm nay"), Flow()
        self._words = Prose("", width=320)
        self._facts.add(self._words)
        self._facts.add(self._buttons)
        self._deciding = Card()
        self._deciding.hide()
        self._past, self._rows = Card("Lịch sử của nơi này"), listed("Lịch sử của nơi này", self._on_line)
        self._past.add(self._rows)
        self._add_decisions()
        for part in (self._said, self._deciding, self._facts, self._past):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.refresh()

    def _row(self) -> PlaceRow | None:
        place = find(self.session.store, "place", self._id)
        return place_row(self.session.store, place, self.session.now().date()) if place else None

    def _may_write(self) -> bool:
        place = find(self.session.store, "place", self._id)
        return place is not None and place.book == self.session.desk.organisation_id

    def _add_decisions(self) -> None:
        row = self._row()
        if row is None or not self._may_write():
            return
        decisions: list[tuple[str, Make]] = [("Đổi tình trạng", state_form)]
        decisions += [("Đổi trưởng thôn, bản", head_form)] if row.kind in HAMLETS else []
        decisions += [("Phân công phụ trách", charge_form), ("Thêm chi bộ lãnh đạo", leading_form)]
        decisions += [("Sửa nơi này", change_form)]
        for words, make in decisions:
            button = Button(words)
            button.clicked.connect(lambda _checked=False, make=make: self._decide(make))
            self._buttons.put(button)

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        store, today = self.session.store, self.session.now().date()
        self.title.set_title(row.name, f"{row.kind_label} · {organisations(store).name(row.body_id, today)}")
        self._words.say("<br>".join(_facts(row, today)))
        lines = history_of(store, self._id)
        fill(
            self._past,
            self._rows,
            [Row(line.id, line.words, f"{PAST[line.kind]} · {line.days}") for line in lines],
        )

    def _decide(self, make: Make) -> None:
        row = self._row()
        if row is not None:
            self._show(make(self.session, row))

    def _on_line(self, record_id: str) -> None:
        line = next((each for each in history_of(self.session.store, self._id) if each.id == record_id), None)
        if line is not None and self._may_write():
            self._show(line_form(self.session, line))

    def _show(self, form: DecisionForm) -> None:
        self._close()
        self._said.say("absent", "")
        self._form = form
        form.written.connect(self._on_written)
        form.closed.connect(self._close)
        self._deciding.set_title(form.title)
        self._deciding.add(form)
        self._deciding.show()
        form.take_focus()

    def _on_written(self, said: str) -> None:
        self._close()
        place = find(self.session.store, "place", self._id)
        if place is None or place.is_put_away:
            self.back_chosen.emit()
            return
        self.refresh()
        self._said.say("done", said)
        self.take_focus()

    def _close(self) -> None:
        """What is typed and not written stays as a draft."""
        self.leave()
        self._form = None
        empty(self._deciding.body)
        self._deciding.hide()

    def leave(self) -> bool:
        if self._form is not None:
            self._form.leave()
        return True


def _facts(row: PlaceRow, today: date) -> list[str]:
    """State, cells, head and who is in charge, a line each."""
    state = STATE_WORDS[row.state]
    said = (
        ""
        if row.stated_id
        else " (theo chi bộ lãnh đạo nơi này)"
        if row.cells
        else " (chưa ghi chi bộ lãnh đạo)"
    )
    cells = ", ".join(name for _, name in row.cells)
    days = days_words(row.from_on, row.until_on) if row.from_on or row.until_on else ""
    if row.until_on and row.until_on < today:
        return [f"<b>Nay không còn nơi này</b> (có {escape(days)})"]
    lines = [f"<b>{escape(state[:1].upper() + state[1:])}</b>{escape(said)}"]
    lines += [escape(f"Chi bộ lãnh đạo: {cells}.")] if cells else []
    lines += [escape(f"Trưởng thôn, bản: {_person(row.head)}.")] if row.head else []
    lines += [escape(f"Phụ trách: {_person(each)}.") for each in row.in_charge]
    lines += [f"Có nơi này: {escape(days)}."] if days else []
    return lines


def _person(person: PlacePerson) -> str:
    return ", ".join(part for part in (person.name, person.what, person.days, person.basis) if part)
