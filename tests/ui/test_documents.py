"""The page "Văn bản": what a cell reads and confirms with one key, what a body sends and registers, what a meeting uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive, set_target
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.materials import hand_out, remind, send_material
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.directives import directives, indicator_titles, regulations
from chibo_desktop.lists.materials import to_read
from chibo_desktop.lists.materials_sent import sent
from chibo_desktop.lists.materials_used import issues_of, used_titles
from chibo_desktop.lists.rows import children, find, select
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.documents_list import DocumentsList
from ui.hands import editor, error_of, join, make_desk, open_window, press, words_on, write
from ui.test_every_zoom import faults

BULLETIN = "Bản tin Công tác xây dựng Đảng"
REMINDER = "Nộp biên bản tháng 10"
STEPS = "1. Nêu mục đích\n2. Thảo luận, liên hệ"


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """A cell and its commune, which has certified it."""
    cell, commune = make_desk(tmp_path / "cell").desk, make_desk(tmp_path / "commune", "commune").desk
    join(commune, cell)
    carry(cell, commune, tmp_path)
    return cell, commune


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path, desks: tuple[Desk, Desk]) -> Iterator[tuple[Desk, MainWindow]]:
    """The cell's window after a bulletin, a guidance and a reminder came."""
    cell, commune = desks
    send_material(commune, sort="bulletin", title=BULLETIN, issued_on=date(2026, 10, 25))
    send_material(
        commune, sort="guidance", title="Chuyên đề giữ rừng", content=STEPS, issued_on=date(2026, 10, 1)
    )
    remind(commune, cell.organisation_id, title=REMINDER)
    carry(commune, cell, tmp_path)
    window, _ = open_window(cell)
    qtbot.addWidget(window)
    yield cell, window
    window.close()


def carry(giver: Desk, taker: Desk, folder: Path) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, folder).path)


def waiting(desk: Desk) -> list[str]:
    return [row.title for row in to_read(desk.store, desk.organisation_id)]


def enter() -> None:
    held = QApplication.focusWidget()
    assert held is not None
    QTest.keyClick(held, Qt.Key.Key_Return)


def test_a_reminder_stands_on_today_until_it_is_confirmed_there(reader: tuple[Desk, MainWindow]) -> None:
    cell, window = reader
    assert REMINDER in words_on(window)
    press(window, f"Đã đọc: {REMINDER}")
    assert REMINDER not in words_on(window)
    assert waiting(cell) == [BULLETIN, "Chuyên đề giữ rừng"]


def test_every_new_paper_is_read_and_confirmed_with_the_enter_key_alone(
    reader: tuple[Desk, MainWindow],
) -> None:
    cell, window = reader
    assert window.frame is not None
    window.frame.show_page("documents")
    window.frame.page("documents").open("came")
    for left in (2, 1, 0):
        enter()  # opens the first, then goes to the next
        enter()  # confirms
        assert len(waiting(cell)) == left
    assert "Đọc cái tiếp theo" not in words_on(window)


def test_all_that_waits_is_confirmed_at_once(reader: tuple[Desk, MainWindow]) -> None:
    cell, window = reader
    assert window.frame is not None
    window.frame.show_page("documents")
    press(window, "Đã đọc tất cả")
    assert waiting(cell) == []
    assert "Đã ghi đã đọc 3 văn bản." in words_on(window)


def test_a_guidance_begins_a_thematic_meeting_with_its_steps(reader: tuple[Desk, MainWindow]) -> None:
    cell, window = reader
    (guidance,) = [each for each in select(cell.store, "material") if each.text("sort") == "guidance"]
    assert window.frame is not None
    window.frame.show_page("documents")
    window.frame.page("documents").open(guidance.id)
    press(window, "Thêm buổi chuyên đề theo hướng dẫn này")
    (meeting,) = select(cell.store, "meeting")
    agenda = [each.text("title") for each in children(cell.store, "agenda_item", "meeting_id", meeting.id)]
    assert (meeting.text("kind"), agenda) == ("thematic", ["Nêu mục đích", "Thảo luận, liên hệ"])
    assert window.frame.shown() == "meetings"
    assert used_titles(cell.store, meeting.id) == ["Chuyên đề giữ rừng"]


def test_a_meeting_uses_what_came_with_one_key_and_anything_else_by_its_title(
    qtbot: QtBot, reader: tuple[Desk, MainWindow]
) -> None:
    cell, window = reader
    meeting = add_meeting(cell, period="2026-11", held_on=date(2026, 11, 5))[1]
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(meeting)
    press(window, f"Dùng tài liệu {BULLETIN}")
    write(window, "Tài liệu sinh hoạt", "Báo cáo tháng 10")
    QTest.keyClick(editor(window, "Tài liệu sinh hoạt"), Qt.Key.Key_Return)
    assert used_titles(cell.store, meeting) == [BULLETIN, "Báo cáo tháng 10"]
    assert f"Dùng tài liệu {BULLETIN}" not in words_on(window)
    press(window, f"Bỏ tài liệu {BULLETIN}")
    assert used_titles(cell.store, meeting) == ["Báo cáo tháng 10"]


