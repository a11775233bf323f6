"""A form for one new record: drafts of what is typed and chosen, errors beside the field, one button that writes; which fields, its maker says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import DayField, NumberField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message

EACH = 220
"""Logical pixels a field needs to stand beside others."""
Write = Callable[[dict[str, Any]], str]
"""Gets the values by field name, writes them by an action, gives the new record's id; may raise a Refusal."""
Done = str | Callable[[dict[str, Any]], str]
"""A sentence, or what makes one of the values that were written."""


class EntryForm(QWidget):
    """`rows` lay out the fields by name, several of one row beside each other. `written(id)` once it is an entry."""

    written = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: Session,
        draft: tuple[str, str],
        fields: Mapping[str, Field],
        rows: Sequence[Sequence[str]],
        *,
        button: str,
        write: Write,
        leave: str = "",
        done: Done = "",
    ) -> None:
        """`draft` is the kind of the record and a word for the new one, under which what is typed and chosen is kept.

        With `leave`, the words of a second button, `left` is sent by it. `done` is said in the status line once it is
        written; without it the words of the button are, as of something done.
        """
        super().__init__()
        self._session, self._fields, self._write_it = session, dict(fields), write
        self._done = done or f"Đã {button[:1].lower()}{button[1:]}."
        self._plain = {name: field.value() for name, field in fields.items()}
        self._drafts = [FreshDraft(session, field, (*draft, name)) for name, field in fields.items()]
        self._column = QVBoxLayout(self)
        self._row_of = self._lay_rows(rows)
        self._said = Message()
        self._button = Button(button, icon="check")
        self._button.clicked.connect(self.write)
        foot = Flow()
        foot.put(self._button)
        if leave:
            foot.put(leaving := Button(leave, "quiet"))
            leaving.clicked.connect(self.left)
        self._column.addWidget(self._said)
        self._column.addWidget(foot)
        self.setFocusProxy(next(iter(self._fields.values())))
        look.follow(self.fit)

    def _lay_rows(self, rows: Sequence[Sequence[str]]) -> dict[str, QWidget]:
        """The row each field stands in, by its name."""
        found: dict[str, QWidget] = {}
        for names in rows:
            beside = [self._fields[name] for name in names]
            row = beside[0] if len(beside) == 1 else Abreast(*beside, least=EACH * len(beside))
            found |= dict.fromkeys(names, row)
            self._column.addWidget(row)
        return found

    def field(self, name: str) -> Field:
        """One of its fields."""
        return self._fields[name]

    def put_above(self, name: str, widget: QWidget) -> None:
        """Puts something that is no field above the row of a field."""
        self._column.insertWidget(self._column.indexOf(self._row_of[name]), widget)

    def write(self) -> None:
        """Writes the record, or says beside the field what is wrong; what is typed stays until then."""
        commit_composing()
        self._said.say("absent", "")
        for field in self._fields.values():
            field.clear_error()
        record_id = ""
        for name, field in self._fields.items():
            try:
                read(field)
            except Refusal as refusal:
                self._refuse(Refusal(refusal.sentence, name))
                return
        try:
            given = {name: read(field) for name, field in self._fields.items()}
            record_id = self._write_it(dict(given))
        except (Refusal, Trouble) as problem:
            self._refuse(problem)
            return
        self.clear()
        self.written.emit(record_id)
        # after the pages: one that is shown anew clears the line
        self._session.succeeded.emit(self._done if isinstance(self._done, str) else self._done(given))

    def clear(self) -> None:
        """Empty again, the drafts forgotten; what was chosen or filled in at the start comes back."""
        for draft in self._drafts:
            draft.clear()
        for name, field in self._fields.items():
            field.set_value(self._plain[name])

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        for draft in self._drafts:
            draft.leave()

    def _refuse(self, problem: Refusal | Trouble) -> None:
        field = self._fields.get(problem.field or "") if isinstance(problem, Refusal) else None
        if field is None:
            self._said.say("absent", problem.sentence)
            return
        field.show_error(problem.sentence)
        field.setFocus()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))


def read(field: Field) -> Any:
    """What stands in a field as an action takes it; Refusal when it cannot be read."""
    if isinstance(field, DayField):
        return field.day()
    if isinstance(field, NumberField):
        return field.number()
    return field.value()
