"""How hamlets, schools and clinics stand in respect of the Party on a day, who heads them and who is in charge of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.spans import covers
from chibo_desktop.base.text import title_key
from chibo_desktop.lists.every_member import periods_of_all
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.lineage import followers
from chibo_desktop.lists.moved import moved_from, records_before
from chibo_desktop.lists.places import days_words
from chibo_desktop.lists.roster import list_members, names_of
from chibo_desktop.lists.rows import Facts, find, made_order, select
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.records import find_spec
from chibo_desktop.rules.standing import Period, standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

NO_MEMBERS, NO_CELL, UNSTABLE, HAS_CELL = STATES = ("no_members", "no_cell", "unstable", "has_cell")
"""The states a place can be in, the most difficult first; a place is in one of them at a time."""
WITHOUT = (NO_MEMBERS, NO_CELL)
"""Those of a place without a cell of its own."""
HAMLETS = ("hamlet", "village", "residential", "outpost")
"""Kinds of places where people live, which somebody heads."""
STATE_WORDS = {
    NO_MEMBERS: "chưa có đảng viên",
    NO_CELL: "chưa có chi bộ",
    UNSTABLE: "chưa bền vững",
    HAS_CELL: "có chi bộ",
}
GROUPS = ((HAMLETS, "Thôn, bản"), (("school",), "Trường học"), (("clinic",), "Trạm y tế"))
HEAD, IN_CHARGE = "head", "in_charge"


@dataclass(frozen=True)
class PlacePerson:
    """Who heads a place or is in charge of it. `name` is "" where it is not held at this level, and above the commune."""

    id: str
    name: str
    member_id: str
    is_member: bool
    is_secretary: bool
    days: str
    basis: str

    @property
    def what(self) -> str:
        """As in "bí thư chi bộ"."""
        return (
            "bí thư chi bộ" if self.is_secretary else "đảng viên" if self.is_member else "chưa là đảng viên"
        )


@dataclass(frozen=True)
class PlaceRow:
    """One place on a day. `stated_id` is the record that says its state, "" where it follows from the cells that lead it."""

    id: str
    body_id: str
    name: str
    kind: str
    kind_label: str
    state: str
    stated_id: str
    cells: tuple[tuple[str, str], ...]
    head: PlacePerson | None
    in_charge: tuple[PlacePerson, ...]
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True)
class PastLine:
    """One line of the history of a place, with the record behind it."""

    kind: str
    id: str
    words: str
    days: str
    until_on: date | None


class Places:
    """Every place held here with what was written of it, read once."""

    def __init__(self, store: Store) -> None:
        self._store, self.held = store, organisations(store)
        self.all: Sequence[Facts] = select(store, "place")
        self._standings = _by_place(select(store, "place_standing"))
        self._served = _by_place(select(store, "place_served"))
        self._people = _by_place(select(store, "place_person"))
        self._after: dict[str, tuple[str, ...]] = {}
        self._below: dict[date, Mapping[str, Sequence[Facts]]] = {}

    def below(self, body: str, day: date) -> Sequence[Facts]:
        """The places there are of a body and of every body below it on a day; dealt out once a day for all bodies."""
        if day not in self._below:
            found: defaultdict[str, list[Facts]] = defaultdict(list)
            for place in (each for each in self.all if covers(each.span(), day)):
                for one in self.bodies(place, day):
                    found[one].append(place)
            self._below[day] = found
        return self._below[day].get(self.held.same(body), ())

    def bodies(self, place: Facts, day: date) -> tuple[str, ...]:
        """The body it belongs to on a day, and those above: of one that stands no more that which followed it."""
        body, tree = self.held.same(place.text("body_id")), self.held.at(day)
        if body not in tree.nodes:
            if body not in self._after:
                self._after[body] = followers(self._store, body)
            body = next((one for one in self._after[body] if one in tree.nodes), body)
        return tree.path(body) or (body,)

    def state(self, place_id: str, day: date) -> tuple[str, str]:
        """The state on a day and the record that says it; without one, whether a cell leads the place."""
        said = _newest(each for each in self._standings.get(place_id, ()) if covers(each.span(), day))
        if said is not None:
            return said.text("state"), said.id
        return (HAS_CELL if self.cells(place_id, day) else NO_CELL), ""

    def cells(self, place_id: str, day: date) -> tuple[str, ...]:
        """The cells that lead it on a day and stand that day."""
        nodes = self.held.at(day).nodes
        serving = (each for each in self._served.get(place_id, ()) if covers(each.span(), day))
        found = (self.held.same(each.text("cell_id")) for each in serving)
        return tuple(dict.fromkeys(one for one in found if one in nodes))

    def head(self, place_id: str, day: date) -> Facts | None:
        """Who heads it on a day; the one who began last."""
        return _newest(self._in_role(place_id, HEAD, day))

    def in_charge(self, place_id: str, day: date) -> list[Facts]:
        """Who is in charge of it on a day."""
        return self._in_role(place_id, IN_CHARGE, day)

    def _in_role(self, place_id: str, role: str, day: date) -> list[Facts]:
        people = self._people.get(place_id, ())
        return [each for each in people if each.text("role") == role and covers(each.span(), day)]

    def past(self, place_id: str) -> list[Facts]:
        """Everything written of it, the newest first."""
        every = (self._standings, self._served, self._people)
        found = [facts for held in every for facts in held.get(place_id, ())]
        return sorted(
            found, key=lambda each: (each.day("from_on") or date.min, made_order(each.id)), reverse=True
        )


def _by_place(found: Iterable[Facts]) -> Mapping[str, list[Facts]]:
    places: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in found:
        places[facts.text("place_id")].append(facts)
    return places


def _newest(found: Iterable[Facts]) -> Facts | None:
    return max(found, key=lambda each: (each.day("from_on") or date.min, made_order(each.id)), default=None)


def every_place(store: Store) -> Places:
    """Every place held here, read once until somebody writes."""
    return known(store, "every place", lambda: Places(store))


def place_rows(store: Store, body: str, day: date) -> list[PlaceRow]:
    """The places of a body and of those below it, the most difficult first, then by name."""
    rows = [place_row(store, place, day) for place in every_place(store).below(body, day)]
    return sorted(rows, key=lambda row: (STATES.index(row.state), title_key(row.name), row.id))


def places_gone(store: Store, body: str, day: date) -> list[Facts]:
    """The places of a body itself that there were before a day and are no more, the last first."""
    held, own = every_place(store), organisations(store).same(body)
    gone = [each for each in held.all if (each.day("until_on") or date.max) < day]
    mine = [each for each in gone if held.held.same(each.text("body_id")) == own]
    return sorted(mine, key=lambda each: (each.day("until_on") or date.max, each.id), reverse=True)


def place_row(store: Store, place: Facts, day: date) -> PlaceRow:
    """One place on a day."""
    held = every_place(store)
    state, stated = held.state(place.id, day)
    head = held.head(place.id, day)
    first, last = place.span()
    return PlaceRow(
        id=place.id,
        body_id=next(iter(held.bodies(place, day))),
        name=place.text("name"),
        kind=place.text("kind"),
        kind_label=place.shown("kind"),
        state=state if state in STATES else NO_CELL,
        stated_id=stated,
        cells=tuple((one, held.held.name(one, day)) for one in held.cells(place.id, day)),
        head=person_of(store, head, day) if head else None,
        in_charge=tuple(person_of(store, each, day) for each in held.in_charge(place.id, day)),
        from_on=first,
        until_on=last,
    )


def person_of(store: Store, facts: Facts, day: date) -> PlacePerson:
    """The person of a role, as known on a day; the office is the one on record now."""
    member = member_of(store, facts)
    return PlacePerson(
        id=facts.id,
        name=_name(store, facts, member),
        member_id=member,
        is_member=is_member(store, facts, day),
        is_secretary=_is_secretary(store, member),
        days=days_words(*facts.span()),
        basis=facts.text("basis"),
    )


def _name(store: Store, facts: Facts, member_id: str) -> str:
    """Names of people stay with the commune that wrote them down."""
    if facts.book != own_organisation(store):
        return ""
    return facts.text("full_name") or names_of(store, [member_id]).get(member_id, "")


def member_of(store: Store, facts: Facts) -> str:
    """The member a person of a place is, by the record that is theirs today; "" for one who is none here."""
    one = facts.text("member_id")
    after = known(store, "moved on", lambda: {old: new for new, old in moved_from(store).items()})
    seen = {one}
    while (new := after.get(one)) and new not in seen:
        seen.add(one := new)
    return one


def is_member(store: Store, facts: Facts, day: date) -> bool:
    """Whether the person is a Party member on a day: said so, or on a list here that day.

    Whoever was on none yet is one from the decision to admit on: the list may have been typed late. Who left is one no
    more, as far as is known here.
    """
    if facts.flag("is_member"):
        return True
    member = find(store, "member", member_of(store, facts)) if facts.text("member_id") else None
    if member is None:
        return False
    periods = _periods(store, member.id)
    if standing_at(periods, day).membership is not None:
        return True
    begun = min((each.from_on or date.min for each in periods), default=date.max)
    decided = member.day("decided_on")
    if not periods:
        return not member.is_put_away and (decided is None or decided <= day)
    return decided is not None and decided <= day < begun


def _periods(store: Store, member_id: str) -> list[Period]:
    """On this list and on those it was passed on from."""
    every = periods_of_all(store)
    return [each for one in (member_id, *records_before(store, member_id)) for each in every.get(one, ())]


def _is_secretary(store: Store, member_id: str) -> bool:
    member = find(store, "member", member_id) if member_id else None
    return member is not None and not member.is_put_away and member.text("office") == "secretary"


def place_kinds() -> Mapping[str, str]:
    """The kinds of places by name, in the words of the form."""
    field = find_spec("place").field("kind")
    return dict(field.choices) if field else {}


def counted(rows: Sequence[PlaceRow]) -> list[tuple[str, Counter[str]]]:
    """By group of kinds, in words, how many places are in each state; groups without a place are left out."""
    found = [(words, Counter(row.state for row in rows if row.kind in kinds)) for kinds, words in GROUPS]
    return [(words, states) for words, states in found if states]


def history_of(store: Store, place_id: str) -> list[PastLine]:
    """States, cells and people of a place, the newest first."""
    return [_past(store, facts) for facts in every_place(store).past(place_id)]


def _past(store: Store, facts: Facts) -> PastLine:
    first, last = facts.span()
    return PastLine(
        facts.kind,
        facts.id,
        _past_words(store, every_place(store).held, facts),
        days_words(first, last),
        last,
    )


def _past_words(store: Store, held: Organisations, facts: Facts) -> str:
    if facts.kind == "place_standing":
        return facts.shown("state")
    if facts.kind == "place_served":
        return held.name(held.same(facts.text("cell_id")), facts.day("until_on") or date.max)
    person = person_of(store, facts, facts.day("until_on") or date.max)
    role = find_spec("place_person").field("role")
    return f"{role.label_of(facts.text('role')) if role else ''}: {person.name or person.what}"


def people_to_choose(store: Store, body: str, day: date) -> list[tuple[str, str, str]]:
    """Id, name and cell of the members on the lists of a body's cells on a day, whose names are held here."""
    held = organisations(store)
    return [
        (row.id, row.name, held.name(cell, day))
        for cell in held.at(day).cells(held.same(body))
        for row in list_members(store, cell, day)
        if row.name
    ]
