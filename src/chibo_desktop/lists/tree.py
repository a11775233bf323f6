"""Which organisations stood under which, and by which name, on a day; who wrote that down is in actions/structure.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import read_as
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import newest_bodies, next_up_of_all, who_stands_for
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class Node:
    """One organisation on one day. `parent_id` is "" for the topmost; `name` is its id where nothing names it."""

    id: str
    name: str
    kind: str
    parent_id: str
    area: str
    is_grassroots: bool
    is_difficult: bool


@dataclass(frozen=True)
class Tree:
    """The organisations that stood on one day."""

    nodes: Mapping[str, Node]

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for node in sorted(self.nodes.values(), key=lambda each: (each.name.casefold(), each.id)):
            found[node.parent_id].append(node.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def below(self, body: str) -> tuple[str, ...]:
        """The organisations directly below, by name."""
        return self._below.get(body, ())

    def under(self, body: str) -> tuple[str, ...]:
        """Every organisation below, at any distance, each before what stands below it."""
        found: dict[str, None] = {}
        waiting = list(reversed(self.below(body)))
        while waiting:
            one = waiting.pop()
            if one != body and one not in found:
                found[one] = None
                waiting += reversed(self.below(one))
        return tuple(found)

    def cells(self, body: str) -> tuple[str, ...]:
        """The cells below at any distance; of a cell itself, that cell."""
        node = self.nodes.get(body)
        if node is not None and node.kind == "cell":
            return (body,)
        return tuple(one for one in self.under(body) if self.nodes[one].kind == "cell")

    def path(self, organisation_id: str) -> tuple[str, ...]:
        """The organisation and those above it, nearest first; () for one that did not stand that day."""
        found: list[str] = []
        node = self.nodes.get(organisation_id)
        while node is not None and node.id not in found:
            found.append(node.id)
            node = self.nodes.get(node.parent_id)
        return tuple(found)


@dataclass(frozen=True)
class Spell:
    """A placement that counts: under whom, by which name, from when until when (both days belong to it).

    `parent_id` and `name` are "" where the placement leaves them to the certificate or the record. A spell without an
    `id` is not written: it is how one without any placement stands.
    """

    parent_id: str
    name: str
    from_on: date = date.min
    until_on: date = date.max
    id: str = ""
    basis: str = ""

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


class Organisations:
    """Every organisation held here, with its dated placements."""

    def __init__(self, store: Store) -> None:
        self._above = next_up_of_all(store)
        self.read_as = self._aliases(store)
        self._facts = {facts.id: facts for facts in select(store, "organisation", away=True)}
        self._certified = newest_bodies(store)
        """What the certificate says; it serves where no record came yet."""
        self._spells = self._read_spells(store)
        self._trees: dict[tuple[Spell | None, ...], Tree] = {}
        self.ids: Sequence[str] = sorted({*self._facts, *self._certified} - self.read_as.keys())
        """Every organisation known here, whether it stands today or not."""

    @staticmethod
    def _aliases(store: Store) -> dict[str, str]:
        """Per id under which something may have been written, the organisation it is read as."""
        stands = {row["org"] for row in store.rows("SELECT DISTINCT org FROM stands_for")}
        found = {org: body for org in stands if (body := who_stands_for(store, org)) != org}
        joined = read_as(store, "organisation")
        return {**{org: joined.get(body, body) for org, body in found.items()}, **joined}

    def _read_spells(self, store: Store) -> Mapping[str, Sequence[Spell]]:
        found: defaultdict[str, list[Spell]] = defaultdict(list)
        for facts in select(store, "placement"):
            organisation_id = self.same(facts.text("organisation_id"))
            if self.may_say(facts.book, organisation_id):
                found[organisation_id].append(_spell(facts))
        return {one: sorted(spells, key=lambda each: each.from_on) for one, spells in found.items()}

    def may_say(self, book: str, organisation_id: str) -> bool:
        """Whether a book may say how an organisation stood: it lives there, or its body stands above it today."""
        made = self._facts.get(self.same(organisation_id))
        says = self.same(book)
        if made is not None and self.same(made.book) == says:
            return True
        return says in self._bodies_above(organisation_id)

    def _bodies_above(self, organisation_id: str) -> Sequence[str]:
        """By certificates: a placement never gives its writer more to say."""
        found: list[str] = []
        above = self._next_up(organisation_id)
        while above and above not in found:
            found.append(above)
            above = self._next_up(above)
        return found

    def _next_up(self, organisation_id: str) -> str:
        return self.same(self._above.get(self.same(organisation_id)) or "")

    def same(self, organisation_id: str) -> str:
        """The organisation an id is read as."""
        return self.read_as.get(organisation_id, organisation_id)

    def spells(self, organisation_id: str) -> Sequence[Spell]:
        """Its placements, the earliest first; () for one that stands where its certificate says."""
        return self._spells.get(self.same(organisation_id), ())

    def facts(self, organisation_id: str) -> Facts | None:
        """Its record; None until it comes."""
        return self._facts.get(self.same(organisation_id))

    def times(self, organisation_id: str) -> Sequence[Spell]:
        """The same; of one without placements the one spell, without an end, in which it stands; () when it is gone."""
        one = self.same(organisation_id)
        if spells := self.spells(one):
            return spells
        return (Spell(self._next_up(one), self._own_name(one)),) if self._is_here(one) else ()

    def _is_here(self, organisation_id: str) -> bool:
        """Of one without placements: whether it stands."""
        facts = self._facts.get(organisation_id)
        return organisation_id in self._certified if facts is None else not _is_gone(facts)

    def at(self, day: date) -> Tree:
        """The tree of that day; days between the same changes share one."""
        key = tuple(self._spell_at(one, day) for one in self._spells)
        if key not in self._trees:
            nodes = [node for one in self.ids if (node := self._node(one, day)) is not None]
            self._trees[key] = Tree({node.id: node for node in nodes})
        return self._trees[key]

    def _spell_at(self, organisation_id: str, day: date) -> Spell | None:
        covering = [spell for spell in self.spells(organisation_id) if spell.covers(day)]
        return covering[-1] if covering else None

    def stood(self, organisation_id: str, first: date, last: date) -> bool:
        """Whether the organisation stood on every day from `first` to `last`."""
        day = first
        for spell in self.times(organisation_id):
            if spell.covers(day):
                if spell.until_on >= last:
                    return True
                day = spell.until_on + timedelta(days=1)
        return False

    def above(self, organisation_id: str, day: date) -> tuple[str, ...]:
        """Those above it on a day, nearest first, without making that day's tree; it need not have stood itself."""
        found: list[str] = []
        one = self._parent(organisation_id, day)
        while one and one not in found:
            found.append(one)
            one = self._parent(one, day)
        return tuple(found)

    def _parent(self, organisation_id: str, day: date) -> str:
        spell = self._spell_at(self.same(organisation_id), day)
        return self.same(spell.parent_id) if spell and spell.parent_id else self._next_up(organisation_id)

    def name(self, organisation_id: str, day: date) -> str:
        """How it was called that day; its newest name for a day on which it did not stand."""
        spell = self._spell_at(self.same(organisation_id), day)
        return (spell.name if spell else "") or self._own_name(organisation_id)

    def _own_name(self, organisation_id: str) -> str:
        """By its record, else by its certificate, else its id."""
        one = self.same(organisation_id)
        facts, certified = self._facts.get(one), self._certified.get(one)
        return (facts.text("name") if facts else "") or (str(certified["name"]) if certified else "") or one

    def is_certified(self, organisation_id: str) -> bool:
        """Whether it has, or once had, a key of its own."""
        return self.same(organisation_id) in self._certified

    def kind(self, organisation_id: str) -> str:
        """The name of its kind; "" where neither record nor certificate says one."""
        facts, certified = self._facts.get(organisation_id), self._certified.get(organisation_id)
        said = facts.text("kind") if facts else ""
        return said or (str(certified["kind"]) if certified else "")

    def _node(self, organisation_id: str, day: date) -> Node | None:
        spell = self._spell_at(organisation_id, day)
        if spell is None and (self.spells(organisation_id) or not self._is_here(organisation_id)):
            return None
        facts = self._facts.get(organisation_id)
        return Node(
            id=organisation_id,
            name=self.name(organisation_id, day),
            kind=self.kind(organisation_id),
            parent_id=self._parent(organisation_id, day),
            area=facts.text("area") if facts else "",
            is_grassroots=facts is not None and facts.flag("grassroots"),
            is_difficult=facts is not None and facts.flag("difficult"),
        )


def _spell(facts: Facts) -> Spell:
    return Spell(
        facts.text("parent_id"),
        facts.text("name"),
        facts.day("from_on") or date.min,
        facts.day("until_on") or date.max,
        facts.id,
        facts.text("basis"),
    )


def _is_gone(facts: Facts) -> bool:
    return facts.flag("historic") or facts.is_put_away


def organisations(store: Store) -> Organisations:
    """Every organisation with its placements, read once until somebody writes."""
    return known(store, "organisations", lambda: Organisations(store))
