"""How far the values of a field may travel when they are written again: what entries said of it binds every later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Entry, read_entry
from chibo_desktop.store.revocations import last_counted

Record = tuple[str, str]
"""Kind and id."""

_STRICTNESS = {"public": 0, "parent": 1, "own": 2}


def stricter(one: str, other: str) -> str:
    """Of two reaches the shorter; one this program does not know travels nowhere."""
    known = (reach if reach in _STRICTNESS else "own" for reach in (one, other))
    return max(known, key=_STRICTNESS.__getitem__)


class WrittenReaches:
    """What counted entries wrote privately, looked up for the records of one action; each entry is read once.

    A newer program may keep private what this one declares public. Whatever is taken back, chosen or typed
    here must not make it public, and the program that declared it so is not here to be asked.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: set[tuple[str, str, int]] = set()
        self._found: defaultdict[Record, dict[str, str]] = defaultdict(dict)

    def of(self, kind: str, record_id: str) -> dict[str, str]:
        """The shortest reach of each field that was ever private in the record; others are left out."""
        for entry in self._entries(kind, record_id):
            self._note(entry)
        return self._found.get((kind, record_id), {})

    def _entries(self, kind: str, record_id: str) -> Iterator[Entry]:
        places = self._connection.execute(
            "SELECT t.b AS b, t.d AS d, t.n AS n FROM touched t WHERE t.kind = ? AND t.id = ? AND EXISTS"
            " (SELECT 1 FROM private_part p WHERE p.b = t.b AND p.d = t.d AND p.n = t.n)",
            (kind, record_id),
        ).fetchall()
        for place in map(tuple, places):
            book, device, number = place
            if place in self._read or number > last_counted(self._connection, book, device):
                continue
            self._read.add(place)
            row = self._connection.execute(
                "SELECT body FROM journal WHERE b = ? AND d = ? AND n = ?", place
            ).fetchone()
            yield read_entry(row["body"])

    def _note(self, entry: Entry) -> None:
        for change in entry.changes:
            found = self._found[change.kind, change.id]
            for part in change.parts:
                for name in part.fields:
                    found[name] = stricter(part.reach, found.get(name, "public"))
