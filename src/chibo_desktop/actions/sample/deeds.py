"""The sample province as what was written: by which device, into which book, at what moment; keys and chains are elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Ids, day_in
from chibo_desktop.actions.sample.facts import World
from chibo_desktop.actions.sample.growth import Growth
from chibo_desktop.actions.sample.minutes import ENDED, Minutes, Put, at, month_end, put
from chibo_desktop.actions.visit_notices import has_readers, is_to_tell, notice_id, notice_values
from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records.field import spec_of
from chibo_desktop.records.oversight import FollowUp
from chibo_desktop.records.proposal import Answer, Proposal, ProposalStep
from chibo_desktop.records.visits import Visit

FOR_ALL = {"directive", "target", "material"}
"""What stands in a body's book for all below; an upper body's rounds do too."""
TOLD = ("handed_up", "interim", "answered")
"""The steps of a proposal its cell is told, in the book addressed to it."""
DAYS = (
    "made_on",
    "planned_on",
    "held_on",
    "assessed_on",
    "taken_on",
    "issued_on",
    "from_on",
    "valid_from",
    "on",
)
"""The fields that say on which day a body wrote a record; the first that is filled."""
OF_BODIES = (
    "placements", "successions", "places", "places_served", "officials", "teams", "team_members", "duties", "plans",
    "visits", "rounds", "assessments", "inspections", "gatherings", "participants", "follow_ups", "directives",
    "targets", "materials", "hand_figures",
)  # fmt: skip
MOST = 20
"""Records of one entry: a private part is looked for in its whole entry, so a long one is slow to take in."""
MORNING, FORENOON, NIGHT = time(8, 0), time(10, 0), time(22, 0)


@dataclass(frozen=True)
class Deed:
    """One finished action: what one device put into one book at one moment."""

    device: str
    book: str
    at: datetime
    puts: tuple[Put, ...]


@dataclass
class _Deeds:
    """What is being collected; records of one book and day make one deed."""

    world: World
    ids: Ids
    found: list[Deed] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    names: dict[str, Facts] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    by_day: defaultdict[tuple[str, str, date], list[Put]] = field(default_factory=lambda: defaultdict(list))

    @property
    def beginning(self) -> date:
        """Three weeks before the first month: when the books were begun."""
        return day_in(self.world.first, 1) - timedelta(days=21)

    def within(self, day: date | None) -> date:
        return min(max(day or self.beginning, self.beginning), self.world.today - timedelta(days=1))

    def add(self, device: str, book: str, day: date, one: Put) -> None:
        self.by_day[device, book, self.within(day)].append(one)


def make_deeds(world: World) -> list[Deed]:
    """Everything every device of the province wrote, in the order of time; nothing after `world.today`."""
    deeds = _Deeds(world, ids_after(world), cells={each.id: each.cell_id for each in world.proposals})
    named = [_plain(one) for one in (*world.teams, *world.officials)]
    deeds.names.update({one.id: Facts(one.kind, one.id, one.fields) for one in named})
    growth = Growth(world, deeds.ids)
    _begin_books(deeds)
    _enrol(deeds, growth.known_of)
    for name in OF_BODIES:
        for one in getattr(world, name):
            _by_body(deeds, one)
    for step in world.steps:
        _take_step(deeds, step)
    for answer in world.answers:
        _answer(deeds, answer)
    _hold(deeds)
    for proposal in world.proposals:
        _propose(deeds, proposal)
    for written in growth.written():
        deeds.add(*written)
    for (device, book, day), puts in deeds.by_day.items():
        when = MORNING if day == deeds.beginning else FORENOON
        for place in range(0, len(puts), MOST):
            deeds.found.append(Deed(device, book, at(day, when), tuple(puts[place : place + MOST])))
    return sorted(deeds.found, key=lambda deed: deed.at)


def ids_after(world: World) -> Ids:
    """Ids that go on after the last one of each device in the world."""
    ids = Ids()
    ids.skip(str(one.id) for one in everything(world))
    return ids


def everything(world: World) -> Iterator[Any]:
    """Every record and meeting of the world."""
    for value in vars(world).values():
        if isinstance(value, tuple):
            yield from value


def _plain(one: Any) -> Put:
    return put(
        spec_of(type(one)).key, one.id, **{name: value for name, value in vars(one).items() if name != "id"}
    )


def _begin_books(deeds: _Deeds) -> None:
    """Each organisation stands in its own book; a historic one in that of the upper body."""
    for one in deeds.world.organisations:
        book = str(one.id) if one.id in deeds.world.writers else deeds.world.upper_id
        deeds.add(one.id.partition("-")[0], book, deeds.beginning, _plain(one))


def _enrol(deeds: _Deeds, known_of: Mapping[str, Mapping[str, Any]]) -> None:
    """A member is written down when the first period begins, with every period and what is known besides."""
    periods: defaultdict[str, list[Any]] = defaultdict(list)
    for standing in deeds.world.standings:
        periods[standing.member_id].append(standing)
    for member in deeds.world.members:
        begins = [each.from_on or deeds.beginning for each in periods[member.id]]
        day = deeds.within(min(begins, default=deeds.beginning))
        told = _plain(member)
        told.fields.update(known_of[member.id])
        for one in (told, *map(_plain, periods[member.id])):
            deeds.add(deeds.world.writers[member.cell_id], member.cell_id, day, one)


def _by_body(deeds: _Deeds, one: Any) -> None:
    """A record of a body above, in the book of those whom it concerns; a child follows its parent's day."""
    spec, device = spec_of(type(one)), one.id.partition("-")[0]
    body = f"{device}-1"
    said = next((day for name in DAYS if (day := getattr(one, name, None))), None)
    day = deeds.within(said or deeds.days.get(getattr(one, spec.parent, ""), None))
    deeds.days[one.id] = day
    told = _plain(one)
    if getattr(one, "excused_because", ""):
        told.fields["excused"] = True  # the reason goes to the body above alone
    if getattr(one, "member_id", None) and body != deeds.world.upper_id:
        told.fields.pop("full_name", None)  # a commune knows the member, the upper body only the name
    deeds.add(device, _book_of(deeds.world, body, spec.key, one), day, told)
    if isinstance(one, Visit):
        _announce(deeds, one, told, day)


