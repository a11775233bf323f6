"""Visits that were planned and what became of each: a year's plan, a month's calendar; made visits are in visits.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_desktop.base.dates import last_day, month_of, show_day
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.lists.visit_notices import Told, told_visits
from chibo_desktop.lists.visit_teams import Teams, teams
from chibo_desktop.lists.visits import MadeVisit, all_visits_made
from chibo_desktop.rules.visit_rota import QUARTER_FIRST
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

State = Literal["made", "excused", "overdue", "postponed", "planned"]
STATE_WORDS: Mapping[State, str] = {
    "made": "đã dự",
    "excused": "vắng có lý do",
    "overdue": "chưa có tin đã dự",
    "postponed": "đã hoãn",
    "planned": "sẽ dự",
}
OPEN: tuple[State, ...] = ("planned", "postponed", "overdue")
"""The states in which somebody is still to go."""


@dataclass(frozen=True)
class PlannedVisit:
    """One visit a body wrote down. `month` "2026-10"; `who` names team and person as far as they are known here.

    `is_told`: its own record is not held here, only what this organisation was told of it: `facts` hold no more.
    `is_left`: somebody is still to go, on a day on which the place stands no more.
    """

    id: str
    body_id: str
    body_name: str
    plan_id: str
    organisation_id: str
    organisation_name: str
    month: str
    planned_on: date | None
    purpose: str
    team_id: str
    team_name: str
    official_id: str
    official_name: str
    office: str
    state: State
    made: MadeVisit | None
    facts: Facts
    is_told: bool = False
    is_left: bool = False

    @property
    def state_words(self) -> str:
        """As in "sẽ dự"; of one that can no more be made there that instead."""
        return "nơi dự đã thôi hoạt động" if self.is_left else STATE_WORDS[self.state]

    @property
    def who(self) -> str:
        """As in "Tổ 3, Giàng A Vừ"; the body where neither was chosen."""
        return ", ".join(part for part in (self.team_name, self.official_name) if part) or self.body_name

    @property
    def when(self) -> str:
        """The day, or the month where no day is set: "05/10/2026", "tháng 10/2026"."""
        if self.planned_on is not None:
            return show_day(self.planned_on)
        return f"tháng {self.month[5:7]}/{self.month[:4]}"

    @property
    def put_off(self) -> str:
        """As in "hoãn từ 05/10/2026: lũ cuốn cầu"; of one that had no day set "hoãn từ tháng 10/2026"; "" else."""
        meant, because = self.facts.partial("postponed_from"), self.facts.text("postponed_because")
        if meant is None:
            return ""
        when = meant.shown() if meant.day else f"tháng {meant.shown()}"
        return f"hoãn từ {when}{f': {because}' if because else ''}"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to go."""
        return self.state in OPEN

    @property
    def is_to_come(self) -> bool:
        """Whether its time is not over: it can still be put off in good time."""
        return self.state in ("planned", "postponed")


@dataclass(frozen=True)
class Plan:
    """A body's plan of one year. `visits_each`: how often everybody who goes has to, None where it does not say."""

    id: str
    body_id: str
    year: int
    basis: str
    months: tuple[int, ...]
    fixed_day: int | None
    report_wanted: bool
    visits_each: int | None
    facts: Facts


def plans_of(store: Store, body_id: str) -> list[Plan]:
    """A body's plans, the newest year first."""
    found = [
        Plan(
            id=facts.id,
            body_id=facts.text("body_id"),
            year=facts.count("year") or 0,
            basis=facts.text("basis"),
            months=QUARTER_FIRST if facts.text("months") == "quarter_first" else tuple(range(1, 13)),
            fixed_day=facts.count("fixed_day"),
            report_wanted=facts["report_wanted"] is not False,
            visits_each=facts.count("visits_each"),
            facts=facts,
        )
        for facts in select(store, "visit_plan", "body_id = ?", (body_id,))
    ]
    return sorted(found, key=lambda plan: plan.year, reverse=True)


def planned_visits(store: Store, first: str, last: str, *, body_id: str = "") -> list[PlannedVisit]:
    """Visits planned for the months `first` to `last` ("2026-01"), by whichever body unless one is named; by day.

    Of other bodies those whose plan is read here, or that announced the visit.
    """
    return [
        visit
        for visit in all_planned(store, store.clock.now().date())
        if first <= visit.month <= last and (not body_id or visit.body_id == body_id)
    ]


def all_planned(store: Store, today: date) -> tuple[PlannedVisit, ...]:
    """Every visit somebody wrote down, by month, day and cell; not to be changed."""
    return known(store, ("visits planned", today), lambda: _read(store, today))


def _read(store: Store, today: date) -> tuple[PlannedVisit, ...]:
    made = {visit_id: each for each in all_visits_made(store) for visit_id in each.visit_ids}
    tree, people = organisations(store), teams(store)
    told = told_visits(store)
    every = [*select(store, "visit"), *(each.visit for each in told.values())]
    found = [
        _row(facts, tree, _names(facts, people, told.get(facts.id)), made.get(facts.id), today)
        for facts in every
        if facts.text("month")
    ]
    return tuple(
        sorted(found, key=lambda row: (row.month, row.planned_on or date.max, row.organisation_name))
    )


@dataclass(frozen=True)
class _Names:
    """Who goes, in words."""

    team: str
    official: str
    office: str
    is_told: bool


def _names(facts: Facts, people: Teams, told: Told | None) -> _Names:
    if told is not None:
        return _Names(told.team, told.visitor, told.office, is_told=True)
    team = people.teams.get(facts.text("team_id"))
    official = people.officials.get(facts.text("official_id"))
    return _Names(
        team.name if team else "",
        official.text("full_name") if official else "",
        official.text("office") if official else "",
        is_told=False,
    )


def _row(
    facts: Facts, tree: Organisations, names: _Names, made: MadeVisit | None, today: date
) -> PlannedVisit:
    place, planned = tree.same(facts.text("organisation_id")), facts.day("planned_on")
    when, state = planned or today, _state(facts, made, today)
    return PlannedVisit(
        id=facts.id,
        body_id=facts.text("body_id"),
        body_name=tree.name(facts.text("body_id"), when),
        plan_id=facts.text("plan_id"),
        organisation_id=place,
        organisation_name=tree.name(place, when),
        month=facts.text("month")[:7],
        planned_on=planned,
        purpose=facts.text("purpose"),
        team_id=facts.text("team_id"),
        team_name=names.team,
        official_id=facts.text("official_id"),
        official_name=names.official,
        office=names.office,
        state=state,
        made=made,
        facts=facts,
        is_told=names.is_told,
        is_left=state in OPEN and _is_left(tree, place, _latest(facts, today)),
    )


def _is_left(tree: Organisations, place: str, day: date) -> bool:
    """Whether a place known here does not stand that day."""
    return bool(tree.times(place)) and not tree.stood(place, day, day)


def _latest(facts: Facts, today: date) -> date:
    """The day set, else the last of its month; one that is overdue can be made today at the soonest."""
    month = facts.partial("month")
    of_month = last_day(str(month)[:7]) if month and month.month else today
    return max(facts.day("planned_on") or of_month, today)


def _state(facts: Facts, made: MadeVisit | None, today: date) -> State:
    """A month without a set day is over with its last day."""
    if made is not None:
        return "made"
    if facts.flag("excused"):
        return "excused"
    planned = facts.day("planned_on")
    if (planned is not None and planned < today) or facts.text("month")[:7] < month_of(today):
        return "overdue"
    return "postponed" if facts.text("postponed_from") else "planned"
