"""Start-up and memory beside an empty PySide6 window, in turn in one run: `python benchmarks/startup.py [FOLDER] [--rounds N]`.

Prints a table with the limits and ends with 1 when one is passed. FOLDER holds the ten years (made there when it is
empty). The derivation of the key from the password is taken out of *password → Hôm nay* and listed apart: it is slow
by intention.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import years
from chibo_desktop.ui.one_window import LOCK

HERE = Path(__file__).resolve().parent
LIMITS = {"unlock": 1.5, "today": 2.5, "memory": 1.8}


def one_start(*words: str) -> dict[str, float]:
    """One process, watched; `took` is the time from its start to what it waited for, in seconds."""
    begun = time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "src")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, str(HERE / "watched.py"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    seen: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return seen | {"took": seen["at"] - begun}


def measure(folder: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Every kind of start in turn, `rounds` times, after one that only warms the disk."""
    kinds = {
        "empty": ["empty"],
        "unlock": ["unlock", str(folder)],
        "today": ["today", str(folder), years.PASSWORD],
    }
    seen: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
    for number in range(rounds + 1):
        for kind, words in kinds.items():
            found = one_start(*words)
            # as after a window that was closed: the start after a crash is not the usual one
            (folder / LOCK).unlink(missing_ok=True)
            if number:
                seen[kind].append(found)
    return seen


def middle(seen: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in seen)


def report(seen: dict[str, list[dict[str, float]]]) -> bool:
    """Prints the table; True when every limit holds."""
    empty = middle(seen["empty"], "took")
    derivation = middle(seen["today"], "derivation")
    today = statistics.median(one["at"] - one["given"] - one["derivation"] for one in seen["today"])
    ratios = {
        "unlock": middle(seen["unlock"], "took") / empty,
        "today": today / empty,
        "memory": middle(seen["today"], "kb") / middle(seen["empty"], "kb"),
    }
    print(f"{'':34}{'median':>10}{'ratio':>8}{'limit':>8}")
    print(f"{'empty PySide6 window, painted':34}{empty:>8.3f} s")
    print(_line("start → unlock page", f"{middle(seen['unlock'], 'took'):.3f} s", ratios, "unlock"))
    print(_line("password → Hôm nay, 10 years", f"{today:.3f} s", ratios, "today"))
    print(f"{'   key derivation, apart':34}{derivation:>8.3f} s")
    print(f"{'empty PySide6 window, resident':34}{middle(seen['empty'], 'kb') / 1024:>7.0f} MB")
    print(_line("Hôm nay, resident", f"{middle(seen['today'], 'kb') / 1024:.0f} MB", ratios, "memory"))
    return all(ratios[name] <= limit for name, limit in LIMITS.items())


def _line(title: str, value: str, ratios: dict[str, float], name: str) -> str:
    verdict = "" if ratios[name] <= LIMITS[name] else "  OVER"
    return f"{title:34}{value:>10}{ratios[name]:>8.2f}{LIMITS[name]:>8.1f}{verdict}"


def main() -> int:
    """0 when every limit holds."""
    parser = argparse.ArgumentParser(description="Start-up and memory beside an empty window.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = (given.folder or Path(spare) / "so").absolute()
        if not folder.exists():
            years.make_years(folder).close()
        return 0 if report(measure(folder, given.rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
