"""Promises about where a database is safe, and about finding a stick again."""

from __future__ import annotations

from pathlib import Path

import pytest

from border import Sticks, sticks
from chibo_desktop.base import disks
from chibo_desktop.base.disks import Mount

__all__ = ["sticks"]

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
    mount = disks.mount_of(Path(folder), MOUNTS)
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
        device: disks.why_mount_unsafe(Mount(device, "/x", kind), classes)
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
    assert [number for number in range(8) if disks.why_drive_unsafe(number) is None] == [3]


def test_a_folder_on_a_stick_is_found_where_the_stick_is_now(sticks: Sticks) -> None:
    usual = sticks.media / "USB" / "sao lưu"
    usual.mkdir()
    spot = disks.spot_of(usual)
    assert spot == "1A2B-3C4D/sao lưu"
    assert disks.place_of(spot, usual) == usual
    usual.rename(sticks.media / "USB1" / "sao lưu")
    sticks.mount(sdc1="USB", sdb1="USB1")
    assert disks.place_of(spot, usual) == sticks.media / "USB1" / "sao lưu"


def test_another_stick_in_the_same_place_is_not_taken_for_it(sticks: Sticks) -> None:
    usual = sticks.media / "USB"
    spot = disks.spot_of(usual)
    sticks.mount(sdc1="USB")
    assert disks.spot_of(usual) != spot
    assert disks.place_of(spot, usual) == usual  # nowhere: the caller says what is missing there


def test_a_disk_without_a_mark_is_known_by_its_path_alone(sticks: Sticks, tmp_path: Path) -> None:
    assert disks.spot_of(tmp_path / "elsewhere") == ""
    assert disks.place_of("", tmp_path) == tmp_path


def test_a_stick_itself_is_called_by_its_letter() -> None:
    assert disks.folder_name(Path("/")) == "/"
    assert disks.folder_name(Path("/media/bt/USB den")) == "USB den"


def test_a_folder_lies_in_itself_and_below_its_own_roots_alone(tmp_path: Path) -> None:
    (tmp_path / "sổ cũ").mkdir()
    (tmp_path / "lối tắt").symlink_to(tmp_path / "sổ cũ")
    assert disks.is_within(tmp_path / "lối tắt" / "sao lưu", tmp_path / "sổ cũ")
    assert disks.is_within(tmp_path, tmp_path)
    assert not disks.is_within(tmp_path / "sổ", tmp_path / "sổ cũ")
