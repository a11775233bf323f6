"""Reading any declared record: lists, one record, its history, its schema; and what leaves masked."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from chibo_desktop.records import SPECS
from chibo_desktop.store.access import list_access
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.intake import take
from cli.calling import Door, call


@pytest.fixture
def member(cell: Door) -> str:
    """One member with what is private."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    return cell.add(
        "member",
        cell_id=own,
        full_name="Vàng A Chứ",
        birth_date="1975-03-02",
        card_number="099075000123",
        office="secretary",
    )


def test_the_schema_names_every_declared_field(capsys: pytest.CaptureFixture[str]) -> None:
    types = call(capsys, "records", "schema", "--json").json["types"]
    assert {each["type"]: [field["name"] for field in each["fields"]] for each in types} == {
        spec.key: [field.name for field in spec.fields] for spec in SPECS.values()
    }
    office = next(
        field for field in types[1]["fields"] if types[1]["type"] == "member" and field["name"] == "office"
    )
    assert office["choices"][0] == {"name": "secretary", "label": "Bí thư"}


def test_one_type_and_an_unknown_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert [each["type"] for each in call(capsys, "records", "schema", "ballot", "--json").json["types"]] == [
        "ballot"
    ]
    said = call(capsys, "records", "schema", "user")
    assert (said.code, said.out) == (1, "")
    assert "member" in said.err


def test_a_list_gives_declared_names_and_days_in_iso(cell: Door, member: str) -> None:
    (listed,) = cell.done("records", "list", "member", "--json").json["records"]
    assert (listed["id"], listed["full_name"], listed["office"]) == (member, "Vàng A Chứ", "secretary")
    assert listed["official_on"] is None


def test_a_day_of_birth_that_is_no_day_is_not_quoted_while_it_is_masked(cell: Door, member: str) -> None:
    desk = cell.desk()
    fields = {
        "cell_id": desk.organisation_id,
        "full_name": "Giàng Thị Dua",
        "birth_date": "1975-02-30",
    }
    line = {"d": "cccccccc", "b": desk.organisation_id, "n": 1, "p": "", "t": [1_790_000_000_000, 0]}
    body = json.dumps({**line, "u": "x", "s": 1, "c": [["member", "cccccccc-1", fields]]}).encode()
    with desk.store.transaction():
        take(desk.store, [read_entry(body)])
    desk.close()
    for more in ([], ["--json"]):
        said = cell.done("records", "show", "member", "cccccccc-1", *more)
        assert "chưa hợp lệ" in said.out.lower()
        assert "1975" not in said.out
        open_said = cell.done(
            "records", "show", "member", "cccccccc-1", "--unmasked", "--reason", "đối chiếu", *more
        )
        assert "1975-02-30" in open_said.out


def test_card_number_and_day_of_birth_leave_no_word_without_a_reason(cell: Door, member: str) -> None:
    for words in (["list", "member"], ["show", "member", member], ["history", "member", member]):
        for more in ([], ["--json"]):
            said = cell.done("records", *words, *more)
            assert "099075000123" not in said.out
            assert "1975" not in said.out
    assert cell.done("records", "list", "member", "--json").json["masked"] == [
        "birth_date",
        "card_number",
        "ethnic_group",
    ]


def test_a_reason_unmasks_and_stands_in_the_access_log(cell: Door, member: str) -> None:
    listed = cell.done("records", "list", "member", "--unmasked", "--reason", "đối chiếu thẻ", "--json").json
    assert listed["records"][0]["card_number"] == "099075000123"
    assert listed["masked"] == []
    desk = cell.desk()
    (line,) = list_access(desk.store)
    desk.close()
    assert (line.what, line.kind, line.user, line.note) == ("unmasked", "member", "bt", "đối chiếu thẻ")


