"""Whether those who have to go do go: planned, made, excused, not gone, reported; by official; nothing is judged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import name_key
from chibo_desktop.lists.visit_plans import Plan, PlannedVisit, all_planned, plans_of
from chibo_desktop.lists.visit_teams import duties_of, teams
from chibo_desktop.lists.visits import MadeVisit, visits_made
from chibo_desktop.rules.guidance import in_force
from chibo_desktop.store import Store


@dataclass(frozen=True)
class Compliance:
    """One official in a range of months.

    `planned` are the visits written down for him, `made` those he went to by the minutes or by note, also unplanned.
    `late` and `unreported` are visits of the plan whose report was sent after the days guidance `visits` allows, or
    not yet though they are over; none where the plan of the year wants no reports. `visits_each` is how often the plan
    of the range's last year wants everybody to go, None where it does not say; `made_in_year` how often he went in
    that year up to the end of the range.
    """

    official_id: str
    name: str
    office: str
    teams: tuple[str, ...]
    planned: tuple[PlannedVisit, ...]
    made: tuple[MadeVisit, ...]
    late: int
    unreported: int
    visits_each: int | None
    made_in_year: int

    @property
    def lacking(self) -> int:
        """How many visits of the year's number he has still to make; 0 where the plan names none."""
        return max((self.visits_each or 0) - self.made_in_year, 0)

    @property
    def planned_made(self) -> int:
        return self._count("made")

    @property
    def excused(self) -> int:
        return self._count("excused")

    @property
    def overdue(self) -> int:
        """Planned, the time is over, and nothing says that he went."""
        return self._count("overdue")

    @property
    def has_not_gone(self) -> bool:
        """Whether he stands in the list "Chưa đi": he had to go and nothing tells of one visit."""
        return not self.made and not any(
            visit.made is not None and self.official_id in visit.made.official_ids for visit in self.planned
        )

    def _count(self, state: str) -> int:
        return sum(1 for visit in self.planned if visit.state == state)


def compliance(store: Store, body_id: str, first: date, last: date) -> list[Compliance]:
    """Every official of a body who has to go in the months of `first` to `last`, by name.

    He has to go who belongs to a team or answers for an organisation in the range, or for whom a visit is planned; who
    went besides is listed too.
    """
    today = store.clock.now().date()
    months = month_of(first), month_of(last)
    planned = [
        visit
        for visit in all_planned(store, today)
        if visit.body_id == body_id and months[0] <= visit.month <= months[1]
    ]
    made = visits_made(store, first, last)
    own_teams = _teams_of(store, body_id, (first, last))
    answering = {duty.official_id for duty in duties_of(store, body_id) if overlap(duty.span, (first, last))}
    plans = {plan.year: plan for plan in plans_of(store, body_id)}
    went = _went_in_year(store, made, first, last)
    found = []
    for official in teams(store).officials_of(body_id):
        own_planned = tuple(visit for visit in planned if visit.official_id == official.id)
        own_made = tuple(visit for visit in made if official.id in visit.official_ids)
        if not (official.id in own_teams or own_planned or own_made or official.id in answering):
            continue
        late, unreported = _reports(plans, own_planned, today)
        found.append(
            Compliance(
                official_id=official.id,
                name=official.text("full_name"),
                office=official.text("office"),
                teams=own_teams.get(official.id, ()),
                planned=own_planned,
                made=own_made,
                late=late,
                unreported=unreported,
                visits_each=plans[last.year].visits_each if last.year in plans else None,
                made_in_year=went[official.id],
            )
        )
    return sorted(found, key=lambda one: (name_key(one.name), one.official_id))


def _teams_of(store: Store, body_id: str, span: tuple[date, date]) -> dict[str, tuple[str, ...]]:
    """By official the names of the body's teams he belongs to on some day of the span."""
    found: dict[str, dict[str, None]] = {}
    for team in teams(store).of(body_id):
        for mate in team.mates:
            if overlap(team.span, mate.span, span):
                found.setdefault(mate.official_id, {})[team.name] = None
    return {official_id: tuple(names) for official_id, names in found.items()}


def _went_in_year(store: Store, made: Sequence[MadeVisit], first: date, last: date) -> Counter[str]:
    """By official how often he went in the year of `last`, up to it; `made` are the visits of the range."""
    year = date(last.year, 1, 1)
    visits = made if first <= year else visits_made(store, year, last)
    return Counter(
        official_id
        for visit in visits
        if visit.month[:4] == str(last.year)
        for official_id in visit.official_ids
    )


def wants_report(store: Store, body_id: str, year: int) -> bool:
    """Whether a report of every visit is wanted in that year: always, unless the body's plan of the year wants none."""
    return all(plan.report_wanted for plan in plans_of(store, body_id) if plan.year == year)


def _reports(plans: Mapping[int, Plan], visits: Sequence[PlannedVisit], today: date) -> tuple[int, int]:
    """How many were reported late and how many not yet though their time is over; `plans` by year."""
    late = unreported = 0
    for visit in visits:
        plan = plans.get(int(visit.month[:4]))
        if visit.made is None or (plan is not None and not plan.report_wanted):
            continue
        until = report_due(visit.made.day)
        reported = visit.facts.day("reported_on")
        late += reported is not None and reported > until
        unreported += reported is None and today > until
    return late, unreported


def report_due(day: date) -> date:
    """By when the report of a visit of that day is to be sent (guidance `visits`)."""
    return day + timedelta(days=int(in_force("visits", day).values["report_within_days"]))
