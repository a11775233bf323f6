"""Of how many official members a vote is counted, with each deduction by name; it judges no votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from chibo_desktop.rules import guidance
from chibo_desktop.rules.presence import Person


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
    without a vote; `congress`: those excused throughout are among the deductions; `excused_deducted`: so are they here,
    by the cell's own reading; `excused`: the names of those excused who stay in the base.
    """

    base: int
    official: int
    deducted: tuple[Deduction, ...]
    present_official: int
    probationary: int
    rule: str
    congress: bool = False
    excused_deducted: bool = False
    excused: tuple[str, ...] = ()

    def sentence(self, *, with_names: bool = True) -> str:
        """The base and each deduction; without names where they are not known or not wanted."""
        if not self.deducted:
            return f"Tính trên {self.base} đảng viên chính thức, không trừ ai."
        taken = _joined([each.shown(with_names=with_names) for each in self.deducted])
        return f"Tính trên {self.base} đảng viên chính thức: {self.official} trừ {taken}."

    def aside(self) -> str:
        """What people ask about the base: "Vắng có lý do vẫn tính; 2 đảng viên dự bị không biểu quyết."."""
        silent = f"; {self.probationary} đảng viên dự bị không biểu quyết" if self.probationary else ""
        return f"{self._on_excused()}{silent}."

    def _on_excused(self) -> str:
        if self.congress:
            return "Vắng suốt đại hội có lý do không tính"
        return (
            "Vắng có lý do không tính, theo cách hiểu của chi bộ"
            if self.excused_deducted
            else "Vắng có lý do vẫn tính"
        )


def vote_base(
    people: Iterable[Person],
    *,
    day: date | None = None,
    congress: bool = False,
    excused_deducted: bool = False,
    extra: Iterable[guidance.Guidance] = (),
) -> VoteBase:
    """The vote base on that day (None: by the newest guidance `voting`), for the people as they are at the vote.

    At a congress those excused throughout are deducted too; at any other meeting they stay (294-QĐ/TW §9.3.2),
    unless the cell reads the rule so that they do not (`excused_deducted`, kept with the ballot). Of a committee only
    its serving members count (§9.3.3).
    """
    rule = guidance.in_force("voting", day, extra=extra) if day else guidance.newest("voting")
    everyone = tuple(each for each in people if each.is_called)
    official = [each for each in everyone if each.standing.membership == "official"]
    grounds = _grounds(rule, is_every=congress or excused_deducted)
    taken: dict[str, list[str]] = {_words(each, congress): [] for each in grounds}
    left: list[Person] = []
    for person in official:
        ground = next((each for each in grounds if _is_deducted(person, each)), None)
        if ground is None:
            left.append(person)
        else:
            taken[_words(ground, congress)].append(person.name)
    return VoteBase(
        base=len(left),
        official=len(official),
        deducted=tuple(Deduction(words, tuple(names)) for words, names in taken.items() if names),
        present_official=sum(each.is_at_vote and _may_vote(each) for each in official),
        probationary=_how_many((each for each in everyone if each.is_at_vote), "probationary"),
        rule=rule.version,
        congress=congress,
        excused_deducted=excused_deducted and not congress,
        excused=tuple(each.name for each in left if each.state == "excused"),
    )


def _grounds(rule: guidance.Guidance, *, is_every: bool) -> list[dict[str, Any]]:
    """On which somebody is deducted; not `is_every`: without those of a congress alone."""
    return [each for each in rule.values["deductions"] if is_every or not each.get("congress_only", False)]


def at_vote(people: Iterable[Person], taken_at: datetime) -> tuple[Person, ...]:
    """The people as they were at that moment: who came later is not there yet, who left later still is.

    Without an hour of coming or going nobody is taken to have missed the vote.
    """
    return tuple(replace(each, left_early=_is_away_at(each, taken_at)) for each in people)


def _is_away_at(person: Person, moment: datetime) -> bool:
    is_not_there_yet = person.late_at is not None and person.late_at > moment
    return is_not_there_yet or (person.left_at is not None and person.left_at <= moment)


def base_of_counts(
    people: Iterable[Person],
    votes: int,
    *,
    day: date,
    taken_at: datetime | None = None,
    congress: bool = False,
    excused_deducted: bool = False,
) -> VoteBase:
    """The vote base of a ballot of `votes` cast in all, for the people as they were at `taken_at`.

    Where the hour is not known, whoever left early has no vote, unless more votes were cast than those who stayed may
    cast: then it was taken before they left.
    """
    everyone = tuple(people)

    def counted(there: Iterable[Person]) -> VoteBase:
        return vote_base(there, day=day, congress=congress, excused_deducted=excused_deducted)

    if taken_at is not None:
        return counted(at_vote(everyone, taken_at))
    stayed = counted(everyone)
    if votes <= stayed.present_official:
        return stayed
    return counted(replace(each, left_early=False) for each in everyone)


def reading_of_excused(day: date) -> str:
    """What the rule says of those excused, and that another reading is kept with the result; a sentence for the screen."""
    grounds = guidance.in_force("voting", day).values["deductions"]
    return next((str(each["reading"]) for each in grounds if "reading" in each), "")


def _words(ground: Mapping[str, Any], congress: bool) -> str:
    """A ground that is of congresses alone is called otherwise where a cell reads it into its meetings."""
    return str(ground["words"] if congress else ground.get("words_elsewhere", ground["words"]))


def _is_deducted(person: Person, ground: Mapping[str, Any]) -> bool:
    named = ground["ground"]
    applies = person.state == "excused" if named == "excused" else getattr(person.standing, named)
    return bool(applies) and not (ground["unless_present"] and person.is_at_vote)


def _may_vote(person: Person) -> bool:
    return person.standing.in_vote_base(present=True)


def _joined(parts: list[str]) -> str:
    return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _how_many(people: Iterable[Person], membership: str) -> int:
    return sum(each.standing.membership == membership for each in people)
