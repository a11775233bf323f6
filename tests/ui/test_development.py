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
from chibo_desktop.actions.admission_targets import give_targets
from chibo_desktop.actions.candidates import add_candidate, add_step, assign_helper, stop_candidate
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.candidate_way import ways
from chibo_desktop.lists.candidates import candidates_of
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import children
from exchange.province import make_province
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
    press(window, "Ghi bước này")
    assert error_of(window, "Thiếu gì, cần bổ sung gì")
    write(window, "Thiếu gì, cần bổ sung gì", "ý kiến chi đoàn")
    press(window, "Ghi bước này")
    (held,) = candidates_of(commune.store, cell.organisation_id, commune.today)
    assert (held.way.state, held.steps[-1].by) == ("returned", "body")
    assert "Ghi: gửi hồ sơ" not in words_on(window)
    window.close()


def test_the_cell_reads_on_today_the_number_it_was_given_and_what_the_list_still_lacks(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with make_province(tmp_path) as made:
        candidate = add_candidate(made.cell, full_name="Giàng Thị Súa")[1]
        add_step(made.cell, candidate, "ceremony", date(2026, 9, 20))
        give_targets(made.commune, 2026, {made.cell.organisation_id: 2})
        made.send(made.commune, made.cell)
        window, frame = open_window(made.cell, "today")
        qtbot.addWidget(window)
        assert "Giàng Thị Súa" in row(window, "Đưa vào danh sách đảng viên")
        press(window, row(window, "Chỉ tiêu kết nạp năm 2026: 2 đảng viên"))
        assert frame.page("development").place() == "targets"
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


def test_a_helper_chosen_wrongly_is_put_right_who_is_listed_is_joined_and_who_was_given_up_comes_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    people = make_members(desk, 2)
    young = add_member(desk, full_name="Vàng A Páo", official=False, admitted_on=date(2026, 9, 20))[1]
    candidate = add_candidate(desk, full_name="Vàng A Páo")[1]
    assign_helper(desk, candidate, people[0], date(2026, 1, 5))
    window, frame = open_window(desk, "development")
    qtbot.addWidget(window)
    frame.page("development").open(candidate)
    press(window, row(window, "Vàng A Chứ, từ 05/01/2026"))
    write(window, "Đến hết ngày", "01/11/2026")
    press(window, "Sửa phân công này")
    assert "đã thôi" in row(window, "Vàng A Chứ, ")
    press(window, row(window, "Vàng A Chứ, "))
    press(window, "Ghi nhầm, bỏ phân công này")
    assert candidates_of(desk.store, desk.organisation_id, desk.today)[0].helpers == ()

    press(window, "Nối với đồng chí trong danh sách")
    press(window, "Nối")
    (joined,) = candidates_of(desk.store, desk.organisation_id, desk.today)
    assert joined.facts.text("member_id") == young

    stop_candidate(desk, candidate, date(2026, 10, 20), "đi làm ăn xa")
    frame.session.look()
    press(window, "Xem xét lại")
    write(window, "Bước", "Học xong lớp đảng viên mới")
    write(window, "Ngày", "20/10/2026")
    press(window, "Ghi bước này")
    assert error_of(window, "Ngày")
    write(window, "Ngày", "21/10/2026")
    press(window, "Ghi bước này")
    (again,) = candidates_of(desk.store, desk.organisation_id, desk.today)
    assert again.way.state == "new_course"
    window.close()


def test_a_remark_is_of_the_helper_of_today_never_written_over_unseen_and_opens_to_be_put_right(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    first, second = make_members(desk, 2)
    candidate = add_candidate(desk, full_name="Vàng A Páo")[1]
    former = assign_helper(desk, candidate, first, date(2026, 10, 5))[1]
    window, frame = open_window(desk, "development")
    qtbot.addWidget(window)
    frame.page("development").open(candidate)
    for words in ("Chăm làm.", "Được bà con tin."):
        press(window, "Ghi nhận xét của tháng")
        write(window, "Nhận xét của đồng chí Vàng A Chứ", words)
        press(window, "Ghi nhận xét")
    assert ("Chăm làm." in words_on(window), "Được bà con tin." in words_on(window)) == (True, True)
    assert "Ghi nhận xét của tháng" not in words_on(window)
    press(window, row(window, "Tháng 11"))
    write(window, "Nhận xét của đồng chí Vàng A Chứ", "Chăm làm, khéo tay.")
    press(window, "Sửa nhận xét")
    held = {facts.text("month")[:7]: facts.text("words") for facts in ways(desk.store).remarks(former)}
    assert held == {"2026-11": "Chăm làm, khéo tay.", "2026-10": "Được bà con tin."}

    assign_helper(desk, candidate, second, date(2026, 11, 1))
    frame.session.look()
    press(window, "Ghi nhận xét của tháng")
    write(window, "Nhận xét của đồng chí Giàng Thị Dua", "Tiến bộ.")
    press(window, "Ghi nhận xét")
    (joined,) = candidates_of(desk.store, desk.organisation_id, desk.today)
    assert [line.months for line in joined.helpers] == [("2026-11",), ("2026-11", "2026-10")]
    window.close()


def test_the_province_reads_and_has_nothing_to_press(qtbot: QtBot, tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        candidate = add_candidate(made.cell, full_name="Giàng Thị Súa")[1]
        add_step(made.cell, candidate, "sent", date(2026, 9, 4))
        made.send(made.cell, made.commune)
        made.send(made.commune, made.upper)
        window, frame = open_window(made.upper, "development")
        qtbot.addWidget(window)
        frame.page("development").open(candidate)
        said = words_on(window)
        assert "Gửi hồ sơ lên cấp trên" in said
        assert not [each for each in ("Ghi: ", "Trả hồ sơ", "Thôi xem xét", "Ghi bước khác") if each in said]
        window.close()


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
