"""What lies in a bundle's frame, one JSON object a line; who may have written it is not judged here.

{"c": certificate} {"x": revocation or handover, "s": signature} {"h": head, "s": …} {"a": receipt, "s": …}
{"e": entry} {"p": private part}. Whatever is signed or hashed is carried as one JSON string: `jq -r` gives
back its bytes exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chibo_desktop.exchange import refusals, strict
from chibo_desktop.exchange.manifest import MAX_LENGTH
from chibo_desktop.seal import shapes
from chibo_desktop.seal.encoding import NotStrictError, from_base64, read_line, write_line
from chibo_desktop.seal.identity import SignedLine

PART_KEYS = {"d", "b", "n", "i", "r", "s", "v"}


@dataclass(frozen=True)
class Contents:
    """Everything a bundle carries. `parts` are {"d","b","n","i","r","s","v"} as STORE keeps them."""

    certificates: tuple[str, ...] = ()
    limits: tuple[SignedLine, ...] = ()
    """Revocations and handovers."""
    heads: tuple[SignedLine, ...] = ()
    receipts: tuple[SignedLine, ...] = ()
    entries: tuple[bytes, ...] = ()
    parts: tuple[dict[str, Any], ...] = ()


def write_contents(contents: Contents) -> bytes:
    """The lines, each ended by a line feed."""
    lines = [write_line({"c": text}) for text in contents.certificates]
    for tag, signed in (("x", contents.limits), ("h", contents.heads), ("a", contents.receipts)):
        lines += [write_line({tag: line.text, "s": line.signature}) for line in signed]
    lines += [write_line({"e": entry.decode("utf-8")}) for entry in contents.entries]
    lines += [write_line({"p": part}) for part in contents.parts]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def read_contents(data: bytes) -> Contents:
    """Sort the lines by their tag. BundleRefused for a line of another form, an unknown tag or broken JSON."""
    found: dict[str, list[Any]] = {tag: [] for tag in "cxhaep"}
    try:
        for text in _lines(data):
            value = read_line(text, MAX_LENGTH)
            tag = _tag(value)
            found[tag].append(_READERS[tag](value))
    except (UnicodeDecodeError, NotStrictError) as error:
        raise refusals.bad_contents("line") from error
    return Contents(
        certificates=tuple(found["c"]),
        limits=tuple(found["x"]),
        heads=tuple(found["h"]),
        receipts=tuple(found["a"]),
        entries=tuple(found["e"]),
        parts=tuple(found["p"]),
    )


def _lines(data: bytes) -> Iterator[str]:
    # One at a time: a list of 64 Mi empty lines would take gigabytes before the first is refused.
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        if end <= start:
            raise NotStrictError("line end")
        yield data[start:end].decode("utf-8")
        start = end + 1


def _tag(value: dict[str, Any]) -> str:
    tags = [key for key in value if key in _READERS]
    if len(tags) != 1 or set(value) != _KEYS[tags[0]]:
        raise NotStrictError("tag")
    return tags[0]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotStrictError("not text")
    return value


def _read_entry(value: dict[str, Any]) -> bytes:
    text = _text(value["e"])
    if "\n" in text:
        raise NotStrictError("line end")
    strict.read_object(text)
    return text.encode("utf-8")


def _read_part(value: dict[str, Any]) -> dict[str, Any]:
    part: object = value["p"]
    if not isinstance(part, dict) or set(part) != PART_KEYS:
        raise NotStrictError("part")
    right = (shapes.is_device(part["d"]), shapes.is_book(part["b"]), shapes.is_number(part["n"]))
    if not all(right) or not shapes.is_count(part["i"]) or not shapes.is_kind(part["r"]):
        raise NotStrictError("part")
    from_base64(_text(part["s"]), 16)
    strict.read_object(_text(part["v"]))
    return part


def _signed(tag: str, value: dict[str, Any]) -> SignedLine:
    return SignedLine(_text(value[tag]), _text(value["s"]))


_KEYS = {"c": {"c"}, "x": {"x", "s"}, "h": {"h", "s"}, "a": {"a", "s"}, "e": {"e"}, "p": {"p"}}
_READERS: dict[str, Any] = {
    "c": lambda value: _text(value["c"]),
    "x": lambda value: _signed("x", value),
    "h": lambda value: _signed("h", value),
    "a": lambda value: _signed("a", value),
    "e": _read_entry,
    "p": _read_part,
}
