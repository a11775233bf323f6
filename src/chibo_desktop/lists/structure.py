"""The organisations below as a screen shows them: the tree of a day, one organisation's history; places and figures are beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.below_choices import still_joined_to
from chibo_desktop.lists.lineage import links
from chibo_desktop.lists.places import ServedRow, days_words, places_served
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.spells import Spell
from chibo_desktop.lists.tree import Node, Organisations, organisations
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.records import find_spec
from chibo_desktop.records.organisation import SORTS
from chibo_desktop.store import Store

OWN, TYPED, BELOW, HISTORIC = "own", "typed", "below", "historic"
HELD = {
    OWN: "có máy riêng",
    TYPED: "nhập thay ở đây",
    BELOW: "cấp dưới nhập thay",
    HISTORIC: "tổ chức cũ, ghi lại",
}
"""How an organisation's book is kept today, and the words for it."""


@dataclass(frozen=True)
class TreeRow:
    """One organisation of a day's tree. `depth` is 0 directly below the body asked for."""

    id: str
    name: str
    kind: str
    kind_label: str
    depth: int
    area_label: str
    is_grassroots: bool
    is_difficult: bool
    held: str
    cells: int
    """How many cells stand below; 0 of a cell."""
    sort: str
    """What a body is beside its level, "" where nobody said so; see `SORTS`."""
    joined_to: str
    """The name of the body its books still travel to though it stands elsewhere today; "" else."""


@dataclass(frozen=True)
class PeriodRow:
    """One period of an organisation: its name, under whom, and its days in words. `id` is "" where nothing is written."""

    id: str
    name: str
    parent_name: str
    days: str
    basis: str


@dataclass(frozen=True)
class LineRow:
    """An organisation that came before or after, how, since when, by which decision."""

    id: str
    organisation_id: str
    name: str
    how_label: str
    on: date | None
    basis: str


@dataclass(frozen=True)
class OrganisationCard:
    """All that is known of how one organisation stood."""

    id: str
    name: str
    facts: Facts | None
    kind: str
    kind_label: str
    held: str
    periods: tuple[PeriodRow, ...]
    before: tuple[LineRow, ...]
    after: tuple[LineRow, ...]
    places: tuple[ServedRow, ...]
    joined_to: str
    """As in `TreeRow`."""
    parent_id: str
    """Under whom it stands today."""


def tree_rows(store: Store, body: str, day: date) -> list[TreeRow]:
    """Everything below a body on a day, each followed by what stands below it."""
    found = organisations(store)
    tree, held, today = found.at(day), _held_of(store), store.clock.now().date()
    top = len(tree.path(body))

    def row(node: Node) -> TreeRow:
        return TreeRow(
            id=node.id,
            name=node.name,
            kind=node.kind,
            kind_label=_kind_words(found, node.id),
            depth=len(tree.path(node.id)) - top - 1,
            area_label=_label("organisation", "area", node.area),
            is_grassroots=node.is_grassroots,
            is_difficult=node.is_difficult,
            held=held(node.id),
            cells=0 if node.kind == "cell" else len(tree.cells(node.id)),
            sort=_sort(found, node.id),
            joined_to=_joined_to(found, node.id, today),
        )

    return [row(tree.nodes[one]) for one in tree.under(body)]


@dataclass(frozen=True)
class Numbers:
    """How many stood below on a day, by type; `cells` are those that are not grassroots organisations themselves."""

    districts: int
    communes: int
    grassroots_cells: int
    cells: int
    bodies: tuple[tuple[str, int], ...]
    """Districts, communes and the others above cells by what they are, in words: practice.md B08."""

    @property
    def grassroots(self) -> int:
        """Grassroots organisations: commune committees and grassroots cells (practice.md B09)."""
        return self.communes + self.grassroots_cells

    @property
    def every_cell(self) -> int:
        return self.grassroots_cells + self.cells


def count_rows(rows: Iterable[TreeRow]) -> Numbers:
    """The organisations of a tree by type; the four add up to all of them but those of a kind not known here.

    So do `bodies` and all cells.
    """
    every = list(rows)
    found = Counter((row.kind, row.is_grassroots) for row in every)
    bodies = Counter((row.sort, row.kind) for row in every if row.kind != "cell")
    order = [*dict(SORTS), ""]
    return Numbers(
        districts=found["district", False] + found["district", True],
        communes=found["commune", False] + found["commune", True],
        grassroots_cells=found["cell", True],
        cells=found["cell", False],
        bodies=tuple(
            (_body_words(sort, kind), bodies[sort, kind])
            for sort, kind in sorted(bodies, key=lambda pair: (order.index(pair[0]), pair[1] != "district"))
        ),
    )


