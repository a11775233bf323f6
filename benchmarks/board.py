"""The board of 130 cells over 24 months beside the plain counts in raw SQL: python benchmarks/board.py [CELLS] [MONTHS].

The books are those of benchmarks/report.py. Each of five boards is read by a connection that knows nothing yet. Ends
with 1 when the best of them takes more than LIMIT milliseconds of this machine's work: other programs do not count.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, month_after
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_shapes import Board
from chibo_desktop.store import create_store, open_store
from report import FIRST, KEY, PLAIN, UPPER, fill, plain

LIMIT = 150
CELLS, MONTHS = 130, 24
RUNS = 5
NOW = datetime(2027, 9, 28, 20, 0, tzinfo=VIETNAM)


def main(cells: int, months: int) -> int:
    last = FIRST
    for _ in range(months - 1):
        last = month_after(last)
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place), FixedClock(NOW)
        store = create_store(folder, KEY, device="aaaaaaaa", sample=True, clock=clock)
        fill(store, cells, months)
        marks = store.value("SELECT count(*) FROM attendance")
        print(f"{cells} cells, {months} months, {marks} marks; {len(PLAIN)} plain counts:")
        beside = plain(store, FIRST, last)
        store.close()
        best = min(measured(folder, clock, last, say=run == 0) for run in range(RUNS))
    print(
        f"the board at its best {best:.0f} ms of work; raw SQL together {beside * 1000:.0f} ms; limit {LIMIT} ms"
    )
    return int(best > LIMIT)


def measured(folder: Path, clock: FixedClock, last: str, *, say: bool) -> float:
    """Milliseconds of work a board takes in a book just opened; `say` prints what it shows."""
    store, made = open_store(folder, KEY, clock=clock), list[Board]()
    began, worked = time.perf_counter(), time.process_time()
    made.append(board(store, UPPER, FIRST, last))
    work = (time.process_time() - worked) * 1000
    if say:
        shown = {state: made[0].counts[state] for state in sorted(made[0].counts)}
        print(f"  {len(made[0].lines)} lines × {len(made[0].months)} months: {shown}")
    print(f"  {(time.perf_counter() - began) * 1000:.0f} ms, of it {work:.0f} ms of work")
    store.close()
    return work


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(given + [CELLS, MONTHS][len(given) :])))
