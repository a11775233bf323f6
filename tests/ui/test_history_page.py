"""Lịch sử, ghi khác nhau, lưu trữ, hoàn tác: opened from where a record stands, by button and by keys, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from actions.desks import make_desk, make_members
from actions.twins import exchange, make_twin
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.conflicts import conflict_count
from chibo_desktop.lists.rows import find
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import NOW, button, editor, open_window, press, shown, words_on, write


class Office:
    """A cell's desk in a window, nine members, the meeting of October."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = make_desk(folder, FixedClock(NOW))
        self.members = make_members(self.desk)
        self.meeting = add_meeting(
            self.desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30)
        )[1]
        self.window: MainWindow
        self.frame: Frame

    def open(self, page: str, record: str = "") -> None:
        self.window, self.frame = open_window(self.desk, page)
        if record:
            self.frame.page(page).open(record)
        QApplication.processEvents()

    def text(self, kind: str, record: str, field: str) -> str:
        found = find(self.desk.store, kind, record)
        assert found is not None
        return found.text(field)

    def keys(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget() or self.frame
        QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "cell")
    yield made
    qtbot.addWidget(made.window)
    made.window.close()


def test_the_history_of_a_member_opens_from_the_card_and_esc_leads_back_to_it(office: Office) -> None:
    change_member(office.desk, office.members[3], phone="0900 000 678")
    change_member(office.desk, office.members[3], phone="0900 000 679")
    office.open("members", office.members[3])
    press(office.frame, "Lịch sử")
    assert office.frame.shown() == "history"
    said = words_on(office.frame)
    assert "Đảng viên: Pờ Go Hừ" in said
    assert "Số điện thoại: 0900 000 679, khác nhau" in said
    press(office.frame, "Quay lại")
    assert office.frame.shown() == "members"
    assert editor(office.frame, "Số điện thoại").property("text") == "0900 000 679"


def test_ctrl_h_on_the_meeting_sheet_shows_its_history_and_leads_back_to_the_sheet(office: Office) -> None:
    change_meeting(office.desk, office.meeting, place="Trường học")
    office.open("meetings", office.meeting)
    office.keys(Qt.Key.Key_H)
    assert office.frame.shown() == "history"
    assert "Địa điểm: Trường học, khác nhau" in words_on(office.frame)
    press(office.frame, "Quay lại")
    assert office.frame.shown() == "meetings"
    assert "Cho cả buổi vào lưu trữ" in words_on(office.frame)


def test_a_value_of_before_is_taken_again_from_the_history(office: Office) -> None:
    change_meeting(office.desk, office.meeting, place="Trường học")
    office.open("history", f"meeting {office.meeting}")
    press(office.frame, "Lấy lại giá trị này: Địa điểm")
    assert office.text("meeting", office.meeting, "place") == "Nhà văn hóa bản"
    assert "Đã lấy lại" in words_on(office.frame)


def test_of_a_finalised_meeting_nothing_is_offered_that_would_be_refused(office: Office) -> None:
    desk = office.desk
    change_meeting(desk, office.meeting, place="Trường học", ended_at=time(21, 0), read_back=True)
    record_all_present(desk, office.meeting)
    chair, secretary = office.members[:2]
    change_meeting(desk, office.meeting, chair_id=chair, secretary_id=secretary)
    finalise(desk, office.meeting)
    office.open("history", f"meeting {office.meeting}")
    said = words_on(office.frame)
    assert "Quy định áp dụng" in said
    assert "Lấy lại giá trị này" not in said
    assert "Buổi này đã chốt nên không lấy lại giá trị cũ được." in said
    office.frame.show_page("meetings")
    office.frame.page("meetings").open(office.meeting)
    QApplication.processEvents()
    said = words_on(office.frame)
    assert "Cho cả buổi vào lưu trữ" not in said
    assert "Buổi đã chốt thì không cho vào lưu trữ." in said


def test_ctrl_z_outside_the_sheet_takes_back_what_this_page_wrote(office: Office) -> None:
    office.open("members", office.members[3])
    write(office.frame, "Số điện thoại", "0900 000 678")
    editor(office.frame, "Chức vụ khác").setFocus()
    assert office.text("member", office.members[3], "phone") == "0900 000 678"
    assert button(office.frame, "Hoàn tác: Số điện thoại, phím Ctrl Z").isEnabled()
    office.keys(Qt.Key.Key_Z)
    assert office.text("member", office.members[3], "phone") == ""
    assert "Đã hoàn tác “Số điện thoại”" in words_on(office.frame)


def test_ctrl_z_takes_back_typing_while_there_is_some(office: Office) -> None:
    office.open("members", office.members[3])
    write(office.frame, "Số điện thoại", "0900 000 678")
    other = editor(office.frame, "Chức vụ khác")
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_A)
    office.keys(Qt.Key.Key_Z)
    assert other.property("text") == ""
    assert office.text("member", office.members[3], "phone") == "0900 000 678"


def test_what_was_written_again_since_is_not_taken_back_and_both_values_are_said(office: Office) -> None:
    office.open("members")
    office.frame.session.do(change_member, office.members[3], phone="0900 000 678")
    change_member(office.desk, office.members[3], phone="0900 000 679")
    office.keys(Qt.Key.Key_Z)
    said = words_on(office.frame)
    assert "nay là “0900 000 679”" in said
    assert "trước là (để trống)" in said
    assert office.text("member", office.members[3], "phone") == "0900 000 679"


