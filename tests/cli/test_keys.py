"""Keys and standing by files: a cell asks, the commune certifies, the cell accepts; private keys leave with a warning."""

from __future__ import annotations

import json
from pathlib import Path

from chibo_desktop.store.access import list_access
from cli.calling import Door


def test_a_cell_gets_its_standing_by_two_files(cell: Door, commune: Door, tmp_path: Path) -> None:
    request, certificate = tmp_path / "request.txt", tmp_path / "certificate.txt"
    asked = cell.done("keys", "request", "--out", request, "--json").json
    given = commune.done("keys", "certify", request, "--out", certificate, "--json").json
    assert asked["check_code"] == given["check_code"]
    path = cell.done("keys", "accept", certificate, "--json").json["path"]
    above = commune.done("keys", "show", "--json").json["organisation"]
    assert path == [given["organisation"], above]
    assert cell.done("keys", "show", "--json").json["path"] == path


def test_files_that_are_something_else_are_refused(cell: Door, commune: Door, tmp_path: Path) -> None:
    request, other = tmp_path / "request.txt", tmp_path / "other.txt"
    cell.done("keys", "request", "--out", request)
    assert cell.call("keys", "accept", request).code == 1
    assert cell.call("keys", "certify", request, "--out", other).code == 1
    assert commune.call("keys", "certify", tmp_path / "none.txt", "--out", other).code == 1
    asked = request.read_text("utf-8")
    request.write_text(asked.replace("Suối Lanh", "Nà Hừ"), "utf-8")
    assert request.read_text("utf-8") != asked
    assert commune.call("keys", "certify", request, "--out", other).code == 1
    assert not other.exists()


def test_private_keys_leave_with_a_warning_and_a_line_in_the_log(cell: Door, tmp_path: Path) -> None:
    said = cell.done("keys", "export", tmp_path / "keys.json", "--json")
    assert said.json == {"file": str(tmp_path / "keys.json")}
    assert "CẢNH BÁO" in said.err
    exported = json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))
    assert {"device", "body:1", "seal:1"} <= set(exported)
    desk = cell.desk()
    assert [line.what for line in list_access(desk.store)] == ["opened_keys"]
    desk.close()


def test_what_is_shown_holds_no_private_key(cell: Door, tmp_path: Path) -> None:
    cell.done("keys", "export", tmp_path / "keys.json")
    exported = json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))
    secrets = [value for name, value in exported.items() if name != "organisation"]
    shown = cell.done("keys", "show").out + cell.done("keys", "show", "--json").out
    assert [secret for secret in secrets if secret in shown] == []


def test_a_place_that_cannot_be_written_is_trouble(cell: Door, tmp_path: Path) -> None:
    said = cell.call("keys", "request", "--out", tmp_path / "no" / "such" / "folder.txt")
    assert (said.code, said.out) == (3, "")
