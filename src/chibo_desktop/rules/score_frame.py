"""Score frames as dated data from above: groups, items, bands and grades; what a meeting gets is reckoned in scoring.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from chibo_desktop.rules import guidance

PREFIX = "score_"
NATIONAL = "score_hd42"
"""The frame of a cell that never chose another."""


@dataclass(frozen=True)
class Band:
    """Points for a share of at least (strict: above) `percent`, or for falling `short` by no more than that."""

    points: int
    percent: int = 0
    strict: bool = False
    short: int | None = None


@dataclass(frozen=True)
class Item:
    """One criterion; `most` and the points of its bands are in parts.

    `facts` propose its points, `hints` are only said. With `full_when` it gets everything, without `when` it is not
    applied, each of `lowered` leaves it at most that many parts. `deducts`: what it gets is taken off its group.
    """

    code: str
    title: str
    most: int
    facts: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    unclear: tuple[int, ...] = ()
    lowered: tuple[tuple[str, int], ...] = ()
    full_when: str = ""
    when: str = ""
    deducts: bool = False


@dataclass(frozen=True)
class Group:
    """Criteria under one heading; together they get at most `most` parts."""

    code: str
    title: str
    most: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Frame:
    """A frame as it holds on a day. `grades` are (name, from how many parts of the whole frame), highest first."""

    key: str
    name: str
    version: str
    parts: int
    groups: tuple[Group, ...]
    grades: tuple[tuple[str, int], ...]
    not_applicable: Literal["lost", "left_out"] = "lost"
    note: str = ""
    is_presumed: bool = False

    @property
    def most(self) -> int:
        """The most a meeting can get, in parts."""
        return sum(group.most for group in self.groups)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every criterion in the order of the form."""
        return tuple(item for group in self.groups for item in group.items)

    def item(self, code: str) -> Item | None:
        """The criterion of that code, None when the frame has none."""
        return next((item for item in self.items if item.code == code), None)


def frames_on(day: date, *, extra: Iterable[guidance.Guidance] = ()) -> tuple[Frame, ...]:
    """Every frame as it holds on that day, the national one first."""
    entries = tuple(extra)
    keys = sorted(guidance.keys(PREFIX, extra=entries), key=lambda key: (key != NATIONAL, key))
    return tuple(read_frame(guidance.in_force(key, day, extra=entries)) for key in keys)


def frame_at(
    key: str, day: date, *, version: str = "", extra: Iterable[guidance.Guidance] = ()
) -> Frame | None:
    """The frame of that key: the version named where it is held, else the one in force on the day; None if unknown."""
    entries = tuple(extra)
    return _frame_at(key, day, version, entries) if entries else _shipped_frame_at(key, day, version)


@lru_cache(maxsize=64)
def _shipped_frame_at(key: str, day: date, version: str) -> Frame | None:
    """Every line of a score asks for the frame it belongs to."""
    return _frame_at(key, day, version, ())


def _frame_at(key: str, day: date, version: str, entries: tuple[guidance.Guidance, ...]) -> Frame | None:
    if key not in guidance.keys(PREFIX, extra=entries):
        return None
    known = guidance.entries(key, extra=entries)
    named = next((each for each in known if each.version == version), None)
    return read_frame(named or guidance.in_force(key, day, extra=entries))


def read_frame(entry: guidance.Guidance) -> Frame:
    """The frame of a guidance entry; its whole points become parts."""
    values = entry.values
    parts = int(values.get("parts", 1))
    return Frame(
        key=entry.key,
        name=str(values["name"]),
        version=entry.version,
        parts=parts,
        groups=tuple(_group(each, parts) for each in values["groups"]),
        grades=tuple((str(each["grade"]), int(each["from"]) * parts) for each in values["grades"]),
        not_applicable=values.get("not_applicable", "lost"),
        note=entry.note,
        is_presumed=entry.is_presumed,
    )


def _group(values: Mapping[str, Any], parts: int) -> Group:
    return Group(
        str(values["code"]),
        str(values["title"]),
        int(values["most"]) * parts,
        tuple(_item(each, parts) for each in values["items"]),
    )


def _item(values: Mapping[str, Any], parts: int) -> Item:
    return Item(
        code=str(values["code"]),
        title=str(values["title"]),
        most=int(values["most"]) * parts,
        facts=tuple(values.get("facts", ())),
        hints=tuple(values.get("hints", ())),
        bands=tuple(_band(each, parts) for each in values.get("bands", ())),
        unclear=tuple(values.get("unclear", ())),
        lowered=tuple((each["fact"], int(each["points"]) * parts) for each in values.get("lowered", ())),
        full_when=str(values.get("full_when", "")),
        when=str(values.get("when", "")),
        deducts=bool(values.get("deducts", False)),
    )


def _band(values: Mapping[str, Any], parts: int) -> Band:
    return Band(
        int(values["points"]) * parts,
        int(values.get("percent", 0)),
        bool(values.get("strict", False)),
        values.get("short"),
    )
