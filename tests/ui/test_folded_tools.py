"""Promises of tools on one line: what has no room is behind “Khác…”, and does there what it does on the line."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.folded_tools import MORE, FoldedTools
from chibo_desktop.ui.widgets.words import Words

TOOLS = ("Thêm từng lượt", "In phân công", "Sửa kế hoạch")


def line(qtbot: QtBot, width: int) -> FoldedTools:
    made = FoldedTools((Words("Năm 2026"),), [Button(words) for words in TOOLS])
    qtbot.addWidget(made)
    made.resize(look.px(width), look.px(60))
    made.show()
    return made


def seen(made: FoldedTools) -> list[str]:
    return [each.accessibleName() for each in made.findChildren(QAbstractButton) if each.isVisible()]


def test_with_room_enough_every_tool_is_on_the_line(qtbot: QtBot) -> None:
    assert seen(line(qtbot, 900)) == list(TOOLS)


def test_without_room_the_last_tools_are_behind_one_button(qtbot: QtBot) -> None:
    made = line(qtbot, 380)
    assert seen(made) == ["Thêm từng lượt", MORE]
    (menu,) = made.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["In phân công", "Sửa kế hoạch"]
    assert made.height() == look.px(look.CONTROL)


def test_a_tool_taken_from_the_list_is_pressed(qtbot: QtBot) -> None:
    made = line(qtbot, 380)
    edit = next(one for one in made.findChildren(Button) if one.accessibleName() == "Sửa kế hoạch")
    (menu,) = made.findChildren(QMenu)
    with qtbot.waitSignal(edit.clicked):
        menu.actions()[-1].trigger()


def test_room_that_comes_back_brings_the_tools_back(qtbot: QtBot) -> None:
    made = line(qtbot, 380)
    made.resize(look.px(900), made.height())
    assert seen(made) == list(TOOLS)
