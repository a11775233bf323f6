"""The history of a record as a person reads it: each write with what it changed, and two versions side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.differences import Piece, side_by_side
from chibo_desktop.lists.rows import NOT_SENT, select
from chibo_desktop.lists.said_values import machine_words, subject_words, user_words, value_words
from chibo_desktop.records import SPECS, RecordSpec, find_spec
from chibo_desktop.records.codec import Json
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store import Store
from chibo_desktop.store.entry import Entry, EntryChange, read_entry
from chibo_desktop.store.history import Version, history, in_order, knew, place_of
from chibo_desktop.store.revocations import last_counted

PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "meeting": (),
    "member": ("standing",),
    "assignment": ("assignment_report",),
    "proposal": ("answer",),
}
"""The kinds whose parts can be shown with them, and which parts; () is every kind that names the record."""

_Unsent = object()


@dataclass(frozen=True)
class FieldChange:
    """One field as one write changed it, in the words of the form; `before` is "" where nothing was written yet."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryRow:
    """One write. `key` names it ("device:number"); `subject` is the record written, of several shown together."""

    key: str
    kind: str
    id: str
    subject: str
    at: datetime
    user: str
    machine: str
    changes: tuple[FieldChange, ...]
    is_first: bool
    counts: bool


@dataclass(frozen=True)
class ComparedRow:
    """One field of two versions; the pieces mark the words that differ."""

    name: str
    label: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    is_changed: bool
    may_take: bool
    """Whether the left value is held here, so that it can be taken again."""


def record_history(store: Store, kind: str, record_id: str) -> list[HistoryRow]:
    """Every write to the record, newest first; [] for a record that is not held."""
    return [row for _, row in _read(store, kind, record_id)][::-1]


def _read(store: Store, kind: str, record_id: str) -> list[tuple[Version, HistoryRow]]:
    versions = history(store, kind, record_id)
    subject = subject_words(store, kind, record_id)
    return [(each, _row(store, (find_spec(kind), record_id, subject), versions, each)) for each in versions]


def whole_history(store: Store, kind: str, record_id: str) -> list[HistoryRow]:
    """Every write to the record and to what belongs to it (`PARTS_OF`), newest first."""
    rows = _read(store, kind, record_id)
    name = f"{kind}_id"
    for part, spec in SPECS.items():
        field = spec.field(name)
        wanted = PARTS_OF.get(kind, ())
        if field is None or field.refers_to != kind or (wanted and part not in wanted):
            continue
        for facts in select(store, part, f'"{name}" = ?', (record_id,), away=True):
            rows += _read(store, part, facts.id)
    return [row for _, row in in_order(store, rows, lambda each: (each[0].book, each[0].write))][::-1]


def _row(
    store: Store, record: tuple[RecordSpec, str, str], versions: list[Version], mine: Version
) -> HistoryRow:
    spec, record_id, subject = record
    older = [each for each in versions if each.counts and knew(store, mine, each)]
    before = _state(older)
    changes = [_change(store, spec, name, before, mine) for name in _ordered(spec, mine.names)]
    return HistoryRow(
        key=mine.head,
        kind=spec.key,
        id=record_id,
        subject=subject,
        at=mine.at,
        user=user_words(store, mine.device, mine.user),
        machine=machine_words(store, mine.device, mine.book),
        changes=tuple(change for change in changes if older or change.after),
        is_first=not older,
        counts=mine.counts,
    )


def _change(
    store: Store, spec: RecordSpec, name: str, before: Mapping[str, object], mine: Version
) -> FieldChange:
    field = spec.field(name)
    after = mine.values.get(name, _Unsent)
    return FieldChange(
        name,
        field.label if field else name,
        _words(store, spec, name, before.get(name)),
        _words(store, spec, name, after),
    )


def _words(store: Store, spec: RecordSpec, name: str, value: object) -> str:
    if value is _Unsent:
        return NOT_SENT
    field = spec.field(name)
    json: Json = value if isinstance(value, str | int) else None
    return value_words(store, field, json) if field else str(value or "")


