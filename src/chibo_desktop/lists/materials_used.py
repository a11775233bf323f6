"""Materials at a meeting: how its papers name them, which meetings used one, and a guidance read as an agenda."""

from __future__ import annotations

from chibo_desktop.base.pasted import read_pasted
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.materials import used_at
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.store import Store


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
    found = []
    for use in select(store, "material_use", "material_id = ?", (material_id,)):
        meeting = find(store, "meeting", use.text("meeting_id"))
        if meeting is not None and not meeting.is_put_away:
            found.append((meeting_day(meeting), meeting))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [(each.id, body_name(store, each.text("cell_id")), title_of(each)) for _, each in found]


def agenda_lines(content: str) -> list[str]:
    """The lines of a guidance as items of an agenda: without bullet or number, empty ones and headings in ":" left out."""
    lines = [clean_line(line.removeprefix("- ")) for line in read_pasted(content).split("\n")]
    return [line.rstrip(";.") for line in lines if line and not line.endswith(":")]
