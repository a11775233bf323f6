"""Pictures of the page "Chỉ tiêu" at 1366×768, 100 % and 150 %: python tests/pictures_indicators.py OUTDIR [word] [theme]."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.sample.world import make_world
from chibo_desktop.ui import look, vietnamese
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.indicators_all import AllIndicators
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.hands import make_desk, open_window, press, shown
from world import COMMUNE, UPPER, make_desks, open_at

Scene = Callable[[MainWindow], None]


def all_of(window: MainWindow) -> AllIndicators:
    """The view of every indicator in a window."""
    found = window.findChild(AllIndicators)
    assert found is not None
    return found


def settle(window: MainWindow) -> None:
    """Until nothing is counted any more."""
    for _ in range(1000):
        QApplication.processEvents()
        time.sleep(0.02)  # QTest.qWait would keep the worker from running
        if not any(work.is_busy for work in window.findChildren(LongWork)):
            break
    QTest.qWait(80)


def nothing(_window: MainWindow) -> None:
    """The page as it opens."""


def scrolled(down: float, then: Scene = nothing) -> Scene:
    """Further down, as a part of the whole."""

    def scroll(window: MainWindow) -> None:
        then(window)
        settle(window)
        for area in shown(window, QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(round(bar.maximum() * down))

    return scroll


def one(key: str) -> Scene:
    """One indicator."""
    return lambda window: all_of(window).opened.emit(key)


def first_below(window: MainWindow) -> None:
    """The figures of the first cell of the first commune, over the years."""
    page = all_of(window)
    below = page.place_line.below()
    page.place_chosen.emit(below[2])
    settle(window)
    page.place_chosen.emit(page.place_line.below()[0])
    settle(window)
    press(window, "Biểu đồ theo: Năm")


SCENES: dict[str, tuple[str, Scene]] = {
    "all": (UPPER, nothing),
    "all-lower": (UPPER, scrolled(0.5)),
    "all-end": (UPPER, scrolled(1)),
    "one": (UPPER, one("IND-1")),
    "one-bars": (UPPER, scrolled(0.45, one("IND-1"))),
    "one-list": (UPPER, scrolled(1, one("IND-1"))),
    "visits": (UPPER, one("IND-8")),
    "ways": (UPPER, lambda window: all_of(window).ways_chosen.emit()),
    "cell-years": (UPPER, first_below),
    "commune": (COMMUNE, nothing),
    "empty": ("", nothing),
}


def main(folder: Path, word: str, theme: str, desks: Path | None) -> None:
    app = QApplication([])
    vietnamese.install(app)
    ring = FocusRing.install(app)
    look.set_theme(cast("look.Theme", theme))
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world()
    with tempfile.TemporaryDirectory() as place:
        if desks is None:
            make_desks(desks := Path(place) / "province", world)
        opened: dict[str, Desk] = {who: open_at(desks / who, world) for who in (UPPER, COMMUNE)}
        opened[""] = make_desk(Path(place) / "new").desk
        for name, (who, act) in SCENES.items():
            for zoom in (100, 150) if word in name else ():
                look.set_zoom(zoom)
                look.apply()
                window, _ = open_window(opened[who], "indicators")
                settle(window)
                act(window)
                settle(window)
                target = folder / f"indicators-{name}-{theme}-{zoom}.png"
                window.grab().save(str(target))
                print(target)
                window.hide()
    ring.deleteLater()
    os._exit(0)  # the windows share open desks; nothing is left to put in order


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2] if len(sys.argv) > 2 else "",
        sys.argv[3] if len(sys.argv) > 3 else "light",
        Path(sys.argv[4]) if len(sys.argv) > 4 else None,
    )
