"""How often one action waits for the disk: `python benchmarks/flushes.py [FOLDER]`; needs strace. At most one flush an action."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import years

FEW, MANY = 20, 400
"""Few: before the write-ahead log is folded into the file the first time. Many: with that, as over an evening."""
LIMIT = 1.0


def act(folder: Path, count: int) -> None:
    """In the process that is watched: opens the book and types a conclusion over and over, one action each."""
    from chibo_desktop.actions.desk import open_desk
    from chibo_desktop.actions.meetings import add_meeting, change_meeting
    from chibo_desktop.base.clock import FixedClock
    from chibo_desktop.lists.last_written import last_written

    desk = open_desk(folder, years.PASSWORD)
    last = last_written(desk.store)
    if last is None:
        raise SystemExit("an empty book")
    desk.store.clock = FixedClock(last + timedelta(days=1), timedelta(seconds=1))
    _, meeting = add_meeting(desk, period="2026-11")
    for number in range(count):
        change_meeting(desk, meeting, conclusion=f"Thống nhất {number + 1} việc của tháng.")
    desk.close()


def flushes(folder: Path, count: int) -> int:
    """Flushes of a process that opens a copy of the book, does so many actions and closes it."""
    with tempfile.TemporaryDirectory() as spare:
        copy = Path(spare) / "so"
        shutil.copytree(folder, copy)
        told = Path(spare) / "told"
        command = [sys.executable, __file__, "--act", str(count), str(copy)]
        subprocess.run(
            ["strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-o", str(told), *command],
            check=True,
        )
        return len(
            re.findall(r"^\d+ +(?:fsync|fdatasync|sync_file_range|msync)\(", told.read_text(), re.MULTILINE)
        )


def main() -> int:
    """0 when an action costs at most one flush."""
    parser = argparse.ArgumentParser(description="Flushes an action.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--act", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.act is not None:
        act(given.folder, given.act)
        return 0
    if not shutil.which("strace"):
        print("strace is missing: apt-get install strace")
        return 2
    with tempfile.TemporaryDirectory() as spare:
        folder = (given.folder or Path(spare) / "so").absolute()
        if not folder.exists():
            years.make_years(folder, first=years.LAST_YEAR).close()
        apart = flushes(folder, 0)
        each = (flushes(folder, FEW) - apart) / FEW
        folded = (flushes(folder, MANY) - apart) / MANY
    print(f"opening and closing: {apart} flushes; an action: {each:.2f} (limit {LIMIT:.0f});", end=" ")
    print(f"with the log folded into the file now and then: {folded:.2f}")
    return 0 if each <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
