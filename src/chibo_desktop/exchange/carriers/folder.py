"""A folder as the mailbox: a share that the system has mapped, a stick; goes on with a file that broke off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from chibo_desktop.base.disks import folder_name
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.base.system import move_into_place, reached
from chibo_desktop.exchange.bundle import MAX_FILE
from chibo_desktop.exchange.pieces import read_name
from chibo_desktop.exchange.place import Place

PART = ".part"
STEP = 64 * 1024
BELOW = 160
"""Characters of a box and a bundle's name, below the folder."""


class Folder:
    """Opens no socket: a share is the system's affair. Nothing is made when the folder itself is not there."""

    kind: ClassVar[str] = "folder"
    cuts: ClassVar[bool] = False

    def __init__(self, place: Place) -> None:
        self._root = reached(Path(place.address), room=BELOW)

    def names(self, box: str) -> list[str]:
        """Files that are whole by their name; what is still being written ends with `.part`."""
        with self._said():
            self._look()
            folder = self._root / box
            there = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(name for name in there if read_name(name) is not None)

    def get(self, box: str, name: str) -> bytes:
        with self._said():
            path = self._root / box / name
            if not os.access(path, os.R_OK):
                raise Refusal(f"Tệp “{name}” không còn ở hòm thư, hoặc không được đọc.")
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)
            if len(data) > MAX_FILE:
                raise Refusal(f"Tệp “{name}” ở hòm thư quá lớn nên không nhận.")
            return data

    def put(self, box: str, name: str, data: bytes, *, in_place: bool = False) -> None:  # noqa: ARG002
        """Written as `.part`, gone on with where it broke off, flushed, read back, compared, renamed."""
        with self._said():
            self._look()
            folder = self._root / box
            folder.mkdir(exist_ok=True)
            target, part = folder / name, folder / f"{name}{PART}"
            if _holds(target, data):
                return
            try:
                _write(part, data)
                if part.read_bytes() != data:
                    part.unlink()
                    raise Trouble(
                        f"Tệp “{name}” ghi xong đọc lại không giống. Hãy thử lại, hoặc đổi thư mục."
                    )
                # the name holds the hash: what it may replace is a spoilt copy of itself
                move_into_place(part, target)
            except OSError:
                # another machine may have written the same bundle at the same time and been quicker
                if not _holds(target, data):
                    raise

    def remove(self, box: str, name: str) -> None:
        with self._said():
            (self._root / box / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing is held open."""

    def _look(self) -> None:
        if not self._root.is_dir():
            raise Trouble(
                f"Không thấy thư mục “{folder_name(self._root)}” của hòm thư. Cắm lại USB hoặc nối lại ổ mạng rồi thử lại."
            )

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Trouble(
                f"Không dùng được thư mục của hòm thư: {reason_in_words(error, self._root)}"
            ) from error


def _holds(target: Path, data: bytes) -> bool:
    return target.is_file() and target.read_bytes() == data


def _write(part: Path, data: bytes) -> None:
    """Goes on after what is there already, if that is how these bytes begin."""
    held = part.read_bytes() if part.is_file() else b""
    begun = len(held) if data.startswith(held) else 0
    with part.open("r+b" if begun else "wb") as file:
        file.seek(begun)
        for start in range(begun, len(data), STEP):
            file.write(data[start : start + STEP])
            file.flush()
        file.truncate(len(data))
        os.fsync(file.fileno())
