"""Writing: what one finished action changes, collected and made into one entry when it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SCHEMA, RecordSpec, find_spec, is_id
from chibo_desktop.records.codec import to_json
from chibo_desktop.records.validate import check_fields
from chibo_desktop.seal import digest
from chibo_desktop.store import meta
from chibo_desktop.store.chain import append
from chibo_desktop.store.changes import Change, Changes
from chibo_desktop.store.database import Connection, Row
from chibo_desktop.store.entry import EntryChange, PartName, PrivatePart, Seen, compact, write_entry
from chibo_desktop.store.merge import newly_seen
from chibo_desktop.store.parts import name_parts
from chibo_desktop.store.reaches import WrittenReaches, stricter
from chibo_desktop.store.rows import shown_values
from chibo_desktop.store.times import Time


class Writer:
    """Collects the records one action writes to one book. `changes` is complete once the block has ended."""

    def __init__(
        self,
        connection: Connection,
        device: str,
        book: str,
        user: str,
        *,
        seen: Callable[[], Mapping[str, Seen]] | None = None,
    ):
        self.book = book
        self.changes = Changes()
        self._connection, self._device, self._user = connection, device, user
        self._written: dict[tuple[str, str], dict[str, Any]] = {}
        self._again: set[tuple[str, str, str]] = set()
        self._seen = seen or (lambda: newly_seen(connection, book, device))

    def new_id(self, parent: str = "") -> str:
        """An id nobody else will ever give; `parent/…` for a child that is not the only one of its pair."""
        number = meta.next_number(self._connection, "last_number")
        return f"{parent}/{self._device}-{number}" if parent else f"{self._device}-{number}"

    def put(self, kind: str, record_id: str, /, **values: object) -> None:
        """Writes fields given as Python values; a field that already holds the value is left out."""
        fields = {name: to_json(value) for name, value in values.items()}
        self.put_json(kind, record_id, fields)

    def put_json(self, kind: str, record_id: str, fields: Mapping[str, Any]) -> None:
        """Writes fields given as the journal carries them; checked and cleaned by their declaration.

        Refusal names the field, or says that the record belongs to another book.
        """
        self.put_checked(kind, record_id, check_fields(find_spec(kind), fields))

    def put_checked(self, kind: str, record_id: str, cleaned: Mapping[str, Any]) -> None:
        """Writes what `check_fields` gave; Refusal says that the record belongs to another book."""
        if not is_id(record_id):
            raise Refusal(f"“{record_id}” không phải là mã bản ghi.")
        self._check_book(find_spec(kind), record_id)
        self._written.setdefault((kind, record_id), {}).update(cleaned)

    def put_known(self, kind: str, record_id: str, fields: Mapping[str, Any]) -> None:
        """Writes fields that an entry of this very book held before; they were judged when first written."""
        self._written.setdefault((kind, record_id), {}).update(fields)

    def put_again(self, kind: str, record_id: str, fields: Mapping[str, Any]) -> None:
        """Writes fields even when they already hold the value: this is how a conflict is settled."""
        self.put_json(kind, record_id, fields)
        self._again |= {(kind, record_id, name) for name in fields}

    def _check_book(self, spec: RecordSpec, record_id: str) -> None:
        row = self._connection.execute(
            "SELECT b FROM head WHERE kind = ? AND id = ?", (spec.key, record_id)
        ).fetchone()
        if row and row["b"] != self.book:
            raise Refusal(
                f"“{spec.title}” này thuộc sổ của tổ chức khác, không sửa ở đây được. Hãy gửi ý kiến cho nơi ghi."
            )

    def _differences(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What really changes: a value that is already shown is not written again."""
        changed = {}
        for (kind, record_id), fields in self._written.items():
            row = self._connection.execute(f'SELECT * FROM "{kind}" WHERE id = ?', (record_id,)).fetchone()
            fresh = {
                name: value
                for name, value in fields.items()
                if row is None
                or (kind, record_id, name) in self._again
                or not _shows(find_spec(kind), row, name, value)
            }
            if fresh or row is None:
                changed[kind, record_id] = fresh
        return changed

    def finish(self, time_of: Any) -> None:
        """Makes the entry, appends and projects it; nothing when nothing changes. `time_of()` gives its time."""
        changed = self._differences()
        if not changed:
            return
        parts, written = list[PrivatePart](), WrittenReaches(self._connection)
        changes = tuple(
            _change(kind, record_id, fields, written.of(kind, record_id), parts)
            for (kind, record_id), fields in changed.items()
        )
        entry = self._entry(changes, time_of())
        name_parts(self._connection, entry, "not_sent")
        for part in parts:
            self._connection.execute(
                "UPDATE private_part SET salt = ?, body = ?, absent = NULL WHERE digest = ?",
                (part.salt, part.body, part.digest),
            )
        append(self._connection, entry)
        self.changes = Changes(
            tuple(Change(kind, record_id, tuple(fields)) for (kind, record_id), fields in changed.items()),
            entry.key,
        )

    def _entry(self, changes: tuple[EntryChange, ...], time: Time) -> Any:
        tip = self._connection.execute(
            "SELECT n, hash FROM chain WHERE b = ? AND d = ?", (self.book, self._device)
        ).fetchone()
        return write_entry(
            device=self._device,
            book=self.book,
            number=tip["n"] + 1 if tip else 1,
            previous=tip["hash"][:32] if tip else "",
            time=time,
            user=self._user,
            schema=SCHEMA,
            seen=self._seen(),
            changes=changes,
        )


def _change(
    kind: str, record_id: str, fields: Mapping[str, Any], written: Mapping[str, str], parts: list[PrivatePart]
) -> EntryChange:
    """One record's fields, each as private as its declaration or what was `written` before makes it."""
    spec = find_spec(kind)
    reaches = {name: stricter(spec.reach_of(name), written.get(name, "public")) for name in fields}
    public = {name: value for name, value in fields.items() if reaches[name] == "public"}
    named = []
    for reach in ("parent", "own"):
        values = {name: value for name, value in fields.items() if reaches[name] == reach}
        if values:
            part, names = PrivatePart(reach, digest.new_salt(), compact(values)), tuple(values)
            parts.append(part)
            named.append(PartName(reach, names, part.digest, names))
    return EntryChange(kind, record_id, public, tuple(named))


def _shows(spec: RecordSpec, row: Row, name: str, value: Any) -> bool:
    """Whether the row shows the value; a value not held here, or one its column could not hold, it does not show."""
    if name in json.loads(row["_absent"]) or f"!{name}" in json.loads(row["_unknown"]):
        return False
    return bool(shown_values(spec, row).get(name) == value)
