"""Making a backup of an open book and checking one whole; where backups lie and how many are kept is not decided here."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from chibo_desktop import __version__
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import DATABASE, KEYS, reason_in_words
from chibo_desktop.seal.digest import hex16
from chibo_desktop.store import backup_file, backup_shelf, integrity
from chibo_desktop.store.alone import alone
from chibo_desktop.store.backup_file import Header, Say
from chibo_desktop.store.backup_shelf import shelf_of
from chibo_desktop.store.certificates import own_chain
from chibo_desktop.store.database import Connection, connect, said_to_a_person, transaction
from chibo_desktop.store.rebuild import check_journal, project_everything
from chibo_desktop.store.schema import is_current, make_tables
from chibo_desktop.store.store import Store
from chibo_desktop.store.times import last_time

WORK = ".work-"
"""Begins the name of a folder in which a backup is made or looked at."""
LEFT_OVER = 6 * 60 * 60
"""Seconds after which such a folder belongs to nobody any more: nobody looks at a backup for so long."""
COUNTED_BESIDE = (
    "waiting", "branch", "certificate", "limit_line", "head_signature", "receipt", "bundle_in", "bundle_out",
    "access_log", "desk_user",
)  # fmt: skip
LOCK = "making.lock"
BUSY = "Đang có một lần sao lưu khác. Hãy chờ cho xong rồi làm lại."
STEPS_BETWEEN_ASKING = 100_000
"""Steps of SQLite's machine, some milliseconds: how soon a stop is heard while the file is copied."""


@dataclass(frozen=True)
class Facts:
    """What a book holds, for comparing a backup with the present book."""

    entries: int
    members: int
    meetings: int
    last_meeting: str
    """ISO day of the newest meeting, or its month; empty when there is none."""
    last_written_ms: int
    """The newest time in the journal, milliseconds since 1970; 0 when it is empty."""
    chains: dict[tuple[str, str], int]
    """Highest number by book and device."""


def state_of(store: Store) -> str:
    """A digest of what the book holds: it differs when an entry, a draft, a dropped part or a key came or went."""
    connection = store.connection
    keys = store.folder / KEYS
    # an older program's file, before it is brought up to date, may lack some of them
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    held = [
        [list(row) for row in connection.execute("SELECT b, d, n, hash FROM chain ORDER BY b, d")],
        [list(row) for row in connection.execute("SELECT kind, id, field, at FROM draft ORDER BY 1, 2, 3")],
        connection.execute("SELECT count(body) FROM private_part").fetchone()[0],
        [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in COUNTED_BESIDE
            if table in there
        ],
        [row[0] for row in connection.execute("SELECT name FROM secret ORDER BY name")],
        hex16(keys.read_bytes()) if keys.exists() else "",
    ]
    return hex16(json.dumps(held).encode())


def make_backup(store: Store, key: bytes, why: str, say: Say = lambda *_: None) -> Path | None:
    """Makes, checks and keeps a backup of the book; None when nothing has changed since the newest one.

    Other connections may write meanwhile: the backup is the book as of one moment. Afterwards those that no
    rule keeps any more are let go. `say` may raise to stop. Trouble when the disk refuses or is too full, and
    when the copy is not sound; the backups made before stay as they are.
    """
    shelf = shelf_of(store.folder)
    last, state = backup_shelf.newest(shelf), state_of(store)
    if last is not None and last.header.state == state:
        return None
    backup_shelf.make_shelf(shelf)
    with alone(shelf / LOCK, BUSY), working_folder(shelf) as work:
        backup_shelf.sweep(shelf)
        backup_shelf.room_for(shelf, 2 * (store.folder / DATABASE).stat().st_size)
        copy_whole(store.connection, work / DATABASE, say)
        keys = _keys_of(store)
        header = _described(store, key, work / DATABASE, keys, (why, state))
        target = backup_shelf.path_for(shelf, header)
        backup_file.write_backup(target, header, keys, work / DATABASE, say)
        _read_back(target, say)
    if why != "restore":  # restoring deletes nothing
        backup_shelf.let_go(shelf)
    return target


def check_backup(path: Path, key: bytes, beside: Path, say: Say = lambda *_: None) -> tuple[Header, Facts]:
    """Opens a backup in a folder of its own below `beside` and looks at every byte, page and entry.

    Refusal when it is damaged, or when the key is that of another book. Leaves nothing behind.
    """
    with opened_backup(path, key, beside, say) as (header, connection):
        return header, facts_of(connection)


@contextmanager
def opened_backup(
    path: Path, key: bytes, beside: Path, say: Say = lambda *_: None
) -> Iterator[tuple[Header, Connection]]:
    """A backup unpacked below `beside`, checked whole, brought up to date and open; the folder is gone afterwards."""
    backup_shelf.make_shelf(beside)
    with working_folder(beside) as work:
        header = backup_file.unpack(path, work, say)
        with opened_whole(work, key, header) as connection:
            yield header, connection


