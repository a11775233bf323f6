"""The key file goes to the body above and comes back: only a file of this book, set anew and opened, changes anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.desks import CHEAP, PASSWORD, make_desk
from chibo_desktop.actions.book_files import KEYS
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.forgotten import carry_keys_out, look_brought, may_body_open, open_with_brought
from chibo_desktop.actions.reopening import reopen_below, reopened_sentence
from chibo_desktop.actions.setup import let_body_above_open
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.actions.users import add_user
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.wrap import WrongPassword

NEW = "mùa lúa chín vàng"


@pytest.fixture
def commune(tmp_path: Path, evening: FixedClock, desk: Desk) -> Iterator[Desk]:
    """The body above, which the cell lets open its book."""
    made = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    accept_certificate(desk, certify(made, request_certificate(desk)))
    let_body_above_open(desk)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def test_the_file_opens_the_book_after_it_came_back_with_a_new_password(
    desk: Desk, commune: Desk, stick: Path, evening: FixedClock
) -> None:
    assert may_body_open(desk.folder)
    copy = carry_keys_out(desk.folder, stick)
    reopen_below(commune, copy, user="bt", new_password=NEW)
    assert [each.user for each in look_brought(desk.folder, copy)] == ["bt"]
    again = open_with_brought(desk.folder, copy, "bt", NEW, evening)
    assert "Đảng bộ xã Mường Sáy đã đặt lại mật khẩu" in reopened_sentence(again)
    again.close()
    open_desk(desk.folder, NEW).close()
    with pytest.raises(WrongPassword):
        open_desk(desk.folder, PASSWORD)
    with pytest.raises(Refusal, match="chưa được đặt mật khẩu mới"):  # taken once, it is nothing new
        look_brought(desk.folder, copy)


def test_a_wrong_password_for_the_file_changes_nothing(desk: Desk, commune: Desk, stick: Path) -> None:
    copy = carry_keys_out(desk.folder, stick)
    reopen_below(commune, copy, user="bt", new_password=NEW)
    before = (desk.folder / KEYS).read_bytes()
    with pytest.raises(WrongPassword):
        open_with_brought(desk.folder, copy, "bt", "không phải thế")
    assert (desk.folder / KEYS).read_bytes() == before


def test_other_users_and_sheets_of_today_stay(desk: Desk, commune: Desk, stick: Path) -> None:
    copy = carry_keys_out(desk.folder, stick)
    add_user(desk, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password="ngô non đầu mùa", cost=CHEAP)
    reopen_below(commune, copy, user="bt", new_password=NEW)
    open_with_brought(desk.folder, copy, "bt", NEW).close()
    open_desk(desk.folder, "ngô non đầu mùa", "lan").close()


def test_a_file_that_came_back_as_it_went_is_refused(desk: Desk, commune: Desk, stick: Path) -> None:
    copy = carry_keys_out(desk.folder, stick)
    with pytest.raises(Refusal, match="chưa được đặt mật khẩu mới"):
        look_brought(desk.folder, copy)


def test_a_file_of_another_book_and_a_file_that_is_none_are_refused(
    desk: Desk, commune: Desk, stick: Path
) -> None:
    with pytest.raises(Refusal, match="sổ khác"):
        look_brought(desk.folder, commune.folder / KEYS)
    (stick / "thu.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Refusal, match="Không đọc được tệp này"):
        look_brought(desk.folder, stick / "thu.json")


def test_the_key_file_of_another_book_on_the_stick_is_not_written_over(
    desk: Desk, commune: Desk, stick: Path
) -> None:
    shutil.copy(commune.folder / KEYS, stick)
    before = (stick / KEYS).read_bytes()
    with pytest.raises(Refusal, match="của sổ khác"):
        carry_keys_out(desk.folder, stick)
    assert (stick / KEYS).read_bytes() == before
