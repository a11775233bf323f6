"""Reading a desk's file over for damage: pages, private parts, signed heads, rows without a record; it mends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlite

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SPECS
from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.rebuild import Difference, Finding
from chibo_desktop.store.search import missing_places

COUNTED = ("journal", "chain", "private_part", "waiting", "branch", "conflict", "certificate")


@dataclass(frozen=True)
class Orphan:
    """A reference to a record that is not here: not yet arrived, or of a book this desk may not read. No fault."""

    kind: str
    id: str
    field: str
    target: str


def is_damage(error: BaseException) -> bool:
    """Whether an error comes from the database file or the disk under it, not from our words to it."""
    return isinstance(error, sqlite.DatabaseError) and not isinstance(
        error, sqlite.IntegrityError | sqlite.ProgrammingError | sqlite.InterfaceError
    )


def check_file(connection: Connection) -> list[str]:
    """What is wrong with the pages of the file, in SQLite's own words; takes about a second for 100 MB.

    SQLCipher's own check reads the file past its log: after a power cut in the middle of a checkpoint a page there
    may be torn while the log holds it whole. So the log is taken in first; while others keep it, that check is left out.
    """
    found: list[str] = []
    try:
        busy, frames, taken_in = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if not busy and frames == taken_in:
            found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    except sqlite.DatabaseError as error:
        found.append(str(error))
    return found


def check_named_parts(connection: Connection) -> Iterator[Finding]:
    """Every entry that names a private part of which not even the name is kept any more."""
    kept = {str(row["digest"]) for row in connection.execute("SELECT digest FROM private_part")}
    for row in connection.execute("SELECT b, d, n, body FROM journal ORDER BY b, d, n"):
        try:
            entry = read_entry(row["body"])
        except Refusal:
            continue  # named by check_journal
        if any(part.digest not in kept for change in entry.changes for part in change.parts):
            yield Finding(row["b"], row["d"], row["n"], "mất dòng ghi phần riêng của mục này")


def check_heads(connection: Connection) -> Iterator[Finding]:
    """Every signed head of an entry that is not here: the end of a chain was cut off, or an entry replaced."""
    rows = connection.execute(
        "SELECT b, d, n FROM head_signature h WHERE NOT EXISTS (SELECT 1 FROM"
        " (SELECT b, d, n, hash FROM journal UNION ALL SELECT b, d, n, hash FROM branch"
        "  UNION ALL SELECT b, d, n, hash FROM waiting) e"
        " WHERE e.b = h.b AND e.d = h.d AND e.n = h.n AND e.hash = h.sha256) ORDER BY b, d, n"
    )
    for row in rows:
        yield Finding(row["b"], row["d"], row["n"], "đã ký tên vào mục này, nhưng nhật ký không còn mục ấy")


def check_rows(connection: Connection) -> list[Difference]:
    """Rows without a head, heads without a row, chains whose tip is not the last entry; a quick look, values unread."""
    found = []
    for kind in SPECS:
        rows = {str(row[0]) for row in connection.execute(f'SELECT id FROM "{kind}"')}
        heads = {str(row[0]) for row in connection.execute("SELECT id FROM head WHERE kind = ?", (kind,))}
        found += [Difference(kind, record_id, ()) for record_id in sorted(rows ^ heads)]
    found += [
        Difference("search", f"{kind} {record_id}", ()) for kind, record_id in missing_places(connection)
    ]
    tips = connection.execute(
        "SELECT b, d, max(n) AS n, hash FROM journal GROUP BY b, d"
        " EXCEPT SELECT b, d, n, hash FROM chain ORDER BY b, d"
    )
    return found + [Difference("chain", f"{row['b']} {row['d']}", ("n", "hash")) for row in tips]


def find_orphans(connection: Connection) -> list[Orphan]:
    """Every reference whose target is not here, in the order of the declarations."""
    return [
        Orphan(spec.key, row["id"], field.name, row["target"])
        for spec in SPECS.values()
        for field in spec.fields
        if field.kind == "ref"
        for row in connection.execute(
            f'SELECT id, "{field.name}" AS target FROM "{spec.key}" WHERE "{field.name}" <> \'\''
            f' AND "{field.name}" NOT IN (SELECT id FROM "{field.refers_to}") ORDER BY id'
        )
    ]


def count_rows(connection: Connection) -> dict[str, int]:
    """How much is here: rows of the journal's tables, and of all record tables together as `records`."""

    def rows_in(table: str) -> int:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])

    return {table: rows_in(table) for table in COUNTED} | {"records": sum(rows_in(kind) for kind in SPECS)}
