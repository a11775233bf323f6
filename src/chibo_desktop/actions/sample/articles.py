"""Small worlds shaped like the figures three published articles report, so that each figure can be counted out of facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import UPPER_DEVICE, Ids, day_in, device_code, months_from
from chibo_desktop.actions.sample.facts import SampleGuest, SamplePaper, Session, World
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.organisation import Organisation
from chibo_desktop.records.oversight import Inspection
from chibo_desktop.records.proposal import Proposal
from chibo_desktop.records.visits import Official, Round, TeamMember, Visit, VisitTeam

UPPER_TEAMS = (10, 9, 8, 8, 7, 7, 6, 5, 5, 3)
"""How many cells each team of the upper body attends: 68, ten at most, three at least."""
BODIES = (128, 60, 55, 50, 48, 47, 45, 43, 42, 40, 38)
"""How many cells each of the eleven bodies attends: 596, one body 128."""
LAST_TEAMS = (8, 10, 10, 10)
"""Of the last body, with the smallest team of all."""
GRASSROOTS, THEMATIC = 113, 101
UPPER_COMMITTEES, BODY_COMMITTEES = 25, 199


@dataclass
class _Small:
    """A world under way."""

    ids: Ids = field(default_factory=Ids)
    organisations: list[Organisation] = field(default_factory=list)
    writers: dict[str, str] = field(default_factory=dict)
    officials: list[Official] = field(default_factory=list)
    teams: list[VisitTeam] = field(default_factory=list)
    team_members: list[TeamMember] = field(default_factory=list)
    upper: Any = ""

    def add(self, kind: str, device: str, name: str, parent: Any = None, *, grassroots: bool = False) -> Any:
        made = self.ids.new(device)
        self.organisations.append(
            Organisation(id=made, name=name, kind=kind, parent_id=parent, grassroots=grassroots)
        )
        self.writers[made] = device
        return made

    def begin(self) -> None:
        self.upper = self.add("upper", UPPER_DEVICE, "Đảng bộ tỉnh Nậm Sơn")

    def commune(self, number: int) -> Any:
        return self.add(
            "commune", device_code("xa", number), f"Đảng bộ trực thuộc số {number + 1}", self.upper
        )

    def cell(self, commune: Any, number: int, *, grassroots: bool = False) -> Any:
        """A cell typed for by its commune."""
        return self.add(
            "cell", commune.partition("-")[0], f"Chi bộ số {number + 1}", commune, grassroots=grassroots
        )

    def team(self, body: Any, number: int) -> tuple[VisitTeam, Official]:
        """A team of one, whose name nobody else bears."""
        device = body.partition("-")[0]
        official = Official(
            id=self.ids.new(device), body_id=body, full_name=f"Vàng A {_letters(len(self.officials))}"
        )
        team = VisitTeam(id=self.ids.new(device), body_id=body, name=f"Tổ số {number + 1}")
        self.officials.append(official)
        self.teams.append(team)
        member = TeamMember(id=self.ids.new(device), team_id=team.id, official_id=official.id, leads=True)
        self.team_members.append(member)
        return team, official

    def world(self, first: str, months: int, **made: Any) -> World:
        today = day_in(months_from(first, months + 1)[-1], 5)
        people: dict[str, Any] = {
            "officials": tuple(self.officials),
            "teams": tuple(self.teams),
            "team_members": tuple(self.team_members),
        }
        return World(
            0, first, months, today, self.upper, self.writers, tuple(self.organisations), **people, **made
        )


def _letters(number: int) -> str:
    """A given name for a number, so that no two people are called the same: Bủa Ca, Bủa Xa …"""
    first, second = (
        ("Bủa", "Dê", "Khứ", "Lềnh", "Mạng", "Páo", "Tếnh", "Vừ"),
        ("Ca", "Lử", "Nhìa", "Páo", "Sò", "Vạng", "Xa", "Xó", "Chu"),
    )
    return f"{first[number % len(first)]} {second[number // len(first) % len(second)]}"


def article_b() -> World:
    """Half a year of visits: upper teams 68 = 2 + 66 cells, 25 committees, 6 thematic, teams of 10 to 3 cells; teams of
    the bodies below 596 = 113 + 483 cells, 199 committees, 101 thematic, most in a body 128, fewest in a team 8.
    """
    small = _Small()
    small.begin()
    sessions: list[Session] = []
    bodies = [small.commune(number) for number in range(len(BODIES))]
    for body, count in zip(bodies, BODIES, strict=True):
        for number, size in enumerate(_sizes(count)):
            _, official = small.team(body, number)
            for _ in range(size):
                sessions.append(_attended(small, body, official, len(sessions)))
    visits = _committees(small, small.upper, bodies, UPPER_COMMITTEES)
    cells = [each.cell_id for each in sessions]
    for cell in cells[:BODY_COMMITTEES]:
        body = next(each.parent_id for each in small.organisations if each.id == cell)
        visits += _committees(small, str(body), [cell], 1)
    sessions = _attended_from_above(small, sessions)
    return small.world("2023-01", 6, sessions=tuple(sessions), visits=tuple(visits))


def _sizes(count: int) -> tuple[int, ...]:
    """Teams of ten cells or more; those of the last body as written above."""
    if count == sum(LAST_TEAMS):
        return LAST_TEAMS
    teams = count // 10
    return tuple(count // teams + (number < count % teams) for number in range(teams))


def _attended(small: _Small, body: Any, official: Official, number: int) -> Session:
    """One meeting of a new cell with somebody of the body's team; shares are exact: both numbers have no common factor."""
    total = sum(BODIES)
    cell = small.cell(body, number, grassroots=number * GRASSROOTS % total < GRASSROOTS)
    month = months_from("2023-01", 6)[number % 6]
    is_thematic = number * THEMATIC % total < THEMATIC
    return Session(
        id=small.ids.new(body.partition("-")[0]),
        cell_id=cell,
        period=month,
        kind="thematic" if is_thematic else "regular",
        held_on=day_in(month, 5),
        theme="Giữ rừng đầu nguồn" if is_thematic else "",
        theme_kind="quarterly" if is_thematic else "",
        guests=(SampleGuest(official.full_name, "Ủy viên", "commune"),),
        papers=(SamplePaper("resolution", day_in(month, 5)),),
    )


