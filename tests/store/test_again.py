"""What a side that lost writes again: nothing that was private becomes public, whatever this program knows of the field."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.seal import digest
from chibo_desktop.store import create_store, meta
from chibo_desktop.store.again import lost_sides, write_again
from chibo_desktop.store.entry import (
    Entry,
    EntryChange,
    PartName,
    PrivatePart,
    compact,
    read_entry,
    write_entry,
)
from chibo_desktop.store.intake import take

KEY, OLD, BOOK = bytes(32), "aaaaaaaa", "aaaaaaaa-1"


def entry_of(change: EntryChange, before: Entry | None, tick: int) -> Entry:
    return write_entry(
        device=OLD, book=BOOK, number=before.number + 1 if before else 1, previous=before.link if before else "",
        time=(1_790_000_000_000, tick), user="bt", schema=1, seen={}, changes=(change,),
    )  # fmt: skip


def test_what_a_newer_program_keeps_private_is_not_written_again_as_public(
    tmp_path: Path, clock: FixedClock
) -> None:
    """The office is public here; the newer program that wrote both sides sends it no further than the parent."""
    store = create_store(tmp_path, KEY, device="cccccccc", sample=True, clock=clock)
    first = entry_of(EntryChange("member", f"{OLD}-2", {"full_name": "Vàng A Chứ"}), None, 0)
    parts = [
        PrivatePart("parent", digest.new_salt(), compact({"office": office}))
        for office in ("secretary", "member")
    ]
    sides = [
        entry_of(
            EntryChange(
                "member", f"{OLD}-2", {}, (PartName("parent", ("office",), part.digest, ("office",)),)
            ),
            first,
            place,
        )
        for place, part in enumerate(parts, 1)
    ]
    with store.transaction():
        take(store, [first, *sides], parts)
        meta.put(store.connection, "former devices", OLD)
        for side in lost_sides(store):
            write_again(store, side)
    written = [read_entry(row["body"]) for row in store.rows("SELECT body FROM journal WHERE d <> ?", (OLD,))]
    store.close()
    assert all("office" not in change.fields for entry in written for change in entry.changes)
