"""Fields bound to the fields of one record: shown, kept as drafts, written on leaving; which action writes is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chibo_desktop.base import dates
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, ProseField

Read = Callable[[str], object]
"""What stands in the field → the value the action takes; may raise a Refusal."""
Show = Callable[[Facts, str], str]
"""A record and a field's name → what stands in the field."""
Change = Callable[..., object]


def words(value: str) -> object:
    """Text as it is."""
    return value


def day(value: str) -> object:
    """A day, None when empty."""
    return dates.read_day(value) if value else None


def time_of_day(value: str) -> object:
    """A time of day, None when empty."""
    return dates.read_time(value) if value else None


def as_text(facts: Facts, name: str) -> str:
    """The stored text."""
    return facts.text(name)


def as_shown(facts: Facts, name: str) -> str:
    """The words a person reads (05/11/2026)."""
    return facts.shown(name)


def as_time(facts: Facts, name: str) -> str:
    """19:30 of a stored moment."""
    at: datetime | None = facts.moment(name)
    return dates.show_time(at) if at else ""


class KeptFields:
    """The fields of one record. `change(desk, id, **{name: value})` is the action."""

    def __init__(self, session: Session, keepers: Keepers, facts: Facts, change: Change) -> None:
        self._session, self._keepers, self._change = session, keepers, change
        self._kind, self._id, self._facts = facts.kind, facts.id, facts
        self._kept: list[tuple[Keeper, str, Show]] = []
        self._chosen: list[tuple[ChoiceField, str]] = []
        self.editors: dict[str, LineField | ProseField | ChoiceField] = {}

    def keep(
        self, field: LineField | ProseField, name: str, read: Read = words, show: Show = as_text
    ) -> LineField | ProseField:
        """Binds one field to one field of the record."""

        def save(value: str) -> object:
            return self._session.do(self._change, self._id, **{name: read(value)})

        def read_stored() -> str:
            facts = find(self._session.store, self._kind, self._id)
            return show(facts, name) if facts else ""

        place = (self._kind, self._id, name)
        stored = show(self._facts, name)
        keeper = Keeper(self._session, field, place, save, stored, read_stored=read_stored)
        self._keepers.add(keeper)
        self._kept.append((keeper, name, show))
        self.editors[name] = field
        return field

    def choose(self, field: ChoiceField, name: str) -> ChoiceField:
        """Binds a drop-down list; a choice is written as soon as it is made."""
        field.set_value(self._facts.text(name))
        field.left.connect(lambda value: self.write(field, name, value or None))
        self._chosen.append((field, name))
        self.editors[name] = field
        return field

    def write(self, field: LineField | ProseField | ChoiceField, name: str, value: object) -> bool:
        """Writes one value at once; a refusal stands beside the field."""
        try:
            self._session.do(self._change, self._id, **{name: value})
        except (Refusal, Trouble) as problem:
            field.show_error(problem.sentence)
            return False
        return True

    def show(self, facts: Facts) -> None:
        """Shows what is stored now; what is typed and not yet written stays."""
        self._facts = facts
        for keeper, name, show in self._kept:
            keeper.show_stored(show(facts, name))
        for field, name in self._chosen:
            field.set_value(facts.text(name))


def locked_sentence(sheet: MeetingSheet) -> str:
    """What every step of a finalised meeting says once; "" while it is open."""
    at = sheet.meeting.moment("finalised_at")
    return f"Đã chốt lúc {at:%H:%M} ngày {dates.show_day(at.date())}: chỉ xem, không sửa." if at else ""
