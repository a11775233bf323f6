"""Whether words look like written Vietnamese: how a broken encoding is told from a sound one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_PARTS = re.compile(r"[\s\d.,;:()\[\]/\\'’\"“”!?&+=_<>–—-]+")


def is_syllable(word: str) -> bool:
    """Whether a word could be one syllable of Vietnamese, at most one tone on it."""
    parts = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
    # a word begins with its only capital or is all capitals; "NGUyÔn" is what a broken encoding makes
    is_cased = word[1:].islower() or word.isupper() or len(word) == 1
    return (
        is_cased and sum(parts.count(tone) for tone in _TONES) <= 1 and bool(_SHAPE.fullmatch(plain.lower()))
    )


def marked_words(text: str) -> list[str]:
    """The words that hold a letter or sign beyond ASCII; only they tell encodings apart."""
    return [word for word in _PARTS.split(text) if word and not word.isascii()]


def share_of_syllables(words: Iterable[str]) -> float:
    """How many of the words are syllables, from 0 to 1; 1 when there is no word."""
    given = list(words)
    return sum(is_syllable(word) for word in given) / len(given) if given else 1.0
