"""Telling anew whom visits concern, before something goes out: what two machines parted, a name corrected, a new laptop."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visit_notices import stale_notices
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.typed_for import ended_on
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json
from chibo_desktop.records.validate import check_fields
from chibo_desktop.store import Changes
from chibo_desktop.store.conflicts import list_conflicts

TOLD_BELOW = ("visit", "visit_team", "official")
"""What notices are made of."""


def tell_anew(desk: Desk) -> Changes:
    """Compares every visit of the desk's body with all its notices and writes what differs; nothing where all is told.

    A visit a newer program wrote in a way that cannot be told here is left to that program; the others are told.
    What two machines wrote differently in a notice ends with it: it follows the visit, nobody chooses. One entry for
    each organisation told. Nothing at a desk that may not write for those below.
    """
    if "down:*" not in desk.books or ended_on(desk.store, "down:*") is not None:
        return Changes()
    parted = _parted(desk)
    stale = {notice.id: notice for notice in stale_notices(desk.store, desk.organisation_id, desk.today)}
    held = (find(desk.store, "visit_notice", one) for one in parted if one not in stale)
    every = [*stale.values(), *(notice for notice in held if notice is not None)]
    found = [notice for notice in every if ended_on(desk.store, notice.book) is None and _can_be_told(notice)]
    if not found:
        return Changes()
    with desk.writing(found[0].book) as writer:
        for notice in found:
            writer.tell(notice, _again(notice, parted.get(notice.id, [])))
    return writer.changes


def _parted(desk: Desk) -> dict[str, list[str]]:
    """By id of a notice of this body the fields two machines wrote differently; where both wrote alike nothing is parted."""
    found: dict[str, list[str]] = {}
    for each in list_conflicts(desk.store):
        if each.kind == "visit_notice" and any(side.value != each.sides[0].value for side in each.sides):
            found.setdefault(each.id, []).append(each.field)
    held = {one: find(desk.store, "visit_notice", one) for one in found}
    return {
        one: found[one]
        for one, notice in held.items()
        if notice and notice.text("body_id") == desk.organisation_id
    }


def _can_be_told(notice: Facts) -> bool:
    """Whether this program knows every value the notice would carry."""
    try:
        check_fields(find_spec(notice.kind), notice.values)
    except Refusal:
        return False
    return True


def _again(notice: Facts, fields: list[str]) -> dict[str, Json]:
    return {name: notice.values.get(name) for name in fields}
