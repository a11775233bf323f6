"""Whose word a record is and whether it counts here: nobody speaks for another; who may read a record is not here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from chibo_desktop.lists.same import among, read_as
from chibo_desktop.records import find_spec
from chibo_desktop.seal.identity import Certificate
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import newest_bodies, who_stands_for
from chibo_desktop.store.known import known


class Record(Protocol):
    """What is asked of a record."""

    @property
    def id(self) -> str: ...
    @property
    def book(self) -> str: ...
    def text(self, name: str) -> str: ...


_R = TypeVar("_R", bound=Record)

SPEAKER = {
    "visit": "body_id",
    "visit_plan": "body_id",
    "visit_notice": "body_id",
    "visit_team": "body_id",
    "official": "body_id",
    "round": "body_id",
    "assessment": "body_id",
    "inspection": "body_id",
    "gathering": "body_id",
    "follow_up": "body_id",
    "directive": "body_id",
    "material": "body_id",
    "hand_figure": "body_id",
    "place": "body_id",
    "admission_target": "body_id",
    "organisation_rating": "body_id",
    "commendation": "body_id",
    "material_reading": "organisation_id",
    "follow_up_report": "organisation_id",
    "snapshot": "organisation_id",
    "proposal": "cell_id",
    "candidate": "cell_id",
}
"""By kind the field that names the organisation whose word the record is; empty it is that of the book."""
PARENT = {
    "team_member": ("team_id", "visit_team"),
    "visit_duty": ("official_id", "official"),
    "participant": ("gathering_id", "gathering"),
    "target": ("directive_id", "directive"),
    "material_issue": ("material_id", "material"),
    "place_served": ("place_id", "place"),
    "place_standing": ("place_id", "place"),
    "place_person": ("place_id", "place"),
}
"""Kinds that are the word of whoever a record they belong to is the word of."""
OF_DESKS_ABOVE = {
    "visit",
    "visit_plan",
    "visit_notice",
    "visit_team",
    "official",
    "round",
    "assessment",
    "inspection",
    "gathering",
    "material",
    "hand_figure",
    "place",
    "admission_target",
    "organisation_rating",
} | (PARENT.keys() - {"target"})
"""What only a desk above cells does: the same said by a cell, even in its own name, counts nowhere."""
OF_CELLS = ("meeting", "member", "assignment")
"""What names its cell: in the book of another cell it counts nowhere."""
TYPED_ABOVE = ("proposal",)
"""What a body above may also write down in its own book, as of a cell of former times."""
IN_BOOK_OF = {
    "material_use": ("meeting_id", "meeting"),
    "score": ("meeting_id", "meeting"),
    "assignment": ("meeting_id", "meeting"),
    "assignment_report": ("assignment_id", "assignment"),
    "qualification": ("member_id", "member"),
    "helping": ("candidate_id", "candidate"),
    "helper_remark": ("helping_id", "helping"),
}
"""By kind the record it is part of: it counts from the book of that one alone."""
IN_OR_DOWN = {"member_rating": ("member_id", "member"), "badge": ("member_id", "member")}
"""By kind the record it is about: it counts from the book of that one, or sent down to it by a body above."""
_WHOLE = 300
"""From so many ids on a table is read whole."""


def believed(store: Store, kind: str, found: list[_R]) -> list[_R]:
    """These records of one kind without those in which somebody speaks for another; a few queries for all of them.

    A book of an organisation, and `all:` of it, is its own word; in a `down:` book the word is of the body whose
    device wrote it. Ids that were joined, or for which another stands, are read as one.
    """
    if found and kind in OF_CELLS:
        is_own = speaks_for_cell(store)
        found = [each for each in found if is_own(each.book, each.text("cell_id"))]
    if found and kind in IN_BOOK_OF:
        field, whole = IN_BOOK_OF[kind]
        books = _column(store, whole, "_book", {each.text(field) for each in found} - {""})
        is_one = one_book(store)
        found = [each for each in found if is_one(each.book, books.get(each.text(field), each.book))]
    if found and kind in IN_OR_DOWN:
        found = _in_or_down(store, kind, found)
    if found and kind == "candidate_step":
        found = _steps_by_their_writers(store, found)
    if not found or not (kind in SPEAKER or kind in PARENT):
        return found
    same, writer = reader_of_ids(store), _writers(store, kind, found)
    told, cells = _speakers(store, kind, found), cells_by_certificate(store)

    def is_said(record: _R) -> bool:
        by = writer(record)
        whose = same(told(record) or by)
        if kind in OF_DESKS_ABOVE and by in cells:
            return False
        return by == whose or (kind in TYPED_ABOVE and by in ever_above(store, whose))

    return [each for each in found if is_said(each)]


def _in_or_down(store: Store, kind: str, found: list[_R]) -> list[_R]:
    field, whole = IN_OR_DOWN[kind]
    books, is_one = _column(store, whole, "_book", {each.text(field) for each in found}), one_book(store)

    def counts(record: _R) -> bool:
        book = record.book.removeprefix("down:")
        return is_one(book, books.get(record.text(field), book))

    return [each for each in found if counts(each)]


def _steps_by_their_writers(store: Store, found: list[_R]) -> list[_R]:
    """A cell's steps from that cell alone, a body's from one above it (guidance `admission_steps`)."""
    from chibo_desktop.rules.admission import writer_of

    same, writer = reader_of_ids(store), _writers(store, "candidate_step", found)
    cells = _column(store, "candidate", "cell_id", {each.text("candidate_id") for each in found})

    def is_said(record: _R) -> bool:
        cell, who = same(cells.get(record.text("candidate_id")) or "?"), writer_of(record.text("step"))
        if writer(record) == cell:
            return who in ("cell", "either")
        return who in ("body", "either") and writer(record) in ever_above(store, cell)

    return [each for each in found if is_said(each)]


def reader_of_ids(store: Store) -> Callable[[str], str]:
    """What reads an organisation's id as that of the organisation it is today."""
    ids = read_as_today(store)
    return lambda one: ids.get(one, one)


