"""Promises of keeping: what is typed outlives the window, a word being composed stays one word, nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.store.drafts import list_drafts, write_draft
from chibo_desktop.ui.session import Session
from driver import EVENING, PASSWORD, Secretary, make_cell, make_meeting

MEETING = "Sinh hoạt thường kỳ tháng 10 năm 2026"
PLACE = "Địa điểm"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_cell(tmp_path / "cell")
    make_meeting(made)
    return made


@pytest.fixture
def secretary(desk: Desk, qapp: object) -> Iterator[Secretary]:
    person = Secretary(desk)
    person.press(MEETING)
    person.press("Bước 1, Chuẩn bị")
    yield person
    person.close()


def place_of(desk: Desk) -> str:
    return str(desk.store.value("SELECT place FROM meeting"))


def drafts(desk: Desk) -> list[str]:
    return [draft.text for draft in list_drafts(desk.store)]


def test_what_is_typed_outlives_the_window(secretary: Secretary, qtbot: QtBot) -> None:
    secretary.go_to(PLACE)
    secretary.type_words("Nhà ông Lò Văn Pâng")
    qtbot.waitUntil(lambda: drafts(secretary.desk) == ["Nhà ông Lò Văn Pâng"], timeout=3_000)
    secretary.cut_power()
    again = open_desk(secretary.desk.folder, PASSWORD, clock=FixedClock(EVENING))
    assert place_of(again) == "Nhà văn hóa bản Suối Lanh"
    second = Secretary(again)
    second.press(MEETING)
    assert second.value(PLACE) == "Nhà ông Lò Văn Pâng"
    assert "giữ lúc 20:0" in second.screen()
    second.keys("Esc")
    assert place_of(again) == "Nhà ông Lò Văn Pâng"
    second.close()


def test_a_word_being_composed_is_kept_and_stays_one_word(secretary: Secretary, qtbot: QtBot) -> None:
    secretary.go_to(PLACE)
    secretary.type_words("Nhà văn ")
    secretary.compose("hoa")
    qtbot.waitUntil(lambda: drafts(secretary.desk) == ["Nhà văn hoa"], timeout=3_000)
    secretary.compose("hóa")
    qtbot.waitUntil(lambda: drafts(secretary.desk) == ["Nhà văn hóa"], timeout=3_000)
    assert place_of(secretary.desk) == "Nhà văn hóa bản Suối Lanh"
    secretary.finish_word("hóa")
    secretary.keys("Tab")
    assert place_of(secretary.desk) == "Nhà văn hóa"
    assert drafts(secretary.desk) == []


def test_a_second_writer_shows_both_values(secretary: Secretary) -> None:
    other = open_desk(secretary.desk.folder, PASSWORD, clock=FixedClock(EVENING))
    secretary.go_to(PLACE)
    secretary.type_words("Nhà ông Pâng")
    change_meeting(other, str(other.store.value("SELECT id FROM meeting")), place="Trường tiểu học")
    secretary.keys("Tab")
    assert place_of(secretary.desk) == "Trường tiểu học"
    assert secretary.value(PLACE) == "Nhà ông Pâng"
    assert "Trường tiểu học" in secretary.screen()
    secretary.follow("Giữ bản của tôi")
    assert place_of(secretary.desk) == "Nhà ông Pâng"
    other.close()


def test_the_other_value_can_be_taken(secretary: Secretary) -> None:
    other = open_desk(secretary.desk.folder, PASSWORD, clock=FixedClock(EVENING))
    secretary.go_to(PLACE)
    secretary.type_words("Nhà ông Pâng")
    change_meeting(other, str(other.store.value("SELECT id FROM meeting")), place="Trường tiểu học")
    secretary.keys("Tab")
    secretary.follow("Lấy bản kia")
    assert secretary.value(PLACE) == "Trường tiểu học"
    assert secretary.error(PLACE) == ""
    assert drafts(secretary.desk) == []
    other.close()


def test_a_day_that_cannot_be_read_stays_and_says_so(secretary: Secretary) -> None:
    secretary.go_to("Ngày sinh hoạt")
    secretary.type_words("31/9/2026")
    secretary.keys("Tab")
    assert secretary.error("Ngày sinh hoạt") == "Không có ngày 31/09/2026. Xem lại ngày và tháng."
    assert secretary.value("Ngày sinh hoạt") == "31/9/2026"


def test_esc_writes_the_field_and_leads_back_to_the_pages(secretary: Secretary) -> None:
    secretary.go_to(PLACE)
    secretary.type_words("Trường tiểu học")
    secretary.keys("Esc")
    assert place_of(secretary.desk) == "Trường tiểu học"
    assert secretary.has("Trang Đảng viên")


def test_keeping_or_forgetting_a_draft_does_not_read_the_pages_anew_but_another_program_does(
    desk: Desk, qapp: object, tmp_path: Path
) -> None:
    session = Session(desk, Settings(tmp_path))
    heard: list[object] = []
    session.changed.connect(heard.append)
    write_draft(desk.store, ("meeting", "aaaaaaaa-1", "conclusion"), "đang gõ", base="", user="bt")
    session.draft_kept()
    session.look()
    session.clear_draft("meeting", "aaaaaaaa-1", "conclusion")
    session.look()
    assert heard == []
    other = open_desk(desk.folder, PASSWORD, clock=FixedClock(EVENING))
    add_meeting(other, period="2026-11")
    session.look()
    assert len(heard) == 1
    other.close()
    session.close()
