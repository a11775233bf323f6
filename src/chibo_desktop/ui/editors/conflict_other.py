"""A third value for a field two machines wrote differently: typed, kept as a draft, written once and for all."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.conflicts import settle_otherwise
from chibo_desktop.base.dates import VIETNAM, read_day, read_partial, read_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.conflicts import ConflictRow
from chibo_desktop.lists.rows import find
from chibo_desktop.records import FieldSpec, find_spec
from chibo_desktop.records.codec import Json, to_json
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import LineField, ProseField


class OtherValue(QWidget):
    """`written` once the third value stands."""

    written = Signal()

    def __init__(self, session: Session, row: ConflictRow) -> None:
        super().__init__()
        self._session, self._row, self._spec = session, row, _spec(row)
        label = f"Hoặc ghi khác cho “{row.label}”"
        self._field: TypedField = (
            ProseField(label, lines=2) if self._spec.kind == "prose" else LineField(label)
        )
        self._draft = FreshDraft(session, self._field, (row.kind, f"{row.id}/other", row.field))
        write = Button("Ghi giá trị này", icon="check", name=f"Ghi giá trị này: {row.label}")
        write.clicked.connect(self._on_write)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._field, 1)
        self._line.addWidget(Beside(write))
        look.follow(self.fit)

    def is_typing(self) -> bool:
        """Whether something stands in the field that is not written."""
        return bool(self._field.draft())

    def leave(self) -> None:
        """Writes the draft at once."""
        self._draft.leave()

    def _on_write(self) -> None:
        self._field.clear_error()
        try:
            if not self._field.value():
                raise Refusal("Gõ giá trị đúng vào đây, hoặc giữ một trong hai dòng trên.")
            value = self._read(self._field.value())
            # the draft goes first: the page reads anew while the choice is told
            typed = self._field.draft()
            self._field.set_value("")
            try:
                self._session.do(settle_otherwise, self._row.key, value)
            except (Refusal, Trouble):
                self._field.set_value(typed)
                raise
        except (Refusal, Trouble) as problem:
            self._field.show_error(problem.sentence)
            return
        self._draft.clear()
        self.written.emit()

    def _read(self, typed: str) -> Json:
        kind = self._spec.kind
        if kind == "number":
            if not typed.isdecimal():
                raise Refusal(f"“{typed}” phải là số. Gõ lại bằng chữ số.")
            return int(typed)
        if kind == "day":
            return to_json(read_partial(typed) if self._spec.partial else read_day(typed))
        if kind == "moment":
            return to_json(self._moment(typed))
        return typed

    def _moment(self, typed: str) -> datetime:
        """An hour typed belongs to the day that the value shown now has."""
        facts = find(self._session.store, self._row.kind, self._row.id)
        at = facts.moment(self._row.field) if facts else None
        if at is None:
            raise Refusal("Chưa có ngày cho giờ này. Hãy giữ một trong hai dòng trên.")
        return datetime.combine(at.date(), read_time(typed), VIETNAM)

    def fit(self) -> None:
        self._line.setContentsMargins(look.px(28), 0, look.px(20), look.px(8))
        self._line.setSpacing(look.px(12))


def may_write_other(row: ConflictRow) -> bool:
    """Whether a third value can be typed: not for a choice, a yes or no, or a person, where one of the two is kept."""
    return _spec(row).kind in ("text", "prose", "number", "day", "moment")


def _spec(row: ConflictRow) -> FieldSpec:
    found = find_spec(row.kind).field(row.field)
    if found is None:
        raise KeyError(row.field)
    return found
