"""A cell that lost its password: the commune sets a new one in its key file, and the cell always sees that it did."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from actions.desks import PASSWORD, make_desk
from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.reopening import how_to_reopen, reopen_below, reopened_sentence, users_below
from chibo_desktop.actions.setup import change_password, let_body_above_open, set_password
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store.access import list_access
from chibo_desktop.store.secrets import put_secret

NEW = "mùa lúa chín vàng"


@pytest.fixture
def commune(desk: Desk, tmp_path: Path, evening: FixedClock) -> Desk:
    """Certified the cell, which lets it open the book again."""
    made = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    accept_certificate(desk, certify(made, request_certificate(desk)))
    let_body_above_open(desk)
    return made


@pytest.fixture
def brought(desk: Desk, commune: Desk, tmp_path: Path) -> Path:
    """The cell's key file on the stick that stands at the commune."""
    stick = tmp_path / "usb"
    stick.mkdir()
    return Path(shutil.copy(desk.folder / "keys.json", stick))


def carry_back(brought: Path, desk: Desk) -> None:
    shutil.copy(brought, desk.folder / "keys.json")


def opened_lines(desk: Desk) -> list[str]:
    lines = list_access(desk.store, "organisation", desk.organisation_id)
    return [line.note for line in lines if line.what == "opened_keys"]


def test_the_cell_opens_with_the_password_the_commune_set_and_no_more_with_the_lost_one(
    desk: Desk, commune: Desk, brought: Path, evening: FixedClock
) -> None:
    assert users_below(commune, brought) == ["bt"]
    done = reopen_below(commune, brought, user="bt", new_password=NEW)
    assert (done.user, done.at) == ("bt", evening.now())
    carry_back(brought, desk)
    again = open_desk(desk.folder, NEW, clock=evening)
    assert again.organisation_id == desk.organisation_id
    again.close()
    with pytest.raises(WrongPassword):
        open_desk(desk.folder, PASSWORD, clock=evening)


def test_other_ways_into_the_book_stay(desk: Desk, commune: Desk, brought: Path, evening: FixedClock) -> None:
    set_password(desk, "pbt", "đường về bản xa")
    shutil.copy(desk.folder / "keys.json", brought)
    before = read_slots(desk.folder).kinds
    reopen_below(commune, brought, user="bt", new_password=NEW)
    carry_back(brought, desk)
    after = read_slots(desk.folder).kinds
    assert (sorted(after["user"]), after["sheet"], after["body"]) == (
        sorted(before["user"]),
        before["sheet"],
        before["body"],
    )
    open_desk(desk.folder, "đường về bản xa", "pbt", clock=evening).close()


def test_a_user_the_file_does_not_have_is_added(
    desk: Desk, commune: Desk, brought: Path, evening: FixedClock
) -> None:
    reopen_below(commune, brought, user="pbt", new_password=NEW)
    carry_back(brought, desk)
    open_desk(desk.folder, NEW, "pbt", clock=evening).close()
    open_desk(desk.folder, PASSWORD, "bt", clock=evening).close()


def test_both_desks_write_the_use_into_their_logs_and_the_cell_only_once(
    desk: Desk, commune: Desk, brought: Path, evening: FixedClock
) -> None:
    reopen_below(commune, brought, user="bt", new_password=NEW)
    (said,) = opened_lines(commune)
    assert json.loads(brought.read_bytes())["check"] in said
    carry_back(brought, desk)
    for _ in range(2):
        open_desk(desk.folder, NEW, clock=evening).close()
    (seen,) = opened_lines(desk)
    assert seen == f"password of bt reset by {commune.organisation_id} at 2026-10-05T22:00:00+07:00"


def test_a_second_use_is_a_second_line(desk: Desk, commune: Desk, brought: Path, evening: FixedClock) -> None:
    for days in (1, 2):
        evening.set(evening.now() + timedelta(days=days))
        reopen_below(commune, brought, user="bt", new_password=NEW)
        carry_back(brought, desk)
        open_desk(desk.folder, NEW, clock=evening).close()
    assert len(opened_lines(desk)) == 2


