"""What is known to be on its way and not whole: entries that wait for earlier ones, bundles of which parts lie here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM, month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.same import read_as
from chibo_desktop.store import Store
from chibo_desktop.store.entry import Entry, read_entry


@dataclass(frozen=True, order=True)
class Waiting:
    """`words` say what is lacking ("còn thiếu phần 3/5"); `month` is the one it is of ("2026-10")."""

    month: str
    words: str


@dataclass(frozen=True)
class WaitingBelow:
    """By meeting and by (cell, month)."""

    of_meeting: Mapping[str, Waiting]
    of_month: Mapping[tuple[str, str], Waiting]


_ROWS = """SELECT w.b, w.d, w.n, w.body, COALESCE(c.n, 0) AS head FROM waiting w
    LEFT JOIN chain c ON c.b = w.b AND c.d = w.d ORDER BY w.b, w.d, w.n"""


def waiting_below(store: Store, arriving: Mapping[str, Waiting] | None = None) -> WaitingBelow:
    """From the entries that wait for earlier ones, and from `arriving`, which is by sender."""
    of_meeting: dict[str, Waiting] = {}
    of_month: dict[tuple[str, str], Waiting] = {}
    same, first = read_as(store, "organisation"), dict[tuple[str, str], int]()
    for row in store.rows(_ROWS):
        entry = _entry(row)
        if entry is None:
            continue
        gap = first.setdefault((row["b"], row["d"]), row["n"]) - row["head"] - 1
        for meeting_id, month in _meetings(store, entry):
            waiting = Waiting(month, f"còn thiếu {gap} lần ghi trước đó")
            of_meeting[meeting_id] = waiting
            of_month[same.get(row["b"], row["b"]), month] = waiting
    for sender, waiting in (arriving or {}).items():
        of_month[same.get(sender, sender), waiting.month] = waiting
    return WaitingBelow(of_meeting, of_month)


def _entry(row: Any) -> Entry | None:
    try:
        return read_entry(bytes(row["body"]))
    except (Refusal, ValueError):
        return None


def _meetings(store: Store, entry: Entry) -> list[tuple[str, str]]:
    """The meetings an entry writes to, each with its month; that of the writing where the period did not come."""
    found: dict[str, str] = {}
    for change in entry.changes:
        meeting = change.id if change.kind == "meeting" else str(change.fields.get("meeting_id") or "")
        if meeting:
            said = change.fields.get("period") if change.kind == "meeting" else None
            found[meeting] = str(said or found.get(meeting) or "")[:7]
    return [(meeting, month or _month(store, meeting, entry)) for meeting, month in found.items()]


def _month(store: Store, meeting: str, entry: Entry) -> str:
    row = store.row("SELECT period FROM meeting WHERE id = ?", (meeting,))
    if row is not None and row["period"]:
        return str(row["period"])[:7]
    return month_of(datetime.fromtimestamp(entry.time[0] / 1000, VIETNAM).date())
