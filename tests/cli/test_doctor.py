"""`doctor` finds what was changed behind the program's back, names the row, and mends nothing."""

from __future__ import annotations

import pytest

from cli.calling import Door, damage


@pytest.fixture
def member(cell: Door) -> str:
    """A member with a private part."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    return cell.add("member", cell_id=own, full_name="Vàng A Chứ", office="secretary")


def tamper(cell: Door, sql: str, *params: object) -> None:
    """Writes into the desk's file without the program's knowing."""
    desk = cell.desk()
    desk.store.connection.execute(sql, params)
    desk.close()


def test_a_sound_book_is_said_to_be_sound(cell: Door, member: str) -> None:
    assert "Sổ nguyên vẹn." in cell.done("doctor").out
    report = cell.done("doctor", "--rebuild", "--json").json
    assert (report["sound"], report["rebuilt"], report["findings"]) == (True, True, [])
    assert report["counts"]["records"] == 2


CHANGES = [
    ("UPDATE member SET office = 'deputy_secretary' WHERE id = ?", "tables", "Chức vụ trong chi bộ"),
    ("DELETE FROM member WHERE id = ?", "tables", "thừa hoặc thiếu"),
    ("UPDATE head SET n = n + 5 WHERE id = ?", "tables", "n"),
]


@pytest.mark.parametrize(("sql", "part", "said"), CHANGES)
def test_a_changed_row_is_named(cell: Door, member: str, sql: str, part: str, said: str) -> None:
    tamper(cell, sql, member)
    found = cell.call("doctor", "--rebuild", "--json")
    assert found.code == 1
    named = [each for each in found.json["findings"] if member in each["place"]]
    assert [each["part"] for each in named][:1] == [part]
    assert any(said in each["sentence"] for each in named)
    assert member in cell.call("doctor", "--rebuild").out


def test_a_lost_row_is_found_without_projecting_again(cell: Door, member: str) -> None:
    tamper(cell, "DELETE FROM member WHERE id = ?", member)
    assert [each["place"] for each in cell.call("doctor", "--json").json["findings"]] == [f"member {member}"]


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        (
            "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'secretary', 'secretari') AS BLOB)",
            "journal",
        ),
        ("UPDATE journal SET body = x'7b7d' WHERE n = 2", "journal"),
        ("DELETE FROM journal WHERE n = 1", "journal"),
        ("UPDATE private_part SET body = replace(body, 'Chứ', 'Chú')", "parts"),
        ("DELETE FROM private_part", "parts"),
        ("UPDATE private_part SET body = NULL, salt = NULL, absent = NULL", "parts"),
    ],
)
def test_a_changed_journal_or_private_part_is_named(cell: Door, member: str, sql: str, part: str) -> None:
    tamper(cell, sql)
    for words in ([], ["--rebuild"]):
        said = cell.call("doctor", "--json", *words)
        assert said.code == 1
        assert part in {each["part"] for each in said.json["findings"]} | {
            "parts" if "phần riêng" in each["sentence"] else "" for each in said.json["findings"]
        }


def test_the_end_of_a_chain_cut_off_is_found_by_its_signed_head(cell: Door, member: str) -> None:
    desk = cell.desk()
    from chibo_desktop.store.outgo import sign_own_heads

    sign_own_heads(desk.store)
    desk.close()
    tamper(cell, "DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)")
    assert "heads" in {each["part"] for each in cell.call("doctor", "--json").json["findings"]}


def test_looking_leaves_what_is_wrong_as_it_is(cell: Door, member: str) -> None:
    tamper(cell, "UPDATE member SET office = 'deputy_secretary' WHERE id = ?", member)
    first = cell.call("doctor", "--rebuild", "--json").json
    assert cell.call("doctor", "--rebuild", "--json").json == first
    assert cell.show("member", member)["office"] == "deputy_secretary"


def test_a_damaged_page_is_a_finding(cell: Door, member: str) -> None:
    damage(cell, "guest")
    said = cell.call("doctor", "--json")
    assert said.code == 3
    assert [each["part"] for each in said.json["findings"]][:1] == ["file"]


def test_a_reference_to_what_is_elsewhere_is_told_and_is_no_fault(cell: Door) -> None:
    own = cell.done("keys", "show", "--json").json["organisation"]
    assert cell.put("organisation", {"id": own, "parent_id": "k7m2q4xa-1"}).code == 0
    report = cell.done("doctor", "--json").json
    assert report["orphans"] == [
        {"kind": "organisation", "id": own, "field": "parent_id", "target": "k7m2q4xa-1"}
    ]
