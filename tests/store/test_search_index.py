"""The search index is what the tables say: written with them, rebuilt with them, named when changed, gone with what is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.store import open_store
from chibo_desktop.store.integrity import check_rows
from chibo_desktop.store.parts import erase_traces
from chibo_desktop.store.rebuild import compare
from chibo_desktop.store.search import is_searched
from replicas import KEY, Office, Replica, put
from store.test_dropping import clear_pages

BOOK = "aaaaaaaa-1"
MARKER, FOLDED_END = "Giàng Thị Wxzkđương", b"xzkduong"
"""A word nobody else writes; the index keeps ends of words whole, whatever stands before."""


@pytest.fixture
def levels(tmp_path: Path) -> Iterator[tuple[Replica, Replica]]:
    """A cell that wrote a member with private parts, and a commune that holds the entries alone."""
    office = Office(tmp_path)
    cell, commune = office.new("aaaaaaaa"), office.new("bbbbbbbb")
    cell.write(BOOK, put("member", "aaaaaaaa-1", full_name=MARKER, office="secretary"))
    cell.write(BOOK, put("meeting", "aaaaaaaa-2", period="2026-10", conclusion="Thu hoạch lúa"))
    commune.take(cell.held.entries.values())
    yield cell, commune
    office.close((cell, commune))


def finds(replica: Replica, word: str) -> list[str]:
    rows = replica.store.rows(
        "SELECT p.id FROM search s JOIN search_place p ON p.n = s.rowid WHERE search MATCH ? ORDER BY p.id",
        (f"{{title body}} : {word}",),
    )
    return [row["id"] for row in rows]


def put_in(replica: Replica, words: str) -> None:
    with replica.store.writing(BOOK, "bt") as writer:
        writer.put("meeting", "aaaaaaaa-2", conclusion=words)


def test_a_record_is_found_by_its_new_words_at_once_and_by_the_old_no_more(
    levels: tuple[Replica, Replica],
) -> None:
    cell, _ = levels
    assert finds(cell, "lua") == ["aaaaaaaa-2"]
    cell.write(BOOK, put("meeting", "aaaaaaaa-2", conclusion="Trồng ngô"))
    assert (finds(cell, "lua"), finds(cell, "ngo")) == ([], ["aaaaaaaa-2"])


def test_an_action_that_fails_leaves_the_index_as_it_was(levels: tuple[Replica, Replica]) -> None:
    cell, _ = levels

    def write_and_fail() -> None:
        with cell.store.transaction():
            put_in(cell, "Trồng ngô")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_and_fail()
    assert (finds(cell, "lua"), finds(cell, "ngo")) == (["aaaaaaaa-2"], [])


def test_a_private_value_is_found_only_where_it_is_held(levels: tuple[Replica, Replica]) -> None:
    cell, commune = levels
    assert (finds(cell, "wxzkduong"), finds(commune, "wxzkduong")) == (["aaaaaaaa-1"], [])
    assert finds(commune, "hoach") == ["aaaaaaaa-2"]
    commune.take([], cell.held.parts.values())
    assert finds(commune, "wxzkduong") == ["aaaaaaaa-1"]


def test_the_index_follows_from_the_journal(levels: tuple[Replica, Replica]) -> None:
    for replica in levels:
        assert compare(replica.store.connection) == []
        assert check_rows(replica.store.connection) == []


CHANGES = [
    "DELETE FROM search WHERE rowid IN (SELECT n FROM search_place WHERE id = 'aaaaaaaa-2')",
    "INSERT INTO search(rowid, title, body, keys) SELECT n, 'khac', '', '' FROM search_place WHERE id = 'aaaaaaaa-2'",
    "DELETE FROM search_place WHERE id = 'aaaaaaaa-2'",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_an_index_changed_behind_the_back_is_named_by_its_record(
    levels: tuple[Replica, Replica], sql: str
) -> None:
    cell, _ = levels
    cell.store.connection.execute(sql)
    assert "meeting aaaaaaaa-2" in [
        each.key for each in compare(cell.store.connection) if each.table == "search"
    ]


def test_a_lost_place_is_found_without_projecting_again(levels: tuple[Replica, Replica]) -> None:
    cell, _ = levels
    cell.store.connection.execute(CHANGES[2])
    assert [(each.table, each.key) for each in check_rows(cell.store.connection)] == [
        ("search", "meeting aaaaaaaa-2")
    ]


def test_a_dropped_part_stands_in_no_page_of_the_index(levels: tuple[Replica, Replica]) -> None:
    _, commune = levels
    commune.take([], levels[0].held.parts.values())
    folder = commune.store.folder
    assert any(FOLDED_END in page for _, page in clear_pages(folder)), "or this test proves nothing"
    commune.drop("member", "aaaaaaaa-1")
    erase_traces(commune.store.connection)
    assert finds(commune, "wxzkduong") == []
    assert [place for place, page in clear_pages(folder) if FOLDED_END in page] == []
    assert compare(commune.store.connection) == []


def test_a_file_of_an_older_program_is_indexed_when_it_is_opened(levels: tuple[Replica, Replica]) -> None:
    cell, _ = levels
    for statement in ("DROP TABLE search_word", "DROP TABLE search", "DROP TABLE search_place"):
        cell.store.connection.execute(statement)
    cell.store.connection.execute("PRAGMA user_version = 1")
    again = open_store(cell.store.folder, KEY, clock=cell.clock)
    assert again.value("SELECT count(*) FROM search WHERE search MATCH 'lua'") == 1
    again.close()


@pytest.mark.parametrize("kind", ["organisation", "attendance", "unknown"])
def test_what_nobody_looks_for_by_words_is_not_indexed(kind: str) -> None:
    assert not is_searched(kind)
