"""Numbers of papers and of points: Party style for series, letters and roman numerals; it keeps no counter."""

from __future__ import annotations

from collections.abc import Collection

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import count

# The letters official lists use: no f, j, w, z, and of those with marks only đ.
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def next_number(existing: Collection[int]) -> int:
    """The number after the highest of this type in this term (HD 36: from 01 per type and term); gaps stay open.

    For a congress give the numbers of all types: it has one series for all of them.
    """
    return max(existing, default=0) + 1


def check_number(number: int, existing: Collection[int], *, field: str | None = "number") -> None:
    """Refusal for a number below 1 or one already given in this series; a gap may be filled by hand."""
    if number < 1:
        raise Refusal("Số văn bản bắt đầu từ 01. Gõ lại số.", field)
    if number in existing:
        free = next_number(existing)
        raise Refusal(f"Số {count(number)} đã dùng trong nhiệm kỳ này. Số kế tiếp là {count(free)}.", field)


def paper_number(number: int, type_code: str, organisation_code: str) -> str:
    """As on the paper: "05-NQ/CB": a zero below 10, no spaces, no word "Số"."""
    return f"{count(number)}-{type_code}/{organisation_code}"


def letters(index: int) -> str:
    """The letter of a point, counted from 1: a, b, c, d, đ, e, g, h, i, k …, and after y: aa, ab …"""
    if index < 1:
        raise ValueError("points are counted from 1")
    before, place = divmod(index - 1, len(LETTERS))
    return (letters(before) if before else "") + LETTERS[place]


def roman(number: int) -> str:
    """1 → I, 4 → IV; from 1 to 3999."""
    if not 1 <= number < 4000:
        raise ValueError("roman numerals go from 1 to 3999")
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
