"""What happens when the program itself is at fault: a report without any person's data, and a window that says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop import __version__
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log, say_where
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Prose, Words

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def install(folder: Path, say: Callable[[str], None]) -> Hook:
    """Catches what no page caught. A Refusal or Trouble is said in its own words, everything else is our fault.

    Gives the hook that stood there before.
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
        elif isinstance(error, Refusal | Trouble):
            say(error.sentence)
        else:
            log("ui").error("the window met a fault", exc_info=error)
            report = write_report(folder, error)
            # a dialog opened in the middle of a paint event would paint into itself
            QTimer.singleShot(0, lambda: show_crash(report))

    sys.excepthook = hook
    return before


def report_of(error: BaseException) -> str:
    """Type and places of the error, version and system; never its text, which may hold a person's data."""
    return "\n".join(
        (
            f"chibo_desktop {__version__}",
            f"{sys.platform}, Python {sys.version_info.major}.{sys.version_info.minor}",
            say_where(error).replace(" at ", "\n  at "),
            "",
        )
    )


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Writes the report into the desk's logs; None when the disk refuses it."""
    target = folder / "logs" / f"loi-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(report_of(error), encoding="utf-8")
    except OSError:
        return None
    return target


class CrashDialog(QDialog):
    """Says what was kept and where the report lies; one button."""

    def __init__(self, report: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chương trình gặp lỗi")
        where = (
            f"Bản ghi lỗi, không có tên ai, nằm ở: {report}" if report else "Ổ đĩa không nhận bản ghi lỗi."
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words("Chương trình gặp lỗi của chính nó", "title"))
        self._column.addWidget(
            Prose(
                "Những gì đã ghi vẫn còn nguyên. Hãy đóng và mở lại chương trình; câu đang gõ dở sẽ hiện lại.",
                width=520,
            )
        )
        self._column.addWidget(Prose(where, "muted", width=520))
        row = QHBoxLayout()
        row.addStretch(1)
        self._close = Button("Đóng", "primary")
        self._close.clicked.connect(self.accept)
        row.addWidget(self._close)
        self._column.addLayout(row)
        look.follow(self.fit)

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(look.px(12))


def show_crash(report: Path | None) -> None:
    """Shows the dialog once, over the window that is open."""
    if isinstance(QApplication.activeModalWidget(), CrashDialog):
        return
    CrashDialog(report, QApplication.activeWindow()).exec()
