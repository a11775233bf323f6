"""A list whose rows wrap: nothing a row says ends in an ellipsis, at any zoom and width."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chibo_desktop.ui.widgets.rows import Row, RowList

LONG = "Ô E12: “1/13/1990”: không có tháng 13. Gõ ngày trước, tháng sau, ví dụ 05/10/2026."


@pytest.mark.parametrize("width", [320, 480])
def test_a_long_reason_makes_its_row_higher_and_no_other(qtbot: QtBot, width: int) -> None:
    rows = [Row("a", "Lò Văn Hặc", LONG, "absent", "Chưa ghi được"), Row("b", "Vàng A Chứ", "1990")]
    wrapping, plain = RowList(rows, wraps=True), RowList(rows)
    for made in (wrapping, plain):
        qtbot.addWidget(made)
        made.resize(width, 400)
        made.show()
    high = [each.heightForWidth(each.width()) for each in wrapping.findChildren(QPushButton)]
    usual = [each.sizeHint().height() for each in plain.findChildren(QPushButton)]
    assert high[0] > usual[0]
    assert high[1] == usual[1]
    assert wrapping.heightForWidth(width) > plain.sizeHint().height()


def test_a_row_is_as_high_as_its_words_ask(qtbot: QtBot) -> None:
    made = RowList([Row("a", "Lò Văn Hặc", f"{LONG} {LONG}", "absent", "Chưa ghi được")], wraps=True)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    (row,) = made.findChildren(QPushButton)
    assert row.height() >= row.heightForWidth(row.width()) > row.sizeHint().height()


def test_a_long_title_wraps_with_and_without_a_second_line(qtbot: QtBot) -> None:
    rows = [Row("a", LONG, "Lò Văn Hặc", "tick", "Đã đọc"), Row("b", LONG), Row("c", "Ngắn", "Lò Văn Hặc")]
    made = RowList(rows, wraps=True)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    every = made.findChildren(QPushButton)
    assert [row.heightForWidth(360) > row.sizeHint().height() for row in every] == [True, True, False]
    assert all(row.height() >= row.heightForWidth(360) for row in every)


def test_a_wide_list_asks_for_no_more_height_than_its_rows_take(qtbot: QtBot) -> None:
    made = RowList([Row("a", LONG, f"{LONG} {LONG}", "tick", "Đã đọc")], wraps=True)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    assert made.sizeHint().height() == made.heightForWidth(900) < made.heightForWidth(320)
