"""Finding a row by letters: folded, by given name first, with the habits of Vietnamese keyboards in mind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer

from chibo_desktop.base import text

_PAUSE = 1000  # milliseconds after which letters begin a new search


class Jump:
    """Collects letters typed quickly one after the other; a pause begins anew."""

    def __init__(self) -> None:
        self._typed = ""
        self._since = QElapsedTimer()

    def find(self, letter: str, names: Sequence[str], current: int) -> int | None:
        """The row meant now, or None; the same first letter again goes to the next name with it."""
        if not self._since.isValid() or self._since.elapsed() > _PAUSE:
            self._typed = ""
        self._since.start()
        self._typed += text.fold(letter)
        longer = len(self._typed) > 1
        place = _place(self._typed, names, current if longer else current + 1)
        if place is None and longer:
            self._typed = text.fold(letter)
            place = _place(self._typed, names, current + 1)
        return place

    def take_back(self) -> None:
        """UniKey writes "ê" as e, Backspace, ê: the letter taken back must not stay in the search."""
        self._typed = self._typed[:-1]


def _place(typed: str, names: Sequence[str], start: int) -> int | None:
    count = len(names)
    order = [(start + step) % count for step in range(count)] if count else []
    words = [text.fold(name).split() for name in names]
    for place in order:
        if words[place] and words[place][-1].startswith(typed):
            return place
    for place in order:
        if any(word.startswith(typed) for word in words[place]):
            return place
    return None