def _book_of(world: World, body: str, kind: str, one: Any) -> str:
    """As the actions choose it: for all below, for the one organisation that has something to put right, or its own."""
    if kind in FOR_ALL or (kind == "round" and body == world.upper_id):
        return f"all:{body}"
    whose = str(one.organisation_id or "") if isinstance(one, FollowUp) else ""
    former = any(each.id == whose and each.historic for each in world.organisations)
    is_below = not former and body in _path_up(world, whose)[1:]
    return f"down:{whose}" if is_below else body


def _announce(deeds: _Deeds, visit: Visit, said: Put, day: date) -> None:
    """The notice of a visit to be told when it was written, addressed to the organisation visited."""
    place, facts = str(visit.organisation_id), Facts("visit", visit.id, said.fields)
    if not (is_to_tell(facts, day) and _is_read_below(deeds.world, place, visit.body_id)):
        return
    names = (deeds.names.get(one or "") for one in (visit.team_id, visit.official_id))
    notice = put("visit_notice", notice_id(facts), **notice_values(facts, *names))
    deeds.add(visit.id.partition("-")[0], f"down:{place}", day, notice)


def _is_read_below(world: World, place: str, body: str) -> bool:
    return has_readers(_path_up(world, place), body, lambda one: _typist(world, one) == one)


def _path_up(world: World, place: str) -> list[str]:
    """As `store.certificates.path_up` finds it in the books: after a cell typed for comes the body that types."""
    above = {str(one.id): str(one.parent_id or "") for one in world.organisations}
    path = []
    while place:
        path.append(place)
        typist = _typist(world, place)
        place = above.get(place, "") if typist in ("", place) else typist
    return path


def _typist(world: World, organisation_id: str) -> str:
    """The body whose device writes the organisation's book; "" of one without a book."""
    device = world.writers.get(organisation_id, "")
    return f"{device}-1" if device else ""


def _take_step(deeds: _Deeds, step: ProposalStep) -> None:
    """In the body's own book; what the cell has to know a second time in the book addressed to it."""
    device, day = step.id.partition("-")[0], step.taken_on or deeds.world.today
    deeds.add(device, f"{device}-1", day, _plain(step))
    if step.sort in TOLD:
        _tell(deeds, device, step, day)


def _tell(deeds: _Deeds, device: str, step: ProposalStep, day: date) -> None:
    book = f"down:{deeds.cells[step.proposal_id]}"
    twin = {**vars(step), "twin_id": step.id}
    twin.pop("id")
    deeds.add(device, book, day, put("proposal_step", deeds.ids.new(device), **twin))


def _answer(deeds: _Deeds, answer: Answer) -> None:
    """The words go to the cell; that it was answered stands in the body's own book, for those above."""
    device, day = answer.id.partition("-")[0], answer.answered_on or deeds.world.today
    deeds.add(device, f"down:{deeds.cells[answer.proposal_id]}", day, _plain(answer))
    said = {
        "proposal_id": answer.proposal_id,
        "body_id": answer.body_id,
        "sort": "answered",
        "taken_on": day,
        "paper_number": answer.paper_number,
        "outcome": answer.outcome,
    }
    deeds.add(device, f"{device}-1", day, put("proposal_step", deeds.ids.new(device), **said))


def _hold(deeds: _Deeds) -> None:
    """Each meeting at the end of its evening; a month without its meeting on the 28th."""
    world = deeds.world
    offices = {str(each.id): each.office for each in world.members if each.office}
    bulletins = {month_of(each.issued_on): str(each.id) for each in world.materials if each.issued_on}
    minutes = Minutes(deeds.ids, offices, bulletins)
    for session in world.sessions:
        if session.is_sent:
            day = session.held_on or month_end(session)
            device = world.writers[session.cell_id]
            deeds.found.append(
                Deed(device, session.cell_id, at(deeds.within(day), ENDED), tuple(minutes.puts(session)))
            )


def _propose(deeds: _Deeds, proposal: Proposal) -> None:
    """Written the night it was raised; announced in an entry of its own when the answer had come."""
    device = deeds.world.writers[proposal.cell_id]
    said = _plain(proposal)
    announced = said.fields.pop("announced_on", None)
    raised = at(deeds.within(proposal.raised_on), NIGHT)
    deeds.found.append(Deed(device, proposal.cell_id, raised, (said,)))
    if announced and proposal.announced_on:
        deeds.add(
            device,
            proposal.cell_id,
            proposal.announced_on,
            Put("proposal", proposal.id, {"announced_on": announced}),
        )
