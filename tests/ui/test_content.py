"""The step "Nội dung": opinions by name without the mouse, one item open at a time, visitors' directions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.meetings import add_guest, change_agenda_item
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.store.drafts import list_drafts
from ui.hands import editor, error_of, press, shown, words_on
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def content(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "content")


def opinions(host: Host, item: int = 0) -> list[tuple[str, str]]:
    return [(row.speaker, row.facts.text("body")) for row in host.sheet().agenda[item].opinions]


def say(host: Host, name: str, words: str) -> None:
    """A name, Enter, the words, Enter; nothing else is touched."""
    assert focused() is editor(host, "Người phát biểu")
    type_letters(focused(), name)
    key(Qt.Key.Key_Return)
    assert focused() is editor(host, "Ý kiến")
    type_letters(focused(), words)
    key(Qt.Key.Key_Return)


def test_the_keyboard_stands_on_the_first_item_nothing_is_written_about(content: Callable[[], Host]) -> None:
    host = content()
    assert focused() is editor(host, "Người phát biểu")
    assert written(host, "Nội dung").startswith("Thông tin thời sự")


def test_opinions_are_written_one_after_the_other_without_the_mouse(content: Callable[[], Host]) -> None:
    host = content()
    editor(host, "Người phát biểu").setFocus()
    say(host, "kiêm", "Bà con mong có điện.")
    say(host, "gtd", "Chia lại tổ phụ trách hộ.")
    assert opinions(host) == [
        ("Quàng Văn Kiêm", "Bà con mong có điện."),
        ("Giàng Thị Dua", "Chia lại tổ phụ trách hộ."),
    ]
    assert written(host, "Người phát biểu") == ""
    assert written(host, "Quàng Văn Kiêm") == "Bà con mong có điện."


def test_ctrl_enter_writes_the_opinion_before_it_leads_on(content: Callable[[], Host]) -> None:
    host = content()
    editor(host, "Người phát biểu").setFocus()
    type_letters(focused(), "kiêm")
    key(Qt.Key.Key_Return)
    type_letters(focused(), "Đồng ý.")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (opinions(host), host.asked_for) == ([("Quàng Văn Kiêm", "Đồng ý.")], ["votes"])


def test_ctrl_enter_stays_where_an_opinion_lacks_its_speaker(content: Callable[[], Host]) -> None:
    host = content()
    editor(host, "Ý kiến").setFocus()
    type_letters(focused(), "Đồng ý.")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (opinions(host), host.asked_for) == ([], [])
    assert "Gõ tên người phát biểu" in error_of(host, "Người phát biểu")
    assert written(host, "Ý kiến") == "Đồng ý."


def test_enter_alone_leads_through_all_items_to_the_mood(content: Callable[[], Host]) -> None:
    host = content()
    for place, conclusion in enumerate(("Thống nhất.", "", "Giao chi ủy làm.")):
        if place == 1:
            say(host, "kiêm", "Đồng ý.")
        assert focused() is editor(host, "Người phát biểu")
        key(Qt.Key.Key_Return)
        assert focused() is editor(host, "Kết luận nội dung")
        type_letters(focused(), conclusion)
        key(Qt.Key.Key_Return)
    assert focused() is editor(host, "Tâm tư, nguyện vọng, dư luận")
    agenda = [row.facts for row in host.sheet().agenda if not row.facts.text("answer_id")]
    assert [item.text("conclusion") for item in agenda] == ["Thống nhất.", "", "Giao chi ủy làm."]
    assert opinions(host, 1) == [("Quàng Văn Kiêm", "Đồng ý.")]


def test_f6_leads_to_who_speaks_to_the_next_item(content: Callable[[], Host]) -> None:
    host = content()
    key(Qt.Key.Key_F6)
    assert written(host, "Nội dung").startswith("Đánh giá kết quả")
    assert focused() is editor(host, "Người phát biểu")


def test_who_prepared_an_item_is_said_beside_who_presents_it(content: Callable[[], Host], cell: Cell) -> None:
    item = meeting_sheet(cell[0].store, cell[1])
    assert item is not None
    change_agenda_item(cell[0], item.agenda[0].facts.id, preparer_id=cell[2][3])
    assert "Pờ Go Hừ chuẩn bị" in words_shown(content())


def test_a_name_that_fits_nobody_or_several_is_asked_again_and_the_words_stay(
    content: Callable[[], Host],
) -> None:
    host = content()
    for name, said in (("Xyz", "Trong danh sách không có “Xyz”"), ("Lò", "người hợp với “Lò”")):
        field = editor(host, "Người phát biểu")
        field.setFocus()
        field.clear()
        type_letters(field, name)
        key(Qt.Key.Key_Return)
        if not written(host, "Ý kiến"):
            type_letters(focused(), "Đồng ý với báo cáo.")
        key(Qt.Key.Key_Return)
        assert said in error_of(host, "Người phát biểu")
    assert opinions(host) == []
    assert written(host, "Ý kiến") == "Đồng ý với báo cáo."


def test_words_without_enter_are_written_when_the_field_is_left(content: Callable[[], Host]) -> None:
    host = content()
    write(host, "Người phát biểu", "kiêm")
    write(host, "Ý kiến", "Đồng ý.")
    assert opinions(host) == [("Quàng Văn Kiêm", "Đồng ý.")]


def test_a_half_said_opinion_is_there_again_after_a_power_cut(
    content: Callable[[], Host], cell: Cell, qtbot: QtBot
) -> None:
    host = content()
    write(host, "Người phát biểu", "kiêm")
    editor(host, "Ý kiến").setFocus()
    type_letters(focused(), "Đề nghị xã")
    qtbot.waitUntil(lambda: "Đề nghị xã" in [draft.text for draft in list_drafts(cell[0].store)])
    assert opinions(host) == []
    assert written(host.again(), "Ý kiến") == "Đề nghị xã"


def test_presenter_summary_and_conclusion_of_an_item_are_kept(content: Callable[[], Host]) -> None:
    host = content()
    write(host, "Người trình bày", "gtd")
    write(host, "Tóm tắt trình bày", "Bản tin tháng 11.")
    write(host, "Kết luận nội dung", "Mỗi đảng viên đọc lại.")
    row = host.sheet().agenda[0]
    assert (row.presenter, row.facts.text("summary")) == ("Giàng Thị Dua", "Bản tin tháng 11.")
    assert row.facts.text("conclusion") == "Mỗi đảng viên đọc lại."
    press(host, "Xong")
    assert "Đã kết luận" in words_on(host)
    assert written(host, "Nội dung").startswith("Đánh giá kết quả")


def test_tab_goes_as_one_reads(content: Callable[[], Host]) -> None:
    host = content()
    editor(host, "Người phát biểu").setFocus()
    say(host, "kiêm", "Đồng ý.")
    editor(host, "Nội dung").setFocus()
    seen = []
    for _ in range(8):
        seen.append(focused().accessibleName())
        key(Qt.Key.Key_Tab)
    assert seen == [
        "Nội dung",
        "Người trình bày",
        "Tóm tắt trình bày",
        "Quàng Văn Kiêm",
        "Bỏ ý kiến của Quàng Văn Kiêm",
        "Người phát biểu",
        "Ý kiến",
        "Kết luận nội dung",
    ]


def test_an_item_is_added_and_put_away(content: Callable[[], Host]) -> None:
    host = content()
    press(host, "Thêm nội dung")
    type_letters(focused(), "Bàn việc làm đường")
    key(Qt.Key.Key_Return)
    assert [row.facts.text("title") for row in host.sheet().agenda][-1] == "Bàn việc làm đường"
    press(host, "Bỏ nội dung này")
    assert "Bàn việc làm đường" not in [row.facts.text("title") for row in host.sheet().agenda]


def test_what_a_visitor_directed_stands_under_the_name(content: Callable[[], Host], cell: Cell) -> None:
    add_guest(cell[0], cell[1], full_name="Hà Văn Thắng", office="Phó Bí thư Đảng ủy xã")
    host = content()
    assert "Phó Bí thư Đảng ủy xã" in words_shown(host)
    write(host, "Hà Văn Thắng", "Sớm xong đường nước.")
    assert host.sheet().guests[0].text("directions") == "Sớm xong đường nước."


def test_a_line_of_what_a_visitor_directed_becomes_a_task_by_one_key(
    content: Callable[[], Host], cell: Cell
) -> None:
    add_guest(
        cell[0], cell[1], full_name="Hà Văn Thắng", directions="- Sớm xong đường nước.\n- Giữ rừng đầu nguồn."
    )
    host = content()
    field = editor(host, "Hà Văn Thắng")
    field.setFocus()
    key(Qt.Key.Key_F8)
    (task,) = host.sheet().given
    assert (task.title, task.directed_by, task.due_on) == (
        "Sớm xong đường nước",
        "Hà Văn Thắng",
        date(2026, 12, 4),
    )
    assert "Đã thành nhiệm vụ: “Sớm xong đường nước”, hạn 04/12/2026." in words_shown(host)
    key(Qt.Key.Key_F8)
    assert [row.title for row in host.sheet().given] == ["Sớm xong đường nước", "Giữ rừng đầu nguồn"]
    key(Qt.Key.Key_F8)
    assert "Dòng này đã là nhiệm vụ" in words_shown(host)
    assert len(host.sheet().given) == 2


def test_a_kind_that_gives_no_tasks_offers_none(content: Callable[[], Host], cell: Cell) -> None:
    add_guest(cell[0], cell[1], full_name="Hà Văn Thắng", directions="Sớm xong đường nước.")
    lock(cell[0], cell[1])
    assert "Dòng này thành nhiệm vụ · F8" not in words_on(content())


def test_the_mood_and_the_chairs_conclusion_are_kept(content: Callable[[], Host]) -> None:
    host = content()
    write(host, "Tâm tư, nguyện vọng, dư luận", "Bà con phấn khởi.")
    write(host, "Kết luận của chủ trì", "Thống nhất.")
    meeting = host.sheet().meeting
    assert (meeting.text("mood"), meeting.text("conclusion")) == ("Bà con phấn khởi.", "Thống nhất.")


def test_a_finalised_sheet_offers_no_line_for_another_opinion(
    content: Callable[[], Host], cell: Cell
) -> None:
    lock(cell[0], cell[1])
    host = content()
    assert "Buổi này đã chốt" in words_shown(host)
    assert "Thêm nội dung" not in [one.accessibleName() for one in shown(host, QPushButton)]
    assert "Người phát biểu" not in words_shown(host)
    assert not editor(host, "Kết luận nội dung").isEnabled()
