"""One action, several books: each change goes where its record lives, in one transaction, and is undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find


@pytest.fixture
def commune(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path, clock, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def cell(commune: Desk) -> str:
    """A second book this desk may write."""
    return add_cell(commune, name="Chi bộ bản Nà Hừ")[1]


def place(desk: Desk, organisation: str) -> str:
    found = find(desk.store, "organisation", organisation)
    assert found is not None
    return found.text("place_name")


def put_places(desk: Desk, *fields: tuple[str, dict[str, str]]) -> None:
    """One action that writes these fields of several organisations."""
    with desk.writing() as writer:
        for organisation, values in fields:
            writer.put("organisation", organisation, **values)


def entries(desk: Desk) -> int:
    return int(desk.store.value("SELECT COUNT(*) FROM journal"))


def test_each_change_goes_to_the_book_its_record_lives_in(commune: Desk, cell: str) -> None:
    own = commune.organisation_id
    with commune.writing() as writer:
        writer.put("organisation", own, place_name="Mường Sáy")
        writer.put("organisation", cell, place_name="Nà Hừ")
        member = writer.new_id()
        writer.put("member", member, cell_id=own, full_name="Vàng A Chứ")
    assert [entry[:2] for entry in writer.changes.entries] == [
        (own, commune.store.device),
        (cell, commune.store.device),
    ]
    assert (place(commune, own), place(commune, cell)) == ("Mường Sáy", "Nà Hừ")
    found = find(commune.store, "member", member)
    assert found is not None
    assert found.book == own, "a new record goes where the desk always wrote"
    assert set(writer.changes.ids("organisation")) == {own, cell}


def test_a_book_nothing_was_put_into_gets_no_entry(commune: Desk, cell: str) -> None:
    before = entries(commune)
    with commune.writing() as writer:
        writer.put("organisation", cell, place_name="Nà Hừ")
    assert entries(commune) == before + 1
    assert writer.changes.entry is not None
    assert (writer.changes.entry[0], writer.changes.others) == (cell, ())


def test_undo_takes_back_what_one_action_wrote_in_every_book(commune: Desk, cell: str) -> None:
    own = commune.organisation_id
    with commune.writing() as first:
        first.put("organisation", own, place_name="A")
        first.put("organisation", cell, place_name="B")
    with commune.writing() as second:
        second.put("organisation", own, place_name="Mường Sáy")
        second.put("organisation", cell, place_name="Nà Hừ")
    back = undo(commune, second.changes)
    assert (place(commune, own), place(commune, cell)) == ("A", "B")
    assert {book for book, _, _ in back.entries} == {own, cell}
    undo(commune, back)
    assert (place(commune, own), place(commune, cell)) == ("Mường Sáy", "Nà Hừ")


def test_a_refusal_in_one_book_leaves_nothing_in_the_other(commune: Desk, cell: str) -> None:
    before = entries(commune)
    with pytest.raises(Refusal):
        put_places(commune, (commune.organisation_id, {"place_name": "Mường Sáy"}), (cell, {"name": ""}))
    assert entries(commune) == before
    assert place(commune, commune.organisation_id) == ""


def test_a_record_of_a_book_that_is_not_ours_is_refused_wherever_one_begins(commune: Desk, cell: str) -> None:
    view = commune.for_organisation(cell)
    before = entries(commune)
    ours, theirs = (cell, {"place_name": "Nà Hừ"}), (commune.organisation_id, {"place_name": "Mường Sáy"})
    with pytest.raises(Refusal, match="không được ghi"):
        put_places(view, ours, theirs)
    assert entries(commune) == before
