"""Who of the sample province goes to which meeting: teams and plans, guests in the minutes, visits, their assessments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Chance, day_in, person_name
from chibo_desktop.actions.sample.facts import SampleGuest, Session
from chibo_desktop.actions.sample.tree import DISTRICTS_END, Cell, Tree, desk_above
from chibo_desktop.base.dates import PartialDate, last_day
from chibo_desktop.records.visits import (
    Assessment,
    Official,
    Round,
    TeamMember,
    Visit,
    VisitDuty,
    VisitPlan,
    VisitTeam,
)

COUNTED = ("regular", "thematic", "combined")
TEAMS_BEFORE, TEAMS_SINCE, TEAM_SIZE = 5, 6, 2
"""Of the upper body, until 30/6/2025 and since; of how many each."""
CASES = (("team", 62), ("other", 38))
RECORDS = (("named", 50), ("by name", 25), ("none", 25))
"""How a team's visit is known besides the guest list: the visit names the meeting, is found by name, or there is none."""


@dataclass
class Visits:
    """What is made here; `sessions` are those given, with the guests who came."""

    tree: Tree
    chance: Chance
    sessions: list[Session] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    teams: list[VisitTeam] = field(default_factory=list)
    team_members: list[TeamMember] = field(default_factory=list)
    duties: list[VisitDuty] = field(default_factory=list)
    plans: list[VisitPlan] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    staff: defaultdict[str, list[Official]] = field(default_factory=lambda: defaultdict(list))
    serving: defaultdict[str, list[tuple[VisitTeam, Official]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def new_id(self, body: Any) -> Any:
        return self.tree.ids.new(body.partition("-")[0])

    def members_on(self, body: Any, day: date) -> list[tuple[VisitTeam, Official]]:
        """Who served in which team of the body that day."""
        return [
            (team, official)
            for team, official in self.serving[body]
            if (team.from_on or date.min) <= day <= (team.until_on or date.max)
        ]


def make_visits(tree: Tree, seed: int, months: list[str], sessions: list[Session]) -> Visits:
    """Officials, teams, plans and rounds of every body, then who came to which of the meetings."""
    made = Visits(tree, Chance(f"visits {seed}"))
    for number, body in enumerate((tree.upper_id, *tree.communes)):
        _add_staff(made, body, 14 if number == 0 else 5)
        _add_teams(made, body, number)
        for year in sorted({int(month[:4]) for month in months}):
            made.plans.append(
                VisitPlan(id=made.new_id(body), body_id=body, year=year, basis="Quy chế dự sinh hoạt chi bộ")
            )
    _add_rounds(made, months)
    _add_duties(made)
    cells = {cell.id: cell for cell in tree.cells}
    rates = {cell.id: made.chance.weighted(((0.8, 25), (0.5, 45), (0.2, 30))) for cell in tree.cells}
    for session in sessions:
        made.sessions.append(_attend(made, cells[session.cell_id], rates[session.cell_id], session))
    for cell in tree.cells:
        for month in months:
            _plan_more(made, cell, month)
    _visit_committees(made, months)
    return made


def _add_staff(made: Visits, body: Any, count: int) -> None:
    names: list[str] = []
    while len(names) < count:
        name = person_name(made.chance, made.tree.said)
        if name not in names:
            names.append(name)
    for name in names:
        official = Official(
            id=made.new_id(body),
            body_id=body,
            full_name=name,
            office=made.chance.one(made.tree.said["offices"]),
        )
        made.officials.append(official)
        made.staff[body].append(official)


def _add_teams(made: Visits, body: Any, number: int) -> None:
    """The upper body's teams were all reorganised when the districts ended; so was one commune's in four."""
    since = DISTRICTS_END + timedelta(days=1)
    staff = made.staff[body]
    if number == 0:
        for place in range(TEAMS_BEFORE):
            _add_team(made, body, place + 1, staff[place * 2 : place * 2 + TEAM_SIZE], until_on=DISTRICTS_END)
        for place in range(TEAMS_SINCE):
            shifted = [staff[(place * 2 + 3 + each) % 12] for each in range(TEAM_SIZE)]
            _add_team(made, body, place + 1, shifted, from_on=since)
    elif number % 4 == 1:
        _add_team(made, body, 1, staff[:3], until_on=DISTRICTS_END)
        _add_team(made, body, 1, staff[1:4], from_on=since)
    else:
        _add_team(made, body, 1, staff[:2])
        _add_team(made, body, 2, staff[2:4])


def _add_team(made: Visits, body: Any, number: int, staff: list[Official], **days: Any) -> None:
    team = VisitTeam(
        id=made.new_id(body), body_id=body, name=f"Tổ số {number}", territory="Theo phân công", **days
    )
    made.teams.append(team)
    for place, official in enumerate(staff):
        made.serving[body].append((team, official))
        made.team_members.append(
            TeamMember(
                id=made.new_id(body),
                team_id=team.id,
                official_id=official.id,
                leads=place == 0,
                cadence="quarterly" if body == made.tree.upper_id else "monthly",
                **days,
            )
        )


def _add_rounds(made: Visits, months: list[str]) -> None:
    for number, place in enumerate(range(0, len(months), 3), 1):
        quarter = months[place : place + 3]
        made.rounds.append(
            Round(
                id=made.new_id(made.tree.upper_id),
                body_id=made.tree.upper_id,
                number=number,
                from_on=day_in(quarter[0], 1),
                until_on=last_day(quarter[-1]),
                orientation="Kiểm tra nền nếp sinh hoạt, việc thực hiện nghị quyết của chi bộ",
            )
        )


def _add_duties(made: Visits) -> None:
    for number, cell in enumerate(made.tree.cells):
        body = desk_above(made.tree, cell, date.max)
        official = made.staff[body][number % len(made.staff[body])]
        made.duties.append(VisitDuty(id=made.new_id(body), official_id=official.id, organisation_id=cell.id))


def _attend(made: Visits, cell: Cell, rate: float, session: Session) -> Session:
    """The meeting with its guests; to each team's visit perhaps a record, perhaps an assessment."""
    if session.kind not in COUNTED or session.held_on is None or session.from_old_book:
        return session
    above = desk_above(made.tree, cell, session.held_on)
    guests: list[SampleGuest] = []
    if above != made.tree.upper_id and made.chance.below(rate):
        guests += _come(made, above, "commune", session)
    if made.chance.below(0.4 if above == made.tree.upper_id else 0.07):
        guests += _come(made, made.tree.upper_id, "upper", session)
    if made.chance.below(0.01):
        guests.append(SampleGuest(person_name(made.chance, made.tree.said), "Vụ trưởng", "centre"))
    if made.chance.below(0.06):
        guests.append(SampleGuest(person_name(made.chance, made.tree.said), "Trưởng bản", "other"))
    return replace(session, guests=tuple(guests))


def _come(made: Visits, body: Any, level: str, session: Session) -> list[SampleGuest]:
    """Who came from one body: somebody of a team, or another."""
    day = session.held_on or date.min
    if made.chance.weighted(CASES) == "other":
        official = made.staff[body][-1]
        if made.chance.below(0.5):
            return [SampleGuest(official.full_name, official.office, level)]
        name = _free_name(made, body)
        return [SampleGuest(name, "Cán bộ được cử", level)]
    team, official = made.chance.one(made.members_on(body, day))
    leads = any(
        each.team_id == team.id and each.official_id == official.id and each.leads
        for each in made.team_members
    )
    guests = [SampleGuest(official.full_name, official.office, level, leads)]
    if made.chance.below(0.1):
        mates = [each for of, each in made.members_on(body, day) if of == team and each != official]
        guests += [SampleGuest(each.full_name, each.office, level) for each in mates[:1]]
    _note_visit(made, body, team, official, session)
    return guests


def _free_name(made: Visits, body: Any) -> str:
    """A name nobody of the body bears."""
    taken = {each.full_name for each in made.staff[body]}
    while (name := person_name(made.chance, made.tree.said)) in taken:
        pass
    return name


def _note_visit(made: Visits, body: Any, team: VisitTeam, official: Official, session: Session) -> None:
    """Nothing is noted as made of a meeting that was never locked; of one never sent only the visit is known."""
    if not session.is_finalised or session.held_on is None:
        return
    sort = made.chance.weighted(RECORDS) if session.is_sent else "unsent"
    visit = None
    if sort != "none":
        visit = _put_visit(
            made,
            body,
            session.cell_id,
            session.period,
            plan_id=_plan_of(made, body, session.period),
            team_id=team.id if sort != "by name" else None,
            official_id=official.id,
            made_on=session.held_on,
            planned_on=session.postponed_from or session.held_on,
            meeting_id=session.id if sort == "named" else None,
        )
    if session.is_sent and made.chance.below(0.5):
        _assess(made, body, official, session, visit)


def _plan_of(made: Visits, body: Any, month: str) -> Any:
    return next(
        (each.id for each in made.plans if each.body_id == body and str(each.year) == month[:4]), None
    )


def _put_visit(made: Visits, body: Any, organisation: Any, month: str, **said: Any) -> Visit:
    visit = Visit(
        id=made.new_id(body),
        body_id=body,
        organisation_id=organisation,
        month=PartialDate.from_iso(month),
        **said,
    )
    made.visits.append(visit)
    return visit


def _assess(made: Visits, body: Any, official: Official, session: Session, visit: Visit | None) -> None:
    chance = made.chance
    feasible = chance.weighted((("yes", 75), ("no", 12), (None, 13)))
    made.assessments.append(
        Assessment(
            id=made.new_id(body),
            body_id=body,
            organisation_id=session.cell_id,
            period=PartialDate.from_iso(session.period),
            meeting_id=None if chance.below(0.04) else session.id,
            visit_id=visit.id if visit else None,
            official_id=official.id,
            assessed_on=session.held_on,
            premises="Nhà văn hóa, đủ chỗ ngồi",
            conduct="Đúng trình tự",
            remarks="Nghị quyết bám việc của bản" if feasible == "yes" else "Nghị quyết còn chung chung",
            feasible=feasible,
            materials_effective=chance.weighted((("yes", 60), ("no", 15), (None, 25))),
            put_away=chance.below(0.02),
        )
    )


def _plan_more(made: Visits, cell: Cell, month: str) -> None:
    """Visits that were planned and not made: still open, put off, or excused."""
    day = day_in(month, cell.meeting_day)
    if not cell.stood(day, day) or not made.chance.below(0.05):
        return
    body = desk_above(made.tree, cell, day)
    sort = made.chance.one(("open", "put off", "excused"))
    team, official = made.chance.one(made.members_on(body, day))
    _put_visit(
        made,
        body,
        cell.id,
        month,
        plan_id=_plan_of(made, body, month),
        team_id=team.id,
        official_id=official.id,
        planned_on=day + timedelta(days=10) if sort == "put off" else day,
        postponed_from=day if sort == "put off" else None,
        postponed_because="Họp đột xuất" if sort == "put off" else "",
        excused_because="Đi công tác xa" if sort == "excused" else "",
    )


def _visit_committees(made: Visits, months: list[str]) -> None:
    """Meetings of committees: the communes' by the upper body, cells' by their commune."""
    for place, commune in enumerate(made.tree.communes):
        for month in months[place % 3 :: 3]:
            if made.chance.below(0.5):
                _visit_committee(made, made.tree.upper_id, commune, day_in(month, 25))
    for cell in made.tree.cells:
        month = made.chance.one(months)
        day = day_in(month, 20)
        if cell.stood(day, day) and made.chance.below(0.25):
            _visit_committee(made, desk_above(made.tree, cell, day), cell.id, day)


def _visit_committee(made: Visits, body: Any, organisation: Any, day: date) -> None:
    team, official = made.chance.one(made.members_on(body, day))
    _put_visit(
        made,
        body,
        organisation,
        day.isoformat()[:7],
        purpose="committee",
        team_id=team.id,
        official_id=official.id,
        made_on=day,
        planned_on=day,
    )
