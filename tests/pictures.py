"""Pictures of every page and dialog at 1366×768, 100 % and 150 %, from the sample: python tests/pictures.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.demo import Demo, make_demo
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.roster import list_members
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui import look
from chibo_desktop.ui.brought import Brought
from chibo_desktop.ui.crash import CrashDialog
from chibo_desktop.ui.dialogs.first_start import FirstStart
from chibo_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from chibo_desktop.ui.dialogs.unlock import Unlock
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing

NOW = datetime(2026, 11, 3, 17, 14, 25, tzinfo=VIETNAM)
SIZE = (1366, 768)


@dataclass
class Sample:
    """The sample province, its cell preparing November, and an empty folder for first start."""

    folder: Path
    demo: Demo
    settings: Settings

    def open(self, name: str) -> Desk:
        return open_desk(
            self.folder / "mau" / name, self.demo.password, clock=FixedClock(NOW, timedelta(seconds=1))
        )


def make_sample(folder: Path) -> Sample:
    """Takes about six seconds."""
    demo = make_demo(folder / "mau", lambda _sentence: None)
    demo.close()
    sample = Sample(folder, demo, Settings(folder))
    desk = sample.open("chi-bo-1")
    prepare_november(desk)
    desk.close()
    return sample


def prepare_november(desk: Desk) -> None:
    """A meeting two days ahead, and tasks that are late, nearly due and due later."""
    desk.store.clock.set(datetime(2026, 11, 1, 9, 0, tzinfo=VIETNAM))  # type: ignore[attr-defined]
    held = date(2026, 11, 5)
    _, meeting_id = add_meeting(
        desk, period="2026-11", held_on=held, started_at=time(19, 30), invited_on=date(2026, 11, 1)
    )
    leader = list_members(desk.store, desk.organisation_id, held)[0].id
    october = desk.store.value("SELECT id FROM meeting WHERE period = '2026-10'")
    for title, due in (
        ("Rà soát 6 hộ cận nghèo, lập danh sách", 31 + 6),
        ("Sửa đường nước bản, 420 m", 31 + 10),
    ):
        add_assignment(
            desk, meeting_id, title=title, leader_id=leader, due_on=date(2026, 10, 1) + timedelta(days=due)
        )
    assert october


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    empty = sample.folder / "trong"
    yield "first-start", lambda: _first_start(empty)
    yield "recovery-sheet", lambda: _recovery(sample)
    yield "unlock", lambda: Unlock(sample.folder / "mau" / "chi-bo-1")
    yield "unlock-brought", lambda: _brought(sample)
    yield "unlock-wrong", lambda: _wrong_password(sample)
    yield "unlock-sheet", lambda: _by_sheet(sample)
    yield "unlock-nothing-left", lambda: _nothing_left(sample)
    yield "chi-bo-1-search", lambda: _searched(sample, "chi-bo-1", "đường")
    yield "xa-search", lambda: _searched(sample, "xa", "t10/2026 nuoc")
    yield "crash", lambda: CrashDialog(Path("chibo") / "logs" / "loi-20261103-171425.txt")
    for desk, pages in (
        ("chi-bo-1", ("today", "meetings", "proposals", "members", "exchange", "settings")),
        ("xa", ("today", "meetings", "proposals", "members", "exchange", "settings")),
        ("cap-tren", ("today", "proposals", "exchange")),
    ):
        for page in pages:
            yield f"{desk}-{page}", lambda desk=desk, page=page: _page(sample, desk, page)  # type: ignore[misc]
    yield "chi-bo-1-member", lambda: _opened(sample, "chi-bo-1", "members", "member")
    yield "chi-bo-1-new-member", lambda: _new_member(sample)
    yield "chi-bo-1-proposal", lambda: _opened(sample, "chi-bo-1", "proposals", "proposal")
    yield "xa-proposal", lambda: _opened(sample, "xa", "proposals", "proposal")
    yield "new-desk-today", lambda: _new_desk(sample, "today")
    yield "new-desk-members", lambda: _new_desk(sample, "members")
    yield "new-desk-proposals", lambda: _new_desk(sample, "proposals")
    yield "new-desk-exchange", lambda: _new_desk(sample, "exchange")


def _first_start(folder: Path) -> QWidget:
    made = FirstStart(folder)
    made.take_focus()
    return made


def _recovery(sample: Sample) -> QWidget:
    return RecoverySheet(sample.open("chi-bo-1"), "7K2M-PD4X-9RTW-H2VN-4CJF-8YKA-P5GE-T6BZ", sample.settings)


def _wrong_password(sample: Sample) -> QWidget:
    made = Unlock(sample.folder / "mau" / "chi-bo-1")
    made.findChildren(QWidget)
    made.open()
    return made


def _brought(sample: Sample) -> QWidget:
    """The door after a double click on a bundle, and on a file that is none."""
    brought = Brought()
    for name in ("k7m2q4xa-1_r3epue3p-1_k7m2q4xa_20261103_ab12cd34.cbb", "anh.png"):
        (sample.folder / name).touch()
        brought.bring([sample.folder / name])
    made = Unlock(sample.folder / "mau" / "chi-bo-1", brought=brought)
    brought.setParent(made)
    return made


def _by_sheet(sample: Sample) -> QWidget:
    from chibo_desktop.ui.widgets.buttons import Button

    made = Unlock(sample.folder / "mau" / "chi-bo-1")
    next(b for b in made.findChildren(Button) if b.accessibleName() == "Quên mật khẩu").click()
    return made


def _nothing_left(sample: Sample) -> QWidget:
    from chibo_desktop.ui.widgets.buttons import Button

    made = _by_sheet(sample)
    next(b for b in made.findChildren(Button) if b.accessibleName() == "Không còn tờ mã").click()
    return made


def _searched(sample: Sample, name: str, words: str) -> QWidget:
    from chibo_desktop.ui.editors.search_panel import SearchPanel
    from chibo_desktop.ui.widgets.search_line import SearchLine

    window = _window(sample, sample.open(name), "today")
    window.show()
    line, panel = window.findChild(SearchLine), window.findChild(SearchPanel)
    assert line is not None
    assert panel is not None
    line.setFocus()
    line.insert(words)
    panel.search_now()
    return window


def _window(sample: Sample, desk: Desk, page: str) -> MainWindow:
    window = MainWindow(desk.folder, sample.settings)
    window.resize(*SIZE)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page(page)
    return window


def _page(sample: Sample, desk: str, page: str) -> QWidget:
    return _window(sample, sample.open(desk), page)


def _opened(sample: Sample, name: str, page: str, kind: str) -> QWidget:
    desk = sample.open(name)
    window = _window(sample, desk, page)
    record = desk.store.value(f"SELECT id FROM {kind} WHERE COALESCE(put_away, 0) = 0 ORDER BY id LIMIT 1")
    assert window.frame is not None
    window.frame.page(page).open(record)
    return window


def _new_member(sample: Sample) -> QWidget:
    window = _window(sample, sample.open("chi-bo-1"), "members")
    assert window.frame is not None
    window.frame.page("members").begin_new()  # type: ignore[attr-defined]
    return window


def _new_desk(sample: Sample, page: str) -> QWidget:
    from chibo_desktop.actions.book_files import has_desk
    from chibo_desktop.actions.setup import Unit, set_up

    folder = sample.folder / "moi"
    if has_desk(folder):
        desk = open_desk(folder, "con trâu trắng", clock=FixedClock(NOW))
    else:
        unit = Unit("Chi bộ bản Nậm Én", "cell", parent_name="Đảng bộ xã Mường Sáy", place_name="Mường Sáy")
        cost = Cost(t=1, m=64, p=1)
        desk = set_up(folder, unit, password="con trâu trắng", clock=FixedClock(NOW), cost=cost).desk
    return _window(sample, desk, page)


def settle(window: QWidget) -> None:
    """Waits for the papers on the screen to be drawn, at most five seconds."""
    for _ in range(100):
        loop = QEventLoop()  # QTest.qWait keeps the interpreter to itself: no worker would come on
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        if not any(each.is_busy for each in window.findChildren(PaperPreview)):
            return


def take(name: str, make: Callable[[], QWidget], folder: Path) -> None:
    """One picture at each zoom."""
    app = QApplication.instance()
    assert app is not None
    for zoom in (100, 150):
        look.set_zoom(zoom)
        made = make()
        if not isinstance(made, CrashDialog):
            made.resize(*SIZE)
        made.show()
        for _ in range(6):
            app.processEvents()
        settle(made)
        made.grab().save(str(folder / f"{name}-{zoom}.png"))
        if isinstance(made, MainWindow):
            made.close()
        made.hide()
        made.deleteLater()
        app.processEvents()


def make_pictures(
    argv: list[str], scenes: Callable[[Sample], Iterator[tuple[str, Callable[[], QWidget]]]]
) -> int:
    """Makes the pictures whose names hold the word (all without one)."""
    folder = Path(argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(argv[:1])
    ring = FocusRing.install(app)
    look.apply()
    word = argv[2] if len(argv) > 2 else ""
    with tempfile.TemporaryDirectory() as place:
        sample = make_sample(Path(place))
        for name, make in scenes(sample):
            if word in name:
                take(name, make, folder)
    ring.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
