"""First start from the command line: the example is itself a unit file; what is wrong leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import open_desk_with_sheet
from chibo_desktop.actions.let_reopen import wishes_reopening
from cli.calling import PASSWORD, Door, call


@pytest.fixture
def door(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    """A folder that is not there yet."""
    monkeypatch.setenv("CHIBO_PASSWORD", PASSWORD)
    return Door(tmp_path / "new", capsys)


def write_unit(door: Door, **changed: object) -> Path:
    """The example as a file, with some values changed."""
    unit = call(door.capsys, "setup", "--example").json | changed
    file = door.folder.parent / "unit.json"
    file.write_text(json.dumps(unit), encoding="utf-8")
    return file


def test_the_example_sets_up_a_desk_and_its_code_opens_it(door: Door) -> None:
    made = door.done("setup", "--unit", write_unit(door), "--json").json
    assert door.show("organisation", made["organisation"])["name"] == made["name"] == "Chi bộ bản Suối Lanh"
    desk = open_desk_with_sheet(door.folder, made["recovery_code"])
    assert desk.organisation_id == made["organisation"]
    desk.close()


@pytest.mark.parametrize(
    ("kind", "words", "wished"),
    [("cell", [], False), ("cell", ["--let-above"], True), ("upper", ["--let-above"], False)],
)
def test_the_body_above_is_let_in_only_when_asked_for_and_only_where_there_is_one(
    door: Door, kind: str, words: list[str], *, wished: bool
) -> None:
    door.done("setup", "--unit", write_unit(door, kind=kind), *words)
    desk = door.desk()
    assert wishes_reopening(desk.store) is wished
    desk.close()


def test_the_user_named_is_the_one_who_opens_the_book(door: Door) -> None:
    assert door.done("--user", "dua", "setup", "--unit", write_unit(door), "--json").json["user"] == "dua"
    assert door.call("records", "list", "member", "--user", "bt").code == 1
    assert door.call("records", "list", "member", "--user", "dua").code == 0


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"kind": "party"}, {"colour": "red"}, {"term_from": "31/02/2025"}, {"meeting_day": 32}],
)
def test_an_impossible_unit_is_refused_and_nothing_is_made(door: Door, changed: dict[str, object]) -> None:
    said = door.call("setup", "--unit", write_unit(door, **changed))
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert not door.folder.exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'{"name": "x", "name": "y"}'])
def test_a_file_that_is_no_unit_is_refused(door: Door, content: bytes) -> None:
    file = door.folder.parent / "unit.json"
    file.write_bytes(content)
    assert door.call("setup", "--unit", file).code == 1
    assert not door.folder.exists()


def test_a_short_password_is_refused(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_PASSWORD", "ngan")
    assert door.call("setup", "--unit", write_unit(door)).code == 1
    assert not door.folder.exists()


def test_a_second_first_start_leaves_the_book_as_it_was(door: Door) -> None:
    unit = write_unit(door)
    door.done("setup", "--unit", unit)
    before = door.done("keys", "show", "--json").json
    assert door.call("setup", "--unit", unit).code == 1
    assert door.done("keys", "show", "--json").json == before


def test_a_unit_file_that_is_not_there_is_named(door: Door) -> None:
    said = door.call("setup", "--unit", "khong-co.json")
    assert said.code == 1
    assert "khong-co.json" in said.err
