"""One at a time: a lock on a file that the system lets go when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.base.system import lock

HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
"""What the systems say of a lock that another holds; anything else is the disk's own trouble."""


def take(path: Path) -> int | None:
    """Locks the file for as long as the handle that is given is open; None while another process or thread holds it.

    Trouble when the disk does not make it or does not lock it. Whatever stands in the file says nothing.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error, path.parent)}") from error
    try:
        lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in HELD:
            return None
        raise Trouble(f"Không khóa được thư mục dữ liệu: {reason_in_words(error)}") from error
    return handle


@contextmanager
def alone(path: Path, sentence: str) -> Iterator[None]:
    """Holds the lock file for the block; Trouble with `sentence` while another holds it, and as `take`."""
    handle = take(path)
    if handle is None:
        raise Trouble(sentence)
    try:
        yield
    finally:
        os.close(handle)
