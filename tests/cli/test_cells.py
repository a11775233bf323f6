"""The words of nhập thay: taking a cell on, working in its book with --for, and what is refused; a moved book says so."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.base.machine import mark_file
from cli.calling import Door, Said, call

NAME = "Chi bộ bản Nà Hừ"


def take_on(commune: Door) -> str:
    return str(commune.done("cells", "add", "--name", NAME, "--json").json["id"])


def at(commune: Door, cell: str, *words: object) -> Said:
    return call(commune.capsys, "--data-dir", commune.folder, "--for", cell, *words)


def test_what_is_put_with_for_stands_in_the_book_of_the_cell(commune: Door, tmp_path: Path) -> None:
    cell = take_on(commune)
    file = tmp_path / "lines.jsonl"
    file.write_text('{"full_name": "Vàng A Chứ"}\n', encoding="utf-8")
    said = at(commune, cell, "records", "put", "member", file, "--json")
    assert said.code == 1, "a member belongs to a cell, which is named"
    file.write_text(f'{{"cell_id": "{cell}", "full_name": "Vàng A Chứ"}}\n', encoding="utf-8")
    said = at(commune, cell, "records", "put", "member", file, "--json")
    assert said.code == 0, said.err
    (listed,) = commune.done("cells", "list", "--json").json
    assert listed == {
        "id": cell,
        "name": NAME,
        "typed_for": True,
        "ended_on": None,
        "members": 1,
        "meetings": 0,
    }
    assert NAME in commune.done("cells", "list").out


def test_for_another_organisation_is_refused(commune: Door) -> None:
    for organisation in ("k7m2q4xa-1", "xxx"):
        said = at(commune, organisation, "records", "list", "member")
        assert (said.code, said.out) == (1, "")
        assert "nhập thay" in said.err


def test_a_cell_types_for_nobody(cell: Door) -> None:
    said = cell.call("cells", "add", "--name", NAME)
    assert (said.code, said.out) == (1, "")
    assert "Đảng ủy xã" in said.err


def test_a_book_is_founded_again_only_for_a_laptop_in_force(commune: Door, tmp_path: Path) -> None:
    said = commune.call("bundle", "refound", "--cell", take_on(commune), "--out", tmp_path)
    assert said.code == 1
    assert "giấy mời" in said.err


def test_a_book_opened_on_another_machine_says_so_once_beside_the_result(commune: Door) -> None:
    before = commune.done("keys", "show", "--json").json["device"]
    mark_file().write_text("another laptop\n")
    said = commune.done("keys", "show", "--json")
    assert "chuyển từ nơi khác" in said.err
    assert said.json["device"] != before
    assert commune.done("keys", "show", "--json").err == ""
