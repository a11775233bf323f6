"""Letting the body above open the book again: wished alone, given when its answer is read, told, taken back; never unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.actions.book_files import KEYS, read_slots
from chibo_desktop.actions.carrying import box_of, choose_mailbox
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.inviting import approve, invite
from chibo_desktop.actions.joining import request_join
from chibo_desktop.actions.let_reopen import (
    fulfil_wish,
    let_body_above_open,
    stop_reopening,
    wish_reopening,
    wishes_reopening,
)
from chibo_desktop.actions.mailing import mail
from chibo_desktop.actions.office_import import copy_in, read_arrivals
from chibo_desktop.actions.reopening import users_below
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.place import Place
from exchange.province import CHEAP, PASSWORD, join, make_desk

TOLD = "Như đã chọn, Đảng bộ xã Mường Sáy mở lại được sổ này khi quên mật khẩu"


@pytest.fixture
def commune(tmp_path: Path, clock: FixedClock) -> Desk:
    return make_desk(tmp_path / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")


def new_cell(folder: Path, clock: FixedClock, *, let_above: bool) -> Desk:
    unit = Unit("Chi bộ bản Suối Lanh", "cell")
    return set_up(folder, unit, password=PASSWORD, clock=clock, cost=CHEAP, let_above=let_above).desk


def answer(commune: Desk, cell: Desk, folder: Path) -> Path:
    """What the commune gives back after it invited the cell and approved its request."""
    made = invite(commune, "Chi bộ bản Suối Lanh", cost=CHEAP)
    request = request_join(cell, made.text, made.word, cost=CHEAP)
    return approve(commune, request.data, folder)[0].path


def who(cell: Desk) -> list[str]:
    """The bodies that can open the book."""
    return list(read_slots(cell.folder).kinds["body"])


@pytest.mark.parametrize("way", ["window", "one file", "mailbox"])
def test_what_was_chosen_at_first_start_takes_effect_with_the_answer_and_is_told(
    tmp_path: Path, clock: FixedClock, commune: Desk, way: str
) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=True)
    box = tmp_path / "hom-thu" / box_of(cell.organisation_id)
    box.mkdir(parents=True)
    path = answer(commune, cell, box)
    assert wishes_reopening(cell.store)
    assert who(cell) == []
    if way == "window":
        told = read_arrivals(cell, copy_in(cell, [path]).arrivals).granted
    elif way == "mailbox":
        choose_mailbox(cell, Place("folder", str(box.parent)))
        told = mail(cell, is_asked=False).sentence
    else:
        told = read_bundle(cell, path).sentence
    assert TOLD in told
    assert who(cell) == [commune.organisation_id]
    assert not wishes_reopening(cell.store)
    assert users_below(commune, cell.folder / KEYS) == ["bt"]


@pytest.mark.parametrize("let_above", [True, False])
def test_who_did_not_choose_it_or_took_it_back_before_joining_lets_nobody_in(
    tmp_path: Path, clock: FixedClock, commune: Desk, *, let_above: bool
) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=let_above)
    path = answer(commune, cell, tmp_path)
    wish_reopening(cell, wished=False)
    outcome = read_arrivals(cell, copy_in(cell, [path]).arrivals)
    assert (outcome.granted, outcome.count("read")) == ("", 1)
    assert who(cell) == []
    with pytest.raises(Refusal, match="chưa cho"):
        users_below(commune, cell.folder / KEYS)


def test_looking_at_the_answer_without_reading_it_gives_nothing(
    tmp_path: Path, clock: FixedClock, commune: Desk
) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=True)
    read_bundle(cell, answer(commune, cell, tmp_path), dry_run=True)
    assert who(cell) == []
    assert wishes_reopening(cell.store)


def test_without_a_body_above_the_wish_waits(tmp_path: Path, clock: FixedClock) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=True)
    assert fulfil_wish(cell) == ""
    assert wishes_reopening(cell.store)


def test_a_key_file_that_is_not_there_keeps_the_wish_and_is_told(
    tmp_path: Path, clock: FixedClock, commune: Desk
) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=True)
    join(cell, commune)
    away = (cell.folder / KEYS).rename(tmp_path / KEYS)
    assert fulfil_wish(cell).startswith("Chưa cho cấp trên mở lại sổ này được: ")
    away.rename(cell.folder / KEYS)
    assert wishes_reopening(cell.store)
    assert fulfil_wish(cell).startswith(TOLD)


def test_what_was_given_is_taken_back_and_the_commune_opens_nothing(
    tmp_path: Path, clock: FixedClock, commune: Desk
) -> None:
    cell = new_cell(tmp_path / "cell", clock, let_above=False)
    join(cell, commune)
    let_body_above_open(cell)
    stop_reopening(cell)
    assert who(cell) == []
    assert read_slots(cell.folder).kinds["sheet"] == 1
    with pytest.raises(Refusal, match="chưa cho"):
        users_below(commune, cell.folder / KEYS)
