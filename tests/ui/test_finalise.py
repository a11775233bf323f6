"""Promises of "Chốt và in": what is missing leads to its place, and a finalised sheet is locked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from actions.considering import begin, voted
from chibo_desktop.actions.cases import add_case, draft_case_resolution
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import change_meeting, record_all_present
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.papers import MINUTES, save_paper
from chibo_desktop.lists.rows import find, select
from chibo_desktop.store.drafts import list_drafts
from driver import PASSWORD, Secretary, make_cell, make_meeting

MEETING = "Sinh hoạt thường kỳ tháng 10 năm 2026"
MINUTES_BEGIN = "Chi bộ bản Suối Lanh tổ chức sinh hoạt thường kỳ"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_cell(tmp_path / "cell")


def at_the_end(desk: Desk, title: str = MEETING) -> Secretary:
    """The sheet on its last step."""
    person = Secretary(desk)
    person.press(title)
    person.press("Bước 10, Chốt và in")
    return person


def is_finalised(desk: Desk) -> bool:
    meeting = find(desk.store, "meeting", str(desk.store.value("SELECT id FROM meeting")))
    return meeting is not None and meeting.moment("finalised_at") is not None


def ready(desk: Desk) -> str:
    """A meeting that lacks nothing."""
    meeting = make_meeting(desk, whole=True)
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    return meeting


def test_what_is_missing_leads_to_its_field(desk: Desk, qapp: object) -> None:
    make_meeting(desk)
    person = at_the_end(desk)
    assert "Chưa ghi giờ kết thúc." in person.screen()
    person.press("Chưa ghi giờ kết thúc.")
    assert person.focus() == "Kết thúc lúc"
    person.close()


def test_a_missing_mark_leads_to_the_row(desk: Desk, qapp: object) -> None:
    make_meeting(desk, whole=True)
    person = at_the_end(desk)
    person.press("Chưa điểm danh Quàng Văn Kiêm.")
    person.keys("1", "F6")
    assert person.focus() == "Danh sách điểm danh"
    person.press("Bước 10, Chốt và in")
    assert "Chưa điểm danh" not in person.screen()
    person.close()


def test_nothing_is_finalised_while_something_is_missing(desk: Desk, qapp: object) -> None:
    make_meeting(desk)
    person = at_the_end(desk)
    person.keys("Ctrl+Enter")
    assert not is_finalised(desk)
    assert "Chưa chốt được, còn thiếu" in person.screen()
    person.close()


def test_the_way_from_reading_back_to_the_lock(desk: Desk, qtbot: QtBot) -> None:
    meeting = ready(desk)
    change_meeting(desk, meeting, read_back=False)
    person = Secretary(desk)
    person.press(MEETING)
    person.press("Bước 9, Đọc lại")
    qtbot.waitUntil(lambda: MINUTES_BEGIN in person.screen(), timeout=10_000)
    person.press("Đã đọc lại, chi bộ nhất trí")
    person.press("Chốt biên bản")
    assert is_finalised(desk)
    assert "Đã chốt lúc 20:0" in person.screen()
    person.close()


def test_the_hour_of_the_end_is_asked_there_and_enter_at_the_end_of_the_words_is_the_consent(
    desk: Desk, qtbot: QtBot
) -> None:
    meeting = ready(desk)
    change_meeting(desk, meeting, read_back=False, ended_at=None)
    person = Secretary(desk)
    person.press(MEETING)
    person.press("Bước 9, Đọc lại")
    qtbot.waitUntil(lambda: MINUTES_BEGIN in person.screen(), timeout=10_000)
    assert person.focus() == "Kết thúc lúc"
    person.type_words("2140")
    person.keys("Enter", "Enter")
    held = find(desk.store, "meeting", meeting)
    assert held is not None
    assert held.shown("ended_at") == "21:40 05/10/2026"
    assert not held.flag("read_back"), "nobody read it to its end"
    person.keys(*["Space"] * 12, "Enter")
    assert person.focus() == "Chốt biên bản"
    person.keys("Enter")
    assert is_finalised(desk)
    assert person.focus() == "Tiếp: Gửi lên"
    person.close()


def test_a_finalised_sheet_is_locked(desk: Desk, qapp: object) -> None:
    ready(desk)
    person = at_the_end(desk)
    person.keys("Ctrl+Enter")
    person.press("Bước 1, Chuẩn bị")
    assert not person.can_write("Địa điểm")
    assert "chỉ xem, không sửa được nữa" in person.screen()
    person.press("Bước 2, Điểm danh")
    person.keys("3")
    assert desk.store.value("SELECT count(*) FROM attendance WHERE state = 'absent'") == 0
    person.close()


def test_it_is_opened_again_only_while_nothing_was_given_out(
    desk: Desk, tmp_path: Path, qapp: object
) -> None:
    meeting = ready(desk)
    person = at_the_end(desk)
    person.keys("Ctrl+Enter")
    person.press("Mở chốt")
    assert not is_finalised(desk)
    person.keys("Ctrl+Enter")
    save_paper(desk, MINUTES, meeting, tmp_path)
    person.keys("F5")
    with pytest.raises(AssertionError, match="cannot be pressed now"):
        person.press("Mở chốt")
    assert "nên không mở chốt được" in person.screen()
    person.close()


def considered(desk: Desk, *names: str) -> str:
    """A meeting that voted on proposing each for admission, a resolution drafted on each, nothing missing."""
    held = begin(desk, [each.id for each in select(desk.store, "member")], "admission")
    for name in names:
        case = add_case(desk, held, full_name=name)[1]
        voted(desk, case, 8)
        draft_case_resolution(desk, case)
    change_meeting(desk, held, read_back=True)
    return held


def test_every_resolution_on_a_person_is_saved_with_the_minutes_and_has_a_button_that_prints_them(
    desk: Desk, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    finalise(desk, considered(desk, "Vàng A Páo", "Lò Thị Inh"))
    folder = tmp_path / "giấy tờ"
    folder.mkdir()
    save_into(folder, monkeypatch)
    person = Secretary(desk)
    person.press("Họp xét kết nạp đảng viên")
    person.press("Bước 7, Chốt và in")
    assert person.has("In 2 nghị quyết")
    assert "Nghị quyết số 1, nghị quyết số 2." in person.screen()
    person.press("Lưu PDF")
    forms = sorted(file.name.split("_")[2] for file in folder.iterdir())
    assert forms == ["bien-ban-xet-tung-nguoi.pdf", "nghi-quyet-ket-nap-1.pdf", "nghi-quyet-ket-nap-2.pdf"]
    person.close()


def test_a_number_is_promised_only_to_the_papers_that_get_one(desk: Desk, qapp: object) -> None:
    meeting = ready(desk)
    person = at_the_end(desk)
    assert "Chốt xong thì biên bản được khóa; sau đó chỉ thêm biên bản bổ sung." in person.screen()
    change_resolution(desk, meeting, kind="conclusion", direction="Giữ đường nước.")
    change_organisation(desk, minutes_numbered=True)
    person.keys("F5")
    assert "biên bản được khóa, biên bản và kết luận được đánh số" in person.screen()
    person.keys("Ctrl+Enter")
    assert person.has("In kết luận")
    person.close()


def save_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))


def test_the_papers_are_saved_as_word_into_the_folder_the_person_chose(
    desk: Desk, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(desk)
    folder = tmp_path / "giấy tờ"
    folder.mkdir()
    save_into(folder, monkeypatch)
    person = at_the_end(desk)
    person.keys("Ctrl+Enter")
    person.press("Lưu Word")
    assert [file.name for file in folder.iterdir()] == [
        "2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.docx"
    ]
    assert "vào thư mục “giấy tờ”" in person.screen()
    person.close()


def test_an_addendum_is_written_finalised_and_locked_beside_the_minutes(
    desk: Desk, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(desk)
    person = at_the_end(desk)
    assert not person.has("Lập biên bản bổ sung")
    person.keys("Ctrl+Enter")
    person.keys("F2")
    assert person.focus() == "Chỗ cần bổ sung, đính chính"
    person.write("Chỗ cần bổ sung, đính chính", "ý kiến về làm đường")
    person.press("Chốt biên bản bổ sung")
    assert "còn thiếu" in person.error("Nay ghi là")
    person.write("Biên bản đã ghi", "120 m")
    person.write("Nay ghi là", "210 m")
    person.write("Lý do", "ghi nhầm số")
    person.write("Người đề nghị", "Lò Văn Hặc")
    person.press("Chốt biên bản bổ sung")
    assert "Lần 1: ý kiến về làm đường" in person.screen()
    assert "Đã chốt 05/10/2026" in person.screen()
    save_into(tmp_path, monkeypatch)
    (addendum,) = select(desk.store, "addendum")
    assert addendum.text("new_words") == "210 m"
    assert addendum.text("raised_by_id")
    assert not person.has("Bỏ biên bản bổ sung này")
    person.close()


def test_an_addendum_half_written_outlives_the_window(desk: Desk, qapp: object, qtbot: QtBot) -> None:
    ready(desk)
    person = at_the_end(desk)
    person.keys("Ctrl+Enter", "F2")
    person.write("Chỗ cần bổ sung, đính chính", "ý kiến về làm đường")
    person.go_to("Nay ghi là")
    person.type_words("Làm 210 m")
    qtbot.waitUntil(lambda: [each.text for each in list_drafts(desk.store)] == ["Làm 210 m"], timeout=3_000)
    person.cut_power()
    again = Secretary(open_desk(desk.folder, PASSWORD, clock=desk.store.clock))
    again.press(MEETING)
    assert again.value("Nay ghi là") == "Làm 210 m"
    again.close()


def test_rules_no_known_text_covers_are_told_before_printing(desk: Desk, qapp: object) -> None:
    meeting = ready(desk)
    change_meeting(desk, meeting, period="2024-10")
    change_meeting(desk, meeting, held_on=date(2024, 10, 5))
    person = at_the_end(desk, "Sinh hoạt thường kỳ tháng 10 năm 2024")
    assert "Chưa có văn bản về biểu quyết cho ngày 05/10/2024" in person.screen()
    person.close()


def test_a_meeting_from_an_old_book_is_called_so_and_offers_nothing_to_print(
    desk: Desk, qapp: object
) -> None:
    add_old_meetings(desk, [OldMeeting(held_on=date(2026, 9, 5), due=8, present=7, excused=1)])
    person = at_the_end(desk, "Sinh hoạt thường kỳ tháng 9 năm 2026")
    assert "ghi từ sổ cũ" in person.screen()
    assert not person.has("In biên bản")
    assert not person.has("Lưu PDF")
    assert not person.has("Lập biên bản bổ sung")
    assert "Đã báo lên đến đâu" in person.screen()
    person.press("Mở chốt")
    assert person.focus() == "Chốt số liệu"
    person.keys("Ctrl+Enter", "Ctrl+Enter")
    assert "đang làm" in next(part for part in person.screen().split(" | ") if "Gửi lên, " in part)
    person.close()
