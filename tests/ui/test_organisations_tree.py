"""The tree of "Tổ chức bên dưới" when it is large: folded, walked by keys, sought in, seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.organisations import FEW
from chibo_desktop.ui.editors.organisations_card import OrganisationPanel
from chibo_desktop.ui.editors.organisations_tree import MOST_FOUND, TreeRows
from chibo_desktop.ui.frame import Frame
from ui.hands import button, make_desk, shown, words_on, write
from ui.structure_hands import below, lines, many


def key(held: QWidget, pressed: Qt.Key) -> QWidget:
    """Presses a key on a widget; gives the one that has the keyboard then."""
    held.setFocus()
    QTest.keyClick(held, pressed)
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    """A province of two communes with more cells than stand open by themselves."""
    upper = make_desk(tmp_path, "upper").desk
    many(upper, 2, FEW)
    window, frame = below(qtbot, upper)
    yield frame
    window.close()


def test_a_large_tree_is_folded_and_a_line_opens_by_key_or_arrow_and_stays_open(
    large: Frame,
) -> None:
    folded = f"Đảng bộ xã 01, {FEW} chi bộ · tổ chức cũ, ghi lại, đang gấp"
    assert lines(large) == [folded.replace("01", "00", 1), folded]
    key(button(large, folded), Qt.Key.Key_Right)
    assert len(lines(large)) == 2 + FEW
    write(large, "Xem ngày", "1/7/2025")
    assert len(lines(large)) == 2 + FEW
    opened = button(large, folded.replace("gấp", "mở"))
    QTest.mouseClick(opened, Qt.MouseButton.LeftButton, pos=QPoint(4, opened.height() // 2))
    assert lines(large) == [folded.replace("01", "00", 1), folded]
    assert not shown(large, OrganisationPanel)


def test_the_arrows_walk_the_tree_and_left_goes_to_the_body_above(large: Frame) -> None:
    held = key(button(large, lines(large)[0]), Qt.Key.Key_Right)
    first = held.accessibleName()
    for _ in range(3):
        held = key(held, Qt.Key.Key_Down)
    assert held.accessibleName() == "Chi bộ bản Nà Hừ 00/002"
    assert key(held, Qt.Key.Key_Left).accessibleName() == first


def test_what_is_sought_without_marks_stands_beneath_its_commune(large: Frame) -> None:
    write(large, "Tìm tổ chức", "na hu 01/002")
    assert [line.partition(",")[0] for line in lines(large)] == ["Đảng bộ xã 01", "Chi bộ bản Nà Hừ 01/002"]
    write(large, "Tìm tổ chức", "suối")
    assert "Không có tổ chức nào tên có “suối” trong cây ngày này." in words_on(large)
    write(large, "Tìm tổ chức", "")
    assert len(lines(large)) == 2


def test_of_more_than_anybody_reads_the_rest_is_said_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    upper = make_desk(tmp_path, "upper").desk
    many(upper, 1, MOST_FOUND)
    window, frame = below(qtbot, upper)
    write(frame, "Tìm tổ chức", "ban na hu")
    assert len(lines(frame)) == MOST_FOUND
    assert "Còn 1 dòng nữa. Gõ thêm chữ để tìm hẹp lại." in words_on(frame)
    window.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_eight_lines_of_a_large_tree_are_seen_at_once_and_one_bar_scrolls_them(
    qtbot: QtBot, tmp_path: Path, zoom: int
) -> None:
    upper = make_desk(tmp_path, "upper").desk
    many(upper, 12, 3)
    look.set_zoom(zoom)
    window, frame = below(qtbot, upper)
    window.resize(1366, 768)
    for _ in range(12):
        QApplication.processEvents()
    tree = shown(frame, TreeRows)[0]
    seen = [one for one in shown(tree, QAbstractButton) if one.visibleRegion().boundingRect() == one.rect()]
    assert len(seen) >= 8
    around = [area for area in shown(frame, QScrollArea) if area.isAncestorOf(tree)]
    assert sum(area.verticalScrollBar().maximum() > 0 for area in around) <= 1
    assert not any(area.horizontalScrollBar().maximum() for area in around)
    window.close()
