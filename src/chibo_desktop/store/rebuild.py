"""Projecting everything again from the journal, comparing it with what the tables hold, and checking the journal itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SPECS
from chibo_desktop.store.database import Connection, Row, take_back
from chibo_desktop.store.entry import Entry, read_entry
from chibo_desktop.store.project import project_entry
from chibo_desktop.store.search import dump_index, index_everything

DERIVED = ("head", "conflict", "seen", "touched", "chain")
"""Tables that follow from the journal beside those of the records."""


@dataclass(frozen=True)
class Difference:
    """A row that is not what the journal says."""

    table: str
    key: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong in the journal itself."""

    book: str
    device: str
    number: int
    sentence: str


def project_everything(connection: Connection) -> None:
    """Empties every derived table and projects the journal again, inside the caller's transaction."""
    for table in (*DERIVED, *SPECS):
        connection.execute(f'DELETE FROM "{table}"')
    for body in _bodies_in_time(connection):
        entry = read_entry(body)
        connection.execute("INSERT OR REPLACE INTO chain VALUES (?, ?, ?, ?)", (*entry.key, entry.hash))
        project_entry(connection, entry, index=False)
    index_everything(connection)


def _bodies_in_time(connection: Connection) -> list[bytes]:
    """Every entry's bytes, chain by chain; the outcome does not depend on the order."""
    return [row["body"] for row in connection.execute("SELECT body FROM journal ORDER BY b, d, n").fetchall()]


def compare(connection: Connection) -> list[Difference]:
    """The rows in which the tables differ from what the journal says. Leaves the tables as they are."""
    before = dump(connection)
    connection.execute("SAVEPOINT compare")
    try:
        project_everything(connection)
        after = dump(connection)
    finally:
        take_back(connection, "compare")
    return [
        Difference(table, key, _differing(before.get((table, key)), after.get((table, key))))
        for table, key in sorted(before.keys() | after.keys())
        if before.get((table, key)) != after.get((table, key))
    ]


def dump(connection: Connection) -> dict[tuple[str, str], dict[str, Any]]:
    """Every row of every derived table by table and key, for comparing."""
    rows = {}
    for table in (*SPECS, *DERIVED):
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            values = dict(zip(row.keys(), tuple(row), strict=True))
            rows[table, _key_of(table, values)] = values
    return rows | {("search", key): words for key, words in dump_index(connection)}


def _key_of(table: str, values: dict[str, Any]) -> str:
    if table in SPECS:
        return str(values["id"])
    keys = {
        "head": ("kind", "id"),
        "conflict": ("kind", "id", "field", "d", "n"),
        "seen": ("b", "d", "od", "n"),
        "touched": ("kind", "id", "b", "d", "n"),
        "chain": ("b", "d"),
    }[table]
    return " ".join(str(values[name]) for name in keys)


def _differing(before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(name for name in after if before.get(name) != after[name])


def check_journal(connection: Connection) -> Iterator[Finding]:
    """Every entry whose bytes, number or link is not what it should be, and every unexplained absent part."""
    previous: dict[tuple[str, str], tuple[int, str]] = {}
    parts = {row[0] for row in connection.execute("SELECT digest FROM private_part")}
    for row in connection.execute("SELECT * FROM journal ORDER BY b, d, n"):
        place = (row["b"], row["d"], row["n"])
        entry, wrong = _read(row)
        if entry is None:
            yield Finding(*place, wrong)
            continue
        last, link = previous.get(place[:2], (0, ""))
        if not wrong and (entry.number, entry.previous) != (last + 1, link):
            wrong = "mục nhật ký không nối với mục trước nó"
        if wrong:
            yield Finding(*place, wrong)
        previous[place[:2]] = (row["n"], row["hash"][:32])
        if any(part.digest not in parts for change in entry.changes for part in change.parts):
            yield Finding(*place, "thiếu phần riêng mà không rõ lý do")
    yield from _check_beside(connection)
    yield from _check_parts(connection)


def _check_beside(connection: Connection) -> Iterator[Finding]:
    """Entries that wait or stand in a branch: their bytes alone, as what they follow may not be held."""
    for row in connection.execute("SELECT * FROM branch UNION ALL SELECT * FROM waiting ORDER BY b, d, n"):
        _, wrong = _read(row)
        if wrong:
            yield Finding(row["b"], row["d"], row["n"], wrong)


def _read(row: Row) -> tuple[Entry | None, str]:
    """The entry of a row, and what is wrong with its bytes alone: "" when nothing is."""
    try:
        entry = read_entry(row["body"])
    except Refusal:
        return None, "mục nhật ký không đọc được"
    if entry.hash != row["hash"] or entry.key != (row["b"], row["d"], row["n"]):
        return entry, "mục nhật ký đã bị sửa sau lưng chương trình"
    return entry, ""


def _check_parts(connection: Connection) -> Iterator[Finding]:
    from chibo_desktop.store.entry import PrivatePart

    for row in connection.execute("SELECT * FROM private_part ORDER BY b, d, n, i, reach"):
        place = (row["b"], row["d"], row["n"])
        if row["body"] is None and not row["absent"]:
            yield Finding(*place, "thiếu phần riêng mà không rõ lý do")
        elif (
            row["body"] is not None
            and PrivatePart(row["reach"], row["salt"], row["body"]).digest != row["digest"]
        ):
            yield Finding(*place, "phần riêng đã bị sửa sau lưng chương trình")
