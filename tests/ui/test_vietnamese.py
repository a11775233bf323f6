"""Promises about Qt's own words: buttons, context menus and dialogs speak Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from chibo_desktop.base import text
from chibo_desktop.ui import vietnamese
from ui.hands import make_desk, open_window


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


ENGLISH = {
    word
    for sentence in vietnamese.QT_WORDS
    for word in re.findall(r"[a-z]{4,}", sentence.lower())
    if not any(word in said.lower().split() for said in vietnamese.QT_WORDS.values())
} - {"delete", "enter", "shift", "home"}
"""Qt's own English; the names of keys stand on the keyboard."""


def english_on(root: QWidget) -> set[str]:
    """The English words one can read or hear on a window, in any of its corners."""
    said = []
    for one in (root, *root.findChildren(QWidget)):
        said += [one.windowTitle(), one.toolTip(), one.accessibleName(), one.accessibleDescription()]
        said += [str(one.property(name) or "") for name in ("text", "title", "placeholderText")]
        if isinstance(one, QComboBox):
            said += [one.itemText(place) for place in range(one.count())]
    plain = re.sub(r"<[^>]*>", " ", " ".join(said)).lower()
    return ENGLISH & set(re.findall(r"[a-z]+", plain.replace("&", "")))


@pytest.mark.parametrize("kind", ["cell", "commune", "upper"])
def test_no_page_of_any_desk_holds_an_english_word(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    window, frame = open_window(make_desk(tmp_path, kind).desk)
    qtbot.addWidget(window)
    for name in frame.page_names():
        frame.show_page(name)
        QApplication.processEvents()
        assert english_on(window) == set(), name
    window.close()


def test_no_dialog_of_qt_holds_an_english_word(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    box = QMessageBox()
    every = QMessageBox.StandardButton
    box.setStandardButtons(every.Ok | every.Cancel | every.Yes | every.No | every.Retry | every.Ignore)
    box.setDetailedText("a")
    opened = QFileDialog()
    opened.setOption(QFileDialog.Option.DontUseNativeDialog)
    for dialog in (QPrintDialog(printer), box, opened, QInputDialog()):
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        assert english_on(dialog) == set(), type(dialog).__name__


def test_the_eye_for_english_sees_it(qtbot: QtBot) -> None:
    label = QLabel("Select a folder")
    qtbot.addWidget(label)
    assert english_on(label) == {"select", "folder"}


def test_a_word_nobody_translated_stays_readable() -> None:
    assert QCoreApplication.translate("QPrintDialog", "Quux") == "Quux"


def test_all_words_are_composed_letters() -> None:
    for english, words in vietnamese.QT_WORDS.items():
        assert words == text.nfc(words)
        assert english.count("%1") == words.count("%1")
