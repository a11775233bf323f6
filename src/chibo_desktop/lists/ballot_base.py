"""The one place that says of how many a written ballot is counted, and how many votes stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.presence import Person
from chibo_desktop.rules.vote_base import VoteBase, base_of_counts


class Bases:
    """The bases of one meeting's votes; the yearly rating votes on everybody, so each base is worked out once."""

    def __init__(self, meeting: Facts, people: Sequence[Person]) -> None:
        self._people, self._day = people, meeting_day(meeting)
        self._congress = kind_at(meeting).congress
        self._known: dict[tuple[int, datetime | None, bool], VoteBase] = {}

    def of(self, ballot: Facts) -> VoteBase:
        """The base of a ballot by the roll call as it stands, for the people as they were when it was taken."""
        key = votes_cast(ballot), ballot.moment("taken_at"), ballot.flag("excused_deducted")
        if key not in self._known:
            votes, taken_at, excused = key
            self._known[key] = base_of_counts(
                self._people,
                votes,
                day=self._day,
                taken_at=taken_at,
                congress=self._congress,
                excused_deducted=excused,
            )
        return self._known[key]


def base_of_ballot(meeting: Facts, ballot: Facts, people: Sequence[Person]) -> VoteBase:
    """The base of one ballot alone."""
    return Bases(meeting, people).of(ballot)


def votes_of(ballot: Facts) -> tuple[int, int, int]:
    """Yes, no and other; what is not written counts 0."""
    yes, no, other = (ballot.count(name) or 0 for name in ("yes_count", "no_count", "other_count"))
    return yes, no, other


def votes_cast(ballot: Facts) -> int:
    """All votes written down on a ballot, 0 while there are none."""
    return sum(votes_of(ballot))
