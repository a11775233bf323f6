"""One call of the command line: the folder it works in, who calls, how it is to answer; no word is done here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal, Trouble

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk

NEW_PASSWORD = "CHIBO_NEW_PASSWORD"  # noqa: S105 - the name of the variable, not a password
PASSWORD = "CHIBO_PASSWORD"  # noqa: S105 - the name of the variable, not a password


@dataclass
class Call:
    """What every word may need. `folder` is the data folder; `user` None is the only user there is."""

    folder: Path
    user: str | None = None
    is_json: bool = False
    typed_for: str | None = None
    """The cell without a laptop that the word is done for, at its commune's desk."""
    _password: str | None = field(default=None, repr=False)
    _has_bar: bool = False

    def password(self, *, is_new: bool = False) -> str:
        """SECRET: from CHIBO_PASSWORD, or asked for once (twice when `is_new`); never an argument."""
        if self._password is None:
            self._password = os.environ.get(PASSWORD) or _ask(is_new=is_new)
        return self._password

    def new_password(self) -> str:
        """SECRET: one for somebody else, from CHIBO_NEW_PASSWORD or asked for twice; never an argument."""
        return os.environ.get(NEW_PASSWORD) or _ask(is_new=True, variable=NEW_PASSWORD)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The open desk of the data folder, or of the cell it types for; closed at the end of the block."""
        from chibo_desktop.actions.book_files import read_slots
        from chibo_desktop.actions.desk import open_desk

        read_slots(self.folder)  # nobody types a password for a folder without a desk
        desk = open_desk(self.folder, self.password(), self.user)
        try:
            if desk.notice:
                self.warn(desk.notice)
            yield desk.for_organisation(self.typed_for) if self.typed_for else desk
        finally:
            desk.close()

    def show(self, document: Any, lines: Iterable[str]) -> None:
        """Prints one JSON document, or the lines for people."""
        self._end_bar()
        if self.is_json:
            print(json.dumps(document, ensure_ascii=False, indent=1))
            return
        for line in lines:
            print(line)

    def progress(self, done: int, of: int) -> bool:
        """Says on a terminal how far a long work is; True: go on."""
        if sys.stderr.isatty() and of > 1:
            filled = 24 * done // of
            print(f"\r[{'#' * filled}{'.' * (24 - filled)}] {done}/{of}", end="", file=sys.stderr, flush=True)
            self._has_bar = True
        return True

    def warn(self, sentence: str) -> None:
        """A sentence beside the result, on stderr."""
        self._end_bar()
        print(sentence, file=sys.stderr)

    def _end_bar(self) -> None:
        if self._has_bar:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._has_bar = False


def _ask(*, is_new: bool, variable: str = PASSWORD) -> str:
    import getpass

    if not sys.stdin.isatty():
        raise Refusal(
            f"Chưa có mật khẩu. Hãy đặt biến {variable}, hoặc chạy lệnh này trong cửa sổ gõ lệnh.", "password"
        )
    typed = getpass.getpass("Mật khẩu mới: " if is_new else "Mật khẩu: ")
    if is_new and getpass.getpass("Gõ lại mật khẩu: ") != typed:
        raise Refusal("Hai lần gõ mật khẩu không giống nhau. Hãy làm lại.", "password")
    return typed


def read_file(path: Path) -> bytes:
    """A file named on the command line; Refusal when it is not there, Trouble when the disk does not give it."""
    from chibo_desktop.base.paths import reason_in_words

    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Refusal(f"Không có tệp “{path.name}”. Hãy xem lại tên và thư mục.") from None
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error


def read_words(path: Path) -> str:
    """A text file in UTF-8; Refusal for any other encoding."""
    return as_words(read_file(path), f"Tệp “{path.name}”")


def as_words(data: bytes, what: str) -> str:
    """Bytes as UTF-8 text, a byte order mark taken off; Refusal begins with `what`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            f"{what} không phải chữ UTF-8. Hãy chọn đúng tệp, hoặc lưu lại với bảng mã UTF-8."
        ) from None


def read_object(path: Path) -> dict[str, Any]:
    """A file that holds one JSON object; Refusal for anything else."""
    return as_object(read_words(path), f"Tệp “{path.name}”")


def as_object(words: str, what: str) -> dict[str, Any]:
    """One JSON object, read strictly: a key twice, NaN or other JSON is refused. Refusal begins with `what`."""
    try:
        given = json.loads(words, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refusal(
            f"{what} không phải JSON đúng cách viết. Hãy xem lại dấu ngoặc, dấu phẩy, mục viết hai lần."
        ) from None
    if not isinstance(given, dict):
        raise Refusal(f"{what} phải là một đối tượng JSON: {{…}}.")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice")
    return made


def _no_constant(name: str) -> None:
    raise ValueError(name)
