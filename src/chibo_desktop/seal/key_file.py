"""The file that holds the key slots of a database: its one form on the disk; nothing is wrapped or opened here.

One JSON line: `format`, `check` (a digest of the key, so that every slot is known to hold the same one), `slots`,
and `sum` over the rest, so that a rotten file is told apart from a wrong password.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import write_whole
from chibo_desktop.seal import FORMAT, shapes
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import NotStrictError, from_base64, read_line, write_line
from chibo_desktop.seal.refusals import NewerFormat

KEY_LENGTH = 32
MAX_BYTES = 256 * 1024

DAMAGED = "Tệp khóa của sổ bị hỏng. Hãy lấy lại từ bản sao lưu gần nhất."
_MISSING = "Không đọc được tệp khóa của sổ. Hãy lấy lại từ bản sao lưu gần nhất."


def _is_bytes(length: int | None) -> shapes.Check:
    def check(value: object) -> bool:
        try:
            return isinstance(value, str) and len(from_base64(value, length)) > 0
        except NotStrictError:
            return False

    return check


def _within(lowest: int, highest: int) -> shapes.Check:
    return lambda value: shapes.is_count(value) and lowest <= value <= highest


# upper limits, because a changed file must not make the program stand still or take all memory
_LOCKED: dict[str, shapes.Check] = {
    "t": _within(1, 32),
    "m": _within(64, 1024 * 1024),
    "p": _within(1, 4),
    "salt": _is_bytes(16),
    "nonce": _is_bytes(12),
    "box": _is_bytes(KEY_LENGTH + 16),
}
RESET: dict[str, shapes.Check] = {"reset_by": shapes.is_org, "reset_at": shapes.is_moment}
"""The mark of a password that a body above set; on a user's slot, both fields or neither."""
SLOT_KINDS: dict[str, dict[str, shapes.Check]] = {
    "user": {"user": shapes.is_name, **_LOCKED},
    "sheet": _LOCKED,
    "body": {"org": shapes.is_org, "recipient": shapes.is_seal, "box": _is_bytes(None)},
}


def read_key_file(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The key's check and the slots; raise Trouble when missing or damaged, NewerFormat for a later version."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble(_MISSING) from error
    try:
        whole = _parse(data.decode("utf-8"))
    except (NotStrictError, UnicodeDecodeError) as error:
        raise Trouble(DAMAGED) from error
    return whole["check"], whole["slots"]


def users_of(slots: list[dict[str, Any]]) -> list[str]:
    """Who opens the database with a password, in the order they were added."""
    return [slot["user"] for slot in slots if slot["kind"] == "user"]


def write_key_file(path: Path, check: str, slots: list[dict[str, Any]]) -> None:
    """Write it whole; raise Trouble when the disk does not take it, with the old file untouched."""
    body = {"format": FORMAT, "check": check, "slots": slots}
    body["sum"] = _sum(body)
    write_whole(path, write_line(body).encode("utf-8"))


def _sum(body: dict[str, Any]) -> str:
    return hex16(write_line(body).encode("utf-8"))


def _parse(text: str) -> dict[str, Any]:
    _refuse_newer(text)
    whole = read_line(text, MAX_BYTES)
    if set(whole) != {"format", "check", "slots", "sum"} or not shapes.is_number(whole["format"]):
        raise NotStrictError("fields")
    if whole["sum"] != _sum({name: value for name, value in whole.items() if name != "sum"}):
        raise NotStrictError("sum")
    slots = whole["slots"]
    if not isinstance(slots, list) or not slots or not all(_is_slot(slot) for slot in slots):
        raise NotStrictError("slots")
    return whole


def _refuse_newer(text: str) -> None:
    """A later format may be written by other rules: only its number is read before it is refused."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotStrictError("not JSON") from error
    number = whole.get("format") if isinstance(whole, dict) else None
    if shapes.is_number(number) and number != FORMAT:
        raise NewerFormat


def _is_slot(slot: object) -> bool:
    if not isinstance(slot, dict) or not isinstance(slot.get("kind"), str):
        return False
    fields = SLOT_KINDS.get(slot["kind"])
    if fields is None:
        return False
    if slot["kind"] == "user" and not RESET.keys().isdisjoint(slot):
        fields = {**fields, **RESET}
    if set(slot) != {"kind", *fields}:
        return False
    return all(check(slot[name]) for name, check in fields.items())
