"""Exemptions a finalised meeting decided, and whether the list says them already; it writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.roster import standings_of
from chibo_desktop.store import Store


class Exemption(NamedTuple):
    """One exemption the cell itself decided, to be in the list from that day."""

    case_id: str
    name: str
    from_on: date
    is_written: bool


def exemptions_at(store: Store, sheet: MeetingSheet) -> Iterator[Exemption]:
    """Those of a finalised meeting, in the order considered; nothing before it is finalised."""
    for row in sheet.cases if sheet.is_finalised else ():
        start = row.facts.day("from_on")
        if row.matter == "exemption" and row.is_decided_here and start is not None:
            written = any(
                period.text("kind") == "exempt" and period.day("from_on") == start
                for period in standings_of(store, row.facts.text("member_id"))
            )
            yield Exemption(row.facts.id, row.name, start, written)
