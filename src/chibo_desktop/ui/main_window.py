"""The window: first start, the password, the open desk; zoom, theme, lock, and starting it all for a data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QMessageBox, QWidget

from chibo_desktop.actions.desk import Desk, has_desk
from chibo_desktop.actions.setup import SetUp
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log, start_log, stop_log
from chibo_desktop.base.paths import check_data_dir, default_data_dir
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.rows import find
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui import crash, icons, look, vietnamese
from chibo_desktop.ui.dialogs.first_start import FirstStart
from chibo_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from chibo_desktop.ui.dialogs.unlock import Unlock
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.one_window import OneWindow
from chibo_desktop.ui.sample import MadeSample, SampleMaker, open_sample
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.focus_ring import FocusRing

NAME = "Sổ sinh hoạt chi bộ"
LOCK_AFTER_MS = 30 * 60 * 1000
"""Without a key or a click for so long the desk is locked, unless a meeting sheet is open."""
_AWAKE = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class MainWindow(QMainWindow):
    """One window for one data folder; what it holds changes, the window stays."""

    def __init__(
        self, folder: Path, settings: Settings, *, clock: Clock | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__()
        self._folder, self._settings, self._clock, self._cost = folder, settings, clock, cost
        self.frame: Frame | None = None
        self._is_watched = False
        self.setWindowTitle(NAME)
        self.resize(look.px(1366) if look.zoom() == 100 else 1366, 700)
        # a page that is too wide while it folds at another zoom must not widen the window for good
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(640, 480)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(LOCK_AFTER_MS)
        self._idle.timeout.connect(self._on_idle)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, activated=lambda step=step: self.change_zoom(step))  # type: ignore[call-overload]
        QShortcut(QKeySequence("Ctrl+0"), self, activated=lambda: self.set_zoom(100))  # type: ignore[call-overload]
        QShortcut(QKeySequence("Ctrl+L"), self, activated=self.lock)  # type: ignore[call-overload]

    def begin(self) -> None:
        """First start for an empty folder, the password for one that has a desk."""
        if has_desk(self._folder):
            self._show_unlock()
            return
        first = FirstStart(self._folder, clock=self._clock, cost=self._cost)
        first.made.connect(self._on_made)
        first.sample_wanted.connect(lambda: self._make_sample(first))
        self._put(first)
        first.take_focus()

    def _make_sample(self, first: FirstStart) -> None:
        first.say_sample("Đang lập sổ mẫu ở thư mục riêng, chừng mười giây …", busy=True)
        self._maker = SampleMaker(self._folder, self)
        self._maker.made.connect(self._on_sample)
        self._maker.refused.connect(lambda sentence: first.say_sample(sentence, busy=False))
        self._maker.start()

    def _on_sample(self, sample: MadeSample) -> None:
        self._maker.wait()
        self._folder = sample.cell
        self.show_desk(open_sample(sample))
        self.say(f"Sổ mẫu, mật khẩu: {sample.password}. Mở lại chương trình thì về sổ thật.")

    def _show_unlock(self, note: str = "") -> None:
        unlock = Unlock(self._folder, clock=self._clock, note=note)
        unlock.opened.connect(self.show_desk)
        self._put(unlock)
        unlock.take_focus()

    def _on_made(self, made: SetUp) -> None:
        sheet = RecoverySheet(made.desk, made.recovery_code, self._settings)
        sheet.done.connect(lambda: self.show_desk(made.desk))
        self._put(sheet)
        sheet.take_focus()

    def show_desk(self, desk: Desk) -> None:
        """Opens the pages of a desk on "Hôm nay"."""
        session = Session(desk, self._settings, self)
        self.frame = Frame(session)
        own = find(desk.store, "organisation", desk.organisation_id)
        self.setWindowTitle(f"{own.text('name')} – {NAME}" if own else NAME)
        self._put(self.frame)
        self.frame.show_page(self.frame.page_names()[0])
        self._idle.start()

    def lock(self) -> None:
        """Closes the desk and asks for the password again; what is typed is kept first."""
        if self._leave_desk():
            self._show_unlock()

    def _on_idle(self) -> None:
        if self.frame is None:
            return
        if self.frame.is_covered or not self._leave_desk():
            self._idle.start()
            return
        self._show_unlock("Sổ đã tự khóa vì 30 phút không ai dùng.")

    def _leave_desk(self) -> bool:
        """Leaves the page, closes the store; False when the page must not be left."""
        frame = self.frame
        if frame is None or not frame.leave():
            return False
        self.frame = None
        self._idle.stop()
        self.setWindowTitle(NAME)
        self.takeCentralWidget()
        frame.shut()
        frame.hide()
        frame.deleteLater()
        return True

    def _put(self, widget: QWidget) -> None:
        self.setCentralWidget(widget)
        widget.show()  # at once: what takes the focus next must be visible

    def change_zoom(self, step: int) -> None:
        """One step of ten percent up or down."""
        self.set_zoom(look.zoom() + step * look.ZOOM_STEP)

    def set_zoom(self, percent: int) -> None:
        """Held to 100–200 and remembered on this machine."""
        look.set_zoom(percent)
        self._settings.put("zoom", look.zoom())

    def come_forward(self) -> None:
        """Shows this window over the others, when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def say(self, sentence: str) -> None:
        """A sentence for the person, in the status bar of the open desk, else in a box."""
        if self.frame is not None:
            self.frame.session.said.emit(sentence)
        else:
            QMessageBox.information(self, NAME, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_watched:
            # the native window sees every key and click once; a filter on the program would see every paint too
            self.windowHandle().installEventFilter(self)
            self._is_watched = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AWAKE and self._idle.isActive():
            self._idle.start()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is not None and not self._leave_desk():
            event.ignore()
            return
        self._settings.put("window", self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    def restore(self) -> None:
        """The size and place it had the last time; maximised at first."""
        kept = self._settings.get("window", "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            self.showMaximized()
            return
        self.show()


def make_application(argv: list[str]) -> QApplication:
    """The one QApplication, speaking Vietnamese; fcitx speaks ibus, the only input plugin the wheel carries."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication(argv)
    app.setApplicationName("chibo_desktop")
    app.setApplicationDisplayName(NAME)
    vietnamese.install(app)
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """The zoom and the theme of this machine."""
    look.set_zoom(settings.get("zoom", 100))
    kept = settings.get("theme", "light")
    look.set_theme(next((theme for theme in look.THEMES if theme == kept), "light"))
    look.apply()
    app.setWindowIcon(QIcon(icons.picture("book", "accent", 64)))


def run_window(data_dir: Path | None = None) -> int:
    """Opens the window for a data folder (None: the usual one) and stays until it is closed; gives the exit code."""
    app = make_application(sys.argv)
    folder = (data_dir or default_data_dir()).absolute()
    try:
        check_data_dir(folder)
        start_log(folder / "logs")
    except (Refusal, Trouble) as problem:
        look.apply()
        QMessageBox.warning(None, NAME, problem.sentence)
        return problem.exit_code
    try:
        return _run(app, folder)
    finally:
        stop_log()


def _run(app: QApplication, folder: Path) -> int:
    one = OneWindow(folder)
    if not one.is_first:
        one.call_first()
        return 0
    settings = Settings(folder)
    dress(app, settings)
    ring = FocusRing.install(app)
    window = MainWindow(folder, settings)
    before = crash.install(folder, window.say)
    one.called.connect(window.come_forward)
    try:
        window.begin()
        window.restore()
        log("ui").info("window opened")
        return int(app.exec())
    finally:
        sys.excepthook = before
        one.let_go()
        ring.deleteLater()
