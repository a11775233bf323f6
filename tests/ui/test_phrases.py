"""Sentences to use again in the prose of the sheet: found by letters, put in at the caret, kept and put away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.phrases import keep_phrase
from chibo_desktop.lists.phrases import phrases_of
from ui.hands import button, editor, press, words_on
from ui.keys import compose, finish_composing, type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, written

CTRL = Qt.KeyboardModifier.ControlModifier
CONCLUSION = "Kết luận của chủ trì"
AGREED = "Chi bộ nhất trí với báo cáo."
FOLLOWED = "Giao đồng chí Bí thư theo dõi, đôn đốc."


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    made = make_cell(tmp_path / "cell")
    for body in (AGREED, FOLLOWED):
        keep_phrase(made[0], body)
    return made


@pytest.fixture
def content(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "content")


def begin(host: Host, words: str = "") -> QPlainTextEdit:
    """The caret in the chair's conclusion, behind some words, and the list open."""
    field = editor(host, CONCLUSION)
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    type_letters(field, words)
    key(Qt.Key.Key_Space, CTRL)
    return field


def kept(cell: Cell) -> list[str]:
    return [row.body for row in phrases_of(cell[0].store, cell[0].organisation_id) if row.id]


def test_letters_without_marks_find_a_sentence_and_enter_puts_it_in(content: Callable[[], Host]) -> None:
    host = content()
    field = begin(host, "Xong.")
    assert AGREED in words_on(host)
    type_letters(focused(), "nhat tri")
    assert FOLLOWED not in words_on(host)
    key(Qt.Key.Key_Return)
    assert focused() is field
    assert written(host, CONCLUSION) == f"Xong. {AGREED}"
    assert AGREED not in words_shown(host)


def test_the_arrows_choose_and_esc_leaves_everything_as_it_was(content: Callable[[], Host]) -> None:
    host = content()
    begin(host)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert written(host, CONCLUSION) == AGREED  # the one kept last stands first
    begin(host)
    type_letters(focused(), "giao")
    key(Qt.Key.Key_Escape)
    assert written(host, CONCLUSION) == AGREED
    assert not host.asked_for


def test_what_an_input_method_composes_looks_for_words_and_stays_out_of_the_field(
    content: Callable[[], Host],
) -> None:
    host = content()
    field = begin(host)
    compose(field, "nhất")
    assert FOLLOWED not in words_on(host)
    finish_composing(field, "nhất ")
    key(Qt.Key.Key_Return)
    assert written(host, CONCLUSION) == AGREED


def test_looking_for_a_sentence_does_not_write_the_opinion_one_is_in(content: Callable[[], Host]) -> None:
    host = content()
    type_letters(focused(), "kiêm")
    key(Qt.Key.Key_Return)
    type_letters(focused(), "Tôi đồng ý.")
    press(host, "Câu dùng lại · Ctrl+Space")
    assert host.sheet().agenda[0].opinions == ()
    type_letters(focused(), "giao")
    key(Qt.Key.Key_Return)
    assert written(host, "Ý kiến") == f"Tôi đồng ý. {FOLLOWED}"


def test_from_a_name_it_opens_for_the_words_that_follow(content: Callable[[], Host]) -> None:
    host = content()
    assert focused() is editor(host, "Người phát biểu")
    key(Qt.Key.Key_Space, CTRL)
    assert focused() is editor(host, "Ý kiến")
    assert AGREED in words_on(host)


def test_the_sentence_at_the_caret_is_kept(content: Callable[[], Host], cell: Cell) -> None:
    host = content()
    begin(host, "Thống nhất. Mỗi đảng viên phụ trách hai hộ.")
    for _ in range(2):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert kept(cell)[0] == "Mỗi đảng viên phụ trách hai hộ."
    assert "Đã giữ câu này." in words_shown(host)


def test_delete_puts_a_kept_sentence_away(content: Callable[[], Host], cell: Cell) -> None:
    host = content()
    begin(host)
    key(Qt.Key.Key_Delete)
    assert kept(cell) == [AGREED]
    assert "Đã bỏ câu ấy" in words_shown(host)


def test_any_other_key_closes_it_and_does_what_it_does(content: Callable[[], Host]) -> None:
    host = content()
    begin(host)
    key(Qt.Key.Key_Return, CTRL)
    assert host.asked_for == ["votes"]
    assert AGREED not in words_on(host)


def test_a_finalised_sheet_offers_no_sentences(content: Callable[[], Host], cell: Cell) -> None:
    lock(cell[0], cell[1])
    with pytest.raises(AssertionError):
        button(content(), "Câu dùng lại · Ctrl+Space")
