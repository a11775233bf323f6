"""The values of the papers about visits: calendar, assignment, report, book; how they are laid out stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_compliance import compliance
from chibo_desktop.lists.visit_plans import PlannedVisit, planned_visits
from chibo_desktop.lists.visit_reports import VisitCount, VisitReport, visit_report
from chibo_desktop.lists.visit_teams import Team, teams
from chibo_desktop.lists.visits import MadeVisit
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Store

CADENCES = {"monthly": "hằng tháng", "quarterly": "hằng quý", "yearly": "hằng năm"}


class Going(TypedDict):
    """One line of the calendar; `when` is a day or a month, `note` why it was put off."""

    when: str
    place: str
    who: str
    note: str


class Calendar(TypedDict):
    """Who goes where from `first` to `last` (ISO days); `orientation` of the round in force, "" without one."""

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    rows: list[Going]
    orientation: str


class TeamMate(TypedDict):
    name: str
    office: str
    leads: bool
    cadence: str


class TeamPaper(TypedDict):
    """A team with its people and the months in which it goes to each cell, as "Chi bộ bản Nà Hừ: tháng 2, 5"."""

    name: str
    territory: str
    basis: str
    mates: list[TeamMate]
    places: list[str]


class Duty(TypedDict):
    name: str
    office: str
    place: str
    from_on: str


class AssignmentPaper(TypedDict):
    """Who follows which organisation in a year, and the plan's basis."""

    issuer: Issuer
    issued_on: str
    year: int
    basis: str
    teams: list[TeamPaper]
    duties: list[Duty]


class CountRow(TypedDict):
    name: str
    events: int
    cells: int
    grassroots: int
    other: int
    committee: int
    thematic: int


class Named(TypedDict):
    name: str
    count: int


class VisitReportPaper(TypedDict):
    """Figures of a range; `extremes` are finished sentences with their unit, `not_gone` names with office.

    The four prose texts are those of the round the report is of, "" for a report of a range.
    """

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    round: int | None
    total: CountRow
    levels: list[CountRow]
    teams: list[CountRow]
    bodies: list[CountRow]
    extremes: list[str]
    difficult: list[Named]
    planned: int
    planned_made: int
    excused: int
    overdue: int
    not_gone: list[str]
    orientation: str
    shortcomings: str
    causes: str
    solutions: str


class Attended(TypedDict):
    day: str
    place: str
    who: str
    occasion: str
    directions: str


class VisitBook(TypedDict):
    """Every visit made, one a line."""

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    rows: list[Attended]


def calendar_values(store: Store, scope: Scope) -> Calendar:
    """The visits of a body still to come or made in the months of the range."""
    visits = planned_visits(store, month_of(scope.first), month_of(scope.last), body_id=scope.organisation_id)
    return Calendar(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        rows=[_going(visit) for visit in visits if visit.state != "excused"],
        orientation=_orientation(store, scope),
    )


def _going(visit: PlannedVisit) -> Going:
    committee = "; họp cấp ủy" if visit.purpose == "committee" else ""
    return Going(
        when=visit.when,
        place=f"{visit.organisation_name}{committee}",
        who=visit.who,
        note="; ".join(filter(None, (visit.put_off, visit.state_words if visit.is_left else ""))),
    )


def _orientation(store: Store, scope: Scope) -> str:
    rounds = select(store, "round", "body_id = ?", (scope.organisation_id,))
    in_force = [
        each
        for each in rounds
        if (begun := each.day("from_on"))
        and begun <= scope.last
        and (each.day("until_on") or scope.last) >= scope.first
    ]
    return in_force[-1].text("orientation") if in_force else ""


def assignment_values(store: Store, scope: Scope) -> AssignmentPaper:
    """The teams at work on the last day with their year, and the standing duties."""
    year = scope.last.year
    people = teams(store)
    visits = planned_visits(store, f"{year}-01", f"{year}-12", body_id=scope.organisation_id)
    plans = select(store, "visit_plan", "body_id = ? AND year = ?", (scope.organisation_id, year))
    return AssignmentPaper(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        year=year,
        basis=plans[0].text("basis") if plans else "",
        teams=[_team(team, scope, visits) for team in people.of(scope.organisation_id, scope.last)],
        duties=_duties(store, scope),
    )


