"""A choice taken by a screen reader, which only toggles the button, counts like one that was clicked; once, not twice."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.choice_boxes import Choice, ChoiceBoxes
from chibo_desktop.ui.widgets.page_list import PageItem, PageList


def groups() -> list[tuple[QWidget, list[str]]]:
    """Each kind of group with its first choice taken, and what it tells."""
    chips, boxes = (
        Chips([Chip("a", "Một", 1), Chip("b", "Hai", 2)], "a"),
        ChoiceBoxes([Choice("a", "Một"), Choice("b", "Hai")], "a"),
    )
    segments = Segments([("a", "Một"), ("b", "Hai")], "a", "Xem")
    pages = PageList([PageItem("a", "Một", "today"), PageItem("b", "Hai", "members")], "a")
    made: list[tuple[QWidget, list[str]]] = []
    for group, signal in (
        (chips, chips.chosen),
        (boxes, boxes.chosen),
        (segments, segments.chosen),
        (pages, pages.page_chosen),
    ):
        told: list[str] = []
        signal.connect(told.append)
        made.append((group, told))
    return made


def second(group: QWidget) -> QAbstractButton:
    return next(each for each in group.findChildren(QAbstractButton) if "Hai" in each.accessibleName())


def test_toggled_by_a_screen_reader_it_is_told_once(qtbot: QtBot) -> None:
    for group, told in groups():
        qtbot.addWidget(group)
        found = QAccessible.queryAccessibleInterface(second(group))
        assert found is not None
        action = found.actionInterface()
        assert action is not None
        action.doAction(action.actionNames()[0])
        qtbot.waitUntil(lambda told=told: told == ["b"])  # type: ignore[misc]


def test_clicked_it_is_told_once(qtbot: QtBot) -> None:
    for group, told in groups():
        qtbot.addWidget(group)
        second(group).click()
        QApplication.processEvents()
        assert told == ["b"]


def test_taken_by_the_program_it_is_not_told(qtbot: QtBot) -> None:
    for group, told in groups():
        qtbot.addWidget(group)
        take = group.show_page if isinstance(group, PageList) else group.take  # type: ignore[attr-defined]
        take("b")
        QApplication.processEvents()
        assert told == []


def test_the_choice_of_none_is_told_like_any_other(qtbot: QtBot) -> None:
    """“Theo máy này” of the proxy has an empty key."""
    segments = Segments([("", "Theo máy này"), ("typed", "Gõ địa chỉ")], "typed", "Proxy")
    qtbot.addWidget(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    next(each for each in segments.findChildren(QAbstractButton) if "Theo" in each.accessibleName()).click()
    assert (told, segments.taken()) == ([""], "")
