"""The log of this machine: what happened to which ids and where; never a value that a person typed.

A line keeps a message only when it stands word for word in the program, and of its arguments only
numbers, types, ids and `Code`; of an exception the type and the places it passed, never its text.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import FrameType, TracebackType

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import reason_in_words

ROOT = "chibo_desktop"
FILE_NAME = "chibo.log"
FILE_COUNT = 5
FILE_BYTES = 1_000_000
HIDDEN = "‹…›"

# A record id: device code, number; of a child of a pair two of them.
_ID = re.compile(r"[a-z2-7]{8}-\d{1,9}(?:/[a-z2-7]{8}-\d{1,9})*", re.ASCII)
_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}", re.ASCII)
_GUARD = threading.Lock()

# Until a file is open nothing is written: the standard library's last resort would print the arguments.
logging.getLogger(ROOT).addHandler(logging.NullHandler())


class Code(str):
    """A word of the program itself (action, kind, field, device code, digest) that the log may show."""

    __slots__ = ()


def start_log(folder: Path) -> None:
    """Write the log to `folder` from now on: five files of at most 1 MB; Trouble when it cannot be made.

    While another program holds the newest file it grows on.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(folder / FILE_NAME, encoding="utf-8")
    except OSError as error:
        raise Trouble(f"Không mở được nhật ký của chương trình: {reason_in_words(error)}") from error
    handler.setFormatter(_NoValues())
    with _GUARD:
        _close_files()
        logging.getLogger(ROOT).addHandler(handler)
        logging.getLogger(ROOT).setLevel(logging.INFO)


def stop_log() -> None:
    """Close the log's file; without effect when none is open."""
    with _GUARD:
        _close_files()


def log(name: str) -> logging.Logger:
    """Return the standard logger of one part of the program ("store"); write its messages as literals."""
    return logging.getLogger(f"{ROOT}.{name}")


def say_where(error: BaseException) -> str:
    """Return type and places of an exception and of its causes, never its text.

    "KeyError at store/journal.py:12 in append < …": innermost place last, causes after "<".
    """
    seen: list[str] = []
    one: BaseException | None = error
    while one is not None and len(seen) < 10:
        seen.append(" ".join([_type_name(type(one)), *_places(one.__traceback__)]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return " < ".join(seen)


def showable(value: object) -> object:
    """Return the value when it is a number, a type, an id or a `Code`; else a sign that it was left out."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, type):
        return _type_name(value)
    if isinstance(value, Code):
        return str(value) if _CODE.fullmatch(value) else HIDDEN
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return HIDDEN


class _QuietFile(logging.FileHandler):
    """A log file that never stops the work, and never prints a record it could not write.

    It begins anew before it grows too large; the standard library's handler that does so brings sockets and pickling
    into every start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, into a new file when this one is full."""
        try:
            file, line = Path(self.baseFilename), self.format(record).encode()
            if file.exists() and file.stat().st_size + len(line) >= FILE_BYTES:
                self.close()  # what is written next opens it again
                with suppress(OSError):  # a file another program holds is written on in, and tried again
                    _make_room(file)
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Drop the record: the standard way prints its arguments to the terminal."""


def _make_room(file: Path) -> None:
    """Gives the file its next name, the others theirs. It goes aside first: while it cannot, no older one is lost."""
    aside = file.with_name(f"{file.name}.0")
    if not aside.exists():
        file.replace(aside)
    names = [aside, *(file.with_name(f"{file.name}.{number}") for number in range(1, FILE_COUNT))]
    for newer, older in reversed([*pairwise(names)]):
        if newer.exists():
            newer.replace(older)


class _NoValues(logging.Formatter):
    """One line for a record, built anew; text that another handler left in the record is not used."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, VIETNAM).isoformat(timespec="milliseconds")
        line = f"{moment} {record.levelname} {record.name} {_message(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line} | {say_where(error)}"


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str) or not _is_written_in_source(record.msg):
        return HIDDEN
    if not record.args:
        return record.msg
    try:
        if isinstance(record.args, Mapping):
            return record.msg % {key: showable(value) for key, value in record.args.items()}
        return record.msg % tuple(showable(value) for value in record.args)
    except (TypeError, ValueError, KeyError):
        return record.msg


def _is_written_in_source(message: str) -> bool:
    # A message put together while running (an f-string, str(error)) may hold a person's data. A literal
    # is a constant of one of the functions that are running now; anything else is not.
    frame: FrameType | None = logging.currentframe()
    while frame is not None:
        if any(isinstance(constant, str) and constant == message for constant in frame.f_code.co_consts):
            return True
        frame = frame.f_back
    return False


def _type_name(kind: type) -> str:
    return kind.__qualname__


def _places(trace: TracebackType | None) -> list[str]:
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"at {_short_path(code.co_filename)}:{trace.tb_lineno} in {code.co_qualname}")
        trace = trace.tb_next
    return places[-20:]


def _short_path(file_name: str) -> str:
    # The path of a home folder holds the name of its owner.
    parts = Path(file_name).parts
    if ROOT in parts:
        return "/".join(parts[len(parts) - parts[::-1].index(ROOT) :])
    return parts[-1] if parts else HIDDEN


def _close_files() -> None:
    logger = logging.getLogger(ROOT)
    for handler in list(logger.handlers):
        if isinstance(handler, _QuietFile):
            logger.removeHandler(handler)
            handler.close()
