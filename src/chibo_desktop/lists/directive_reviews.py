"""Which years of a directive's validity an organisation looked back on, and which it did not; the directive itself is in directives.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.rows import Facts, children, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store

REVIEWED = ("resolution", "plan", "programme", "scheme", "directive")
"""Sorts of directives that are carried out over years and looked back on (practice.md A02, N01, N04)."""


@dataclass(frozen=True)
class ReviewRow:
    """One review, of a year or at the end of the directive."""

    id: str
    is_final: bool
    label: str
    year: int
    held_on: date | None
    result: str
    left: str
    facts: Facts


def begins_on(directive: Facts) -> date | None:
    """From when on it binds; None where neither that nor its day is written down."""
    return directive.day("valid_from") or directive.day("issued_on")


def years_bound(directive: Facts, today: date) -> range:
    """The years in which it binds; of one without an end those up to today's, of one without a beginning its last."""
    begins = begins_on(directive) or directive.day("valid_until") or today
    ends = directive.day("valid_until") or max(today, begins)
    return range(begins.year, ends.year + 1)


def reviews(store: Store, own: str, directive_id: str) -> list[ReviewRow]:
    """What this organisation wrote in its own book, the newest year first."""
    books = together(store, "organisation", own)
    found = children(store, "directive_review", "directive_id", directive_id)
    rows = [_row(each) for each in found if each.book in books]
    return sorted(rows, key=lambda row: (row.year, row.is_final), reverse=True)


def _row(facts: Facts) -> ReviewRow:
    return ReviewRow(
        id=facts.id,
        is_final=facts.text("sort") == "final",
        label=facts.shown("sort"),
        year=facts.count("year") or 0,
        held_on=facts.day("held_on"),
        result=facts.text("result"),
        left=facts.text("left"),
        facts=facts,
    )


def lacking(directive: Facts, written: Sequence[ReviewRow], today: date) -> tuple[int, ...]:
    """The years that are over and were not looked back on, () for a sort that is not or one without an end.

    A final review closes every year; the last year of validity asks for none but that.
    """
    if directive.text("sort") not in REVIEWED or directive.day("valid_until") is None:
        return ()
    if any(row.is_final for row in written):
        return ()
    done = {row.year for row in written}
    return tuple(year for year in years_bound(directive, today) if year < today.year and year not in done)


def lacking_words(directive: Facts, years: Sequence[int]) -> str:
    """As "chưa sơ kết 2024, 2025" and, once it binds no more, "chưa tổng kết"; "" for nothing lacking."""
    ends = directive.day("valid_until")
    interim = [str(year) for year in years if ends is None or year < ends.year]
    parts = [f"chưa sơ kết {', '.join(interim)}" if interim else ""]
    parts.append("chưa tổng kết" if ends and ends.year in years else "")
    return ", ".join(part for part in parts if part)


def lacking_of_all(store: Store, own: str, directives: Sequence[Facts], today: date) -> Mapping[str, str]:
    """By directive what is lacking in words, read at once for a list."""
    books = together(store, "organisation", own)
    by_directive: dict[str, list[ReviewRow]] = {}
    for each in select(store, "directive_review", among("_book", books), books):
        by_directive.setdefault(each.text("directive_id"), []).append(_row(each))
    found = {
        each.id: lacking_words(each, lacking(each, by_directive.get(each.id, []), today))
        for each in directives
    }
    return {key: words for key, words in found.items() if words}