def read_as_today(store: Store) -> Mapping[str, str]:
    """Per id under which something may have been written the organisation it is read as: joined, or stood for."""
    return known(store, "organisations read as", lambda: _read_as_today(store))


def _read_as_today(store: Store) -> Mapping[str, str]:
    joined = read_as(store, "organisation")
    stands = {row["org"] for row in store.rows("SELECT DISTINCT org FROM stands_for")}
    found = {org: body for org in stands if (body := who_stands_for(store, org)) != org}
    return {**{org: joined.get(body, body) for org, body in found.items()}, **joined}


def cells_by_certificate(store: Store) -> frozenset[str]:
    """The organisations certified as cells, whatever their own records say of them."""
    return known(
        store,
        "cells by certificate",
        lambda: frozenset(org for org, said in newest_bodies(store).items() if said["kind"] == "cell"),
    )


def speaks_for_cell(store: Store) -> Callable[[str, str], bool]:
    """Tells of a book and a cell whether the book is not that of another cell."""
    same, cells = reader_of_ids(store), cells_by_certificate(store)
    return lambda book, cell: book == cell or same(book) == same(cell) or same(book) not in cells


def one_book(store: Store) -> Callable[[str, str], bool]:
    """Tells of two books whether they are of one organisation: what was begun in the one may go on in the other."""
    same = reader_of_ids(store)
    return lambda one, other: one == other or same(one) == same(other)


def body_of_devices(store: Store) -> Mapping[str, str]:
    """Per device the organisation whose newest certificate names it."""
    return known(store, "body of devices", lambda: _body_of_devices(store))


def _body_of_devices(store: Store) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in store.rows(
        "SELECT device, org FROM certificate WHERE type = 'device' ORDER BY at DESC, length(text) DESC, digest"
    ):
        found.setdefault(row["device"], row["org"])
    return found


def ever_above(store: Store, organisation_id: str) -> frozenset[str]:
    """The bodies above an organisation by any certificate it or they ever had; of one without a key those of its maker."""
    return known(store, ("ever above", organisation_id), lambda: _ever_above(store, organisation_id))


def _ever_above(store: Store, organisation_id: str) -> frozenset[str]:
    same, parents = reader_of_ids(store), known(store, "parents ever", lambda: _parents_ever(store))
    found, waiting = set[str](), [organisation_id, same(organisation_id)]
    while waiting:
        one = waiting.pop()
        above = parents.get(one) or {body_of_devices(store).get(one.partition("-")[0], "")}
        fresh = {same(each) for each in above} - {"", same(organisation_id)} - found
        found |= fresh
        waiting += fresh
    return frozenset(found - cells_by_certificate(store))


def _parents_ever(store: Store) -> Mapping[str, set[str]]:
    """Under today's id of an organisation the parents of every certificate of any of its ids."""
    same, found = reader_of_ids(store), dict[str, set[str]]()
    for row in store.rows("SELECT org, text FROM certificate WHERE type = 'body'"):
        parent = Certificate(row["text"]).body["parent"]
        for org in {row["org"], same(row["org"])} if parent else ():
            found.setdefault(org, set()).add(str(parent))
    return found


def _writers(store: Store, kind: str, found: Iterable[Record]) -> Callable[[Record], str]:
    """Gives whose word a book is; of a `down:` book by the device of the record's first write."""
    same, bodies = reader_of_ids(store), body_of_devices(store)
    devices = devices_of(store, kind, {each.id for each in found if each.book.startswith("down:")})

    def writer(record: Record) -> str:
        if record.book.startswith("down:"):  # what is only a draft has no write, its id has the device
            return same(bodies.get(devices.get(record.id) or record.id.partition("-")[0], ""))
        return same(record.book.removeprefix("all:"))

    return writer


def _speakers(store: Store, kind: str, found: Iterable[Record]) -> Callable[[Record], str]:
    """Gives whom a record names as the one who says it; what belongs to a record not held names nobody true."""
    if kind in SPEAKER:
        return lambda record: record.text(SPEAKER[kind])
    field, parent = PARENT[kind]
    bodies = _column(store, parent, SPEAKER[parent], {each.text(field) for each in found})
    return lambda record: bodies.get(record.text(field)) or "?"


def cells_of_proposals(store: Store, proposals: Collection[str]) -> Mapping[str, str]:
    """Per proposal held here the cell it says it is of."""
    return _column(store, "proposal", "cell_id", frozenset(proposals))


def devices_of(store: Store, kind: str, ids: Collection[str]) -> Mapping[str, str]:
    """Per record the device of its first write; a draft has none."""
    if not ids:
        return {}
    where, params = _among(ids)
    rows = store.rows(f"SELECT id, d FROM head WHERE kind = ? AND {where}", (kind, *params))
    return {row["id"]: row["d"] for row in rows}


def _column(store: Store, kind: str, column: str, ids: Collection[str]) -> Mapping[str, str]:
    if not ids:
        return {}
    where, params = _among(ids)
    rows = store.rows(f'SELECT id, "{column}" AS said FROM "{find_spec(kind).key}" WHERE {where}', params)
    return {row["id"]: row["said"] or "" for row in rows}


def _among(ids: Collection[str]) -> tuple[str, tuple[str, ...]]:
    few = tuple(sorted(ids))
    return ("1", ()) if len(few) >= _WHOLE else (among("id", few), few)
