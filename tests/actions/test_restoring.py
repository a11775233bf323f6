"""That putting a backup back is done whole or not at all, deletes nothing, and ends under a new device code."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from actions.desks import CHEAP, PASSWORD, make_backed_up, make_desk
from chibo_desktop.actions.backups import back_up, copy_out, find_backups
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.inviting import invite, withdraw
from chibo_desktop.actions.restoring import restore, users_of
from chibo_desktop.actions.setup import change_password
from chibo_desktop.actions.users import add_user, remove_user
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store import DATABASE
from chibo_desktop.store.backup_shelf import list_good, shelf_of
from chibo_desktop.store.invitations import list_invitations
from store.rewritten import rewritten

LATER = "mật khẩu mới của tôi"


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed book with a backup of nine members and, a day later, ten."""
    return make_backed_up(tmp_path / "cell", clock, "Mùa Thị Chư")


def backup_of(folder: Path) -> Path:
    return list_good(shelf_of(folder))[-1].path


def members(folder: Path, password: str, clock: FixedClock) -> int:
    desk = open_desk(folder, password, clock=clock)
    count = int(desk.store.value("SELECT count(*) FROM member"))
    desk.close()
    return count


def test_the_book_of_that_day_is_there_and_the_present_one_is_kept(folder: Path, clock: FixedClock) -> None:
    restored = restore(folder, backup_of(folder), PASSWORD, clock=clock)
    assert members(folder, PASSWORD, clock) == 9
    assert restored.more_there == 1
    assert not restored.prepared.by_old
    assert members(restored.aside, PASSWORD, clock) == 10


def test_the_present_book_is_backed_up_first_and_no_backup_is_let_go(folder: Path, clock: FixedClock) -> None:
    before = {one.path for one in list_good(shelf_of(folder))}
    restore(folder, backup_of(folder), PASSWORD, clock=clock)
    after = list_good(shelf_of(folder))
    assert before < {one.path for one in after}
    assert after[0].header.why == "restore"


def test_it_goes_on_under_a_new_code_with_the_old_one_known(folder: Path, clock: FixedClock) -> None:
    before = open_desk(folder, PASSWORD, clock=clock)
    code = before.store.device
    before.close()
    restored = restore(folder, backup_of(folder), PASSWORD, clock=clock)
    after = open_desk(folder, PASSWORD, clock=clock)
    assert after.store.device == restored.prepared.device != code
    assert after.store.former_devices == (code,)
    assert after.notice == ""
    after.close()


def test_restoring_twice_within_a_second_keeps_both_former_books(folder: Path, clock: FixedClock) -> None:
    path = backup_of(folder)
    first = restore(folder, path, PASSWORD, clock=clock)
    second = restore(folder, path, PASSWORD, clock=clock)
    assert first.aside != second.aside
    assert (first.aside / DATABASE).exists()
    assert (second.aside / DATABASE).exists()


