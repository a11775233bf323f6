"""Two records that are one: what a joined id is read as, and which ids stand together; who joined them is in actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chibo_desktop.store import Store
from chibo_desktop.store.certificates import also_of
from chibo_desktop.store.known import known

JOINABLE = ("organisation", "member")
"""The kinds of which two records may be said to be one."""


@dataclass(frozen=True)
class Join:
    """One record `same_as` in force."""

    id: str
    kept_id: str
    joined_id: str


def joins(store: Store, kind: str) -> list[Join]:
    """What is joined of a kind (`organisation` or `member`), in the order of the ids of the records that say so.

    A record says it only of its own: a cell of an organisation its certificate names, or of two members of the
    cell in whose book it stands. Whatever else a cell may write joins nothing.
    """
    rows = store.rows(
        "SELECT id, kept_id, joined_id, _book FROM same_as WHERE of = ? AND COALESCE(put_away, 0) = 0"
        " AND kept_id IS NOT NULL AND joined_id IS NOT NULL ORDER BY id",
        (kind,),
    )
    may = _may_join_organisations if kind == "organisation" else _may_join_members
    return [
        Join(row["id"], row["kept_id"], row["joined_id"])
        for row in rows
        if may(store, row["_book"], row["kept_id"], row["joined_id"])
    ]


def _may_join_organisations(store: Store, book: str, kept: str, joined: str) -> bool:
    return book == kept and joined in also_of(store, kept)


def _may_join_members(store: Store, book: str, kept: str, joined: str) -> bool:
    books = together(store, "organisation", book)
    found = store.rows("SELECT _book FROM member WHERE id IN (?, ?)", (kept, joined))
    return len(found) == 2 and all(row["_book"] in books for row in found)


def decided(store: Store, kind: str) -> set[frozenset[str]]:
    """The pairs a person once joined, parted again or said to be two: they are proposed no more."""
    rows = store.rows("SELECT kept_id, joined_id FROM same_as WHERE of = ?", (kind,))
    return {frozenset((row["kept_id"], row["joined_id"])) for row in rows}


def read_as(store: Store, kind: str) -> dict[str, str]:
    """Per joined id the id it is read as, through any number of steps; ids that are joined to nothing are not in it.

    Not to be changed by the caller. The same for the same set of records: of two that disagree about one id the
    lower `same_as` counts, and a ring of joins joins nothing beyond its start.
    """
    return known(store, ("read as", kind), lambda: _follow(joins(store, kind)))


def _follow(found_joins: Iterable[Join]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for join in found_joins:
        kept.setdefault(join.joined_id, join.kept_id)
    found: dict[str, str] = {}
    for start in kept:
        path = [start]
        while (following := kept.get(path[-1])) is not None and following not in path:
            path.append(following)
        if kept.get(path[-1]) is None:
            found[start] = path[-1]
    return found


def kept_id(store: Store, kind: str, record_id: str) -> str:
    """What a reference to the record is read as: the kept one's id, or its own."""
    return read_as(store, kind).get(record_id, record_id)


def together(store: Store, kind: str, record_id: str) -> tuple[str, ...]:
    """Every id that is read as the same record, the kept one first."""
    known = read_as(store, kind)
    kept = known.get(record_id, record_id)
    return (kept, *sorted(one for one, as_one in known.items() if as_one == kept))


def among(field: str, ids: tuple[str, ...]) -> str:
    """SQL: whether a column holds one of these ids, each given as a parameter of its own."""
    marks = ", ".join("?" * len(ids))
    return f'"{field}" IN ({marks})'
