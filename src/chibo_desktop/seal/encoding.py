"""The one way a JSON line and raw bytes are written as text in everything signed; it knows no meaning.

A line is JSON with its keys in code-point order, no spaces, UTF-8 as it is, and only the escapes JSON demands.
It holds objects, lists, strings, true, false, null and whole numbers within ±(2^53 − 1), at most 8 deep. A
text which is not exactly what `write_line` would write is refused; so two different texts never mean the same,
and duplicate keys, NaN, fractions and stray spaces need no rule of their own.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

MAX_DEPTH = 8
MAX_NUMBER = 2**53 - 1  # what every JSON reader, jq among them, keeps exactly


class NotStrictError(ValueError):
    """The text is not in the one accepted form; says which rule, never the text."""


def write_line(value: dict[str, Any]) -> str:
    """Raise NotStrictError for a value a line cannot hold."""
    if not isinstance(value, dict):
        raise NotStrictError("not an object")
    _check(value, MAX_DEPTH)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    _utf8(text)
    return text


def read_line(text: str, max_bytes: int) -> dict[str, Any]:
    """Read a line of at most max_bytes of UTF-8; raise NotStrictError for anything `write_line` never wrote."""
    if len(text) > max_bytes or len(_utf8(text)) > max_bytes:
        raise NotStrictError("too long")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotStrictError("not JSON") from error
    if write_line(value) != text:
        raise NotStrictError("not the canonical form")
    return dict(value)


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotStrictError("half a surrogate pair") from error


def _check(value: object, depth: int) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_NUMBER:
            raise NotStrictError("number out of range")
        return
    if depth == 0:
        raise NotStrictError("too deep")
    _check_inner(value, depth - 1)


def _check_inner(value: object, depth: int) -> None:
    if isinstance(value, list):
        for item in value:
            _check(item, depth)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotStrictError("key is not text")
            _check(item, depth)
    else:
        raise NotStrictError("kind of value")


def to_base64(data: bytes) -> str:
    """RFC 4648 §4, with padding, no line breaks."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str, length: int | None = None) -> bytes:
    """Read base64; raise NotStrictError when it is not the only spelling of its bytes or not length bytes long."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise NotStrictError("not base64") from error
    # the last character may carry bits that mean nothing: only one spelling is taken
    if to_base64(data) != text:
        raise NotStrictError("not canonical base64")
    if length is not None and len(data) != length:
        raise NotStrictError("length")
    return data
