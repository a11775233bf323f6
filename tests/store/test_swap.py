"""That exchanging the books ends whole wherever it was cut off, never mixes two books, and deletes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Trouble
from chibo_desktop.store.alone import alone
from chibo_desktop.store.swap import ASIDE, LOCK, READY, STAGE, drop_stage, finish_swap, new_stage, swap_in

MOMENT = "20261005-195000"
OLD = {"chibo.db": b"old book", "chibo.db-wal": b"old log", "keys.json": b"old keys"}
NEW = {"chibo.db": b"new book", "keys.json": b"new keys"}


def put(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != LOCK}


def make(folder: Path, new: dict[str, bytes] = NEW) -> Path:
    put(folder, OLD)
    put(new_stage(folder), new)
    return folder


def test_the_new_book_is_in_place_and_the_former_one_is_kept_with_its_log_and_keys(tmp_path: Path) -> None:
    aside = swap_in(make(tmp_path / "data"), MOMENT)
    assert held(tmp_path / "data") == NEW
    assert held(aside) == OLD
    assert not (tmp_path / "data" / STAGE).exists()


def test_where_only_the_book_is_new_the_keys_stay(tmp_path: Path) -> None:
    aside = swap_in(make(tmp_path / "data", {"chibo.db": b"new book"}), MOMENT)
    assert held(tmp_path / "data") == {"chibo.db": b"new book", "keys.json": b"old keys"}
    assert held(aside) == OLD


def test_before_the_marker_stands_nothing_has_happened_and_the_stage_can_be_dropped(tmp_path: Path) -> None:
    folder = make(tmp_path / "data")
    assert not finish_swap(folder)
    assert held(folder) == OLD
    drop_stage(folder)
    assert not (folder / STAGE).exists()


STEPS = ("chibo.db-wal", "chibo.db", "keys copied", "keys.json", "new chibo.db")


@pytest.mark.parametrize("done", range(len(STEPS) + 1))
def test_an_exchange_cut_off_after_any_step_is_finished_at_the_next_door(tmp_path: Path, done: int) -> None:
    folder = make(tmp_path / "data")
    (folder / STAGE / READY).write_text(MOMENT)
    aside, stage = folder / ASIDE / MOMENT, folder / STAGE
    aside.mkdir(parents=True)
    steps: tuple[Callable[[], object], ...] = (
        lambda: (folder / "chibo.db-wal").replace(aside / "chibo.db-wal"),
        lambda: (folder / "chibo.db").replace(aside / "chibo.db"),
        lambda: shutil.copy(folder / "keys.json", aside / "keys.json"),
        lambda: (stage / "keys.json").replace(folder / "keys.json"),
        lambda: (stage / "chibo.db").replace(folder / "chibo.db"),
    )
    for step in steps[:done]:
        step()
    assert finish_swap(folder)
    assert held(folder) == NEW
    assert held(aside) == OLD
    assert not finish_swap(folder)


def test_two_doors_do_not_exchange_at_once(tmp_path: Path) -> None:
    folder = make(tmp_path / "data")
    (folder / STAGE / READY).write_text(MOMENT)
    with alone(folder / LOCK, "x"), pytest.raises(Trouble, match="cửa sổ khác"):
        finish_swap(folder)
    assert held(folder) == OLD
    assert finish_swap(folder)
