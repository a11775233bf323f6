"""Promises about folders that a program copies to its servers: no book lies there, and nowhere else is it refused for that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from border import Volume, Windows, windows
from chibo_desktop.base import clouds
from chibo_desktop.base.disks import why_unsafe
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import check_data_dir

__all__ = ["windows"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of somebody who has none of these programs."""
    folder = tmp_path / "Nguyễn Thị Ánh"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in (*clouds.ONEDRIVE, "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.mark.parametrize("name", clouds.ONEDRIVE)
def test_a_data_folder_that_onedrive_copies_away_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(home / "OneDrive - Tỉnh ủy"))
    inside = home / "OneDrive - Tỉnh ủy" / "Tài liệu" / "sổ"
    with pytest.raises(Refusal, match=r"thư mục OneDrive, nơi tệp bị chép lên mạng.*chuyển cả thư mục sang"):
        check_data_dir(inside)
    assert not inside.exists()
    check_data_dir(home / "OneDrive - Tỉnh ủy khác" / "sổ")


@pytest.mark.parametrize("place", ["APPDATA", "LOCALAPPDATA", ""])
def test_dropbox_says_itself_which_folders_it_copies(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    said = home / ("Dropbox" if place else ".dropbox") / "info.json"
    if place:
        monkeypatch.setenv(place, str(home))
    said.parent.mkdir()
    accounts = {
        "personal": {"path": str(home / "Hộp"), "host": 7},
        "business": {"path": str(home / "Cơ quan")},
    }
    said.write_text(json.dumps(accounts), encoding="utf-8")
    for folder in ("Hộp", "Cơ quan"):
        assert why_unsafe(home / folder / "sổ") == "thư mục Dropbox, nơi tệp bị chép lên mạng"
    assert why_unsafe(home / "Hộp khác") is None


@pytest.mark.parametrize("words", ["", "[[", '{"personal": {"path": 7}}', '["/"]', "[" * 100_000])
def test_what_dropbox_says_otherwise_tomorrow_stops_nobody(home: Path, words: str) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox" / "info.json").write_text(words, encoding="utf-8")
    assert why_unsafe(home / "sổ") is None


def test_a_folder_that_cannot_be_looked_at_is_left_to_whoever_writes_there(
    windows: Windows, home: Path
) -> None:
    assert why_unsafe(home / ("x" * 300) / "sổ") is None


@pytest.mark.parametrize(("left", "name"), clouds.LEFT_BY.items())
def test_what_such_a_program_left_at_the_top_of_a_folder_speaks_for_all_below_it(
    home: Path, left: str, name: str
) -> None:
    (home / "Chi bộ" / "sổ").mkdir(parents=True)
    (home / "Chi bộ" / left).touch()
    said = why_unsafe(home / "Chi bộ" / "sổ" / "mới")
    assert said is not None
    assert name in said
    assert why_unsafe(home / "sổ") is None


@pytest.mark.parametrize("left", clouds.LEFT_BY)
def test_where_the_data_usually_lie_is_not_refused_for_a_program_that_may_be_gone(
    home: Path, left: str
) -> None:
    (home / left).touch()
    (home.parent / left).touch()
    assert why_unsafe(home / ".local" / "share" / "chibo_desktop") is None


@pytest.mark.parametrize("name", ["iCloud Drive", "OneDrive - Tỉnh ủy", "Dropbox", ""])
def test_a_folder_that_a_program_registered_with_windows_is_refused_by_its_name(
    windows: Windows, home: Path, name: str
) -> None:
    (home / "Đám mây").mkdir()
    windows.clouds[str(home / "Đám mây")] = name
    said = why_unsafe(home / "Đám mây" / "chưa có" / "sổ")
    assert said == f"thư mục {name or 'đồng bộ'}, nơi tệp bị chép lên mạng"
    assert why_unsafe(home / "sổ") is None


def test_the_drive_of_google_is_known_by_its_serial_number_whatever_its_letter_and_name(
    windows: Windows,
) -> None:
    windows.volumes["C:\\"] = Volume(0x19831116)  # where the folders of tests lie
    said = why_unsafe(Path.home() / "My Drive" / "sổ")
    assert said == "thư mục Google Drive, nơi tệp bị chép lên mạng"


def test_a_folder_in_which_google_shows_its_files_is_refused_and_its_letter_alone_says_nothing(
    windows: Windows, home: Path
) -> None:
    accounts = [{"key": "1", "value": {"mount_point_path": str(home / "Tệp")}}]
    accounts.append({"key": "2", "value": {"mount_point_path": "C"}})
    windows.settings["PerAccountPreferences"] = json.dumps({"per_account_preferences": accounts})
    assert why_unsafe(home / "Tệp" / "sổ") == "thư mục Google Drive, nơi tệp bị chép lên mạng"
    assert why_unsafe(home / "sổ") is None


def test_a_share_that_is_off_is_refused_without_looking_for_what_a_cloud_left_there(
    windows: Windows, home: Path
) -> None:
    windows.volumes["C:\\"].kind = 4
    assert why_unsafe(home / "sổ") == "ổ mạng"
    assert windows.asked == []
