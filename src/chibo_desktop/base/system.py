"""What Linux and Windows do each in its own way, chosen here once; the calls of Windows themselves are in `windows.py`."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PureWindowsPath

from chibo_desktop.base import file_names, windows

SEARCHED = "LD_LIBRARY_PATH"
"""Where Linux looks for libraries first."""


def on_windows() -> bool:
    """Whether this is Windows. A function, so that the type checker reads both ways."""
    return sys.platform == "win32"


def move_into_place(source: Path, target: Path, *, flushed: bool = True) -> None:
    """Gives a closed, flushed file its name; after a power cut either it or what had that name before is there, whole.

    Not `flushed`: as fast as the system can, for what may be lost with the power. OSError, EBUSY or EACCES where another
    program has one of them open (Windows, after trying for 1.6 s), with both as they were; EIO where the disk is gone.
    """
    if on_windows():
        windows.move(source, target, flushed=flushed)
        return
    source.replace(target)
    if flushed:
        _flush(target)
        flush_folder(target.parent)


def _flush(place: Path) -> None:
    """Linux' FAT gives a renamed file a line of length 0 in its folder, and mends that only as it flushes the file."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder safe against a power cut where that is a step of its own, as on Linux.

    Windows cannot open a folder: there moving writes through. Some sticks refuse; the files themselves are safe.
    """
    if on_windows():
        return
    with suppress(OSError):
        _flush(folder)


def reached(path: Path, room: int = 0) -> Path:
    r"""The same place in words this system follows however long they are; `room`: characters of what is put below it.

    On Windows a path of 248 characters and more gets the prefix `\\?\`, which every path made from it keeps; behind it
    Windows follows no `..`, so there is none.
    """
    if not on_windows():
        return path
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - `absolute` keeps the `..`
    return Path(windows.verbatim(str(whole))) if len(str(whole)) + room > windows.LONGEST_PLAIN else path


def is_read_only(folder: Path) -> bool:
    """Whether the disk takes no writing and an error does not say so itself: only Windows keeps it back."""
    return on_windows() and windows.is_read_only(os.path.abspath(folder))  # noqa: PTH100


def lock(handle: int) -> None:
    """Locks an open file for this handle alone or raises OSError; the end of the process, however it ends, lets it go."""
    if on_windows():
        windows.lock(handle)
        return
    system = importlib.import_module("fcntl")
    system.flock(handle, system.LOCK_EX | system.LOCK_NB)


@contextmanager
def without_own_libraries() -> Iterator[None]:
    """What is started meanwhile does not take libraries from the frozen program's folder; elsewhere it never does."""
    own = getattr(sys, "_MEIPASS", None)
    if own is None:
        yield
        return
    with windows.without_own_libraries(str(own)) if on_windows() else _former_search_path():
        yield


@contextmanager
def _former_search_path() -> Iterator[None]:
    """The libraries' path as it was before PyInstaller's loader put our folder there and noted what stood in it.

    https://pyinstaller.org/en/stable/runtime-information.html#ld-library-path-libpath-considerations
    """
    ours, former = os.environ.pop(SEARCHED, None), os.environ.get(f"{SEARCHED}_ORIG")
    if former is not None:
        os.environ[SEARCHED] = former
    try:
        yield
    finally:
        os.environ.pop(SEARCHED, None)
        if ours is not None:
            os.environ[SEARCHED] = ours


def let_come_to_front(process: int) -> None:
    """Lets the window of another process come before this one's; elsewhere than on Windows it needs no leave."""
    if on_windows():
        windows.let_come_to_front(process)


def machine_id() -> str:
    """What the system calls this machine, the same at every start; "" where it does not say."""
    if on_windows():
        return windows.machine_id()
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError, UnicodeDecodeError):
            return Path(place).read_text(encoding="ascii").strip()
    return ""


def error_number(error: OSError) -> int | None:
    """Its `errno`, sharper where Windows said more than Python passes on.

    `open`, reading, writing and flushing go through Windows' C library, which keeps Windows' own number to itself and
    makes EINVAL of a stick that was pulled out, and EBADF of whatever stops a flush: a name is to blame only if it
    is one that Windows refuses.
    """
    code = getattr(error, "winerror", None)
    if isinstance(code, int):
        return windows.errno_of(code)
    is_vague = error.errno == errno.EBADF or (error.errno == errno.EINVAL and not _has_wrong_name(error))
    return errno.EIO if on_windows() and is_vague else error.errno


def _has_wrong_name(error: OSError) -> bool:
    place = PureWindowsPath(windows.plain(error.filename) if isinstance(error.filename, str) else "")
    return any(map(file_names.why_not, place.relative_to(place.anchor).parts))
