"""One step of the sheet alone in a window, on a real desk with October behind it; shown again after every write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from actions.desks import NAMES as NINE
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui.session import Session
from driver import PASSWORD
from ready import take
from ui.hands import editor
from ui.keys import type_letters

Cell = tuple[Desk, str, list[str]]
"""The desk, its November meeting, its members in the order of NAMES."""

NOW = datetime(2026, 11, 5, 21, 2, 10, tzinfo=VIETNAM)
NAMES = (*NINE, "Nguyễn Văn Lâm", "Vàng Thị Mai", "Mùa A Sấu", "Hà Thị Xuân", "Lò Văn Pâng")
TASKS = (
    ("Rà soát 6 hộ cận nghèo, lập danh sách", 5, date(2026, 10, 5)),
    ("Sửa đường nước bản, 420 m", 3, date(2026, 11, 4)),
    ("Giúp đỡ quần chúng Mùa A Sấu học lớp nhận thức về Đảng", 1, date(2026, 11, 5)),
)


def make_cell(folder: Path) -> Cell:
    """Fourteen official members, two exempt, two away, one ill: nine may vote of a base of ten.

    October is finalised with three tasks and a proposal that was answered; everybody is marked in November.
    """
    november, people = take(folder, _make_cell, "cell of the steps")
    return open_desk(folder, PASSWORD, clock=FixedClock(NOW)), november, list(people)


def _make_cell(folder: Path) -> tuple[str, list[str]]:
    unit = Unit(
        "Chi bộ bản Suối Lanh", "cell", place_name="Mường Sáy", usual_place="Nhà văn hóa bản Suối Lanh"
    )
    cost = Cost(t=1, m=64, p=1)
    desk = set_up(folder, unit, password=PASSWORD, clock=FixedClock(NOW), cost=cost).desk
    people = [
        add_member(desk, full_name=name, office=None if number else "secretary")[1]
        for number, name in enumerate(NAMES)
    ]
    for place, kind in ((7, "exempt"), (8, "exempt"), (6, "away"), (10, "away")):
        add_standing(desk, people[place], kind, date(2025, 1, 1))
    _october(desk, people)
    held = date(2026, 11, 5)
    started = time(19, 30)
    _, november = add_meeting(
        desk, period="2026-11", held_on=held, started_at=started, secretary_id=people[1]
    )
    record_all_present(desk, november)
    record_attendance(desk, november, people[2], "excused", "ốm")
    desk.close()
    return november, people


def _october(desk: Desk, people: list[str]) -> None:
    _, october = add_meeting(desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30))
    record_all_present(desk, october)
    change_meeting(desk, october, ended_at=time(21, 15), secretary_id=people[1], read_back=True)
    for title, leader, due in TASKS:
        add_assignment(desk, october, title=title, leader_id=people[leader], due_on=due)
    _, asked = add_proposal(
        desk, october, content="Đề nghị cấp loa truyền thanh cho nhà văn hóa bản", competence="cell"
    )
    finalise(desk, october)
    answer_proposal(desk, asked, content="Xã cấp 1 bộ loa, giao trước ngày 20 tháng 11.", outcome="settled")


def lock(desk: Desk, meeting: str) -> None:
    """Finalises the November meeting as it stands."""
    change_meeting(desk, meeting, ended_at=time(21, 0), read_back=True)
    finalise(desk, meeting)


class Host(QWidget):
    """`key` names the step; `sheet()` is what is stored now."""

    def __init__(self, desk: Desk, meeting: str, key: str, session: Session | None = None) -> None:
        super().__init__()
        from chibo_desktop.ui.editors.steps import STEP_CLASSES

        self.setProperty("look", "page")
        self.desk, self.meeting = desk, meeting
        self.session = session or Session(desk, Settings(desk.folder))
        self.step = next(each for each in STEP_CLASSES if key == each.KEY)(self.session, meeting)
        self.asked_for: list[str] = []
        self.step.left_for.connect(self.asked_for.append)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.step)
        self.session.changed.connect(lambda _changes: self.refresh())
        self.refresh()
        self.resize(582, 700)

    def sheet(self) -> MeetingSheet:
        sheet = meeting_sheet(self.desk.store, self.meeting)
        assert sheet is not None
        return sheet

    def again(self) -> Host:
        """The same step as the program shows it after a power cut: nothing was left, only what was kept is there."""
        return Host(self.desk, self.meeting, self.step.KEY, self.session)

    def refresh(self) -> None:
        sheet = self.sheet()
        keys = [step.key for step in sheet.steps]
        after = keys[keys.index(self.step.KEY) + 1 :] if self.step.KEY in keys else []
        self.step.lead_to(after[0] if after else "")
        self.step.refresh(sheet)


def opened(cell: Cell, qtbot: QtBot, key_of_step: str) -> Iterator[Callable[[], Host]]:
    """For fixtures: gives a function that shows the step in an active window; closes the desk at the end."""
    hosts: list[Host] = []

    def show() -> Host:
        for before in hosts:
            before.hide()
        host = Host(cell[0], cell[1], key_of_step)
        hosts.append(host)
        host.show()
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        host.step.take_focus()
        return host

    yield show
    for host in hosts:
        host.step.may_leave()
        host.close()
        QApplication.processEvents()
        host.session.close()
        host.deleteLater()
    QApplication.processEvents()


def write(root: QWidget, label: str, words: str) -> None:
    """Types into the field of that label what Tab would have selected, and goes on with Tab."""
    field = editor(root, label)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QPlainTextEdit | QLineEdit):
        field.selectAll()
    type_letters(field, words)
    key(Qt.Key.Key_Tab)


def written(root: QWidget, label: str) -> str:
    """What stands in the field of that label."""
    field = editor(root, label)
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else field.currentText()


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, wherever the keyboard is. The list of names is folded first: offscreen it takes the window's focus along."""
    popup = QApplication.activePopupWidget()
    held = popup.focusProxy() if popup is not None else None
    if popup is not None and held is not None:
        popup.hide()
        window = held.window()
        QApplication.processEvents()
        window.activateWindow()
        QApplication.processEvents()
        held.setFocus()
    QTest.keyClick(focused(), which, modifiers)
    QApplication.processEvents()


def words_shown(root: QWidget) -> str:
    """Every label one can read, plain spaces, no markup."""
    from PySide6.QtGui import QTextDocument

    said = []
    for label in root.findChildren(QLabel):
        if label.isVisibleTo(root) and label.text():
            document = QTextDocument()
            document.setHtml(label.text())
            said.append(document.toPlainText())
    return " | ".join(said).replace("\u00a0", " ")
