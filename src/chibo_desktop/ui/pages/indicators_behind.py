"""The lists behind a number: which records, what is said of each, and the page that opens it; counting is lists/indicators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.indicator_words import count_words
from chibo_desktop.lists.indicators.figure import Figure, Ref, Row
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages import PAGES
from chibo_desktop.ui.widgets import rows as row_lists

Line = Row | Ref
"""A part of the figure that opens something itself, or a record."""
NAMED = {
    "meeting": "buổi sinh hoạt",
    "organisation": "tổ chức đảng",
    "member": "đảng viên",
    "proposal": "kiến nghị",
    "visit": "lượt dự",
    "participant": "lượt người dự",
    "hand_figure": "số liệu nhập tay",
}
PAGE_OF = {
    "meeting": "meetings",
    "member": "members",
    "proposal": "proposals",
    "visit": "visits",
    "inspection": "tasks",
    "gathering": "tasks",
}
"""Which page opens a record; an organisation opens its own figures here."""


@dataclass(frozen=True)
class Listed:
    """One list behind a number, by what it is called."""

    key: str
    words: str
    lines: tuple[Line, ...]


def lists_of(part: Figure | Row) -> tuple[Listed, ...]:
    """What did not reach and what did, then all; one list only where there is no such division."""
    if isinstance(part, Figure) and part.rows and all(row.ref for row in part.rows):
        return _divided(
            [row for row in part.rows if row.met is not True],
            [row for row in part.rows if row.met is True],
            part.rows,
        )
    over, under = part.ids
    if set(over) <= set(under):
        reached = set(over)
        return _divided([one for one in under if one not in reached], over, under)
    both = (("numerator", over), ("denominator", under))
    return tuple(Listed(key, _called(refs), tuple(refs)) for key, refs in both if refs)


def _divided(missed: Sequence[Line], reached: Sequence[Line], every: Sequence[Line]) -> tuple[Listed, ...]:
    whole = Listed("all", "Tất cả", tuple(every))
    if not missed or not reached:
        return (whole,) if every else ()
    return (
        Listed("missed", "Chưa đạt", tuple(missed)),
        Listed("reached", "Đạt", tuple(reached)),
        whole,
    )


def _called(refs: Sequence[Ref]) -> str:
    words = NAMED.get(refs[0][0], "mục")
    return f"{words[:1].upper()}{words[1:]}"


def way_to(ref: Ref | None, desk_kind: str) -> tuple[str, str]:
    """Page and record that a line opens; ("indicators", id) for an organisation, ("", "") where no page of this desk does."""
    if ref is None:
        return "", ""
    if ref[0] == "organisation":
        return "indicators", ref[1]
    page = PAGE_OF.get(ref[0], "")
    is_there = any(door.name == page and desk_kind in door.desks for door in PAGES)
    return (page, ref[1]) if is_there else ("", "")


def shown_line(store: Store, line: Line, day: date) -> row_lists.Row:
    """A line in words, its key "kind id"; names are those of `day`."""
    if isinstance(line, Row):
        kind: glyphs.Kind | None = None if line.met is None else "tick" if line.met else "below"
        share = f" = {line.percent_shown}" if line.denominator is not None else ""
        key = " ".join(line.ref) if line.ref else ""
        return row_lists.Row(
            key, line.title, line.note, kind, f"{count_words(line)}{share}", quiet=line.met is True
        )
    facts = find(store, *line)
    title, second = _said(store, line[0], facts, day) if facts else (line[1], "")
    return row_lists.Row(" ".join(line), title or line[1], second)


def _said(store: Store, kind: str, facts: Facts, day: date) -> tuple[str, str]:
    said = _SAID.get(kind)
    return said(store, facts, day) if said else (facts.text("source"), facts.text("indicator"))


def _name(store: Store, one: str, day: date) -> str:
    held = organisations(store)
    return held.name(held.same(one), day) if one else ""


def _meeting(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    held_on = facts.day("held_on")
    words = kind_at(facts).words
    when = show_day(held_on) if held_on else facts.shown("period")
    return _name(store, facts.text("cell_id"), held_on or day), f"{words[:1].upper()}{words[1:]} · {when}"


def _organisation(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    held = organisations(store)
    path = held.at(day).path(held.same(facts.id))
    return held.name(held.same(facts.id), day), held.name(path[1], day) if path[1:] else ""


def _member(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    return facts.text("full_name"), _name(store, facts.text("cell_id"), day)


def _proposal(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    raised = facts.day("raised_on")
    parts = [_name(store, facts.text("cell_id"), day), f"nêu {show_day(raised)}" if raised else ""]
    return facts.text("content"), " · ".join(part for part in parts if part)


def _visit(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    made = facts.day("made_on")
    return _name(store, facts.text("organisation_id"), made or day), f"dự {show_day(made)}" if made else ""


def _participant(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    gathering = find(store, "gathering", facts.text("gathering_id"))
    where = gathering.text("title") if gathering else ""
    who = facts.text("full_name") or f"{facts.shown('group')}: {facts.count('heads') or 1} người"
    return who, " · ".join(part for part in (where, _name(store, facts.text("organisation_id"), day)) if part)


_SAID: dict[str, Callable[[Store, Facts, date], tuple[str, str]]] = {
    "meeting": _meeting,
    "organisation": _organisation,
    "member": _member,
    "proposal": _proposal,
    "visit": _visit,
    "participant": _participant,
}
