"""One at a time: a lock on a file that the system lets go when its process ends, however it ends."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import reason_in_words


@contextmanager
def alone(path: Path, sentence: str) -> Iterator[None]:
    """Holds the lock file for the block; Trouble with `sentence` while another process or thread holds it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error)}") from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise Trouble(sentence) from error
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    # by name, because the type checker reads this file as one system only
    if sys.platform == "win32":
        system = importlib.import_module("msvcrt")
        system.locking(handle, system.LK_NBLCK, 1)
        return
    system = importlib.import_module("fcntl")
    system.flock(handle, system.LOCK_EX | system.LOCK_NB)