def test_materials_are_asked_for_in_one_place_and_words_of_before_stay_where_there_are_some(
    reader: tuple[Desk, MainWindow],
) -> None:
    cell, window = reader
    meetings = [add_meeting(cell, period=month)[1] for month in ("2026-10", "2026-11")]
    change_meeting(cell, meetings[0], materials="Báo cáo tháng 9")
    assert window.frame is not None
    window.frame.show_page("meetings")
    shown = []
    for meeting in meetings:
        window.frame.page("meetings").open(meeting)
        shown.append("Tài liệu đã ghi trước đây" in words_on(window))
        assert "Tài liệu sinh hoạt" in words_on(window)
    assert shown == [True, False]


def test_the_focus_of_a_meeting_and_the_sort_of_its_theme_are_written_in_the_preparation(
    reader: tuple[Desk, MainWindow],
) -> None:
    cell, window = reader
    meeting = add_meeting(cell, kind="thematic", held_on=date(2026, 11, 5))[1]
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(meeting)
    write(window, "Nội dung trọng tâm", "Giữ rừng đầu nguồn")
    write(window, "Loại chuyên đề", "Nhiệm vụ trọng tâm")
    found = find(cell.store, "meeting", meeting)
    assert found is not None
    assert (found.text("focus"), found.text("theme_kind")) == ("Giữ rừng đầu nguồn", "key_task")


