"""Which words of two texts differ, for setting them side by side; where the texts come from is not here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\s+|[^\s]+")


EMPTY = "(để trống)"
"""Stands where a field holds nothing."""


@dataclass(frozen=True)
class Piece:
    """A run of a text that both have, or that only this one has."""

    text: str
    is_changed: bool


def differences(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, word by word; put together again each is what it was."""
    lefts, rights = _PIECES.findall(left), _PIECES.findall(right)
    found: tuple[list[Piece], list[Piece]] = ([], [])
    for tag, l1, l2, r1, r2 in SequenceMatcher(None, lefts, rights, autojunk=False).get_opcodes():
        for pieces, words in zip(found, (lefts[l1:l2], rights[r1:r2]), strict=True):
            if words:
                pieces.append(Piece("".join(words), tag != "equal"))
    return tuple(found[0]), tuple(found[1])


def side_by_side(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """As `differences`, with words in place of nothing; where one side holds nothing the other is all new."""
    if left and right:
        return differences(left, right)
    empty = (Piece(EMPTY, is_changed=False),)
    return (
        (Piece(left, is_changed=True),) if left else empty,
        (Piece(right, is_changed=True),) if right else empty,
    )
