"""Numbers for proposals of former times that have none: all at once, after they were shown; the newer get theirs by themselves."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_numbers import ToNumber, numbers_to_give
from chibo_desktop.lists.typed_for import ended_on
from chibo_desktop.store import Changes


def to_number(desk: Desk) -> list[ToNumber]:
    """What `number_proposals` would write: in the books this desk writes, those of cells it types for among them."""
    return numbers_to_give(
        desk.store, {book for book in desk.books if ":" not in book and ended_on(desk.store, book) is None}
    )


def number_proposals(desk: Desk) -> Changes:
    """Gives every proposal without a number the next of its book, in order of the day raised; undone at once.

    Refusal when there is none.
    """
    found = to_number(desk)
    if not found:
        raise Refusal("Kiến nghị nào trong sổ của máy này cũng đã có số.")
    with desk.writing() as writer:
        for each in found:
            writer.put("proposal", each.proposal_id, number=each.number)
    return writer.changes
