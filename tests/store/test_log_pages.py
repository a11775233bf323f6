"""The write-ahead log: left by a connection that must not stop for it, taken in by another, never without bound."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store import DATABASE, Store, create_store, open_store
from chibo_desktop.store.log_pages import (
    MOST_PAGES,
    TAKEN_IN_AT,
    empty_log,
    leave_log,
    take_in_log,
    waiting_pages,
)
from chibo_desktop.store.meta import get, put
from replicas import KEY, START

PAGE = 4_096


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(tmp_path, KEY, device="aaaaaaaa", sample=True, clock=FixedClock(START))
    yield made
    made.close()


def write(store: Store, pages: int) -> None:
    """A transaction that brings at least so many pages into the log; the same words again would be no write."""
    word = "lanh " if get(store.connection, "words").startswith("suối") else "suối "
    put(store.connection, "words", word * (pages * PAGE // len(word.encode()) + 1))


def test_a_connection_that_left_the_log_takes_nothing_in_when_it_writes(store: Store) -> None:
    leave_log(store.connection)
    for _ in range(3):
        write(store, TAKEN_IN_AT)
    assert waiting_pages(store.connection) >= 3 * TAKEN_IN_AT


def test_what_waits_is_taken_in_by_another_connection_and_the_log_begins_anew(store: Store) -> None:
    leave_log(store.connection)
    write(store, TAKEN_IN_AT)
    take_in_log(store.folder, KEY)
    assert waiting_pages(store.connection) == 0
    size = (store.folder / f"{DATABASE}-wal").stat().st_size
    write(store, TAKEN_IN_AT // 2)
    assert (store.folder / f"{DATABASE}-wal").stat().st_size == size
    assert waiting_pages(store.connection) > 0


def test_the_log_has_a_bound_where_nobody_takes_it_in(store: Store) -> None:
    leave_log(store.connection)
    for _ in range(8):
        write(store, MOST_PAGES // 4)
    most = MOST_PAGES + MOST_PAGES // 4 + 100  # the last write may go beyond it
    assert (store.folder / f"{DATABASE}-wal").stat().st_size < most * (PAGE + 24)


def test_a_reader_is_not_kept_waiting_and_reads_on_what_it_began_with(store: Store) -> None:
    leave_log(store.connection)
    write(store, 1)
    reader = open_store(store.folder, KEY, clock=FixedClock(START))
    reader.connection.execute("BEGIN")
    before = get(reader.connection, "words")
    write(store, TAKEN_IN_AT)
    take_in_log(store.folder, KEY)
    assert get(reader.connection, "words") == before
    assert waiting_pages(store.connection) > 0
    reader.connection.execute("COMMIT")
    reader.close()
    take_in_log(store.folder, KEY)
    assert waiting_pages(store.connection) == 0


def test_the_log_is_emptied_after_whoever_takes_it_in_just_then(store: Store) -> None:
    write(store, 10)
    reader = open_store(store.folder, KEY, clock=FixedClock(START))
    reader.connection.execute("BEGIN")
    get(reader.connection, "words")
    write(store, 10)
    other = threading.Thread(target=_empty, args=(store.folder,))
    other.start()
    while not store.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0]:
        assert other.is_alive()  # it waits for the reader, and nobody else may take the log in meanwhile
    reader.connection.execute("COMMIT")
    assert empty_log(store.connection)
    other.join()
    reader.close()
    assert (store.folder / f"{DATABASE}-wal").stat().st_size == 0


def _empty(folder: Path) -> None:
    one = open_store(folder, KEY, clock=FixedClock(START))
    empty_log(one.connection)
    one.close()
