"""Opens the window on the meeting sheet in a process of its own, where it was left; who types there is another file's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import dress, make_application
from ui.hands import PASSWORD


def open_sheet(folder: Path, meeting_id: str) -> tuple[QApplication, MainWindow]:
    """The application, not running yet, and its window."""
    app = make_application(sys.argv)
    settings = Settings(folder)
    dress(app, settings)
    window = MainWindow(folder, settings)
    window.resize(1366, 768)
    window.show_desk(open_desk(folder, PASSWORD))
    window.show()
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(meeting_id)
    return app, window
