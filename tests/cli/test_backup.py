"""`backup`: making, listing, checking and putting back from the command line, and what a damaged book says there."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.store import DATABASE
from cli.calling import PASSWORD, Door, damage

MEMBER = {"full_name": "Vàng A Chứ"}


@pytest.fixture
def backed(cell: Door) -> Door:
    """A cell with one member in a backup, and one more written since."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    cell.add("member", cell_id=own, **MEMBER)
    cell.add("meeting", cell_id=own, kind="regular", period="2026-10", held_on="2026-10-05")
    cell.done("backup", "make")
    cell.add("member", cell_id=own, full_name="Mùa Thị Chư")
    return cell


def members(door: Door) -> int:
    return len(door.done("records", "list", "member", "--json").json["records"])


def only_backup(door: Door) -> str:
    (row,) = door.done("backup", "list", "--json").json["backups"]
    return str(row["file"])


def garble(folder: Path) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.write(b"\xff" * 4096)


def test_one_is_made_only_when_something_is_new(cell: Door) -> None:
    assert cell.done("backup", "make", "--json").json["made"] is True
    said = cell.done("backup", "make", "--json").json
    assert said["made"] is False
    assert Path(said["file"]).is_file()


def test_a_copy_elsewhere_is_read_back_and_a_place_that_is_gone_is_trouble(
    backed: Door, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    assert backed.call("backup", "make", "--to", stick).code == 3
    stick.mkdir()
    said = backed.done("backup", "make", "--to", stick)
    assert "Rút USB được rồi" in said.out
    (copy,) = stick.iterdir()
    assert copy.suffix == ".cbk"


def test_the_list_needs_no_password(backed: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHIBO_PASSWORD")
    (row,) = backed.done("backup", "list", "--json").json["backups"]
    assert (row["good"], row["why"]) == (True, "asked")
    Path(row["file"]).write_bytes(b"spoiled")
    assert backed.done("backup", "list", "--json").json["backups"][0]["good"] is False


def test_a_check_compares_and_a_damaged_backup_is_refused(backed: Door) -> None:
    said = backed.done("backup", "check", "--json").json
    assert (said["holds"]["members"], said["present"]["members"], said["more_here"]) == (1, 2, 1)
    assert "buổi sinh hoạt mới nhất: 05/10/2026" in backed.done("backup", "check").out
    own = backed.done("keys", "show", "--json").json["organisation"]
    backed.add("meeting", cell_id=own, period="2026-11")
    backed.done("backup", "make")
    assert "buổi sinh hoạt mới nhất: 11/2026" in backed.done("backup", "check").out
    file = Path(only_backup(backed))
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    refused = backed.call("backup", "check", file)
    assert (refused.code, refused.out) == (1, "")
    assert len(refused.err.splitlines()) == 1


def test_a_named_backup_is_put_back_and_the_former_files_are_kept(backed: Door) -> None:
    said = backed.done("backup", "restore", only_backup(backed), "--json").json
    assert members(backed) == 1
    assert (said["more_there"], said["password_of_that_day"]) == (1, False)
    assert (Path(said["kept"]) / DATABASE).is_file()


def test_an_empty_folder_takes_a_backup(
    backed: Door, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = Door(tmp_path / "new", capsys)
    said = new.done("backup", "restore", only_backup(backed))
    assert "mật khẩu của ngày" in said.out
    assert members(new) == 1
    assert "được giữ ở" not in said.out, "there was nothing to keep"


def test_a_sound_book_is_not_exchanged_without_naming_a_backup(backed: Door) -> None:
    said = backed.call("backup", "restore")
    assert (said.code, said.out) == (1, "")
    assert "nguyên vẹn" in said.err
    assert members(backed) == 2


def test_a_damaged_book_is_trouble_with_the_way_out_and_restore_mends_it(backed: Door) -> None:
    garble(backed.folder)
    for words in (("doctor",), ("records", "list", "member")):
        said = backed.call(*words)
        assert (said.code, said.out) == (3, "")
        assert "backup restore" in said.err
        assert len(said.err.splitlines()) == 1
    mended = backed.done("backup", "restore")
    assert "đã lấy lại từ bản sao lưu" in mended.out
    assert members(backed) == 2
    assert backed.done("doctor", "--rebuild").code == 0


def test_a_bad_page_found_by_doctor_is_trouble_with_the_way_out(backed: Door) -> None:
    damage(backed, "guest")
    said = backed.call("doctor", "--json")
    assert said.code == 3
    assert said.json["sound"] is False
    assert "backup restore" in said.err
    backed.done("backup", "restore")
    assert backed.done("doctor").code == 0


def test_a_wrong_password_and_a_file_that_is_not_there_are_refused(
    backed: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert backed.call("backup", "restore", "không-có.cbk").code == 1
    monkeypatch.setenv("CHIBO_PASSWORD", f"{PASSWORD} sai")
    assert backed.call("backup", "restore", only_backup(backed)).code == 1
    monkeypatch.setenv("CHIBO_PASSWORD", PASSWORD)
    assert members(backed) == 2
