"""Promises about what one system does otherwise than the other, where that shows on this one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chibo_desktop.base import system


def test_a_file_is_flushed_once_more_under_its_own_name_and_then_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux' FAT forgets the length of a file that is renamed, until the file is flushed: `tests/cli/test_fat_stick.py`."""
    part, target = tmp_path / "gói.part", tmp_path / "gói.cbb"
    part.write_bytes(b"whole")
    flushed: list[Path] = []

    def see(handle: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{handle}").readlink())

    monkeypatch.setattr(os, "fsync", see)
    system.move_into_place(part, target)
    assert flushed == [target, tmp_path]
    flushed.clear()
    system.move_into_place(target, part, flushed=False)
    assert flushed == []


def test_a_disk_that_is_gone_before_the_file_was_flushed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, target = tmp_path / "gói.part", tmp_path / "gói.cbb"
    part.write_bytes(b"whole")

    def refuse(_: int) -> None:
        raise OSError(5, "I/O error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="I/O error"):
        system.move_into_place(part, target)
