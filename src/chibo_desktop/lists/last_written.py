"""When this machine last wrote an entry: what the status bar says after "Đã ghi"; nothing about what was written."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store import Store
from chibo_desktop.store.entry import read_entry


def last_written(store: Store) -> datetime | None:
    """The moment of the newest entry of this desk, over all its books and codes; None before the first."""
    rows = [
        row
        for device in (store.device, *store.former_devices)
        for row in store.rows(
            "SELECT j.body AS body FROM chain c JOIN journal j USING (b, d, n) WHERE c.d = ?", (device,)
        )
    ]
    times = [read_entry(row["body"]).time[0] for row in rows]
    return datetime.fromtimestamp(max(times) / 1000, VIETNAM) if times else None
