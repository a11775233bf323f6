"""Numbers for proposals that have none, or one that another bears: all at once, after they were shown; the newer get theirs by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_numbers import ToNumber, numbers_to_give, numbers_to_part
from chibo_desktop.lists.typed_for import ended_on
from chibo_desktop.store import Changes


def to_number(desk: Desk) -> list[ToNumber]:
    """What `number_proposals` would write: in the books this desk writes, those of cells it types for among them."""
    return numbers_to_give(desk.store, _books(desk))


def to_part(desk: Desk) -> list[ToNumber]:
    """What `part_numbers` would write, in the same books."""
    return numbers_to_part(desk.store, _books(desk))


def _books(desk: Desk) -> set[str]:
    return {book for book in desk.books if ":" not in book and ended_on(desk.store, book) is None}


def number_proposals(desk: Desk) -> Changes:
    """Gives every proposal without a number the next of its book, in order of the day raised; undone at once.

    Refusal when there is none.
    """
    found = to_number(desk)
    if not found:
        raise Refusal("Kiến nghị nào trong sổ của máy này cũng đã có số.")
    return _write(desk, found)


def part_numbers(desk: Desk) -> Changes:
    """Of those that bear one number the later written get the next of their book.

    Refusal when no number is borne twice. Taking it back would give a number twice again, so undo is refused.
    """
    found = to_part(desk)
    if not found:
        raise Refusal("Trong sổ của máy này không có số nào dùng cho hai kiến nghị.")
    return _write(desk, found)


def _write(desk: Desk, found: Sequence[ToNumber]) -> Changes:
    with desk.writing() as writer:
        for each in found:
            writer.put("proposal", each.proposal_id, number=each.number)
    return writer.changes
