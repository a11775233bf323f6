"""Materials at a meeting: how its papers name them, which meetings used one, and a guidance read as an agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.pasted import read_pasted
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.materials import sent_together
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.lists.same import among, read_as
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class UseRow:
    """What a meeting used; `material_id` is "" for one known by its title alone."""

    id: str
    material_id: str
    title: str


@dataclass(frozen=True)
class IssueRow:
    """Printed copies handed to an organisation."""

    id: str
    organisation_id: str
    name: str
    issued_on: date | None
    copies: int


def used_at(store: Store, meeting_id: str) -> list[UseRow]:
    """What a meeting used, in the order of writing; a material from above by its own title."""
    rows = []
    for facts in children(store, "material_use", "meeting_id", meeting_id):
        material = find(store, "material", facts.text("material_id")) if facts.text("material_id") else None
        title = facts.text("title") or (material.text("title") if material else "")
        rows.append(UseRow(facts.id, facts.text("material_id"), title))
    return rows


def issues_of(store: Store, material_id: str) -> list[IssueRow]:
    """The log of printed copies of a material, newest first."""
    rows = [
        IssueRow(
            facts.id,
            facts.text("organisation_id"),
            body_name(store, facts.text("organisation_id")),
            facts.day("issued_on"),
            facts.count("copies") or 1,
        )
        for facts in children(store, "material_issue", "material_id", material_id)
    ]
    return sorted(rows, key=lambda row: (row.issued_on or date.min, made_order(row.id)), reverse=True)


def uses_by_material(store: Store) -> Mapping[str, Mapping[str, int]]:
    """Per material and cell, at how many of its meetings it was used."""
    return known(store, "material uses", lambda: _count_uses(store))


def _count_uses(store: Store) -> Mapping[str, Mapping[str, int]]:
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = store.rows(
        "SELECT u.material_id, m.cell_id, m.id FROM material_use u JOIN meeting m"
        " ON m.id = u.meeting_id AND m._book = u._book"
        " WHERE u.material_id IS NOT NULL AND COALESCE(u.put_away, 0) = 0 AND COALESCE(m.put_away, 0) = 0"
    )
    joined = read_as(store, "organisation")
    for material, cell, _meeting in {tuple(row) for row in rows}:  # SQLite takes longer to find the same ones
        found[material][joined.get(cell, cell)] += 1
    return found


def used_titles(store: Store, meeting_id: str) -> list[str]:
    """The titles of what a meeting used, each once."""
    return list(dict.fromkeys(row.title for row in used_at(store, meeting_id) if row.title))


def materials_words(store: Store, meeting: Facts) -> str:
    """What the papers of a meeting say of its materials: what was typed, then what is used and not named there yet."""
    typed = meeting.text("materials")
    named = [title for title in used_titles(store, meeting.id) if title.casefold() not in typed.casefold()]
    parts = [typed.rstrip(" .;,"), *(title.rstrip(" .;,") for title in named)] if named else [typed]
    return "; ".join(part for part in parts if part)


def meetings_using(store: Store, material_id: str) -> list[tuple[str, str, str]]:
    """(meeting id, cell's name, the meeting's title) of every meeting held here that used it, newest first."""
    found, fellows = [], tuple(facts.id for facts in sent_together(store, material_id))
    for use in select(store, "material_use", among("material_id", fellows), fellows):
        meeting = find(store, "meeting", use.text("meeting_id"))
        if meeting is not None and not meeting.is_put_away:
            found.append((meeting_day(meeting), meeting))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [(each.id, body_name(store, each.text("cell_id")), title_of(each)) for _, each in found]


def agenda_lines(content: str) -> list[str]:
    """The lines of a guidance as items of an agenda: without bullet or number, empty ones and headings in ":" left out."""
    lines = [clean_line(line.removeprefix("- ")) for line in read_pasted(content).split("\n")]
    return [line.rstrip(";.") for line in lines if line and not line.endswith(":")]
