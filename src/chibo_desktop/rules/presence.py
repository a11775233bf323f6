"""One member at one meeting: standing that day, mark, hours of coming and going; counting them is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chibo_desktop.rules.standing import Standing

State = Literal["present", "late", "excused", "absent"]
PRESENT = ("present", "late")
"""Late counts as present."""


@dataclass(frozen=True)
class Person:
    """One member at one meeting; state None = not marked; name "" where only numbers are known.

    `left_early` means not there at the vote that is counted (see `at_vote`); it never changes attendance. `is_open`:
    at this meeting nobody is due, whoever comes is written down. `is_called` False: came along to a meeting of others
    (of the committee, without an office in it); neither due nor in the vote base.
    """

    member_id: str
    name: str
    standing: Standing
    state: State | None = None
    reason: str = ""
    left_early: bool = False
    late_at: datetime | None = None
    left_at: datetime | None = None
    is_open: bool = False
    is_called: bool = True

    @property
    def is_due(self) -> bool:
        """Must attend this meeting."""
        return self.standing.is_due and self.is_called and not self.is_open

    @property
    def came(self) -> bool:
        return self.state in PRESENT

    @property
    def is_at_vote(self) -> bool:
        return self.came and not self.left_early
