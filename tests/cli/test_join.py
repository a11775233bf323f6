"""`join` from the shell: a whole joining by words alone, a lost laptop, two records that are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Door, make_desk


@pytest.fixture
def files(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def joined(cell: Door, commune: Door, files: Path, monkeypatch: pytest.MonkeyPatch, *known: str) -> str:
    """The cell joins the commune by five words; gives the cell's organisation."""
    words = known or ("--name", "Chi bộ bản Suối Lanh")
    invitation, request = files / "giay-moi.txt", files / "xin-noi.cbj"
    made = commune.done("join", "invite", *words, "--out", invitation, "--json").json
    assert made["word"] not in invitation.read_text("utf-8")
    monkeypatch.setenv("CHIBO_WORD", made["word"])
    asked = cell.done("join", "request", invitation, "--out", request, "--json").json
    looked = commune.done("join", "look", request, "--json").json
    assert looked["word_right"]
    assert looked["check_number"] == asked["check_number"]
    number = asked["check_number"]
    given = commune.done("join", "approve", request, "--check", number, "--out", files, "--json").json
    read = cell.done("bundle", "read", given["file"], "--json").json
    assert "nay sổ này nối với" in read["bundles"][0]["sentence"]
    return str(looked["organisation"])


@pytest.fixture
def laptop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Door:
    """A second laptop of the cell, set up alone."""
    make_desk(tmp_path / "new", "cell", "Chi bộ bản Suối Lanh")
    return Door(tmp_path / "new", capsys)


def test_a_cell_joins_and_its_lost_laptop_is_replaced(
    cell: Door, commune: Door, laptop: Door, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation = joined(cell, commune, files, monkeypatch)
    above = commune.done("keys", "show", "--json").json["organisation"]
    assert cell.done("keys", "show", "--json").json["path"] == [organisation, above]
    member = cell.add("member", cell_id=organisation, full_name="Vàng A Chứ")
    sent = cell.done("bundle", "make", "--to", above, "--out", files, "--json").json["file"]
    commune.done("bundle", "read", sent)

    renewed = joined(laptop, commune, files, monkeypatch, organisation)
    assert laptop.show("member", member)["full_name"] == "Vàng A Chứ"
    assert (
        laptop.done("join", "same", "organisation", renewed, organisation, "--json").json["kept"] == renewed
    )
    again = laptop.add("member", cell_id=renewed, full_name="Vàng A Chứ")
    laptop.done("join", "same", "member", again, member)
    parted = laptop.done("join", "same", "member", again, member, "--part", "--json").json
    assert (parted["kept"], parted["parted"]) == (again, member)
    assert "không nối" in laptop.call("join", "same", "member", again, member, "--part").err
    late = cell.done("bundle", "make", "--to", above, "--out", files, "--json").json["file"]
    assert "đã bị thu hồi" in commune.call("bundle", "read", late).err
    states = [one["state"] for one in commune.done("join", "list", "--json").json["invitations"]]
    assert states == ["used", "used"]


def test_other_digits_and_a_wrong_word_let_nobody_in(
    cell: Door, commune: Door, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, request = files / "giay-moi.txt", files / "xin-noi.cbj"
    made = commune.done(
        "join", "invite", "--name", "Chi bộ bản Suối Lanh", "--out", invitation, "--json"
    ).json
    monkeypatch.setenv("CHIBO_WORD", "7K2M-9XQA")
    number = cell.done("join", "request", invitation, "--out", request, "--json").json["check_number"]
    assert commune.call("join", "look", request).code == 1
    said = commune.call("join", "approve", request, "--check", number, "--out", files)
    assert said.code == 1
    assert "không đúng" in said.err
    other = "000000" if number != "000000" else "111111"
    said = commune.call("join", "approve", request, "--check", other, "--out", files)
    assert "không khớp" in said.err
    commune.done("join", "withdraw", made["number"])
    assert commune.call("join", "look", request).code == 1
    assert not list(files.glob("*.cbb"))


def test_a_lost_laptop_is_revoked_by_the_cells_id(
    cell: Door, commune: Door, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation = joined(cell, commune, files, monkeypatch)
    assert commune.call("join", "revoke", organisation, "--after", "mười hai").code == 1
    commune.done("join", "revoke", organisation, "--after", f"{organisation}=1")
    above = commune.done("keys", "show", "--json").json["organisation"]
    late = cell.done("bundle", "make", "--to", above, "--out", files, "--json").json["file"]
    assert "đã bị thu hồi" in commune.call("bundle", "read", late).err
    assert commune.call("join", "revoke", organisation).code == 1
    assert commune.call("join", "revoke", "aaaaaaaa").code == 1
