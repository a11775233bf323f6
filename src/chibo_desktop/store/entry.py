"""The journal entry: one line of JSON, made once and kept byte for byte, and its private parts beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, NoReturn

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal import digest
from chibo_desktop.store.translate import TRANSLATIONS, Translation, needed, translate

MAX_ENTRY = 4 * 1024 * 1024
"""Bytes; a longer line is no entry of ours."""

Seen = tuple[int, str]
"""An entry of another device as `x` names it: its number and its tag."""

_TAG = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True)
class PartName:
    """What an entry says of a private part: how far it travels, which fields it holds, and its digest.

    `written` are the fields as the part's bytes name them: others than `fields` only through a translation.
    """

    reach: str
    fields: tuple[str, ...]
    digest: str
    written: tuple[str, ...]


@dataclass(frozen=True)
class EntryChange:
    """One record's fields as one entry writes them."""

    kind: str
    id: str
    fields: Mapping[str, Any]
    parts: tuple[PartName, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every field written, private ones included."""
        return (*self.fields, *(name for part in self.parts for name in part.fields))


@dataclass(frozen=True)
class PrivatePart:
    """Private values of one change, as JSON text kept byte for byte, with the salt of its digest."""

    reach: str
    salt: bytes
    body: str

    @property
    def digest(self) -> str:
        """What the entry names it by."""
        return digest.part_digest(self.salt, self.body.encode())


@dataclass(frozen=True)
class Entry:
    """A read entry. `body` are the bytes as written; everything else was read from them, `changes` as of today."""

    device: str
    book: str
    number: int
    previous: str
    time: tuple[int, int]
    user: str
    schema: int
    seen: Mapping[str, Seen]
    changes: tuple[EntryChange, ...]
    body: bytes = field(repr=False)
    translations: tuple[Translation, ...] = field(default=(), repr=False)
    """What its fields are read through, those of its private parts too."""

    def part_values(self, change: EntryChange, body: str) -> Mapping[str, Any]:
        """The values of a private part of one of its changes, as of today."""
        return translate(self.translations, change.kind, change.id, read_part(body))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the bytes, 64 hex characters."""
        return digest.sha256(self.body).hex()

    @property
    def link(self) -> str:
        """What the next entry of the chain carries as `p`."""
        return self.hash[:32]

    @property
    def tag(self) -> str:
        """What entries of other devices that have seen this one carry of its hash in `x`."""
        return self.hash[:16]

    @property
    def key(self) -> tuple[str, str, int]:
        """Book, device, number."""
        return self.book, self.device, self.number

    @property
    def rank(self) -> tuple[int, int, str, int]:
        """The order that decides which of several values is shown."""
        return (*self.time, self.device, self.number)


def write_entry(
    *, device: str, book: str, number: int, previous: str, time: tuple[int, int], user: str, schema: int,
    seen: Mapping[str, Seen], changes: tuple[EntryChange, ...],
) -> Entry:  # fmt: skip
    """Makes an entry's bytes and reads them back, so that writer and reader can never differ."""
    line: dict[str, Any] = {
        "d": device,
        "b": book,
        "n": number,
        "p": previous,
        "t": list(time),
        "u": user,
        "s": schema,
    }
    if seen:
        line["x"] = {device: list(place) for device, place in sorted(seen.items())}
    line["c"] = [_change_line(change) for change in changes]
    return read_entry(compact(line).encode())


def _change_line(change: EntryChange) -> list[Any]:
    line: list[Any] = [change.kind, change.id, dict(change.fields)]
    if change.parts:
        line.append([[part.reach, list(part.fields), part.digest] for part in change.parts])
    return line


def compact(value: object) -> str:
    """JSON without spaces, letters as they are, no NaN."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_entry(body: bytes, translations: tuple[Translation, ...] = TRANSLATIONS) -> Entry:
    """Reads an entry strictly: a duplicate key, a number out of range or a missing part is refused.

    What was written under a lower schema number is read through the translations since.
    """
    if len(body) > MAX_ENTRY:
        raise Refusal("Gói có một dòng quá dài, không phải do chương trình này ghi.")
    try:
        line = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
        _check_letters(body.decode(), line)
        schema = _natural(line["s"], 1)
        between = needed(schema, translations)
        return Entry(
            device=_text(line["d"]),
            book=_text(line["b"]),
            number=_natural(line["n"], 1),
            previous=_text(line["p"]),
            time=(_natural(line["t"][0]), _natural(line["t"][1])),
            user=_text(line["u"]),
            schema=schema,
            seen={_text(device): _read_seen(place) for device, place in line.get("x", {}).items()},
            changes=tuple(_as_of_today(_read_change(change), between) for change in line["c"]),
            body=body,
            translations=between,
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise Refusal("Gói có một dòng không đọc được, dù chữ ký đúng. Hãy báo cho nơi gửi.") from None


def read_part(body: str) -> dict[str, Any]:
    """The values of a private part."""
    value = json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
    _check_letters(body, value)
    if not isinstance(value, dict):
        raise TypeError("part")
    return value


def _check_letters(text: str, value: object) -> None:
    """Half a letter can only stand there escaped, and in no table: UnicodeEncodeError, a ValueError."""
    if "\\u" in text:
        compact(value).encode()


def _read_seen(place: object) -> Seen:
    if not isinstance(place, list) or len(place) != 2:
        raise TypeError("seen")
    number, tag = place
    if not _TAG.fullmatch(_text(tag)):
        raise ValueError("tag")
    return _natural(number, 1), tag


def _read_change(line: list[Any]) -> EntryChange:
    kind, record_id, fields = line[:3]
    if not isinstance(fields, dict) or len(line) > 4:
        raise TypeError("change")
    parts = tuple(_read_part_name(*part) for part in line[3:] and line[3])
    change = EntryChange(_text(kind), _text(record_id), fields, parts)
    if len(set(change.names)) != len(change.names):
        raise ValueError("field twice")
    if not all(name.isidentifier() for name in change.names):
        raise ValueError("no name of a field")
    return change


def _read_part_name(reach: object, names: list[Any], part_digest: object) -> PartName:
    fields = tuple(_text(name) for name in names)
    return PartName(_text(reach), fields, _text(part_digest), fields)


def _as_of_today(change: EntryChange, translations: tuple[Translation, ...]) -> EntryChange:
    if not translations:
        return change
    read = partial(translate, translations, change.kind, change.id)
    parts = tuple(replace(part, fields=tuple(read(dict.fromkeys(part.written)))) for part in change.parts)
    return replace(change, fields=read(change.fields), parts=parts)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("duplicate key")
    return made


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _natural(value: object, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < 2**53:
        raise ValueError("number")
    return value
