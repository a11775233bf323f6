"""Whether those who have to go do go: planned, made, excused, not gone, reported; by official; nothing is judged here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import name_key
from chibo_desktop.lists.visit_plans import PlannedVisit, all_planned, plans_of
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
    people = teams(store)
    members = [
        (team, mate)
        for team in people.of(body_id)
        for mate in team.mates
        if overlap(team.span, mate.span, (first, last))
    ]
    answering = {duty.official_id for duty in duties_of(store, body_id) if overlap(duty.span, (first, last))}
    year = date(last.year, 1, 1)
    made_in_year = made if first <= year else visits_made(store, year, last)
    each = {plan.year: plan for plan in plans_of(store, body_id)}.get(last.year)
    found = []
    for official in people.officials_of(body_id):
        own_teams = tuple(
            dict.fromkeys(team.name for team, mate in members if mate.official_id == official.id)
        )
        own_planned = tuple(visit for visit in planned if visit.official_id == official.id)
        own_made = tuple(visit for visit in made if official.id in visit.official_ids)
        if not (own_teams or own_planned or own_made or official.id in answering):
            continue
        late, unreported = _reports(store, own_planned, today)
        found.append(
            Compliance(
                official_id=official.id,
                name=official.text("full_name"),
                office=official.text("office"),
                teams=own_teams,
                planned=own_planned,
                made=own_made,
                late=late,
                unreported=unreported,
                visits_each=each.visits_each if each else None,
                made_in_year=_went(made_in_year, official.id, last.year),
            )
        )
    return sorted(found, key=lambda one: (name_key(one.name), one.official_id))


def _went(made: Sequence[MadeVisit], official_id: str, year: int) -> int:
    return sum(1 for visit in made if visit.month[:4] == str(year) and official_id in visit.official_ids)


def wants_report(store: Store, body_id: str, year: int) -> bool:
    """Whether a report of every visit is wanted in that year: always, unless the body's plan of the year wants none."""
    return all(plan.report_wanted for plan in plans_of(store, body_id) if plan.year == year)


def _reports(store: Store, visits: Sequence[PlannedVisit], today: date) -> tuple[int, int]:
    late = unreported = 0
    for visit in visits:
        if visit.made is None or not wants_report(store, visit.body_id, int(visit.month[:4])):
            continue
        until = report_due(visit.made.day)
        reported = visit.facts.day("reported_on")
        late += reported is not None and reported > until
        unreported += reported is None and today > until
    return late, unreported


def report_due(day: date) -> date:
    """By when the report of a visit of that day is to be sent (guidance `visits`)."""
    return day + timedelta(days=int(in_force("visits", day).values["report_within_days"]))
