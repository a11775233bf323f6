"""A backup as a file: one line of header, the wrapped keys, the encrypted database; when one is made is not decided here.

chibo-backup 1
{header as one JSON line, with a digest of itself and of all that follows}
the bytes of keys.json, then those of the database: their lengths stand in the header
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import DATABASE, KEYS, reason_in_words
from chibo_desktop.base.system import move_into_place
from chibo_desktop.seal import shapes
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.seal.running import RunningDigest

SIGN = b"chibo-backup 1\n"
SIGN_OF_ANY = b"chibo-backup "
SUFFIX = ".cbk"
UNFINISHED = ".part"
MAX_HEADER = 1024 * 1024
PIECE = 1024 * 1024

Say = Callable[[int, int], object]
"""Told (done, of how many) between steps; may raise to stop."""


@dataclass(frozen=True)
class Header:
    """What a backup says of itself without any password; holds ids and counts, no name of anybody."""

    org: str
    device: str
    number: int
    """Grows by one with each backup of a data folder: the order of making there, whatever the clock said."""
    made: str
    why: str
    """`daily`, `closed`, `asked`, `upgrade` or `restore`."""
    program: str
    sample: bool
    state: str
    """Digest of what the book held: equal when nothing changed since."""
    entries: int
    numbers: dict[str, int]
    """The highest number of this device by book."""
    keys: int
    """Length of the wrapped keys in bytes."""
    database: int
    """Length of the database in bytes."""
    sha256: str
    """Of keys and database."""

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.made)


def write_backup(
    target: Path, header: Header, keys: bytes, database: Path, say: Say = lambda *_: None
) -> None:
    """Writes the file under its temporary name, flushed; `settle` gives it its own name once it was checked.

    Trouble when the disk refuses; then the temporary file is gone.
    """
    part = unfinished(target)
    body = asdict(header)
    line = write_line({**body, "sum": hex16(write_line(body).encode())}).encode()
    total = header.database
    try:
        with part.open("wb") as file, database.open("rb") as source:
            file.write(SIGN + line + b"\n" + keys)
            for done, piece in _pieces(source):
                file.write(piece)
                say(done, total)
            file.flush()
            os.fsync(file.fileno())
            _forget_cached(file)
    except OSError as error:
        remove(part)
        raise Trouble(f"Chưa sao lưu được: {reason_in_words(error, target.parent)}") from error
    except BaseException:
        remove(part)
        raise


def settle(target: Path) -> None:
    """Gives a checked backup its name: from now on it counts. Trouble when the disk refuses."""
    try:
        move_into_place(unfinished(target), target)
    except OSError as error:
        raise Trouble(f"Chưa sao lưu được: {reason_in_words(error, target.parent)}") from error


def unfinished(target: Path) -> Path:
    """Where a backup lies until it was checked."""
    return target.with_name(f".{target.name}{UNFINISHED}")


def read_header(path: Path) -> tuple[Header, int]:
    """What the file says of itself, and where its keys begin; the rest is not read.

    Refusal for anything that is no whole header of ours; Trouble when the disk does not give the file.
    """
    try:
        with path.open("rb") as file:
            return _read_header(file)
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error


def database_mark(path: Path, start: int) -> bytes:
    """The first 16 bytes of a database that begins at `start`: drawn when it was made, kept by every copy of it.

    Empty when they cannot be read.
    """
    with suppress(OSError), path.open("rb") as file:
        file.seek(start)
        mark = file.read(16)
        return mark if len(mark) == 16 else b""
    return b""


def unpack(path: Path, folder: Path | None, say: Say = lambda *_: None) -> Header:
    """Reads the whole file, compares its digest, and writes keys and database into `folder` (None: nowhere).

    Refusal when a byte is not what it was; Trouble when a disk refuses.
    """
    try:
        with path.open("rb") as file:
            header, start = _read_header(file)
            if os.fstat(file.fileno()).st_size != start + header.keys + header.database:
                raise _spoiled()
            seen = RunningDigest()
            keys = file.read(header.keys)
            seen.add(keys)
            if folder is not None:
                _write_flushed(folder / KEYS, iter((keys,)))
            pieces = _digested(file, seen, header.database, say)
            if folder is None:
                for _ in pieces:
                    pass
            else:
                _write_flushed(folder / DATABASE, pieces)
    except OSError as error:
        raise Trouble(f"Không đọc được bản sao lưu: {reason_in_words(error)}") from error
    if seen.hex != header.sha256:
        raise _spoiled()
    return header


def read_keys(path: Path) -> bytes:
    """The wrapped keys in a backup, the database unread: they have a digest of their own. Errors as `read_header`."""
    header, start = read_header(path)
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(header.keys)
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error


def copy_flushed(source: Path, target: Path, say: Say = lambda *_: None) -> None:
    """Copies any file and makes sure that the bytes are on the disk; OSError when one refuses."""
    with source.open("rb") as file, target.open("wb") as copy:
        total = os.fstat(file.fileno()).st_size
        for done, piece in _pieces(file):
            copy.write(piece)
            say(done, total)
        copy.flush()
        os.fsync(copy.fileno())
        _forget_cached(copy)


def digest_of(keys: bytes, database: Path) -> str:
    """What a header says of these bytes."""
    seen = RunningDigest()
    seen.add(keys)
    with database.open("rb") as file:
        for _, piece in _pieces(file):
            seen.add(piece)
    return seen.hex


def remove(path: Path) -> None:
    """Takes a temporary file away; a disk that refuses even that is no trouble of its own."""
    with suppress(OSError):
        path.unlink()


def _pieces(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    done = 0
    while piece := file.read(PIECE):
        done += len(piece)
        yield done, piece


def _digested(file: IO[bytes], seen: RunningDigest, total: int, say: Say) -> Iterator[bytes]:
    for done, piece in _pieces(file):
        seen.add(piece)
        say(done, total)
        yield piece


def _write_flushed(path: Path, pieces: Iterator[bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _forget_cached(file: IO[bytes]) -> None:
    """So that reading it back asks the disk and not the memory, where the system offers that."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_header(file: IO[bytes]) -> tuple[Header, int]:
    sign = file.read(len(SIGN))
    if sign != SIGN:
        if sign.startswith(SIGN_OF_ANY):
            raise Refusal("Bản sao lưu này do bản chương trình mới hơn ghi. Hãy cài bản mới rồi mở lại.")
        raise Refusal(f"Tệp này không phải bản sao lưu. Hãy chọn tệp có đuôi {SUFFIX}.")
    line = file.readline(MAX_HEADER)
    try:
        said: dict[str, Any] = json.loads(line)
        total = said.pop("sum")
        header = Header(**said)
        is_ours = _has_our_values(said) and total == hex16(write_line(asdict(header)).encode())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _spoiled() from error
    if not is_ours:
        raise _spoiled()
    return header, len(SIGN) + len(line)


def _has_our_values(said: dict[str, Any]) -> bool:
    """Whether each value is of its sort: anybody can compute the sum of a header on a stick."""
    numbers = said["numbers"]
    return (
        all(check(said[name]) for name, check in _CHECKS.items())
        and isinstance(numbers, dict)
        and all(map(shapes.is_count, numbers.values()))
        and datetime.fromisoformat(said["made"]).tzinfo is not None
    )


_CHECKS: dict[str, shapes.Check] = {
    **dict.fromkeys(("org", "device"), shapes.is_org),
    **dict.fromkeys(("number", "entries", "keys", "database"), shapes.is_count),
    **dict.fromkeys(("made", "why", "program", "state", "sha256"), lambda value: isinstance(value, str)),
    "sample": shapes.is_flag,
}


def _spoiled() -> Refusal:
    return Refusal("Bản sao lưu này đã hỏng hoặc chưa chép xong. Hãy chọn bản khác.")
