"""Where the program's files and a person's data lie, and writing a file whole; nothing about contents."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from chibo_desktop.base import file_names
from chibo_desktop.base.disks import refuse_unsafe
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.system import error_number, is_read_only, move_into_place, on_windows, reached

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]

DATABASE = "chibo.db"
"""The book in a data folder; named here so that whoever only looks whether it is there loads no database."""
KEYS = "keys.json"
"""The wrapped keys beside it; named here so that whoever only asks who may open the book loads no backups."""

BUNDLE = ".cbb"
"""How the name of a bundle ends; named here so that whoever only starts the window loads no exchange."""

BELOW_DATA = 150
"""Characters the longest path has that the program makes below a data folder: an arrival, a bundle kept."""
PART, LEFT_OVER = ".{}.{}.part", 24 * 60 * 60
"""The name of a file being written, and after how many seconds nobody can be writing it any more."""
PART_NAME = 60
"""Characters by which the name of a file being written is longer than its folder and its own name at most."""


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
        probe, file = _begin_part(folder / DATABASE)
        file.close()
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error)}") from error
    with suppress(OSError):  # a scanner may hold what is new
        probe.unlink()


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
    into place. Trouble, with the old file untouched and no temporary file left, when that fails: also while the
    old one is open elsewhere on Windows. Refusal for a name that Windows would take for something else, or a stick does not take.
    """
    wrong = file_names.why_not(target.name)
    if wrong and on_windows():
        raise Refusal(wrong)
    try:
        _write_and_move(reached(target, room=PART_NAME), data)
    except OSError as error:
        if wrong and error.errno in (errno.ENOENT, errno.EINVAL) and target.parent.is_dir():
            raise Refusal(wrong) from error  # a stick, seen from Linux
        why = reason_in_words(error, target.parent)
        raise Trouble(f"Không ghi được tệp “{target.name}”: {why}") from error


def reason_in_words(error: OSError, folder: Path | None = None) -> str:
    """Return why the disk refused and what to do, to end a sentence with; holds no path.

    `folder` is where it was to write, asked where the error alone does not tell a full stop from a locked switch.
    """
    number = error_number(error)
    if number == errno.EACCES and folder is not None and is_read_only(folder):
        number = errno.EROFS
    said = next((words for numbers, words in _REASONS if number in numbers), "")
    return said or f"ổ đĩa báo lỗi số {abs(number or 0)}. Chọn thư mục khác rồi làm lại."


_REASONS = (
    ((errno.ENOSPC, errno.EDQUOT), "ổ đĩa đã đầy. Xóa bớt tệp không cần rồi làm lại."),
    ((errno.EFBIG,), "tệp quá lớn đối với ổ này. Chọn ổ khác rồi làm lại."),
    ((errno.EROFS,), "ổ đĩa chỉ cho đọc. Gạt khóa chống ghi của USB hoặc chọn chỗ khác."),
    ((errno.ENOENT, errno.ENOTDIR), "không còn thư mục ấy. Cắm lại USB hoặc chọn thư mục khác."),
    ((errno.ENAMETOOLONG,), "tên quá dài. Đặt tên ngắn hơn."),
    ((errno.EINVAL,), "ổ này không nhận tên ấy. Đặt tên khác, hoặc chọn chỗ khác."),
    ((errno.EEXIST,), "tên ấy đã là một tệp. Chọn thư mục khác."),
    ((errno.EISDIR,), "tên ấy là một thư mục. Đặt tên khác cho tệp."),
    ((errno.EIO, errno.ENODEV, errno.ENXIO), "ổ đĩa không trả lời. Cắm lại USB hoặc chọn ổ khác."),
    (
        (errno.EBUSY,),
        "tệp đang mở ở chương trình khác. Đóng tệp trong Excel, Word hoặc trình xem PDF rồi làm lại.",
    ),
    (
        (errno.EACCES, errno.EPERM),
        "tệp đang mở ở chương trình khác, hoặc không có quyền ghi. Đóng tệp hoặc chọn thư mục khác.",
    ),
)


def _own_file(*parts: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    homes = ([Path(frozen)] if frozen else []) + [PACKAGE, CHECKOUT]
    for home in homes:
        place = home.joinpath(*parts)
        if place.exists():
            return place
    raise Trouble(f"Thiếu tệp “{'/'.join(parts)}” của chương trình. Cài lại chương trình.")


def _write_and_move(target: Path, data: bytes) -> None:
    _sweep_parts(target)
    temporary, file = _begin_part(target)
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _begin_part(target: Path) -> tuple[Path, IO[bytes]]:
    """A new file beside the target that only this user may read, open for writing.

    Not by `tempfile`: on Windows it takes "access denied" for a name that is taken and tries 10,000 more, which on a
    stick with its switch set keeps one waiting for minutes and then says something else.
    """
    part = target.with_name(PART.format(target.name[:40], os.urandom(4).hex()))
    return part, open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _sweep_parts(target: Path) -> None:
    """Removes what a power cut left of this file a day ago or earlier: on a stick it would fill the disk."""
    with suppress(OSError):
        for old in target.parent.glob(PART.format(glob.escape(target.name[:40]), "?" * 8)):
            if time.time() - old.stat().st_mtime > LEFT_OVER:
                old.unlink()
