"""Chỗ ghi khác nhau: open conflicts with who wrote which value when, laid out as sheets of one meeting or record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.rows import NOT_SENT, Facts, find
from chibo_desktop.lists.said_values import (
    OWN_MACHINE,
    machine_words,
    subject_words,
    user_words,
    value_words,
)
from chibo_desktop.records import SPECS, FieldSpec
from chibo_desktop.records.codec import Json
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store import Store
from chibo_desktop.store.conflicts import Conflict, Side, find_conflict, list_conflicts
from chibo_desktop.store.entry import read_entry


@dataclass(frozen=True)
class SideRow:
    """One of the values, `head` the key by which it is kept. `is_held` False: private and not sent to this level."""

    head: str
    words: str
    user: str
    machine: str
    at: datetime
    is_held: bool
    is_own: bool


@dataclass(frozen=True)
class ConflictRow:
    """One field of one record with its sides; the first is the one shown everywhere until somebody chooses."""

    kind: str
    id: str
    field: str
    label: str
    subject: str
    book: str
    sides: tuple[SideRow, ...]

    @property
    def key(self) -> str:
        """As the command line names it."""
        return f"{self.kind}:{self.id}:{self.field}"


@dataclass(frozen=True)
class ConflictSheet:
    """The conflicts of one meeting with its parts, or of one other record; `machines` wrote them, this one first."""

    kind: str
    id: str
    title: str
    rows: tuple[ConflictRow, ...]
    same: tuple[tuple[str, str], ...]
    """Label and value of fields of the record on which the machines agree, for orientation."""

    @property
    def machines(self) -> tuple[str, ...]:
        """Their words, each once, this machine first."""
        found = dict.fromkeys(side.machine for row in self.rows for side in row.sides)
        return tuple(sorted(found, key=lambda words: (not words.startswith(OWN_MACHINE), words)))


def conflict_rows(store: Store) -> list[ConflictRow]:
    """Every open conflict; machines that wrote the same value have nothing a person must choose."""
    return [_row(store, each) for each in list_conflicts(store) if _differs(each)]


def conflict_row(store: Store, key: str) -> ConflictRow | None:
    """The open conflict of that key; None when there is none (any more)."""
    kind, _, rest = key.partition(":")
    record_id, _, field = rest.rpartition(":")
    found = find_conflict(store, kind, record_id, field) if kind in SPECS else None
    return _row(store, found) if found is not None and _differs(found) else None


def is_open(store: Store, kind: str, record_id: str, field: str) -> bool:
    """Whether the field has several values nobody has chosen between."""
    found = find_conflict(store, kind, record_id, field)
    return found is not None and _differs(found)


def conflict_sheets(store: Store) -> list[ConflictSheet]:
    """Open conflicts by the meeting they stand in, or by record, in the order of their ids."""
    found: dict[tuple[str, str], list[ConflictRow]] = {}
    for row in conflict_rows(store):
        found.setdefault(_sheet_of(store, row), []).append(row)
    return [
        ConflictSheet(kind, record_id, subject_words(store, kind, record_id), tuple(rows), ())
        for (kind, record_id), rows in found.items()
    ]


def conflict_sheet(store: Store, kind: str, record_id: str) -> ConflictSheet | None:
    """One sheet with the lines that agree; None once everything on it is settled."""
    for sheet in conflict_sheets(store):
        if (sheet.kind, sheet.id) == (kind, record_id):
            return ConflictSheet(kind, record_id, sheet.title, sheet.rows, _same(store, sheet))
    return None


def open_conflicts(store: Store) -> frozenset[tuple[str, str, str]]:
    """Kind, id and field of what is written differently, whoever may settle it."""
    return frozenset((each.kind, each.id, each.field) for each in list_conflicts(store) if _differs(each))


def conflict_count(store: Store) -> int:
    """How many fields are written differently, whoever may settle them."""
    return len(open_conflicts(store))


def conflict_words(count: int) -> str:
    """As in "2 chỗ ghi khác nhau"; "" for none."""
    return f"{count} chỗ ghi khác nhau" if count else ""


def meeting_of(store: Store, kind: str, record_id: str) -> Facts | None:
    """The meeting a record is or belongs to; None for any other."""
    facts = find(store, kind, record_id)
    if facts is None or kind == "meeting":
        return facts
    field = SPECS[kind].field("meeting_id")
    return find(store, "meeting", facts.text("meeting_id")) if field and facts.text("meeting_id") else None


def _sheet_of(store: Store, row: ConflictRow) -> tuple[str, str]:
    meeting = meeting_of(store, row.kind, row.id)
    return ("meeting", meeting.id) if meeting is not None else (row.kind, row.id)


def _same(store: Store, sheet: ConflictSheet, most: int = 6) -> tuple[tuple[str, str], ...]:
    facts = find(store, sheet.kind, sheet.id)
    if facts is None:
        return ()
    differing = {row.field for row in sheet.rows if (row.kind, row.id) == (sheet.kind, sheet.id)}
    found = [
        (field.label, value_words(store, field, facts[field.name]))
        for field in SPECS[sheet.kind].fields
        if field.kind in ("text", "day", "moment", "ref", "number", "choice")
        and field.name not in (*differing, SPECS[sheet.kind].parent)
        and field.name not in facts.absent
    ]
    return tuple((label, words) for label, words in found if words)[:most]


def _differs(conflict: Conflict) -> bool:
    """Whether a person has to choose; what follows another record follows its choice."""
    if conflict.kind in FOLLOWING:
        return False
    return _field(conflict) is not None and any(
        (side.held, side.value) != (conflict.sides[0].held, conflict.sides[0].value)
        for side in conflict.sides
    )


def _field(conflict: Conflict) -> FieldSpec | None:
    return SPECS[conflict.kind].field(conflict.field) if conflict.kind in SPECS else None


def _row(store: Store, conflict: Conflict) -> ConflictRow:
    field, facts = _field(conflict), find(store, conflict.kind, conflict.id)
    book = facts.book if facts is not None else ""
    return ConflictRow(
        kind=conflict.kind,
        id=conflict.id,
        field=conflict.field,
        label=field.label if field else conflict.field,
        subject=subject_words(store, conflict.kind, conflict.id),
        book=book,
        sides=tuple(_side(store, field, book, side) for side in conflict.sides),
    )


def _side(store: Store, field: FieldSpec | None, book: str, side: Side) -> SideRow:
    device, _, number = side.head.rpartition(":")
    body = store.value(
        "SELECT body FROM journal WHERE b = ? AND d = ? AND n = ?", (book, device, int(number))
    )
    entry = read_entry(body)
    value: Json = side.value if isinstance(side.value, str | int) else None
    words = value_words(store, field, value) if field else str(side.value)
    return SideRow(
        head=side.head,
        words=words if side.held else NOT_SENT,
        user=user_words(store, device, entry.user),
        machine=machine_words(store, device, book),
        at=datetime.fromtimestamp(entry.time[0] / 1000, VIETNAM),
        is_held=side.held,
        is_own=device == store.device,
    )
