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
    """The next row from `start` on: by given name, then by any word, then by initials; raw keys of Telex last."""
    count = len(names)
    order = [(start + step) % count for step in range(count)]
    words = [text.fold(name).split() for name in names]
    for letters in dict.fromkeys((typed, _without_telex(typed))):
        for fits in (_is_given, _is_word, _is_initials):
            for place in order:
                if words[place] and fits(letters, words[place]):
                    return place
    return None


def _is_given(typed: str, words: Sequence[str]) -> bool:
    return words[-1].startswith(typed)


def _is_word(typed: str, words: Sequence[str]) -> bool:
    return any(word.startswith(typed) for word in words)


def _is_initials(typed: str, words: Sequence[str]) -> bool:
    return "".join(word[0] for word in words).startswith(typed)


def _without_telex(typed: str) -> str:
    """Where no input method turns "Saaus" into "Sấu", its keys for marks and tones are passed over."""
    kept = ""
    for letter in typed:
        is_tone = letter in "sfrxjzw" and any(vowel in kept for vowel in "aeiouy")
        is_mark = letter in "aeod" and kept.endswith(letter)
        if not (is_tone or is_mark):
            kept += letter
    return kept
