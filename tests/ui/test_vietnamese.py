"""Promises about Qt's own words: buttons, context menus and dialogs speak Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.base import text
from chibo_desktop.ui import vietnamese


@pytest.fixture(autouse=True)
def spoken(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translator = vietnamese.install(qapp)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_standard_buttons_are_vietnamese(qtbot: QtBot) -> None:
    kind = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kind.Ok | kind.Cancel | kind.Save | kind.Discard)
    qtbot.addWidget(box)
    words = {button.text().replace("&", "") for button in box.buttons()}
    assert words == {"Đồng ý", "Thôi", "Lưu", "Bỏ thay đổi"}


def test_the_context_menu_of_a_field_is_vietnamese(qtbot: QtBot) -> None:
    line = QLineEdit("Nà Hừ")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn tất cả"]


def test_the_file_dialog_holds_no_english_word(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    words = {button.text() for button in dialog.findChildren(QAbstractButton)} - {""}
    tips = {button.toolTip() for button in dialog.findChildren(QAbstractButton)} - {""}
    assert "Thôi" in {word.replace("&", "") for word in words}
    assert not {word for word in words | tips if word.isascii() and len(word) > 3} - {"..."}


def test_a_word_nobody_translated_stays_readable() -> None:
    assert QCoreApplication.translate("QPrintDialog", "Quux") == "Quux"


def test_all_words_are_composed_letters() -> None:
    for english, words in vietnamese.QT_WORDS.items():
        assert words == text.nfc(words)
        assert english.count("%1") == words.count("%1")