def test_what_was_read_in_is_not_taken_back_and_the_reason_is_said(office: Office) -> None:
    office.open("members")
    mine = office.frame.session.do(change_member, office.members[3], phone="0900 000 678")
    office.frame.session.tell(Changes(mine.items, None))
    office.keys(Qt.Key.Key_Z)
    assert "Nhận gói, thu hồi, bàn giao không hoàn tác được" in words_on(office.frame)
    assert office.text("member", office.members[3], "phone") == "0900 000 678"
    office.keys(Qt.Key.Key_Z)
    assert office.text("member", office.members[3], "phone") == ""


def test_another_page_begins_a_list_of_its_own_but_a_look_at_the_history_does_not(office: Office) -> None:
    office.open("members", office.members[3])
    office.frame.session.do(change_member, office.members[3], phone="0900 000 678")
    press(office.frame, "Lịch sử")
    press(office.frame, "Quay lại")
    assert "Hoàn tác: Số điện thoại" in words_on(office.frame)
    office.frame.show_page("today")
    assert "Hoàn tác: Số điện thoại" not in words_on(office.frame)


def write_apart(office: Office, folder: Path) -> None:
    twin = make_twin(office.desk, folder)
    change_meeting(office.desk, office.meeting, place="Nhà trưởng bản", conclusion="Xong trước 30/11")
    change_meeting(twin, office.meeting, place="Trường học", conclusion="Xong trước 15/12")
    exchange(office.desk, twin)
    twin.close()


def test_today_says_how_many_places_differ_and_leads_to_them(office: Office, tmp_path: Path) -> None:
    write_apart(office, tmp_path / "twin")
    office.open("today")
    assert "2 chỗ ghi khác nhau" in words_on(office.frame)
    office.frame.page("today").go_to.emit("history", "conflicts")
    said = words_on(office.frame)
    assert "Địa điểm: Nhà trưởng bản, khác nhau" in said
    assert "Địa điểm: Trường học, khác nhau" in said


def test_one_sheet_is_kept_whole(office: Office, tmp_path: Path) -> None:
    write_apart(office, tmp_path / "twin")
    office.open("history", "conflicts")
    press(office.frame, "Giữ bản này: bên trái")
    assert conflict_count(office.desk.store) == 0
    assert office.text("meeting", office.meeting, "place") == "Nhà trưởng bản"
    assert office.text("meeting", office.meeting, "conclusion") == "Xong trước 30/11"
    assert "Không có chỗ nào hai máy ghi khác nhau" in words_on(office.frame)


def test_one_line_is_kept_and_another_written_otherwise(office: Office, tmp_path: Path) -> None:
    write_apart(office, tmp_path / "twin")
    office.open("history", "conflicts")
    press(office.frame, "Chọn từng dòng")
    keeping = [
        each
        for each in shown(office.frame, QAbstractButton)
        if each.accessibleName() == "Giữ dòng này: Địa điểm"
    ]
    assert len(keeping) == 2
    keeping[1].click()
    assert office.text("meeting", office.meeting, "place") == "Trường học"
    write(office.frame, "Hoặc ghi khác cho “Kết luận của chủ trì”", "Xong trước 20/12")
    press(office.frame, "Ghi giá trị này: Kết luận của chủ trì")
    assert office.text("meeting", office.meeting, "conclusion") == "Xong trước 20/12"
    assert conflict_count(office.desk.store) == 0


def test_what_was_put_away_is_brought_back_from_the_archive(office: Office) -> None:
    put_away(office.desk, "meeting", office.meeting)
    office.open("history", "away")
    title = "Sinh hoạt thường kỳ tháng 10 năm 2026"
    press(
        office.frame,
        next(
            each.accessibleName()
            for each in shown(office.frame, QAbstractButton)
            if each.accessibleName().startswith(f"{title}, ")
        ),
    )
    assert "bt cho vào lưu trữ lúc" in words_on(office.frame)
    press(office.frame, "Đưa trở lại")
    found = find(office.desk.store, "meeting", office.meeting)
    assert found is not None
    assert not found.is_put_away
    assert f"Đã đưa trở lại: {title}." in words_on(office.frame)


def test_a_meeting_begun_by_mistake_is_put_away_from_its_sheet(office: Office) -> None:
    office.open("meetings", office.meeting)
    press(office.frame, "Cho cả buổi vào lưu trữ")
    found = find(office.desk.store, "meeting", office.meeting)
    assert found is not None
    assert found.is_put_away
    assert "Thêm kỳ sinh hoạt đầu tiên" in words_on(office.frame)
    office.keys(Qt.Key.Key_Z)
    back = find(office.desk.store, "meeting", office.meeting)
    assert back is not None
    assert not back.is_put_away


def test_who_printed_what_is_listed_in_words_and_narrowed_to_one_act(office: Office) -> None:
    note_access(office.desk.store, "printed", "meeting", office.meeting, user="bt", note="bien-ban-thuong-ky")
    note_access(office.desk.store, "unmasked", "member", office.members[0], user="bt", note="đối chiếu")
    office.open("history", "access")
    said = words_on(office.frame)
    assert "In: Sinh hoạt thường kỳ tháng 10 năm 2026" in said
    assert "bien-ban-thuong-ky" not in said
    assert "Giữ 2 năm" in said
    write(office.frame, "Việc", "Xem số thẻ, ngày sinh")
    assert "In: Sinh hoạt thường kỳ" not in words_on(office.frame)
    assert "Xem số thẻ, ngày sinh: Vàng A Chứ" in words_on(office.frame)
