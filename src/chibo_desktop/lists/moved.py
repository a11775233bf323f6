"""Which record of a member goes on from which, where a list passed to the cell that followed; moving itself is an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chibo_desktop.lists.every_member import people_of_all
from chibo_desktop.lists.lineage import links
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records.derived_id import derived_id
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


def moved_from(store: Store) -> Mapping[str, str]:
    """Per member whose record goes on from one of an earlier cell the id of that one; read once until somebody writes."""
    return known(store, "moved members", lambda: dict(_moved(store)))


def _moved(store: Store) -> Iterator[tuple[str, str]]:
    every, after = people_of_all(store), dict[str, list[str]]()
    held = {one.id for one in every}
    for one in every:
        if one.is_put_away:
            if one.cell_id not in after:
                after[one.cell_id] = _next_cells(store, one.cell_id)
            copies = (derived_id(one.id, into) for into in after[one.cell_id])
            yield from ((copy, one.id) for copy in copies if copy in held)


def _next_cells(store: Store, cell_id: str) -> list[str]:
    same = organisations(store).same
    return [same(each.text("successor_id")) for each in links(store, "predecessor_id", same(cell_id))]


def records_before(store: Store, member_id: str) -> list[str]:
    """The earlier records of a member, the nearest first."""
    before, found = moved_from(store), [member_id]
    while (one := before.get(found[-1])) and one not in found:
        found.append(one)
    return found[1:]


def with_later(store: Store, members: Iterable[str]) -> frozenset[str]:
    """These records and those that go on from them: what a member did before the list passed on, the same person did."""
    before, found = moved_from(store), set(members)
    while later := {one for one, earlier in before.items() if earlier in found} - found:
        found |= later
    return frozenset(found)


def people_by_record(store: Store, members: Sequence[str]) -> Mapping[str, str]:
    """Per record of these people, the earlier and later ones too, the one of `members` that is the same person."""
    if not moved_from(store):
        return {one: one for one in members}
    firsts = {_first(store, one): one for one in members}
    every = with_later(store, firsts)
    return {one: firsts[_first(store, one)] for one in every} | {one: one for one in members}


def _first(store: Store, member_id: str) -> str:
    return (member_id, *records_before(store, member_id))[-1]
