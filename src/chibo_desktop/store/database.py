"""The encrypted SQLite file: opening it with its key, transactions, and what its errors mean to a person."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlite

from chibo_desktop.base.errors import Trouble

if TYPE_CHECKING:
    import sqlite_utils

Connection = Any
"""A DB-API connection of sqlcipher3, in autocommit; the package has no type stubs."""
Row = Any
"""A row addressed by column name."""
CACHE_KB = 2_000
"""Decrypted pages kept by each connection, of which an open desk has up to four. sqlcipher3 would keep 8 MB, which
reads and rebuilds ten years no faster; only looking over their pages at opening takes 20 ms more."""


class _Told(sqlite.Connection):  # type: ignore[misc]
    """A connection that also tells how often something it wrote was taken back: `total_changes` does not."""

    undone = 0


class Damaged(Trouble):
    """The file does not open under its key: pages of it, or all of it, are not what was written."""

    def __init__(
        self,
        sentence: str = "Tệp sổ bị hỏng nên không mở được. Đừng xóa gì trong thư mục dữ liệu; "
        "hãy lấy lại từ bản sao lưu: mở chương trình, hoặc gõ backup restore.",
    ) -> None:
        super().__init__(sentence)


def connect(path: Path, key: bytes) -> Connection:
    """Opens an existing or new encrypted file with its raw 32-byte key.

    WAL with FULL: an acknowledged write survives a power cut at one flush a transaction. Deleted content
    is overwritten, so that a dropped private part leaves no trace in free pages. Damaged when the key does
    not fit or the file is damaged; Trouble when the surroundings refuse.
    """
    with said_to_a_person():
        connection = sqlite.connect(str(path), isolation_level=None, timeout=5, factory=_Told)
    connection.row_factory = sqlite.Row
    try:
        with said_to_a_person():
            _prepare(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA journal_mode = WAL")
    for pragma in (
        "synchronous = FULL",
        "busy_timeout = 5000",
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"cache_size = -{CACHE_KB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def fold(connection: Connection) -> bool:
    """Takes the write-ahead log into the file, which then stands alone; False while anybody else has it open."""
    connection.execute("PRAGMA busy_timeout = 200")
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite.OperationalError:
        return False
    return str(mode[0]) == "delete"


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One `BEGIN IMMEDIATE` … `COMMIT`; joins the transaction that already runs; rolls back on any error."""
    if connection.in_transaction:
        yield
        return
    with said_to_a_person():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.undone += 1
            raise


@contextmanager
def part_of_transaction(connection: Connection) -> Iterator[None]:
    """A part of the transaction that runs: an error undoes this part alone, and goes on to the caller."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        take_back(connection, "part")
        raise
    connection.execute("RELEASE part")


def take_back(connection: Connection, savepoint: str) -> None:
    """Undoes what was written since the savepoint, and ends it."""
    if connection.in_transaction:  # a full disk has already undone everything
        connection.execute(f"ROLLBACK TO {savepoint}")
        connection.execute(f"RELEASE {savepoint}")
    connection.undone += 1


def utilities(connection: Connection) -> sqlite_utils.Database:
    """sqlite-utils on this connection; taught that sqlcipher3's errors are the ones to look for.

    The alias must stand before sqlite_utils is first imported, and stands nowhere else.
    """
    import sqlcipher3

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlite)
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False, recursive_triggers=False)


@contextmanager
def said_to_a_person() -> Iterator[None]:
    """Turns what SQLite says into Trouble."""
    try:
        yield
    except sqlite.OperationalError as error:
        raise Trouble(_sentence(str(error))) from error
    except sqlite.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise Damaged from error
        raise


def _sentence(error: str) -> str:
    for sign, sentence in (
        (
            "full",
            "Ổ đĩa đã đầy nên chưa ghi được; những gì đã ghi trước đó vẫn còn. Hãy xóa bớt tệp khác rồi làm lại.",
        ),
        (
            "readonly",
            "Thư mục dữ liệu chỉ cho đọc. Hãy cho phép ghi vào thư mục này, hoặc chọn thư mục khác.",
        ),
        ("locked", "Sổ đang được chương trình khác ghi. Hãy chờ một lát rồi làm lại."),
        ("busy", "Sổ đang được chương trình khác ghi. Hãy chờ một lát rồi làm lại."),
        (
            "unable to open",
            "Không mở được tệp sổ. Hãy xem thư mục dữ liệu còn đó và có quyền đọc, ghi hay không.",
        ),
        # SQLite does not say "full" when there is not even room to open its log
        (
            "disk I/O",
            "Ổ đĩa đã đầy hoặc không trả lời; những gì đã ghi trước đó vẫn còn. Hãy xóa bớt tệp khác rồi làm lại.",
        ),
    ):
        if sign in error:
            return sentence
    return "Tệp sổ gặp trục trặc nên chưa ghi được gì. Hãy đóng chương trình, mở lại rồi làm lại."
