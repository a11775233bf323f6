"""Pictures of a roster file on its way into the book, 1366×768, 100 % and 150 %: python tests/pictures_roster.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_desktop.actions.members import add_member
from chibo_desktop.ui.editors.roster_import import RosterImport
from chibo_desktop.ui.pages.members import IMPORT
from excel.rosters import Cell, as_xls, kept, ward_list
from pictures import Sample, make_pictures
from ui.hands import button, make_desk, open_window, press, words_on

MORE = ("LÝ GO XÁ", "SÙNG A DƠ", "LÙ THỊ LẢ", "QUÀNG VĂN KIÊM", "MÙA A SẤU", "HẠNG A TỦA")


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """From the empty page to the list that leaves."""
    yield "roster-start", lambda: _opened(sample, "start")
    yield "roster-columns", lambda: _opened(sample, "columns")
    yield "roster-people", lambda: _opened(sample, "people")
    yield "roster-refused", lambda: _row(sample, "Lò Văn Hặc")
    yield "roster-ask", lambda: _row(sample, "Lý Go Xá")
    yield "roster-asked", lambda: _opened(sample, "asked")
    yield "roster-written", lambda: _opened(sample, "written")


def _opened(sample: Sample, until: str) -> QWidget:
    folder = sample.folder / f"roster-{len(list(sample.folder.iterdir()))}"
    desk = make_desk(folder).desk
    add_member(desk, full_name="Giàng Thị Dua", birth_date="1980-03-02")
    for born in ("1955", "1958"):
        add_member(desk, full_name="Lý Go Xá", birth_date=born)
    window, frame = open_window(desk, "members")
    frame.page("members").open(IMPORT)
    if until == "start":
        return window
    grid, spans = ward_list()
    rows: list[list[Cell]] = [list(row) for row in grid]
    for place, name in enumerate(MORE, 5):
        official = "" if until == "asked" and place > 7 else "19/5/2007"
        rows.insert(7 + place, [place, "Bản Suối Lanh", name, *[""] * 11, "19/5/2006", official, ""])
    path = kept(folder, as_xls(rows, spans), "danh-sach-dang-vien.xls")
    window.findChildren(RosterImport)[0].read(path)
    _wait(window)
    if until != "columns":
        press(window, "Xem: Từng người")
    if until == "written":
        press(window, "Ghi 7 đảng viên")
        _wait(window)
    return window


def _row(sample: Sample, name: str) -> QWidget:
    window = _opened(sample, "people")
    press(window, next(words for words in words_on(window).split(" | ") if words.startswith(f"{name}, ")))
    return window


def _wait(window: QWidget) -> None:
    while not button(window, "Trở lại").isEnabled():
        QTest.qWait(20)
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