def test_an_empty_folder_takes_a_backup_with_the_password_of_its_day(
    folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    path = backup_of(folder)
    desk = open_desk(folder, PASSWORD, clock=clock)
    change_password(desk, PASSWORD, LATER)
    desk.close()
    assert users_of(path) == ["bt"]
    with pytest.raises(WrongPassword, match="ngày"):
        restore(tmp_path / "new", path, LATER, clock=clock)
    assert not (tmp_path / "new").exists()
    restored = restore(tmp_path / "new", path, PASSWORD, clock=clock)
    assert restored.prepared.by_old
    assert members(tmp_path / "new", PASSWORD, clock) == 9


def test_todays_password_stays_where_it_opens_and_the_old_one_brings_the_old_keys(
    folder: Path, clock: FixedClock
) -> None:
    desk = open_desk(folder, PASSWORD, clock=clock)
    change_password(desk, PASSWORD, LATER)
    desk.close()
    assert not restore(folder, backup_of(folder), LATER, clock=clock).prepared.by_old
    assert members(folder, LATER, clock) == 9
    assert restore(folder, backup_of(folder), PASSWORD, clock=clock).prepared.by_old
    assert members(folder, PASSWORD, clock) == 9


def test_who_came_after_the_day_of_the_backup_is_told_of_the_password_and_not_unknown(
    folder: Path, clock: FixedClock
) -> None:
    desk = open_desk(folder, PASSWORD, clock=clock)
    add_user(desk, "lan", "", own_password=PASSWORD, new_password=LATER)
    desk.close()
    with pytest.raises(WrongPassword, match="ngày"):
        restore(folder, backup_of(folder), "không phải mật khẩu", "lan", clock=clock)
    assert not restore(folder, backup_of(folder), LATER, "lan", clock=clock).prepared.by_old


def test_a_book_put_back_on_a_new_laptop_keeps_its_copies_beside_those_of_the_old_one(
    folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    stick, new = tmp_path / "stick", tmp_path / "new"
    stick.mkdir()
    desk = open_desk(folder, PASSWORD, clock=clock)
    copied = copy_out(desk, stick)
    desk.close()
    last = clock.now()
    for back in sorted({*range(7), *range(7, 70, 7), *range(30, 400, 30)}):
        made = (last - timedelta(days=back)).isoformat(timespec="seconds")
        rewritten(copied, stick / f"{back}.cbk", number=1000 - back, made=made)
    restore(new, copied, PASSWORD, clock=clock)
    clock.set(last + timedelta(days=1))
    desk = open_desk(new, PASSWORD, clock=clock)
    fresh = copy_out(desk, stick)
    desk.close()
    assert fresh.exists()
    assert find_backups(new)[0].path.name == fresh.name


def test_the_backup_of_another_book_is_refused_and_nothing_changes(
    folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    other = make_desk(tmp_path / "other", clock, name="Chi bộ bản Nà Hừ")
    back_up(other)
    other.close()
    with pytest.raises(Refusal, match="sổ khác"):
        restore(folder, backup_of(tmp_path / "other"), PASSWORD, clock=clock)
    assert members(folder, PASSWORD, clock) == 10
    assert not (folder / "restoring").exists()


def test_a_damaged_backup_is_refused_and_nothing_changes(folder: Path, clock: FixedClock) -> None:
    path = backup_of(folder)
    data = bytearray(path.read_bytes())
    data[-9000] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Refusal, match="hỏng"):
        restore(folder, path, PASSWORD, clock=clock)
    assert members(folder, PASSWORD, clock) == 10
    assert not (folder / "restoring").exists()


def test_a_book_open_elsewhere_is_not_exchanged(folder: Path, clock: FixedClock) -> None:
    desk = open_desk(folder, PASSWORD, clock=clock)
    desk.store.value("SELECT count(*) FROM member")
    with pytest.raises(Trouble, match="đang mở"):
        restore(folder, backup_of(folder), PASSWORD, clock=clock)
    assert desk.store.value("SELECT count(*) FROM member") == 10
    desk.close()
    assert not (folder / "restoring").exists()
    assert members(folder, PASSWORD, clock) == 10


def test_who_was_removed_and_opens_again_with_the_old_list_is_named(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = make_desk(tmp_path / "cell", clock)
    add_user(desk, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password="ngô non đầu mùa", cost=CHEAP)
    backup = back_up(desk)
    assert backup is not None
    remove_user(desk, "lan", own_password=PASSWORD)
    change_password(desk, PASSWORD, LATER)
    desk.close()
    assert restore(desk.folder, backup, LATER, clock=clock).prepared.to_know == ()
    password, again = restore(desk.folder, backup, PASSWORD, "bt", clock=clock).prepared.to_know
    assert "mở được sổ: bt, lan" in password
    assert "Người đã bỏ nay lại mở được sổ: lan" in again


def test_an_invitation_open_on_the_day_of_the_backup_is_withdrawn(tmp_path: Path, clock: FixedClock) -> None:
    commune = make_desk(tmp_path / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    invitation = invite(commune, "Chi bộ bản Nà Hừ", cost=CHEAP)
    backup = back_up(commune)
    assert backup is not None
    withdraw(commune, invitation.number)
    commune.close()
    restored = restore(commune.folder, backup, PASSWORD, clock=clock)
    assert any("1 giấy mời còn mở đã được rút lại" in said for said in restored.prepared.to_know)
    again = open_desk(commune.folder, PASSWORD, clock=clock)
    (held,) = list_invitations(again.store)
    again.close()
    assert (held.state, held.word) == ("withdrawn", b"")
