"""A year of many cells read at their commune's desk in the window: seconds, and the longest time it does not answer.

python benchmarks/office_import.py [CELLS] [FOLDER]; FOLDER keeps the bundles for the next time.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.store import Writer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from chibo_desktop.ui.main_window import MainWindow

CELLS, MONTHS, MEMBERS = 30, 12, 20
LONGEST_BLOCK_MS = 100
CHEAP = Cost(t=1, m=64, p=1)
PASSWORD = "ba mươi chi bộ"
BEGIN = datetime(2026, 1, 1, 8, 0, tzinfo=VIETNAM)
END = datetime(2027, 1, 4, 8, 0, tzinfo=VIETNAM)
SENTENCE = "Tập trung thu hoạch lúa mùa, chuẩn bị năm học mới, giữ sạch nguồn nước của bản và đường vào bản. "


def make_office(folder: Path, cells: int) -> None:
    """The commune that has read nothing, and on the stick the twelve bundles of each cell; some minutes."""
    clock = FixedClock(BEGIN, timedelta(seconds=1))
    commune = _desk(folder / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    for place in range(cells):
        cell = _desk(folder / f"cell{place}", clock, "cell", f"Chi bộ bản số {place + 1:02}")
        accept_certificate(cell, certify(commune, request_certificate(cell)))
        cell.close()
    commune.close()
    (folder / "usb").mkdir()
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn")) as pool:
        list(pool.map(_make_year, [(folder, place) for place in range(cells)]))


def _desk(folder: Path, clock: FixedClock, kind: str, name: str) -> Desk:
    return set_up(
        folder, Unit(name, kind, usual_place="Nhà văn hóa"), password=PASSWORD, clock=clock, cost=CHEAP
    ).desk


def _make_year(given: tuple[Path, int]) -> None:
    """A cell's year, each month confirmed by a copy of the commune before the next."""
    folder, place = given
    far = folder / f"far{place}"
    shutil.copytree(folder / "commune", far)
    clock = FixedClock(BEGIN, timedelta(seconds=1))
    cell, commune = (open_desk(each, PASSWORD, clock=clock) for each in (folder / f"cell{place}", far))
    stick, back = folder / "usb" / f"may-{place % 4}", folder / f"back{place}"
    stick.mkdir(exist_ok=True)
    back.mkdir()
    members = _write_members(cell)
    for month in range(1, MONTHS + 1):
        clock.set(datetime(2026, month, 5, 19, 30, tzinfo=VIETNAM))
        _write_month(cell, members, month)
        read_bundle(commune, make_bundle(cell, commune.organisation_id, stick).path)
        read_bundle(cell, make_bundle(commune, cell.organisation_id, back).path)
    cell.close()
    commune.close()
    for gone in (far, back, folder / f"cell{place}"):
        shutil.rmtree(gone)


def _write_members(desk: Desk) -> list[str]:
    found = []
    for place in range(MEMBERS):
        with desk.store.writing(desk.organisation_id, desk.user) as writer:
            found.append(writer.new_id())
            writer.put("member", found[-1], cell_id=desk.organisation_id, full_name=f"Vàng A Chứ {place + 1}")
    return found


def _write_month(desk: Desk, members: list[str], month: int) -> None:
    """What an ordinary month leaves: each action an entry of its own."""
    meeting = _put(
        desk,
        "meeting",
        cell_id=desk.organisation_id,
        period=PartialDate.from_iso(f"2026-{month:02}"),
        place="Nhà văn hóa",
    )
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        _mark(writer, meeting, members)
    for place in range(8):
        member = members[(month + place) % len(members)]
        _put(desk, "opinion", meeting_id=meeting, position=place + 1, member_id=member, body=SENTENCE * 2)
    for place in range(3):
        _put(desk, "proposal", cell_id=desk.organisation_id, source="people", content=f"{place}. {SENTENCE}")
        _put(
            desk,
            "assignment",
            meeting_id=meeting,
            title=SENTENCE,
            leader_id=members[place],
        )
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        held = date(2026, month, 5)
        writer.put("meeting", meeting, held_on=held, mood=SENTENCE, finalised_at=desk.store.clock.now())


