"""Pasting into fields: plain paragraphs as they are read, whole or not at all, the reason beneath the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import LineField, ProseField
from ui.hands import editor, error_of

WORD = (
    "<html><body><p style='font-family:VnTime'>Nghị\u00a0quyết:</p><ul><li>Làm đường</li></ul></body></html>"
)


@pytest.fixture(autouse=True)
def empty_clipboard(qtbot: QtBot) -> Iterator[None]:
    """What Python made must not stand on the clipboard when Qt goes."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def prose(qtbot: QtBot) -> ProseField:
    field = ProseField("Kết luận", max_len=60)
    qtbot.addWidget(field)
    return field


def paste(field: TypedField, words: str, html: str = "") -> None:
    """What another program puts on the clipboard, and Ctrl+V."""
    given = QMimeData()
    given.setText(words)
    if html:
        given.setHtml(html)
    QGuiApplication.clipboard().setMimeData(given)
    QTest.keyClick(editor(field, field.label()), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_paragraphs_and_lists_of_word_come_in_as_plain_lines(prose: ProseField) -> None:
    paste(prose, "Nghị\u00a0quyết:\r\n\uf0b7\tLàm đường\r\n1.\tTrồng quế\r\n", WORD)
    assert prose.value() == "Nghị quyết:\n- Làm đường\n- Trồng quế"


def test_a_page_that_gives_only_its_look_gives_its_words(prose: ProseField) -> None:
    given = QMimeData()
    given.setHtml("<p>Nghị <b>quyết</b></p>")
    QGuiApplication.clipboard().setMimeData(given)
    QTest.keyClick(editor(prose, "Kết luận"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert prose.value() == "Nghị quyết"


def test_a_paste_goes_into_the_middle_of_a_sentence_and_is_undone_at_once(prose: ProseField) -> None:
    prose.set_value("Làm xong.")
    field = editor(prose, "Kết luận")
    assert isinstance(field, QPlainTextEdit)
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)
    paste(prose, " đường")
    assert prose.value() == "Làm đường xong."
    field.undo()
    assert prose.value() == "Làm xong."


def test_too_much_is_refused_whole_with_how_much_there_is_room_for(prose: ProseField) -> None:
    prose.set_value("Làm xong.")
    paste(prose, "x" * 80)
    assert prose.value() == "Làm xong."
    assert "dài 80 chữ cái, ô này chỉ còn nhận được 51" in error_of(prose, "Kết luận")
    paste(prose, "Rồi.")
    assert error_of(prose, "Kết luận") == ""


def test_a_line_takes_a_paste_as_one_line_and_never_cuts_it(qtbot: QtBot) -> None:
    field = LineField("Nhiệm vụ", max_len=20)
    qtbot.addWidget(field)
    paste(field, "Làm\u00a0đường\nvào bản")
    assert field.value() == "Làm đường vào bản"
    paste(field, "Suối Lanh")
    assert field.value() == "Làm đường vào bản"
    assert "chỉ còn nhận được 3" in error_of(field, "Nhiệm vụ")


def test_what_is_typed_beyond_the_end_of_a_line_is_said(qtbot: QtBot) -> None:
    field = LineField("Nhiệm vụ", "12345", max_len=5)
    qtbot.addWidget(field)
    line = editor(field, "Nhiệm vụ")
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_6)
    assert error_of(field, "Nhiệm vụ") == "Ô này nhận nhiều nhất 5 chữ cái. Hãy viết gọn lại."
