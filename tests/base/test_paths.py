"""Promises about where files lie and about writing them whole."""

from __future__ import annotations

import errno
import os
import resource as limits
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chibo_desktop.base import paths
from chibo_desktop.base.errors import Trouble


def test_the_data_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "chi bộ" / "sổ"
    paths.check_data_dir(folder)
    assert list(folder.iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(Trouble) as trouble:
        paths.check_data_dir(tmp_path / "tệp" / "sổ")
    assert "chọn thư mục khác" in trouble.value.sentence


def test_the_usual_data_folder_lies_in_the_home_of_the_person(empty_home: Path) -> None:
    assert paths.default_data_dir().is_relative_to(empty_home)
    assert not paths.default_data_dir().exists()


def test_free_space_is_told_for_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert paths.free_space(tmp_path / "a" / "b") > 0


def test_the_frozen_folder_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources" / "guidance").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("guidance") == tmp_path / "resources" / "guidance"


def test_a_missing_resource_says_to_install_again() -> None:
    with pytest.raises(Trouble, match="Cài lại"):
        paths.resource("khong-co.toml")


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / ("Biên bản " + "rất dài " * 12 + ".pdf")
    paths.write_whole(target, b"old")
    paths.write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_power_cut_left_of_a_file_goes_when_it_is_written_again(tmp_path: Path) -> None:
    left, being_written, of_another = (
        tmp_path / f".{name}.0123abc{number}.part"
        for number, name in enumerate(("gói [1].cbb", "gói [1].cbb", "gói 1.cbb"))
    )
    for part in (left, being_written, of_another):
        part.write_bytes(b"half")
    for part in (left, of_another):
        os.utime(part, (0, 0))
    paths.write_whole(tmp_path / "gói [1].cbb", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([being_written, of_another, tmp_path / "gói [1].cbb"])


def test_a_scanner_that_holds_what_is_new_does_not_make_a_folder_unwritable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(os, "unlink", unlink)
    paths.check_data_dir(tmp_path / "sổ")


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "gói.chibo"
    target.write_bytes(b"old")
    with pytest.raises(Trouble, match="gói"), _largest_file(1000):
        paths.write_whole(target, b"x" * 100_000)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_writing_to_a_folder_that_is_gone_says_to_put_the_stick_back(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Cắm lại USB"):
        paths.write_whole(tmp_path / "gone" / "gói.chibo", b"x")


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.EACCES, "Đóng tệp"),
        (errno.EIO, "Cắm lại"),
        (errno.EISDIR, "Đặt tên khác"),
        (errno.EEXIST, "đã là một tệp"),
        (errno.ENAMETOOLONG, "Đặt tên ngắn hơn"),
        (errno.ELOOP, f"lỗi số {errno.ELOOP}"),
    ],
)
def test_why_the_disk_refused_is_told_without_a_path(number: int, part: str) -> None:
    sentence = paths.reason_in_words(OSError(number, os.strerror(number), "/data/bt/bí mật"))
    assert part in sentence
    assert "bí mật" not in sentence


def test_without_a_frozen_folder_the_package_is_looked_at_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, checkout = tmp_path / "package", tmp_path / "checkout"
    monkeypatch.setattr(paths, "PACKAGE", package)
    monkeypatch.setattr(paths, "CHECKOUT", checkout)
    (checkout / "forms").mkdir(parents=True)
    assert paths.form_folder() == checkout / "forms"
    (package / "forms").mkdir(parents=True)
    assert paths.form_folder() == package / "forms"
