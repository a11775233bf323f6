"""The page "Phát triển đảng" in the window: from an empty page to the list of members, the commune's word, and whom a meeting considers."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actions.desks import make_members
from chibo_desktop.actions.candidates import add_candidate, add_step, assign_helper
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.candidates import candidates_of
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import children
from ui.hands import error_of, make_desk, open_window, press, words_on, write
from ui.keys import type_letters
from ui.step_host import focused, key, opened
from ui.test_every_zoom import faults


def row(window: object, begins: str) -> str:
    """The whole name of the row that begins so."""
    return next(words for words in words_on(window).split(" | ") if words.startswith(begins))  # type: ignore[arg-type]


def test_a_cell_goes_from_an_empty_page_by_steps_named_on_buttons_to_the_list_of_members(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    make_members(desk, 2)
    window, frame = open_window(desk, "development")
    qtbot.addWidget(window)
    press(window, "Thêm quần chúng ưu tú")
    press(window, "Ghi vào danh sách")
    assert error_of(window, "Họ và tên")
    write(window, "Họ và tên", "Vàng A Páo")
    press(window, "Ghi vào danh sách")
    assert "Chưa có đảng viên giúp đỡ." in words_on(window)
    press(window, "Ghi: chi bộ ra nghị quyết chọn quần chúng ưu tú")
    write(window, "Số nghị quyết chọn quần chúng", "03-NQ/CB")
    press(window, "Ghi bước này")
    assert "03-NQ/CB" in row(window, "Chi bộ ra nghị quyết chọn quần chúng ưu tú, 03/11/2026")
    (candidate,) = candidates_of(desk.store, desk.organisation_id, desk.today)
    assert candidate.way.state == "selected"
    add_step(desk, candidate.id, "ceremony", date(2026, 11, 2))
    frame.session.look()
    press(window, "Đưa vào danh sách đảng viên")
    write(window, "Ngày quyết định kết nạp", "20/10/2026")
    press(window, "Ghi vào danh sách")
    made = [
        each
        for each in list_members(desk.store, desk.organisation_id, desk.today)
        if each.name == "Vàng A Páo"
    ]
    assert [each.standing.membership for each in made] == ["probationary"]
    window.close()


def test_the_commune_sees_what_waits_on_today_and_writes_its_own_steps(qtbot: QtBot, tmp_path: Path) -> None:
    commune = make_desk(tmp_path, "commune").desk
    cell = commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])
    candidate = add_candidate(cell, full_name="Giàng Thị Súa")[1]
    for step, on in (("resolved", date(2026, 9, 1)), ("sent", date(2026, 9, 4))):
        add_step(cell, candidate, step, on)
    window, frame = open_window(commune, "today")
    qtbot.addWidget(window)
    assert "Hồ sơ đã gửi cấp trên" in row(window, "Giàng Thị Súa")
    press(window, row(window, "Giàng Thị Súa"))
    assert frame.shown() == "development"
    press(window, "Trả hồ sơ để bổ sung")
    write(window, "Ghi chú", "thiếu ý kiến chi đoàn")
    press(window, "Ghi bước này")
    (held,) = candidates_of(commune.store, cell.organisation_id, commune.today)
    assert (held.way.state, held.steps[-1].by) == ("returned", "body")
    assert "Ghi: gửi hồ sơ" not in words_on(window)
    window.close()


def test_a_meeting_offers_those_the_cell_prepares_and_fills_in_what_is_known(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    people = make_members(desk, 3)
    candidate = add_candidate(
        desk, full_name="Vàng A Páo", birth_date=PartialDate(1998, 4), home="bản Suối Lanh"
    )[1]
    assign_helper(desk, candidate, people[1], date(2026, 1, 5))
    held = date(2026, 11, 2)
    meeting = add_meeting(
        desk,
        period="2026-11",
        kind="admission",
        held_on=held,
        started_at=time(19, 30),
        secretary_id=people[0],
    )[1]
    opening = opened((desk, meeting, people), qtbot, "cases")
    next(opening)()
    key(Qt.Key.Key_F2)
    type_letters(focused(), "pao")
    QTest.keyClick(QApplication.activePopupWidget() or focused(), Qt.Key.Key_Return)
    (case,) = children(desk.store, "person_case", "meeting_id", meeting)
    assert case.text("candidate_id") == candidate
    assert [case.shown(name) for name in ("full_name", "birth_date", "origin", "helpers")] == [
        "Vàng A Páo",
        "04/1998",
        "bản Suối Lanh",
        "Giàng Thị Dua",
    ]
    next(opening, None)


@pytest.mark.long
def test_nothing_is_cut_at_any_zoom(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    people = make_members(desk, 2)
    add_member(desk, full_name="Pờ A Tủa", official=False)
    candidate = add_candidate(desk, full_name="Vàng A Páo")[1]
    assign_helper(desk, candidate, people[0], date(2026, 1, 5))
    add_step(desk, candidate, "resolved", date(2026, 9, 1))
    window, frame = open_window(desk, "development")
    qtbot.addWidget(window)
    page = frame.page("development")
    places = [(opens, lambda opens=opens: page.open(opens)) for opens in ("candidates", candidate)]
    assert faults(window, places) == []
    window.close()
