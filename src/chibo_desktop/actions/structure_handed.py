"""What passes from organisations that end to the one that follows: places led, who answers for them, kind of place; who stands below is beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.succession_left import running
from chibo_desktop.lists.tree import Organisations

HANDED = (("place_served", "cell_id", "place_id"), ("visit_duty", "organisation_id", "official_id"))
"""Kind, the field that names the organisation, the field that names what or who goes along."""


def hand_on(desk: Desk, writer: GuardedWriter, old: Sequence[str], new: str, on: date) -> None:
    """Places and duties of those that end go on under the one that follows from that day; what `new` has already is not doubled.

    Only what this desk may write; a body's own duties stay its own to change.
    """
    for kind, whose, what in HANDED:
        had = {each.text(what) for each in running(desk.store, kind, whose, (new,), on)}
        for each in running(desk.store, kind, whose, old, on):
            if desk.may_write(each.book):
                _hand(writer, each, (whose, what), on, new if each.text(what) not in had else "")
                had.add(each.text(what))


def _hand(writer: GuardedWriter, one: Facts, named: tuple[str, str], on: date, new: str) -> None:
    """Ends one the day before and begins it anew under `new`, "" where that has it already; one to come is only moved."""
    (whose, what), begun, until = named, one.day("from_on"), one.day("until_on")
    if begun is not None and begun >= on:
        writer.put(one.kind, one.id, **({whose: new} if new else {"put_away": True}))
        return
    writer.put(one.kind, one.id, until_on=on - timedelta(days=1))
    if new:
        kept: dict[str, object] = {"until_on": until} if until else {}
        if one.kind == "visit_duty":
            kept["basis"] = one.text("basis")
        writer.put(one.kind, writer.new_id(), **kept, **{what: one.text(what), whose: new, "from_on": on})


def hand_traits(
    desk: Desk, writer: GuardedWriter, known: Organisations, old: Sequence[str], new: str
) -> None:
    """A cell that begins is of the kind of place they all were, difficult where one of them was, and a grassroots cell where all were.

    Nothing is written over what it says of itself, nor into a book of another's.
    """
    made = known.facts(new)
    before = [facts for one in old if (facts := known.facts(one)) is not None and known.kind(one) == "cell"]
    if made is None or not before or known.kind(new) != "cell" or not desk.may_write(made.book):
        return
    areas = {facts.text("area") for facts in before}
    said: dict[str, object] = {
        "area": areas.pop() if len(areas) == 1 else "",
        "difficult": any(facts.flag("difficult") for facts in before),
        "grassroots": all(facts.flag("grassroots") for facts in before),
    }
    fresh = {name: value for name, value in said.items() if value and not made[name]}
    if fresh:
        writer.put("organisation", made.id, **fresh)
