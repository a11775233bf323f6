"""Pictures of scoring in the whole window at 1366×768, 100 % and 150 %: python tests/pictures_score.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.scoring import choose_frame, give_points, give_reason, note_weaknesses
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from pictures import SIZE
from pictures_steps import fill
from ui.step_host import NOW, make_cell

WEAK = "Còn ít ý kiến phát biểu; từ tháng sau gửi tài liệu trước ít nhất 01 ngày."


def fresh(desk: Desk, meeting: str) -> None:
    """The national frame, nobody has judged anything."""
    change_meeting(desk, meeting, ended_at=time(21, 0))


def begun(desk: Desk, meeting: str) -> None:
    """The local frame, a few items judged, one departure without its reason."""
    choose_frame(desk, meeting, "score_08kh")
    change_meeting(desk, meeting, ended_at=time(20, 50), posted_before_on=date(2026, 11, 3))
    for code, points in (("3.1", 3), ("3.2", 1), ("4.1", 5), ("2.1", 3)):
        give_points(desk, meeting, code, points)


def done(desk: Desk, meeting: str) -> None:
    """Every item judged."""
    begun(desk, meeting)
    give_reason(desk, meeting, "2.1", "Hai đồng chí về sớm trước khi biểu quyết.")
    note_weaknesses(desk, meeting, WEAK)
    most = {
        "3.3": 2,
        "3.4": 1,
        "4.2": 8,
        "4.4": 1,
        "4.5": 3,
        "4.6": 1,
        "4.7": 1,
        "4.8": 1,
        "5.1": 2,
        "5.2": 3,
    }
    most |= {
        "5.3": 2,
        "5.4": 1,
        "6.1": 1,
        "6.2": 2,
        "6.3": 1,
        "6.4": 1,
        "7": 24,
        "8.1": 2,
        "8.2": 2,
        "8.3": 1,
    }
    for code, points in most.items():
        give_points(desk, meeting, code, points)


SCENES: dict[str, Callable[[Desk, str], None]] = {
    "fresh": fresh,
    "begun": begun,
    "done": done,
}


def main() -> int:
    """Writes the pictures whose name holds the word."""
    out, word = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    out.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    ring = FocusRing.install(app)
    for name, prepare in SCENES.items():
        if word not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            desk, meeting, people = make_cell(Path(folder) / "cell")
            fill(desk, meeting, people)
            prepare(desk, meeting)
            desk.close()
            for zoom in (100, 150):
                again = open_desk(desk.folder, "suối lanh mùa đông", clock=FixedClock(NOW))
                _picture(app, again, meeting, zoom, out / f"score-{name}-{zoom}.png")
    assert ring is not None
    return 0


def _picture(app: QApplication, desk: Desk, meeting: str, zoom: int, path: Path) -> None:
    look.set_zoom(zoom)
    look.apply()
    settings = Settings(desk.folder)
    settings.put("meeting_step", f"{meeting}/score")
    window = MainWindow(desk.folder, settings)
    window.resize(*SIZE)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(meeting)
    window.show()
    window.activateWindow()
    for _ in range(8):
        app.processEvents()
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
