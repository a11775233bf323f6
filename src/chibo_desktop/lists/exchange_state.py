"""What the top bar may say of papers sent: up to which month the body above holds them, and how many it does not."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_body, parent_of

MONTHS_LOOKED_AT = 2
"""At a body with many cells only the newest months are looked at, so that every page paints at once."""


@dataclass(frozen=True)
class ExchangeState:
    """`above_kind` is the kind of the body above, "" while no certificate of one is held.

    `received` is the newest month of which the body above holds every finalised meeting known here ("" for
    none); `waiting` counts finalised meetings it has not confirmed.
    """

    above_kind: str
    received: str
    waiting: int


def exchange_state(store: Store, organisation_id: str) -> ExchangeState:
    """From receipts alone; takes a few milliseconds a meeting."""
    parent = parent_of(store, organisation_id)
    chain = chain_of_body(store, parent) if parent else None
    if parent is None or not chain:
        return ExchangeState("", "", 0)
    meetings = [row for row in list_meetings(store) if row.is_finalised]
    periods = sorted({row.period for row in meetings}, reverse=True)
    own = chain_of_body(store, organisation_id)
    is_cell = own is not None and own[0].body["kind"] == "cell"
    looked = periods if is_cell else periods[:MONTHS_LOOKED_AT]
    key = "received" if is_cell else "received_2"
    open_months: dict[str, int] = dict.fromkeys(looked, 0)
    for row in meetings:
        if row.period in open_months and not _is_done(store, row.id, key):
            open_months[row.period] += 1
    whole = [period for period, missing in open_months.items() if not missing]
    return ExchangeState(str(chain[0].body["kind"]), max(whole, default=""), sum(open_months.values()))


def _is_done(store: Store, meeting_id: str, key: str) -> bool:
    return any(point.key == key and point.state == "done" for point in meeting_strip(store, meeting_id))
