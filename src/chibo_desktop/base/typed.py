"""Words as fingers leave them: split and folded for comparing, and Telex or VNI keys read when the input method was off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chibo_desktop.base.text import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([aeo])\1+")
_TELEX = str.maketrans("", "", "sfrxjzw")
_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands in the NFC text: from `start` up to `end`."""

    letters: str
    start: int
    end: int


def split_words(text: str) -> Iterator[Word]:
    """The folded words of a text, in order; what is neither letter nor digit parts them."""
    for match in _WORD.finditer(fold(text)):
        yield Word(_MARKS.sub("", match[0]), match.start(), match.end())


def folded_words(text: str) -> list[str]:
    """The folded words alone."""
    return [word.letters for word in split_words(text)]


@lru_cache(maxsize=1024)
def readings(word: str) -> tuple[str, ...]:
    """What a folded word may mean: itself, and the syllable its Telex or VNI keys spell ("giangf": "giang")."""
    spelt = _by_vni(word) if any(letter.isdigit() for letter in word) else _by_telex(word)
    return (word, spelt) if spelt and spelt != word else (word,)


def _by_vni(word: str) -> str:
    """Reads "ddie63m", "die63m" and "d9ie63m" alike; "" when the letters are no syllable."""
    letters = word.translate(_DIGITS).replace("dd", "d")
    return letters if word[:1].isalpha() and is_syllable(letters) else ""


def _by_telex(word: str) -> str:
    letters = word.replace("dd", "d")
    vowel = _VOWEL.search(letters)
    start = vowel.start() if vowel else len(letters)
    if "w" in letters[:start]:  # "tw" is "tư": the mark stands for the vowel
        start = letters.index("w")
        letters = f"{letters[:start]}u{letters[start + 1 :]}"
    rest = _DOUBLED.sub(r"\1", letters[start:].translate(_TELEX))
    spelt = letters[:start] + rest
    if is_syllable(spelt):
        return spelt
    # keys struck after the word was written: "dangd" for "đang", "viete" for "viêt"
    late = rest[-1:]
    is_late = (late in "aeo" and late in rest[:-1]) or (late == "d" and spelt[0] == "d")
    return spelt[:-1] if late and is_late and is_syllable(spelt[:-1]) else ""


def is_syllable(letters: str) -> bool:
    """Whether folded letters can be one Vietnamese syllable."""
    return _SYLLABLE.fullmatch(letters) is not None
