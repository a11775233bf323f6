"""Starting the window for a data folder: the one QApplication, its look, one window for one folder, the backup at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log, start_log, stop_log
from chibo_desktop.base.paths import BELOW_DATA, check_data_dir, default_data_dir
from chibo_desktop.base.settings import Settings
from chibo_desktop.base.system import reached
from chibo_desktop.ui import crash, icons, look, vietnamese
from chibo_desktop.ui.main_window import NAME, MainWindow
from chibo_desktop.ui.one_window import OneWindow, first_window
from chibo_desktop.ui.widgets.focus_ring import FocusRing


def make_application(argv: list[str]) -> QApplication:
    """The one QApplication, speaking Vietnamese; fcitx speaks ibus, the only input plugin the wheel carries."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    held = QApplication.instance()
    if held is None:
        # drawn by Qt itself: Windows 10, 11 and Linux look alike below our style sheet. Named before there is an
        # application: another style put in later takes the old one away from under widgets that are still going
        QApplication.setStyle("fusion")
    app = held if isinstance(held, QApplication) else QApplication(argv)
    app.setApplicationName("chibo_desktop")
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName("chibo-desktop")  # Wayland finds the icon by the name of the desktop entry
    vietnamese.install(app)
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """The zoom and the theme of this machine."""
    look.set_zoom(settings.get("zoom", 100))
    kept = settings.get("theme", "light")
    look.set_theme(next((theme for theme in look.THEMES if theme == kept), "light"))
    look.apply()
    app.setWindowIcon(QIcon(icons.picture("book", "accent", 64)))


def run_window(data_dir: Path | None = None, files: Sequence[Path] = ()) -> int:
    """Opens the window for a data folder (None: the usual one) and stays until it is closed; gives the exit code.

    `files` are whole paths of bundles to show: by this window once its book is open, or by the one that is open.
    """
    app = make_application(sys.argv)
    folder = reached((data_dir or default_data_dir()).absolute(), room=BELOW_DATA)
    try:
        try:
            check_data_dir(folder)
            start_log(folder / "logs")
            one = first_window(folder, files)
        except (Refusal, Trouble) as problem:
            from PySide6.QtWidgets import QMessageBox

            look.apply()
            QMessageBox.warning(None, NAME, problem.sentence)
            return problem.exit_code
        return _run(app, folder, files, one) if one is not None else 0
    finally:
        stop_log()


def _run(app: QApplication, folder: Path, files: Sequence[Path], one: OneWindow) -> int:
    settings = Settings(folder)
    dress(app, settings)
    ring = FocusRing.install(app)
    window = MainWindow(folder, settings)
    before = crash.install(folder, window.say)
    one.called.connect(window.on_call)
    window.brought.bring(files)
    try:
        window.begin()
        window.restore()
        log("ui").info("window opened")
        code = int(app.exec())
        if window.closed is not None:
            from chibo_desktop.actions.updating import clear_arrived
            from chibo_desktop.ui.backup_hours import back_up_closed

            back_up_closed(window.closed)
            clear_arrived()
        return code
    finally:
        sys.excepthook = before
        one.let_go()
        ring.deleteLater()
