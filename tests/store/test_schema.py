"""The tables of ten years: what belongs to a record is found without looking through them, and no write does too much at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.records import SPECS
from chibo_desktop.store import Store, create_store
from chibo_desktop.store.log_pages import leave_log, waiting_pages
from replicas import KEY, START


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(tmp_path, KEY, device="aaaaaaaa", sample=True, clock=FixedClock(START))
    yield made
    made.close()


def test_the_records_of_one_owner_are_found_by_an_index(store: Store) -> None:
    for spec in (spec for spec in SPECS.values() if spec.parent):
        sql = f'EXPLAIN QUERY PLAN SELECT * FROM "{spec.key}" WHERE "{spec.parent}" IN (?)'
        assert [row["detail"].split()[0] for row in store.rows(sql, ("a-1",))] == ["SEARCH"], spec.key


def add_words(store: Store, number: int, count: int) -> None:
    """One indexed text of so many words nobody else has."""
    body = " ".join(f"w{number}x{word}" for word in range(count))
    store.connection.execute(
        "INSERT INTO search(rowid, title, body, keys) VALUES (?, '', ?, '')", (number, body)
    )


def test_no_single_write_merges_the_words_of_ten_years(store: Store) -> None:
    leave_log(store.connection)
    with store.transaction():
        for number in range(1, 201):
            add_words(store, number, 200)
    whole = waiting_pages(store.connection)
    most = 0
    for number in range(201, 261):
        before = waiting_pages(store.connection)
        add_words(store, number, 20)
        most = max(most, waiting_pages(store.connection) - before)
    assert most < whole / 4
