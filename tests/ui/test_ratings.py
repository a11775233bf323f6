"""The yearly rating as one list by keys alone, with one choice above it of how it was voted on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.lists.advice import advice_at
from chibo_desktop.ui import look
from ui.fitting import cut
from ui.hands import button, press
from ui.step_host import Host, focused, key, lock, make_cell, opened, words_shown
from ui.test_cases import begin


@pytest.fixture
def host(tmp_path: Path, qtbot: QtBot) -> Iterator[Host]:
    """The step of a meeting of the yearly rating, the keyboard on its list."""
    opening = opened(begin(make_cell(tmp_path / "cell"), "review"), qtbot, "cases")
    yield next(opening)()
    next(opening, None)


def test_a_person_is_rated_in_four_keys_and_summed_up_by_level(host: Host) -> None:
    assert focused().accessibleName() == "Xếp loại từng đảng viên"
    for which in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return):
        key(which)
    for which in (
        Qt.Key.Key_2,
        Qt.Key.Key_2,
        Qt.Key.Key_7,
        Qt.Key.Key_Return,
        Qt.Key.Key_2,
        Qt.Key.Key_Return,
    ):
        key(which)
    rows = host.sheet().cases
    levels = [(row.facts.text("self_rating"), row.facts.text("rating"), row.carried) for row in rows]
    assert levels == [("excellent", "good", True), ("good", "good", True)]
    votes = [
        (row.ballots[0].facts.count("yes_count"), row.ballots[0].facts.count("no_count")) for row in rows
    ]
    assert votes == [(9, 0), (7, 2)]
    assert "Hoàn thành tốt nhiệm vụ: 2" in words_shown(host)


def test_a_vote_proposed_in_the_list_is_not_written_by_walking_past(host: Host) -> None:
    for which in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Up):
        key(which)
    (row,) = host.sheet().cases
    assert row.ballots == ()


def ways_written(host: Host) -> list[str]:
    """The method that stands in every vote of the rating; "" where none was written."""
    votes = [vote.facts for row in host.sheet().cases for vote in row.ballots]
    return [str(vote.values.get("method") or "") for vote in votes]


def test_how_the_rating_is_voted_on_is_chosen_once_above_the_list_and_by_nobody_else(host: Host) -> None:
    for which in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return):
        key(which)
    assert ways_written(host) == [""]
    assert chosen_way(host) == []
    advice = next(each for each in advice_at(host.desk.store, host.meeting) if "hình thức" in each.sentence)
    host.step.show_place(advice.id, advice.field)
    assert focused().accessibleName() == "Hình thức biểu quyết: Giơ tay"
    press(host, "Hình thức biểu quyết: Phiếu kín")
    assert ways_written(host) == ["secret"]
    focus_list(host)
    for which in (Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return):
        key(which)
    assert ways_written(host) == ["secret", "secret"]
    assert chosen_way(host.again()) == ["Hình thức biểu quyết: Phiếu kín"]


def test_a_method_chosen_before_anybody_was_rated_is_kept_with_the_first(host: Host) -> None:
    press(host, "Hình thức biểu quyết: Thẻ đảng viên")
    focus_list(host)
    key(Qt.Key.Key_1)
    assert ways_written(host) == ["card"]
    assert chosen_way(host.again()) == ["Hình thức biểu quyết: Thẻ đảng viên"]


def test_once_finalised_the_method_of_the_rating_can_be_read_and_not_changed(host: Host) -> None:
    for which in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return):
        key(which)
    press(host, "Hình thức biểu quyết: Giơ tay")
    lock(host.desk, host.meeting)
    host.refresh()
    assert chosen_way(host) == ["Hình thức biểu quyết: Giơ tay"]
    assert not button(host, "Hình thức biểu quyết: Phiếu kín").isEnabled()


def chosen_way(host: Host) -> list[str]:
    """What is taken of the methods above the list."""
    found = [each for each in host.findChildren(QAbstractButton) if each.isChecked()]
    return [each.accessibleName() for each in found if each.accessibleName().startswith("Hình thức biểu")]


def focus_list(host: Host) -> None:
    """Puts the keyboard on the list of those rated."""
    found = [each for each in host.findChildren(QAbstractItemView) if "Xếp loại" in each.accessibleName()]
    found[0].setFocus()


def test_the_rating_is_whole_on_the_screen(host: Host) -> None:
    for width, zoom in ((582, 100), (1366, 200)):
        look.set_zoom(zoom)
        host.resize(width, 700)
        for _ in range(4):
            QApplication.processEvents()
        assert cut(host) == []
    look.set_zoom(100)
