"""`mailbox`, `send`, `fetch`: a cell and its commune meet in a shared folder; exit codes, JSON, and no password in any of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calling import Door

PASSWORD = "lòng hồ thu"


@pytest.fixture
def post(tmp_path: Path, cell: Door, commune: Door) -> Path:
    """A folder that both use, the cell standing under the commune."""
    request, certificate = tmp_path / "xin.txt", tmp_path / "chung-thu.txt"
    cell.done("keys", "request", "--out", request)
    commune.done("keys", "certify", request, "--out", certificate)
    cell.done("keys", "accept", certificate)
    folder = tmp_path / "hom-thu"
    folder.mkdir()
    (tmp_path / "hom-thu.json").write_text(json.dumps({"kind": "folder", "address": str(folder)}))
    for door in (cell, commune):
        said = door.done("mailbox", "set", tmp_path / "hom-thu.json", "--json").json
        assert (said["kind"], said["address"]) == ("folder", str(folder))
        assert said["sentence"].startswith("Dùng được")
    return folder


def test_what_a_cell_sends_the_commune_fetches_and_the_receipt_comes_back(
    cell: Door, commune: Door, post: Path
) -> None:
    organisation = cell.done("keys", "show", "--json").json["organisation"]
    cell.add("member", cell_id=organisation, full_name="Vàng A Chứ")
    dry = cell.done("send", "--dry-run", "--json").json
    assert dry["dry_run"]
    assert dry["new"][0]["entries"] > 0
    assert not any(post.rglob("*.cbb"))

    sent = cell.done("send", "--json").json
    assert [each["carried"] is not None for each in sent["carried"]] == [True]
    assert cell.done("send").out == "Không có gì mới để gửi.\n"
    assert len(cell.done("send", "--again", "--to", dry["new"][0]["to"], "--json").json["made"]) == 1

    assert commune.done("fetch", "--dry-run", "--json").json["bundles"][0]["result"] == "read"
    fetched = commune.done("fetch", "--json").json
    assert fetched["bundles"][0]["result"] == "read"
    assert "Hòm thư không có gói mới." in commune.done("fetch").out
    commune.done("send")
    cell.done("fetch")
    states = [each["state"] for each in cell.done("mailbox", "show", "--json").json["bundles"]]
    assert states == ["received"]


def test_without_a_mailbox_the_words_are_refused_and_forgetting_it_ends_it(cell: Door, post: Path) -> None:
    cell.done("mailbox", "try")
    cell.done("mailbox", "forget")
    assert cell.done("mailbox", "show", "--json").json["kind"] == ""
    for word in ("send", "fetch"):
        said = cell.call(word, "--json")
        assert (said.code, said.out) == (1, "")
        assert "Chưa chọn hòm thư chung" in said.err


def test_a_mailbox_that_is_not_there_is_trouble_and_what_was_sealed_waits(cell: Door, post: Path) -> None:
    away = post.rename(post.with_name("rut-ra"))
    said = cell.call("send")
    assert said.code == 3
    assert "Không thấy thư mục" in said.err
    waiting = cell.done("send", "--dry-run", "--json").json["waiting"]
    assert [each["carried"] for each in waiting] == [None]
    away.rename(post)
    assert len(cell.done("send", "--json").json["carried"]) == 1


def test_a_password_is_taken_from_the_surroundings_and_never_told(
    cell: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIBO_MAILBOX_PASSWORD", PASSWORD)
    file = tmp_path / "thu.json"
    file.write_text(json.dumps({"address": "https://thu.vi-du/chibo", "user": "ban-suoi-lanh"}))
    for words in (
        ("mailbox", "set", file, "--untried", "--json"),
        ("mailbox", "show", "--json"),
        ("mailbox", "show"),
        ("send", "--dry-run", "--json"),
    ):
        said = cell.done(*words)
        assert PASSWORD not in said.out + said.err
    file.write_text(json.dumps({"address": "https://thu.vi-du/", "password": PASSWORD}))
    said = cell.call("mailbox", "set", file)
    assert said.code == 1
    assert PASSWORD not in said.err


def test_the_example_of_a_mailbox_can_be_filled_in(cell: Door, tmp_path: Path) -> None:
    example = tmp_path / "mau.json"
    example.write_text(cell.done("mailbox", "set", "--example").out)
    assert cell.call("mailbox", "set", example, "--untried").code == 0
    assert cell.call("mailbox", "set").code == 1
