"""When this machine last wrote an entry: what the status bar says after "Đã ghi"; nothing about what was written."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store import Store, times
from chibo_desktop.store.entry import read_entry


def last_written(store: Store) -> datetime | None:
    """The moment of the newest entry of this desk, over all its books and codes; None before the first.

    It is what the clock said then, also when the clock was set back since an older entry.
    """
    if ms := times.last_written(store.connection):
        return datetime.fromtimestamp(ms / 1000, VIETNAM)
    rows = [
        row
        for device in (store.device, *store.former_devices)
        for row in store.rows(
            "SELECT j.body AS body FROM chain c JOIN journal j USING (b, d, n) WHERE c.d = ?", (device,)
        )
    ]
    moments = [read_entry(row["body"]).time[0] for row in rows]
    return datetime.fromtimestamp(max(moments) / 1000, VIETNAM) if moments else None
