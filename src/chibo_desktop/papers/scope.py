"""What a report paper is of: whose, of which days, and what it is narrowed to; which list fills it is in sources.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scope:
    """A body and a range of days, both belonging to it; `issued_on` is the day on the paper.

    `record_id` narrows it to one record, such as a round or a gathering; "" for everything of the range.
    `level` narrows visits to those of people of that level ("commune", "upper"); "" for every level.
    """

    organisation_id: str
    first: date
    last: date
    issued_on: date
    record_id: str = ""
    level: str = ""