def _team(team: Team, scope: Scope, visits: list[PlannedVisit]) -> TeamPaper:
    places: dict[str, list[str]] = {}
    for visit in visits:
        if visit.team_id == team.id and visit.state != "excused":
            places.setdefault(visit.organisation_name, []).append(str(int(visit.month[5:7])))
    return TeamPaper(
        name=team.name,
        territory=team.territory,
        basis=team.basis,
        mates=[
            TeamMate(
                name=mate.name, office=mate.office, leads=mate.leads, cadence=CADENCES.get(mate.cadence, "")
            )
            for mate in team.mates_on(scope.last)
        ],
        places=[
            f"{name}: tháng {', '.join(dict.fromkeys(months))}" for name, months in sorted(places.items())
        ],
    )


def _duties(store: Store, scope: Scope) -> list[Duty]:
    people, names = teams(store), organisations(store)
    found = []
    for facts in select(store, "visit_duty"):
        official = people.officials.get(facts.text("official_id"))
        ended = facts.day("until_on")
        if (
            official is None
            or official.text("body_id") != scope.organisation_id
            or (ended and ended < scope.last)
        ):
            continue
        found.append(
            Duty(
                name=official.text("full_name"),
                office=official.text("office"),
                place=names.name(names.same(facts.text("organisation_id")), scope.last),
                from_on=iso_of(facts.day("from_on")),
            )
        )
    return sorted(found, key=lambda duty: (duty["place"], duty["name"]))


def report_values(store: Store, scope: Scope) -> VisitReportPaper:
    """The report of a range, or of the round `scope.record_id`, whose days it then has."""
    told = find(store, "round", scope.record_id) if scope.record_id else None
    is_round = told is not None
    own, first, last = scope.organisation_id, scope.first, scope.last
    report = visit_report(store, own, first, last, level=scope.level, by_day=is_round)
    people = compliance(store, own, first, last)
    return VisitReportPaper(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        round=told.count("number") if told else None,
        total=_count(report.total),
        levels=[_count(each) for each in report.by_level],
        teams=[_count(each) for each in report.by_team],
        bodies=[_count(each) for each in report.by_body],
        extremes=_extremes(report),
        difficult=[Named(name=name, count=times) for name, times in report.difficult],
        planned=sum(len(one.planned) for one in people),
        planned_made=sum(one.planned_made for one in people),
        excused=sum(one.excused for one in people),
        overdue=sum(one.overdue for one in people),
        not_gone=[
            ", ".join(part for part in (one.name, one.office) if part) for one in people if one.has_not_gone
        ],
        orientation=told.text("orientation") if told else "",
        shortcomings=told.text("shortcomings") if told else "",
        causes=told.text("causes") if told else "",
        solutions=told.text("solutions") if told else "",
    )


def _count(count: VisitCount) -> CountRow:
    return CountRow(
        name=count.name,
        events=count.events,
        cells=count.cells,
        grassroots=count.grassroots_cells,
        other=count.other_cells,
        committee=count.committee,
        thematic=count.thematic,
    )


def _extremes(report: VisitReport) -> list[str]:
    return [
        f"Nhiều nhất theo {most.sentence}; ít nhất theo {fewest.sentence}"
        for most, fewest in report.most_and_fewest
    ]


def book_values(store: Store, scope: Scope) -> VisitBook:
    """Every visit made under a body in the months of the range, with what the visitors directed."""
    report = visit_report(store, scope.organisation_id, scope.first, scope.last, level=scope.level)
    names, people = organisations(store), teams(store)
    directions: dict[tuple[str, str], list[str]] = {}
    for guest in select(store, "guest"):
        if said := guest.text("directions"):
            directions.setdefault((guest.text("meeting_id"), guest.text("level")), []).append(said)
    return VisitBook(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        rows=[
            Attended(
                day=visit.day.isoformat(),
                place=names.name(visit.organisation_id, visit.day),
                who=who_came(visit, people.teams.get(visit.team_id), names.name(visit.body_id, visit.day)),
                occasion=occasion_of(visit),
                directions=" ".join(directions.get((visit.meeting_id, visit.level), ())),
            )
            for visit in report.total.visits
        ],
    )


def who_came(visit: MadeVisit, team: Team | None, body_name: str) -> str:
    """As in "Hà Thị Xuân, Cà Văn Xôm (Tổ 1)"; the team or body where no name is held."""
    where = team.name if team else body_name if visit.body_id else ""
    named = ", ".join(visit.names)
    return f"{named} ({where})" if named and where else named or where


def occasion_of(visit: MadeVisit) -> str:
    """What was attended, in words: "Sinh hoạt chuyên đề", "Họp cấp ủy"."""
    if visit.purpose == "committee" and not visit.kind:
        return "Họp cấp ủy"
    words = kind_of(visit.kind, visit.day).words if visit.kind else "sinh hoạt chi bộ"
    return words[:1].upper() + words[1:]