def _state(versions: Sequence[Version]) -> dict[str, object]:
    """Every field's value after these versions; `_Unsent` where it is not held here."""
    state: dict[str, object] = {}
    for each in versions:
        state |= each.values
        state |= dict.fromkeys(each.absent, _Unsent)
    return state


def _ordered(spec: RecordSpec, names: Sequence[str]) -> list[str]:
    """In the order of the form, what a newer program wrote last."""
    order = [field.name for field in spec.fields]
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def state_at(store: Store, kind: str, record_id: str, key: str) -> dict[str, object]:
    """The values right after one write, as whoever wrote it saw them; private values not held are left out."""
    found = _state_at(store, history(store, kind, record_id), key)
    return {name: value for name, value in found.items() if value is not _Unsent}


def _state_at(store: Store, versions: list[Version], key: str) -> dict[str, object]:
    mine = next((each for each in versions if each.head == key), None)
    if mine is None:
        return {}
    return _state([*(each for each in versions if each.counts and knew(store, mine, each)), mine])


def compare(store: Store, kind: str, record_id: str, left: str, right: str) -> list[ComparedRow]:
    """Two versions field by field; `left` "" is the time before the first write. Fields empty in both are left out."""
    spec, versions = find_spec(kind), history(store, kind, record_id)
    before, after = _state_at(store, versions, left), _state_at(store, versions, right)
    rows = []
    for name in _ordered(spec, [*dict.fromkeys((*before, *after))]):
        old = _words(store, spec, name, before.get(name))
        new = _words(store, spec, name, after.get(name))
        if not old and not new:
            continue
        is_changed = before.get(name) != after.get(name) and old != new
        pieces = side_by_side(old, new)
        field = spec.field(name)
        may_take = field is not None and before.get(name) is not _Unsent and bool(left)
        rows.append(ComparedRow(name, field.label if field else name, *pieces, is_changed, may_take))
    return rows


def before_key(rows: Sequence[HistoryRow], key: str) -> str:
    """The write of the same record that stands before this one; "" for the first."""
    mine = next((row for row in rows if row.key == key), None)
    if mine is None:
        return ""
    same = [row.key for row in rows if (row.kind, row.id) == (mine.kind, mine.id)]
    later = same[same.index(key) + 1 :]
    return later[0] if later else ""


def recent_history(store: Store, most: int = 60) -> list[HistoryRow]:
    """The newest writes over all books held, newest first: one row an entry, of the first record it wrote.

    None of an entry that tells those below of what another entry of the same action wrote.
    """
    rows = store.rows(
        "SELECT j.body AS body FROM chain c JOIN journal j ON j.b = c.b AND j.d = c.d AND j.n > c.n - ?",
        (most,),
    )
    read = (read_entry(row["body"]) for row in rows)
    told = [entry for entry in read if any(change.kind not in FOLLOWING for change in entry.changes)]
    entries = in_order(store, told, place_of)[-most:]
    return [_recent(store, entry) for entry in reversed(entries)]


def _told_by(entry: Entry) -> EntryChange:
    """The record an entry is told by: the meeting it finalises, else the first it wrote."""
    finals = (each for each in entry.changes if each.kind == "meeting" and "finalised_at" in each.names)
    return next(finals, entry.changes[0])


def _recent(store: Store, entry: Entry) -> HistoryRow:
    first = _told_by(entry)
    more = len({(change.kind, change.id) for change in entry.changes}) - 1
    spec = SPECS.get(first.kind)
    labels = [
        FieldChange(name, field.label, "", "") for name in first.names if spec and (field := spec.field(name))
    ]
    return HistoryRow(
        key=f"{entry.device}:{entry.number}",
        kind=first.kind,
        id=first.id,
        subject=subject_words(store, first.kind, first.id) + (f" và {more} mục nữa" if more else ""),
        at=datetime.fromtimestamp(entry.time[0] / 1000, VIETNAM),
        user=user_words(store, entry.device, entry.user),
        machine=machine_words(store, entry.device, entry.book),
        changes=tuple(labels),
        is_first=spec is not None and bool(spec.parent) and spec.parent in first.names,
        counts=entry.number <= last_counted(store.connection, entry.book, entry.device),
    )
