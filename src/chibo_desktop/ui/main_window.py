"""The window of one data folder: first start, the password, the open desk; zoom, lock. How it is started stands in start.py.

What only an open desk needs is imported when one opens (`warming.py` does it ahead), so that the password is asked soon.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLayout, QMainWindow, QWidget

from chibo_desktop.actions.book_files import has_desk, is_in_order
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.brought import Brought
from chibo_desktop.ui.dialogs.unlock import Unlock
from chibo_desktop.ui.idle import Idle
from chibo_desktop.ui.warming import warm_up

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.actions.recovery import DamagedBook
    from chibo_desktop.actions.restoring import Prepared
    from chibo_desktop.actions.setup import SetUp
    from chibo_desktop.seal.wrap import Cost
    from chibo_desktop.ui.backup_hours import BackupHours
    from chibo_desktop.ui.dialogs.first_start import FirstStart
    from chibo_desktop.ui.frame import Frame
    from chibo_desktop.ui.sample import MadeSample

NAME = "Sổ sinh hoạt chi bộ"
AFTER_PAINT_MS = 100
"""The door is on the screen by then; what an open desk needs is imported while the password is typed."""
TITLE_BAR = 40
"""Logical pixels that the system's own frame takes of the height, generously."""


def smallest(screen: QSize) -> QSize:
    """The smallest window for a screen of this size in logical pixels.

    Windows set to 175 or 200 % leaves 780 × 416 or 683 × 364 of 1366 × 768: nothing may lie below the edge.
    """
    return QSize(640, 480).boundedTo(screen - QSize(0, TITLE_BAR))


