"""What a member is on one day, worked out from dated periods; it keeps no periods and counts nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from chibo_desktop.base.dates import show_day

Membership = Literal["official", "probationary", "visiting"]
NotDue = Literal["suspended", "exempt", "away"]

# Official before probationary: whoever is both by a slip of dates keeps the vote the decision gave.
MEMBERSHIPS: tuple[Membership, ...] = ("official", "probationary", "visiting")
LABELS = {
    "official": "chính thức",
    "probationary": "dự bị",
    "visiting": "sinh hoạt tạm thời tại đây",
    "exempt": "miễn công tác và sinh hoạt",
    "away": "sinh hoạt tạm thời nơi khác",
    "suspended": "đình chỉ sinh hoạt",
    "charged": "khởi tố, truy tố, tạm giam",
}


@dataclass(frozen=True)
class Period:
    """Days on which a kind of standing holds: from_on None = from the beginning; until_on is the last such day."""

    kind: str
    from_on: date | None = None
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        return (self.from_on or date.min) <= day <= (self.until_on or date.max)

    def overlaps(self, other: Period) -> bool:
        starts = max(self.from_on or date.min, other.from_on or date.min)
        return starts <= min(self.until_on or date.max, other.until_on or date.max)

    @property
    def is_backwards(self) -> bool:
        return self.from_on is not None and self.until_on is not None and self.until_on < self.from_on


@dataclass(frozen=True)
class Standing:
    """A member on one day; membership None means not on the cell's list that day."""

    membership: Membership | None
    exempt: bool = False
    away: bool = False
    suspended: bool = False
    charged: bool = False

    @property
    def is_listed(self) -> bool:
        """On the cell's own list: visiting members are on another cell's."""
        return self.membership in ("official", "probationary")

    @property
    def not_due_because(self) -> NotDue | None:
        """The one ground, named once, for which a listed member need not attend."""
        if self.suspended:
            return "suspended"
        if self.exempt:
            return "exempt"
        return "away" if self.away else None

    @property
    def is_due(self) -> bool:
        """Must attend (IND-1): official or probationary, not exempt, away or suspended."""
        return self.is_listed and self.not_due_because is None

    def in_vote_base(self, present: bool) -> bool:
        """Counts in the vote base (294-QĐ/TW §9.3.2, guidance `voting`); `present` means at that vote."""
        if self.membership != "official" or self.suspended or self.charged:
            return False
        return present or not (self.exempt or self.away)


def standing_at(periods: Iterable[Period], day: date) -> Standing:
    """What follows from the periods for that day; a kind nobody knows changes nothing (see `problems`)."""
    running = {period.kind for period in periods if period.covers(day)}
    membership = next((each for each in MEMBERSHIPS if each in running), None)
    return Standing(
        membership,
        exempt="exempt" in running,
        away="away" in running,
        suspended="suspended" in running,
        charged="charged" in running,
    )


def problems(periods: Sequence[Period]) -> list[str]:
    """Sentences on periods that cannot all be right; an empty list when they can."""
    found = [
        f"Tình trạng “{each.kind}” không có trong danh mục." for each in periods if each.kind not in LABELS
    ]
    known = [each for each in periods if each.kind in LABELS]
    found += [f"{_shown(each)}: ngày kết thúc trước ngày bắt đầu." for each in known if each.is_backwards]
    sound = [each for each in known if not each.is_backwards]
    found += [_clash(one, two) for one, two in combinations(sound, 2) if _exclude(one, two)]
    return found + [_unlisted(each) for each in sound if not _stands_on_membership(each, sound)]


def _exclude(one: Period, two: Period) -> bool:
    both_memberships = one.kind in MEMBERSHIPS and two.kind in MEMBERSHIPS
    return (one.kind == two.kind or both_memberships) and one.overlaps(two)


def _stands_on_membership(period: Period, periods: Sequence[Period]) -> bool:
    if period.kind in MEMBERSHIPS:
        return True
    return any(each.kind in MEMBERSHIPS and each.overlaps(period) for each in periods)


def _clash(one: Period, two: Period) -> str:
    return f"{_shown(one)} trùng ngày với {_shown(two).lower()}: sửa lại một trong hai."


def _unlisted(period: Period) -> str:
    return f"{_shown(period)}: những ngày đó không có tên trong danh sách chi bộ."


def _shown(period: Period) -> str:
    label = LABELS[period.kind]
    start = f" từ {show_day(period.from_on)}" if period.from_on else ""
    end = f" đến {show_day(period.until_on)}" if period.until_on else ""
    return f"{label[0].upper()}{label[1:]}{start}{end}"
