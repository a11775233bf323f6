"""Fields of entries written under a lower schema number are read as of today; what was written stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import SCHEMA
from chibo_desktop.store.entry import Entry, PrivatePart, read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.translate import TRANSLATIONS, Fields, Translation
from replicas import Office, Replica

BOOK, MEMBER = "aaaaaaaa-1", "aaaaaaaa-2"


def renaming(old: str, new: str) -> Any:
    return lambda kind, _id, fields: {
        new if (kind, name) == ("member", old) else name: value for name, value in fields.items()
    }


def spelling_out(kind: str, _id: str, fields: Fields) -> Fields:
    """The office was written with a number once."""
    words = {1: "secretary", 2: "deputy_secretary"}
    return {name: words.get(value, value) if name == "office" else value for name, value in fields.items()}


def without_faith(_kind: str, _id: str, fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name != "faith"}


SINCE = (
    Translation(2, renaming("post", "charge")),
    Translation(3, renaming("charge", "office")),
    Translation(3, spelling_out),
    Translation(4, renaming("name", "full_name")),
    Translation(4, without_faith),
)


def entry_of(schema: int, fields: dict[str, Any], part: PrivatePart | None = None, number: int = 1) -> bytes:
    change: list[Any] = ["member", MEMBER, fields]
    if part is not None:
        change.append([[part.reach, list(json.loads(part.body)), part.digest]])
    line = {"d": "aaaaaaaa", "b": BOOK, "n": number, "p": "", "t": [1791000000000, 0], "u": "bt", "s": schema}
    return json.dumps({**line, "c": [change]}, ensure_ascii=False).encode()


def fields_of(entry: Entry) -> dict[str, Any]:
    return dict(entry.changes[0].fields)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Replica]:
    office = Office(tmp_path)
    one = office.new("bbbbbbbb")
    yield one
    office.close((one,))


@pytest.mark.parametrize(
    ("schema", "written"),
    [(1, {"post": 1}), (2, {"charge": 1}), (3, {"office": "secretary"}), (4, {"office": "secretary"})],
)
def test_an_entry_is_read_through_every_change_made_since_it_was_written_and_no_other(
    schema: int, written: dict[str, Any]
) -> None:
    assert fields_of(read_entry(entry_of(schema, written), SINCE)) == {"office": "secretary"}


def test_an_entry_of_today_or_of_a_newer_program_is_read_as_it_stands() -> None:
    for schema in (4, 5):
        assert fields_of(read_entry(entry_of(schema, {"post": 1, "name": "x"}), SINCE)) == {
            "post": 1,
            "name": "x",
        }


def test_the_bytes_and_the_hash_of_a_translated_entry_stay_as_written() -> None:
    body = entry_of(1, {"post": 1})

    assert read_entry(body, SINCE).body == body
    assert read_entry(body, SINCE).hash == read_entry(body).hash


def test_a_private_part_of_an_old_entry_is_shown_under_the_names_of_today(desk: Replica) -> None:
    part = PrivatePart("parent", bytes(16), '{"name":"Vàng A Chứ","faith":"không"}')
    entry = read_entry(entry_of(1, {"post": 2}, part), SINCE)

    with desk.store.transaction():
        take(desk.store, [entry], [part])

    assert desk.store.values("member", MEMBER) == {"office": "deputy_secretary", "full_name": "Vàng A Chứ"}
    kept = desk.store.row("SELECT body, absent FROM private_part WHERE digest = ?", (part.digest,))
    assert kept is not None
    assert tuple(kept) == (part.body, None)


def test_a_private_part_that_is_not_held_is_missed_under_the_name_of_today(desk: Replica) -> None:
    part = PrivatePart("parent", bytes(16), '{"name":"Vàng A Chứ","faith":"không"}')

    with desk.store.transaction():
        take(desk.store, [read_entry(entry_of(1, {"post": 2}, part), SINCE)])

    row = desk.store.row("SELECT _absent FROM member WHERE id = ?", (MEMBER,))
    assert row is not None
    assert json.loads(row["_absent"]) == ["full_name"]


def test_a_part_whose_bytes_are_not_those_its_entry_names_is_refused_translated_or_not(desk: Replica) -> None:
    part = PrivatePart("parent", bytes(16), '{"name":"Vàng A Chứ"}')
    body = entry_of(1, {}, part).replace(b'["name"]', b'["full_name"]')

    for translations in ((), SINCE):
        with pytest.raises(Refusal, match="không khớp"), desk.store.transaction():
            take(desk.store, [read_entry(body, translations)], [part])


def misplaced(translations: tuple[Translation, ...], schema: int) -> list[int]:
    """Translations that would touch what is written today, or come before an older one."""
    numbers = [each.until for each in translations]
    return [number for number in numbers if number > schema] + ([] if numbers == sorted(numbers) else numbers)


def test_no_translation_touches_what_is_written_today() -> None:
    assert misplaced(TRANSLATIONS, SCHEMA) == []
    assert misplaced(SINCE, 4) == []
    assert misplaced(SINCE, 3) == [4, 4]
    assert misplaced(SINCE[::-1], 4)
