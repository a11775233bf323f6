"""The lists behind a number: which records, what is said of each, and the page that opens it; counting is lists/indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.indicator_words import count_words
from chibo_desktop.lists.indicators.figure import Figure, Ref, Row
from chibo_desktop.lists.place_states import STATE_WORDS, person_of, place_row
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, find, select
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
    "admission_target": "chỉ tiêu được giao",
    "place": "thôn, bản, trường, trạm",
    "place_person": "trưởng thôn, bản",
}
PAGE_OF = {
    "meeting": "meetings",
    "member": "members",
    "proposal": "proposals",
    "visit": "visits",
    "inspection": "tasks",
    "gathering": "tasks",
    "place": "development",
}
"""Which page opens a record; an organisation opens its own figures here."""


PARTED = {
    "place": ("Các nơi khác", "Các nơi này"),
    "place_person": ("Chưa là đảng viên", "Là đảng viên"),
}
"""By kind of record what those outside the numerator and those in it are called, where neither reaches anything."""
SORT_OF = {"IND-11b": "training", "IND-12": "study", "members": "study"}
"""By figure or part the sort of gathering at which its people were, which their line opens."""


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
    first = reached[0]
    words = PARTED.get("" if isinstance(first, Row) else first[0], ("Chưa đạt", "Đạt"))
    parts = Listed("missed", words[0], tuple(missed)), Listed("reached", words[1], tuple(reached))
    return (*(parts if words[0] == "Chưa đạt" else parts[::-1]), whole)


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


def gatherings_of(store: Store, part: Figure | Row, day: date) -> Mapping[Ref, str]:
    """Per person or unnamed group who took part the last gathering up to a day that counts them."""
    sort = SORT_OF.get(part.key, "")
    refs = part.ids.numerator if sort or any(kind == "participant" for kind, _ in part.ids.numerator) else ()
    members = {record_id for kind, record_id in refs if kind == "member"}
    held = {each.id: each for each in select(store, "gathering")} if refs else {}
    newest: dict[Ref, Facts] = {}
    for each in select(store, "participant") if refs else ():
        gathering = held.get(each.text("gathering_id"))
        when = gathering.day("held_on") if gathering else None
        if gathering is None or when is None or when > day:
            continue
        newest["participant", each.id] = gathering
        ref = ("member", each.text("member_id"))
        before = newest.get(ref)
        is_newer = before is None or (before.day("held_on") or date.min) <= when
        if gathering.text("sort") == sort and ref[1] in members and is_newer:
            newest[ref] = gathering
    return {ref: newest[ref].id for ref in refs if ref in newest}


def shown_line(
    store: Store, line: Line, day: date, gatherings: Mapping[Ref, str] = MappingProxyType({})
) -> row_lists.Row:
    """A line in words, its key "kind id"; names are those of `day`. Who is in `gatherings` leads to his gathering."""
    if isinstance(line, Row):
        kind: glyphs.Kind | None = None if line.met is None else "tick" if line.met else "below"
        share = f" = {line.percent_shown}" if line.denominator is not None else ""
        key = " ".join(line.ref) if line.ref else ""
        return row_lists.Row(
            key, line.title, line.note, kind, f"{count_words(line)}{share}", quiet=line.met is True
        )
    facts = find(store, *line)
    title, second = _said(store, line[0], facts, day) if facts else (line[1], "")
    attended = gatherings.get(line, "")
    gathering = find(store, "gathering", attended) if attended and line[0] == "member" else None
    if gathering is not None:
        held_on = gathering.day("held_on")
        parts = (second, gathering.text("title"), show_day(held_on) if held_on else "")
        second = " · ".join(part for part in parts if part)
    return row_lists.Row(f"gathering {attended}" if attended else " ".join(line), title or line[1], second)


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
    """Above a commune no name is held, only the office."""
    where = _name(store, facts.text("cell_id"), day)
    office = facts.shown("office") if facts.text("office") else "Đảng viên"
    return (facts.text("full_name"), where) if facts.text("full_name") else (f"{office}, {where}", "")


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


def _place(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    row = place_row(store, facts, day)
    cells = ", ".join(name for _, name in row.cells)
    return row.name, " · ".join(part for part in (row.kind_label, STATE_WORDS[row.state], cells) if part)


def _place_person(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    place, person = find(store, "place", facts.text("place_id")), person_of(store, facts, day)
    where = place.text("name") if place else ""
    return (person.name, f"{where} · {person.what}") if person.name else (where, person.what)


def _target(store: Store, facts: Facts, day: date) -> tuple[str, str]:
    years = "–".join(dict.fromkeys((facts.shown("first_year"), facts.shown("last_year"))))
    count = f"{facts.count('count') or 0} đảng viên"
    return _name(store, facts.text("organisation_id"), day), f"năm {years}: {count}"


_SAID: dict[str, Callable[[Store, Facts, date], tuple[str, str]]] = {
    "meeting": _meeting,
    "organisation": _organisation,
    "member": _member,
    "proposal": _proposal,
    "visit": _visit,
    "participant": _participant,
    "place": _place,
    "place_person": _place_person,
    "admission_target": _target,
}
