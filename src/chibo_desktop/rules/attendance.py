"""Counting who came and who is counted in a vote: two different denominators; it judges no votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import percent
from chibo_desktop.rules import guidance
from chibo_desktop.rules.comparisons import Target, check_sum, met
from chibo_desktop.rules.standing import Standing

State = Literal["present", "late", "excused", "absent"]

# What a typed set of counts must satisfy: the whole, and what it is made of.
SUMS = (
    ("total", ("official", "probationary")),
    ("total", ("due", "exempt", "away", "suspended")),
    ("due", ("present", "excused", "absent", "unmarked")),
    ("present", ("present_official", "present_probationary")),
)
OPTIONAL = ("exempt", "away", "suspended", "unmarked", "probationary", "present_probationary")
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


@dataclass(frozen=True)
class Person:
    """One member at one meeting; state None = not marked; name "" where only numbers are known.

    `left_early` means gone before the vote that is counted; it never changes attendance.
    """

    member_id: str
    name: str
    standing: Standing
    state: State | None = None
    reason: str = ""
    left_early: bool = False

    @property
    def came(self) -> bool:
        """Late counts as present."""
        return self.state in ("present", "late")

    @property
    def is_at_vote(self) -> bool:
        return self.came and not self.left_early


class Excuse(NamedTuple):
    """Who is absent with a reason, and the reason as typed (may be empty)."""

    name: str
    reason: str


@dataclass(frozen=True)
class Attendance:
    """IND-1: members present of those due; whoever is not due is outside both numbers and named when they came.

    total = official + probationary = due + exempt + away + suspended (each person named under one ground only);
    due = present + excused + absent + unmarked; present = present_official + present_probationary, late included.
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
    late_names: tuple[str, ...]
    unmarked_names: tuple[str, ...]
    exempt_names: tuple[str, ...]
    away_names: tuple[str, ...]
    extra_exempt: tuple[str, ...]
    extra_away: tuple[str, ...]
    extra_suspended: tuple[str, ...]
    extra_visiting: tuple[str, ...]

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
        """The numbers by name, as `check_adds_up` takes them."""
        return {name: getattr(self, name) for name in LABELS}

    def line(self, target: Target) -> str:
        """The running line: "Phải dự 20 · có mặt 18 · vắng có lý do 2 → 90,0 %, đạt"."""
        parts = [f"Phải dự {self.due}", f"có mặt {self.present}"]
        parts += [
            f"{LABELS[name]} {getattr(self, name)}"
            for name in ("excused", "absent", "unmarked")
            if getattr(self, name)
        ]
        verdict = {True: ", đạt", False: ", chưa đạt", None: ""}[self.met(target)]
        return f"{' · '.join(parts)} → {self.percent}{verdict}"

    def extra_sentence(self) -> str:
        """Who came without being counted, "" when nobody: "và 1 đồng chí miễn sinh hoạt đến dự"."""
        groups = (
            (len(self.extra_exempt), "miễn sinh hoạt"),
            (len(self.extra_away), "đang sinh hoạt tạm thời nơi khác"),
            (len(self.extra_visiting), "sinh hoạt tạm thời tại đây"),
        )
        said = [f"{number} đồng chí {words}" for number, words in groups if number]
        return f"và {', '.join(said)} đến dự" if said else ""


class Deduction(NamedTuple):
    """One ground of deduction in words, and the official members it takes out ("" where names are not known)."""

    reason: str
    names: tuple[str, ...]

    def shown(self, *, with_names: bool) -> str:
        listed = f" ({', '.join(self.names)})" if with_names and all(self.names) else ""
        return f"{len(self.names)} {self.reason}{listed}"


@dataclass(frozen=True)
class VoteBase:
    """Of how many official members a vote is counted; rule is the guidance version to keep with the ballot.

    `present_official`: those at the vote who may vote, so never more than `base`; `probationary`: at the vote
    without a vote; `congress`: those excused throughout are among the deductions.
    """

    base: int
    official: int
    deducted: tuple[Deduction, ...]
    present_official: int
    probationary: int
    rule: str
    congress: bool = False

    def sentence(self, *, with_names: bool = True) -> str:
        """The base and each deduction; without names where they are not known or not wanted."""
        if not self.deducted:
            return f"Tính trên {self.base} đảng viên chính thức, không trừ ai."
        taken = _joined([each.shown(with_names=with_names) for each in self.deducted])
        return f"Tính trên {self.base} đảng viên chính thức: {self.official} trừ {taken}."

    def aside(self) -> str:
        """What people ask about the base: "Vắng có lý do vẫn tính; 2 đảng viên dự bị không biểu quyết."."""
        excused = "Vắng suốt đại hội có lý do không tính" if self.congress else "Vắng có lý do vẫn tính"
        silent = f"; {self.probationary} đảng viên dự bị không biểu quyết" if self.probationary else ""
        return f"{excused}{silent}."


