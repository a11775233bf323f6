"""When a backup is due, what is remembered of one that failed, the second place, and the trial that leaves nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.backups import back_up, choose_place, copy_out, find_backups, is_due, look_into
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.backups import backup_facts, newest_words, reminder
from chibo_desktop.store import DATABASE
from chibo_desktop.store.backup_shelf import shelf_of


def test_one_a_day_is_due_and_only_after_a_change(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    assert members
    assert is_due(desk)
    back_up(desk, "daily")
    assert not is_due(desk)
    add_member(desk, full_name="Mùa Thị Chư")
    assert not is_due(desk)
    evening.set(evening.now() + timedelta(days=1))
    assert is_due(desk)
    back_up(desk, "daily")
    evening.set(evening.now() + timedelta(days=1))
    assert not is_due(desk)


def test_the_bottom_line_says_when_the_newest_was_made(desk: Desk, evening: FixedClock) -> None:
    today = evening.now().date()
    assert newest_words(backup_facts(desk.folder), today) == "Chưa có bản sao lưu"
    back_up(desk)
    assert newest_words(backup_facts(desk.folder), today) == "Sao lưu 22:00, đã kiểm tra"
    later = newest_words(backup_facts(desk.folder), today + timedelta(days=1))
    assert later == "Sao lưu 22:00 ngày 05/10/2026, đã kiểm tra"


def test_a_bad_page_is_said_remembered_and_the_ones_before_stay(
    desk: Desk, members: list[str], tmp_path: Path
) -> None:
    made = back_up(desk)
    assert made is not None
    add_member(desk, full_name="Mùa Thị Chư")
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray((desk.folder / DATABASE).read_bytes())
    for place in range(4096 * 2 + 100, len(data), 4096):
        data[place] ^= 1
    (desk.folder / DATABASE).write_bytes(bytes(data))
    desk.store.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(Trouble, match="mở lại"):
        back_up(desk)
    facts = backup_facts(desk.folder)
    assert facts.notes.suspect
    assert reminder(facts, desk.store.clock.now())[0] == "trouble"
    assert [one.path for one in find_backups(desk.folder)] == [made]


def test_a_trouble_is_forgotten_once_a_backup_succeeds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    back_up(desk)
    add_member(desk, full_name="Mùa Thị Chư")
    with monkeypatch.context() as full:
        real = shutil.disk_usage
        full.setattr(shutil, "disk_usage", lambda path: real(path)._replace(free=10))
        with pytest.raises(Trouble, match="gần đầy"):
            back_up(desk)
    assert "gần đầy" in reminder(backup_facts(desk.folder), desk.store.clock.now())[1]
    back_up(desk)
    assert backup_facts(desk.folder).notes.trouble == ""


def test_a_copy_is_asked_for_each_month_and_a_trial_twice_a_year(
    desk: Desk, evening: FixedClock, tmp_path: Path
) -> None:
    start = evening.now()

    def due_after(days: int) -> str:
        return reminder(backup_facts(desk.folder), start + timedelta(days=days))[0]

    assert due_after(400) == ""
    back_up(desk)
    assert (due_after(0), due_after(1)) == ("", "copy")
    (tmp_path / "stick").mkdir()
    copy_out(desk, tmp_path / "stick")
    assert (due_after(1), due_after(30), due_after(31)) == ("", "", "copy")
    evening.set(start + timedelta(days=180))
    copy_out(desk)
    assert (due_after(182), due_after(183)) == ("", "try")
    evening.set(start + timedelta(days=183))
    look_into(desk, find_backups(desk.folder)[0].path)
    assert due_after(184) == ""


def test_the_second_place_holds_the_newest_and_is_looked_at_when_backups_are_sought(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copied = copy_out(desk, stick)
    for one in find_backups(desk.folder):
        one.path.unlink()
    assert [one.path for one in find_backups(desk.folder)] == [copied]


def test_the_data_folder_is_no_second_place(desk: Desk) -> None:
    with pytest.raises(Refusal, match="USB hoặc ổ khác"):
        choose_place(desk, desk.folder / "backups")


def test_a_trial_shows_both_sides_and_leaves_nothing(desk: Desk, members: list[str]) -> None:
    made = back_up(desk)
    assert made is not None
    add_member(desk, full_name="Mùa Thị Chư")
    before = {path.name for path in shelf_of(desk.folder).iterdir()}
    found = look_into(desk, made)
    assert (found.facts.members, found.own.members, found.more_here) == (len(members), len(members) + 1, 1)
    after = {path.name for path in shelf_of(desk.folder).iterdir()}
    assert after == before | {"notes.json"}
