"""Promises of the painted widgets: what the eye sees a screen reader can say, and keys reach everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.board import Board, BoardCell, BoardRow
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.choice_boxes import Choice, ChoiceBoxes
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from chibo_desktop.ui.widgets.paper_view import Mark, PaperView
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.progress import Progress, time_left
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip, StripPoint
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from ui.keys import click, press
from ui.scenes import SCENES

Shown = Callable[[QWidget], QWidget]


def said(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_every_step_can_be_gone_to_and_says_its_state(shown: Shown, qtbot: QtBot) -> None:
    thread = Thread(
        [Step(1, "Chuẩn bị", "done"), Step(2, "Điểm danh", "now"), Step(3, "Biểu quyết", "optional")]
    )
    shown(thread)
    steps = thread.findChildren(QPushButton)
    assert [said(step) for step in steps] == [
        "Bước 1, Chuẩn bị, xong",
        "Bước 2, Điểm danh, đang làm",
        "Bước 3, Biểu quyết, nếu có",
    ]
    steps[0].setFocus()
    press(steps[0], Qt.Key.Key_Down)
    press(steps[1], Qt.Key.Key_Down)
    with qtbot.waitSignal(thread.step_chosen) as chosen:
        press(steps[2], Qt.Key.Key_Space)
    assert chosen.args == [3]


def test_a_step_that_becomes_done_keeps_the_keyboard(shown: Shown) -> None:
    thread = Thread([Step(1, "Chuẩn bị", "now"), Step(2, "Điểm danh", "todo")])
    shown(thread)
    first = thread.findChildren(QPushButton)[0]
    first.setFocus()
    thread.set_steps([Step(1, "Chuẩn bị", "done"), Step(2, "Điểm danh", "now")])
    assert first.hasFocus()
    assert said(first) == "Bước 1, Chuẩn bị, xong"


@pytest.mark.parametrize(
    ("yes", "sentence"),
    [
        (15, "15 trên 18 phiếu tán thành, cần 12, tức 2/3: đủ"),
        (12, "12 trên 18 phiếu tán thành, cần 12, tức 2/3: đủ"),
        (11, "11 trên 18 phiếu tán thành, cần 12, tức 2/3: còn thiếu 1"),
    ],
)
def test_vote_boxes_say_result_and_threshold(yes: int, sentence: str, qtbot: QtBot) -> None:
    boxes = VoteBoxes(18, yes, 12)
    qtbot.addWidget(boxes)
    assert said(boxes) == sentence


def test_vote_boxes_fill_one_box_for_each_yes(qtbot: QtBot) -> None:
    boxes = VoteBoxes(18, 15, 12)
    qtbot.addWidget(boxes)
    boxes.resize(720, 56)
    picture = boxes.grab().toImage()
    middles = [picture.pixelColor(20 + 40 * place, 12) for place in range(18)]
    assert [colour == QColor(look.THEMES["light"].good) for colour in middles] == [True] * 15 + [False] * 3


@pytest.mark.parametrize("base", [0, 1, 3, 120])
def test_vote_boxes_paint_any_size_of_cell(base: int, qtbot: QtBot) -> None:
    boxes = VoteBoxes(base, base, base)
    qtbot.addWidget(boxes)
    assert not boxes.grab().isNull()


def test_the_strip_says_every_point_with_its_state(qtbot: QtBot) -> None:
    strip = Strip(
        [StripPoint("Đã in", "05/10"), StripPoint("Cấp trên", "chưa có", "missing")], "Biên bản T10"
    )
    qtbot.addWidget(strip)
    assert said(strip) == "Biên bản T10: Đã in 05/10, xong; Cấp trên chưa có, chưa có tin"


def test_what_changed_is_tinted_and_brought_into_view(shown: Shown) -> None:
    view = PaperView()
    window = shown(view)
    page = QImage(420, 594, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    view.show_pages([page, page, page])
    assert view.page_count() == 3
    mark = Mark(2, 400, 440)
    view.show_marks([mark], at=mark)
    picture = window.grab().toImage()
    tint = QColor(look.THEMES["light"].changed).rgb()
    places = [(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 3)]
    assert [place for place in places if picture.pixel(*place) == tint], "it was not brought into view"
    assert said(view) == "Bản giấy, 3 trang"


def test_pages_fill_the_width_and_ask_for_sharper_pictures(shown: Shown, qtbot: QtBot) -> None:
    view = PaperView()
    window = shown(view)
    before = view.picture_width()
    with qtbot.waitSignal(view.width_changed):
        window.resize(700, 700)
    assert view.picture_width() < before


def test_a_row_opens_with_enter_and_reads_title_and_state(shown: Shown, qtbot: QtBot) -> None:
    rows = RowList([Row("a", "Sửa đường nước", "Giàng A Vừ", "late", "Còn 1 ngày"), Row("b", "Rà soát")])
    shown(rows)
    first, second = rows.findChildren(QPushButton)
    assert said(first) == "Sửa đường nước, Giàng A Vừ, Còn 1 ngày"
    first.setFocus()
    press(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(rows.opened) as opened:
        press(second, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_choice_boxes_are_radio_buttons_for_the_screen_reader(shown: Shown, qtbot: QtBot) -> None:
    boxes = ChoiceBoxes(
        [Choice("cell", "Chi bộ bản", "bí thư, chi ủy"), Choice("commune", "Đảng ủy xã")], "cell"
    )
    shown(boxes)
    first, second = boxes.findChildren(QRadioButton)
    assert QAccessible.queryAccessibleInterface(first).role() == QAccessible.Role.RadioButton
    assert said(first) == "Chi bộ bản, bí thư, chi ủy"
    with qtbot.waitSignal(boxes.chosen) as chosen:
        click(second)
    assert chosen.args == ["commune"]
    assert boxes.taken() == "commune"


def test_taking_a_segment_from_the_program_sends_nothing(shown: Shown, qtbot: QtBot) -> None:
    segments = Segments([("secret", "Phiếu kín"), ("card", "Thẻ đảng viên")], "secret", "Cách biểu quyết")
    shown(segments)
    with qtbot.assertNotEmitted(segments.chosen):
        segments.take("card")
    assert segments.taken() == "card"


def test_the_board_moves_by_arrows_and_says_its_cells(shown: Shown, qtbot: QtBot) -> None:
    board = Board(["1", "2"], now="2")
    board.set_rows(
        [BoardRow("c1", "Bản Suối Lanh", (BoardCell("tick", "xã đã nhận"), BoardCell("half", "thiếu 3/5")))]
    )
    shown(board)
    board.set_current("c1", "1")
    press(board, Qt.Key.Key_Right)
    with qtbot.waitSignal(board.cell_chosen) as chosen:
        press(board, Qt.Key.Key_Return)
    assert chosen.args == ["c1", "2"]
    words = board.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Bản Suối Lanh, tháng 2: thiếu 3/5"


def test_a_popover_takes_the_keyboard_and_gives_it_back(shown: Shown, qtbot: QtBot) -> None:
    page = QWidget()
    owner = QPushButton("Bản Nậm Sủ", page)
    told = Popover(page, "Bản Nậm Sủ, kỳ tháng 11")
    told.add(QPushButton("Mở biên bản"))
    shown(page)
    owner.setFocus()
    told.point_at(owner, owner.rect())
    assert told.isVisible()
    inside = QApplication.focusWidget()
    assert inside is not None
    assert told.isAncestorOf(inside)
    with qtbot.waitSignal(told.closed):
        press(inside, Qt.Key.Key_Escape)
    assert not told.isVisible()
    assert owner.hasFocus()


def test_a_popover_stays_inside_its_page(shown: Shown) -> None:
    page = QWidget()
    told = Popover(page, "Bản Nậm Sủ, kỳ tháng 11")
    shown(page)
    for corner in (QRect(0, 0, 20, 20), QRect(page.width() - 20, page.height() - 20, 20, 20)):
        told.point_at(page, corner)
        assert page.rect().contains(told.geometry())
        assert not told.geometry().intersects(corner)


def test_long_work_says_how_many_of_how_many_and_can_be_stopped(shown: Shown, qtbot: QtBot) -> None:
    work = Progress()
    shown(work)
    work.start("In biên bản 30 chi bộ", 30)
    work.advance(30)
    assert said(work) == "In biên bản 30 chi bộ, 30 trên 30"
    stop = work.findChildren(QPushButton)[0]
    with qtbot.waitSignal(work.stop_asked):
        click(stop)
    assert not stop.isEnabled()
    assert stop.text().strip() == "Đang dừng"


@pytest.mark.parametrize(
    ("seconds", "words"), [(2, "sắp xong"), (11, "còn chừng 20\u00a0giây"), (100, "còn chừng 2\u00a0phút")]
)
def test_the_time_left_is_rounded_up(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_a_number_on_a_card_opens_its_list(shown: Shown, qtbot: QtBot) -> None:
    card = Card("Nhiệm vụ đến hạn", "3 trên 7 việc đang làm", opens=True)
    shown(card)
    link = card.findChildren(QPushButton)[0]
    with qtbot.waitSignal(card.note_chosen):
        press(link, Qt.Key.Key_Space)


def test_a_button_keeps_its_shortcut_when_its_words_change(qtbot: QtBot) -> None:
    button = Button("In thử", "quiet", icon="print", key="F9")
    qtbot.addWidget(button)
    button.say("In lại")
    assert [one.key().toString() for one in button.findChildren(QShortcut)] == ["F9"]
    assert said(button) == "In lại"


def test_the_ring_surrounds_the_focus_without_moving_it(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing.install(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QLineEdit(), QPushButton("Giữ bản này")
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = second.geometry()
    second.setFocus()
    assert ring.isVisible()
    assert ring.geometry() == before.adjusted(-3, -3, 3, 3)
    assert second.geometry() == before
    window.resize(500, 300)
    qtbot.waitUntil(lambda: ring.geometry() == second.geometry().adjusted(-3, -3, 3, 3))
    second.hide()
    assert ring.isHidden() or ring.geometry() == first.geometry().adjusted(-3, -3, 3, 3)
    qapp.focusChanged.disconnect(ring.on_focus_changed)
    ring.setParent(None)
    ring.deleteLater()


def test_the_ring_of_a_row_keeps_off_its_words_as_far_as_there_is_room(
    qtbot: QtBot, qapp: QApplication
) -> None:
    ring = FocusRing.install(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    rows = RowList([Row("a", "Chi bộ bản Nà Hừ", "05/10/2026", "done", "Đã chốt")])
    column.addWidget(rows)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rows.setFocus()
    for margin, off in ((24, 9), (4, 4)):
        column.setContentsMargins(margin, 20, margin, 20)
        QApplication.processEvents()
        assert ring.geometry() == rows.geometry().adjusted(-off, -3, off, 3)
    qapp.focusChanged.disconnect(ring.on_focus_changed)
    ring.setParent(None)
    ring.deleteLater()


def test_the_ring_outlives_the_page_it_stood_on(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing.install(qapp)
    for _ in range(3):
        window = QWidget()
        button = QPushButton("Mở biên bản", window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        button.setFocus()
        assert ring.isVisible()
        window.close()
        window.deleteLater()
        qapp.processEvents()
    qapp.focusChanged.disconnect(ring.on_focus_changed)
    ring.setParent(None)
    ring.deleteLater()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("scene", SCENES)
def test_every_control_has_a_name_and_nothing_is_cut(scene: str, percent: int, qtbot: QtBot) -> None:
    look.set_zoom(percent)
    made = SCENES[scene][0]()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    QApplication.processEvents()
    for widget in made.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert said(widget) or widget.objectName().startswith("qt_"), type(widget)
        if widget.isVisible() and isinstance(widget, QPushButton):
            hint = widget.minimumSizeHint()
            assert widget.width() >= hint.width(), said(widget)
            assert widget.height() >= hint.height(), said(widget)
