"""What a roster file leaves open, asked once over its people: who is official, and who comes back from what was put away."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.roster_import import Plan
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Prose

BOTH = {"official": "chính thức", "probationary": "dự bị"}


class RosterQuestions(QWidget):
    """`answered(membership)` for all of whom the file says none, "" to be asked again; `each_asked`: one by one.

    `back_asked`: everybody of the file who was put away comes back.
    """

    answered = Signal(str)
    each_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words, self._back_words = Prose(width=320), Prose(width=320)
        self._row, self._back_row = Flow(), Flow()
        self._official = self._button("Tất cả là chính thức", lambda: self.answered.emit("official"))
        self._each = self._button("Chọn từng người", self.each_asked.emit)
        self._probationary = self._button("Tất cả là dự bị", lambda: self.answered.emit("probationary"))
        self._again = self._button("Chọn lại", lambda: self.answered.emit(""))
        self._back = self._button("Đưa trở lại", self.back_asked.emit)
        for button in (self._official, self._each, self._probationary, self._again):
            self._row.put(button)
        self._back_row.put(self._back)
        self._column = QVBoxLayout(self)
        for part in (self._words, self._row, self._back_words, self._back_row):
            self._column.addWidget(part)
        look.follow(self.fit)

    def _button(self, words: str, do: object) -> Button:
        made = Button(words)
        made.clicked.connect(do)
        return made

    def show_plan(self, plan: Plan, answer: str) -> None:
        """Shows what is open; `answer` is the membership given for all."""
        unsaid = len(plan.of("unsaid"))
        settled = sum(line.is_unsaid for line in plan.of("add", "back")) if answer else 0
        said = ""
        if unsaid:
            said = f"Tệp không ghi diện chính thức/dự bị của {unsaid} người; tất cả là chính thức?"
        elif settled:
            said = f"Tệp không ghi diện của {settled} người: ghi là {BOTH[answer]}, trừ ai đã chọn khác."
        self._words.say(f"<b>{escape(said)}</b>" if unsaid else escape(said))
        for part in (self._official, self._each, self._probationary):
            part.setVisible(bool(unsaid))
        self._again.setVisible(bool(settled and not unsaid))
        away = sum(line.may_come_back for line in plan.lines)
        self._back_words.say(f"<b>{away} người trong tệp đang ở lưu trữ. Đưa trở lại danh sách?</b>")
        self._back.setText("Đưa trở lại" if away == 1 else f"Đưa cả {away} người trở lại")
        self._back.setAccessibleName(self._back.text())
        for words, row, is_asked in (
            (self._words, self._row, bool(said)),
            (self._back_words, self._back_row, bool(away)),
        ):
            words.setVisible(is_asked)
            row.setVisible(is_asked)
        self._row.place()
        self._back_row.place()
        self.setVisible(bool(said or away))

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
