"""Which organisations came before and after one another: the ids of a line, who came in whose place; what a card shows of it is in structure.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.lists.same import together
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class InPlace:
    """The organisation that came in the place of another, from which day, by which decision."""

    organisation_id: str
    on: date
    basis: str


def in_place_of(store: Store, organisation_id: str) -> list[InPlace]:
    """Today's ids of those that came in the place of one, the next step alone, by day.

    [] while it goes on: what was split off from it stands beside it.
    """
    found = organisations(store)
    one = found.same(organisation_id)
    return [
        InPlace(found.same(each.text("successor_id")), on, each.text("basis"))
        for each in links(store, "predecessor_id", one)
        if (on := each.day("on")) is not None and not found.stood(one, on, on)
    ]


def followers(store: Store, organisation_id: str) -> tuple[str, ...]:
    """Today's ids of those that came in the place of an organisation, without itself, each followed on to the last."""
    found, waiting = dict[str, None](), [organisations(store).same(organisation_id)]
    seen = set(waiting)
    while waiting:
        one = waiting.pop()
        after = {each.organisation_id for each in in_place_of(store, one)} - seen
        seen |= after
        waiting += sorted(after)
        if not after and one != organisation_id:
            found[one] = None
    return tuple(found)


def came_before(store: Store, organisation_id: str) -> tuple[str, ...]:
    """Today's ids of an organisation and of all it followed at any distance, its own first, the nearest before."""
    found = organisations(store)
    line = [found.same(organisation_id)]
    for one in line:
        before = [found.same(each.text("predecessor_id")) for each in links(store, "successor_id", one)]
        line += [each for each in dict.fromkeys(before) if each not in line]
    return tuple(line)


def line_of(store: Store, organisation_id: str) -> tuple[str, ...]:
    """Every id under which the organisation or one it followed was ever written, its own first, the nearest before.

    Proposals and history of those before are found through it.
    """
    return known(store, ("ids of the line", organisation_id), lambda: _line_of(store, organisation_id))


def _line_of(store: Store, organisation_id: str) -> tuple[str, ...]:
    found, line = organisations(store), came_before(store, organisation_id)
    return tuple(dict.fromkeys(written for one in line for written in _written_as(store, found, one)))


def _written_as(store: Store, found: Organisations, one: str) -> Iterator[str]:
    yield from together(store, "organisation", one)
    yield from (alias for alias, body in found.read_as.items() if body == one)


def links(store: Store, field: str, organisation_id: str) -> list[Facts]:
    """The successions that name the organisation, by day; only of a body that may speak of both.

    Of what two bodies wrote down alike, the same pair, how and day, one stands: this desk's, else the first written.
    """
    found = organisations(store)
    every = known(store, "every succession", lambda: select(store, "succession"))
    mine = [
        each
        for each in every
        if found.same(each.text(field)) == organisation_id
        and all(found.may_say(each.book, each.text(name)) for name in ("predecessor_id", "successor_id"))
    ]
    if len(mine) < 2:
        return mine
    in_order = sorted(mine, key=lambda each: (each.day("on") or date.min, made_order(each.id)))
    own = own_organisation(store)
    once: dict[tuple[str, ...], str] = {}
    for each in sorted(in_order, key=lambda each: each.book != own):
        pair = tuple(found.same(each.text(name)) for name in ("predecessor_id", "successor_id"))
        once.setdefault((*pair, each.text("how"), each.text("on")), each.id)
    return [each for each in in_order if each.id in once.values()]
