"""Putting a prepared book in the place of the present one: whole or not at all, and the present one is kept aside.

The new book is prepared in a folder of its own. Once a marker in it is on the disk the exchange will be finished,
by this process or by whoever opens the folder next; before that the present book is untouched. Nothing is deleted.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import DATABASE, KEYS, reason_in_words, write_whole
from chibo_desktop.base.system import flush_folder, move_into_place
from chibo_desktop.store.alone import alone

STAGE = "restoring"
ASIDE = "kept"
"""Below the data folder: one folder for each book that was replaced, named by the moment."""
READY = "ready"
LOCK = "swap.lock"
BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")
BUSY = "Sổ đang được thay bằng bản sao lưu ở cửa sổ khác. Hãy chờ một lát rồi mở lại."


def new_stage(folder: Path) -> Path:
    """An empty folder to prepare the new book in; what an attempt left over is swept. Trouble when the disk refuses."""
    finish_swap(folder)
    stage = folder / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir(parents=True)
    except OSError as error:
        raise Trouble(f"Chưa lấy lại được bản sao lưu: {reason_in_words(error)}") from error
    return stage


def drop_stage(folder: Path) -> None:
    """Gives up a new book that was not made ready."""
    if not (folder / STAGE / READY).exists():
        shutil.rmtree(folder / STAGE, ignore_errors=True)


def swap_in(folder: Path, moment: str) -> Path:
    """Exchanges the books; gives the folder that keeps the former one. `moment` names it, digits and dashes.

    The prepared files must be flushed and closed, and nobody may have the present book open. From the first
    line on, a power cut ends with the new book in place and the former one kept, at the latest at next opening.
    """
    names = (moment, *(f"{moment}-{again}" for again in range(2, 1000)))
    name = next(name for name in names if not (folder / ASIDE / name).exists())
    write_whole(folder / STAGE / READY, name.encode())
    finish_swap(folder)
    return folder / ASIDE / name


def finish_swap(folder: Path) -> bool:
    """Finishes an exchange that was begun; True when there was one. Every step may be done twice.

    Called by every door before it looks for the book. Trouble when the disk refuses or another does it just now.
    """
    ready = folder / STAGE / READY
    if not ready.exists():
        return False
    with alone(folder / LOCK, BUSY):
        if not ready.exists():
            return True
        try:
            _exchange(folder, ready)
        except OSError as error:
            raise Trouble(f"Chưa thay xong sổ bằng bản sao lưu: {reason_in_words(error)}") from error
    return True


def _exchange(folder: Path, ready: Path) -> None:
    stage, aside = folder / STAGE, folder / ASIDE / ready.read_text(encoding="ascii").strip()
    aside.mkdir(parents=True, exist_ok=True)
    # first everything of the former book, its log above all: a new database must never meet an old log
    if (stage / DATABASE).exists():
        for name in (*BESIDE, DATABASE):
            _move(folder / name, aside / name)
    if (folder / KEYS).exists() and not (aside / KEYS).exists():
        write_whole(aside / KEYS, (folder / KEYS).read_bytes())
    flush_folder(aside)
    flush_folder(folder)
    for name in (KEYS, DATABASE):
        _move(stage / name, folder / name)
    flush_folder(folder)
    ready.unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    with suppress(FileNotFoundError):
        move_into_place(source, target)
