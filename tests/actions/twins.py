"""Two real desks of one cell, each on its own laptop and under its own device code, and what carries between them."""

from __future__ import annotations

import shutil
from pathlib import Path

from actions.desks import PASSWORD
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.new_device import take_new_device
from chibo_desktop.seal.identity import Certificate
from chibo_desktop.store.certificates import put_certificate
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.outgo import chain_tips, entries_between
from chibo_desktop.store.parts import held_parts


def make_twin(desk: Desk, folder: Path) -> Desk:
    """A second laptop of the same cell: the folder copied, opened, and given a device code of its own."""
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(desk.folder, folder)
    twin = open_desk(folder, PASSWORD, clock=desk.store.clock)
    with twin.store.transaction():
        code = take_new_device(twin.store)
    assert twin.store.device == code
    exchange(desk, twin)
    return twin


def exchange(one: Desk, other: Desk) -> None:
    """Both take in what the other holds: entries, private parts, certificates."""
    _carry(one, other)
    _carry(other, one)


def _carry(sender: Desk, to: Desk) -> None:
    with to.store.transaction():
        for row in sender.store.rows("SELECT text FROM certificate"):
            put_certificate(to.store, Certificate(row["text"]))
        for tip in chain_tips(sender.store):
            entries = entries_between(sender.store, tip.book, tip.device, 1, tip.number)
            parts = held_parts(
                sender.store.connection, (tip.book, tip.device), 1, tip.number, ("parent", "own")
            )
            take(to.store, [read_entry(entry) for entry in entries], [each.part for each in parts])