class MainWindow(QMainWindow):
    """One window for one data folder; what it holds changes, the window stays."""

    def __init__(
        self, folder: Path, settings: Settings, *, clock: Clock | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__()
        self._folder, self._settings, self._clock, self._cost = folder, settings, clock, cost
        self.frame: Frame | None = None
        self._home: Frame | None = None
        self.closed: Desk | None = None
        """The desk that was open when the window was closed: backed up once the window is gone. None after locking."""
        self.brought = Brought(self)
        self._hours: BackupHours | None = None
        self.setWindowTitle(NAME)
        self.resize(look.px(1366) if look.zoom() == 100 else 1366, 700)
        # a page that is too wide while it folds at another zoom must not widen the window for good
        layout = self.layout()
        if layout is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(smallest(self.screen().availableSize()))
        self._idle = Idle(self)
        self._idle.over.connect(self._on_idle)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, activated=lambda step=step: self.change_zoom(step))  # type: ignore[call-overload]
        QShortcut(QKeySequence("Ctrl+0"), self, activated=lambda: self.set_zoom(100))  # type: ignore[call-overload]
        QShortcut(QKeySequence("Ctrl+L"), self, activated=self.lock)  # type: ignore[call-overload]
        self._help = QShortcut(QKeySequence("F1"), self, activated=self.ask_help)  # type: ignore[call-overload]

    def ask_help(self) -> None:
        """F1 before a book is open: the guide in a window of its own. An open book answers F1 itself."""
        from chibo_desktop.ui.dialogs.help_window import show_help

        asks_password = isinstance(self.centralWidget(), Unlock)
        show_help(self, "quen-mat-khau" if asks_password else "bat-dau")

    def begin(self) -> None:
        """First start for an empty folder, the password for one that has a desk."""
        note = self._made_ready()
        if has_desk(self._folder):
            self._show_unlock(note)
            QTimer.singleShot(AFTER_PAINT_MS, self, warm_up)
            return
        from chibo_desktop.ui.dialogs.first_start import FirstStart

        first = FirstStart(self._folder, clock=self._clock, cost=self._cost, brought=self.brought)
        first.made.connect(lambda made: self._on_made(made, first.roster_source()))
        first.sample_wanted.connect(lambda: self._make_sample(first))
        first.backup_wanted.connect(self._ask_backup)
        first.help_wanted.connect(self.ask_help)
        self._put(first)
        first.take_focus()

    def _made_ready(self) -> str:
        """What the door says of a folder whose files had to be put right before the password can be asked; "" usually."""
        if is_in_order(self._folder):
            return ""
        from chibo_desktop.actions.recovery import said_when_made_ready

        return said_when_made_ready(self._folder)

    def _make_sample(self, first: FirstStart) -> None:
        from chibo_desktop.ui.sample import SampleMaker

        first.say_sample("Đang lập sổ mẫu ở thư mục riêng, chừng mười giây …", busy=True)
        self._maker = SampleMaker(self._folder, self)
        self._maker.made.connect(self._on_sample)
        self._maker.refused.connect(lambda sentence: first.say_sample(sentence, busy=False))
        self._maker.start()

    def _on_sample(self, sample: MadeSample) -> None:
        from chibo_desktop.ui.sample import open_sample

        self._maker.wait()
        self._folder = sample.cell
        self.brought.forget()  # meant for the true book; the sample would refuse them
        self.show_desk(open_sample(sample))
        self.say(f"Sổ mẫu, mật khẩu: {sample.password}. Mở lại chương trình thì về sổ thật.")

    def _show_unlock(self, note: str = "") -> None:
        unlock = Unlock(self._folder, clock=self._clock, note=note, brought=self.brought)
        unlock.opened.connect(self.show_desk)
        unlock.damaged.connect(self._mend)
        self._put(unlock)
        unlock.take_focus()

    def _on_made(self, made: SetUp, roster_source: str) -> None:
        from chibo_desktop.ui.dialogs.recovery_sheet import RecoverySheet

        sheet = RecoverySheet(made.desk, made.recovery_code, self._settings)
        sheet.done.connect(lambda: self._show_first(made.desk, roster_source))
        self._put(sheet)
        sheet.take_focus()

    def _show_first(self, desk: Desk, roster_source: str) -> None:
        """A new desk opens where its roster comes from; by hand is one of the three things of "Hôm nay"."""
        self.show_desk(desk)
        page = {"excel": "members", "bundle": "exchange"}.get(roster_source)
        if page and self.frame is not None and self.frame.show_page(page) and page == "members":
            from chibo_desktop.ui.pages.members import IMPORT

            self.frame.page(page).open(IMPORT)

    def show_desk(self, desk: Desk) -> None:
        """Opens the pages of a desk on "Hôm nay"."""
        self._show_frame(desk)
        self._idle.begin()
        if self.frame is not None:
            self._watch_hours(self.frame)
        if desk.notice and self.frame is not None:
            self.frame.session.said.emit(desk.notice)
        # once whoever opened the desk has led it to its page
        QTimer.singleShot(0, self, lambda: self.brought.hand_to(self.frame))

    def _watch_hours(self, frame: Frame) -> None:
        from chibo_desktop.ui.backup_hours import BackupHours

        self._hours = self._hours or BackupHours(self._idle.is_quiet, self)
        self._hours.watch(frame.session)

    def _show_frame(self, desk: Desk) -> None:
        from chibo_desktop.ui.frame import Frame
        from chibo_desktop.ui.session import Session

        session = Session(desk, self._settings, self)
        session.typing_wanted.connect(self._on_typing_wanted)
        session.replaced.connect(self._on_replaced)
        self.frame = Frame(session)
        self._name(self.frame)
        self._put(self.frame)
        self.frame.show_page(self.frame.page_names()[0])

    def _name(self, frame: Frame) -> None:
        title = frame.title()
        self.setWindowTitle(f"{title} – {NAME}" if title else NAME)

    def _on_typing_wanted(self, cell: str) -> None:
        """Not at once: the button that asked stands in a frame that goes away."""
        QTimer.singleShot(0, self, lambda: self.type_for(cell) if cell else self.come_home())

    def type_for(self, cell: str) -> bool:
        """Opens the book of a cell the desk types for, the body's own frame waiting behind; False when refused."""
        home = self.frame
        if home is None or self._home is not None or not home.leave():
            return False
        try:
            desk = home.session.desk.for_organisation(cell)
        except (Refusal, Trouble) as problem:
            home.session.said.emit(problem.sentence)
            return False
        home.session.rest()
        self._home = home
        self.takeCentralWidget()
        home.hide()
        self._show_frame(desk)
        return True

    def come_home(self) -> bool:
        """Leaves the book of the cell for the body's own; False when its page must not be left yet."""
        home, frame = self._home, self.frame
        if home is None or frame is None:
            return True
        if not frame.leave():
            return False
        self._home = None
        self._drop(frame)
        self.frame = home
        self._name(home)
        self._put(home)
        home.session.wake()
        home.show_page(home.shown())
        return True

    def _mend(self, damaged: DamagedBook) -> None:
        from chibo_desktop.ui.dialogs.damaged import Damaged

        door = Damaged(damaged, self._clock)
        door.opened.connect(self.show_desk)
        self._put(door)
        door.begin()

    def _ask_backup(self) -> None:
        from chibo_desktop.ui.dialogs.from_backup import FromBackup

        door = FromBackup(self._folder, clock=self._clock)
        door.restored.connect(self._show_unlock)
        door.given_up.connect(self.begin)
        self._put(door)
        door.take_focus()

    def _on_replaced(self, prepared: Prepared) -> None:
        """Not at once: the button that asked stands in a frame that goes away."""
        QTimer.singleShot(0, self, lambda: self._replace(prepared))

    def _replace(self, prepared: Prepared) -> None:
        if self.frame is not None and self._leave_desk():
            from chibo_desktop.actions.restoring import said_when_replaced

            self._show_unlock(said_when_replaced(self._folder, prepared, self._clock))

    def lock(self) -> None:
        """Closes the desk and asks for the password again; what is typed is kept first."""
        if self._leave_desk():
            self._show_unlock()

    def _on_idle(self) -> None:
        if self.frame is None:
            return
        if self.frame.is_covered or not self._leave_desk():
            self._idle.begin()
            return
        self._show_unlock("Sổ đã tự khóa vì 30 phút không ai dùng.")

    def _leave_desk(self) -> bool:
        """Leaves the page, closes the store; False when the page must not be left."""
        if not self.come_home():
            return False
        frame = self.frame
        if frame is None or not frame.leave():
            return False
        self.frame = None
        if self._hours is not None:
            self._hours.rest()
        self._idle.rest()
        self.setWindowTitle(NAME)
        self._drop(frame)
        return True

    def _drop(self, frame: Frame) -> None:
        self.takeCentralWidget()
        frame.shut()
        frame.hide()
        frame.deleteLater()

    def _put(self, widget: QWidget) -> None:
        self._help.setEnabled(widget is not self.frame)  # an open desk has its own, page by page
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
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)  # and maximised if it was
        self.show()
        self.raise_()
        self.activateWindow()

    def on_call(self, files: Sequence[Path]) -> None:
        """The program was started again, perhaps with files: comes forward and shows them, once a desk is open."""
        self.come_forward()
        self.brought.bring(files)
        self.brought.hand_to(self.frame)

    def say(self, sentence: str) -> None:
        """A sentence for the person, in the status bar of the open desk, else in a box."""
        if self.frame is not None:
            self.frame.session.said.emit(sentence)
        else:
            from PySide6.QtWidgets import QMessageBox

            QMessageBox.information(self, NAME, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        desk = self.frame.session.desk if self.frame is not None else None
        if desk is not None and not self._leave_desk():
            event.ignore()
            return
        self.closed = desk
        self._settings.put("window", self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    def restore(self) -> None:
        """The size and place it had the last time; maximised at first."""
        kept = self._settings.get("window", "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            self.showMaximized()
            return
        self.show()
