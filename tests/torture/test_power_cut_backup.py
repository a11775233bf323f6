"""That a power cut while a backup is made or put back leaves a book that opens, and every backup that counted whole."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from actions.desks import PASSWORD, make_desk, make_members
from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.recovery import make_ready, open_checked
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store.backup import check_backup
from chibo_desktop.store.backup_shelf import list_good, shelf_of
from chibo_desktop.store.rebuild import check_journal, compare
from chibo_desktop.store.swap import ASIDE
from replicas import START
from torture.test_power_cut import Disk, File, Step, read_steps

pytestmark = [pytest.mark.long, pytest.mark.needs("gcc")]

CUTS = 150
PARTS = re.compile(r"backups/\..*\.part$|restoring/|kept/").match
"""Half of the cuts fall where a backup is written or the book and what stands beside it are moved."""
KEEPER = Path(__file__).parent / "keeper.py"
NOW = FixedClock(START + timedelta(days=40))


class Tree(Disk):
    """The same disk with folders in it; `root` is where the recorded process saw it."""

    def __init__(self, root: Path, start: dict[str, bytes]) -> None:
        super().__init__(start)
        self.root, self.told = root, ""

    def play(self, step: Step) -> None:
        if step.name == "acknowledged":
            self.told += step.data.decode()
        elif step.what == "r":
            target = Path(step.data.decode()).relative_to(self.root).as_posix()
            self.files[target] = self.files.pop(step.name, File())
        elif step.what == "u":
            self.files.pop(step.name, None)
        elif step.what != "s" or step.name in self.files:  # a folder that is flushed is no file
            super().play(step)

    def cut(self, folder: Path, dice: random.Random) -> None:
        for name, file in self.files.items():
            if not name.endswith("-shm"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(file.after_cut(dice))

    def acknowledged_entries(self) -> int:
        return max((int(line[8:]) for line in self.told.splitlines() if line[:8] == "entries "), default=0)


@dataclass
class Recorded:
    """A folder before, and what a process did in it."""

    root: Path
    start: dict[str, bytes]
    steps: list[Step]

    def cuts(self, folder: Path, seed: int) -> Iterator[Tree]:
        """What the disk may hold after cuts at random moments, in their order; the folder is made anew for each."""
        dice = random.Random(seed)
        tree, done = Tree(self.root, self.start), 0
        close = [place for place, step in enumerate(self.steps) if PARTS(step.name)]
        half = CUTS // 2
        for place in sorted(dice.choices(range(len(self.steps)), k=half) + dice.choices(close, k=half)):
            while done <= place:
                tree.play(self.steps[done])
                done += 1
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            tree.cut(folder, dice)
            yield tree


def record(tmp_path: Path, folder: Path, what: str) -> Recorded:
    """Lets the keeper work under the recorder."""
    library, log = tmp_path / "recorder.so", tmp_path / "record"
    source = Path(__file__).parent / "recorder.c"
    subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
        check=True,
    )
    start = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, str(KEEPER), str(folder), what],
        env={
            **os.environ, "PYTHONPATH": paths, "LD_PRELOAD": str(library),
            "RECORD_FOLDER": str(folder), "RECORD_INTO": str(log),
        },
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0
    return Recorded(folder, start, read_steps(log))


def entries_after(folder: Path) -> int:
    """The number of entries in a book that opens through the usual door; it must be whole."""
    make_ready(folder)
    desk = open_checked(folder, PASSWORD, clock=NOW)
    assert compare(desk.store.connection) == []
    assert list(check_journal(desk.store.connection)) == []
    count = int(desk.store.value("SELECT count(*) FROM journal"))
    desk.close()
    return count


def test_a_cut_while_backups_are_made_loses_nothing_acknowledged_and_no_backup_that_counted(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path / "desk", FixedClock(START))
    key = desk.key
    desk.close()
    recorded = record(tmp_path, tmp_path / "desk", "back-up")
    names = {step.name for step in recorded.steps}
    assert any(name.startswith("backups/.") and name.endswith(".part") for name in names)
    half_made = 0
    folder = tmp_path / "after"
    for tree in recorded.cuts(folder, 3):
        half_made += bool(list(folder.glob("backups/.*.part")))
        good = {one.path.name for one in list_good(shelf_of(folder))}
        for one in list_good(shelf_of(folder)):
            check_backup(one.path, key, shelf_of(folder))
        told = [line[7:] for line in tree.told.splitlines() if line.startswith("backup ")]
        assert not told or told[-1] in good or max(good) > told[-1]
        assert entries_after(folder) >= tree.acknowledged_entries()
    assert half_made > 3


def test_a_cut_while_a_backup_is_put_back_leaves_either_book_whole_and_the_former_one_somewhere(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path / "desk", FixedClock(START))
    make_members(desk, 3)
    back_up(desk)
    add_member(desk, full_name="Mùa Thị Chư")
    desk.close()
    recorded = record(tmp_path, tmp_path / "desk", "restore")
    outcomes = set()
    folder = tmp_path / "after"
    for tree in recorded.cuts(folder, 4):
        entries = entries_after(folder)
        outcomes.add(entries)
        assert entries in (4, 5)
        if entries == 4:
            former = [place for place in (folder / ASIDE).iterdir() if (place / "chibo.db").exists()]
            kept = open_desk(former[0], PASSWORD, clock=NOW)
            assert kept.store.value("SELECT count(*) FROM journal") == 5
            kept.close()
        else:
            assert "restored" not in tree.told
        assert list_good(shelf_of(folder))
    assert outcomes == {4, 5}
