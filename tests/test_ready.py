"""What the shelf of ready desks promises the tests that take from it; what is in the desks stands with those who made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from ready import take


def test_what_one_test_wrote_the_next_does_not_find(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_desk(tmp_path / "first", clock)
    add_member(first, full_name="Vàng A Chứ")
    device = first.store.device
    first.close()
    for variable in ("HOME", "XDG_CONFIG_HOME"):  # by which one test is told from the next
        monkeypatch.setenv(variable, str(tmp_path / "next"))
    second = make_desk(tmp_path / "second", clock)
    assert (second.organisation_id, second.store.device) == (first.organisation_id, device)
    assert second.store.rows("SELECT id FROM member") == []
    second.close()


def test_who_asks_twice_gets_two_that_share_no_id_and_no_key(tmp_path: Path, clock: FixedClock) -> None:
    first, second = (make_desk(tmp_path / name, clock) for name in ("first", "second"))
    assert first.organisation_id != second.organisation_id
    assert first.key != second.key
    for desk in (first, second):
        desk.close()


def test_a_folder_that_holds_the_same_already_is_left_to_who_makes(tmp_path: Path) -> None:
    def make(folder: Path) -> str:
        (folder / "so.txt").write_text("mới", encoding="utf-8")
        return str(folder)

    (tmp_path / "so.txt").write_text("cũ", encoding="utf-8")
    assert take(tmp_path, make, "a folder with something in it") == str(tmp_path)
