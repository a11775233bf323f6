"""Pictures of histories, conflicts, the archive and the access log, 100 % and 150 %: python tests/pictures_history.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QAbstractButton, QApplication

from actions.desks import make_desk, make_members
from actions.twins import exchange, make_twin
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.store.access import note_access
from chibo_desktop.ui import look
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.hands import press, shown

Made = tuple[Desk, str, str]
"""The desk, its October meeting, one of its proposals."""


def make_books(folder: Path) -> Made:
    """A cell on two laptops: the October meeting written on both, some things put away, papers printed."""
    clock = FixedClock(datetime(2026, 10, 5, 19, 40, tzinfo=VIETNAM), timedelta(seconds=20))
    desk = make_desk(folder / "one", clock)
    people = make_members(desk)
    _, meeting = add_meeting(
        desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30), secretary_id=people[1]
    )
    record_all_present(desk, meeting)
    twin = make_twin(desk, folder / "two")
    change_meeting(desk, meeting, place="Nhà trưởng bản", ended_at=time(21, 20))
    change_meeting(desk, meeting, conclusion="Làm 420 m đường nước, mỗi hộ một công, xong trước 30/11")
    record_attendance(desk, meeting, people[2], "excused", "ốm")
    change_meeting(twin, meeting, place="Trường học")
    change_meeting(twin, meeting, conclusion="Làm 420 m đường nước, mỗi hộ hai công, xong trước 15/12")
    record_attendance(twin, meeting, people[2], "absent")
    exchange(desk, twin)
    twin.close()
    change_member(desk, people[3], phone="0900 000 678", other_office="Trưởng bản")
    change_member(desk, people[3], phone="0900 000 679")
    _, task = add_assignment(
        desk, meeting, title="Rà soát 6 hộ cận nghèo, lập danh sách", leader_id=people[4]
    )
    _, asked = add_proposal(desk, meeting, content="Đề nghị cấp loa truyền thanh cho nhà văn hóa bản")
    put_away(desk, "assignment", task)
    put_away(desk, "member", people[8])
    put_away(desk, "member", people[7], left=date(2026, 10, 4))
    _, wrong = add_meeting(desk, period="2026-12")
    put_away(desk, "meeting", wrong)
    note_access(desk.store, "printed", "meeting", meeting, user="bt", note="bien-ban-thuong-ky")
    note_access(desk.store, "unmasked", "member", people[3], user="bt", note="đối chiếu thẻ đảng")
    return desk, meeting, asked


def scenes(made: Made) -> Iterator[tuple[str, Callable[[Frame], object]]]:
    """Each picture's name and what is done in the open window."""
    _, meeting, asked = made
    yield "today", lambda frame: frame.show_page("today")
    for part in ("written", "conflicts", "away", "access"):
        yield part, lambda frame, part=part: _open(frame, "history", part)  # type: ignore[misc]
    yield "conflicts-by-line", _by_line
    yield "away-opened", _away
    yield "meeting", lambda frame: _open(frame, "history", f"meeting {meeting}")
    yield "meeting-compared", lambda frame: _compared(frame, f"meeting {meeting}")
    yield "meeting-whole", lambda frame: _whole(frame, f"meeting {meeting}")
    yield "sheet", lambda frame: _open(frame, "meetings", meeting)
    yield "member", _member
    yield "proposal", lambda frame: _open(frame, "proposals", asked)
    yield "undo", lambda frame: _undo(frame, meeting)
    yield "undone", lambda frame: _undone(frame, meeting)


def _open(frame: Frame, page: str, record: str) -> None:
    frame.show_page(page)
    frame.page(page).open(record)


def _whole(frame: Frame, record: str) -> None:
    _open(frame, "history", record)
    press(frame, "Lịch sử của: Cả các phần")


def _compared(frame: Frame, record: str) -> None:
    _open(frame, "history", record)
    QApplication.processEvents()
    _click(frame, "Kết luận")


def _by_line(frame: Frame) -> None:
    _open(frame, "history", "conflicts")
    press(frame, "Chọn từng dòng")


def _away(frame: Frame) -> None:
    _open(frame, "history", "away")
    _click(frame, "Lý Go Xá")


def _click(frame: Frame, beginning: str) -> None:
    next(one for one in shown(frame, QAbstractButton) if one.accessibleName().startswith(beginning)).click()


def _member(frame: Frame) -> None:
    frame.show_page("members")
    member = frame.session.store.value("SELECT id FROM member WHERE full_name = 'Pờ Go Hừ'")
    frame.page("members").open(str(member))


def _undo(frame: Frame, meeting: str) -> None:
    """A step that was written again on the other side: it cannot be taken back, and says why."""
    frame.show_page("today")
    frame.session.do(change_meeting, meeting, materials="Bản tin tháng 10")
    change_meeting(frame.session.desk, meeting, materials="Bản tin tháng 9 và 10")
    press(frame, "Hoàn tác: Tài liệu sinh hoạt, phím Ctrl Z")


def _undone(frame: Frame, meeting: str) -> None:
    frame.show_page("today")
    frame.session.do(change_meeting, meeting, dues_note="8/8 đồng chí đã nộp")
    frame.session.do(change_meeting, meeting, invited_on=date(2026, 10, 1))
    press(frame, "Hoàn tác: Ngày gửi giấy mời, phím Ctrl Z")


def main(folder: Path, wanted: str) -> None:
    app = make_application([])
    ring = FocusRing.install(app)
    folder.mkdir(parents=True, exist_ok=True)
    for zoom in (100, 150):
        look.set_zoom(zoom)
        look.apply()
        with tempfile.TemporaryDirectory() as place:
            _take(app, make_books(Path(place)), folder, f"{zoom}", wanted)
    ring.deleteLater()


def _take(app: QApplication, made: Made, folder: Path, ending: str, wanted: str) -> None:
    settings = Settings(made[0].folder.parent)
    window = MainWindow(made[0].folder, settings, clock=made[0].store.clock)
    window.show_desk(made[0])
    frame = window.frame
    assert frame is not None
    for name, act in scenes(made):
        if wanted in name:
            window.resize(1366, 768)
            window.show()
            window.activateWindow()
            act(frame)
            _settle(app)
            window.grab().save(str(folder / f"{name}-{ending}.png"))
            print(folder / f"{name}-{ending}.png", window.width(), window.height())
    window.close()


def _settle(app: QApplication) -> None:
    for _ in range(8):
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
