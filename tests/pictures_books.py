"""Pictures of the books and the report of a cell on the page "Văn bản", at the cell and above it: python tests/pictures_books.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.ui.main_window import MainWindow
from visiting import add_official

ANYWHERE = Qt.MatchFlag.MatchContains


def page(sample: Sample, folder: str) -> MainWindow:
    """The books on the page "Văn bản" of a desk."""
    window = MainWindow(sample.folder, sample.settings)
    window.show_desk(sample.open(folder))
    assert window.frame is not None
    window.frame.show_page("documents")
    window.frame.page("documents").open("books")
    window.show()
    QTest.qWait(20)
    return window


def unmasked(sample: Sample) -> MainWindow:
    """The reason is asked for."""
    window = page(sample, "chi-bo-1")
    next(each for each in window.findChildren(QCheckBox) if each.isVisible()).setChecked(True)
    return window


def visitor(sample: Sample) -> MainWindow:
    """The last of those the books can be of, at a body where somebody went to a cell."""
    desk = sample.open("xa")
    if not teams(desk.store).officials:
        add_official(desk, str(desk.store.value("SELECT full_name FROM guest WHERE level = 'commune'")))
    desk.close()
    window = page(sample, "xa")
    (whose,) = [each for each in window.findChildren(QComboBox) if each.findText("Người dự", ANYWHERE) >= 0]
    whose.setCurrentIndex(whose.count() - 1)
    whose.activated.emit(whose.count() - 1)
    return window


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "books-cell", lambda: page(sample, "chi-bo-1")
    yield "books-cell-unmasked", lambda: unmasked(sample)
    yield "books-commune", lambda: page(sample, "xa")
    yield "books-upper", lambda: page(sample, "cap-tren")
    yield "books-commune-visitor", lambda: visitor(sample)


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
