"""Step "Chấm điểm": every item with what the facts propose and their proof; digits change points, reasons stand beside."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.scoring import give_points
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.scoring import ScoreSheet, score_sheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.locked import locked_sentence
from chibo_desktop.ui.editors.steps.score_list import ScoreList
from chibo_desktop.ui.editors.steps.score_panel import ItemCard, ScorePanel, WholeCard
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Words

HINT = "↑↓ · gõ điểm · phím cách: tối đa · Delete: theo số liệu · Enter: mục tiếp"
UNKNOWN = "Chương trình chưa có khung tiêu chí của phiếu này. Hãy cập nhật chương trình rồi mở lại."


class ScoreStep(Step):
    KEY: ClassVar[str] = "score"
    HAS_PAPER: ClassVar[bool] = False

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._score: ScoreSheet | None = None
        self._locked = Message()
        self._total = Words("", "emphasis_strong")
        self._hint = Words(HINT, tone="muted")
        self._list = ScoreList()
        self._item = ItemCard(session, meeting_id)
        self._whole = WholeCard(session, meeting_id)
        self._panel = ScorePanel(self._item, self._whole)
        self._head, self._sides = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self._total)
        self._head.addStretch(1)
        self._head.addWidget(self._hint)
        self._sides.addWidget(self._list, 1)
        self._sides.addWidget(self._panel)
        self.column.addWidget(self._locked)
        self.column.addLayout(self._head)
        self.column.addLayout(self._sides, 1)
        self._list.points_given.connect(self._on_points)
        self._list.refused.connect(lambda _code, sentence: self._item.say(sentence))
        self._list.current_changed.connect(self._on_current)
        self._list.going_on.connect(self._on_going_on)
        self._item.step_asked.connect(self.left_for)
        self._item.reason_done.connect(self._on_reason_done)
        look.follow(self.fit_score)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._score = score_sheet(self.session.store, sheet.meeting)
        for widget in (self._list, self._panel, self._hint):
            widget.setVisible(self._score is not None)
        if self._score is None:
            self._locked.say("absent", UNKNOWN)
            return
        self._locked.say("done", locked_sentence(sheet))
        self._hint.setVisible(not sheet.is_finalised)
        self._total.say(self._score.line)
        self._total.setAccessibleName(f"Tổng điểm {self._score.line}")
        self._list.show_score(self._score)
        self._whole.show_score(self._score)
        self._show_item()

    def subtitle(self, sheet: MeetingSheet) -> str:
        if self._score is None or self._score.score is not None or sheet.is_finalised:
            return ""
        return "nếu chi bộ có chấm"

    def _show_item(self) -> None:
        row = self._score.row(self._list.current_key()) if self._score is not None else None
        if self._score is not None and row is not None:
            self._item.show_row(self._score, row)

    def _on_current(self, _code: str) -> None:
        self._item.say("")
        self._show_item()

    def _on_points(self, code: str, points: int | None) -> None:
        try:
            self.session.do(give_points, self.meeting_id, code, points)
        except (Refusal, Trouble) as problem:
            self._item.say(problem.sentence)
            return
        self._item.say("")
        row = self._score.row(code) if self._score is not None else None
        if row is not None and row.asks_reason and code == self._list.current_key() and self._list.hasFocus():
            self._item.take_focus()

    def _on_going_on(self, code: str) -> None:
        """Enter: the next item somebody has to judge, or a reason that is asked; the next step when all is there."""
        if self._score is None:
            return
        if self._score.score is None and not self._score.total.lacking:
            self.go_on()
            return
        here = self._score.row(code)
        if here is not None and here.asks_reason and self._item.take_focus():
            return
        keys = self._list.codes()
        after = keys[keys.index(code) + 1 :] + keys[: keys.index(code)] if code in keys else keys
        waiting = [key for key in after if self._waits(key)]
        if waiting:
            self._list.set_current(waiting[0])
        elif here is not None and here.points is None:
            self._list.setFocus()
        else:
            self.go_on()

    def _waits(self, key: str) -> bool:
        row = self._score.row(key) if self._score is not None else None
        return row is not None and row.is_applied and (row.points is None or row.asks_reason)

    def _on_reason_done(self) -> None:
        self._list.setFocus()
        self._on_going_on(self._list.current_key())

    def show_place(self, record_id: str, field: str) -> None:
        """The item that is asked for, and its reason where that is what is missing."""
        self._list.set_current(field)
        row = self._score.row(field) if self._score is not None else None
        if row is None or not row.asks_reason or not self._item.take_focus():
            self._list.setFocus()

    def may_leave(self) -> bool:
        self._list.finish_typing()
        return super().may_leave()

    def take_focus(self) -> None:
        """On the first item that waits, else where one was."""
        first = next((key for key in self._list.codes() if self._waits(key)), "")
        if first and not self._waits(self._list.current_key()):
            self._list.set_current(first)
        self._list.setFocus()

    def fit_score(self) -> None:
        self.column.setSpacing(look.px(8))
        self._head.setSpacing(look.px(16))
        self._sides.setSpacing(look.px(12))
