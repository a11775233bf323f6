"""The guide: F1 opens it where one is, it is found by words without marks, every link and picture of it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTextBrowser
from pytestqt.qtbot import QtBot

from chibo_desktop.base.paths import resource
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui.editors.help_topics import (
    OF_PAGE,
    OF_PAGE_ABOVE,
    OF_PART,
    OF_STEP,
    find_topics,
    topics,
)
from chibo_desktop.ui.editors.help_view import HelpView
from chibo_desktop.ui.editors.old_books import OldBooks
from chibo_desktop.ui.editors.steps import STEP_CLASSES
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages import PAGES
from structure import ROOT
from ui.hands import editor, make_desk, open_window, press, shown, words_on, write
from ui.step_host import make_cell

PAGE_NAMES = {door.name for door in PAGES}
TITLES = {topic.name: topic.title for topic in topics()}


def help_of(window: MainWindow) -> str:
    """The title of the page of the guide on the screen."""
    text = next(one for one in shown(window, QTextBrowser))
    return text.accessibleDescription()


@pytest.mark.parametrize("kind", ["cell", "commune", "upper"])
def test_f1_opens_the_guide_at_the_page_one_is_on_and_esc_leads_back(
    qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    window, frame = open_window(make_desk(tmp_path, kind).desk)
    qtbot.addWidget(window)
    for name in frame.page_names():
        if name == "help":
            continue
        frame.show_page(name)
        # without it no shortcut is heard: a part of the page shown before it has a parent is a window for a moment
        assert window.isActiveWindow(), f"a part of “{name}” took the keyboard"
        QTest.keyClick(window, Qt.Key.Key_F1)
        wanted = OF_PAGE_ABOVE.get(kind, {}).get(name) or OF_PAGE[name]
        assert help_of(window) == TITLES[wanted], name
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert frame.shown() == name
    window.close()


def test_f1_in_a_step_opens_its_part_of_the_guide_and_the_way_back_leads_into_the_step(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk, meeting, _ = make_cell(tmp_path)
    window, frame = open_window(desk, "meetings")
    qtbot.addWidget(window)
    frame.page("meetings").open(meeting)
    QApplication.processEvents()
    window.activateWindow()  # offscreen a list of names that folds takes the window's focus along
    qtbot.waitUntil(window.isActiveWindow)
    before = [each.accessibleName() for each in shown(window, QAbstractButton)]
    QTest.keyClick(window, Qt.Key.Key_F1)
    text = next(one for one in shown(window, QTextBrowser))
    assert help_of(window) == TITLES["mot-buoi-sinh-hoat"]
    assert text.textCursor().block().text() in {place.partition("#")[2] for place in OF_STEP.values()}
    press(window, "Quay lại")
    assert frame.shown() == "meetings"
    assert [each.accessibleName() for each in shown(window, QAbstractButton)] == before
    window.close()


def test_the_way_back_from_the_guide_leads_to_the_old_book_as_it_was_left(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, frame = open_window(make_desk(tmp_path).desk, "meetings")
    qtbot.addWidget(window)
    press(window, "Ghi sổ cũ")
    qtbot.waitUntil(window.isActiveWindow)
    write(window, "Ngày, 03/2025", "5")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert frame.shown() == "help"
    press(window, "Quay lại")
    assert frame.shown() == "meetings"
    grid = next(one for one in shown(window, OldBooks))
    assert editor(grid, "Ngày, 03/2025").text() == "05/03/2025"  # type: ignore[union-attr]
    window.close()


def test_f1_before_a_book_is_open_shows_the_guide_in_a_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    press(window, "Trợ giúp (F1)")
    guide = next(one for one in window.findChildren(QDialog) if one.isVisible())
    assert "Bắt đầu" in words_on(guide)
    QTest.keyClick(guide, Qt.Key.Key_F1)
    assert not guide.isVisible()
    window.close()


def test_words_without_marks_find_the_page_and_the_line(qtbot: QtBot) -> None:
    view = HelpView()
    qtbot.addWidget(view)
    view.show()
    write(view, "Tìm trong trợ giúp", "quen mat khau")
    found = find_topics("quen mat khau")
    assert found[0][0].name == "quen-mat-khau"
    assert view.topic().name == "quen-mat-khau"
    assert ", ".join(part for part in (found[0][0].title, found[0][1]) if part) in words_on(view)
    write(view, "Tìm trong trợ giúp", "zzz")
    assert "Không có trang nào" in words_on(view)


def test_a_page_of_the_guide_is_printed_with_its_words_and_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    import pypdfium2

    view = HelpView()
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.open("bat-dau")
    target = tmp_path / "tro-giup.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    next(iter(shown(view, QTextBrowser))).document().print_(printer)
    with pypdfium2.PdfDocument(target) as paper:
        words = "".join(page.get_textpage().get_text_range() for page in paper)
        assert "tờ mã khôi phục" in words
        assert any(held.type == 3 for page in paper for held in page.get_objects())  # an image


def test_every_page_and_step_has_its_place_in_the_guide() -> None:
    assert set(OF_PAGE) == PAGE_NAMES - {"help"}
    assert {step.KEY for step in STEP_CLASSES} == set(OF_STEP)
    for place in (
        *OF_PAGE.values(),
        *OF_STEP.values(),
        *OF_PART.values(),
        *(at for held in OF_PAGE_ABOVE.values() for at in held.values()),
    ):
        name, _, heading = place.partition("#")
        topic = next(topic for topic in topics() if topic.name == name)
        assert not heading or f"## {heading}\n" in topic.text, place


def test_every_link_and_picture_of_the_guide_is_there() -> None:
    for topic in topics():
        for target in re.findall(r"\]\(([^)]+)\)", topic.text):
            if target.startswith("page:"):
                assert target.removeprefix("page:") in PAGE_NAMES, f"{topic.name}: {target}"
            elif target.startswith("pictures/"):
                assert (resource("help") / target).is_file(), f"{topic.name}: {target}"
            else:
                assert target in TITLES, f"{topic.name}: {target}"


def test_the_pictures_of_the_guide_are_small_and_all_used() -> None:
    pictures = sorted((resource("help") / "pictures").iterdir())
    assert sum(path.stat().st_size for path in pictures) <= 1_500_000
    written = "".join(topic.text for topic in topics())
    assert [path.name for path in pictures if f"pictures/{path.name})" not in written] == []


def test_the_guide_fetches_nothing_from_anywhere(qtbot: QtBot) -> None:
    view = HelpView()
    qtbot.addWidget(view)
    text = view.findChild(QTextBrowser)
    assert text is not None
    assert text.loadResource(2, "https://example.invalid/a.png") is None
    assert text.loadResource(2, "../../../etc/hostname") is None


def test_what_the_guide_prints_bold_stands_on_a_screen_of_the_program() -> None:
    """A button that was renamed is renamed in the guide too. Bold sentences end with a stop; keys are on the keyboard."""
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    screen = written.replace("\u00a0", " ")
    key = re.compile(r"(Alt|Ctrl|Shift)\b.*|[↑↓ ]+")
    for topic in topics():
        for bold in re.findall(r"\*\*([^*]+)\*\*", topic.text):
            if bold.endswith((".", ":")) or key.fullmatch(bold):
                continue
            for part in bold.split("…"):
                assert part.strip() in screen, f"{topic.name}: {bold}"