def _attended_from_above(small: _Small, sessions: list[Session]) -> list[Session]:
    """Six thematic meetings, two of grassroots cells and sixty others have somebody of the upper body too."""
    grassroots = {each.id for each in small.organisations if each.grassroots}

    def places(*, thematic: bool, grass: bool) -> list[int]:
        return [
            place
            for place, each in enumerate(sessions)
            if (each.kind == "thematic", each.cell_id in grassroots) == (thematic, grass)
        ]

    chosen = [
        *places(thematic=True, grass=False)[:6],
        *places(thematic=False, grass=True)[:2],
        *places(thematic=False, grass=False)[:60],
    ]
    found, waiting = list(sessions), iter(chosen)
    for number, size in enumerate(UPPER_TEAMS):
        _, official = small.team(small.upper, number)
        for _ in range(size):
            place = next(waiting)
            guest = SampleGuest(official.full_name, "Trưởng ban", "upper", leads_team=True)
            values = {**vars(found[place]), "guests": (*found[place].guests, guest)}
            found[place] = Session(**values)
    return found


def _committees(small: _Small, body: Any, at: list[Any], count: int) -> list[Visit]:
    """So many meetings of committees attended, one organisation after the other, month after month."""
    months = months_from("2023-01", 6)
    return [
        Visit(
            id=small.ids.new(body.partition("-")[0]),
            body_id=body,
            organisation_id=at[number % len(at)],
            purpose="committee",
            month=PartialDate.from_iso(months[number // len(at) % 6]),
            made_on=day_in(months[number // len(at) % 6], 20),
        )
        for number in range(count)
    ]


ROUNDS, ABOVE, OWN = 11, 282, 35


def article_l() -> World:
    """Eleven rounds, a quarter each, with 317 proposals: 282 for the district and above, 35 for the grassroots."""
    small = _Small()
    small.begin()
    communes = [small.commune(number) for number in range(2)]
    cells = [small.cell(communes[number % 2], number) for number in range(10)]
    months = months_from("2016-10", ROUNDS * 3)
    rounds = [
        Round(
            id=small.ids.new(UPPER_DEVICE),
            body_id=small.upper,
            number=number + 1,
            from_on=day_in(months[number * 3], 1),
            until_on=day_in(months[number * 3 + 2], 31),
        )
        for number in range(ROUNDS)
    ]
    proposals = [_asked(small, str(cells[n % len(cells)]), rounds[n % ROUNDS], n) for n in range(ABOVE + OWN)]
    return small.world("2016-10", ROUNDS * 3, rounds=tuple(rounds), proposals=tuple(proposals))


def _asked(small: _Small, cell: Any, asked_in: Round, number: int) -> Proposal:
    is_above = number % 9 != 8 or number >= OWN * 9
    competence = ("district", "upper")[number % 2] if is_above else ("commune", "cell")[number % 2]
    return Proposal(
        id=small.ids.new(cell.partition("-")[0]),
        cell_id=cell,
        raised_on=(asked_in.from_on or date.min) + timedelta(days=number % 28),
        source=("cell", "member", "people")[number % 3],
        content=f"Kiến nghị thứ {number + 1}",
        competence=competence,
        round_id=asked_in.id,
    )


def article_m() -> World:
    """A year in which each of the 42 organisations directly below was inspected, five of them twice."""
    small = _Small()
    small.begin()
    communes = [small.commune(number) for number in range(12)]
    cells = [
        small.add(
            "cell", device_code("cb", number), f"Chi bộ cơ sở số {number + 1}", small.upper, grassroots=True
        )
        for number in range(30)
    ]
    below = [*communes, *cells]
    inspections = [
        Inspection(
            id=small.ids.new(UPPER_DEVICE),
            body_id=small.upper,
            organisation_id=organisation,
            held_on=date(2017, 1, 20) + timedelta(days=7 * number),
        )
        for number, organisation in enumerate((*below, *below[:5]))
    ]
    return small.world("2017-01", 12, inspections=tuple(inspections))
