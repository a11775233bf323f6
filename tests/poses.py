"""One step of the sheet posed for the eye, at the widths it stands in; the poses themselves are in pictures_*.py."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from chibo_desktop.ui import look
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.step_host import Cell, Host, make_cell

Pose = Callable[[Cell], Host]

SHAPES = ((582, 100), (720, 100), (1118, 150))
"""Width of the step in pixels, and the zoom."""


def host_of(cell: Cell, step: str) -> Host:
    """The step in a window, the caret where the work goes on."""
    host = Host(cell[0], cell[1], step)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    host.step.take_focus()
    return host


def take_poses(poses: Mapping[str, Pose], *, high: int) -> int:
    """Writes the pictures whose name holds the word: arguments of the program are OUTDIR [word].

    `high`: pixels at 100 %.
    """
    out, word = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    out.mkdir(parents=True, exist_ok=True)
    ring = FocusRing.install(make_application([]))
    assert ring is not None
    for name, pose in poses.items():
        for width, zoom in SHAPES:
            if word in f"{name}-{width}-{zoom}":
                look.set_zoom(zoom)
                look.apply()
                _take(pose, out / f"{name}-{width}-{zoom}.png", width, high if zoom == 100 else 1300)
    return 0


def _take(pose: Pose, path: Path, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        host = pose(make_cell(Path(folder)))
        host.resize(width, height)
        for _ in range(8):
            QApplication.processEvents()
        host.grab().save(str(path))
        host.close()
        host.session.close()
        host.deleteLater()
        QApplication.processEvents()
