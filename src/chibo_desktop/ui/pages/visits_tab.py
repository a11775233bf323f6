"""What every part of the page "Dự sinh hoạt" is, and printing its paper; the parts stand in their own files."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.session import Session


class VisitsTab(QWidget):
    """One part. `wanted(what, id)` asks for a view in its place: "visit", "team", "new team" …; `primary` is its red button."""

    wanted = Signal(str, str)
    go_to = Signal(str, str)
    retitled = Signal()
    primary: tuple[str, str] = ("", "")
    """Words and icon of the red button; ("", "") for none now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.column = QVBoxLayout(self)
        self.said = ReportPrinter(session)
        self.column.addWidget(self.said)
        look.follow(self.fit)

    def refresh(self) -> None:
        """Reads its list again."""
        raise NotImplementedError

    def press(self) -> None:
        """What the red button does."""

    def print_report(
        self, code: str, first: date, last: date, *, record_id: str = "", level: str = ""
    ) -> None:
        """Asks where the paper is to lie and sets it on the worker."""
        self.said.print_report(code, first, last, record_id=record_id, level=level)

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))
