"""Counting who came of those who must, and typed counts that must add up; whom a vote is counted on is in vote_base.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import percent
from chibo_desktop.rules.comparisons import Target, check_sum, met
from chibo_desktop.rules.presence import Person, State
from chibo_desktop.rules.vote_base import Deduction, VoteBase, base_of_counts, vote_base

__all__ = [
    "Attendance",
    "Deduction",
    "Excuse",
    "Person",
    "State",
    "VoteBase",
    "attendance_of_counts",
    "base_of_counts",
    "check_adds_up",
    "complete_counts",
    "count_attendance",
    "vote_base",
]

# What a typed set of counts must satisfy: the whole, and what it is made of.
SUMS = (
    ("total", ("official", "probationary")),
    ("total", ("due", "exempt", "away", "suspended")),
    ("due", ("present", "excused", "absent", "unmarked")),
    ("present", ("present_official", "present_probationary")),
)
OPTIONAL = ("exempt", "away", "suspended", "unmarked", "probationary", "present_probationary")
TYPED = ("due", "present", "excused", "absent")
"""The counts an old book gives of a meeting."""
LABELS = {
    "total": "Tổng số đảng viên",
    "official": "chính thức",
    "probationary": "dự bị",
    "exempt": "miễn sinh hoạt",
    "away": "sinh hoạt tạm thời nơi khác",
    "suspended": "đình chỉ sinh hoạt",
    "visiting": "sinh hoạt tạm thời tại đây",
    "due": "phải dự",
    "present": "có mặt",
    "present_official": "chính thức có mặt",
    "present_probationary": "dự bị có mặt",
    "late": "đến muộn",
    "excused": "vắng có lý do",
    "absent": "vắng không lý do",
    "unmarked": "chưa điểm danh",
}


class Excuse(NamedTuple):
    """Who is absent with a reason, and the reason as typed (may be empty)."""

    name: str
    reason: str


@dataclass(frozen=True)
class Attendance:
    """IND-1: members present of those due; whoever is not due is outside both numbers and named when they came.

    total = official + probationary = due + exempt + away + suspended (each person named under one ground only);
    due = present + excused + absent + unmarked; present = present_official + present_probationary, late included.
    `came` is everybody of the list and visiting who came, due or not. `is_typed`: only due, present, excused and absent
    are known, as an old book gives them; the other numbers are 0 and say nothing.
    """

    total: int
    official: int
    probationary: int
    exempt: int
    away: int
    suspended: int
    visiting: int
    due: int
    present: int
    present_official: int
    present_probationary: int
    late: int
    excused: int
    absent: int
    unmarked: int
    excused_names: tuple[Excuse, ...]
    absent_names: tuple[str, ...]
    exempt_names: tuple[str, ...]
    away_names: tuple[str, ...]
    extra_exempt: tuple[str, ...]
    extra_away: tuple[str, ...]
    extra_suspended: tuple[str, ...]
    extra_visiting: tuple[str, ...]
    extra_open: tuple[str, ...] = ()
    came: int = 0
    is_typed: bool = False

    @property
    def rate(self) -> tuple[int, int]:
        """(present, due)"""
        return self.present, self.due

    @property
    def percent(self) -> str:
        """The rate to one decimal, "–" when nobody is due."""
        return percent(*self.rate)

    def met(self, target: Target) -> bool | None:
        """Compared in whole numbers; None when nobody is due."""
        return met(self.present, self.due, target.percent, target.strict)

    def counts(self) -> dict[str, int]:
        """The numbers known, by name, as `check_adds_up` takes them."""
        return {name: getattr(self, name) for name in ((*TYPED, "unmarked") if self.is_typed else LABELS)}

    def line(self, target: Target | None) -> str:
        """The running line: "Phải dự 20 · có mặt 18 · vắng có lý do 2 → 90,0 %, đạt"; with no target only the numbers."""
        if not self.due and self.came:
            return f"Có mặt {self.came} đảng viên"
        parts = [f"Phải dự {self.due}", f"có mặt {self.present}"]
        parts += [
            f"{LABELS[name]} {getattr(self, name)}"
            for name in ("excused", "absent", "unmarked")
            if getattr(self, name)
        ]
        if target is None:
            return " · ".join(parts)
        verdict = {True: ", đạt", False: ", chưa đạt", None: ""}[self.met(target)]
        return f"{' · '.join(parts)} → {self.percent}{verdict}"


def count_attendance(people: Iterable[Person]) -> Attendance:
    """Attendance of one meeting; people not on the list that day and not visiting are passed over.

    Where nobody is due all numbers are 0 and whoever came is in `extra_open`, with those who came without being called.
    """
    everyone = tuple(people)
    listed = [each for each in everyone if each.standing.is_listed and each.is_called and not each.is_open]
    visiting = [each for each in everyone if each.standing.membership == "visiting"]
    along = [each for each in everyone if each.standing.is_listed and (each.is_open or not each.is_called)]
    figures = _of_due([each for each in listed if each.is_due]) | _of_others(listed)
    return Attendance(
        total=len(listed),
        official=_how_many(listed, "official"),
        probationary=_how_many(listed, "probationary"),
        visiting=len(visiting),
        extra_visiting=_names_of_came(visiting),
        extra_open=_names_of_came(along),
        came=sum(each.came and each.standing.membership is not None for each in everyone),
        **figures,
    )


def _of_due(due: Sequence[Person]) -> dict[str, Any]:
    """The figures of those who must attend."""
    came = [each for each in due if each.came]
    by_state = {state: [p for p in due if p.state == state] for state in ("late", "excused", "absent", None)}
    return {
        "due": len(due),
        "present": len(came),
        "present_official": _how_many(came, "official"),
        "present_probationary": _how_many(came, "probationary"),
        "late": len(by_state["late"]),
        "excused": len(by_state["excused"]),
        "absent": len(by_state["absent"]),
        "unmarked": len(by_state[None]),
        "excused_names": tuple(Excuse(each.name, each.reason) for each in by_state["excused"]),
        "absent_names": _names(by_state["absent"]),
    }


def _of_others(listed: Iterable[Person]) -> dict[str, Any]:
    """The figures of those on the list who need not attend, by the one ground each is counted under."""
    grounds = ("exempt", "away", "suspended")
    outside = {ground: [p for p in listed if p.standing.not_due_because == ground] for ground in grounds}
    return {
        "exempt": len(outside["exempt"]),
        "away": len(outside["away"]),
        "suspended": len(outside["suspended"]),
        "exempt_names": _names(outside["exempt"]),
        "away_names": _names(outside["away"]),
        "extra_exempt": _names_of_came(outside["exempt"]),
        "extra_away": _names_of_came(outside["away"]),
        "extra_suspended": _names_of_came(outside["suspended"]),
    }


def complete_counts(typed: Mapping[str, int | None]) -> dict[str, int]:
    """Counts of an old book, with those that were not typed worked out from the others where only one thing can be.

    Who came is never guessed: nothing follows without `present`. Where everybody due came, nobody was absent.
    """
    known = {name: number for name in TYPED if (number := typed.get(name)) is not None}
    if "present" not in known:
        return known
    if "due" not in known and {"excused", "absent"} & known.keys():
        known["due"] = known["present"] + known.get("excused", 0) + known.get("absent", 0)
    if "due" in known:
        away = known["due"] - known["present"] - known.get("excused", 0) - known.get("absent", 0)
        silent = [name for name in ("excused", "absent") if name not in known]
        if away == 0:
            known |= dict.fromkeys(silent, 0)
        elif len(silent) == 1 and away > 0:
            known[silent[0]] = away
    return known


def attendance_of_counts(counts: Mapping[str, int]) -> Attendance:
    """The attendance of a meeting of which only these numbers are known (see `TYPED`); absent ones count 0."""
    due, present, excused, absent = (counts.get(name, 0) for name in TYPED)
    return replace(
        count_attendance(()),
        due=due,
        present=present,
        excused=excused,
        absent=absent,
        unmarked=max(0, due - present - excused - absent),
        came=present,
        is_typed=True,
    )


def check_adds_up(counts: Mapping[str, int]) -> None:
    """Refusal naming the first field of typed counts that cannot be right; what was not typed is not checked."""
    for name, number in counts.items():
        if number < 0:
            raise Refusal(f"Số “{LABELS[name]}” không thể nhỏ hơn 0. Gõ lại số này.", name)
    for whole, parts in SUMS:
        if whole in counts and all(each in counts or each in OPTIONAL for each in parts):
            typed = [(LABELS[each], counts[each]) for each in parts if each in counts]
            check_sum(_opened(LABELS[whole]), counts[whole], typed, field=whole)
    if counts.get("late", 0) > counts.get("present", counts.get("late", 0)):
        raise Refusal(
            f"Đến muộn {counts['late']} nhưng có mặt chỉ {counts['present']}: người đến muộn cũng tính là có mặt. "
            "Xem lại hai số này.",
            "late",
        )


def _how_many(people: Iterable[Person], membership: str) -> int:
    return sum(each.standing.membership == membership for each in people)


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(each.name for each in people)


def _names_of_came(people: Iterable[Person]) -> tuple[str, ...]:
    return _names(each for each in people if each.came)


def _opened(label: str) -> str:
    return label[0].upper() + label[1:]
