"""Words to use again: sentences the cell keeps or its minutes say most often, and fields of work; keeping one is an action."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chibo_desktop.base.text import fold
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.rows import of_cell, select
from chibo_desktop.lists.same import among
from chibo_desktop.store import Store

SENTENCE, FIELD = "sentence", "field"
"""The sorts of what is kept."""
LONGEST_FIELD = 80
"""Characters of the name of a field of work, as of the field it is written into."""
MEETINGS = 24
"""The newest meetings whose words are looked through: two years of monthly ones."""
MOST = 12
"""So many sentences of the minutes are offered besides those kept."""
OFTEN = 2
"""A sentence said at so many meetings is one that is used again."""
SHORTEST, LONGEST = 12, 300
"""Characters of a sentence worth offering."""

SAID_IN = (
    ("meeting", "id", ("last_month", "praised", "reminded", "mood", "conclusion")),
    ("agenda_item", "meeting_id", ("summary", "conclusion")),
    ("opinion", "meeting_id", ("body",)),
    ("resolution", "meeting_id", ("evaluation", "shortcomings", "direction", "carrying_out")),
)
"""Kind, the field that names the meeting, and the fields with prose."""

_ENDS = re.compile(r"(?<=[.!?…;])\s+|\n+")


@dataclass(frozen=True)
class PhraseRow:
    """`id` is "" for a sentence of the minutes that nobody kept; `meetings` is at how many it was said."""

    id: str
    body: str
    meetings: int = 0


def phrases_of(store: Store, cell_id: str) -> list[PhraseRow]:
    """Those kept, the newest first, then the sentences most often said at the cell's newest meetings."""
    kept = list(reversed(_kept(store, cell_id, SENTENCE)))
    known = {fold(row.body) for row in kept}
    said = (row for row in _said_often(store, cell_id) if fold(row.body) not in known)
    return [*kept, *list(said)[:MOST]]


def fields_of_work(store: Store, organisation_id: str) -> list[PhraseRow]:
    """The fields of work on the list of an organisation, as a dictionary orders them."""
    found = _kept(store, organisation_id, FIELD)
    return sorted(found, key=lambda row: (fold(row.body), row.body))


def _kept(store: Store, organisation_id: str, sort: str) -> list[PhraseRow]:
    every = of_cell(store, "phrase", organisation_id)
    return [PhraseRow(each.id, each.text("body")) for each in every if each.text("sort") == sort]


def _said_often(store: Store, cell_id: str) -> list[PhraseRow]:
    newest = [meeting.id for meeting in meetings_of(store, cell_id)[-MEETINGS:]]
    counted: Counter[str] = Counter()
    words: dict[str, str] = {}
    for sentence, _ in sorted(set(_sentences(store, tuple(newest)))):
        key = fold(sentence)
        counted[key] += 1
        words.setdefault(key, sentence)
    return [
        PhraseRow("", words[key], times) for key, times in counted.most_common(2 * MOST) if times >= OFTEN
    ]


def _sentences(store: Store, meetings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every sentence with the meeting it was said at."""
    for kind, parent, fields in SAID_IN:
        for facts in select(store, kind, among(parent, meetings), meetings):
            meeting = facts.id if parent == "id" else facts.text(parent)
            for name in fields:
                for sentence in _ENDS.split(facts.text(name)):
                    if SHORTEST <= len(sentence.strip()) <= LONGEST:
                        yield sentence.strip(), meeting
