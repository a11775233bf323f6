"""Fields of the sheet bound to fields of stored records: how a value is shown, read back and written by an action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from chibo_desktop.base.dates import read_day, read_time, show_day, show_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import NOT_SENT, find
from chibo_desktop.records import find_spec
from chibo_desktop.records.field import FieldSpec
from chibo_desktop.store import Store
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.field import Field, TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, NumberField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person

Action = Callable[..., Any]
"""Takes the desk, the id of a record and the fields to write by name."""
Place = tuple[str, str, str]


def keep(
    session: Session,
    field: TypedField,
    place: Place,
    action: Action,
    *,
    target: str = "",
    refuse: Callable[[Refusal | Trouble], None] | None = None,
) -> Keeper:
    """Keeps a field of a record by `action(desk, target or the record's id, name=value)`."""
    _, record_id, name = place

    def save(typed: str) -> object:
        return session.do(action, target or record_id, **{name: value_of(field, place, typed)})

    def read() -> str:
        return words_of(session.store, place)

    return Keeper(session, field, place, save, read(), read=read, refuse=refuse)


def choose(
    session: Session, field: ChoiceField | Segments, place: Place, action: Action, *, said: Message
) -> None:
    """Writes a choice as soon as a person takes it; a refusal is said and the stored choice shown again."""
    _, record_id, name = place

    def write(key: str) -> None:
        try:
            session.do(action, record_id, **{name: key or None})
        except (Refusal, Trouble) as problem:
            said.say("absent", problem.sentence)
            show_choice(session.store, field, place)
        else:
            said.say("absent", "")

    (field.chosen if isinstance(field, Segments) else field.left).connect(write)
    show_choice(session.store, field, place)


def show_choice(store: Store, field: ChoiceField | Segments, place: Place) -> None:
    """The stored choice, or the declared one while nothing was chosen."""
    facts = find(store, place[0], place[1])
    key = facts.text(place[2]) if facts else ""
    if isinstance(field, Segments):
        field.take(key)
    else:
        field.set_value(key)


def spec_at(place: Place) -> FieldSpec:
    """The declaration of the field; KeyError when there is none."""
    spec = find_spec(place[0]).field(place[2])
    if spec is None:
        raise KeyError(place[2])
    return spec


def words_of(store: Store, place: Place) -> str:
    """The stored value as it stands in the field that edits it."""
    kind, record_id, name = place
    facts = find(store, kind, record_id)
    if facts is None or name in facts.absent:
        return ""
    sort = spec_at(place).kind
    if sort == "day":
        day, partial = facts.day(name), facts.partial(name)
        return show_day(day) if day else partial.shown() if partial else ""
    if sort == "moment":
        at = facts.moment(name)
        return show_time(at) if at else ""
    if sort == "ref":
        shown = names_of(store, [facts.text(name)]).get(facts.text(name), "")
        return "" if shown == NOT_SENT else shown
    number = facts.count(name) if sort == "number" else None
    return str(number) if number is not None else "" if sort == "number" else facts.text(name)


def value_of(field: Field, place: Place, typed: str) -> object:
    """What an action takes for the words in the field; Refusal when they cannot be read."""
    sort = spec_at(place).kind
    if sort in ("text", "prose"):
        return typed
    if not typed:
        return None
    if sort == "day":
        return read_day(typed, place[2])
    if sort == "moment":
        return read_time(typed, place[2])
    if isinstance(field, NamePicker):
        return listed(field)
    return field.number() if isinstance(field, NumberField) else typed


def listed(field: NamePicker) -> str:
    """The id of the person whose name stands in the field; Refusal when it is nobody's."""
    if field.value() and not field.key():
        raise Refusal(f"Trong danh sách không có “{field.value()}”. Gõ vài chữ của tên rồi chọn.", None)
    return field.key()


def people_of(sheet: MeetingSheet) -> list[Person]:
    """Everybody on the list that day, to be chosen by name; who is marked away from this meeting is offered last."""
    rows = (*sheet.roll, *sheet.others)
    return [
        Person(
            row.member.id,
            row.member.name,
            row.member.office_label,
            is_last=row.person.state in ("excused", "absent"),
        )
        for row in rows
        if row.member.name
    ]


def fill_pickers(pickers: Sequence[NamePicker], sheet: MeetingSheet) -> None:
    """The list of people in every picker, when it changed."""
    people = people_of(sheet)
    for picker in pickers:
        if picker.property("people") != people:
            picker.setProperty("people", people)
            picker.set_people(people)


class EnterKey(QObject):
    """Enter in an editor does `act` (a line of prose is finished, Shift+Enter breaks it); Ctrl+Enter passes."""

    def __init__(self, field: Field, act: Callable[[], None]) -> None:
        super().__init__(field)
        self._field, self._act = field, act
        editor = field.focusProxy()
        if editor is not None:
            editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            # while names are being offered the list sends the key past every filter
            editor.returnPressed.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if isinstance(self._field, TypedField):
            self._field.finish()
        self._act()
        return True
