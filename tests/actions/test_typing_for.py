"""A commune types for a cell without a laptop: its own book, its own papers, only its readers, and an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.papers import MINUTES, preview_blocks
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.board import board
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.typed_for import cells_below, list_typed_for, typed_cells
from chibo_desktop.seal.identity import make_signed
from chibo_desktop.seal.shapes import moment_text
from chibo_desktop.store.certificates import path_up
from chibo_desktop.store.intake import take_limit
from chibo_desktop.store.secrets import body_key
from exchange.province import Province, books_held, is_clean, make_province

NAME = "Chi bộ bản Nà Hừ"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        yield made


@pytest.fixture
def typed(province: Province) -> Desk:
    _, cell = add_cell(province.commune, name=NAME)
    return province.commune.for_organisation(cell)


def hand_over(commune: Desk, cell: str) -> None:
    """The line the commune signs when the cell gets its own laptop (`actions.inviting` writes it on approval)."""
    last = commune.store.value("SELECT n FROM chain WHERE b = ? AND d = ?", (cell, commune.store.device))
    key = body_key(commune.store)
    said = {"type": "handover", "org": cell, "device": commune.store.device, "book": cell, "n": last}
    at = moment_text(commune.store.clock.now())
    with commune.store.transaction():
        take_limit(commune.store, make_signed(key, {**said, "by": key.public, "at": at}))


def test_the_cell_has_a_book_of_its_own_named_by_the_communes_device(province: Province, typed: Desk) -> None:
    cell = typed.organisation_id
    assert cell.partition("-")[0] == province.commune.store.device
    assert (typed.kind, typed.books, typed.typed_by) == ("cell", (cell,), province.commune.organisation_id)
    row = province.commune.store.row("SELECT * FROM organisation WHERE id = ?", (cell,))
    assert row is not None
    assert (row["_book"], row["kind"], row["name"]) == (cell, "cell", NAME)
    assert row["parent_id"] == province.commune.organisation_id


def test_what_is_done_at_its_desk_is_written_in_its_book_alone(province: Province, typed: Desk) -> None:
    before = province.commune.store.value(
        "SELECT MAX(n) FROM journal WHERE b = ?", (province.commune.organisation_id,)
    )
    make_members(typed, 3)
    changes, meeting = add_meeting(typed, period="2026-10", held_on=date(2026, 10, 5))
    assert changes.entry is not None
    assert changes.entry[0] == typed.organisation_id
    (row,) = list_meetings(typed.store, typed.organisation_id)
    assert (row.id, row.due) == (meeting, 3)
    after = province.commune.store.value(
        "SELECT MAX(n) FROM journal WHERE b = ?", (province.commune.organisation_id,)
    )
    assert after == before


def test_the_desk_of_the_cell_writes_in_no_other_book(province: Province, typed: Desk) -> None:
    for book in (
        province.commune.organisation_id,
        f"down:{typed.organisation_id}",
        province.cell.organisation_id,
    ):
        with pytest.raises(Refusal, match="không được ghi"), typed.writing(book):
            pass


def test_its_papers_carry_the_cells_name_and_signers(typed: Desk) -> None:
    secretary, writer, *_ = make_members(typed, 3)
    _, meeting = add_meeting(
        typed, period="2026-10", held_on=date(2026, 10, 5), chair_id=secretary, secretary_id=writer
    )
    words = repr(preview_blocks(typed, MINUTES, meeting)).replace("\\xa0", " ")
    assert "NÀ HỪ" in words.upper()
    assert "Vàng A Chứ" in words
    assert "Giàng Thị Dua" in words


def test_undo_at_its_desk_takes_back_what_was_typed_there(typed: Desk) -> None:
    _, member = add_member(typed, full_name="Vàng A Chứ")
    _, meeting = add_meeting(typed, period="2026-10", held_on=date(2026, 10, 5))
    changes = change_meeting(typed, meeting, place="Nhà ông trưởng bản")
    undo(typed, changes)
    assert typed.store.value("SELECT place FROM meeting WHERE id = ?", (meeting,)) in (None, "")
    assert typed.store.value("SELECT full_name FROM member WHERE id = ?", (member,)) == "Vàng A Chứ"


def test_every_level_above_takes_what_was_typed_and_knows_where_the_cell_stands(
    province: Province, typed: Desk
) -> None:
    make_members(typed, 3)
    province.send(province.commune, province.upper)
    assert typed.organisation_id in books_held(province.upper)
    assert path_up(province.upper.store, typed.organisation_id) == [
        typed.organisation_id,
        province.commune.organisation_id,
        province.upper.organisation_id,
    ]
    assert is_clean(province.upper)


def test_another_cell_learns_nothing_of_it_not_even_its_id(province: Province, typed: Desk) -> None:
    make_members(typed, 3)
    province.send(province.commune, province.cell)
    store = province.cell.store
    said = [
        str(value)
        for (table,) in store.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        ).fetchall()
        for row in store.connection.execute(f'SELECT * FROM "{table}"')
        for value in tuple(row)
    ]
    assert not [words for words in said if typed.organisation_id in words]
    assert any(province.commune.store.device in words for words in said)


def test_the_commune_sees_it_among_its_cells(province: Province, typed: Desk) -> None:
    commune = province.commune
    assert set(cells_below(commune.store, commune.organisation_id)) == {
        typed.organisation_id,
        province.cell.organisation_id,
    }
    month = f"{commune.today:%Y-%m}"
    lines = board(commune.store, commune.organisation_id, month, month).lines
    assert {line.name for line in lines} == {NAME, "Chi bộ bản Suối Lanh"}


def test_no_cell_and_no_upper_body_types_for_anybody(province: Province) -> None:
    for desk in (province.cell, province.upper):
        with pytest.raises(Refusal, match="nhập thay"):
            add_cell(desk, name=NAME)
        assert typed_cells(desk.store) == []


def test_nobody_types_for_a_cell_that_has_a_key(province: Province) -> None:
    with pytest.raises(Refusal, match="chưa có máy"):
        province.commune.for_organisation(province.cell.organisation_id)
    with (
        pytest.raises(Refusal, match="không được ghi"),
        province.commune.writing(province.cell.organisation_id),
    ):
        pass


@pytest.mark.parametrize("name", ["", "Chi", "  Chi   bộ bản Suối Lanh ", NAME.upper()])
def test_a_short_name_or_one_that_stands_there_is_refused_and_leaves_nothing(
    province: Province, typed: Desk, name: str
) -> None:
    province.send(province.cell, province.commune)
    before = (province.commune.books, len(typed_cells(typed.store)))
    with pytest.raises(Refusal) as refused:
        add_cell(province.commune, name=name)
    assert refused.value.field == "name"
    assert (province.commune.books, len(typed_cells(typed.store))) == before


def test_once_handed_over_it_can_be_read_and_not_written(province: Province, typed: Desk) -> None:
    make_members(typed, 2)
    province.wait(days=3)
    hand_over(province.commune, typed.organisation_id)
    for desk in (typed, province.commune):
        with pytest.raises(Refusal, match="08/10/2026"), desk.writing(typed.organisation_id):
            pass
    again = province.commune.for_organisation(typed.organisation_id)
    (cell,) = list_typed_for(again.store)
    assert (cell.members, cell.ended_on) == (2, date(2026, 10, 8))


def test_what_was_typed_after_the_handover_counts_nowhere(
    province: Province, typed: Desk, tmp_path: Path
) -> None:
    from exchange.province import copy_desk

    add_member(typed, full_name="Vàng A Chứ")
    copy = copy_desk(province.commune, tmp_path / "copy")
    hand_over(province.commune, typed.organisation_id)
    add_member(copy.for_organisation(typed.organisation_id), full_name="Lò Văn Hặc")
    province.wait()
    for sender in (province.commune, copy):
        read_bundle(province.upper, province.make(sender, province.upper))
    names = {row["full_name"] for row in province.upper.store.rows("SELECT full_name FROM member")}
    assert names <= {"Vàng A Chứ", None}
    assert province.upper.store.value("SELECT COUNT(*) FROM member") == 1
    copy.close()


def test_a_cell_is_taken_on_whatever_the_clock_says(tmp_path: Path, clock: FixedClock) -> None:
    commune = make_desk(tmp_path, clock, "commune", "Đảng bộ xã Mường Sáy")
    clock.set(clock.now() - timedelta(days=900))  # a dead battery
    cells = [add_cell(commune, name=name)[1] for name in (NAME, "Chi bộ bản Pa Thơm")]
    for cell in cells:
        make_members(commune.for_organisation(cell), 1)
    assert typed_cells(commune.store) == sorted(cells)
    commune.close()


def test_the_resolution_of_a_cell_typed_for_belongs_to_it(typed: Desk) -> None:
    make_members(typed, 2)
    _, meeting = add_meeting(typed, period="2026-10", held_on=date(2026, 10, 5))
    changes = change_resolution(typed, meeting, kind="resolution", direction="Sửa đường nước bản")
    assert changes.entry is not None
    assert changes.entry[0] == typed.organisation_id
