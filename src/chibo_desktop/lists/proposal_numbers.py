"""The numbers of proposals in the registers they stand in: those given, and those to be given to old ones; giving them is an action.

A number is of the book the proposal lives in, of the cell that raised it or the body that wrote it down: one series that
never begins anew, as a proposal outlives years and terms (practice.md M23). [I]
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.proposals import every_proposal
from chibo_desktop.lists.rows import made_order
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Store


@dataclass(frozen=True)
class ToNumber:
    """A proposal without a number, and the one it is to get in its book."""

    proposal_id: str
    book: str
    number: int
    raised_on: date | None
    cell_name: str
    content: str


def numbers_in(store: Store, book: str) -> list[int]:
    """The numbers given in the register of a book; those of what was put away stay given."""
    rows = store.rows("SELECT number FROM proposal WHERE _book = ? AND number IS NOT NULL", (book,))
    return [row["number"] for row in rows]


def numbers_to_give(store: Store, books: Container[str]) -> list[ToNumber]:
    """Those without a number in these books, by the day they were raised, each after the highest given in its book.

    What was raised at a meeting that is not finalised yet gets its number by finalising it.
    """
    ours = [row for row in every_proposal(store) if row.number is None and row.facts.book in books]
    if not ours:
        return []
    still_open = {row["id"] for row in store.rows("SELECT id FROM meeting WHERE finalised_at IS NULL")}
    used: dict[str, list[int]] = {}
    found = []
    for row in sorted(ours, key=lambda row: (row.counted_on, made_order(row.id))):
        if row.facts.text("meeting_id") in still_open:
            continue
        book = row.facts.book
        series = used.setdefault(book, numbers_in(store, book))
        series.append(next_number(series))
        found.append(ToNumber(row.id, book, series[-1], row.raised_on, row.cell_name, row.content))
    return found
