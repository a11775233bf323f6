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


@contextmanager
def alone(path: Path, sentence: str) -> Iterator[None]:
    """Holds the lock file for the block; Trouble with `sentence` while another process or thread holds it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error, path.parent)}") from error
    try:
        try:
            lock(handle)
        except OSError as error:
            said = f"Không khóa được thư mục dữ liệu: {reason_in_words(error)}"
            raise Trouble(sentence if error.errno in HELD else said) from error
        yield
    finally:
        os.close(handle)
