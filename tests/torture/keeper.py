"""A process that writes a book, backs it up and puts an old backup back; the torture test records what it does.

Called with the folder of a desk and `back-up` or `restore`. Lines of the file `acknowledged`, each after the thing was
done: `entries N` (entries in the journal), `backup NAME`, `restored`.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from actions.desks import PASSWORD
from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.restoring import restore
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store.backup_shelf import list_good, shelf_of
from replicas import START

ROUNDS, WRITES = 8, 3


def keep(folder: Path) -> None:
    """Some entries, a backup of each day, and again; old ones are let go on the way."""
    told = os.open(folder / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    clock = FixedClock(START)
    desk = open_desk(folder, PASSWORD, clock=clock)
    for number in range(ROUNDS):
        clock.set(START + timedelta(days=number // 2, hours=number % 2))
        for _ in range(WRITES):
            add_member(desk, full_name="Lò Văn Hặc")
            entries = desk.store.value("SELECT count(*) FROM journal")
            os.write(told, f"entries {entries}\n".encode())
        made = back_up(desk, "daily")
        if made is not None:
            os.write(told, f"backup {made.name}\n".encode())
    desk.close()


def put_back(folder: Path) -> None:
    """The oldest backup in the place of the book."""
    told = os.open(folder / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    oldest = list_good(shelf_of(folder))[-1]
    restore(folder, oldest.path, PASSWORD, clock=FixedClock(START + timedelta(days=30)))
    os.write(told, b"restored\n")


if __name__ == "__main__":
    (keep if sys.argv[2] == "back-up" else put_back)(Path(sys.argv[1]))
