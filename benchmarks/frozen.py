"""First paint of the frozen program beside the same from source: `python benchmarks/frozen.py FOLDER [--rounds N]`; needs Xvfb.

Both are watched from outside in the same way: the time from the start of the process until anything stands on an
otherwise black screen, read in the memory the X server draws in. FOLDER is what build_installer.py made. Ends with 1
when the limit is passed.
"""

from __future__ import annotations

import argparse
import mmap
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import years

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from e2e.screen import Screen, open_screen  # the tests' own screen

SOURCE = Path(__file__).resolve().parent.parent / "src"
LIMIT = 1.5
ROWS = (60, 200, 350, 500, 650)
"""Where it is looked whether something is painted; the window is as large as the screen."""


class Picture:
    """What stands on a virtual screen, read where the server keeps it."""

    def __init__(self, screen: Screen) -> None:
        self.display = screen.display
        with screen.pixels.open("rb") as held:
            self._bytes = mmap.mmap(held.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._bytes[:100])
        self._begin, self._line = head[0] + 12 * head[19], head[12]

    def is_black(self) -> bool:
        """Whether nothing is painted in any of the rows."""
        starts = (self._begin + row * self._line for row in ROWS)
        return not any(any(self._bytes[start : start + self._line]) for start in starts)


def first_paint(screen: Picture, command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from the start of the program until it has painted; ends it, and waits for the screen to be black again."""
    begun = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while screen.is_black():
            if program.poll() is not None or time.monotonic() - begun > 60:
                raise SystemExit(f"{command[0]} painted nothing")
            time.sleep(0.001)
        return time.monotonic() - begun
    finally:
        program.kill()
        program.wait()
        while not screen.is_black():
            time.sleep(0.01)


def measure(program: Path, rounds: int) -> dict[str, list[float]]:
    """Both in turn on the page that asks for the password, after one round that only warms the disk."""
    with tempfile.TemporaryDirectory() as name, open_screen(Path(name), "-br") as black:
        desk, screen = Path(name) / "so", Picture(black)
        years.make_years(desk, first=years.LAST_YEAR).close()
        plain = {"HOME": name, "DISPLAY": screen.display, "LC_ALL": "C.UTF-8"}
        starts = {
            "source": ([sys.executable, "-m", "chibo_desktop"], plain | {"PYTHONPATH": str(SOURCE)}),
            "frozen": ([str(program)], plain),
        }
        seen: dict[str, list[float]] = {kind: [] for kind in starts}
        for number in range(rounds + 1):
            for kind, (command, environment) in starts.items():
                took = first_paint(screen, [*command, "--data-dir", str(desk)], environment)
                if number:
                    seen[kind].append(took)
        return seen


def main() -> int:
    """0 when the limit holds."""
    parser = argparse.ArgumentParser(description="First paint of the frozen program beside the source.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    seen = measure(given.folder.absolute() / "chibo-desktop", given.rounds)
    source, frozen = (statistics.median(seen[kind]) for kind in ("source", "frozen"))
    print(f"{'':34}{'median':>10}{'fastest':>10}")
    for kind, times in seen.items():
        title = f"start → first paint, {kind}"
        print(f"{title:34}{statistics.median(times):>8.3f} s{min(times):>8.3f} s")
    ratio = frozen / source
    print(f"{'frozen : source':34}{ratio:>8.2f}    limit {LIMIT}  {'ok' if ratio <= LIMIT else 'OVER'}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
