"""What a cell and the bodies above both write of one person, in the order in which they count; which kinds those are is in said.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from chibo_desktop.lists.rows import Facts, made_order

_V = TypeVar("_V")


def is_told(facts: Facts) -> bool:
    """Whether a body above sent it down; else it is the cell's own word."""
    return facts.book.startswith("down:")


def own_first(found: Iterable[Facts]) -> list[Facts]:
    """The cell's own word first, then what was sent down, each in the order of making: the last one counts."""
    return sorted(found, key=lambda each: (is_told(each), made_order(each.id)))


def said_last(values: Sequence[_V]) -> _V | None:
    """The last that says something, of values in that order."""
    return next((value for value in reversed(values) if value), None)
