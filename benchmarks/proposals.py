"""How long the register of 317 proposals over 11 rounds takes to read, count and show: python benchmarks/proposals.py."""

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

from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.proposal_register import count
from chibo_desktop.lists.proposals import every_proposal
from chibo_desktop.store.known import forget
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from exchange.province import make_desk
from lists.proposals_of_rounds import make_rounds

RUNS = 9


def milliseconds(act: Callable[[], object]) -> float:
    """The median of nine runs."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[RUNS // 2]


def main() -> int:
    make_application(["proposals"])
    with tempfile.TemporaryDirectory() as place:
        clock = FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM))
        desk = make_desk(Path(place) / "xa", clock, "commune", "Đảng bộ xã Mường Sáy")
        make_rounds(desk, date(2026, 10, 1))
        every = every_proposal(desk.store)
        for row in every[::3]:
            classify_proposal(desk, row.id, "upper", note="Đã xem xét.")

        def read() -> object:
            forget(desk.store)
            return every_proposal(desk.store)

        print(f"{len(every)} kiến nghị; đọc lại cả sổ {milliseconds(read):.0f} ms")
        print(f"đếm theo cấp {milliseconds(lambda: count(every)):.1f} ms")
        window = MainWindow(desk.folder, Settings(desk.folder))
        window.resize(1366, 768)
        window.show_desk(desk)
        window.show()
        assert window.frame is not None
        window.frame.show_page("proposals")
        page = window.frame.page("proposals")

        def show() -> None:
            forget(desk.store)
            page.refresh()
            QApplication.processEvents()

        print(f"trang Kiến nghị từ đầu đến khi vẽ xong {milliseconds(show):.0f} ms")
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