def test_unmasking_without_a_reason_is_refused_and_masked_fields_cannot_be_searched(
    cell: Door, member: str
) -> None:
    assert cell.call("records", "list", "member", "--unmasked").code == 1
    assert cell.call("records", "list", "member", "--unmasked", "--reason", "  ").code == 1
    assert cell.call("records", "list", "member", "--where", "card_number=099075000123").code == 1
    desk = cell.desk()
    assert list_access(desk.store) == []
    desk.close()


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("office=secretary", 1),
        ("office=deputy_secretary", 0),
        ("full_name=Vàng A Chứ", 1),
        ("other_office=", 1),
        ("office=", 0),
        ("put_away=false", 1),
        ("put_away=có", 0),
    ],
)
def test_where_finds_by_value(cell: Door, member: str, where: str, count: int) -> None:
    assert len(cell.done("records", "list", "member", "--where", where, "--json").json["records"]) == count


@pytest.mark.parametrize(
    "where", ["office", "colour=red", "office=king", "put_away=perhaps", "id=k7m2q4xa-1"]
)
def test_a_condition_that_cannot_be_is_refused(cell: Door, where: str) -> None:
    said = cell.call("records", "list", "member", "--where", where, "--json")
    assert (said.code, said.out) == (1, "")


def test_what_was_put_away_is_listed_only_when_asked_for(cell: Door, member: str) -> None:
    assert cell.put("member", {"id": member, "put_away": True}).code == 0
    assert cell.done("records", "list", "member", "--json").json["records"] == []
    asked = cell.done("records", "list", "member", "--where", "put_away=true", "--json").json["records"]
    assert [each["id"] for each in asked] == [member]


def test_a_declared_default_counts_as_the_value(cell: Door) -> None:
    assert (
        len(cell.done("records", "list", "organisation", "--where", "sign=CB", "--json").json["records"]) == 1
    )


def test_history_says_who_wrote_what_when_with_the_offset(cell: Door, member: str) -> None:
    cell.put("member", {"id": member, "office": "deputy_secretary"})
    versions = cell.done("records", "history", "member", member, "--json").json["versions"]
    assert [each["values"].get("office") for each in versions] == ["secretary", "deputy_secretary"]
    assert [each["user"] for each in versions] == ["bt", "bt"]
    assert datetime.fromisoformat(versions[0]["at"]).strftime("%z") == "+0700"
    assert versions[-1]["head"] == cell.show("member", member)["_head"]


def test_people_read_labels_and_days_with_slashes(cell: Door, member: str) -> None:
    cell.put("member", {"id": member, "admitted_on": "2003-02-03"})
    said = cell.done("records", "show", "member", member).out
    assert "Chức vụ trong chi bộ: Bí thư" in said
    assert "Ngày kết nạp: 03/02/2003" in said
    assert "Ngày sinh: đang che" in said


@pytest.mark.parametrize("word", ["show", "history"])
def test_a_record_that_is_not_here_is_refused(cell: Door, word: str) -> None:
    said = cell.call("records", word, "member", "k7m2q4xa-999", "--json")
    assert (said.code, said.out) == (1, "")
    assert "k7m2q4xa-999" in said.err


def test_reading_writes_no_journal_entry(cell: Door, member: str, tmp_path: Path) -> None:
    before = cell.done("doctor", "--json").json["counts"]["journal"]
    for words in (["list", "member"], ["show", "member", member], ["history", "member", member]):
        cell.done("records", *words, "--unmasked", "--reason", "xem")
    assert cell.done("doctor", "--json").json["counts"]["journal"] == before


def test_a_list_for_people_shows_names_where_records_point_at_records(cell: Door, member: str) -> None:
    own = cell.done("keys", "show", "--json").json["organisation"]
    (row,) = [line for line in cell.done("records", "list", "member").out.splitlines() if member in line]
    assert "Chi bộ bản Suối Lanh" in row
    assert own not in row.replace(member, "")
    (listed,) = cell.done("records", "list", "member", "--json").json["records"]
    assert listed["cell_id"] == own
