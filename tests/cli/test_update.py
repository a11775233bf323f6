"""`update`: an installer is looked at without a password, made ready with one, and never installed by us."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.base.paths import default_data_dir
from cli.calling import Door
from exchange.test_release import make_setup


def test_looking_needs_no_password_and_leaves_nothing_behind(
    cell: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHIBO_PASSWORD", raising=False)
    setup = make_setup(tmp_path)
    said = cell.done("update", "look", setup, "--json").json
    assert (said["version"], said["checked"], said["newer"]) == ("7.0.0", False, True)
    assert said["bytes"] == setup.stat().st_size
    assert not (default_data_dir() / "updates").exists()
    assert "không được kiểm" in cell.done("update", "look", setup).out


def test_what_is_no_installer_is_refused(cell: Door, tmp_path: Path) -> None:
    other = tmp_path / "chibo.exe"
    other.touch()
    said = cell.call("update", "look", other)
    assert said.code == 1
    assert "không phải bộ cài" in said.err


def test_an_installer_that_is_gone_is_trouble(cell: Door, tmp_path: Path) -> None:
    setup = make_setup(tmp_path)
    setup.unlink()
    assert cell.call("update", "look", setup).code == 3


def test_preparing_backs_up_and_says_what_to_run(cell: Door, tmp_path: Path) -> None:
    setup = make_setup(tmp_path)
    said = cell.done("update", "prepare", setup, "--json").json
    (copy,) = (default_data_dir() / "updates").glob(f"*/{setup.name}")
    assert said["file"] == str(copy)
    assert str(copy) in said["run"]
    assert copy.read_bytes() == setup.read_bytes()
    (backup,) = cell.done("backup", "list", "--json").json["backups"]
    assert backup["why"] == "upgrade"


def test_without_a_kept_installer_there_is_no_way_back(cell: Door) -> None:
    said = cell.call("update", "back")
    assert said.code == 1
    assert "không giữ bộ cài" in said.err
