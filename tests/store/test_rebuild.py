"""That a change made behind the store's back is named by its row, and that projecting again gives the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.store.rebuild import check_journal, compare, dump, project_everything
from replicas import Office, Replica, put

BOOK = "aaaaaaaa-1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Replica]:
    """A desk with three entries, a conflict with another device, and private parts."""
    office = Office(tmp_path)
    near, far = office.new("aaaaaaaa"), office.new("bbbbbbbb")
    near.write(BOOK, put("member", "aaaaaaaa-1", full_name="Vàng A Chứ", office="secretary"))
    far.take(near.held.entries.values())
    near.write(BOOK, put("member", "aaaaaaaa-1", office=None))
    far.write(BOOK, put("member", "aaaaaaaa-1", office="committee_member"))
    near.take(far.held.entries.values())
    near.write(BOOK, put("ballot", "aaaaaaaa-2", yes_count=17))
    yield near
    office.close((near, far))


def test_an_untouched_store_is_clean_and_projects_to_the_same_dump(desk: Replica) -> None:
    assert compare(desk.store.connection) == []
    assert list(check_journal(desk.store.connection)) == []
    before = dump(desk.store.connection)
    assert {table for table, _ in before} >= {
        "member",
        "ballot",
        "head",
        "conflict",
        "seen",
        "touched",
        "chain",
    }
    with desk.store.transaction():
        project_everything(desk.store.connection)
    assert dump(desk.store.connection) == before


@pytest.mark.parametrize(
    ("table", "key", "column", "change"),
    [
        ("member", "aaaaaaaa-1", "full_name", "UPDATE member SET full_name = 'Lò Văn Hặc'"),
        ("member", "aaaaaaaa-1", "_absent", "UPDATE member SET _absent = '[\"phone\"]'"),
        ("ballot", "aaaaaaaa-2", "yes_count", "UPDATE ballot SET yes_count = 18"),
        ("ballot", "aaaaaaaa-2", "", "DELETE FROM ballot"),
        ("ballot", "cccccccc-9", "", "INSERT INTO ballot(id, yes_count) VALUES ('cccccccc-9', 4)"),
        ("conflict", "member aaaaaaaa-1 office aaaaaaaa 2", "value", "UPDATE conflict SET value = '1'"),
        ("head", "ballot aaaaaaaa-2", "over", "UPDATE head SET over = '{\"a\":1}' WHERE kind = 'ballot'"),
        ("chain", "aaaaaaaa-1 aaaaaaaa", "hash", "UPDATE chain SET hash = 'x' WHERE d = 'aaaaaaaa'"),
    ],
)
def test_a_projected_field_changed_behind_its_back_is_named(
    desk: Replica, table: str, key: str, column: str, change: str
) -> None:
    shown = desk.store.value("SELECT over FROM head WHERE kind = 'member'")
    key = key.replace("aaaaaaaa 2", "bbbbbbbb 1") if '"aaaaaaaa",2' in shown and table == "conflict" else key
    desk.store.connection.execute(change)
    assert [(one.table, one.key, one.columns) for one in compare(desk.store.connection)] == [
        (table, key, (column,) if column else ())
    ]


@pytest.mark.parametrize("table", ["journal", "branch", "waiting"])
def test_a_byte_changed_in_an_entry_is_named_by_its_place(desk: Replica, table: str) -> None:
    if table != "journal":
        desk.store.connection.execute(
            f"INSERT INTO {table} SELECT * FROM journal WHERE n = 3 AND d = 'aaaaaaaa'"
        )
    desk.store.connection.execute(
        f"UPDATE {table} SET body = CAST(replace(CAST(body AS TEXT), '17', '18') AS BLOB)"
        " WHERE n = 3 AND d = 'aaaaaaaa'"
    )
    found = list(check_journal(desk.store.connection))
    assert [(one.book, one.device, one.number) for one in found] == [(BOOK, "aaaaaaaa", 3)]


def test_an_entry_exchanged_with_its_hash_is_named(desk: Replica) -> None:
    other = desk.store.value("SELECT body FROM journal WHERE d = 'bbbbbbbb'")
    desk.store.connection.execute(
        "UPDATE journal SET body = ?, hash = 'x' WHERE n = 2 AND d = 'aaaaaaaa'", (other,)
    )
    assert (BOOK, "aaaaaaaa", 2) in {
        (one.book, one.device, one.number) for one in check_journal(desk.store.connection)
    }


def test_an_entry_taken_out_of_the_middle_is_named(desk: Replica) -> None:
    desk.store.connection.execute("DELETE FROM journal WHERE n = 2 AND d = 'aaaaaaaa'")
    assert [(one.device, one.number) for one in check_journal(desk.store.connection)] == [("aaaaaaaa", 3)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE private_part SET body = replace(body, 'Chứ', 'Chư')",
        "UPDATE private_part SET salt = x'00112233445566778899aabbccddeeff'",
        "UPDATE private_part SET body = NULL, salt = NULL",
        "DELETE FROM private_part",
    ],
)
def test_a_private_part_changed_or_missing_without_a_reason_is_named(desk: Replica, change: str) -> None:
    desk.store.connection.execute(change)
    assert [(one.book, one.device, one.number) for one in check_journal(desk.store.connection)] == [
        (BOOK, "aaaaaaaa", 1)
    ]
