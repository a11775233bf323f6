"""What a folder lies on: whether a database is safe there, and where it is when its stick has another letter today."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from chibo_desktop.base import windows
from chibo_desktop.base.clouds import cloud_above, cloud_folders
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.system import on_windows

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "ncpfs", "davfs", "fuse.sshfs"}
    | {"fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs"}
)
"""Linux file systems whose files another machine may change at the same time."""

STICK_FILE_SYSTEMS = frozenset({"vfat", "exfat", "msdos", "iso9660", "udf"})
"""Linux file systems that a fixed disk of a Linux machine does not carry."""

NETWORK, STICK, CLOUD = "ổ mạng", "ổ tháo rời (USB, thẻ nhớ)", "thư mục {}, nơi tệp bị chép lên mạng"
NO_DISK, MEMORY = "ổ mà Windows không biết", "ổ nằm trong bộ nhớ, tắt máy là mất"


@dataclass(frozen=True)
class Mount:
    """The mounted file system that a folder lies on; `device` as in /proc/mounts."""

    device: str
    point: str
    kind: str


def refuse_unsafe(folder: Path) -> None:
    """Refusal on a share, where SQLite's write-ahead log breaks, a medium that is pulled out, and in a cloud's folder."""
    reason = why_unsafe(folder)
    if reason is not None:
        raise Refusal(
            f"Không để dữ liệu trên {reason}. "
            "Chọn một thư mục trên ổ đĩa của máy này; sổ đã ở đó thì chuyển cả thư mục sang."
        )


def why_unsafe(folder: Path) -> str | None:
    """Return what the folder lies on when a database must not ("ổ mạng", "ổ tháo rời", …), else None.

    A cloud takes files away from under an open database, puts older ones back, and sends them to a stranger.
    """
    cloud = next((name for name, root in cloud_folders() if is_within(folder, root)), "")
    return (CLOUD.format(cloud) if cloud else None) or _why_disk_unsafe(_real(folder))


def _why_disk_unsafe(whole: Path) -> str | None:
    """The disk first: a share that is off would keep waiting whoever looks for what a cloud left there."""
    if on_windows():
        place = str(whole)
        reason = why_drive_unsafe(windows.drive_type(place)) or (
            STICK if windows.is_on_cable(place) else None
        )
    else:
        mount = mount_of(whole, read_mounts())
        reason = None if mount is None else why_mount_unsafe(mount, Path("/sys/class/block"))
    cloud = "" if reason else cloud_above(whole)
    return CLOUD.format(cloud) if cloud else reason


def read_mounts() -> str:
    """Return what Linux says is mounted; empty elsewhere, and where it does not say."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def mount_of(folder: Path, mounts: str) -> Mount | None:
    """Return the mount that an absolute folder lies on, given the text of /proc/mounts."""
    found: Mount | None = None
    for mount in _mounts(mounts):
        # A later line hides an earlier one at the same point.
        if folder.is_relative_to(mount.point) and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def why_mount_unsafe(mount: Mount, block_devices: Path) -> str | None:
    """Return why not, or None, for such a mount; `block_devices` is /sys/class/block."""
    if mount.kind in NETWORK_FILE_SYSTEMS:
        return NETWORK
    if mount.kind in STICK_FILE_SYSTEMS or _is_removable(block_devices / Path(mount.device).name):
        return STICK
    return None


def why_drive_unsafe(drive_type: int) -> str | None:
    """Return the same for an answer of Windows' GetDriveTypeW: only what it calls fixed may hold a database."""
    return _WHY_UNSAFE.get(drive_type, NO_DISK)


_WHY_UNSAFE = {
    windows.REMOVABLE: STICK,
    windows.FIXED: None,
    windows.REMOTE: NETWORK,
    windows.CDROM: STICK,
    windows.RAM_DISK: MEMORY,
}


def is_within(folder: Path, root: Path) -> bool:
    r"""Whether a folder is the other one or lies below it, with or without the `\\?\` of a long path."""
    whole, top = (Path(windows.plain(str(_real(each)))) for each in (folder, root))
    return whole.is_relative_to(top)


def folder_name(folder: Path) -> str:
    """What people call a folder; a stick itself has only its letter or its place."""
    return folder.name or shown(folder)


def shown(path: Path) -> str:
    r"""A path as people write it: without the `\\?\` that Windows wants before a long one."""
    return windows.plain(str(path))


def spot_of(folder: Path) -> str:
    """A folder by the mark of its disk and its way on it, "1A2B-3C4D/sao-luu"; "" where the disk has no mark.

    Unlike a path it stays what it is when the stick gets another letter or place.
    """
    if on_windows():
        return windows.spot(os.path.abspath(folder))  # noqa: PTH100 - `absolute` keeps the `..`
    whole = _real(folder)
    mount = mount_of(whole, read_mounts())
    mark = _mark_of(mount.device) if mount else ""
    return f"{mark}/{whole.relative_to(mount.point).as_posix()}" if mount and mark else ""


def place_of(spot: str, usual: Path) -> Path:
    """Where that folder is now: the `usual` path while its disk is there, else where the disk came up; else `usual`."""
    if not spot or spot_of(usual) == spot:
        return usual
    mark, _, inside = spot.partition("/")
    found = (root.joinpath(*PurePosixPath(inside).parts) for root in _roots(mark))
    return next((folder for folder in found if folder.is_dir()), usual)


def _real(folder: Path) -> Path:
    """Behind links; the folder itself where the system cannot follow them (a drive that is gone, long paths in Wine)."""
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _roots(mark: str) -> Iterator[Path]:
    """Where a disk of this mark is now."""
    if on_windows():
        yield from (Path(root) for root in windows.local_roots() if windows.volume_mark(root) == mark)
        return
    yield from (Path(mount.point) for mount in _mounts(read_mounts()) if _mark_of(mount.device) == mark)


def marks_folder() -> Path:
    """Where Linux keeps a link for each file system, called by its mark."""
    return Path("/dev/disk/by-uuid")


def _mark_of(device: str) -> str:
    with suppress(OSError):
        there = Path(device).resolve(strict=True)
        return next((link.name for link in marks_folder().iterdir() if link.resolve() == there), "")
    return ""


def _mounts(text: str) -> Iterator[Mount]:
    for line in text.splitlines():
        device, point, kind = (_unescape(word) for word in line.split(" ")[:3])
        yield Mount(device, point, kind)


def _unescape(word: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        word = word.replace(code, character)
    return word


def _is_removable(device: Path) -> bool:
    # A partition has no flag of its own; its folder lies in the folder of the whole disk.
    with suppress(OSError):
        disk = device.resolve(strict=True)
        for place in (disk / "removable", disk.parent / "removable"):
            if place.is_file():
                return place.read_text(encoding="ascii").strip() == "1"
    return False
