"""`records put`: all or nothing, through the guard of the window, nothing overwritten that somebody else changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.calling import PASSWORD, Door, outside


@pytest.fixture
def own(cell: Door) -> str:
    """The cell's own organisation."""
    return str(cell.done("keys", "show", "--json").json["organisation"])


def entries(cell: Door) -> int:
    return int(cell.done("doctor", "--json").json["counts"]["journal"])


def listed(cell: Door, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cell.done("records", "list", kind, "--json").json["records"]
    return found


def add_official(cell: Door, own: str, name: str) -> str:
    member = cell.add("member", cell_id=own, full_name=name)
    cell.add("standing", member_id=member, kind="official")
    return member


def test_many_lines_are_one_entry_and_the_ids_come_in_their_order(cell: Door, own: str) -> None:
    before = entries(cell)
    names = ["Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc"]
    ids = cell.put("member", *({"cell_id": own, "full_name": name} for name in names)).json["ids"]
    assert entries(cell) == before + 1
    assert [cell.show("member", each)["full_name"] for each in ids] == names


def test_one_bad_line_of_many_leaves_nothing_written_and_is_named(cell: Door, own: str) -> None:
    before = entries(cell)
    said = cell.put(
        "member", {"cell_id": own, "full_name": "Vàng A Chứ"}, {"cell_id": own, "full_name": "Chứ 2"}
    )
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Dòng 2: ")
    assert (listed(cell, "member"), entries(cell)) == ([], before)


def test_only_the_fields_given_change(cell: Door, own: str) -> None:
    member = cell.add("member", cell_id=own, full_name="Vàng A Chứ", card_number="099075000123")
    assert cell.put("member", {"id": member, "office": "secretary"}).json["ids"] == [member]
    shown = cell.done(
        "records", "show", "member", member, "--unmasked", "--reason", "kiểm tra", "--json"
    ).json
    assert (shown["full_name"], shown["card_number"], shown["office"]) == (
        "Vàng A Chứ",
        "099075000123",
        "secretary",
    )


def test_a_shown_record_put_back_changes_nothing(cell: Door, own: str) -> None:
    member = cell.add("member", cell_id=own, full_name="Vàng A Chứ", card_number="099075000123")
    before, shown = entries(cell), cell.show("member", member)
    assert cell.put("member", shown).code == 0
    assert entries(cell) == before


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        '"x"',
        '{"full_name": "Vàng A Chứ", "full_name": "Lò Văn Hặc"}',
        '{"full_name": NaN}',
        '{"full_name": ["Vàng A Chứ"]}',
        '{"full_name": 1.5}',
        '{"full_name": "Vàng A Chứ", "colour": "red"}',
        '{"full_name": "Vàng A Chứ", "office": "king"}',
        '{"full_name": "Vàng A Chứ", "birth_date": "1975-02-30"}',
        '{"full_name": "Vàng A Chứ", "birth_date": "2999-01-01"}',
        '{"full_name": "Vàng"}',
        '{"id": "k7m2q4xa-999", "full_name": "Vàng A Chứ"}',
        '{"id": 7, "full_name": "Vàng A Chứ"}',
        '{"full_name": "Vàng A Chứ", "cell_id": "k7m2q4xa-999"}',
    ],
)
def test_a_line_that_cannot_be_is_refused_in_one_sentence(cell: Door, own: str, line: str) -> None:
    file = cell.folder.parent / "one.jsonl"
    if line.startswith('{"full_name"') and "cell_id" not in line:
        line = f'{{"cell_id": "{own}", {line[1:]}'
    file.write_text(line, encoding="utf-8")
    said = cell.call("records", "put", "member", file)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Dòng 1")
    assert len(said.err.splitlines()) == 1
    assert listed(cell, "member") == []


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe{}"])
def test_a_file_without_a_line_is_refused(cell: Door, content: bytes) -> None:
    file = cell.folder.parent / "none.jsonl"
    file.write_bytes(content)
    assert cell.call("records", "put", "member", file).code == 1


def test_lines_come_from_the_standard_input_as_well(cell: Door, own: str) -> None:
    line = json.dumps({"cell_id": own, "full_name": "Giàng Thị Dua"}, ensure_ascii=False)
    said = outside(
        cell.folder, "--data-dir", ".", "records", "put", "member", stdin=f"\ufeff{line}\r\n",
        env={"CHIBO_PASSWORD": PASSWORD},
    )  # fmt: skip
    assert said.code == 0, said.err
    assert cell.show("member", said.out.strip())["full_name"] == "Giàng Thị Dua"


