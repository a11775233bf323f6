"""Pictures of choosing a kind, preparing a meeting and copying old books: python tests/pictures_prepare.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from chibo_desktop.actions.meetings import add_meeting, change_agenda_item, change_meeting
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.postponing import miss_meeting, postpone_meeting
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import children
from chibo_desktop.ui.editors.meeting_sheet import SheetEditor
from chibo_desktop.ui.editors.old_books import OldBooks
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.grid_cells import GridLine
from pictures_sheet import meetings_of, sheet_at


def page_of(sample: Sample, folder: str = "chi-bo-1") -> MainWindow:
    """The page "Sinh hoạt" of a desk of the sample."""
    return meetings_of(sample, sample.open(folder))


def pressed(window: QWidget, words: str) -> QWidget:
    """The window after the button of that name."""
    for button in window.findChildren(QAbstractButton):
        if button.accessibleName() == words and button.isVisible():
            button.click()
            QTest.qWait(20)
            break
    return window


def every_kind(sample: Sample) -> QWidget:
    """A list with other kinds, a month without its meeting, one put off."""
    desk = sample.open("chi-bo-1")
    if not desk.store.value("SELECT count(*) FROM meeting WHERE kind = 'thematic'"):
        add_meeting(
            desk, kind="thematic", held_on=date(2026, 9, 18), theme="Học tập tác phong nêu gương của cán bộ"
        )
        add_meeting(desk, kind="committee", held_on=date(2026, 11, 1))
        add_meeting(desk, kind="extraordinary", held_on=date(2026, 9, 26), called_because="lũ quét")
        miss_meeting(desk, "2026-07", "mưa lũ, đường vào bản sạt lở")
        november = desk.store.value("SELECT id FROM meeting WHERE period = '2026-11' AND kind != 'committee'")
        postpone_meeting(desk, november, date(2026, 11, 12), "đi tập huấn ở xã")
    desk.close()
    return page_of(sample)


def prepared(sample: Sample, **fields: object) -> QWidget:
    """The preparation of November with everything the kind asks for."""
    desk = sample.open("chi-bo-1")
    november = desk.store.value("SELECT id FROM meeting WHERE period = '2026-11'")
    people = list_members(desk.store, desk.organisation_id, date(2026, 11, 5))
    for item in children(desk.store, "agenda_item", "meeting_id", november)[:1]:
        change_agenda_item(desk, item.id, preparer_id=people[2].id, presenter_id=people[0].id)
    change_meeting(desk, november, **fields)
    desk.close()
    return sheet_at(sample, "2026-11", "prepare", marked=False)


def old_books(sample: Sample) -> QWidget:
    """A year nothing of which is in the book."""
    window = pressed(page_of(sample), "Ghi sổ cũ")
    grid = window.findChild(OldBooks)
    assert grid is not None
    grid.show_year(2025)
    grid.take_focus()
    return window


def typed_books(sample: Sample) -> QWidget:
    """A year half copied: a row to be mended, a month without its meeting, a thematic meeting."""
    QGuiApplication.clipboard().setText(
        "05/01/2025\tThường kỳ\t9\t9\t0\t0\tLò Văn Pâng\t21\tLãnh đạo nhiệm vụ tháng 1\tNhất trí\n"
        "05/02/2025\tThường kỳ\t9\t10\t0\t0\tLò Văn Pâng\t22\tLãnh đạo nhiệm vụ tháng 2\tNhất trí\n"
        "\tKhông sinh hoạt\t\t\t\t\t\t\t\tmưa lũ, đường sạt lở\n"
        "18/04/2025\tChuyên đề\t9\t7\t1\t1\tLò Văn Pâng\t\t\tNêu gương của cán bộ, đảng viên\n"
    )
    window = old_books(sample)
    cell = next(each for each in window.findChildren(GridLine) if each.accessibleName() == "Ngày, 01/2025")
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(cell, Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    return window


def old_sheet(sample: Sample) -> QWidget:
    """A meeting copied from an old book."""
    desk = sample.open("chi-bo-1")
    old = OldMeeting(
        held_on=date(2025, 5, 5), due=9, present=8, excused=1, number=3, summary="nhiệm vụ tháng 5"
    )
    made = add_old_meetings(desk, [old]).added
    meeting = made.get(0) or desk.store.value("SELECT id FROM meeting WHERE period = '2025-05'")
    desk.close()
    window = page_of(sample)
    assert window.frame is not None
    window.frame.page("meetings").open(meeting)
    return window


def scrolled(window: QWidget) -> QWidget:
    """The lower half of the step."""
    QTest.qWait(20)
    for area in window.findChildren(QScrollArea):
        cards = [each.accessibleName() for each in area.findChildren(QWidget)]
        if area.isVisible() and "Chương trình" in cards:
            QTimer.singleShot(60, area, partial(area.verticalScrollBar().setValue, 900))
    return window


def missed(sample: Sample) -> QWidget:
    """A month without its meeting."""
    desk = sample.open("chi-bo-1")
    _, meeting = miss_meeting(desk, "2026-11", "mưa lũ, đường vào bản sạt lở", kind="combined")
    desk.close()
    window = page_of(sample)
    assert window.frame is not None
    window.frame.page("meetings").open(meeting)
    editor = window.findChild(SheetEditor)
    assert editor is not None
    editor.show_step("prepare")
    return window


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "prepare-usual", lambda: sheet_at(sample, "2026-11", "prepare", marked=False)
    yield (
        "prepare-combined",
        lambda: prepared(
            sample, kind="combined", held_on=date(2026, 11, 3), posted_before_on=date(2026, 11, 3)
        ),
    )
    yield (
        "prepare-postpone",
        lambda: pressed(sheet_at(sample, "2026-11", "prepare", marked=False), "Hoãn sang ngày khác"),
    )
    yield "prepare-below", lambda: scrolled(sheet_at(sample, "2026-11", "prepare", marked=False))
    yield "meetings-kinds", lambda: every_kind(sample)
    yield "meetings-menu", lambda: pressed(page_of(sample), "Buổi khác")
    yield "old-books", lambda: old_books(sample)
    yield "prepare-missed", lambda: missed(sample)
    yield "old-books-typed", lambda: typed_books(sample)
    yield "sheet-old", lambda: old_sheet(sample)
    yield "meetings-above", lambda: page_of(sample, "xa")


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
