"""A process that writes a store without end and acknowledges each entry; the torture tests kill it or record it.

Called with the folder, the first number, how many entries, and `FULL` or `OFF`. Acknowledged numbers go to the
file `acknowledged` beside the database, one write each, after the entry was committed.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store import open_store
from chibo_desktop.store.drafts import write_draft
from replicas import KEY, START

BOOK = "aaaaaaaa-1"


def write_from(folder: Path, first: int, count: int, flushing: str) -> None:
    """Entries number `first` and on: a counter, a growing text, private values, and now and then a draft."""
    store = open_store(folder, KEY, clock=FixedClock(START, timedelta(milliseconds=1)))
    store.connection.execute("PRAGMA wal_autocheckpoint = 20")
    store.connection.execute(f"PRAGMA synchronous = {flushing}")
    acknowledged = os.open(folder / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(first, first + count):
        with store.writing(BOOK, "bt") as writer:
            writer.put("ballot", "aaaaaaaa-1", yes_count=number)
            writer.put(
                "proposal", writer.new_id(), content=f"Kiến nghị {number} " * (number % 40), raised_by="Hặc"
            )
        os.write(acknowledged, f"{number}\n".encode())
        if number % 7 == 0:
            write_draft(store, ("ballot", "aaaaaaaa-1", "matter"), "đang gõ " * number, base="", user="bt")
    store.close()


if __name__ == "__main__":
    write_from(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