def _mark(writer: Writer, meeting: str, members: list[str]) -> None:
    for member in members:
        writer.put("attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state="present")


def _put(desk: Desk, kind: str, **fields: object) -> str:
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        record = writer.new_id()
        writer.put(kind, record, **fields)
    return record


class Pulse:
    """How long the window leaves its own thread without an answer, beat by beat, in ms: by the clock, and of its own work."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.gaps: list[float] = []
        self.own: list[float] = []
        self._last = (0.0, 0.0)
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begins anew."""
        self.gaps.clear()
        self.own.clear()
        self._last = self._now()
        self._timer.start()

    def stop(self) -> None:
        """The figures stay."""
        self._timer.stop()

    def _now(self) -> tuple[float, float]:
        return time.perf_counter() * 1000, time.thread_time() * 1000

    def _beat(self) -> None:
        now = self._now()
        self.gaps.append(now[0] - self._last[0])
        self.own.append(now[1] - self._last[1])
        self._last = now


def open_exchange(desk: Desk) -> MainWindow:
    """The window of the desk on the page where bundles come in."""
    from PySide6.QtTest import QTest

    from chibo_desktop.base.settings import Settings
    from chibo_desktop.ui.main_window import MainWindow

    window = MainWindow(desk.folder, Settings(desk.folder), clock=desk.store.clock)
    window.resize(1366, 768)
    window.show_desk(desk)
    window.show()
    assert window.frame is not None
    window.frame.show_page("exchange")
    QTest.qWait(500)
    return window


def wait_for(window: MainWindow, words: str) -> QAbstractButton:
    """The button that begins with these words, once it stands there."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton

    while True:
        QTest.qWait(5)
        for one in window.findChildren(QAbstractButton):
            if one.isVisibleTo(window) and one.accessibleName().startswith(words):
                return one


def watch(window: MainWindow, what: str, begin: Callable[[], object], until: str) -> float:
    """Does it, says how long it took, and gives the longest time without an answer, in ms."""
    from PySide6.QtTest import QTest

    pulse = Pulse()
    pulse.start()
    began, work = time.monotonic(), time.process_time()
    begin()
    wait_for(window, until)
    took, used = time.monotonic() - began, time.process_time() - work
    QTest.qWait(300)
    pulse.stop()
    longest, own = max(pulse.gaps), max(pulse.own)
    print(f"  {what:24} {took:6.1f} s ({used:.1f} s of this process)")
    print(f"  longest time without an answer {longest:.0f} ms ({own:.0f} ms of it the window's own work)")
    return longest


def measure(folder: Path) -> int:
    """Drops the stick on the commune's window and says how long each step took; 1 when it did not answer in time."""
    from PySide6.QtWidgets import QApplication

    from chibo_desktop.ui.start import make_application

    app = QApplication.instance() or make_application([])
    trial = folder / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(folder / "commune", trial)
    desk = open_desk(trial, PASSWORD, clock=FixedClock(END, timedelta(milliseconds=1)))
    window = open_exchange(desk)
    assert window.frame is not None
    drop = partial(window.frame.receive, [folder / "usb"])
    worst = watch(window, "copied and looked over", drop, "Đọc ")
    worst = max(worst, watch(window, "read into the book", lambda: wait_for(window, "Đọc ").click(), "Đóng"))
    read = desk.store.value("SELECT count(*) FROM bundle_in WHERE result = 'read'")
    rows = desk.store.value("SELECT count(*) FROM journal")
    print(f"  {read} bundles read, {rows} entries in the book")
    window.close()
    app.processEvents()
    return int(worst > LONGEST_BLOCK_MS)


def main() -> int:
    """Makes the bundles unless they lie there, measures, prints."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else CELLS
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="office-"))
    folder.mkdir(exist_ok=True)
    if not (folder / "usb").exists():
        began = time.monotonic()
        make_office(folder, cells)
        print(f"  made in {time.monotonic() - began:.0f} s")
    bundles = sorted((folder / "usb").rglob("*.cbb"))
    size = sum(path.stat().st_size for path in bundles)
    print(
        f"{len(bundles)} bundles, {size / len(bundles) / 1024:.1f} KB each on average, {os.cpu_count()} cores"
    )
    random.Random(1).shuffle(bundles)
    return measure(folder)


if __name__ == "__main__":
    sys.exit(main())
