"""What the page of proposals keeps in sight: the first rows, the sum of its chips, the keyboard, what it said last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import classify_proposal, join_proposals
from chibo_desktop.actions.proposals import change_proposal
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.proposals import list_proposals
from chibo_desktop.ui import look
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.chips import Chips
from chibo_desktop.ui.widgets.rows import RowList
from ui.hands import NOW, make_desk, open_window, press, shown, words_on, write
from ui.test_proposals_page import WORDS, desks, several

__all__ = ["desks", "several"]


@pytest.fixture
def at_150(qtbot: QtBot) -> Iterator[None]:
    look.set_zoom(150)
    look.apply()
    yield
    look.set_zoom(100)
    look.apply()


def opened(qtbot: QtBot, desk: Desk) -> tuple[MainWindow, Frame]:
    window, frame = open_window(desk, "proposals")
    qtbot.addWidget(window)
    return window, frame


def focus() -> str:
    held = QApplication.focusWidget()
    return held.accessibleName() if held is not None else ""


def test_at_150_the_first_rows_stand_on_the_first_screen_and_a_button_brings_search(
    qtbot: QtBot, several: tuple[Desk, list[str]], at_150: None
) -> None:
    window, _ = opened(qtbot, several[0])
    (rows,) = [one for one in shown(window, RowList) if one.accessibleName() == "Các kiến nghị"]
    QApplication.processEvents()
    second = rows.mapTo(window, QPoint(0, look.px(53) * 2)).y()
    assert second < window.height() - look.px(48)
    assert "Tìm trong sổ kiến nghị" not in words_on(window)
    press(window, "Tìm, lọc")
    assert focus() == "Tìm trong sổ kiến nghị"
    write(window, "Tìm trong sổ kiến nghị", "loa")
    assert "Tìm trong sổ kiến nghị" in words_on(window), "what narrows the list stays in sight"
    window.close()


def test_the_chips_add_up_to_all_where_one_was_joined_to_another(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    first, second, _third = (row.id for row in list_proposals(commune.store))
    join_proposals(commune, second, first)
    window, _ = opened(qtbot, commune)
    (chips,) = [one for one in shown(window, Chips) if one.accessibleName() == "Lọc kiến nghị"]
    said = words_on(chips)
    assert "Lọc: Tất cả, 3" in said
    assert "Lọc: Chưa trả lời, 2" in said
    assert "Lọc: Gộp cùng việc, 1" in said
    window.close()


def test_after_a_step_and_an_answer_the_keyboard_stays_with_the_proposal(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    asked = list_proposals(commune.store)[0].id
    classify_proposal(commune, asked, "commune")
    window, frame = opened(qtbot, commune)
    page = frame.page("proposals")
    page.open(asked)
    for words in ("Đôn đốc", "Báo đang giải quyết"):
        press(window, words)
        if words != "Đôn đốc":
            write(window, "Ghi chú, lý do", "Chờ vốn.")
        press(window, f"Ghi: {words.lower()}")
        qtbot.waitUntil(lambda words=words: focus() == words)  # type: ignore[misc]
    write(window, "Nội dung trả lời", WORDS)
    write(window, "Kết quả giải quyết", "Đã giải quyết")
    press(window, "Ghi trả lời")
    qtbot.wait(20)
    held = QApplication.focusWidget()
    assert held is not None
    assert page.isAncestorOf(held)
    assert focus() == "Các kiến nghị"
    window.close()


def test_what_was_said_of_a_file_stays_until_another_range_is_taken(
    qtbot: QtBot, tmp_path: Path, several: tuple[Desk, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    commune, _ = several
    book = tmp_path / "so.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(book), ""))
    window, frame = opened(qtbot, commune)
    press(window, "Lưu bảng tính …")
    frame.page("proposals").refresh()
    assert "Đã lưu “so.xlsx”" in words_on(window)
    write(window, "Nêu trong", "Năm 2026")
    assert "Đã lưu “so.xlsx”" not in words_on(window)
    window.close()


def test_a_step_left_open_over_midnight_is_of_the_day_it_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    commune = make_desk(tmp_path / "xa", "commune", clock).desk
    asked = old_proposal(commune, add_cell(commune, name="Chi bộ bản Nà Hừ")[1], "Cấp loa")
    classify_proposal(commune, asked, "commune")
    window, frame = opened(qtbot, commune)
    frame.page("proposals").open(asked)
    press(window, "Đôn đốc")
    clock.set(NOW + timedelta(days=2))
    press(window, "Ghi: đôn đốc")
    write(window, "Nội dung trả lời", WORDS)
    write(window, "Kết quả giải quyết", "Đã giải quyết")
    clock.set(NOW + timedelta(days=3))
    press(window, "Ghi trả lời")
    (row,) = list_proposals(commune.store)
    assert [step.taken_on for step in row.steps if step.sort == "urged"] == [date(2026, 11, 5)]
    assert [answer.answered_on for answer in row.answers] == [date(2026, 11, 6)]
    window.close()


def test_numbers_are_shown_by_the_register_they_stand_in_and_where_to_give_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    commune = make_desk(tmp_path / "xa", "commune").desk
    here, there = (add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Suối Lanh"))
    for month, cell in ((1, here), (2, there), (3, here)):
        last = old_proposal(commune, cell, f"Việc tháng {month}", date(2026, month, 5))
    change_proposal(commune, last, party_matter="civic")
    window, frame = opened(qtbot, commune)
    assert "không định hạn" in words_on(window)
    frame.page("proposals").open(last)
    assert "chưa có số: đánh ở cuối trang Kiến nghị" in words_on(window)
    frame.page("proposals").open("")
    press(window, "Xem số sẽ đánh")
    found = {
        one.accessibleName(): [row.title for row in one.rows()]
        for one in shown(window, RowList)
        if one.accessibleName().startswith("Số sẽ đánh")
    }
    assert found == {
        "Số sẽ đánh, sổ của Chi bộ bản Nà Hừ": ["Số 01 · Việc tháng 1", "Số 02 · Việc tháng 3"],
        "Số sẽ đánh, sổ của Chi bộ bản Suối Lanh": ["Số 01 · Việc tháng 2"],
    }
    press(window, "Đánh số 3 kiến nghị")
    assert "Số 01, bản Suối Lanh · Việc tháng 2" in words_on(window)
    window.close()


def old_proposal(desk: Desk, cell: str, words: str, day: date = date(2026, 10, 5)) -> str:
    """Raised before proposals had numbers."""
    with desk.for_organisation(cell).writing(cell) as writer:
        asked = writer.new_id()
        said = {"cell_id": cell, "content": words, "source": "people", "raised_on": day}
        writer.put("proposal", asked, **said)
    return asked
