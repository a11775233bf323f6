"""What a row of a roster says of a new person, and where it differs from one already on the list; no store is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chibo_desktop.base.dates import PartialDate, show_day
from chibo_desktop.excel.matching import card_key, name_key
from chibo_desktop.excel.reading import MEMBERSHIPS, RosterRow, Said
from chibo_desktop.lists.qualifications import SORTS, Levels, level_words
from chibo_desktop.lists.roster import MemberRow
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import shown
from chibo_desktop.rules.standing import LABELS

NOTHING = Levels()
PROBATION_MONTHS = 18
"""A probation lasts twelve months (Điều lệ, Điều 5); the decision may come a few months after."""


@dataclass(frozen=True)
class FieldChange:
    """One field: `old` and `new` in the words a person reads, `value` as the journal carries it."""

    field: str
    label: str
    old: str
    new: str
    value: str

    def day(self) -> date:
        """The value of a day."""
        return date.fromisoformat(self.value)


@dataclass(frozen=True)
class NewPerson:
    """A person to be put on the list, with what is assumed (`notes`) and what stands against it.

    `membership` is "" while neither the file nor a person says it; `is_unsaid`: the file does not.
    """

    values: Mapping[str, str]
    membership: str
    more: tuple[str, ...]
    joined_on: str
    notes: tuple[Said, ...] = ()
    problem: Said | None = None
    is_unsaid: bool = False
    levels: Mapping[str, str] = field(default_factory=dict)

    def given(self) -> dict[str, Any]:
        """What `put_new_member` takes."""
        official_on = self.values.get("official_on")
        return {
            **{name: value for name, value in self.values.items() if name != "official_on"},
            "official": self.membership == "official",
            "visiting": self.membership == "visiting",
            "official_on": date.fromisoformat(official_on) if official_on else None,
            "joined_on": date.fromisoformat(self.joined_on) if self.joined_on else None,
        }


def new_person(row: RosterRow, today: date, *, says_official: bool, answer: str = "") -> NewPerson:
    """The person a row describes. `says_official`: the file has a column for the day of becoming official.

    `answer` is the membership a person gave for whom the file gives none.
    """
    named = sorted(row.standings & MEMBERSHIPS)
    more = tuple(sorted(row.standings - MEMBERSHIPS))
    said, note = (named[0], "") if named else _membership(row, today, says_official=says_official)
    cell = row.place_of("official_on" if "official_on" in row.places else "admitted_on")
    problem = _against(row, named)
    notes = (Said(cell, note, "official_on"),) if note else ()
    membership = said or answer
    return NewPerson(
        dict(row.values), membership, more, row.joined_on, notes, problem, not said, dict(row.levels)
    )


def _against(row: RosterRow, named: list[str]) -> Said | None:
    if len(named) > 1:
        words = " và ".join(LABELS[kind] for kind in named)
        return Said(row.place_of("standing"), f"vừa {words}. Để lại một diện.", "standing")
    if named == ["probationary"] and row.values.get("official_on"):
        return Said(
            row.place_of("official_on"),
            "ghi dự bị mà đã có ngày chính thức. Bỏ một trong hai.",
            "official_on",
        )
    return None


def _membership(row: RosterRow, today: date, *, says_official: bool) -> tuple[str, str]:
    """What days tell of the membership, with the note that says so; "" for what only a person can tell."""
    admitted = row.values.get("admitted_on")
    if row.values.get("official_on") or "exempt" in row.standings:  # who is exempt has long been official
        return "official", ""
    if not admitted or not says_official:
        return "", ""
    day = date.fromisoformat(admitted)
    months = (today.year - day.year) * 12 + today.month - day.month
    if months <= PROBATION_MONTHS:
        return "probationary", f"kết nạp {show_day(day)}, chưa có ngày chính thức: ghi là dự bị"
    return "", ""


@dataclass(frozen=True)
class Differences:
    """Where a row says otherwise than the list."""

    changes: tuple[FieldChange, ...]
    notes: tuple[Said, ...] = ()
    problem: Said | None = None


@dataclass
class _Comparing:
    row: RosterRow
    member: MemberRow
    held: Levels
    changes: list[FieldChange] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    def values(self) -> None:
        """Every field the file says; an empty cell says nothing and so clears nothing."""
        spec = find_spec("member")
        for name, value in self.row.values.items():
            declared = spec.field(name)
            if declared is None or _is_known(name, value, self.member):
                continue
            old = self.member.facts.shown(name)
            self.changes.append(FieldChange(name, declared.label, old, shown(declared, value), value))

    def levels(self) -> None:
        """Every level the file says and the list does not have today."""
        for sort, level in self.row.levels.items():
            if self.held.of(sort) != level:
                label = next(words for name, words, _ in SORTS if name == sort)
                old, new = level_words(sort, self.held.of(sort)), level_words(sort, level)
                self.changes.append(FieldChange(sort, label, old, new, level))

    def standing(self) -> Said | None:
        """Becoming official is written; every other standing needs days that a list does not tell."""
        standing = self.member.standing
        is_official = "official" in self.row.standings or bool(self.row.values.get("official_on"))
        if standing.membership == "probationary" and is_official:
            day = self.row.values.get("official_on")
            if not day:
                said = "nay là chính thức mà không có ngày công nhận. Ghi ngày ấy vào tệp."
                return Said(self.row.place_of("standing"), said, "official_on")
            self.changes.append(FieldChange("becomes_official", "Diện", "dự bị", "chính thức", day))
        for kind in sorted(self.row.standings - {"official"}):
            if standing.membership != kind and not getattr(standing, kind, False):
                words = f"tệp ghi “{LABELS[kind]}”. Ghi từ ngày nào trên thẻ của người này"
                self.notes.append(Said(self.row.place_of("standing"), words, "standing"))
        return None


def value_changes(row: RosterRow, member: MemberRow, held: Levels = NOTHING) -> tuple[FieldChange, ...]:
    """What the row would change of a member's fields and of the levels `held` today, standing apart."""
    comparing = _Comparing(row, member, held)
    comparing.values()
    comparing.levels()
    return tuple(comparing.changes)


def differences(row: RosterRow, member: MemberRow, held: Levels = NOTHING) -> Differences:
    """What the row would change of a member."""
    comparing = _Comparing(row, member, held)
    comparing.values()
    comparing.levels()
    problem = comparing.standing()
    return Differences(tuple(comparing.changes), tuple(comparing.notes), problem)


def _is_known(name: str, value: str, member: MemberRow) -> bool:
    held = member.facts.text(name)
    if not held:
        return False
    if name == "full_name":
        return name_key(held) == name_key(value)
    if name in ("card_number", "phone", "file_number"):
        return card_key(held) == card_key(value)
    if name == "birth_date":
        return _is_as_exact(PartialDate.from_iso(value), member.facts.partial(name))
    return held == value


def _is_as_exact(said: PartialDate, held: PartialDate | None) -> bool:
    """A year in the file changes nothing where the list knows the day of that year."""
    pairs = zip(str(said).split("-"), str(held).split("-"), strict=False)
    return held is not None and len(str(said)) <= len(str(held)) and all(one == two for one, two in pairs)


def candidate_words(member: MemberRow) -> str:
    """Name, birth and standing: what a person needs to say whether it is the same one."""
    parts = [member.name_shown]
    if born := member.facts.shown("birth_date"):
        parts.append(f"sinh {born}")
    if official := member.facts.day("official_on"):
        parts.append(f"chính thức {show_day(official)}")
    if member.facts.is_put_away:
        parts.append("đã đưa ra khỏi danh sách")
    return ", ".join(parts)