def test_the_cell_is_told_by_whom_and_when_until_it_changes_the_password(
    desk: Desk, commune: Desk, brought: Path, evening: FixedClock
) -> None:
    assert reopened_sentence(desk) == ""
    reopen_below(commune, brought, user="bt", new_password=NEW)
    carry_back(brought, desk)
    again = open_desk(desk.folder, NEW, clock=evening)
    said = "Đảng bộ xã Mường Sáy đã đặt lại mật khẩu ngày 05/10/2026; hãy đổi mật khẩu."
    assert reopened_sentence(again) == said
    change_password(again, NEW, "đường về bản xa")
    assert reopened_sentence(again) == ""
    assert len(opened_lines(again)) == 1
    again.close()


@pytest.mark.parametrize("change", [{}, {"reset_by": "khac-1"}, {"reset_at": "2026-01-01T08:00:00+07:00"}])
def test_the_mark_cannot_be_taken_out_or_changed_without_the_password_failing(
    desk: Desk, commune: Desk, brought: Path, evening: FixedClock, change: dict[str, str]
) -> None:
    reopen_below(commune, brought, user="bt", new_password=NEW)
    whole = json.loads(brought.read_bytes())
    del whole["sum"]
    (slot,) = (slot for slot in whole["slots"] if slot["kind"] == "user")
    if change:
        slot.update(change)
    else:
        del slot["reset_by"], slot["reset_at"]
    whole["sum"] = hex16(write_line(whole).encode())
    brought.write_bytes(write_line(whole).encode())
    carry_back(brought, desk)
    with pytest.raises(WrongPassword):
        open_desk(desk.folder, NEW, clock=evening)


def test_a_key_of_the_commune_that_is_past_still_opens(
    commune: Desk, brought: Path, desk: Desk, evening: FixedClock
) -> None:
    put_secret(commune.store, "seal:2", SealingKey.new().text)
    reopen_below(commune, brought, user="bt", new_password=NEW)
    carry_back(brought, desk)
    open_desk(desk.folder, NEW, clock=evening).close()


def test_a_book_that_never_let_this_body_open_it_is_refused_and_left_alone(
    desk: Desk, commune: Desk, brought: Path, tmp_path: Path, evening: FixedClock
) -> None:
    other = make_desk(tmp_path / "other", evening, "commune", "Đảng bộ xã Mường Nọi")
    before = brought.read_bytes()
    for ask in (
        lambda: users_below(other, brought),
        lambda: reopen_below(other, brought, user="bt", new_password=NEW),
        lambda: reopen_below(commune, commune.folder / "keys.json", user="bt", new_password=NEW),
    ):
        with pytest.raises(Refusal, match="chưa cho Đảng bộ xã"):
            ask()
    assert brought.read_bytes() == before
    assert opened_lines(other) == []
    open_desk(commune.folder, PASSWORD, clock=evening).close()
    other.close()


@pytest.mark.parametrize("data", [b"", b"not a key file", b"{}", None])
def test_what_is_no_key_file_is_refused(commune: Desk, tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "la.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Refusal, match=r"keys\.json"):
        users_below(commune, path)


def test_a_weak_password_is_refused_and_the_file_left_alone(commune: Desk, brought: Path) -> None:
    before = brought.read_bytes()
    with pytest.raises(Refusal) as refused:
        reopen_below(commune, brought, user="bt", new_password="ngắn")
    assert refused.value.field == "password"
    assert brought.read_bytes() == before
    assert opened_lines(commune) == []


def test_how_it_is_done_names_the_file_and_its_folder(desk: Desk) -> None:
    assert "keys.json" in how_to_reopen(desk.folder)
    assert str(desk.folder) in how_to_reopen(desk.folder)


def test_half_a_mark_is_a_damaged_file(desk: Desk, commune: Desk, brought: Path, evening: FixedClock) -> None:
    reopen_below(commune, brought, user="bt", new_password=NEW)
    whole = json.loads(brought.read_bytes())
    del whole["sum"]
    for slot in whole["slots"]:
        slot.pop("reset_at", None)
    whole["sum"] = hex16(write_line(whole).encode())
    brought.write_bytes(write_line(whole).encode())
    carry_back(brought, desk)
    with pytest.raises(Trouble):
        open_desk(desk.folder, NEW, clock=evening)
