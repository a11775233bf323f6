"""Bundles as files: read with a limit, written and read back before anybody pulls the stick, kept 90 days once read."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from chibo_desktop.base.disks import folder_name
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words, write_whole
from chibo_desktop.base.system import move_into_place, reached
from chibo_desktop.exchange import refusals
from chibo_desktop.exchange.bundle import MAX_FILE, SUFFIX, Bundle

KEPT = timedelta(days=90)
ARCHIVE = "bundles"


def read_file(path: Path) -> bytes:
    """The whole file. Refusal when it is too large or not there, Trouble when the disk refuses."""
    path = reached(path)
    try:
        if not path.is_file():
            raise Refusal(f"Không có tệp gói “{path.name}”. Hãy chọn lại tệp .cbb.")
        # Measured before it is read, and read no further: a stick may hold anything under any name.
        if path.stat().st_size > MAX_FILE:
            raise refusals.too_large()
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error
    if len(data) > MAX_FILE:
        raise refusals.too_large()
    return data


def write_file(place: Path, bundle: Bundle) -> Path:
    """Writes a bundle into a folder under its own name, or as the file named; gives the file.

    Returns only when the bytes were flushed and read back equal. The name holds the hash, so a file of that
    name and content is success. Trouble when the folder is gone, the disk refuses or gives back something else.
    """
    place = reached(place, room=len(bundle.name))
    if not place.is_dir() and place.suffix != SUFFIX:  # the folder of a stick that is not in
        raise Trouble(
            f"Không có thư mục “{folder_name(place)}”. Cắm lại USB rồi làm lại, hoặc đặt tên tệp kết thúc bằng {SUFFIX}."
        )
    target = place / bundle.name if place.is_dir() else place
    if _holds(target, bundle.data):
        return target
    write_whole(target, bundle.data)
    if not _holds(target, bundle.data):
        raise Trouble(f"Tệp “{target.name}” ghi xong đọc lại không giống. Hãy thử USB hoặc thư mục khác.")
    return target


def archive(folder: Path, name: str, data: bytes, now: datetime, *, flushed: bool = True) -> Path:
    """Keeps a bundle that was read in the data folder, and lets go of those read more than 90 days ago.

    Not `flushed` among many: two flushes a file take longer than reading it, and a power cut costs only this copy.
    """
    place = folder / ARCHIVE
    try:
        place.mkdir(exist_ok=True)
        target = place / name
        if not target.exists():
            if flushed:
                write_whole(target, data)
            else:
                part = target.with_suffix(".part")
                part.write_bytes(data)
                move_into_place(part, target, flushed=False)
            os.utime(target, (now.timestamp(), now.timestamp()))
        for old in place.glob(f"*{SUFFIX}"):
            if old.stat().st_mtime < (now - KEPT).timestamp():
                old.unlink()
    except OSError as error:
        raise Trouble(f"Không giữ được bản sao của gói: {reason_in_words(error)}") from error
    return target


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.is_file() and target.read_bytes() == data
    except OSError:
        return False