def count_attendance(people: Iterable[Person]) -> Attendance:
    """Attendance of one meeting; people not on the list that day and not visiting are passed over."""
    everyone = tuple(people)
    listed = [each for each in everyone if each.standing.is_listed]
    due = [each for each in listed if each.standing.is_due]
    came = [each for each in due if each.came]
    visiting = [each for each in everyone if each.standing.membership == "visiting"]
    outside = {
        ground: [p for p in listed if p.standing.not_due_because == ground]
        for ground in ("exempt", "away", "suspended")
    }
    by_state = {state: [p for p in due if p.state == state] for state in ("late", "excused", "absent", None)}
    return Attendance(
        total=len(listed),
        official=_how_many(listed, "official"),
        probationary=_how_many(listed, "probationary"),
        exempt=len(outside["exempt"]),
        away=len(outside["away"]),
        suspended=len(outside["suspended"]),
        visiting=len(visiting),
        due=len(due),
        present=len(came),
        present_official=_how_many(came, "official"),
        present_probationary=_how_many(came, "probationary"),
        late=len(by_state["late"]),
        excused=len(by_state["excused"]),
        absent=len(by_state["absent"]),
        unmarked=len(by_state[None]),
        excused_names=tuple(Excuse(each.name, each.reason) for each in by_state["excused"]),
        absent_names=_names(by_state["absent"]),
        late_names=_names(by_state["late"]),
        unmarked_names=_names(by_state[None]),
        exempt_names=_names(outside["exempt"]),
        away_names=_names(outside["away"]),
        extra_exempt=_names_of_came(outside["exempt"]),
        extra_away=_names_of_came(outside["away"]),
        extra_suspended=_names_of_came(outside["suspended"]),
        extra_visiting=_names_of_came(visiting),
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


def vote_base(
    people: Iterable[Person],
    *,
    day: date | None = None,
    congress: bool = False,
    extra: Iterable[guidance.Guidance] = (),
) -> VoteBase:
    """The vote base on that day (None: by the newest guidance `voting`), for the people as they are at the vote.

    At a congress those excused throughout are deducted too; at any other meeting they stay (294-QĐ/TW §9.3.2).
    """
    rule = guidance.in_force("voting", day, extra=extra) if day else guidance.newest("voting")
    everyone = tuple(people)
    official = [each for each in everyone if each.standing.membership == "official"]
    grounds = [each for each in rule.values["deductions"] if congress or not each.get("congress_only", False)]
    taken: dict[str, list[str]] = {each["words"]: [] for each in grounds}
    for person in official:
        words = next((each["words"] for each in grounds if _is_deducted(person, each)), None)
        if words is not None:
            taken[words].append(person.name)
    return VoteBase(
        base=len(official) - sum(len(names) for names in taken.values()),
        official=len(official),
        deducted=tuple(Deduction(words, tuple(names)) for words, names in taken.items() if names),
        present_official=sum(each.is_at_vote and _may_vote(each) for each in official),
        probationary=_how_many((each for each in everyone if each.is_at_vote), "probationary"),
        rule=rule.version,
        congress=congress,
    )


def base_of_counts(people: Iterable[Person], votes: int, *, day: date) -> VoteBase:
    """The vote base of a ballot of `votes` cast in all; a ballot does not say when it was taken.

    Whoever left early has no vote, unless more votes were cast than those who stayed may cast: then it was taken
    before they left.
    """
    everyone = tuple(people)
    stayed = vote_base(everyone, day=day)
    if votes <= stayed.present_official:
        return stayed
    return vote_base((replace(each, left_early=False) for each in everyone), day=day)


def _is_deducted(person: Person, ground: Mapping[str, Any]) -> bool:
    if ground["unless_present"] and person.is_at_vote:
        return False
    standing = person.standing
    return {
        "suspended": standing.suspended,
        "charged": standing.charged,
        "exempt": standing.exempt,
        "away": standing.away,
        "excused": person.state == "excused",
    }[ground["ground"]]


def _may_vote(person: Person) -> bool:
    return person.standing.in_vote_base(present=True)


def _joined(parts: list[str]) -> str:
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _how_many(people: Iterable[Person], membership: str) -> int:
    return sum(each.standing.membership == membership for each in people)


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(each.name for each in people)


def _names_of_came(people: Iterable[Person]) -> tuple[str, ...]:
    return _names(each for each in people if each.came)


def _opened(label: str) -> str:
    return label[0].upper() + label[1:]
