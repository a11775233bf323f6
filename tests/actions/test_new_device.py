"""A book that was copied, moved or restored: it notices, goes on under a new code, and no change is lost or chosen away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import PASSWORD, make_desk, make_members
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.actions.new_device import take_new_device
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.machine import mark_file
from chibo_desktop.lists.last_written import last_written
from chibo_desktop.lists.roster import list_members
from chibo_desktop.seal.identity import check_chain
from chibo_desktop.store.certificates import own_chain, trusted_keys
from chibo_desktop.store.secrets import device_key
from exchange.province import Province, copy_desk, is_clean, make_province, state

EVENING = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        make_members(made.cell, 3)
        made.send(made.cell, made.commune)
        yield made


def names(desk: Desk, cell: Desk) -> list[str]:
    return sorted(row.name for row in list_members(desk.store, cell.organisation_id, desk.today))


def values_of(desk: Desk, member: str, field: str) -> set[str]:
    """What is shown and what stands beside it."""
    shown = desk.store.value(f'SELECT "{field}" FROM member WHERE id = ?', (member,))
    rows = desk.store.rows(
        "SELECT value FROM conflict WHERE kind = 'member' AND id = ? AND field = ?", (member, field)
    )
    return {str(shown), *(row["value"].strip('"') for row in rows)}


def settle_everything(province: Province, *desks: Desk) -> None:
    """Everybody reads everybody twice."""
    for _ in range(2):
        for desk in desks:
            province.send(desk, province.commune)
        for desk in desks:
            province.send(province.commune, desk)
    province.send(province.commune, province.upper)


def test_the_new_code_is_certified_by_the_body_for_the_same_books_and_signs_what_follows(
    province: Province,
) -> None:
    cell = province.cell
    old, books, key = cell.store.device, cell.books, device_key(cell.store).public
    code = take_new_device(cell.store)
    cell.read_standing()
    assert code == cell.store.device != old
    assert cell.store.former_devices == (old,)
    assert cell.books == books
    assert device_key(cell.store).public != key
    holder = check_chain(own_chain(cell.store), trusted_keys(cell.store))
    assert (holder.device, holder.org) == (code, cell.organisation_id)
    changes, member = add_member(cell, full_name="Lò Văn Hặc")
    assert changes.entry == (cell.organisation_id, code, 1)
    assert member.startswith(f"{code}-")
    province.send(cell, province.commune)
    province.send(province.commune, province.upper)
    assert names(province.commune, cell) == names(cell, cell)
    assert is_clean(cell)


def test_what_the_old_code_never_sent_still_goes_out(province: Province) -> None:
    add_member(province.cell, full_name="Pờ Go Hừ")
    take_new_device(province.cell.store)
    province.send(province.cell, province.commune)
    assert "Pờ Go Hừ" in names(province.commune, province.cell)


def test_an_old_code_is_not_waited_for_once_the_new_one_has_spoken(province: Province) -> None:
    cell, commune = province.cell, province.commune
    province.send(commune, cell)
    province.send(cell, commune)
    take_new_device(cell.store)
    add_member(cell, full_name="Lò Văn Hặc")
    for _ in range(2):
        province.send(cell, commune)
        province.send(commune, cell)
    province.wait()
    assert make_bundle(commune, cell.organisation_id, province.folder).entries == 0


def test_a_book_opened_on_the_same_machine_keeps_its_code(tmp_path: Path, clock: FixedClock) -> None:
    desk = make_desk(tmp_path, clock)
    code = desk.store.device
    desk.close()
    for _ in range(2):
        again = open_desk(tmp_path, PASSWORD, clock=clock)
        assert (again.store.device, again.notice) == (code, "")
        again.close()


def test_a_book_opened_on_another_machine_takes_a_new_code_before_anything_is_written_and_says_so_once(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = make_desk(tmp_path, clock)
    add_member(desk, full_name="Vàng A Chứ")
    code, at = desk.store.device, last_written(desk.store)
    desk.close()
    mark_file().write_text("another laptop\n")
    moved = open_desk(tmp_path, PASSWORD, clock=clock)
    assert moved.store.device != code
    assert "chuyển từ nơi khác" in moved.notice
    assert last_written(moved.store) == at
    changes, _ = add_member(moved, full_name="Giàng Thị Dua")
    assert changes.entry == (moved.organisation_id, moved.store.device, 1)
    now = moved.store.device
    moved.close()
    again = open_desk(tmp_path, PASSWORD, clock=clock)
    assert (again.store.device, again.notice) == (now, "")
    again.close()


def test_the_mark_of_the_machine_lies_outside_the_data_folder(tmp_path: Path, clock: FixedClock) -> None:
    desk = make_desk(tmp_path, clock)
    assert mark_file().is_file()
    assert not mark_file().is_relative_to(tmp_path)
    held = [str(value) for row in desk.store.rows("SELECT value FROM meta") for value in tuple(row)]
    assert mark_file().read_text().strip() not in held
    desk.close()


def test_another_window_of_the_same_book_writes_under_the_new_code_at_once(
    province: Province, clock: FixedClock
) -> None:
    other = open_desk(province.cell.folder, PASSWORD, clock=clock)
    code = take_new_device(province.cell.store)
    changes, _ = add_member(other, full_name="Lò Văn Hặc")
    assert changes.entry is not None
    assert changes.entry[1] == code
    other.close()


def test_a_desk_that_types_keeps_its_cells_under_the_new_code_but_not_those_handed_over(
    province: Province,
) -> None:
    from actions.test_typing_for import hand_over

    commune = province.commune
    kept, given = (add_cell(commune, name=name)[1] for name in ("Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm"))
    hand_over(commune, given)
    take_new_device(commune.store)
    commune.read_standing()
    assert kept in commune.books
    assert given not in commune.books
    add_member(commune.for_organisation(kept), full_name="Vàng A Chứ")
    province.send(commune, province.upper)
    assert province.upper.store.value("SELECT COUNT(*) FROM member WHERE _book = ?", (kept,)) == 1


@pytest.mark.parametrize("attempt", range(2))
def test_two_copies_that_wrote_on_end_with_every_change_and_two_codes(
    province: Province, tmp_path: Path, attempt: int
) -> None:
    copy = copy_desk(province.cell, tmp_path / "copy")
    add_member(province.cell, full_name="Lò Văn Hặc")
    province.wait()
    add_member(copy, full_name=("Pờ Go Hừ", "Quàng Văn Kiêm")[attempt])
    old = copy.store.device
    settle_everything(province, province.cell, copy)
    assert len({old, province.cell.store.device, copy.store.device}) == 3
    for desk in (province.cell, copy, province.commune):
        assert len(names(desk, province.cell)) == 5
        assert is_clean(desk)
    assert (
        names(copy, province.cell)
        == names(province.cell, province.cell)
        == names(province.commune, province.cell)
    )
    copy.close()


@pytest.mark.parametrize("attempt", range(2))
def test_a_field_both_copies_wrote_shows_both_values_to_a_person(
    province: Province, tmp_path: Path, attempt: int
) -> None:
    cell = province.cell
    member = list_members(cell.store, cell.organisation_id, cell.today)[0].id
    copy = copy_desk(cell, tmp_path / "copy")
    change_member(cell, member, other_office=f"Trưởng bản {attempt}")
    province.wait()
    change_member(copy, member, other_office=f"Y tá bản {attempt}")
    settle_everything(province, cell, copy)
    both = {f"Trưởng bản {attempt}", f"Y tá bản {attempt}"}
    for desk in (cell, copy):
        assert values_of(desk, member, "other_office") == both
    copy.close()


def test_reading_the_same_bundle_again_takes_no_further_code(province: Province, tmp_path: Path) -> None:
    copy = copy_desk(province.cell, tmp_path / "copy")
    add_member(province.cell, full_name="Lò Văn Hặc")
    province.wait()
    add_member(copy, full_name="Pờ Go Hừ")
    province.send(province.cell, province.commune)
    province.send(copy, province.commune)
    path = province.make(province.commune, province.cell)
    first = read_bundle(province.cell, path)
    assert "mã mới" in first.sentence
    code, before = province.cell.store.device, state(province.cell)
    again = read_bundle(province.cell, path)
    assert "mã mới" not in again.sentence
    assert (province.cell.store.device, state(province.cell)) == (code, before)
    copy.close()


def test_a_dry_run_takes_no_code(province: Province, tmp_path: Path) -> None:
    copy = copy_desk(province.cell, tmp_path / "copy")
    add_member(province.cell, full_name="Lò Văn Hặc")
    province.send(province.cell, province.commune)
    code = copy.store.device
    read_bundle(copy, province.make(province.commune, copy), dry_run=True)
    assert copy.store.device == code
    copy.close()


def test_a_sample_is_made_to_be_copied_and_keeps_its_code(tmp_path: Path, clock: FixedClock) -> None:
    desk = make_desk(tmp_path, clock, sample=True)
    code = desk.store.device
    desk.close()
    assert not mark_file().exists()
    again = open_desk(tmp_path, PASSWORD, clock=clock)
    assert (again.store.device, again.notice) == (code, "")
    again.close()
