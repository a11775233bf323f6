"""Promises of the step "Chuẩn bị": kinds, who prepares, the committee before, the clocks, put off and missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.actions.postponing import postpone_meeting
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.meetings import resolution_of
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kind_words import about_kind, kind_changes
from chibo_desktop.ui.editors.steps.prepare_clocks import clock_lines
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from driver import make_cell as make_small_cell
from ui.hands import button, editor, error_of, press, shown, words_on
from ui.hands import write as choose
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written

POST_BY = (
    "Biên bản, nghị quyết: hạn đăng 07/11/2026: trong 02 ngày sau buổi sinh hoạt, "
    "theo 42-HD/BTCTW (28/10/2025)."
)
REASON = "mưa lũ, đường vào bản sạt lở"


@pytest.fixture
def cell(tmp_path: Path) -> Iterator[Cell]:
    made = make_cell(tmp_path / "cell")
    yield made
    made[0].close()


@pytest.fixture
def show(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "prepare")


def meeting_of(cell: Cell) -> Facts:
    found = find(cell[0].store, "meeting", cell[1])
    assert found is not None
    return found


def agenda(desk: Desk, meeting: str) -> tuple[str, ...]:
    """Without the item that reads out an answer: that one comes by itself, whatever the kind."""
    items = children(desk.store, "agenda_item", "meeting_id", meeting)
    return tuple(item.text("title") for item in items if not item.text("answer_id"))


def test_another_kind_brings_its_agenda_and_says_what_changes(cell: Cell, show: Callable[[], Host]) -> None:
    host = show()
    choose(host, "Loại buổi", "Sinh hoạt chuyên đề")
    assert meeting_of(cell).text("kind") == "thematic"
    assert agenda(cell[0], cell[1]) == kind_of("thematic").agenda
    assert "Chương trình theo mẫu của loại này; không có bước Tháng trước" in words_shown(host)


def test_only_the_fields_of_the_kind_are_asked_for_and_what_was_written_stays(
    cell: Cell, show: Callable[[], Host]
) -> None:
    host = show()
    assert "Tên chuyên đề" not in words_shown(host)
    choose(host, "Loại buổi", "Thường kỳ kết hợp chuyên đề")
    write(host, "Tên chuyên đề", "Nêu gương")
    assert "ít nhất 120 phút" in words_shown(host)
    choose(host, "Loại buổi", "Sinh hoạt thường kỳ")
    assert "Tên chuyên đề" not in words_shown(host)
    choose(host, "Loại buổi", "Sinh hoạt chuyên đề")
    assert written(host, "Tên chuyên đề") == "Nêu gương"


def test_a_second_meeting_of_the_month_is_refused_under_the_list_of_kinds(
    cell: Cell, show: Callable[[], Host]
) -> None:
    _, other = add_meeting(cell[0], kind="thematic", period="2026-11")
    host = Host(cell[0], other, "prepare")
    choose(host, "Loại buổi", "Thường kỳ kết hợp chuyên đề")
    assert "đã có buổi sinh hoạt thường kỳ tháng 11/2026" in error_of(host, "Loại buổi")
    assert written(host, "Loại buổi") == "Sinh hoạt chuyên đề"
    host.session.rest()


def test_who_prepares_an_item_is_asked_when_it_is_wanted(cell: Cell, show: Callable[[], Host]) -> None:
    host = show()
    assert "Người chuẩn bị" not in words_shown(host)
    press(host, "Phân công chuẩn bị")
    write(host, "Người chuẩn bị nội dung 1", "Vàng A Chứ")
    item = children(cell[0].store, "agenda_item", "meeting_id", cell[1])[0]
    assert item.text("preparer_id") == cell[2][0]
    assert "Người chuẩn bị" in words_shown(host.again())


def test_the_committee_meets_before_and_its_meeting_is_one_press_away(
    cell: Cell, show: Callable[[], Host]
) -> None:
    host, opened_pages = show(), []
    host.step.left_for_page.connect(lambda page, record: opened_pages.append((page, record)))
    press(host, "Ghi buổi họp chi ủy")
    assert [page for page, _ in opened_pages] == ["meetings"]
    begun = find(cell[0].store, "meeting", opened_pages[0][1])
    assert begun is not None
    assert (begun.text("kind"), begun.text("period")) == ("committee", "2026-11")
    assert "Mở buổi họp chi ủy" in words_shown(host)


def test_a_cell_of_eight_is_told_why_no_committee_meets(tmp_path: Path, qapp: object) -> None:
    desk = make_small_cell(tmp_path / "cell")
    _, meeting = add_meeting(desk, period="2026-10")
    host = Host(desk, meeting, "prepare")
    assert "Chi bộ có 8 đảng viên chính thức, chưa đến 9 nên không có chi ủy" in words_shown(host)
    host.session.close()


def test_what_came_late_says_by_how_many_days(cell: Cell) -> None:
    desk, meeting, _ = cell
    change_meeting(desk, meeting, invited_on=date(2026, 11, 4), posted_before_on=date(2026, 11, 5))
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert clock_lines(sheet, date(2026, 11, 5)) == [
        ("done", "Giấy mời gửi 04/11/2026, đúng hạn."),
        ("late", "Tài liệu đăng 05/11/2026, chậm 1 ngày so với hạn 19:30 ngày 04/11/2026."),
        ("todo", POST_BY),
    ]
    assert clock_lines(sheet, date(2026, 11, 9))[-1][1].startswith(
        "Biên bản, nghị quyết chưa ghi ngày đăng, chậm 2 ngày."
    )


def test_before_the_guidance_there_was_no_clock_and_a_committee_has_none(cell: Cell) -> None:
    desk = cell[0]
    _, old = add_meeting(desk, held_on=date(2024, 3, 5), started_at=time(19, 30))
    _, committee = add_meeting(desk, kind="committee", held_on=date(2026, 11, 2), started_at=time(8))
    for meeting in (old, committee):
        sheet = meeting_sheet(desk.store, meeting)
        assert sheet is not None
        assert clock_lines(sheet, date(2026, 11, 5)) == []


def test_the_resolution_is_drafted_before_the_meeting_and_then_printed_from_here(
    cell: Cell, show: Callable[[], Host]
) -> None:
    _, december = add_meeting(cell[0], period="2026-12", held_on=date(2026, 12, 5))
    host = Host(cell[0], december, "prepare")
    press(host, "Dự thảo nghị quyết")
    paper = resolution_of(cell[0].store, december)
    assert paper is not None
    assert paper.text("summary") == "lãnh đạo thực hiện nhiệm vụ tháng 12 năm 2026"
    assert "Đã có dự thảo nghị quyết." in words_shown(host)
    assert button(host, "In dự thảo nghị quyết").isEnabled()
    host.session.rest()


def test_a_committee_closes_with_a_conclusion(cell: Cell, show: Callable[[], Host]) -> None:
    _, committee = add_meeting(cell[0], kind="committee", period="2026-11")
    host = Host(cell[0], committee, "prepare")
    assert button(host, "Dự thảo kết luận").isEnabled()
    host.session.rest()


def test_a_meeting_is_put_off_with_its_reason_and_taken_back(cell: Cell, show: Callable[[], Host]) -> None:
    host = show()
    press(host, "Hoãn sang ngày khác")
    write(host, "Hoãn sang ngày", "12/11/2026")
    press(host, "Hoãn")
    assert error_of(host, "Lý do").startswith("Ghi lý do")
    editor(host, "Lý do").setFocus()
    type_letters(focused(), REASON)
    key(Qt.Key.Key_Return)
    assert meeting_of(cell).day("held_on") == date(2026, 11, 12)
    assert f"Hoãn từ ngày 05/11/2026: {REASON}." in words_on(host)
    assert "Hoãn sang ngày |" not in words_shown(host)
    follow(host, "later")
    assert meeting_of(cell).day("held_on") == date(2026, 11, 5)


def test_a_day_that_is_not_later_is_refused_under_the_day(cell: Cell, show: Callable[[], Host]) -> None:
    host = show()
    press(host, "Hoãn sang ngày khác")
    write(host, "Hoãn sang ngày", "1/11/2026")
    write(host, "Lý do", REASON)
    press(host, "Hoãn")
    assert "sau ngày đã định 05/11/2026" in error_of(host, "Hoãn sang ngày")


def test_a_month_without_its_meeting_asks_for_its_reason_and_nothing_else(
    cell: Cell, show: Callable[[], Host]
) -> None:
    _, meeting = add_meeting(cell[0], period="2026-12")
    host = Host(cell[0], meeting, "prepare")
    press(host, "Kỳ này không sinh hoạt được")
    choose(host, "Lý do", REASON)
    press(host, "Ghi là không sinh hoạt được")
    assert [step.key for step in host.sheet().steps] == ["prepare", "finalise", "send"]
    assert written(host, "Lý do không sinh hoạt") == REASON
    assert "Địa điểm" not in words_shown(host)
    follow(host, "missed")
    assert "Địa điểm" in words_shown(host)
    host.session.rest()


def test_a_reason_half_typed_outlives_a_power_cut(cell: Cell, show: Callable[[], Host], qtbot: QtBot) -> None:
    host = show()
    press(host, "Kỳ này không sinh hoạt được")
    type_letters(focused(), "mưa lũ")
    qtbot.waitUntil(lambda: any(each.text == "mưa lũ" for each in list_drafts(cell[0].store)))
    assert written(host.again(), "Lý do") == "mưa lũ"
    assert not meeting_of(cell).flag("missed")


def test_put_off_stands_beside_the_title_of_the_step(cell: Cell, qapp: object) -> None:
    desk, meeting, _ = cell
    postpone_meeting(desk, meeting, date(2026, 11, 7), REASON)
    host = Host(desk, meeting, "prepare")
    assert host.step.subtitle(host.sheet()) == "hoãn từ ngày 05/11/2026"
    host.session.rest()


def test_every_kind_can_be_told_and_every_change_of_kind(qapp: object) -> None:
    for before, _ in KINDS:
        assert about_kind(kind_of(before), 0).endswith(".")
        for after, _ in KINDS:
            assert kind_changes(kind_of(before), kind_of(after), is_agenda_new=True).startswith(
                "Chương trình"
            )


def follow(host: Host, link: str) -> None:
    """A link in a message of the step."""
    from PySide6.QtWidgets import QLabel

    label = next(each for each in host.findChildren(QLabel) if f"href='{link}'" in each.text())
    label.linkActivated.emit(link)


def test_what_a_finalised_meeting_says_stands_on_the_edges_of_the_cards(
    cell: Cell, show: Callable[[], Host]
) -> None:
    lock(*cell[:2])
    host = show()
    said = next(one for one in shown(host, Message) if one.accessibleName().startswith("Buổi này đã chốt"))
    card = shown(host, Card)[0]
    left = card.mapTo(host, QPoint(0, 0)).x()
    assert said.mapTo(host, QPoint(0, 0)).x() == left
    assert said.mapTo(host, QPoint(said.width(), 0)).x() <= left + card.width() + look.px(4)


def test_what_was_taken_in_is_asked_for_as_it_is_printed(cell: Cell, show: Callable[[], Host]) -> None:
    change_meeting(*cell[:2], kind="thematic")
    assert "Ghi sau thảo luận: góp ý nào được tiếp thu." in words_shown(show())
