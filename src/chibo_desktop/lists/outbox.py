"""What the exchange page and a meeting's strip say of the mailbox: which bundles wait, lie there, were confirmed; carries nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.store import Store
from chibo_desktop.store.ledger import list_bundles_out, list_receipts
from chibo_desktop.store.outbox import Posted, list_posted

Runs = tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True)
class OutRow:
    """A bundle for one body. `state` is waiting, lying (in the mailbox, unconfirmed) or received."""

    hash: str
    to_name: str
    state: str
    since: datetime
    note: str
    """Why the last try failed, or how many pieces are there; "" for nothing to say."""


def outbox_rows(store: Store) -> list[OutRow]:
    """What waits, and the newest bundle of each body that was carried; newest first.

    A carried bundle of receipts alone is left out: nobody confirms a receipt.
    """
    runs = {out.hash: out.runs for out in list_bundles_out(store)}
    shown: list[OutRow] = []
    seen: set[str] = set()
    for posted in reversed(list_posted(store)):
        held = runs.get(posted.hash, ())
        if posted.carried_at is None or (held and posted.to_org not in seen):
            shown.append(_row(store, posted, held))
        if posted.carried_at is not None and held:
            seen.add(posted.to_org)
    return shown


def _row(store: Store, posted: Posted, runs: Runs) -> OutRow:
    name = body_name(store, posted.to_org)
    if posted.carried_at is None:
        note = posted.note or (f"đã lên {posted.sent}/{posted.pieces} phần" if posted.sent else "")
        return OutRow(posted.hash, name, "waiting", posted.at, note)
    got = _received_at(store, posted.to_org, runs)
    return OutRow(posted.hash, name, "received" if got else "lying", got or posted.carried_at, "")


def _received_at(store: Store, body: str, runs: Runs) -> datetime | None:
    """When the body had confirmed every run; None while it has not."""
    moments = []
    for book, device, _, last in runs:
        held = [each.at for each in list_receipts(store, book, device, body) if each.number >= last]
        if not held:
            return None
        moments.append(min(held))
    return max(moments, default=None)
