"""Pictures of the meeting sheet at 1366×768, 100 % and 150 %, from the sample: python tests/pictures_sheet.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, time

from pictures import SIZE, Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from chibo_desktop.actions.addenda import add_addendum, finalise_addendum
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_guest, change_meeting, record_all_present, record_attendance
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.ui.editors.meeting_sheet import SheetEditor
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.roster import Roster
from chibo_desktop.ui.widgets.rows import RowList


def meetings_of(sample: Sample, desk: Desk) -> MainWindow:
    """The page "Sinh hoạt" of a desk of the sample."""
    window = MainWindow(desk.folder, sample.settings)
    window.resize(*SIZE)
    window.show_desk(desk)
    window.show()
    QTest.qWait(20)
    assert window.frame is not None
    window.frame.show_page("meetings")
    return window


def sheet_at(
    sample: Sample, period: str, key: str, *, folder: str = "chi-bo-1", marked: bool = True
) -> QWidget:
    """The sheet of one meeting of the sample cell on one step."""
    desk = sample.open(folder)
    meeting = desk.store.value(
        "SELECT id FROM meeting WHERE period = ? AND cell_id = ?", (period, desk.organisation_id)
    )
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    if marked and not sheet.is_finalised and not sheet.attendance.present:
        first = [row.member.id for row in sheet.roll]
        record_attendance(desk, meeting, first[2], "excused", "ốm")
        record_attendance(desk, meeting, first[4], "excused", "con nằm viện")
        record_attendance(desk, meeting, first[1], "late")
        record_all_present(desk, meeting)
        add_guest(desk, meeting, full_name="Hà Thị Xuân", office="Ủy viên Ban Thường vụ Đảng ủy xã")
    window = meetings_of(sample, desk)
    assert window.frame is not None
    page = window.frame.page("meetings")
    page.open(meeting)
    editor = page.findChild(SheetEditor)
    assert editor is not None
    editor.show_step(key)
    return window


def at_work(sample: Sample) -> QWidget:
    """The roll call with its caret in the reason, and the paper following."""
    window = sheet_at(sample, "2026-11", "roll_call")
    QTest.qWait(20)
    roster = window.findChild(Roster)
    assert roster is not None
    roster.set_current(roster.rows()[6].member_id)
    roster.choose("excused")
    QTest.qWait(120)
    return window


def guest_form(sample: Sample) -> QWidget:
    """The form of the guest from above."""
    window = sheet_at(sample, "2026-11", "roll_call")
    next(
        row for row in window.findChildren(RowList) if row.accessibleName() == "Đại biểu cấp trên"
    ).opened.emit(
        window.frame.session.store.value("SELECT id FROM guest ORDER BY id DESC LIMIT 1")  # type: ignore[attr-defined]
    )
    return window


def ready(sample: Sample) -> QWidget:
    """The last step with nothing missing but the hour."""
    window = sheet_at(sample, "2026-11", "finalise")
    desk = window.frame.session.desk  # type: ignore[attr-defined]
    meeting = desk.store.value("SELECT id FROM meeting WHERE period = '2026-11'")
    change_meeting(desk, meeting, held_on=date(2026, 11, 2), ended_at=time(21, 30), read_back=True)
    for mark in desk.store.rows(
        "SELECT member_id FROM attendance WHERE meeting_id = ? AND state != 'present'", (meeting,)
    ):
        record_attendance(desk, meeting, mark["member_id"], "present")
    editor = window.findChild(SheetEditor)
    assert editor is not None
    editor.refresh()
    return window


def addenda(sample: Sample) -> QWidget:
    """A finalised meeting with one addendum that is locked and one being written."""
    desk = sample.open("chi-bo-1")
    meeting = desk.store.value("SELECT id FROM meeting WHERE period = '2026-10'")
    if not desk.store.value("SELECT count(*) FROM addendum"):
        words = {
            "old_words": "Làm xong 120 m đường.",
            "new_words": "Làm xong 210 m đường.",
            "reason": "ghi nhầm số",
        }
        _, first = add_addendum(desk, meeting, about="kết quả làm đường của tháng 9", **words)
        finalise_addendum(desk, first)
        add_addendum(desk, meeting, about="ý kiến của đồng chí Pờ Go Hừ về giữ nước đầu nguồn")
    desk.close()
    window = sheet_at(sample, "2026-10", "finalise")
    rows = [row for row in window.findChildren(RowList) if row.isVisible() and "ý kiến" in _said(row)]
    if rows:
        rows[0].opened.emit("")
    return window


def _said(row: RowList) -> str:
    return " ".join(button.accessibleName() for button in row.findChildren(QAbstractButton))


def invited(sample: Sample) -> QWidget:
    """The invitation beside its preparation."""
    window = sheet_at(sample, "2026-11", "prepare")
    box = next(each for each in window.findChildren(DropDown) if "Văn bản" in each.accessibleName())
    place = box.findText("Giấy mời")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    return window


def above(sample: Sample) -> QWidget:
    """One meeting as the commune reads it."""
    desk = sample.open("xa")
    window = meetings_of(sample, desk)
    assert window.frame is not None
    window.frame.page("meetings").open(desk.store.value("SELECT id FROM meeting WHERE period = '2026-10'"))
    return window


def folded(sample: Sample, words: str) -> QWidget:
    """What stands behind a folded button; unfolded, the sheet as it is."""
    window = sheet_at(sample, "2026-11", "roll_call")
    for button in window.findChildren(QAbstractButton):
        if button.accessibleName() == words and button.isVisible():
            button.click()
    return window


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "sheet-roll-empty", lambda: sheet_at(sample, "2026-11", "roll_call", marked=False)
    for key in ("prepare", "roll_call", "read_back", "finalise"):
        yield f"sheet-{key}", lambda key=key: sheet_at(sample, "2026-11", key)  # type: ignore[misc]
    yield "sheet-roll-reason", lambda: at_work(sample)
    yield "sheet-guest", lambda: guest_form(sample)
    yield "sheet-ready", lambda: ready(sample)
    yield "sheet-thread", lambda: folded(sample, "Các bước")
    yield "sheet-paper", lambda: folded(sample, "Bản giấy")
    yield "sheet-addenda", lambda: addenda(sample)
    yield "sheet-invited", lambda: invited(sample)
    yield "sheet-above", lambda: above(sample)
    for key in ("prepare", "roll_call", "finalise"):
        yield f"sheet-final-{key}", lambda key=key: sheet_at(sample, "2026-10", key)  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
