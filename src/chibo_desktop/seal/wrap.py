"""The key slots of a database: its key, wrapped once for each who may open it; the database is not touched here."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import nfc
from chibo_desktop.seal import shapes
from chibo_desktop.seal.box import Damaged, NotForUs, SealingKey, open_box, seal
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import from_base64, to_base64
from chibo_desktop.seal.key_file import DAMAGED, KEY_LENGTH, read_key_file, users_of, write_key_file
from chibo_desktop.seal.recovery_code import MistypedCode, new_code, read_code

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Cost", "KeySlots", "MistypedCode", "Reset", "WrongCode", "WrongPassword", "new_key"]

_NO_NAME = "Hãy gõ tên người dùng, một dòng, không quá 200 chữ."
_NO_SUCH_USER = "Sổ này không có người dùng ấy. Hãy chọn tên trong danh sách."


class WrongPassword(Refusal):
    """The password does not open this user's slot."""

    def __init__(
        self,
        sentence: str = "Mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại.",
        field: str | None = "password",
    ) -> None:
        super().__init__(sentence, field)


class WrongCode(Refusal):
    """A well-typed recovery code of another book, or of a sheet that no longer counts."""

    def __init__(
        self,
        sentence: str = "Mã này không phải của sổ này, hoặc đã được thay bằng tờ mới. Hãy tìm tờ in sau cùng.",
        field: str | None = "code",
    ) -> None:
        super().__init__(sentence, field)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs with Argon2id; stored in each slot, so that it can be raised later."""

    t: int = 3
    """Passes."""
    m: int = 64 * 1024
    """Memory in KiB."""
    p: int = 1
    """Lanes."""


@dataclass(frozen=True, slots=True)
class Reset:
    """A password set by a body above, by its organisation id, and when; gone once the user changes it."""

    user: str
    by: str
    at: datetime


def new_key() -> bytes:
    """SECRET: the key of a new database."""
    return secrets.token_bytes(KEY_LENGTH)


class KeySlots:
    """The slots of one database. Changes are in memory until `save`; opening with a password takes about 0.2 s."""

    def __init__(self, path: Path, check: str | None, slots: list[dict[str, Any]], cost: Cost) -> None:
        self.path = path
        self._check = check
        self._slots = slots
        self._cost = cost

    @classmethod
    def new(cls, path: Path, *, cost: Cost | None = None) -> Self:
        """Start with no slot; Refusal when the file is there, because writing over it would lose a book."""
        if path.exists():
            raise Refusal("Thư mục này đã có sổ. Hãy mở sổ ấy hoặc chọn thư mục khác.")
        return cls(path, None, [], cost or Cost())

    @classmethod
    def read(cls, path: Path, *, cost: Cost | None = None) -> Self:
        """Read a file of slots; `cost` is for slots added from now on.

        Raise Trouble when it is missing or damaged, NewerFormat when a later version wrote it.
        """
        check, slots = read_key_file(path)
        return cls(path, check, slots, cost or Cost())

    def save(self) -> None:
        """Write the file whole; raise Trouble when the disk does not take it, with the old file untouched."""
        if self._check is None or not self._slots:
            raise ValueError("no slot: nobody could open the database")
        write_key_file(self.path, self._check, self._slots)

    @property
    def users(self) -> list[str]:
        """Who opens it with a password, in the order they were added."""
        return users_of(self._slots)

    @property
    def kinds(self) -> dict[str, Any]:
        """Who else could open it: `{"user": [names], "sheet": count, "body": [organisation ids]}`."""
        bodies = [slot["org"] for slot in self._slots if slot["kind"] == "body"]
        return {"user": self.users, "sheet": len(self._of("sheet")), "body": bodies}

    @property
    def resets(self) -> list[Reset]:
        """The users whose password is still the one a body above set."""
        return [
            Reset(slot["user"], slot["reset_by"], datetime.fromisoformat(slot["reset_at"]))
            for slot in self._of("user")
            if "reset_by" in slot
        ]

    @property
    def check(self) -> str:
        """Which key these slots hold, in public: the same in every copy of one book's file."""
        if self._check is None:
            raise ValueError("no slot yet")
        return self._check

    def holds(self, key: bytes) -> bool:
        """Whether this is the key the slots wrap."""
        return self._check == _check(key)

    def add_password(self, user: str, password: str, key: bytes) -> None:
        """Refusal for an empty password, an unusable name, or a name that is there already."""
        user = nfc(user)
        if not shapes.is_name(user):
            raise Refusal(_NO_NAME, "user")
        if user in self.users:
            raise Refusal("Tên này đã có. Hãy chọn tên khác hoặc đổi mật khẩu của tên này.", "user")
        self._add({"kind": "user", "user": user}, _password(password), key)

    def reset_password(self, user: str, password: str, key: bytes, *, by: str, at: datetime) -> None:
        """A password set by the body above, new or in place of the user's; the mark is bound to the slot's box.

        Refusal for an empty password or an unusable name.
        """
        if not shapes.is_org(by):
            raise ValueError("not an organisation id")
        user = nfc(user)
        before = [slot for slot in self._of("user") if slot["user"] == user]
        others = [slot for slot in self._slots if slot not in before]
        if not shapes.is_name(user):
            raise Refusal(_NO_NAME, "user")
        mark = {"reset_by": by, "reset_at": shapes.moment_text(at)}
        self._add({"kind": "user", "user": user, **mark}, _password(password), key)
        self._slots = [*others, self._slots[-1]]

    def add_sheet(self, key: bytes) -> str:
        """SECRET: the code to print, once; it is kept nowhere else. Earlier sheets still count: `drop_sheets`."""
        code = new_code()
        self._add({"kind": "sheet"}, read_code(code), key)
        return code

    def add_body(self, recipient: str, org: str, key: bytes) -> None:
        """Let the body above open it; a slot this organisation had is replaced."""
        if not shapes.is_org(org):
            raise ValueError("not an organisation id")
        self._take(key)
        box = to_base64(seal(key, [recipient]))
        self._slots = [slot for slot in self._slots if slot.get("org") != org]
        self._slots.append({"kind": "body", "org": org, "recipient": recipient, "box": box})

    def open_with_password(self, user: str, password: str) -> bytes:
        """The key; raise WrongPassword, or Refusal for a user who is not here."""
        key = _unlock(self._user(user), nfc(password).encode("utf-8"))
        if key is None:
            raise WrongPassword
        return self._checked(key)

    def open_with_sheet(self, code: str) -> bytes:
        """The key; raise MistypedCode for a slip in typing, WrongCode for a code of something else."""
        secret = read_code(code)
        for slot in self._of("sheet"):
            key = _unlock(slot, secret)
            if key is not None:
                return self._checked(key)
        raise WrongCode

    def open_with_body(self, sealing_key: SealingKey) -> bytes:
        """The key; raise NotForUs. The caller writes the entry by which the cell sees that this was done."""
        for slot in self._of("body"):
            if slot["recipient"] == sealing_key.recipient:
                return self._checked(_unseal(slot, sealing_key))
        raise NotForUs

    def change_password(self, user: str, old: str, new: str) -> None:
        """Wrap the same key anew; whoever keeps an older copy of this file still opens it with the old one."""
        key = self.open_with_password(user, old)
        secret = _password(new)
        slot = self._user(user)
        fresh = _lock({"kind": "user", "user": slot["user"]}, secret, key, self._cost)
        self._slots[self._slots.index(slot)] = fresh

    def drop_user(self, user: str) -> None:
        """Take a user's slot away; Refusal when it is the last slot of all."""
        self._drop([self._user(user)])

    def drop_sheets(self) -> None:
        """Sheets printed so far open this file no more; Refusal when nothing else would."""
        self._drop(self._of("sheet"))

    def drop_bodies(self) -> None:
        """No body above opens this file any more; Refusal when nothing else would."""
        self._drop(self._of("body"))

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [slot for slot in self._slots if slot["kind"] == kind]

    def _user(self, user: str) -> dict[str, Any]:
        for slot in self._of("user"):
            if slot["user"] == nfc(user):
                return slot
        raise Refusal(_NO_SUCH_USER, "user")

    def _add(self, slot: dict[str, Any], secret: bytes, key: bytes) -> None:
        self._take(key)
        self._slots.append(_lock(slot, secret, key, self._cost))

    def _drop(self, unwanted: list[dict[str, Any]]) -> None:
        left = [slot for slot in self._slots if slot not in unwanted]
        if not left:
            raise Refusal("Không bỏ được: sẽ không còn ai mở được sổ. Hãy thêm cách mở khác trước.")
        self._slots = left

    def _take(self, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise ValueError("a database key has 32 bytes")
        if self._check is not None and self._check != _check(key):
            raise ValueError("not the key of the other slots")
        self._check = _check(key)

    def _checked(self, key: bytes) -> bytes:
        if _check(key) != self._check:
            raise Trouble(DAMAGED)
        return key


def _check(key: bytes) -> str:
    """Says nothing about a random key of 256 bits, and ties every slot to the same one."""
    return hex16(b"chibo database key 1\n" + key)


def _password(password: str) -> bytes:
    if not password.strip():
        raise Refusal("Hãy đặt mật khẩu, không để trống.", "password")
    return nfc(password).encode("utf-8")


def _lock(slot: dict[str, Any], secret: bytes, key: bytes, cost: Cost) -> dict[str, Any]:
    from chibo_desktop.seal.slot_box import lock

    return lock({**slot, **asdict(cost)}, secret, key)


def _unlock(slot: dict[str, Any], secret: bytes) -> bytes | None:
    """None when the secret does not fit."""
    from chibo_desktop.seal.slot_box import unlock

    return unlock(slot, secret)


def _unseal(slot: dict[str, Any], sealing_key: SealingKey) -> bytes:
    try:
        return open_box(from_base64(slot["box"]), [sealing_key])
    except (Damaged, NotForUs) as error:
        raise Trouble(DAMAGED) from error
