"""Whom a gathering of a body concerns and who of them was there: secretaries of the cells, or organisations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.gatherings import participants
from chibo_desktop.lists.roster import period_of, standings_of
from chibo_desktop.lists.rows import Facts, by_name, select
from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store import Store

ORGANISATION, SECRETARY = "organisation", "secretary"
OFFICE = "Bí thư"


@dataclass(frozen=True)
class Invited:
    """One who should be there. `member_id` is "" where the organisation counts; `participant_id` "" while not noted."""

    organisation_id: str
    place: str
    member_id: str
    name: str
    participant_id: str

    @property
    def group(self) -> str:
        return SECRETARY if self.member_id else ORGANISATION


def invited(store: Store, gathering: Facts, today: date) -> list[Invited]:
    """Of each organisation directly below on that day its secretary, or itself: at study, above communes, or where none is known.

    A class is for the secretaries of all cells below at any distance (IND-11b). By name of the organisation; of several
    secretaries every one, whose name is that of the office where it is not held.
    """
    day = gathering.day("held_on") or today
    known, sort = organisations(store), gathering.text("sort")
    tree, body = known.at(day), known.same(gathering.text("body_id"))
    below = tree.cells(body) if sort == "training" else tree.below(body)
    people = {} if sort == "study" else secretaries(store, tree, below, day)
    there = _there(store, gathering.id)
    found: list[Invited] = []
    for one in below:
        name, parent = tree.nodes[one].name, tree.nodes[one].parent_id
        above = tree.nodes[parent].name if parent != body and parent in tree.nodes else ""
        place = f"{name}, {above}" if above else name
        for who in people.get(one, ()):
            named = who.text("full_name")
            said = (place, named) if named else (above, f"{OFFICE} {name}")
            found.append(Invited(one, said[0], who.id, said[1], there.get(who.id, "")))
        if one not in people:
            found.append(Invited(one, place, "", "", there.get(one, "")))
    return found


def _there(store: Store, gathering_id: str) -> dict[str, str]:
    """Participant by member, or by the organisation that counts itself."""
    same = organisations(store).same
    found = {}
    for each in participants(store, gathering_id):
        if member := each.text("member_id"):
            found[member] = each.id
        elif each.text("group") == ORGANISATION:
            found[same(each.text("organisation_id"))] = each.id
    return found


def secretaries(store: Store, tree: Tree, below: tuple[str, ...], day: date) -> dict[str, list[Facts]]:
    """By cell who is its secretary and on its list that day; the office is the one on record now."""
    cells = {one for one in below if tree.nodes[one].kind == "cell"}
    same = organisations(store).same
    found: defaultdict[str, list[Facts]] = defaultdict(list)
    for member in sorted(select(store, "member", "office = 'secretary'"), key=by_name):
        cell = same(member.text("cell_id"))
        if cell in cells and is_listed(store, member.id, day):
            found[cell].append(member)
    return dict(found)


def is_listed(store: Store, member_id: str, day: date) -> bool:
    """Whether he is on a list that day; of whom no standing is held, as nobody entered is lost, yes."""
    periods = [period_of(each) for each in standings_of(store, member_id)]
    return not periods or standing_at(periods, day).membership is not None
