"""Where the program's files and a person's data lie, and writing a file whole; nothing about contents."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.base.errors import Refusal, Trouble

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]

DATABASE = "chibo.db"
"""The book in a data folder; named here so that whoever only looks whether it is there loads no database."""
KEYS = "keys.json"
"""The wrapped keys beside it; named here so that whoever only asks who may open the book loads no backups."""

BUNDLE = ".cbb"
"""How the name of a bundle ends; named here so that whoever only starts the window loads no exchange."""

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "ncpfs", "davfs", "fuse.sshfs"}
    | {"fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs"}
)
"""Linux file systems whose files another machine may change at the same time."""

STICK_FILE_SYSTEMS = frozenset({"vfat", "exfat", "msdos", "iso9660", "udf"})
"""Linux file systems that a fixed disk of a Linux machine does not carry."""

DRIVE_REMOVABLE, DRIVE_REMOTE, DRIVE_CDROM = 2, 4, 5
"""Answers of Windows' GetDriveTypeW."""


@dataclass(frozen=True)
class Mount:
    """The mounted file system that a folder lies on; `device` as in /proc/mounts."""

    device: str
    point: str
    kind: str


def resource(*parts: str) -> Path:
    """Return a file or folder of the program's resources: of the frozen folder, the package, the checkout.

    Trouble when none of them has it: the installation is not whole.
    """
    return _own_file("resources", *parts)


def form_folder() -> Path:
    """Return the folder that holds one folder for each official paper; Trouble when there is none."""
    return _own_file("forms")


def default_data_dir() -> Path:
    """Return where this person's data lie unless told otherwise; nothing is made."""
    import platformdirs

    return Path(platformdirs.user_data_dir("chibo_desktop", appauthor=False))


def check_data_dir(folder: Path) -> None:
    """Make the data folder and make sure that a database is safe in it.

    Refusal on a network share or a removable medium; Trouble when nothing can be written there.
    """
    refuse_unsafe(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error)}") from error


def refuse_unsafe(folder: Path) -> None:
    """Refusal on a network share, where SQLite's write-ahead log breaks, or a medium that is pulled out."""
    reason = why_unsafe(folder)
    if reason is not None:
        raise Refusal(f"Không để dữ liệu trên {reason}. Chọn một thư mục trên ổ đĩa của máy này.")


def why_unsafe(folder: Path) -> str | None:
    """Return what the folder lies on when a database must not ("ổ mạng", "ổ tháo rời"), else None."""
    if sys.platform == "win32":
        return _why_unsafe_on_windows(folder)
    mount = mount_of(folder.resolve(), read_mounts())
    return None if mount is None else why_mount_unsafe(mount, Path("/sys/class/block"))


def read_mounts() -> str:
    """Return what Linux says is mounted; empty elsewhere, and where it does not say."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def mount_of(folder: Path, mounts: str) -> Mount | None:
    """Return the mount that an absolute folder lies on, given the text of /proc/mounts."""
    found: Mount | None = None
    for line in mounts.splitlines():
        device, point, kind = (_unescape(word) for word in line.split(" ")[:3])
        # A later line hides an earlier one at the same point.
        if folder.is_relative_to(point) and (found is None or len(point) >= len(found.point)):
            found = Mount(device, point, kind)
    return found


def why_mount_unsafe(mount: Mount, block_devices: Path) -> str | None:
    """Return "ổ mạng" or "ổ tháo rời (USB, thẻ nhớ)" for such a mount; `block_devices` is /sys/class/block."""
    if mount.kind in NETWORK_FILE_SYSTEMS:
        return "ổ mạng"
    if mount.kind in STICK_FILE_SYSTEMS or _is_removable(block_devices / Path(mount.device).name):
        return "ổ tháo rời (USB, thẻ nhớ)"
    return None


def why_drive_unsafe(drive_type: int) -> str | None:
    """Return the same for an answer of Windows' GetDriveTypeW."""
    if drive_type == DRIVE_REMOTE:
        return "ổ mạng"
    if drive_type in (DRIVE_REMOVABLE, DRIVE_CDROM):
        return "ổ tháo rời (USB, thẻ nhớ)"
    return None


def free_space(folder: Path) -> int:
    """Return the free bytes where the folder is, or will be made; Trouble when the disk does not answer."""
    there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError as error:
        raise Trouble(f"Không đọc được ổ đĩa: {reason_in_words(error)}") from error


def write_whole(target: Path, data: bytes) -> None:
    """Write the file so that after a power cut either the old or the new one is there, whole.

    Writes a temporary file beside it that only this user may read, flushes it to the disk and moves it
    into place. Trouble, with the old file untouched and no temporary file left, when that fails.
    """
    try:
        _write_and_move(target, data)
    except OSError as error:
        raise Trouble(f"Không ghi được tệp “{target.name}”: {reason_in_words(error)}") from error


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder safe against a power cut, where the system and the disk can do that."""
    # Windows cannot open a folder, and some sticks refuse to flush one: the file itself is already safe.
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def reason_in_words(error: OSError) -> str:
    """Return why the disk refused and what to do, to end a sentence with; holds no path."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "ổ đĩa đã đầy. Xóa bớt tệp không cần rồi làm lại."
    if error.errno == errno.EFBIG:
        return "tệp quá lớn đối với ổ này. Chọn ổ khác rồi làm lại."
    if error.errno == errno.EROFS:
        return "ổ đĩa chỉ cho đọc. Gạt khóa chống ghi của USB hoặc chọn chỗ khác."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "không còn thư mục ấy. Cắm lại USB hoặc chọn thư mục khác."
    if error.errno == errno.ENAMETOOLONG:
        return "tên quá dài. Đặt tên ngắn hơn."
    if error.errno == errno.EEXIST:
        return "tên ấy đã là một tệp. Chọn thư mục khác."
    if error.errno == errno.EISDIR:
        return "tên ấy là một thư mục. Đặt tên khác cho tệp."
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO):
        return "ổ đĩa không trả lời. Cắm lại USB hoặc chọn ổ khác."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY):
        return "tệp đang mở ở chương trình khác, hoặc không có quyền ghi. Đóng tệp hoặc chọn thư mục khác."
    return f"ổ đĩa báo lỗi số {error.errno}. Chọn thư mục khác rồi làm lại."


def _own_file(*parts: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    homes = ([Path(frozen)] if frozen else []) + [PACKAGE, CHECKOUT]
    for home in homes:
        place = home.joinpath(*parts)
        if place.exists():
            return place
    raise Trouble(f"Thiếu tệp “{'/'.join(parts)}” của chương trình. Cài lại chương trình.")


def _why_unsafe_on_windows(folder: Path) -> str | None:
    import ctypes

    # Both \\server\share and a letter mapped to it are "remote". By name, because the type checker reads
    # this file as Linux, where ctypes has no windll.
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    return why_drive_unsafe(kernel.GetDriveTypeW(folder.resolve().anchor))


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


def _write_and_move(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)
