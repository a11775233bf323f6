"""Under the thread of a meeting sheet: its history, and putting away a meeting that was begun by mistake."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class SheetFoot(QWidget):
    """`put_away` once the meeting is in the archive and the sheet has nothing to show."""

    put_away = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._meeting_id = session, ""
        self._said = Message()
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away", name="Cho cả buổi vào lưu trữ")
        away.setToolTip("Buổi tạo nhầm; đưa trở lại được ở trang Nhật ký, mục Lưu trữ")
        away.clicked.connect(self._on_away)
        self._away = away
        self._why = Prose("Buổi đã chốt thì không cho vào lưu trữ.", "muted", width=120)
        self._why.hide()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._said)
        self._column.addWidget(HistoryButton(session, lambda: ("meeting", self._meeting_id)))
        self._column.addWidget(away)
        self._column.addWidget(self._why)
        look.follow(self.fit)

    def show_meeting(self, meeting_id: str) -> None:
        """Another meeting."""
        self._meeting_id = meeting_id
        self._said.say("absent", "")

    def show_state(self, *, is_finalised: bool) -> None:
        """A finalised meeting is never put away: that is said in the button's place."""
        self._away.setVisible(not is_finalised)
        self._why.setVisible(is_finalised)

    def _on_away(self) -> None:
        try:
            self._session.do(put_away, "meeting", self._meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.put_away.emit()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(16), look.px(4), look.px(12), look.px(8))
        self._column.setSpacing(look.px(2))
        self._why.setContentsMargins(look.px(8), 0, 0, 0)
