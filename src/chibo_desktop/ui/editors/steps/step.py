"""What every step of the meeting sheet is: a title row with the way on, fields that are kept, and one read to show."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import Keepers
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.title_row import TitleRow


class Step(QWidget):
    """One step. It is built when first shown; `refresh` gets the whole sheet and must be quick.

    `left_for(key)` asks the sheet for another step; everything typed goes through `keepers`.
    """

    KEY: ClassVar[str]

    left_for = Signal(str)

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.meeting_id = session, meeting_id
        self.keepers = Keepers()
        self.titles = TitleRow(dict(STEPS)[self.KEY])
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.titles)
        self.titles.primary_chosen.connect(self.go_on)
        self._next = _key_after(self.KEY)
        if self._next:
            self.titles.set_primary(f"Tiếp: {dict(STEPS)[self._next]}")
        look.follow(self.fit_step)

    def refresh(self, sheet: MeetingSheet) -> None:
        """Shows the sheet as it is stored now; what is typed and not yet written stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Puts the focus on the work, not on a button."""
        self.setFocus()

    def may_leave(self) -> bool:
        """Whether every field is written or kept as a draft."""
        return self.keepers.leave()

    def go_on(self) -> None:
        """The primary button, Ctrl+Enter: the next step."""
        if self._next:
            self.left_for.emit(self._next)

    def fit_step(self) -> None:
        """Margins and gaps of this zoom."""
        self.column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        self.column.setSpacing(look.px(16))


def _key_after(key: str) -> str:
    keys = [name for name, _ in STEPS if name != "send"]
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else ""
