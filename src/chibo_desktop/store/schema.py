"""The tables: those of the journal and its surroundings in SQL, those of the records made from their declarations."""

from __future__ import annotations

from zlib import crc32

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SPECS, RecordSpec
from chibo_desktop.records.contract import print_contract
from chibo_desktop.records.field import FieldSpec
from chibo_desktop.store.database import Connection, utilities

INDEXED = 1
"""Grows when other words of the same records are indexed for searching; they are then indexed anew at opening."""

LAYOUT = 1
"""Grows when an older program could no longer write these tables rightly."""

_ENTRY = "b TEXT NOT NULL, d TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL"

TABLES = f"""
CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS journal({_ENTRY}, PRIMARY KEY(b, d, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS branch({_ENTRY}, PRIMARY KEY(b, d, n, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting({_ENTRY}, PRIMARY KEY(b, d, n, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chain(b TEXT NOT NULL, d TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(b, d)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS private_part(digest TEXT PRIMARY KEY, b TEXT NOT NULL, d TEXT NOT NULL, n INTEGER NOT NULL,
  i INTEGER NOT NULL, reach TEXT NOT NULL, salt BLOB, body TEXT, absent TEXT, absent_at TEXT, absent_by TEXT) STRICT;
CREATE INDEX IF NOT EXISTS private_part_of ON private_part(b, d, n);
CREATE TABLE IF NOT EXISTS seen(b TEXT NOT NULL, d TEXT NOT NULL, od TEXT NOT NULL, n INTEGER NOT NULL,
  "on" INTEGER NOT NULL, link TEXT NOT NULL, PRIMARY KEY(b, d, od, n)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_of ON seen(b, od, "on");
CREATE TABLE IF NOT EXISTS touched(kind TEXT NOT NULL, id TEXT NOT NULL, b TEXT NOT NULL, d TEXT NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY(kind, id, b, d, n)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS touched_by ON touched(b, d, n);
CREATE TABLE IF NOT EXISTS head(kind TEXT NOT NULL, id TEXT NOT NULL, b TEXT NOT NULL, d TEXT NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, tick INTEGER NOT NULL, over TEXT NOT NULL,
  PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS conflict(kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, d TEXT NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, tick INTEGER NOT NULL, value TEXT, held INTEGER NOT NULL,
  PRIMARY KEY(kind, id, field, d, n)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS head_signature(b TEXT NOT NULL, d TEXT NOT NULL, n INTEGER NOT NULL, sha256 TEXT NOT NULL,
  text TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY(b, d, n, sha256)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS certificate(digest TEXT PRIMARY KEY, type TEXT NOT NULL, org TEXT NOT NULL,
  device TEXT, key TEXT NOT NULL, signer TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS certificate_of ON certificate(org, type);
CREATE INDEX IF NOT EXISTS certificate_device ON certificate(device, type);
CREATE INDEX IF NOT EXISTS certificate_key ON certificate(key);
CREATE TABLE IF NOT EXISTS trusted(key TEXT PRIMARY KEY, org TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS stands_for(org TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(org, body)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS limit_line(digest TEXT PRIMARY KEY, type TEXT NOT NULL, device TEXT, body_key TEXT,
  book TEXT NOT NULL, keep TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS invitation(number TEXT PRIMARY KEY, org TEXT, name TEXT NOT NULL, word TEXT NOT NULL,
  at TEXT NOT NULL, state TEXT NOT NULL, wrong TEXT NOT NULL, joined TEXT) STRICT;
CREATE TABLE IF NOT EXISTS bundle_in(hash TEXT NOT NULL, at TEXT NOT NULL, from_org TEXT, device TEXT, made TEXT,
  result TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS bundle_out(hash TEXT NOT NULL, at TEXT NOT NULL, to_org TEXT NOT NULL, name TEXT NOT NULL,
  runs TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox(hash TEXT PRIMARY KEY, name TEXT NOT NULL, to_org TEXT NOT NULL, at TEXT NOT NULL,
  size INTEGER NOT NULL, pieces INTEGER NOT NULL, sent INTEGER NOT NULL, tried_at TEXT, note TEXT NOT NULL,
  carried_at TEXT) STRICT;
CREATE TABLE IF NOT EXISTS receipt(body TEXT NOT NULL, device TEXT NOT NULL, of_device TEXT NOT NULL,
  book TEXT NOT NULL, n INTEGER NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL,
  signature TEXT NOT NULL, PRIMARY KEY(book, of_device, body, n, device)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS draft(kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
  base TEXT NOT NULL, at TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY(kind, id, field)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS access_log(at TEXT NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  user TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS secret(name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS desk_user(user TEXT PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL,
  until TEXT) STRICT;
CREATE TABLE IF NOT EXISTS search_place(n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
  UNIQUE(kind, id)) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(title, body, keys, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 0', prefix='1 2 3');
INSERT INTO search(search, rank) VALUES ('pgsz', 1000);
INSERT INTO search(search, rank) VALUES ('crisismerge', 256);
CREATE VIRTUAL TABLE IF NOT EXISTS search_word USING fts5vocab(search, instance);
"""

ALONG = {"attendance": ("state", "member_id", "put_away", "_book")}
"""What an index holds beside the owner: bodies above count thousands of roll calls and read nothing else of them."""

SIDE_COLUMNS = {"_book": str, "_unknown": str, "_absent": str, "_problems": str}
"""Beside the declared fields: the record's book, unknown fields, private fields not held, broken limits."""


def stamp() -> int:
    """What `user_version` holds when the file's tables are those of this program."""
    return crc32(f"{INDEXED}{TABLES}{ALONG}{print_contract()}".encode()) & 0x7FFFFFFF


def is_current(connection: Connection) -> bool:
    """Whether the tables are this program's; Refusal when a newer program made them."""
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) == stamp():
        return True
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        row = connection.execute("SELECT value FROM meta WHERE name = 'layout'").fetchone()
        if row and int(row[0]) > LAYOUT:
            raise Refusal(
                "Sổ này do bản chương trình mới hơn ghi. Hãy cài bản mới rồi mở lại; dữ liệu vẫn nguyên vẹn."
            )
    return False


def make_tables(connection: Connection) -> None:
    """Makes what is missing and adds new columns, inside the caller's transaction. Nothing is removed."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    database = utilities(connection)
    known = set(database.table_names())
    for spec in SPECS.values():
        table = database.table(spec.key)
        columns = columns_of(spec)
        if spec.key not in known:
            table.create({"id": str, **columns}, pk="id", not_null={"id"}, strict=True)
        else:
            for name in columns.keys() - table.columns_dict.keys():
                table.add_column(name, columns[name])
        if spec.parent:  # asked for at every key; years of it would be looked through
            indexed = ", ".join(f'"{name}"' for name in (spec.parent, *ALONG.get(spec.key, ())))
            connection.execute(f'CREATE INDEX IF NOT EXISTS "{spec.key}_of" ON "{spec.key}" ({indexed})')
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('layout', ?)", (str(LAYOUT),))
    connection.execute(f"PRAGMA user_version = {stamp()}")


def columns_of(spec: RecordSpec) -> dict[str, type]:
    """The columns of a record's table besides its id, with their Python types."""
    return {field.name: _column_type(field) for field in spec.fields} | SIDE_COLUMNS


def fits_column(field: FieldSpec, value: object) -> bool:
    """Whether a value that came from elsewhere can stand in the field's column at all."""
    if field.kind == "flag":
        return isinstance(value, bool)
    if field.kind == "number":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    return isinstance(value, str)


def _column_type(field: FieldSpec) -> type:
    return int if field.kind in ("number", "flag") else str
