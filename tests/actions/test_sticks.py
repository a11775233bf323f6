"""Promises about a stick that has another letter or place today: copies of backups and the mailbox still find it."""

from __future__ import annotations

import pytest

from actions.desks import make_members
from border import Sticks, sticks
from chibo_desktop.actions.backups import choose_place, copy_out, find_backups
from chibo_desktop.actions.carrying import choose_mailbox, mailbox_of, opened
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Trouble
from chibo_desktop.exchange.place import Place
from chibo_desktop.store.backup_notes import read_notes
from chibo_desktop.store.backup_shelf import shelf_of

__all__ = ["sticks"]


def carry_over(sticks: Sticks) -> None:
    """The stick that was USB comes up as USB1, and another one as USB."""
    (sticks.media / "USB" / "sao lưu").rename(sticks.media / "USB1" / "sao lưu")
    sticks.mount(sdb1="USB1", sdc1="USB")


def test_the_copy_of_a_backup_goes_to_the_same_stick_wherever_it_came_up(desk: Desk, sticks: Sticks) -> None:
    usual = sticks.media / "USB" / "sao lưu"
    usual.mkdir()
    choose_place(desk, usual)
    carry_over(sticks)
    make_members(desk, 1)
    copied = copy_out(desk)
    assert copied.parent == sticks.media / "USB1" / "sao lưu"
    assert list((sticks.media / "USB").iterdir()) == []
    assert read_notes(shelf_of(desk.folder)).place == str(copied.parent)
    copied.replace(copied.with_name(f"x{copied.name}"))  # found there under a name of its own
    assert f"x{copied.name}" in [one.path.name for one in find_backups(desk.folder)]


def test_another_stick_without_that_folder_is_not_written_to(desk: Desk, sticks: Sticks) -> None:
    usual = sticks.media / "USB" / "sao lưu"
    usual.mkdir()
    choose_place(desk, usual)
    usual.rmdir()
    sticks.mount(sdc1="USB")
    with pytest.raises(Trouble, match="Không thấy “sao lưu”"):
        copy_out(desk)
    assert list((sticks.media / "USB").iterdir()) == []


def test_a_mailbox_on_a_stick_is_used_where_the_stick_is_now(desk: Desk, sticks: Sticks) -> None:
    usual = sticks.media / "USB" / "sao lưu"
    usual.mkdir()
    choose_mailbox(desk, Place("folder", str(usual)))
    carry_over(sticks)
    kept = mailbox_of(desk)
    assert kept is not None
    with opened(kept) as carrier:
        carrier.put("in-x", "thu.txt", b"x")
    assert (sticks.media / "USB1" / "sao lưu" / "in-x" / "thu.txt").read_bytes() == b"x"
