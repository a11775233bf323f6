"""The meetings at which guests from above were, one for each level they came from; who of them is whose is in visits.py."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.text import fold
from chibo_desktop.lists.said import one_book, speaks_for_cell
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.kinds import MeetingKind, kind_of
from chibo_desktop.store import Store

Months = tuple[str, str]
"""The first and the last month of a range, both included."""


@dataclass(frozen=True)
class Sitting:
    """A finalised meeting and those of one level who came to it, by the id of the guest."""

    meeting_id: str
    place: str
    month: str
    day: date
    kind: MeetingKind
    level: str
    guests: dict[str, str]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self.guests.values())


_GUESTS = """SELECT g.id, g.full_name, g.level, g.meeting_id, m.cell_id, m.period, m.held_on, m.kind, m._book,
    g._book AS written_in FROM guest g JOIN meeting m ON m.id = g.meeting_id
    WHERE g.level IN ('commune', 'upper', 'centre') AND COALESCE(g.put_away, 0) = 0
    AND m.finalised_at IS NOT NULL AND COALESCE(m.missed, 0) = 0 AND COALESCE(m.put_away, 0) = 0
    AND (substr(COALESCE(m.period, ''), 1, 7) BETWEEN ?1 AND ?2
        OR substr(COALESCE(m.held_on, ''), 1, 7) BETWEEN ?1 AND ?2
        OR m.id IN (SELECT value FROM json_each(?3)) OR COALESCE(m.period, '') = '')
    AND (?4 = '[]' OR m.cell_id IN (SELECT value FROM json_each(?4)))
    ORDER BY m.id, g.id"""


def sittings_within(
    store: Store, months: Months, named: Iterable[str], places: Iterable[str] = ()
) -> Iterator[Sitting]:
    """The finalised meetings of these months, and those `named` by their ids, once for each level guests came from.

    A month is that of the period or of the day. With `places`, of these organisations alone.
    """
    guests: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    meetings = {}
    is_own, is_one = speaks_for_cell(store), one_book(store)
    for row in store.rows(_GUESTS, (*months, json.dumps(sorted(named)), json.dumps(list(places)))):
        if not (is_own(row["_book"], row["cell_id"] or "") and is_one(row["_book"], row["written_in"])):
            continue
        guests[row["meeting_id"], row["level"]][row["id"]] = row["full_name"] or ""
        meetings[row["meeting_id"]] = row
    for (meeting_id, level), who in guests.items():
        row = meetings[meeting_id]
        try:
            day = date.fromisoformat(row["held_on"] or f"{(row['period'] or '')[:7]}-01")
        except ValueError:
            continue
        place = organisations(store).same(row["cell_id"] or "")
        kind = kind_of(row["kind"] or "regular", day)
        yield Sitting(meeting_id, place, (row["period"] or "")[:7] or month_of(day), day, kind, level, who)
