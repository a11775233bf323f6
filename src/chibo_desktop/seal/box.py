"""Sealed boxes (age v1, X25519): for whom and by which key they open; what lies in them is not known here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyrage  # type: ignore[import-untyped]  # carries no type information

from chibo_desktop.base.errors import Refusal

if TYPE_CHECKING:
    from typing import Self

_OPENING = b"age-encryption.org/v1\n"
_NOT_FOR_US = "Gói này gửi cho đơn vị khác nên máy này không mở được. Hãy xin bên gửi chọn đúng nơi nhận."
_NO_BOX = "Tệp này không phải gói của chương trình, hoặc đã hỏng. Hãy chọn đúng tệp .cbb, hoặc xin gửi lại."
_DAMAGED = "Gói bị hỏng hoặc chép chưa hết. Hãy chép lại từ nơi gửi, hoặc xin gửi lại."


class NotForUs(Refusal):
    """The box is sealed for other keys than those given."""

    def __init__(self, sentence: str = _NOT_FOR_US) -> None:
        super().__init__(sentence)


class Damaged(Refusal):
    """The box was cut short or changed on its way, or never was one."""

    def __init__(self, sentence: str = _DAMAGED) -> None:
        super().__init__(sentence)


class SealingKey:
    """The secret half of a body's sealing key."""

    __slots__ = ("identity",)

    def __init__(self, identity: Any) -> None:
        self.identity = identity

    @classmethod
    def new(cls) -> Self:
        return cls(pyrage.x25519.Identity.generate())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `.text` gave; raise ValueError otherwise."""
        try:
            return cls(pyrage.x25519.Identity.from_str(text))
        except pyrage.IdentityError:
            # from None: the library's own text may hold the secret
            raise ValueError("not an age secret key") from None

    @property
    def text(self) -> str:
        """SECRET: `AGE-SECRET-KEY-1…`, as `age -i` reads it. Only ever inside the encrypted database."""
        return str(self.identity)

    @property
    def recipient(self) -> str:
        """`age1…`: public, 62 characters."""
        return str(self.identity.to_public())

    def __repr__(self) -> str:
        return f"SealingKey(recipient={self.recipient!r})"


def is_recipient(text: str) -> bool:
    """True for the one (lower-case) spelling of an X25519 recipient."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Seal for every recipient named; any one of their keys opens it. Nothing is ever sealed for nobody."""
    if not recipients:
        raise Refusal(
            "Chưa có khóa của nơi nhận nên không đóng gói được. Hãy nhận giấy mời của nơi nhận trước."
        )
    if not all(is_recipient(recipient) for recipient in recipients):
        raise Refusal(
            "Khóa của nơi nhận không đúng nên không đóng gói được. Hãy nhận lại giấy mời của nơi nhận."
        )
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    return bytes(pyrage.encrypt(data, keys))


def open_box(data: bytes, keys: Sequence[SealingKey]) -> bytes:
    """The content, whole; raise NotForUs when none of the keys (present and past) fits, Damaged otherwise.

    A change inside the key stanzas cannot be told from a box for someone else and is NotForUs too. Memory is
    about twice the size of the box: its file is to be measured before it is read.
    """
    if not data.startswith(_OPENING):
        # armoured age files too: one form only; a file cut short in its first line is still one of ours
        raise Damaged(_DAMAGED if _OPENING.startswith(data) else _NO_BOX)
    if not keys:
        raise NotForUs
    try:
        return bytes(pyrage.decrypt(data, [key.identity for key in keys]))
    except pyrage.DecryptError as error:
        # the library has one class for both; a test notices when its words change
        raise (NotForUs if "No matching keys" in str(error) else Damaged) from None
