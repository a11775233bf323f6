"""Promises of the filter row on one line: what has no room is behind “Thêm…”, the chip taken stays in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.folded_chips import MORE, FoldedChips

CHIPS = [Chip("", "Tất cả", 132), Chip("late", "Quá hạn", 19, "late"), Chip("missed", "Bỏ kỳ", 1, "absent")]
CHIPS += [Chip("theme", "Có chuyên đề", 25, "dot", "theme"), Chip("future", "Chưa đến", 22, "dot")]


def row(qtbot: QtBot, width: int) -> FoldedChips:
    made = FoldedChips(CHIPS)
    qtbot.addWidget(made)
    made.resize(look.px(width), look.px(60))
    made.show()
    return made


def seen(made: FoldedChips) -> list[str]:
    return [each.accessibleName() for each in made.findChildren(QAbstractButton) if each.isVisible()]


def choices(made: FoldedChips) -> list[str]:
    (menu,) = made.findChildren(QMenu)
    return [action.text() for action in menu.actions()]


def test_with_room_enough_every_chip_is_on_the_line(qtbot: QtBot) -> None:
    assert len(seen(row(qtbot, 1000))) == len(CHIPS)


def test_without_room_the_last_are_behind_a_button_and_the_row_stays_one_line(qtbot: QtBot) -> None:
    made = row(qtbot, 420)
    assert seen(made)[:2] == ["Lọc: Tất cả, 132", "Lọc: Quá hạn, 19"]
    assert seen(made)[-1] == MORE
    assert choices(made) == ["Bỏ kỳ  1", "Có chuyên đề  25", "Chưa đến  22"]
    assert made.height() == look.px(look.CONTROL)


def test_a_chip_chosen_behind_the_button_filters_and_comes_into_sight(qtbot: QtBot) -> None:
    made = row(qtbot, 420)
    (menu,) = made.findChildren(QMenu)
    with qtbot.waitSignal(made.chosen) as told:
        next(action for action in menu.actions() if action.data() == "future").trigger()
    assert told.args == ["future"]
    assert made.taken() == "future"
    assert "Lọc: Chưa đến, 22" in seen(made)
    assert "Chưa đến  22" not in choices(made)
    assert made.height() == look.px(look.CONTROL)