def test_if_refuses_when_the_record_has_changed_since(cell: Door, own: str) -> None:
    member = cell.add("member", cell_id=own, full_name="Vàng A Chứ")
    head = cell.show("member", member)["_head"]
    assert cell.put("member", {"id": member, "office": "secretary"}, more=["--if", head]).code == 0
    said = cell.put("member", {"id": member, "office": "deputy_secretary"}, more=["--if", head])
    assert said.code == 1
    assert cell.show("member", member)["_head"] in said.err
    assert cell.show("member", member)["office"] == "secretary"


def test_a_line_that_carries_its_head_is_held_to_it(cell: Door, own: str) -> None:
    member = cell.add("member", cell_id=own, full_name="Vàng A Chứ")
    shown = cell.show("member", member)
    cell.put("member", {"id": member, "office": "secretary"})
    assert cell.put("member", {**shown, "office": "deputy_secretary"}).code == 1
    assert cell.show("member", member)["office"] == "secretary"


def test_if_is_for_one_known_record(cell: Door, own: str) -> None:
    assert cell.put("member", {"cell_id": own, "full_name": "Vàng A Chứ"}, more=["--if", "x:1"]).code == 1
    assert listed(cell, "member") == []


def test_a_mark_of_the_roll_call_takes_the_id_of_its_pair(cell: Door, own: str) -> None:
    member = add_official(cell, own, "Vàng A Chứ")
    meeting = cell.add("meeting", cell_id=own, period="2024-10", held_on="2024-10-05")
    assert (
        cell.add("attendance", meeting_id=meeting, member_id=member, state="present") == f"{meeting}/{member}"
    )
    again = cell.add("attendance", meeting_id=meeting, member_id=member, state="excused", reason="đi viện")
    assert [(each["id"], each["state"]) for each in listed(cell, "attendance")] == [(again, "excused")]


def test_votes_of_more_people_than_were_there_are_refused(cell: Door, own: str) -> None:
    meeting = cell.add("meeting", cell_id=own, period="2024-10", held_on="2024-10-05")
    for name in ("Vàng A Chứ", "Giàng Thị Dua"):
        member = add_official(cell, own, name)
        cell.add("attendance", meeting_id=meeting, member_id=member, state="present")
    ballot = {"meeting_id": meeting, "position": 1, "matter": "Thông qua nghị quyết"}
    assert cell.put("ballot", {**ballot, "yes_count": 3}).code == 1
    assert cell.put("ballot", {**ballot, "yes_count": 2, "base_count": 20}).code == 1
    assert cell.put("ballot", {**ballot, "yes_count": 2, "no_count": 1}).code == 1
    ballot_id = cell.add("ballot", **ballot, yes_count=2)
    shown = cell.show("ballot", ballot_id)
    assert (shown["base_count"], bool(shown["rule"])) == (2, True)


def test_nobody_finalises_by_writing_the_field(cell: Door, own: str) -> None:
    meeting = cell.add("meeting", cell_id=own, period="2024-10")
    said = cell.put("meeting", {"id": meeting, "finalised_at": "2024-10-06T08:00+07:00"})
    assert said.code == 1
    assert cell.show("meeting", meeting)["finalised_at"] is None


def test_a_commune_cannot_write_into_a_book_that_is_not_its_own(commune: Door, own: str) -> None:
    said = commune.put("member", {"cell_id": own, "full_name": "Vàng A Chứ"})
    assert said.code == 1
    assert listed(commune, "member") == []


def test_nobody_answers_in_the_name_of_another_body(cell: Door, own: str) -> None:
    asked = cell.add("proposal", cell_id=own, source="cell", content="Sửa mương.", competence="cell")
    for_above = cell.add("proposal", cell_id=own, source="cell", content="Cấp loa.", competence="commune")
    words = {"outcome": "settled", "content": "Đã làm xong."}
    for line, sign in (
        ({"proposal_id": asked, "body_id": "aaaaaaaa-1", **words}, "thay mặt"),
        ({"proposal_id": asked, "body_id": None, **words}, "thay mặt"),
        ({"proposal_id": for_above, **words}, "cấp trên giải quyết"),
    ):
        said = cell.put("answer", line)
        assert (said.code, sign in said.err) == (1, True)
    assert listed(cell, "answer") == []
    assert cell.show("answer", cell.add("answer", proposal_id=asked, **words))["body_id"] == own