@contextmanager
def opened_whole(folder: Path, key: bytes, header: Header) -> Iterator[Connection]:
    """The unpacked database of a backup, checked and with this program's tables."""
    connection = connect(folder / DATABASE, key)
    try:
        check_sound(connection, header)
        if not is_current(connection):
            with transaction(connection):
                make_tables(connection)
                project_everything(connection)
        yield connection
    finally:
        connection.close()


def check_sound(connection: Connection, header: Header | None = None) -> None:
    """Refusal when a page, an entry, a link or a signed head of the open book is not what it should be."""
    try:
        wrong: list[object] = [*integrity.check_file(connection)]
        wrong += [] if wrong else [*check_journal(connection), *integrity.check_heads(connection)]
        count = 0 if wrong else connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    except sqlite.DatabaseError as error:
        raise _unsound() from error
    if wrong or (header is not None and count != header.entries):
        raise _unsound()


def facts_of(connection: Connection) -> Facts:
    """What the open book holds."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    last = connection.execute(
        "SELECT max(coalesce(held_on, period)) FROM meeting WHERE put_away IS NOT 1"
    ).fetchone()
    return Facts(
        entries=one("SELECT count(*) FROM journal"),
        members=one("SELECT count(*) FROM member WHERE put_away IS NOT 1"),
        meetings=one("SELECT count(*) FROM meeting WHERE put_away IS NOT 1"),
        last_meeting=str(last[0] or ""),
        last_written_ms=last_time(connection)[0],
        chains=chains_of(connection),
    )


def chains_of(connection: Connection) -> dict[tuple[str, str], int]:
    """The highest number of each chain, by book and device."""
    return {(b, d): n for b, d, n in connection.execute("SELECT b, d, n FROM chain ORDER BY b, d")}


def copy_whole(connection: Connection, target: Path, say: Say = lambda *_: None) -> None:
    """A copy of the open book as of one moment, encrypted under the same key, without its free pages."""
    stopped: list[BaseException] = []

    def ask() -> int:
        try:
            say(0, 0)
        except BaseException as stop:  # noqa: BLE001 - SQLite would swallow it; raised again below
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(ask, STEPS_BETWEEN_ASKING)
    try:
        with said_to_a_person():
            connection.execute("VACUUM INTO ?", (str(target),))
    except (Trouble, Refusal):
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def working_folder(shelf: Path) -> Iterator[Path]:
    """A folder beside the backups that is gone afterwards; those a power cut left over are swept first."""
    for old in shelf.glob(f"{WORK}*"):
        with suppress(OSError):  # another program may sweep it at the same time
            if time.time() - old.stat().st_mtime > LEFT_OVER:
                shutil.rmtree(old, ignore_errors=True)
    try:
        # not by `tempfile`, which on Windows tries 10,000 names where writing is forbidden
        work = shelf / f"{WORK}{os.urandom(4).hex()}"
        work.mkdir(mode=0o700)
    except OSError as error:
        raise Trouble(f"Chưa sao lưu được: {reason_in_words(error)}") from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _read_back(target: Path, say: Say) -> None:
    """Only a file that gives back what was written gets its name."""
    try:
        backup_file.unpack(backup_file.unfinished(target), None, say)
    except BaseException:
        backup_file.remove(backup_file.unfinished(target))
        raise
    backup_file.settle(target)


def _keys_of(store: Store) -> bytes:
    try:
        return (store.folder / KEYS).read_bytes()
    except OSError as error:
        raise Trouble(f"Chưa sao lưu được vì không đọc được tệp khóa: {reason_in_words(error)}") from error


def _described(store: Store, key: bytes, copy: Path, keys: bytes, why: tuple[str, str]) -> Header:
    """Checks the copy and writes its header; nothing changes the file afterwards."""
    connection = connect(copy, key)
    try:
        check_sound(connection)
        entries = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
        numbers = dict(connection.execute("SELECT b, n FROM chain WHERE d = ?", (store.device,)).fetchall())
    finally:
        connection.close()
    chain = own_chain(store)
    return Header(
        org=chain[0].body["org"] if chain else store.device,
        device=store.device,
        number=backup_shelf.next_number(copy.parent.parent),
        made=store.clock.now().isoformat(timespec="seconds"),
        why=why[0],
        program=__version__,
        sample=store.sample,
        state=why[1],
        entries=entries,
        numbers=numbers,
        keys=len(keys),
        database=copy.stat().st_size,
        sha256=backup_file.digest_of(keys, copy),
    )


def _unsound() -> Refusal:
    return Refusal("Bản sao lưu này mở ra nhưng không nguyên vẹn. Hãy chọn bản khác.")
