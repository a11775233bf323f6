"""Which cells a year's visits are about: those that stood in some part of it, until when; the visits themselves are in visit_plans.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.spells import Spell
from chibo_desktop.lists.tree import Node, Organisations, organisations
from chibo_desktop.store import Store


@dataclass(frozen=True)
class YearCell:
    """A cell as it stood today, or on the day of the year nearest to that. `body_name` is that of the body it stood under.

    `since` of one that is to begin within the year; `until`, its last day, of one that ends or ended within it.
    """

    node: Node
    body_name: str
    since: date | None
    until: date | None


def cells_of_year(store: Store, body: str, year: int) -> list[YearCell]:
    """The cells below a body that stood on some day of the year: first those of today by name, then the others."""
    known, today = organisations(store), store.clock.now().date()
    span = (date(year, 1, 1), date(year, 12, 31))
    day = min(max(today, span[0]), span[1])
    standing = known.at(day).cells(body)
    others = {one for one in known.ids if known.kind(one) == "cell"}.difference(standing)
    found = {
        one: _cell(known, one, times, day, span[1])
        for one in (*standing, *others)
        if (times := _times(known, body, one, span))
    }
    gone = sorted(others & found.keys(), key=lambda one: (found[one].node.name.casefold(), one))
    return [*(found[one] for one in standing if one in found), *(found[one] for one in gone)]


def _times(known: Organisations, body: str, one: str, span: tuple[date, date]) -> list[Spell]:
    """The spells of which some day within the span was below the body."""
    found = []
    for spell in known.times(one):
        begun, ended = max(spell.from_on, span[0]), min(spell.until_on, span[1])
        if begun <= ended and any(body in known.above(one, day) for day in (begun, ended)):
            found.append(spell)
    return found


def _cell(known: Organisations, one: str, times: Sequence[Spell], day: date, last: date) -> YearCell:
    begun, ended = min(spell.from_on for spell in times), max(spell.until_on for spell in times)
    near = min(max(day, begun), ended)
    tree = known.at(near if one in known.at(near).nodes else ended)  # else it did not stand for a while
    node = tree.nodes[one]
    above = tree.nodes.get(node.parent_id)
    return YearCell(
        node,
        above.name if above else "",
        begun if begun > day else None,
        ended if ended < last else None,
    )
