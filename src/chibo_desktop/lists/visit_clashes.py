"""Visits of several teams or levels that meet at one cell, on one day or in one month; who gives way is not said here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.visit_plans import PlannedVisit


@dataclass(frozen=True)
class Clash:
    """Two or more visits to one cell. `same_day`: on one day, else only in one month."""

    organisation_id: str
    organisation_name: str
    month: str
    visits: tuple[PlannedVisit, ...]

    @property
    def same_day(self) -> bool:
        days = [visit.planned_on for visit in self.visits if visit.planned_on]
        return len(set(days)) < len(days)

    @property
    def sentence(self) -> str:
        """Names both, and when: "Đảng bộ tỉnh (Tổ 3) ngày 05/10/2026 và Đảng bộ xã (Tổ 1) ngày 12/10/2026"."""
        said = [_named(visit) for visit in self.visits]
        when = "cùng ngày" if self.same_day else "cùng tháng"
        return f"{' và '.join(said)}: {when} tại {self.organisation_name}"


def _named(visit: PlannedVisit) -> str:
    who = ", ".join(part for part in (visit.team_name, visit.official_name) if part)
    day = f"ngày {show_day(visit.planned_on)}" if visit.planned_on else f"tháng {visit.month[5:7]}"
    return f"{visit.body_name}{f' ({who})' if who else ''} {day}"


def clashes_among(visits: Sequence[PlannedVisit]) -> list[Clash]:
    """The clashes among these visits, by month and name of the cell; of those all over nobody can put one off.

    Visits of one team to one cell in a month are one journey, not a clash; those excused do not go.
    A committee's meeting is another thing than the cell's.
    """
    found: defaultdict[tuple[str, str, str], list[PlannedVisit]] = defaultdict(list)
    for visit in visits:
        if visit.state != "excused":
            found[visit.month, visit.organisation_id, visit.purpose].append(visit)
    clashes = [
        Clash(place, each[0].organisation_name, month, tuple(each))
        for (month, place, _), each in found.items()
        if len({_goer(visit) for visit in each}) > 1 and any(visit.is_to_come for visit in each)
    ]
    return sorted(clashes, key=lambda clash: (clash.month, clash.organisation_name, clash.organisation_id))


def _goer(visit: PlannedVisit) -> tuple[str, str]:
    """Of a visit known by its notice the names tell who goes."""
    return (visit.body_id, visit.team_id or visit.team_name or visit.official_id or visit.official_name)


def by_visit(clashes: Sequence[Clash]) -> dict[str, Clash]:
    """The clash each visit stands in, by its id."""
    return {visit.id: clash for clash in clashes for visit in clash.visits}
