"""Directives as a desk reads them: its own register and what bodies above share, with their targets; and regulations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store

REGULATION = "regulation"


@dataclass(frozen=True)
class TargetRow:
    """One target: `level_words` as in "từ 95 %" or "trên 90 %", `scope_words` whom and when it binds."""

    id: str
    indicator: str
    title: str
    percent: int
    strict: bool
    level_words: str
    scope_words: str
    facts: Facts


@dataclass(frozen=True)
class DirectiveRow:
    """One directive. `is_own`: this organisation entered it; `is_shared`: everybody below it reads it."""

    id: str
    sort: str
    sort_label: str
    number: str
    issuer: str
    issued_on: date | None
    summary: str
    content: str
    valid_from: date | None
    valid_until: date | None
    body_id: str
    body_name: str
    is_own: bool
    is_shared: bool
    targets: tuple[TargetRow, ...]
    facts: Facts

    def is_in_force(self, day: date) -> bool:
        """Whether it binds on that day; a day not written binds without limit."""
        begins = self.valid_from or self.issued_on
        return (begins is None or begins <= day) and (self.valid_until is None or day <= self.valid_until)

    @property
    def name(self) -> str:
        """As in "Nghị quyết 07-NQ/HU": the sort and the number."""
        return f"{self.sort_label} {self.number}".strip()


def indicator_titles() -> dict[str, str]:
    """Per key of an indicator its title, in the order of the report."""
    from chibo_desktop.lists.indicators import INDICATORS

    return {indicator.key: indicator.title for indicator in INDICATORS}


def directives(store: Store, organisation_id: str) -> list[DirectiveRow]:
    """The organisation's own register and what bodies above share with it, the newest first, without regulations."""
    own = together(store, "organisation", organisation_id)
    where = f"{among('_book', own)} OR _book LIKE 'all:%'"
    rows = [_row(store, facts, own) for facts in select(store, "directive", where, own)]
    kept = [row for row in rows if not (row.sort == REGULATION and row.is_own)]
    return sorted(kept, key=_age, reverse=True)


def directive_row(store: Store, organisation_id: str, directive_id: str) -> DirectiveRow | None:
    """One directive as this organisation reads it; None when it is not held."""
    facts = find(store, "directive", directive_id)
    return _row(store, facts, together(store, "organisation", organisation_id)) if facts else None


def regulations(store: Store, organisation_id: str) -> list[DirectiveRow]:
    """The organisation's own regulations, one a term, the newest first; readable in its book here and above."""
    own = together(store, "organisation", organisation_id)
    where = f"sort = ? AND ({among('_book', own)} OR _book = ?)"
    found = select(store, "directive", where, (REGULATION, *own, f"all:{organisation_id}"))
    return sorted((_row(store, facts, own) for facts in found), key=_age, reverse=True)


def regulations_below(store: Store, body: str, day: date) -> list[tuple[str, DirectiveRow | None]]:
    """Per cell below a body the regulation in force there on a day, the newest of several; None where there is none."""
    every = organisations(store)
    found: dict[str, DirectiveRow] = {}
    for facts in select(store, "directive", "sort = ?", (REGULATION,)):
        row = _row(store, facts, ())
        cell = every.same(row.body_id)
        if row.is_in_force(day) and (cell not in found or _age(found[cell]) < _age(row)):
            found[cell] = row
    return [(cell, found.get(cell)) for cell in every.at(day).cells(body)]


def _row(store: Store, facts: Facts, own: tuple[str, ...]) -> DirectiveRow:
    sort, colon, body = facts.book.partition(":")
    body = body if colon else sort
    return DirectiveRow(
        id=facts.id,
        sort=facts.text("sort"),
        sort_label=facts.shown("sort"),
        number=facts.text("number"),
        issuer=facts.text("issuer"),
        issued_on=facts.day("issued_on"),
        summary=facts.text("summary"),
        content=facts.text("content"),
        valid_from=facts.day("valid_from"),
        valid_until=facts.day("valid_until"),
        body_id=body,
        body_name=body_name(store, body),
        is_own=body in own,
        is_shared=bool(colon),
        targets=tuple(_targets(store, facts)) if colon else (),
        facts=facts,
    )


def _targets(store: Store, directive: Facts) -> list[TargetRow]:
    """Only those that stand in the directive's own book: nobody else sets targets by it."""
    found = [
        each
        for each in children(store, "target", "directive_id", directive.id)
        if each.book == directive.book
    ]
    if not found:
        return []
    titles = indicator_titles()
    return [_target(facts, titles) for facts in found]


def _target(facts: Facts, titles: dict[str, str]) -> TargetRow:
    key, percent = facts.text("indicator"), facts.count("percent") or 0
    is_strict = facts.flag("strict")
    scope = [facts.shown("area").lower()] if facts.text("area") else ["toàn đảng bộ"]
    begins, ends = facts.day("from_on"), facts.day("until_on")
    scope += [f"từ {show_day(begins)}"] if begins else []
    scope += [f"đến hết {show_day(ends)}"] if ends else []
    return TargetRow(
        id=facts.id,
        indicator=key,
        title=titles.get(key, key),
        percent=percent,
        strict=is_strict,
        level_words=_level(percent, is_strict=is_strict),
        scope_words=", ".join(scope),
        facts=facts,
    )


def _level(percent: int, *, is_strict: bool) -> str:
    if percent == 100:
        return "100\u00a0%"
    return f"{'trên' if is_strict else 'từ'} {percent}\u00a0%"


def _age(row: DirectiveRow) -> tuple[date, tuple[int, str]]:
    return row.issued_on or row.valid_from or date.min, made_order(row.id)
