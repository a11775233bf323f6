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
from chibo_desktop.base.paths import Mount

MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//may-chu/chung /mnt/chung cifs rw 0 0
/dev/sdb1 /media/bt/USB\\040den vfat rw 0 0
/dev/sdc1 /media/bt/the ext4 rw 0 0
old:/x /srv nfs4 rw 0 0
/dev/sda3 /srv ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "device", "kind"),
    [
        ("/data/bt/data", "/dev/sda2", "ext4"),
        ("/tmp/x", "tmpfs", "tmpfs"),
        ("/tmpx", "/dev/sda2", "ext4"),
        ("/mnt/chung/so", "//may-chu/chung", "cifs"),
        ("/media/bt/USB den/so", "/dev/sdb1", "vfat"),
        ("/srv/so", "/dev/sda3", "ext4"),
    ],
)
def test_the_mount_of_a_folder_is_the_nearest_one_above_it(folder: str, device: str, kind: str) -> None:
    mount = paths.mount_of(Path(folder), MOUNTS)
    assert mount is not None
    assert (mount.device, mount.kind) == (device, kind)


def test_network_shares_and_sticks_are_unsafe_and_a_local_disk_is_not(tmp_path: Path) -> None:
    for disk, flag in (("sda", "0"), ("sdc", "1")):
        (tmp_path / disk / f"{disk}1").mkdir(parents=True)
        (tmp_path / disk / "removable").write_text(f"{flag}\n")
    classes = tmp_path / "class"
    classes.mkdir()
    for disk in ("sda", "sdc"):
        (classes / disk).symlink_to(tmp_path / disk)
        (classes / f"{disk}1").symlink_to(tmp_path / disk / f"{disk}1")
    said = {
        device: paths.why_mount_unsafe(Mount(device, "/x", kind), classes)
        for device, kind in [
            ("/dev/sda1", "ext4"),
            ("/dev/sdc1", "ext4"),
            ("/dev/sdc", "ext4"),
            ("/dev/sdb1", "exfat"),
            ("may-chu:/chung", "nfs4"),
            ("overlay", "overlay"),
        ]
    }
    assert {device for device, reason in said.items() if reason is None} == {"/dev/sda1", "overlay"}
    assert said["may-chu:/chung"] == "ổ mạng"


def test_windows_drive_types_are_judged_alike() -> None:
    assert [paths.why_drive_unsafe(number) is None for number in range(7)] == [
        True,
        True,
        False,
        True,
        False,
        False,
        True,
    ]


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
