"""The kind of the meeting: chosen until it is finalised, saying what changes with it; and the fields only that kind has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.beginning import is_agenda_untouched
from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import find
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.comparisons import least_minutes
from chibo_desktop.rules.kinds import MeetingKind
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import choose, keep, show_choice, spec_at
from chibo_desktop.ui.editors.kind_words import about_kind, kind_changes
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

TAKEN_IN = "Ghi sau thảo luận: góp ý nào được tiếp thu."
_MAKERS: dict[str, Callable[[str], TypedField | ChoiceField]] = {
    "theme": lambda label: LineField(label, max_len=200),
    "theme_kind": lambda label: ChoiceField(label, spec_at(("meeting", "", "theme_kind")).choices),
    "focus": lambda label: LineField(label, max_len=300, placeholder="việc chính của buổi, một dòng"),
    "taken_in": lambda label: ProseField(label, hint=TAKEN_IN, lines=2),
    "called_because": lambda label: LineField(label, max_len=300),
    "called_by": lambda label: LineField(label, max_len=160),
    "congress_number": lambda label: NumberField(label, least=1, most=99),
    "term_words": lambda label: LineField(label, max_len=20, placeholder="2025–2030"),
}
"""How each field that a kind may ask for is typed."""


class KindChoice(ChoiceField):
    """The drop-down writes as soon as a person takes a kind; `about` and `said` are for the step to put beneath."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Loại buổi", KINDS)
        self._session, self._meeting_id = session, meeting_id
        self._kind: MeetingKind | None = None
        self.about, self.said = Prose("", "muted"), Message()
        self.left.connect(self._on_chosen)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """The kind written, and what it means on that day."""
        self._kind = sheet.kind
        self.set_value(sheet.meeting.text("kind"))
        local = sheet.cell.count("least_minutes") if sheet.cell else None
        minutes = least_minutes(sheet.day, named=sheet.kind.least_minutes, local=local)
        self.about.say(about_kind(sheet.kind, minutes))

    def _on_chosen(self, key: str) -> None:
        before, meeting = self._kind, find(self._session.store, "meeting", self._meeting_id)
        if before is None or meeting is None or key == before.key:
            return
        is_new = is_agenda_untouched(self._session.store, meeting)
        try:
            self._session.do(change_meeting, self._meeting_id, kind=key)
        except (Refusal, Trouble) as problem:
            self.set_value(before.key)
            self.show_error(problem.sentence)
            return
        changed = find(self._session.store, "meeting", self._meeting_id) or meeting
        self.said.say("done", kind_changes(before, kind_at(changed), is_agenda_new=is_new))


class KindFields(QWidget):
    """The fields the kind asks for; hidden while it asks for none. What another kind asked for stays written."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._fields: dict[str, TypedField | ChoiceField] = {}
        self._said = Message()
        self._needs: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._said)
        look.follow(self.fit)

    def show_kind(self, kind: MeetingKind) -> None:
        """Makes a field when it is first asked for."""
        self._needs = kind.needs
        for name in kind.asks:
            if name not in self._fields:
                self._fields[name] = self._make(name)
        for name, field in self._fields.items():
            field.setVisible(name in kind.asks)
            if isinstance(field, ChoiceField):
                show_choice(self._session.store, field, ("meeting", self._meeting_id, name))
        self.setVisible(bool(kind.asks))

    def _make(self, name: str) -> TypedField | ChoiceField:
        place = ("meeting", self._meeting_id, name)
        field = _MAKERS[name](spec_at(place).label)
        if isinstance(field, ChoiceField):
            choose(self._session, field, place, change_meeting, said=self._said)
        else:
            keep(self._session, field, place, change_meeting)
        self._column.addWidget(field)
        return field

    def empty_fields(self) -> list[TypedField | ChoiceField]:
        """Those without which it is not finalised and in which nothing stands, in order."""
        return [self._fields[name] for name in self._needs if not self._fields[name].value()]

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
