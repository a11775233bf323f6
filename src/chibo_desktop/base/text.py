"""Vietnamese text: cleaning, folding for search, the order of names, figures in words; no dates."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from chibo_desktop.base.errors import Refusal

NO_BREAK_SPACE = "\u00a0"
NAME_MAX_LEN = 80

VIETNAMESE_LETTERS = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
"""The 134 letters with marks that a font must have."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_D_ALIKE = {"đ": "d", "ð": "d", "ɖ": "d"}
_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_NAME_MARKS = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"}

NameKey = tuple[tuple[tuple[int, ...], int], ...]


def nfc(text: str) -> str:
    """Return the composed form: one character for a letter with its marks."""
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return one line: NFC, invisible characters gone, every run of white space one space, trimmed."""
    return " ".join(nfc(_without_invisible(text)).split())


def clean_prose(text: str) -> str:
    """Return text of several lines: each cleaned, line breaks kept, at most one blank line in a row."""
    visible = nfc(_without_invisible(_LINE_BREAKS.sub("\n", text)))
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in visible.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def fold(text: str) -> str:
    """Return the form search compares: lower case, marks dropped, đ as d.

    One character of the NFC text becomes exactly one, so that an offset found here holds there. A mark
    that no single letter can carry (ê̆ of Ê-đê names) therefore stays a character of its own.
    """
    return nfc(text).translate(_FOLDING)


def name_key(full_name: str) -> NameKey:
    """Return the sort key of a person's name: given name (last word) first, then the rest in order.

    Word by word, letters before tones: a ă â b … y; ngang, huyền, hỏi, ngã, sắc, nặng. Qt's and ICU's
    collation compares all letters before any tone and would part people of one given name.
    """
    words = clean_line(full_name).lower().split()
    return tuple(_word_key(word) for word in words[-1:] + words[:-1])


def title_key(title: str) -> NameKey:
    """Return the sort key of what is no person, as an organisation or a place: word by word, the same letters and tones."""
    return tuple(_word_key(word) for word in clean_line(title).lower().split())


def initials(full_name: str) -> str:
    """Return the folded first letters: "vac" for "Vàng A Chứ"."""
    return "".join(word[0] for word in fold(clean_line(full_name)).split())


def check_person_name(text: str, field: str | None = None) -> str:
    """Return the cleaned name; Refusal when it cannot be a person's full name, saying what to do."""
    name = clean_line("".join(_NAME_MARKS.get(character, character) for character in text))
    if not name:
        raise Refusal("Chưa có họ và tên. Gõ đủ họ, tên đệm và tên.", field)
    if len(name) > NAME_MAX_LEN:
        raise Refusal(f"Họ và tên dài quá {NAME_MAX_LEN} ký tự. Chỉ gõ họ, tên đệm và tên.", field)
    wrong = next((character for character in name if not _belongs_in_name(character)), None)
    if wrong is not None:
        if wrong.isalpha():  # looks like one of ours, so it must be said which it is
            raise Refusal(
                f"Họ và tên có chữ “{wrong}” của bảng chữ cái khác. Gõ lại chữ ấy bằng bộ gõ tiếng Việt.",
                field,
            )
        sort = "chữ số" if wrong.isdigit() else "ký hiệu"
        raise Refusal(f"Họ và tên không có {sort} “{wrong}”. Bỏ ký tự ấy đi.", field)
    if sum(any(letter.isalpha() for letter in word) for word in name.split()) < 2:
        raise Refusal("Mới có một chữ. Gõ đủ họ và tên, ví dụ Vàng A Chứ.", field)
    return name


def no_break(name: str) -> str:
    """Return the name with no-break spaces, so that a sentence never parts it at a line's end."""
    return NO_BREAK_SPACE.join(name.split())


def count(number: int) -> str:
    """Return a count as official papers write it: two digits below ten ("05"), else as it is."""
    if number < 0:
        raise ValueError("a count is not negative")
    return f"{number:02d}"


def keep_percent(words: str) -> str:
    """Return the words with "88,9 %" kept on one line; `clean_line` makes every space a plain one."""
    return re.sub(r"(?<=\d) %", f"{NO_BREAK_SPACE}%", words)


def percent(numerator: int, denominator: int) -> str:
    """Return "88,9 %" (no-break space), one decimal rounded half up on integers; "–" of nothing."""
    if numerator < 0 or denominator < 0:
        raise ValueError("a percentage is taken of counts")
    if denominator == 0:
        return "–"
    whole, tenth = divmod((2000 * numerator + denominator) // (2 * denominator), 10)
    return f"{whole},{tenth}{NO_BREAK_SPACE}%"


class _Folding(dict[int, str]):
    """A translation table that works out a character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def _fold_character(character: str) -> str:
    lower = character.lower()[0]
    parts = unicodedata.normalize("NFD", lower)
    if all(unicodedata.combining(mark) for mark in parts[1:]):
        lower = parts[0]
    return _D_ALIKE.get(lower, lower)


def _without_invisible(text: str) -> str:
    return "".join(character for character in text if character.isspace() or not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    # Cc control; Cf direction marks, zero width, soft hyphen; Cs half a pair, which UTF-8 refuses. What is
    # merely unknown to this Python (Cn) stays: a newer machine may have meant it.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


@lru_cache(maxsize=8192)
def _word_key(word: str) -> tuple[tuple[int, ...], int]:
    ranks: list[int] = []
    tone = 0
    letter = ""
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tone = _TONES[character]
        elif not unicodedata.combining(character):
            letter = "đ" if character in _D_ALIKE else character
            if letter.isalnum():
                ranks.append(_rank(letter))
        elif ranks and (marked := nfc(letter + character)) in _ALPHABET:
            letter = marked
            ranks[-1] = _rank(letter)
    return tuple(ranks), tone


def _rank(letter: str) -> int:
    # Digits before letters, letters of other alphabets after.
    position = _ALPHABET.find(letter)
    if position >= 0:
        return 1000 + position
    return ord(letter) if letter.isdecimal() and letter.isascii() else 2000 + ord(letter)


def _belongs_in_name(character: str) -> bool:
    # A mark on its own belongs to letters without a composed form (ê̆); other alphabets hold letters
    # that look like ours and would never be found again.
    if character in " .'-" or unicodedata.combining(character):
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
