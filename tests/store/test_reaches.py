"""What is written again by hand stays as private as it was, though this program declares its field public."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.seal import digest
from chibo_desktop.store import Store, create_store
from chibo_desktop.store.conflicts import list_conflicts, settle
from chibo_desktop.store.entry import Entry, EntryChange, PartName, PrivatePart, compact, read_entry
from chibo_desktop.store.intake import take
from store.test_again import BOOK, KEY, OLD, entry_of

MEMBER = f"{OLD}-2"
HERE = "cccccccc"


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """A member made at another desk."""
    made = create_store(tmp_path, KEY, device=HERE, sample=True, clock=clock)
    with made.transaction():
        take(made, [first_entry()])
    yield made
    made.close()


def first_entry() -> Entry:
    return entry_of(EntryChange("member", MEMBER, {"full_name": "Vàng A Chứ"}), None, 0)


def newer_writes(store: Store, office: str, reach: str = "parent") -> None:
    """A newer program, which declares the office private, writes it at the other desk."""
    part = PrivatePart(reach, digest.new_salt(), compact({"office": office}))
    change = EntryChange("member", MEMBER, {}, (PartName(reach, ("office",), part.digest, ("office",)),))
    with store.transaction():
        take(store, [entry_of(change, first_entry(), 1)], [part])


def write(store: Store, **fields: object) -> None:
    with store.writing(BOOK, "bt") as writer:
        writer.put_json("member", MEMBER, fields)


def last_change(store: Store) -> EntryChange:
    row = store.row("SELECT body FROM journal WHERE d = ? ORDER BY n DESC LIMIT 1", (HERE,))
    assert row is not None
    (change,) = read_entry(row["body"]).changes
    return change


@pytest.mark.parametrize(("reach", "stays"), [("parent", "parent"), ("own", "own"), ("somebody", "own")])
def test_an_edit_keeps_a_value_as_private_as_a_newer_program_wrote_it(
    store: Store, reach: str, stays: str
) -> None:
    newer_writes(store, "secretary", reach)
    write(store, office="deputy_secretary", admitted_on="2010-02-03")
    change = last_change(store)
    assert dict(change.fields) == {"admitted_on": "2010-02-03"}
    assert [(part.reach, part.fields) for part in change.parts] == [(stays, ("office",))]
    assert (store.values("member", MEMBER) or {})["office"] == "deputy_secretary"


def test_choosing_between_two_values_makes_neither_public(store: Store) -> None:
    write(store, office="deputy_secretary")
    newer_writes(store, "secretary")
    (conflict,) = list_conflicts(store)
    for side in conflict.sides:
        settle(store, conflict, side.head, book=BOOK, user="bt")
        assert "office" not in last_change(store).fields


def test_what_nobody_wrote_privately_stays_public(store: Store) -> None:
    write(store, office="deputy_secretary")
    assert dict(last_change(store).fields) == {"office": "deputy_secretary"}
