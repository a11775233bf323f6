"""Private parts: stored beside their entries, projected when they arrive, dropped without breaking chain or signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chibo_desktop.base.errors import Refusal
from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Entry, EntryChange, PrivatePart, read_entry, read_part
from chibo_desktop.store.log_pages import empty_log
from chibo_desktop.store.project import project_record
from chibo_desktop.store.search import erase_forgotten

Key = tuple[str, str, int]
"""Book, device, number of an entry."""


@dataclass(frozen=True)
class HeldPart:
    """A private part that is held, with the place of its change in the journal."""

    book: str
    device: str
    number: int
    index: int
    part: PrivatePart


def name_parts(connection: Connection, entry: Entry, reason: str) -> None:
    """Notes every private part an entry names; until its bytes come, `reason` says why they are not held."""
    for index, change in enumerate(entry.changes):
        for part in change.parts:
            connection.execute(
                "INSERT OR IGNORE INTO private_part(digest, b, d, n, i, reach, absent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (part.digest, *entry.key, index, part.reach, reason),
            )


def put_part(
    connection: Connection, part: PrivatePart, arriving: Mapping[Key, list[Entry]] | None = None
) -> bool:
    """Stores the bytes of a part that an entry names, and projects the record when the entry is in its chain.

    `arriving` are the entries, by place, of the same bundle that are about to be added. Refusal when no entry names the
    part, or when it holds other fields than the entry says. A part that was dropped on purpose stays dropped.
    """
    row = connection.execute("SELECT * FROM private_part WHERE digest = ?", (part.digest,)).fetchone()
    if row is None:
        raise Refusal("Gói có phần riêng không thuộc bản ghi nào. Hãy báo cho nơi gửi.")
    if row["body"] is not None or row["absent"] == "dropped":
        return False
    place = (row["b"], row["d"], row["n"])
    change = _change_of(part.digest, [*(arriving or {}).get(place, ()), *_held(connection, place)])
    named = next(name for name in change.parts if name.digest == part.digest)
    if set(_values(part.body)) != set(named.written):
        raise Refusal("Gói có phần riêng không khớp với bản ghi của nó. Hãy báo cho nơi gửi.")
    connection.execute(
        "UPDATE private_part SET salt = ?, body = ?, absent = NULL WHERE digest = ?",
        (part.salt, part.body, part.digest),
    )
    if connection.execute("SELECT 1 FROM touched WHERE b = ? AND d = ? AND n = ?", place).fetchone():
        project_record(connection, change.kind, change.id)
    return True


def _change_of(digest: str, entries: Iterable[Entry]) -> EntryChange:
    for entry in entries:
        for change in entry.changes:
            if any(part.digest == digest for part in change.parts):
                return change
    raise Refusal("Gói có phần riêng không thuộc bản ghi nào. Hãy báo cho nơi gửi.")


def _held(connection: Connection, place: Key) -> Iterator[Entry]:
    for table in ("journal", "branch", "waiting"):
        for row in connection.execute(
            f"SELECT body FROM {table} WHERE b = ? AND d = ? AND n = ?", place
        ).fetchall():
            yield read_entry(row["body"])


def _values(body: str) -> dict[str, object]:
    try:
        return read_part(body)
    except (ValueError, TypeError, RecursionError):
        raise Refusal("Gói có phần riêng không đọc được. Hãy báo cho nơi gửi.") from None


def held_parts(
    connection: Connection, chain: tuple[str, str], first: int, last: int, reaches: Iterable[str]
) -> list[HeldPart]:
    """The parts held of a run of a chain (book, device), of the given reaches, in the journal's order."""
    book, device = chain
    wanted = set(reaches)
    rows = connection.execute(
        "SELECT * FROM private_part WHERE b = ? AND d = ? AND n BETWEEN ? AND ? AND body IS NOT NULL ORDER BY n, i, reach",
        (book, device, first, last),
    )
    return [
        HeldPart(book, device, row["n"], row["i"], PrivatePart(row["reach"], row["salt"], row["body"]))
        for row in rows
        if row["reach"] in wanted
    ]


def drop_parts(connection: Connection, kind: str, record_id: str, *, by: str, at: str) -> int:
    """Drops every private value of one record held here, for good; returns how many parts.

    Chain and signatures still verify. Drafts and conflict values of the record go too; the caller runs
    `erase_traces` after its transaction so that no page keeps the bytes.
    """
    dropped = 0
    bodies = connection.execute(
        "SELECT j.body FROM touched t JOIN journal j USING (b, d, n) WHERE t.kind = ? AND t.id = ?"
        " UNION ALL SELECT body FROM branch UNION ALL SELECT body FROM waiting",
        (kind, record_id),
    ).fetchall()
    for (body,) in bodies:
        for change in read_entry(body).changes:
            if (change.kind, change.id) != (kind, record_id):
                continue
            for part in change.parts:
                dropped += connection.execute(
                    "UPDATE private_part SET salt = NULL, body = NULL, absent = 'dropped', absent_at = ?, absent_by = ?"
                    " WHERE digest = ? AND body IS NOT NULL",
                    (at, by, part.digest),
                ).rowcount
    connection.execute("DELETE FROM draft WHERE kind = ? AND id = ?", (kind, record_id))
    project_record(connection, kind, record_id)
    return dropped


def erase_traces(connection: Connection) -> None:
    """Empties the write-ahead log and rewrites the file, so that dropped bytes stand in no page. May take seconds."""
    erase_forgotten(connection)
    empty_log(connection)
    connection.execute("VACUUM")
    empty_log(connection)
