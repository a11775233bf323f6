"""Which organisations stood under which, and by which name, on a day; who wrote that down is in actions/structure.py."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.said import cells_by_certificate, read_as_today
from chibo_desktop.lists.spells import Rank, Spell, read_spell, spells_that_count
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import newest_bodies, next_up_of_all
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


class Organisations:
    """Every organisation held here, with its dated placements."""

    def __init__(self, store: Store) -> None:
        self._above = next_up_of_all(store)
        self.read_as = read_as_today(store)
        """Per id under which something may have been written, the organisation it is read as."""
        self._certified, self._cells = newest_bodies(store), cells_by_certificate(store)
        """What the certificate says; it serves where no record came yet, and alone says who is but a cell."""
        every = select(store, "organisation", away=True)
        self._facts = {facts.id: facts for facts in every if self._is_told(facts)}
        self._lines: dict[str, tuple[str, ...]] = {}
        self._written = self._read_written(store)
        self._spells = {
            one: spells_that_count(found, self._rank(one)) for one, found in self._written.items()
        }
        self._trees: dict[int, Tree] = {}
        self.ids: Sequence[str] = sorted({*self._facts, *self._certified} - self.read_as.keys())
        """Every organisation known here, whether it stands today or not."""

    def _is_told(self, facts: Facts) -> bool:
        """Whether its record counts: its own, else of one without a key that of a body; a cell makes up no other."""
        one, book = self.same(facts.id), self.same(facts.book)
        if one in self._certified:
            return book == one
        return (self._next_up(one) if book == one else book) not in self._cells

    def _read_written(self, store: Store) -> Mapping[str, Sequence[Spell]]:
        found: defaultdict[str, list[Spell]] = defaultdict(list)
        for facts in select(store, "placement"):
            organisation_id = self.same(facts.text("organisation_id"))
            if self.may_say(facts.book, organisation_id) and self._may_place(facts):
                found[organisation_id].append(read_spell(facts, self.same(facts.book)))
        return found

    def _rank(self, organisation_id: str) -> Rank:
        line = self.certified_above(organisation_id)
        return lambda body: line.index(one) if (one := self.same(body)) in line else -1

    def rank(self, organisation_id: str, body: str) -> int:
        """How high a body stands above an organisation by certificates: 0 directly above, -1 not above it."""
        return self._rank(organisation_id)(self.same(body))

    def may_say(self, book: str, organisation_id: str) -> bool:
        """Whether a book may say how an organisation stood: its record lives there, or its body stands above it today.

        A cell says it of nobody, not even of itself.
        """
        made = self._facts.get(self.same(organisation_id))
        says = self.same(book)
        if says in self._cells:
            return False
        is_made_here = made is not None and self.same(made.book) == says
        return is_made_here or says in self.certified_above(organisation_id)

    def _may_place(self, facts: Facts) -> bool:
        """Whether the parent it names is the body that says so, one above that, or one of which it may say this too."""
        parent, says = self.same(facts.text("parent_id")), self.same(facts.book)
        return parent in ("", says, *self.certified_above(says)) or self.may_say(facts.book, parent)

    def certified_above(self, organisation_id: str) -> tuple[str, ...]:
        """The bodies its books travel through, nearest first: by certificates alone, whatever placements say.

        They may say how it stood, can send it something, and have to answer it; a placement gives its writer none of that.
        """
        one = self.same(organisation_id)
        if one not in self._lines:
            found: list[str] = []
            above = self._next_up(one)
            while above and above not in found:
                found.append(above)
                above = self._next_up(above)
            self._lines[one] = tuple(found)
        return self._lines[one]

    def _next_up(self, organisation_id: str) -> str:
        return self.same(self._above.get(self.same(organisation_id)) or "")

    def same(self, organisation_id: str) -> str:
        """The organisation an id is read as."""
        return self.read_as.get(organisation_id, organisation_id)

    def spells(self, organisation_id: str) -> Sequence[Spell]:
        """The periods in which it stood, the earliest first; () for one that stands where its certificate says."""
        return self._spells.get(self.same(organisation_id), ())

    def written(self, organisation_id: str) -> Sequence[Spell]:
        """The placements themselves, each as the body wrote it that may say it."""
        return self._written.get(self.same(organisation_id), ())

    def facts(self, organisation_id: str) -> Facts | None:
        """Its record; None until it comes."""
        return self._facts.get(self.same(organisation_id))

    def times(self, organisation_id: str) -> Sequence[Spell]:
        """The same; of one without placements the one spell, without an end, in which it stands; () when it is gone."""
        one = self.same(organisation_id)
        if one in self._spells:
            return self._spells[one]
        return (Spell(self._next_up(one), self._own_name(one)),) if self._is_here(one) else ()

    def _is_here(self, organisation_id: str) -> bool:
        """Of one without placements: whether it stands."""
        facts = self._facts.get(organisation_id)
        return organisation_id in self._certified or (facts is not None and not _is_gone(facts))

    def at(self, day: date) -> Tree:
        """The tree of that day; days between the same changes share one."""
        key = bisect_right(self._changes, day)
        if key not in self._trees:
            nodes = [node for one in self.ids if (node := self._node(one, day)) is not None]
            self._trees[key] = Tree({node.id: node for node in nodes})
        return self._trees[key]

    @cached_property
    def _changes(self) -> Sequence[date]:
        """The days on which any organisation begins to stand otherwise than the day before."""
        every = [spell for spells in self._spells.values() for spell in spells]
        ends = {spell.until_on + timedelta(days=1) for spell in every if spell.until_on < date.max}
        return sorted(ends | {spell.from_on for spell in every})

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

    def ended_since(self, organisation_id: str, day: date) -> date | None:
        """The first day on which it stands no more, where that has come by a day; None else."""
        last = max((spell.until_on for spell in self.times(organisation_id)), default=date.max)
        return last + timedelta(days=1) if last < day else None

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
        """The name of its kind, as its certificate says before its record does; "" where neither says one."""
        facts, certified = self._facts.get(organisation_id), self._certified.get(organisation_id)
        return str(certified["kind"]) if certified else facts.text("kind") if facts else ""

    def _node(self, organisation_id: str, day: date) -> Node | None:
        spell = self._spell_at(organisation_id, day)
        if spell is None and (organisation_id in self._spells or not self._is_here(organisation_id)):
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


def _is_gone(facts: Facts) -> bool:
    return facts.flag("historic") or facts.is_put_away


def organisations(store: Store) -> Organisations:
    """Every organisation with its placements, read once until somebody writes."""
    return known(store, "organisations", lambda: Organisations(store))