def gone_rows(store: Store, body: str, day: date) -> list[tuple[str, str]]:
    """Id and name of those that do not stand on a day but stood below the body, or were written down here; by name."""
    found = organisations(store)
    standing = found.at(day).nodes
    gone = [
        (one, found.name(one, day))
        for one in found.ids
        if one != body and one not in standing and found.times(one) and body in found.above(one, day)
    ]
    return sorted(gone, key=lambda pair: (pair[1].casefold(), pair[0]))


def parents_to_choose(store: Store, body: str, day: date) -> list[tuple[str, str]]:
    """Id and name of the body itself and of every other body below or written down here, also of one that ended."""
    below = [(row.id, row.name) for row in tree_rows(store, body, day) if row.kind != "cell"]
    found = organisations(store)
    gone = [pair for pair in gone_rows(store, body, day) if found.kind(pair[0]) != "cell"]
    return [(body, found.name(body, day)), *below, *gone]


def others_of_its_kind(store: Store, body: str, organisation_id: str, day: date) -> list[tuple[str, str]]:
    """Id and name of the other organisations of the same kind that stand below on a day, by name."""
    kind = organisations(store).kind(organisation_id)
    return _by_name(
        row for row in tree_rows(store, body, day) if row.kind == kind and row.id != organisation_id
    )


def others_below(store: Store, body: str, organisation_id: str, day: date) -> list[tuple[str, str]]:
    """Id and name of the other organisations of any kind below, by name, then of those that do not stand that day."""
    standing = _by_name(row for row in tree_rows(store, body, day) if row.id != organisation_id)
    return [*standing, *(pair for pair in gone_rows(store, body, day) if pair[0] != organisation_id)]


def _by_name(rows: Iterable[TreeRow]) -> list[tuple[str, str]]:
    return sorted(((row.id, row.name) for row in rows), key=lambda pair: (pair[1].casefold(), pair[0]))


def organisation_card(store: Store, organisation_id: str, day: date) -> OrganisationCard | None:
    """What is known of one organisation, under the name of the day; None for one that is not known here."""
    found = organisations(store)
    one = found.same(organisation_id)
    if one not in found.ids:
        return None
    today = store.clock.now().date()
    return OrganisationCard(
        id=one,
        name=found.name(one, day),
        facts=found.facts(one),
        kind=found.kind(one),
        kind_label=_kind_words(found, one),
        joined_to=_joined_to(found, one, today),
        parent_id=next(iter(found.above(one, today)), ""),
        held=_held_of(store)(one),
        periods=tuple(_period(found, one, each, today) for each in found.times(one)),
        before=tuple(_line(found, each, "predecessor_id") for each in links(store, "successor_id", one)),
        after=tuple(_line(found, each, "successor_id") for each in links(store, "predecessor_id", one)),
        places=tuple(row for row in places_served(store) if found.same(row.cell_id) == one),
    )


def _period(found: Organisations, one: str, spell: Spell, today: date) -> PeriodRow:
    day = min(spell.until_on, today)
    parent = found.above(one, spell.from_on)[:1]
    return PeriodRow(
        id=spell.id,
        name=spell.name or found.name(one, spell.from_on),
        parent_name=found.name(parent[0], day) if parent else "",
        days=days_words(spell.from_on, spell.until_on),
        basis=spell.basis,
    )


def _line(found: Organisations, facts: Facts, field: str) -> LineRow:
    on = facts.day("on")
    other = found.same(facts.text(field))
    return LineRow(
        facts.id, other, found.name(other, on or date.max), facts.shown("how"), on, facts.text("basis")
    )


def _held_of(store: Store) -> Callable[[str], str]:
    found, typed = organisations(store), set(typed_cells(store))

    def held(organisation_id: str) -> str:
        facts = found.facts(organisation_id)
        if facts is not None and facts.flag("historic"):
            return HISTORIC
        if found.is_certified(organisation_id):
            return OWN
        return TYPED if organisation_id in typed else BELOW

    return held


def _joined_to(found: Organisations, one: str, today: date) -> str:
    joined = still_joined_to(found, one, today)
    return found.name(joined, today) if joined else ""


def _sort(found: Organisations, one: str) -> str:
    facts = found.facts(one)
    said = facts.text("sort") if facts is not None and found.kind(one) != "cell" else ""
    return said if said in dict(SORTS) else ""


def _kind_words(found: Organisations, one: str) -> str:
    sort = _sort(found, one)
    return f"Đảng bộ {dict(SORTS)[sort].lower()}" if sort else _label("organisation", "kind", found.kind(one))


def _body_words(sort: str, kind: str) -> str:
    """Of one that nobody said more of the words of its level: "đảng bộ xã, phường"."""
    words = f"Đảng bộ {dict(SORTS)[sort]}" if sort else _label("organisation", "kind", kind)
    return words.partition(" (")[0].lower()


def _label(kind: str, field: str, value: str) -> str:
    spec = find_spec(kind).field(field)
    return spec.label_of(value) if spec and value else ""
