"""Whom a body can send something to: those whose books travel through it by certificates, and who of them stands elsewhere; the tree of a day is in tree.py."""

from __future__ import annotations

from datetime import date

from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.store import Store


def can_reach(store: Store, body: str, organisation_id: str) -> bool:
    """Whether what a body writes for an organisation gets there: its certificate says so, whatever placements say.

    Never one of former times, which has no desk and no one typing for it.
    """
    known = organisations(store)
    facts = known.facts(organisation_id)
    is_historic = facts is not None and facts.flag("historic")
    return not is_historic and known.rank(organisation_id, body) >= 0


def reachable(store: Store, body: str, day: date) -> list[tuple[str, str]]:
    """Id and name of everybody that stands on a day and that a body can reach.

    Each beneath its own parent by name; those placed elsewhere and not yet joined anew to their new body come last.
    """
    known = organisations(store)
    tree = known.at(day)
    under = tree.under(known.same(body))
    moved = sorted(
        (one for one in known.ids if one in tree.nodes and one not in under),
        key=lambda one: (known.name(one, day).casefold(), one),
    )
    return [(one, known.name(one, day)) for one in (*under, *moved) if can_reach(store, body, one)]


def still_joined_to(known: Organisations, organisation_id: str, today: date) -> str:
    """The body an organisation's books still travel to though it stands under another today; "" where both are one.

    Also of a cell that the other body types for. "" too under a body without a desk, where nobody can take it over.
    """
    node = known.at(today).nodes.get(known.same(organisation_id))
    facts = known.facts(organisation_id)
    if node is None or (facts is not None and facts.flag("historic")):
        return ""
    joined = next(iter(known.certified_above(node.id)), "")
    return joined if joined != node.parent_id and known.is_certified(node.parent_id) else ""
