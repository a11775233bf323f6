"""That a power cut at any moment leaves a whole store: recorded writes and flushes, played back up to random cuts."""

from __future__ import annotations

import random
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import create_store, open_store
from chibo_desktop.store.rebuild import check_journal, compare
from replicas import KEY, START
from torture.test_kill import start_typist

pytestmark = [pytest.mark.long, pytest.mark.needs("gcc")]

CUTS, ENTRIES, SECTOR = 500, 160, 512
HEAD = struct.Struct("<cBQQ")


class Step(NamedTuple):
    """One recorded call: w(rite), t(runcate), s(ync), u(nlink), r(ename)."""

    what: str
    name: str
    offset: int
    data: bytes


def read_steps(path: Path) -> list[Step]:
    """The record in the order in which the calls were made."""
    data, at, steps = path.read_bytes(), 0, []
    while at < len(data):
        what, name_length, offset, length = HEAD.unpack_from(data, at)
        at += HEAD.size
        name = data[at : at + name_length].decode()
        at += name_length
        has_data = what in (b"w", b"r")
        steps.append(Step(what.decode(), name, offset, data[at : at + length] if has_data else b""))
        at += length if has_data else 0
    return steps


@dataclass
class File:
    """What of one file is on the disk for certain, and what may be."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)
    gone: bool = False

    def sync(self) -> None:
        for step in self.pending:
            _apply(self.safe, step)
        self.pending.clear()

    def after_cut(self, dice: random.Random) -> bytes:
        """The synced bytes and a random part of what came later, torn at sectors, in any order."""
        image, share = bytearray(self.safe), dice.choice((0.0, 0.3, 0.7, 1.0))
        for step in self.pending:
            for piece in _sectors(step):
                if dice.random() < share:
                    _apply(image, piece)
        return bytes(image)


def _sectors(step: Step) -> Iterator[Step]:
    if step.what != "w":
        yield step
        return
    at = step.offset
    while at < step.offset + len(step.data):
        end = min((at // SECTOR + 1) * SECTOR, step.offset + len(step.data))
        yield step._replace(offset=at, data=step.data[at - step.offset : end - step.offset])
        at = end


def _apply(image: bytearray, step: Step) -> None:
    if step.what == "t":
        del image[step.offset :]
        image.extend(bytes(step.offset - len(image)))
        return
    image.extend(bytes(max(0, step.offset - len(image))))
    image[step.offset : step.offset + len(step.data)] = step.data


class Disk:
    """The folder as the recorded calls leave it."""

    def __init__(self, start: dict[str, bytes]) -> None:
        self.files = {name: File(bytearray(data)) for name, data in start.items()}
        self.acknowledged = 0

    def play(self, step: Step) -> None:
        if step.name == "acknowledged":
            self.acknowledged = int(step.data)
            return
        file = self.files.setdefault(step.name, File())
        if step.what == "s":
            file.sync()
        elif step.what == "u":
            del self.files[step.name]
        elif step.what == "r":
            self.files[Path(step.data.decode()).name] = self.files.pop(step.name)
        else:
            file.pending.append(step)

    def cut(self, folder: Path, dice: random.Random) -> None:
        """Writes what a cut now may leave behind."""
        for name, file in self.files.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(file.after_cut(dice))


class Recorded(NamedTuple):
    """The folder before, and what was done to it."""

    start: dict[str, bytes]
    steps: list[Step]


def record(tmp_path: Path, flushing: str) -> Recorded:
    """Builds the recorder, lets the typist write under it, and reads what it did."""
    library, log, folder = tmp_path / "recorder.so", tmp_path / "record", tmp_path / "desk"
    folder.mkdir()
    source = Path(__file__).parent / "recorder.c"
    subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"],
        check=True,
    )
    create_store(folder, KEY, device="aaaaaaaa", sample=True, clock=FixedClock(START)).close()
    start = {path.name: path.read_bytes() for path in folder.iterdir()}
    process = start_typist(
        folder, 1, ENTRIES, flushing,
        LD_PRELOAD=str(library), RECORD_FOLDER=str(folder), RECORD_INTO=str(log),
    )  # fmt: skip
    assert process.wait(120) == 0
    return Recorded(start, read_steps(log))


def damage(tmp_path: Path, recorded: Recorded, cuts: int) -> tuple[int, int]:
    """How many of the cuts left a broken store, and in how many something acknowledged was lost."""
    dice, broken, lost = random.Random(7), 0, 0
    disk, folder = Disk(recorded.start), tmp_path / "after"
    chosen = sorted(dice.choices(range(len(recorded.steps)), k=cuts))
    done = 0
    for place in chosen:
        while done <= place:
            disk.play(recorded.steps[done])
            done += 1
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        disk.cut(folder, dice)
        shown = number_shown(folder)
        broken += shown is None
        lost += shown is not None and shown < disk.acknowledged
    return broken, lost


def number_shown(folder: Path) -> int | None:
    """The counter in a reopened store; None when the store cannot be opened or is not whole."""
    try:
        store = open_store(folder, KEY, clock=FixedClock(START))
    except (Refusal, Trouble):  # nothing else is raised for a damaged file
        return None
    try:
        whole = store.value("PRAGMA quick_check") == "ok" and not compare(store.connection)
        values = store.values("ballot", "aaaaaaaa-1") or {"yes_count": 0}
        same = store.value("SELECT count(*) FROM journal") == store.value("SELECT count(*) FROM proposal")
        findings = list(check_journal(store.connection))
        return int(values["yes_count"]) if whole and same and not findings else None
    except DatabaseError:
        return None
    finally:
        store.close()


def test_five_hundred_power_cuts_break_nothing_and_lose_nothing_acknowledged(tmp_path: Path) -> None:
    recorded = record(tmp_path, "FULL")
    assert sum(step.what == "s" for step in recorded.steps) > ENTRIES
    assert any(step.name == "chibo.db" and step.what == "w" for step in recorded.steps), (
        "no checkpoint was recorded"
    )
    assert damage(tmp_path, recorded, CUTS) == (0, 0)


def test_the_same_cuts_find_the_damage_when_nothing_is_flushed(tmp_path: Path) -> None:
    broken, lost = damage(tmp_path, record(tmp_path, "OFF"), 60)
    assert broken + lost > 10
