"""How long the register of 317 proposals over 11 rounds takes to read, count and show, first and after a write; with the
queries it asks: python benchmarks/proposals.py.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import classify_proposal, urge
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.proposal_register import count
from chibo_desktop.lists.proposals import every_proposal, to_answer
from chibo_desktop.store import Store
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from exchange.province import make_desk
from lists.proposals_of_rounds import make_rounds

RUNS = 9


def milliseconds(act: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> float:
    """The median of nine runs; what is done before each is not counted."""
    taken = []
    for _ in range(RUNS):
        before()
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[RUNS // 2]


def queries(desk: Desk, act: Callable[[], object]) -> int:
    """How many statements it sends."""
    seen: list[str] = []
    desk.store.connection.set_trace_callback(seen.append)
    act()
    desk.store.connection.set_trace_callback(None)
    return sum(each.lstrip().startswith("SELECT") for each in seen)


def write(desk: Desk, proposal: str) -> None:
    """One step with one proposal."""
    urge(desk, proposal)


def after_write(desk: Desk, proposal: str) -> object:
    write(desk, proposal)
    return every_proposal(desk.store)


def fresh(desk: Desk) -> object:
    """As another connection reads it, which remembers nothing."""
    return every_proposal(Store(desk.store.folder, desk.store.connection, desk.store.clock))


def main() -> int:
    make_application(["proposals"])
    with tempfile.TemporaryDirectory() as place:
        clock = FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM))
        desk = make_desk(Path(place) / "xa", clock, "commune", "Đảng bộ xã Mường Sáy")
        make_rounds(desk, date(2026, 10, 1))
        every = every_proposal(desk.store)
        for row in every[::3]:
            classify_proposal(desk, row.id, "upper", note="Đã xem xét.")

        print(f"{len(every)} kiến nghị; đọc cả sổ khi mới mở {milliseconds(lambda: fresh(desk)):.0f} ms")
        write(desk, every[1].id)
        asked = queries(desk, lambda: every_proposal(desk.store))
        again = milliseconds(lambda: every_proposal(desk.store), before=lambda: write(desk, every[1].id))
        print(f"đọc lại sau một lần ghi {again:.0f} ms, {asked} câu hỏi")
        own = desk.organisation_id
        waits = milliseconds(
            lambda: to_answer(desk.store, own), before=lambda: after_write(desk, every[1].id)
        )
        after_write(desk, every[1].id)
        asked = queries(desk, lambda: to_answer(desk.store, own))
        print(f"việc cần làm sau đó {waits:.1f} ms, {asked} câu hỏi")
        print(f"đếm theo cấp {milliseconds(lambda: count(desk.store, every)):.1f} ms")
        window = MainWindow(desk.folder, Settings(desk.folder))
        window.resize(1366, 768)
        window.show_desk(desk)
        window.show()
        assert window.frame is not None
        window.frame.show_page("proposals")
        page = window.frame.page("proposals")

        def show() -> None:
            page.refresh()
            QApplication.processEvents()

        shown = milliseconds(show, before=lambda: write(desk, every[1].id))
        print(f"trang Kiến nghị sau một lần ghi, đến khi vẽ xong {shown:.0f} ms")
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
