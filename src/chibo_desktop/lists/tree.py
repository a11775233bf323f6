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
from chibo_desktop.store.certificates import chain_of_body, next_up_of_all, who_stands_for
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class Node:
    """One organisation on one day. `parent_id` is "" for the topmost; `name` is its id until its record comes."""

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
        found: list[str] = []
        waiting = list(reversed(self.below(body)))
        while waiting:
            one = waiting.pop()
            if one != body and one not in found:
                found.append(one)
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
    """A placement that counts: under whom, by which name, from when until when (both days belong to it)."""

    parent_id: str
    name: str
    from_on: date
    until_on: date

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


class Organisations:
    """Every organisation held here, with its dated placements."""

    def __init__(self, store: Store) -> None:
        self._above = next_up_of_all(store)
        self.read_as = self._aliases(store)
        self._facts = {facts.id: facts for facts in select(store, "organisation", away=True)}
        self._certified = {
            org: str(chain[0].body["kind"])
            for org in self._above
            if org not in self._facts and org not in self.read_as and (chain := chain_of_body(store, org))
        }
        self._spells = self._read_spells(store)
        self._trees: dict[tuple[Spell | None, ...], Tree] = {}
        self._ids = sorted({*self._facts, *self._certified} - self.read_as.keys())

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
            if self._may_place(facts, organisation_id):
                spell = Spell(
                    facts.text("parent_id"),
                    facts.text("name"),
                    facts.day("from_on") or date.min,
                    facts.day("until_on") or date.max,
                )
                found[organisation_id].append(spell)
        return {one: sorted(spells, key=lambda each: each.from_on) for one, spells in found.items()}

    def _may_place(self, placement: Facts, organisation_id: str) -> bool:
        """A body says it of what stands below it today or lives in its book; nobody says it of others."""
        made = self._facts.get(organisation_id)
        if made is not None and made.book == placement.book:
            return True
        above, seen = self._above.get(organisation_id), set[str]()
        while above and above not in seen:
            if above == placement.book:
                return True
            seen.add(above)
            above = self._above.get(above)
        return False

    def same(self, organisation_id: str) -> str:
        """The organisation an id is read as."""
        return self.read_as.get(organisation_id, organisation_id)

    def spells(self, organisation_id: str) -> Sequence[Spell]:
        """Its placements, the earliest first; () for one that stands where its certificate says."""
        return self._spells.get(organisation_id, ())

    def at(self, day: date) -> Tree:
        """The tree of that day; days between the same changes share one."""
        key = tuple(self._spell_at(one, day) for one in self._spells)
        if key not in self._trees:
            nodes = [node for one in self._ids if (node := self._node(one, day)) is not None]
            self._trees[key] = Tree({node.id: node for node in nodes})
        return self._trees[key]

    def _spell_at(self, organisation_id: str, day: date) -> Spell | None:
        covering = [spell for spell in self.spells(organisation_id) if spell.covers(day)]
        return covering[-1] if covering else None

    def stood(self, organisation_id: str, first: date, last: date) -> bool:
        """Whether the organisation stood on every day from `first` to `last`."""
        spells = self.spells(organisation_id)
        if not spells:
            facts = self._facts.get(organisation_id)
            return organisation_id in self._certified or (facts is not None and not _is_gone(facts))
        day = first
        for spell in spells:
            if spell.covers(day):
                if spell.until_on >= last:
                    return True
                day = spell.until_on + timedelta(days=1)
        return False

    def name(self, organisation_id: str, day: date) -> str:
        """How it was called that day; its newest name for a day on which it did not stand."""
        spell = self._spell_at(organisation_id, day)
        facts = self._facts.get(organisation_id)
        said = spell.name if spell else ""
        return said or (facts.text("name") if facts else "") or organisation_id

    def _node(self, organisation_id: str, day: date) -> Node | None:
        spells, spell = self.spells(organisation_id), self._spell_at(organisation_id, day)
        facts = self._facts.get(organisation_id)
        if (spells and spell is None) or (not spells and facts is not None and _is_gone(facts)):
            return None
        above = self._above.get(organisation_id) or ""
        return Node(
            id=organisation_id,
            name=self.name(organisation_id, day),
            kind=facts.text("kind") if facts else self._certified[organisation_id],
            parent_id=self.same((spell.parent_id if spell else "") or above),
            area=facts.text("area") if facts else "",
            is_grassroots=facts is not None and facts.flag("grassroots"),
            is_difficult=facts is not None and facts.flag("difficult"),
        )


def _is_gone(facts: Facts) -> bool:
    return facts.flag("historic") or facts.is_put_away


def organisations(store: Store) -> Organisations:
    """Every organisation with its placements, read once until somebody writes."""
    return known(store, "organisations", lambda: Organisations(store))
