"""The step "Xét từng người": a card a person, votes one by one, what follows offered and never done silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.ballots import change_ballot
from chibo_desktop.actions.cases import add_case, begin_vote, grant_exemption
from chibo_desktop.actions.meetings import add_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_member
from chibo_desktop.lists.roster import standings_of
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from ui.fitting import cut
from ui.hands import editor, error_of, press, shown, words_on
from ui.hands import write as put
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


def begin(cell: Cell, kind: str) -> Cell:
    """A meeting of the kind on the evening of the regular one: nine of a base of ten may vote."""
    desk, _, people = cell
    _, meeting = add_meeting(
        desk,
        period="2026-11",
        kind=kind,
        held_on=date(2026, 11, 5),
        started_at=time(19, 30),
        secretary_id=people[1],
    )
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, people[2], "excused", "ốm")
    return desk, meeting, people


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def show(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[str], tuple[Host, Cell]]]:
    """Opens the step of a meeting of the kind."""
    opening: list[Iterator[Callable[[], Host]]] = []

    def shown(kind: str) -> tuple[Host, Cell]:
        held = begin(cell, kind)
        opening.append(opened(held, qtbot, "cases"))
        return next(opening[-1])(), held

    yield shown
    for each in opening:
        next(each, None)


def consider(name: str) -> None:
    """Another person, named from the keyboard."""
    key(Qt.Key.Key_F2)
    type_letters(focused(), name)
    key(Qt.Key.Key_Tab)


def test_a_person_is_considered_from_the_keyboard_and_reported_in_full_when_five_of_ten_vote_for(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, _ = show("admission")
    key(Qt.Key.Key_F2)
    assert focused().accessibleName() == "Họ và tên người được xét"
    type_letters(focused(), "Vàng A Páo")
    key(Qt.Key.Key_Tab)
    press(host, "Ghi kết quả biểu quyết")
    write(host, "Tán thành", "5")
    write(host, "Không tán thành", "4")
    (row,) = host.sheet().cases
    assert (row.name, row.carried) == ("Vàng A Páo", False)
    said = words_shown(host)
    assert row.sentence.startswith("Vàng A Páo: 5 trên 10 tán thành")
    assert "5 trên 10 tán thành, đạt 50,0 %: chưa đủ điều kiện đề nghị kết nạp, cần 7 phiếu." in said
    assert "vẫn phải báo cáo đầy đủ kết quả" in said
    assert host.sheet().ballots == ()


def test_only_paper_or_card_is_offered_for_an_admission(show: Callable[[str], tuple[Host, Cell]]) -> None:
    host, (desk, meeting, _) = show("admission")
    _, case = add_case(desk, meeting, full_name="Vàng A Páo")
    begin_vote(desk, case)
    host.refresh()
    press(host, "Vàng A Páo, Đề nghị kết nạp, Chưa biểu quyết")
    assert "Hình thức: Phiếu kín" in words_on(host)
    assert "Hình thức: Giơ tay" not in words_on(host)


def test_a_member_is_found_by_letters_and_nobody_else_is_taken(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, (desk, _, _) = show("full_membership")
    add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2025, 11, 3))
    host.refresh()
    consider("pao")
    assert [row.name for row in host.sheet().cases] == ["Giàng A Páo"]


def test_an_official_member_is_refused_beside_the_name(show: Callable[[str], tuple[Host, Cell]]) -> None:
    host, _ = show("full_membership")
    consider("Vàng Thị Mai")
    assert "đã là đảng viên chính thức" in error_of(host, "Đảng viên được xét")
    assert host.sheet().cases == ()


def test_the_exemption_the_cell_decided_is_written_only_by_its_button(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, (desk, _, people) = show("exemption")
    consider("Mùa A Sấu")
    write_choice(host, "Lý do miễn", "Tuổi cao, sức yếu")
    write(host, "Miễn từ ngày", "1/12/2026")
    press(host, "Ghi kết quả biểu quyết")
    write(host, "Tán thành", "9")
    member = host.sheet().cases[0].facts.text("member_id")
    assert member == people[11]
    assert [each.text("kind") for each in standings_of(desk.store, member)] == ["official"]
    assert "Chi bộ quyết định và báo cáo lên cấp trên" in words_shown(host)
    assert "Chốt buổi họp xong thì ghi được diện miễn sinh hoạt từ ngày 01/12/2026" in words_shown(host)
    assert not [each for each in words_on(host) if each.startswith("Ghi diện miễn")]
    lock(desk, host.sheet().meeting.id)
    host.refresh()
    press(host, "Ghi diện miễn sinh hoạt từ ngày 01/12/2026: Mùa A Sấu")
    added = [each for each in standings_of(desk.store, member) if each.text("kind") == "exempt"]
    assert [each.day("from_on") for each in added] == [date(2026, 12, 1)]
    assert "Mùa A Sấu: đã ghi từ ngày 01/12/2026." in words_shown(host)


def test_finalising_an_exemption_leads_to_where_it_is_written_into_the_list(cell: Cell, qtbot: QtBot) -> None:
    desk, meeting, people = begin(cell, "exemption")
    _, case = add_case(desk, meeting, member_id=people[5], ground="age_health", from_on=date(2026, 12, 1))
    change_ballot(desk, begin_vote(desk, case)[1][0], yes_count=9)
    lock(desk, meeting)
    opening = opened((desk, meeting, people), qtbot, "finalise")
    host = next(opening)()
    press(host, "Ghi diện miễn sinh hoạt vào danh sách")
    assert host.asked_for == ["cases"]
    grant_exemption(desk, case)
    host.refresh()
    assert "Ghi diện miễn sinh hoạt vào danh sách" not in words_on(host)
    next(opening, None)


def write_choice(host: Host, label: str, words: str) -> None:
    put(host, label, words)


def test_forms_of_discipline_are_added_up_before_the_eyes(show: Callable[[str], tuple[Host, Cell]]) -> None:
    host, _ = show("discipline")
    consider("Vàng Thị Mai")
    press(host, "Ghi kết quả biểu quyết")
    for label, number in (("Khiển trách", "2"), ("Cảnh cáo", "4"), ("Cách chức", "3")):
        write(host, label, number)
    assert (
        "Không hình thức nào đủ phiếu nên cộng từ hình thức nặng nhất xuống: khai trừ 0, cách chức 3, "
        "cảnh cáo 3 + 4 = 7 trên 10 phiếu, đủ quá một nửa: cảnh cáo."
    ) in words_shown(host)
    write(host, "Khai trừ", "1")
    refused = error_of(host, "Khai trừ")
    assert refused.startswith("Các hình thức cộng lại 10 phiếu, nhưng chỉ 9 đảng viên chính thức có mặt")
    write(host, "Khai trừ", "12")
    assert "Tán thành" not in error_of(host, "Khai trừ")


@pytest.mark.parametrize("kind", ["discipline", "full_membership"])
def test_no_way_of_voting_is_offered_before_anybody_is_named(
    show: Callable[[str], tuple[Host, Cell]], kind: str
) -> None:
    host, _ = show(kind)
    key(Qt.Key.Key_F2)
    assert focused().accessibleName() == "Đảng viên được xét"
    assert "Hình thức biểu quyết" not in words_shown(host)
    assert not [each for each in words_on(host) if "Giơ tay" in each]


def test_a_form_of_discipline_is_proposed_and_what_the_votes_came_to_stands_with_them(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, _ = show("discipline")
    consider("Vàng Thị Mai")
    write_choice(host, "Hình thức đề nghị", "Cảnh cáo")
    press(host, "Ghi kết quả biểu quyết")
    write(host, "Khiển trách", "9")
    assert "Khiển trách được 9 trên 10 phiếu" in words_shown(host)
    assert written(host, "Hình thức đề nghị") == "Cảnh cáo"


def test_a_resolution_is_drafted_from_the_facts_without_the_name(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, (desk, meeting, _) = show("admission")
    _, case = add_case(desk, meeting, full_name="Vàng A Páo")
    begin_vote(desk, case)
    host.refresh()
    press(host, "Vàng A Páo, Đề nghị kết nạp, Chưa biểu quyết")
    write(host, "Tán thành", "8")
    press(host, "Dự thảo nghị quyết về trường hợp này")
    assert written(host, "Trích yếu: về việc") == ""
    assert "Để trống thì nghị quyết ghi: “đề nghị kết nạp đảng viên”" in words_shown(host)
    write(host, "Tán thành", "4")
    assert "“kết quả biểu quyết đề nghị kết nạp đảng viên”" in words_shown(host)
    assert "“Chi bộ báo cáo đầy đủ kết quả biểu quyết lên cấp trên.”" in words_shown(host)
    assert host.sheet().resolution is None


def test_a_day_of_exemption_that_is_not_after_the_meeting_is_refused_beside_it(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, _ = show("exemption")
    consider("Mùa A Sấu")
    write(host, "Miễn từ ngày", "5/11/2026")
    assert "Ghi từ ngày 06/11/2026" in error_of(host, "Miễn từ ngày")


def test_a_zero_beside_every_form_says_that_nobody_chose_any(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, _ = show("discipline")
    consider("Vàng Thị Mai")
    press(host, "Ghi kết quả biểu quyết")
    for label in ("Khiển trách", "Cảnh cáo", "Cách chức"):
        write(host, label, "0")
        assert "Không hình thức" not in words_shown(host)
    write(host, "Khai trừ", "0")
    assert "Không hình thức kỷ luật nào được bỏ phiếu" in words_shown(host)


def test_what_was_being_typed_of_a_person_is_there_again(
    show: Callable[[str], tuple[Host, Cell]], cell: Cell, qtbot: QtBot
) -> None:
    host, _ = show("admission")
    key(Qt.Key.Key_F2)
    type_letters(focused(), "Vàng A P")
    qtbot.waitUntil(lambda: [draft.text for draft in list_drafts(cell[0].store)] == ["Vàng A P"])
    assert written(host.again(), "Họ và tên người được xét") == "Vàng A P"


def test_an_ordinary_meeting_begins_to_consider_somebody_from_its_votes(cell: Cell, qtbot: QtBot) -> None:
    opening = opened(cell, qtbot, "votes")
    host = next(opening)()
    press(host, "Xét từng người")
    write_choice(host, "Xét một người về việc", "Miễn công tác và sinh hoạt")
    assert host.asked_for == ["cases"]
    assert [row.matter for row in host.sheet().cases] == ["exemption"]
    assert "cases" in [step.key for step in host.sheet().steps]
    assert "Xét từng người" not in words_on(host)
    next(opening, None)


def test_what_is_missing_opens_the_person_at_the_box_of_the_vote(
    show: Callable[[str], tuple[Host, Cell]],
) -> None:
    host, (desk, meeting, _) = show("admission")
    for name in ("Vàng A Páo", "Lò Thị Inh"):
        begin_vote(desk, add_case(desk, meeting, full_name=name)[1])
    host.refresh()
    gap = next(each for each in host.sheet().missing if each.sentence.startswith("Lò Thị Inh"))
    host.step.show_place(gap.id, gap.field)
    assert focused() is editor(host, "Tán thành")
    type_letters(focused(), "8")
    key(Qt.Key.Key_Tab)
    assert [row.carried for row in host.sheet().cases] == [None, True]


def test_a_finalised_person_can_only_be_read(show: Callable[[str], tuple[Host, Cell]]) -> None:
    host, (desk, meeting, _) = show("admission")
    _, case = add_case(desk, meeting, full_name="Vàng A Páo")
    (ballot,) = begin_vote(desk, case)[1]
    change_ballot(desk, ballot, yes_count=8, no_count=1)
    lock(desk, meeting)
    host.refresh()
    QApplication.processEvents()
    assert "8 trên 10 tán thành, đạt 80,0 %: đủ điều kiện đề nghị kết nạp." in words_shown(host)
    names = words_on(host)
    assert not [each for each in ("Thêm người được xét", "Dự thảo", "Biểu quyết lần 2") if each in names]


@pytest.mark.parametrize(
    ("width", "zoom"), [(582, 100), pytest.param(1118, 150, marks=pytest.mark.long), (1366, 200)]
)
def test_every_matter_is_whole_on_the_screen(
    show: Callable[[str], tuple[Host, Cell]], width: int, zoom: int
) -> None:
    host, (desk, meeting, people) = show("discipline")
    _, admission = add_case(desk, meeting, matter="admission", full_name="Vàng A Páo")
    _, exemption = add_case(desk, meeting, matter="exemption", member_id=people[3], ground="age_health")
    _, measure = add_case(desk, meeting, member_id=people[4])
    begin_vote(desk, measure)
    for case in (admission, exemption):
        (ballot,) = begin_vote(desk, case)[1]
        change_ballot(desk, ballot, method="secret", yes_count=6, no_count=3)
    look.set_zoom(zoom)
    host.resize(width, 700)
    host.refresh()
    for name in [row.name for row in host.sheet().cases]:
        folded = [one for one in shown(host, QAbstractButton) if one.accessibleName().startswith(f"{name}, ")]
        folded[0].click()
        for _ in range(4):
            QApplication.processEvents()
        assert cut(host) == []
    look.set_zoom(100)
