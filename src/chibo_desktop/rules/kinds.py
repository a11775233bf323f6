"""What each kind of meeting asks for and where it counts, as set on a day; what the kinds are called is in records/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from chibo_desktop.rules import guidance

Roll = Literal["members", "committee", "open"]
"""Who is due: the members of the list, the cell's committee, or nobody (whoever comes is written down)."""


@dataclass(frozen=True)
class MeetingKind:
    """One kind of meeting under the guidance `kinds`.

    `asks` are the fields only this kind has, `needs` those of them without which it is not finalised. `series`: of
    the kinds of one series a month has one meeting; "" for as many as are held. `least_minutes` names the value of
    the guidance `meeting` that sets its shortest time, "none" when nothing does. `matter` is what a person is
    considered for unless something else is chosen. `closes_with` are the kinds of paper that may close it, the usual
    one first.
    """

    key: str
    words: str
    steps: tuple[str, ...]
    agenda: tuple[str, ...]
    counts: frozenset[str]
    roll: Roll
    minutes_form: str
    resolution_form: str
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    closes_with: tuple[str, ...] = ("resolution", "conclusion")
    of_month: bool = False
    series: str = ""
    least_minutes: str = "minutes_least"
    matter: str = ""
    scored: bool = False
    congress: bool = False

    def counts_as(self, figure: str) -> bool:
        """Whether a meeting of this kind is among those of a figure: attendance, regular, thematic."""
        return figure in self.counts


@lru_cache(maxsize=2_048)
def kind_of(key: str, day: date | None = None) -> MeetingKind:
    """The kind as set on that day (None: by the newest guidance).

    One this program does not know was written by a newer one. It is taken down like a regular meeting and shown in
    its own words, but it counts in no figure, is not scored and is no month's one meeting.
    """
    values: Mapping[str, Any] = (guidance.in_force("kinds", day) if day else guidance.newest("kinds")).values
    given = values.get(key) or {**values["regular"], **_UNCOUNTED}
    return MeetingKind(key=key, **{name: _as_kept(name, value) for name, value in given.items()})


_UNCOUNTED: Mapping[str, Any] = {"counts": (), "series": "", "scored": False}


def committee_least(day: date) -> int:
    """From how many official members on a cell elects a committee (guidance `committee`)."""
    return int(guidance.in_force("committee", day).values["official_least"])


def _as_kept(name: str, value: Any) -> Any:
    return frozenset(value) if name == "counts" else value
