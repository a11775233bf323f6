"""A proposal looked at stays true while others write, and says who would still lack visits; what is sought opens there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.visits import make_plan, plan_visit
from exchange.province import Province
from ui.hands import open_window, press, words_on
from ui.keys import type_letters
from visiting import make_visited, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def test_what_is_shown_is_worked_out_anew_when_something_is_written_meanwhile(
    qtbot: QtBot, province: Province
) -> None:
    desk = province.commune
    make_plan(desk, 2026, months="quarter_first", visits_each=3)
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    window, _ = open_window(desk, "visits")
    qtbot.addWidget(window)
    press(window, "Xếp lượt dự năm 2026")
    qtbot.waitUntil(lambda: "Sẽ thêm 1 lượt ở 1 chi bộ" in words_on(window))
    assert "đã đi 0, đã xếp 0, thêm 1; cần 3, còn thiếu 2" in words_on(window)
    assert window.frame is not None
    for cell in province.cells:
        window.frame.session.do(plan_visit, cell.organisation_id, "2026-10")
    qtbot.waitUntil(lambda: "Không có lượt nào để thêm" in words_on(window))
    assert "Sẽ thêm" not in words_on(window)
    window.close()


def test_somebody_who_goes_is_found_and_opened_among_the_teams(qtbot: QtBot, province: Province) -> None:
    write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    window, _ = open_window(province.commune)
    qtbot.addWidget(window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field is not None
    type_letters(field, "xuaan")
    qtbot.waitUntil(lambda: "Hà Thị Xuân" in words_on(window))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.frame is not None
    assert window.frame.shown() == "visits"
    assert window.frame.page("visits").place() == "teams"
    window.close()
