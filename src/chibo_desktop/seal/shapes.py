"""The exact shapes of the values in signed JSON: ids, codes, books, keys, moments, names; no meaning, no keys used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.text import nfc
from chibo_desktop.seal.box import is_recipient
from chibo_desktop.seal.encoding import NotStrictError
from chibo_desktop.seal.refusals import Forged, NewerFormat
from chibo_desktop.seal.sign import is_public

Check = Callable[[Any], bool]

VERSION = 1

_ID = r"(?=[a-z0-9-]{1,64}\Z)[a-z0-9]+(?:-[a-z0-9]+)*"
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+07:00")
# control, zero-width, direction and line-separator characters: what a reader of a name cannot see.
# Written out, because what Unicode calls a format character changes with Python's version.
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def _like(pattern: str, longest: int) -> Check:
    compiled = re.compile(pattern)
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and compiled.fullmatch(value) is not None
    )


is_org: Check = _like(_ID, 64)
is_device: Check = _like(r"[a-z2-7]{8}", 8)
is_book: Check = _like(rf"(?:all:|down:)?{_ID}", 69)
is_granted_book: Check = _like(rf"(?:all:)?{_ID}|down:\*", 68)
is_kind: Check = _like(r"[a-z]+(?:_[a-z]+)*", 32)
is_sha256: Check = _like(r"[0-9a-f]{64}", 64)
is_invitation: Check = _like(r"[0-9a-f]{16}", 16)
is_version: Check = _like(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}", 17)
is_file: Check = _like(r"[A-Za-z0-9_][A-Za-z0-9._-]*", 100)
is_system: Check = _like(r"windows|debian", 7)


def is_key(value: object) -> bool:
    return isinstance(value, str) and is_public(value)


def is_seal(value: object) -> bool:
    return isinstance(value, str) and is_recipient(value)


def is_name(value: object) -> bool:
    """NFC, one visible line of 1 to 200 characters without blanks at its ends."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= 200
        and value == value.strip()
        and nfc(value) == value
        and _UNSEEN.search(value) is None
    )


def is_flag(value: object) -> bool:
    return isinstance(value, bool)


def is_count(value: object) -> bool:
    """A whole number from 0; True is not one."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_number(value: object) -> bool:
    """The number of an entry: a whole number from 1."""
    return is_count(value) and value != 0


def is_moment(value: object) -> bool:
    """`2026-10-05T19:30:00+07:00`: seconds, Vietnam's offset, a time that exists."""
    if not isinstance(value, str) or _MOMENT.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def moment_text(moment: datetime) -> str:
    """How a moment stands in signed JSON; raise ValueError for a moment without an offset."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset")
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def check_shape(value: Mapping[str, Any], shapes: Mapping[str, Mapping[str, Check]]) -> None:
    """Raise NewerFormat for a higher `v`; Forged unless `type` is known and exactly its fields hold."""
    version = value.get("v")
    if is_number(version) and version != VERSION:
        raise NewerFormat
    if not is_number(version):
        raise Forged("version")
    kind = value.get("type")
    fields = shapes.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise Forged("type")
    if set(value) != {"v", "type", *fields}:
        raise Forged("fields")
    for name, check in fields.items():
        if not check(value[name]):
            raise Forged(f"field {name}")


def forged(error: NotStrictError) -> Forged:
    return Forged(str(error))
