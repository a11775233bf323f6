"""Names of people as offices type them into tables: capitals, double spaces, notes behind the name."""

from __future__ import annotations

import re

from chibo_desktop.base.text import clean_line

_NOTE = re.compile(r"\s*[\(\[–—*][^()\[\]]*[\)\]]?\s*$")
_AFTER = re.compile(r"\s+[-–—]\s+.*$")
_PARTS = re.compile(r"([-'’ʼ‘])")


def without_note(name: str) -> tuple[str, str]:
    """The name and what was written behind it in brackets, after a dash or a star."""
    cleaned = clean_line(name)
    bare = _AFTER.sub("", _NOTE.sub("", cleaned)).strip(" ,;.*")
    return (bare, cleaned[len(bare) :].strip()) if bare else (cleaned, "")


def proper_name(name: str) -> str:
    """A name all in capitals (or all in small letters) as it is written otherwise; any other is left as it is.

    A short word before an apostrophe is a name of its own kind (H'Mông, K'Brê, Đ'Lin): what follows gets a capital.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or not (_is_all(letters, upper=True) or _is_all(letters, upper=False)):
        return name
    return " ".join(_proper_word(word) for word in name.split())


def _is_all(letters: list[str], *, upper: bool) -> bool:
    # an old capital font leaves letters with marks small: the plain ones decide
    plain = [letter for letter in letters if letter.isascii()] or letters
    return all(letter.isupper() == upper for letter in plain) and (not upper or len(letters) > 1)


def _proper_word(word: str) -> str:
    parts = _PARTS.split(word.lower())
    made = parts[0].capitalize()
    for sign, before, part in zip(parts[1::2], parts[::2], parts[2::2], strict=False):
        takes_capital = sign == "-" or len(before) <= 1
        made += sign + (part.capitalize() if takes_capital else part)
    return made
