"""What a report paper is of: whose, of which days, and what it is narrowed to; which list fills it is in sources.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """A body and a range of days, both belonging to it; `issued_on` is the day on the paper.

    `record_id` narrows it to one record, such as a round or a gathering; "" for everything of the range.
    `level` narrows visits to those of people of that level ("commune", "upper"), commendations to those it gave; "" for
    every level. `reason` is why what leaves masked stands on it; "" leaves it out.
    """

    organisation_id: str
    first: date
    last: date
    issued_on: date
    record_id: str = ""
    level: str = ""
    reason: str = ""

    @property
    def today(self) -> date:
        """The day whose state is told: the last one, of a range that still runs the day of the paper."""
        return min(self.last, self.issued_on)
