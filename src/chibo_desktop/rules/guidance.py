"""Rules set from above as dated data: reads resources/guidance and answers which one is in force on a day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from chibo_desktop.base import paths
from chibo_desktop.base.errors import Refusal

FILES = (
    "meeting.toml",
    "kinds.toml",
    "voting.toml",
    "elections.toml",
    "proposals.toml",
    "working_days.toml",
    "scoring.toml",
    "indicators.toml",
    "attention.toml",
    "visits.toml",
    "briefings.toml",
    "structure.toml",
    "materials.toml",
    "ratings.toml",
    "commendations.toml",
    "badges.toml",
    "admission.toml",
)
MARKS = ("P", "A", "B", "C", "D", "N", "Q", "I")
REQUIRED = {"key": str, "number": str, "issued_on": date, "valid_from": date, "mark": str, "source": str}


@dataclass(frozen=True)
class Guidance:
    """One dated set of values from above.

    `mark` says how sure the source is: P and A text read, B two sources agree, C one source, D weak, N news,
    Q second hand, I inferred. `is_presumed`: no entry covers the day asked for, the nearest one is used.
    """

    key: str
    number: str
    issued_on: date
    valid_from: date
    values: Mapping[str, Any]
    mark: str
    source: str
    valid_until: date | None = None
    note: str = ""
    is_presumed: bool = False

    @property
    def version(self) -> str:
        """The text stored with the record it was applied to: "294-QĐ/TW (26/5/2025)"."""
        return f"{self.number} ({_official_day(self.issued_on)})"

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def in_force(key: str, day: date, *, extra: Iterable[Guidance] = ()) -> Guidance:
    """The newest guidance of this key that covers the day; `extra` are entries that came by bundle and win ties.

    A day no entry covers gets the last one before it, else the earliest, marked `is_presumed`.
    Raises LookupError for a key that no file declares.
    """
    known = entries(key, extra=extra)
    covering = [each for each in known if each.covers(day)]
    if covering:
        return covering[-1]
    begun = [each for each in known if each.valid_from <= day]
    return replace(begun[-1] if begun else known[0], is_presumed=True)


def newest(key: str) -> Guidance:
    """The entry of this key with the latest valid-from day, for a question that names no day."""
    return entries(key)[-1]


def entries(key: str, *, extra: Iterable[Guidance] = ()) -> tuple[Guidance, ...]:
    """All entries of a key, oldest first; entries from a bundle come after shipped ones of the same day."""
    found = [each for each in (*_shipped(), *extra) if each.key == key]
    if not found:
        raise LookupError(f"no guidance named {key!r}")
    return tuple(sorted(found, key=lambda each: each.valid_from))


def keys(prefix: str, *, extra: Iterable[Guidance] = ()) -> tuple[str, ...]:
    """The keys that begin so, in the order of the files."""
    return tuple(dict.fromkeys(each.key for each in (*_shipped(), *extra) if each.key.startswith(prefix)))


def read_entries(text: str) -> tuple[Guidance, ...]:
    """Guidance from the text of a TOML file; Refusal when it cannot be read or lacks a required part."""
    try:
        tables = tomllib.loads(text).get("entry", [])
    except tomllib.TOMLDecodeError as error:
        raise Refusal("Tệp hướng dẫn bị hỏng, không đọc được. Xin bản khác từ nơi gửi.") from error
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise Refusal("Tệp hướng dẫn không có mục nào đúng mẫu. Xin bản khác từ nơi gửi.")
    return tuple(_entry(each) for each in tables)


@cache
def _shipped() -> tuple[Guidance, ...]:
    folder = paths.resource("guidance")
    return tuple(each for name in FILES for each in read_entries((folder / name).read_text("utf-8")))


def _entry(table: dict[str, Any]) -> Guidance:
    for name, kind in REQUIRED.items():
        if type(table.get(name)) is not kind:
            raise Refusal(f"Một mục hướng dẫn thiếu hoặc sai phần “{name}”. Xin bản khác từ nơi gửi.")
    if table["mark"] not in MARKS or not isinstance(table.get("values"), dict):
        raise Refusal("Một mục hướng dẫn thiếu độ tin cậy hoặc giá trị. Xin bản khác từ nơi gửi.")
    until = table.get("valid_until")
    if until is not None and (type(until) is not date or until < table["valid_from"]):
        raise Refusal("Một mục hướng dẫn hết hiệu lực trước khi có hiệu lực. Xin bản khác từ nơi gửi.")
    return Guidance(
        **{name: table[name] for name in REQUIRED},
        values=_frozen(table["values"]),
        valid_until=until,
        note=str(table.get("note", "")),
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({name: _frozen(each) for name, each in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value


def _official_day(day: date) -> str:
    # Papers write 06/7/2018 and 09/01/2026: a zero before days below 10 and before months 1 and 2 only.
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
