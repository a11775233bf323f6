"""Reading JSON text that other machines wrote: duplicate keys, NaN, depth and broken text refused; meaning unknown."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from chibo_desktop.seal.encoding import NotStrictError

MAX_DEPTH = 8
"""An entry is five deep: object, changes, change, private parts, one part's names."""


def read_object(text: str) -> dict[str, Any]:
    """Read one JSON object at most MAX_DEPTH deep; raise NotStrictError, which never quotes the text."""
    try:
        value = json.loads(
            text, object_pairs_hook=_no_duplicates, parse_constant=_refuse, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise NotStrictError("not JSON") from error
    if not isinstance(value, dict):
        raise NotStrictError("not an object")
    _check_depth(value)
    _check_text(text)
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotStrictError("duplicate key")
    return value


def _refuse(_word: str) -> NoReturn:
    raise NotStrictError("not a number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotStrictError("not a number")
    return number


def _check_depth(value: object) -> None:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise NotStrictError("too deep")


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [inner for inner in value if isinstance(inner, dict | list)]
    return []


def _check_text(text: str) -> None:
    # Half a surrogate pair, written as an escape, is no character: SQLite and every file would refuse it later.
    lowered = text.lower()
    if "\\ud" in lowered:
        try:
            json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as error:
            raise NotStrictError("half a surrogate pair") from error