def test_what_a_commune_types_and_sends_is_kept_as_a_draft_until_it_is_written(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    _, commune = desks
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("sent")
    press(window, "Gửi tài liệu, thông báo")
    write(window, "Nội dung", "Tháng 10 làm cỏ nương")
    press(window, "Gửi xuống")
    assert error_of(window, "Tên") == "Chưa có tên. Gõ tên tài liệu, thông báo."
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Gửi tài liệu, thông báo")
    assert "Tháng 10 làm cỏ nương" in editor(window, "Nội dung").toPlainText()  # type: ignore[union-attr]
    write(window, "Tên", BULLETIN)
    press(window, "Gửi xuống")
    (row,) = sent(commune.store, commune.organisation_id, today=date(2026, 11, 3))
    assert (row.material.title, row.material.content) == (BULLETIN, "Tháng 10 làm cỏ nương")
    assert "0/1 nơi đã đọc" in words_on(window)
    window.close()


def test_a_reminder_without_a_name_to_remind_is_refused_beside_the_field(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("sent")
    press(window, "Gửi tài liệu, thông báo")
    write(window, "Tên", REMINDER)
    write(window, "Loại", "Nhắc việc")
    press(window, "Gửi xuống")
    assert "Nhắc việc gửi riêng từng nơi. Chọn nơi cần nhắc." in words_on(window)
    press(window, "Gửi cho: Chọn nơi nhận")
    press(window, "Gửi xuống")
    assert "Chọn nơi nhận." in words_on(window)
    write(window, "Tìm nơi nhận", "suoi lanh")
    QTest.keyClick(editor(window, "Tìm nơi nhận"), Qt.Key.Key_Return)
    assert "Đã chọn 1 trong 1 nơi" in words_on(window)
    press(window, "Gửi xuống")
    (row,) = sent(commune.store, commune.organisation_id, today=date(2026, 11, 3))
    assert row.material.facts.text("organisation_id") == cell.organisation_id
    window.close()


def test_a_directive_is_registered_and_sets_a_target_by_the_title_of_an_indicator(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    _, commune = desks
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("register")
    press(window, "Vào sổ văn bản")
    write(window, "Trích yếu", "Nâng cao chất lượng sinh hoạt chi bộ")
    write(window, "Số, ký hiệu", "07-NQ/ĐU")
    press(window, "Vào sổ")
    key, title = next(iter(indicator_titles().items()))
    press(window, "Giao chỉ tiêu")
    assert error_of(window, "Chỉ tiêu") == "Chọn chỉ tiêu cần giao."
    write(window, "Chỉ tiêu", title)
    write(window, "Mức phải đạt (%)", "90")
    press(window, "Giao chỉ tiêu")
    (row,) = directives(commune.store, commune.organisation_id)
    assert (row.name, [(each.indicator, each.percent) for each in row.targets]) == (
        "Nghị quyết 07-NQ/ĐU",
        [(key, 90)],
    )
    press(window, f"Sửa chỉ tiêu {title}")
    assert editor(window, "Mức phải đạt (%)").text() == "90"  # type: ignore[union-attr]
    write(window, "Đến hết ngày (nếu có)", "31/12/2026")
    press(window, "Ghi thay đổi")
    assert "đến hết 31/12/2026" in words_on(window)
    press(window, f"Bỏ chỉ tiêu {title}")
    assert directives(commune.store, commune.organisation_id)[0].targets == ()
    window.close()


def test_a_cell_writes_down_its_regulation_of_the_term(qtbot: QtBot, desks: tuple[Desk, Desk]) -> None:
    cell, _ = desks
    window, frame = open_window(cell, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("regulations")
    press(window, "Ghi quy chế")
    write(window, "Nhiệm kỳ từ ngày", "10/04/2025")
    write(window, "Đến hết ngày", "09/04/2030")
    press(window, "Ghi quy chế")
    (row,) = regulations(cell.store, cell.organisation_id)
    assert (row.valid_from, row.valid_until) == (date(2025, 4, 10), date(2030, 4, 9))
    window.close()


def test_who_has_a_regulation_of_the_term_is_seen_above_on_the_same_page(
    qtbot: QtBot, tmp_path: Path, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    add_cell(commune, name="Chi bộ bản Nà Hừ")
    regulation = register_directive(
        cell,
        sort="regulation",
        summary="Quy chế làm việc",
        valid_from=date(2025, 4, 10),
        valid_until=date(2030, 4, 9),
    )[1]
    carry(cell, commune, tmp_path)
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("regulations")
    rows = {row.title: (row.key, row.words) for row in window.findChildren(DocumentsList)[0].rows.rows()}
    assert rows == {
        "Chi bộ bản Nà Hừ": ("", "Chưa có quy chế"),
        "Chi bộ bản Suối Lanh": (regulation, "Đang hiệu lực"),
    }
    window.close()


def test_a_line_of_the_log_of_copies_is_taken_back_where_it_stands(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    material = send_material(commune, sort="bulletin", title=BULLETIN)[1]
    hand_out(commune, material, [cell.organisation_id], copies=12)
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open(material)
    assert "1 lượt, 12 bản" in words_on(window)
    press(window, "Chi bộ bản Suối Lanh, 03/11/2026, 12 bản")
    press(window, "Bỏ lần cấp 12 bản cho Chi bộ bản Suối Lanh")
    assert issues_of(commune.store, material) == []
    assert "12 bản" not in words_on(window)
    window.close()


def test_a_bulletin_goes_from_window_to_window_and_its_reading_and_use_come_back(
    qtbot: QtBot, tmp_path: Path, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    above, frame = open_window(commune, "documents")
    qtbot.addWidget(above)
    frame.page("documents").open("sent")
    press(above, "Gửi tài liệu, thông báo")
    write(above, "Tên", BULLETIN)
    press(above, "Gửi xuống")
    carry(commune, cell, tmp_path)
    below, _ = open_window(cell)
    qtbot.addWidget(below)
    press(below, f"Đã đọc: {BULLETIN}")
    meeting = add_meeting(cell, period="2026-11", held_on=date(2026, 11, 5))[1]
    assert below.frame is not None
    below.frame.show_page("meetings")
    below.frame.page("meetings").open(meeting)
    press(below, f"Dùng tài liệu {BULLETIN}")
    carry(cell, commune, tmp_path)
    frame.page("documents").refresh()
    assert "1/1 nơi đã đọc · 1 nơi đã dùng" in words_on(above)
    assert "Đã đọc 03/11/2026" in words_on(above)
    above.close()
    below.close()


def test_reading_sending_and_registering_are_whole_at_the_largest_zoom(
    qtbot: QtBot, tmp_path: Path, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    long = "Hướng dẫn sinh hoạt chuyên đề quý IV về giữ rừng đầu nguồn, phòng cháy, chữa cháy rừng"
    guidance = send_material(commune, sort="guidance", title=long, content=STEPS)[1]
    directive = register_directive(commune, sort="programme", summary=long, shared=True)[1]
    set_target(commune, directive, indicator=next(iter(indicator_titles())), percent=90)
    carry(commune, cell, tmp_path)
    for desk, names in ((commune, ("sent", "register", guidance, directive)), (cell, ("came", guidance))):
        window, frame = open_window(desk, "documents")
        qtbot.addWidget(window)
        places = [(name, partial(frame.page("documents").open, name)) for name in names]
        if desk is commune:
            places.insert(1, ("form", partial(press, window, "Gửi tài liệu, thông báo")))
            places.insert(2, ("some", partial(press, window, "Gửi cho: Chọn nơi nhận")))
        found = faults(window, places, (150, 200))
        assert found == []
        window.close()
        look.set_zoom(100)
