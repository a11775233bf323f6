"""Pictures of the board of a commune and of an upper body, 1366×768 at 100 and 150 %: python tests/pictures_board.py OUTDIR [word] [desks].

`desks` is a folder with the desks of the sample province; without it they are made, which takes half a minute.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.sample.world import make_world
from chibo_desktop.ui import look, vietnamese
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.meetings_above import MeetingsAbove
from chibo_desktop.ui.widgets.board import Board
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from chibo_desktop.ui.widgets.folded_chips import FoldedChips
from ui.hands import open_window, press, shown
from world import COMMUNE, UPPER, make_desks, open_at

Scene = Callable[[MainWindow], None]


def view(words: str) -> Scene:
    """One view of the page."""
    return lambda window: press(window, f"Phần của trang: {words}")


def cell_month(window: MainWindow) -> None:
    """The panel of a cell-month of the first board."""
    choose(window, 2, 10)


def choose(window: MainWindow, row: int, column: int) -> None:
    """Clicks a cell of the first board."""
    table = shown(window, Board)[0]
    table.setCurrentIndex(table.model().index(row, column))
    table.clicked.emit(table.currentIndex())


def filtered(window: MainWindow) -> None:
    """The chip of months that were missed."""
    (chips,) = shown(window, FoldedChips)
    chips.take("missed")
    chips.chosen.emit("missed")


def down(window: MainWindow) -> None:
    """One commune's cells at the upper body."""
    settle(window)
    choose(window, 3, 5)


def today(window: MainWindow) -> None:
    """The page that shows the running month of the same board."""
    assert window.frame is not None
    window.frame.show_page("today")


SCENES: dict[str, tuple[str, Scene]] = {
    "commune": (COMMUNE, lambda _window: None),
    "commune-panel": (COMMUNE, cell_month),
    "commune-filter": (COMMUNE, filtered),
    "commune-scores": (COMMUNE, view("Điểm")),
    "commune-themes": (COMMUNE, view("Chuyên đề")),
    "commune-weak": (COMMUNE, view("Cần chấn chỉnh")),
    "commune-papers": (COMMUNE, view("Biên bản tháng")),
    "upper": (UPPER, lambda _window: None),
    "upper-down": (UPPER, down),
    "commune-today": (COMMUNE, today),
    "upper-today": (UPPER, today),
    "upper-weak": (UPPER, view("Cần chấn chỉnh")),
}


THEMED = ("commune", "commune-panel", "commune-weak", "upper")
"""Pictured in the dark and the sun theme too."""


def add_scores(desk: Desk) -> None:
    """Points for most of the year's meetings: the sample province has none."""
    rows = desk.store.rows(
        "SELECT id, cell_id FROM meeting WHERE period LIKE '2026%' AND finalised_at IS NOT NULL"
    )
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        for place, row in enumerate(rows[:400]):
            points = (92, 86, 78, 95, 64, 90, 47, 88)[place % 8]
            grade = (
                "good" if points >= 90 else "fair" if points >= 70 else "average" if points >= 50 else "poor"
            )
            if place % 11:
                kept = {
                    "frame": "national",
                    "total": points * 2 + place % 2,
                    "out_of": 200,
                    "parts": 2,
                    "grade": grade,
                }
                writer.put("score", writer.new_id(), meeting_id=row["id"], **kept)


def settle(window: MainWindow) -> None:
    """Waits until the board was read by the worker."""
    page = window.findChild(MeetingsAbove)
    for _ in range(800):
        if page is not None and any(board.model().rowCount() for board in shown(page, Board)):
            return
        QTest.qWait(25)


def main(folder: Path, word: str, desks: Path) -> None:
    app = QApplication([])
    vietnamese.install(app)
    ring = FocusRing.install(app)
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world()
    opened = {which: open_at(desks / which, world) for which in (COMMUNE, UPPER)}
    for desk in opened.values():
        add_scores(desk)
    for name, (which, act) in SCENES.items():
        every: list[tuple[int, look.Theme]] = [(100, "light"), (150, "light")]
        every += [(100, "dark"), (100, "sun")] if name in THEMED else []
        for zoom, theme in every if word in name else ():
            look.set_zoom(zoom)
            look.set_theme(theme)
            look.apply()
            window, _ = open_window(opened[which], "meetings")
            settle(window)
            act(window)
            QTest.qWait(300)
            target = folder / f"board-{name}-{zoom if theme == 'light' else theme}.png"
            window.grab().save(str(target))
            print(target)
            window.hide()
    ring.deleteLater()
    os._exit(0)  # the windows share open desks; nothing is left to put in order


if __name__ == "__main__":
    pictures, only = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    if len(sys.argv) > 3:
        main(pictures, only, Path(sys.argv[3]))
    with tempfile.TemporaryDirectory() as place:
        make_desks(Path(place), make_world())
        main(pictures, only, Path(place))
