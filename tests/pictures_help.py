"""Pictures of the guide, made by the program itself from the sample: python tests/pictures_help.py [word]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pictures import SIZE, Sample, make_sample, settle  # isort: skip - sets the offscreen platform before Qt comes
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_desktop.actions.backups import back_up
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from pictures import _opened as opened
from pictures import _page as page
from pictures_sheet import at_work, ready

FOLDER = Path(__file__).parents[1] / "resources" / "help" / "pictures"
WIDTH = 900
COLOURS = 48
"""Enough for flat colours and smooth letters; a picture stays under 80 KB."""


def backups(sample: Sample) -> QWidget:
    """The settings, scrolled down to the backups."""
    desk = sample.open("chi-bo-1")
    back_up(desk)
    desk.close()
    window = page(sample, "chi-bo-1", "settings")
    window.show()
    QApplication.processEvents()
    from PySide6.QtWidgets import QScrollArea

    from chibo_desktop.ui.pages.settings_backups import BackupsPair

    pair = window.findChild(BackupsPair)
    assert pair is not None
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if inside is not None and inside.isAncestorOf(pair):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name, as the guide names it, and how its window is made."""
    yield "hom-nay", lambda: page(sample, "chi-bo-1", "today")
    yield "dang-vien", lambda: page(sample, "chi-bo-1", "members")
    yield "gui-nhan", lambda: page(sample, "chi-bo-1", "exchange")
    yield "kien-nghi", lambda: opened(sample, "xa", "proposals", "proposal")
    yield "xa-hom-nay", lambda: page(sample, "xa", "today")
    yield "sao-luu", lambda: backups(sample)
    yield "diem-danh", lambda: at_work(sample)
    yield "chot", lambda: ready(sample)


def keep(window: QWidget, path: Path) -> None:
    """The window as a small picture of few colours."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.ReadWrite)
    window.grab().save(held, "PNG")
    import io

    picture = Image.open(io.BytesIO(bytes(held.data().data()))).convert("RGB")
    small = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> int:
    """Writes every picture, or those whose names hold the word."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    ring = FocusRing.install(app)
    look.apply()
    with tempfile.TemporaryDirectory() as place:
        sample = make_sample(Path(place))
        for name, make in scenes(sample):
            if word not in name:
                continue
            window = make()
            window.resize(*SIZE)
            window.show()
            QTest.qWait(50)
            settle(window)
            keep(window, FOLDER / f"{name}.png")
            if isinstance(window, MainWindow):
                window.close()
            window.deleteLater()
            app.processEvents()
    ring.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
