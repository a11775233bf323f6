"""The numbers of proposals in the registers they stand in: those given, given twice, and to be given to old ones; giving them is an action.

A number is of the book the proposal lives in, of the cell that raised it or the body that wrote it down: one series that
never begins anew, as a proposal outlives years and terms (practice.md M23). One machine of a body numbers; where two did,
what both gave is parted (`numbers_to_part`). [I]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.lists.rows import made_order
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class ToNumber:
    """A proposal, and the number it is to get in its book; `was` is the one it bears with another, None where it has none."""

    proposal_id: str
    book: str
    number: int
    raised_on: date | None
    cell_name: str
    content: str
    was: int | None = None


def numbers_in(store: Store, book: str) -> list[int]:
    """The numbers given in the register of a book; those of what was put away stay given."""
    return list(by_number(store, book))


def by_number(store: Store, book: str) -> Mapping[int, frozenset[str]]:
    """Per number given in the register of a book the proposals that bear it."""
    return known(store, ("proposals by number", book), lambda: _by_number(store, book))


def _by_number(store: Store, book: str) -> Mapping[int, frozenset[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in store.rows("SELECT id, number FROM proposal WHERE _book = ? AND number IS NOT NULL", (book,)):
        found[row["number"]].add(row["id"])
    return {number: frozenset(ids) for number, ids in found.items()}


def numbers_to_part(store: Store, books: Container[str]) -> list[ToNumber]:
    """Those in these books that bear the number of one that was written earlier, each with the next of its book.

    So it happens where two machines number one book; both give the same proposals the same new numbers.
    """
    bearing: defaultdict[tuple[str, int], list[ProposalRow]] = defaultdict(list)
    for row in every_proposal(store):
        if row.number is not None and row.facts.book in books:
            bearing[row.facts.book, row.number].append(row)
    later = [row for rows in bearing.values() for row in sorted(rows, key=_written)[1:]]
    return _next_numbers(store, sorted(later, key=_written))


def _written(row: ProposalRow) -> tuple[tuple[int, int], tuple[int, str]]:
    return row.written.order, made_order(row.id)


def numbers_to_give(store: Store, books: Container[str]) -> list[ToNumber]:
    """Those without a number in these books, by the day they were raised, each after the highest given in its book.

    What was raised at a meeting that is not finalised yet gets its number by finalising it.
    """
    ours = [row for row in every_proposal(store) if row.number is None and row.facts.book in books]
    if not ours:
        return []
    still_open = {row["id"] for row in store.rows("SELECT id FROM meeting WHERE finalised_at IS NULL")}
    ready = [row for row in ours if row.facts.text("meeting_id") not in still_open]
    return _next_numbers(store, sorted(ready, key=lambda row: (row.counted_on, made_order(row.id))))


def _next_numbers(store: Store, rows: Iterable[ProposalRow]) -> list[ToNumber]:
    """Each with the next number of its book, in this order."""
    used: dict[str, list[int]] = {}
    found = []
    for row in rows:
        book = row.facts.book
        series = used.setdefault(book, numbers_in(store, book))
        series.append(next_number(series))
        found.append(
            ToNumber(row.id, book, series[-1], row.raised_on, row.cell_name, row.content, row.number)
        )
    return found
