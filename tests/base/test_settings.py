"""Promises about the settings of a machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chibo_desktop.base.settings import BROKEN_NAME, FILE_NAME, Settings


def test_a_setting_is_remembered_by_the_next_start(tmp_path: Path) -> None:
    Settings(tmp_path / "new").put("zoom", 150)
    Settings(tmp_path / "new").put("size", [1280, 800])
    again = Settings(tmp_path / "new")
    assert again.get("zoom", 100) == 150
    assert again.get("size", [0, 0]) == [1280, 800]
    assert again.get("theme", "light") == "light"


def test_a_setting_of_another_kind_gives_the_default(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"zoom": "to", "dark": 1}', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.get("zoom", 100) == 100
    assert settings.get("dark", default=False) is False


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_is_set_aside_and_never_fatal(
    tmp_path: Path, content: bytes, said_in_log: list[str]
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.get("zoom", 100) == 100
    assert (tmp_path / BROKEN_NAME).read_bytes() == content
    settings.put("zoom", 125)
    assert Settings(tmp_path).get("zoom", 100) == 125
    assert len(said_in_log) == 1
    said_in_log.clear()


def test_what_another_window_and_a_newer_program_wrote_is_kept(tmp_path: Path) -> None:
    one, other = Settings(tmp_path), Settings(tmp_path)
    other.put("theme", "dark")
    (tmp_path / FILE_NAME).write_text('{"theme": "dark", "later": {"a": 1}}', encoding="utf-8")
    one.put("zoom", 125)
    kept = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert kept == {"theme": "dark", "later": {"a": 1}, "zoom": 125}


def test_a_disk_that_refuses_does_not_stop_the_work(tmp_path: Path, said_in_log: list[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    settings = Settings(tmp_path / "file" / "folder")
    settings.put("zoom", 150)
    assert settings.get("zoom", 100) == 150
    assert len(said_in_log) == 1
    said_in_log.clear()
