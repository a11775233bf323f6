"""What may change of how many a vote is counted: its hour where somebody came late or left, and the reading of the rule."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.lists.ballots import BallotRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.vote_base import VoteBase, reading_of_excused
from chibo_desktop.rules.voting import threshold
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.part_card import PartCard
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.words import Prose


class VoteReading(QWidget):
    """Hidden where neither matters: then nothing is asked, and its fields are not even made."""

    def __init__(self, card: PartCard) -> None:
        super().__init__()
        self._card, self._is_made = card, False
        self._column = QVBoxLayout(self)
        self.hide()
        look.follow(self.fit)

    def _make(self) -> None:
        self._is_made = True
        self._hour = LineField("Biểu quyết lúc", placeholder="giờ:phút")
        self._excused = CheckBox("Không tính người vắng có lý do vào mẫu số")
        self._moved, self._rule = Prose(tone="muted", width=240), Prose(tone="muted", width=240)
        self._column.addWidget(self._card.keep_field("taken_at", self._hour))
        self._column.addWidget(self._moved)
        self._column.addWidget(self._card.keep_choice("excused_deducted", self._excused))
        self._column.addWidget(self._rule)
        self.fit()

    def show_reading(self, row: BallotRow | None, base: VoteBase, sheet: MeetingSheet) -> None:
        """Asks for the hour where somebody was there for a part only; offers the reading where it turns the result."""
        moved = [each.name for each in sheet.people if each.came and (each.late_at or each.left_at)]
        is_timed = row is not None and row.facts.moment("taken_at") is not None
        is_offered = row is not None and (base.excused_deducted or _would_turn(row, base, sheet))
        is_asked = bool(moved) or is_timed or is_offered
        if is_asked and not self._is_made:
            self._make()
        if self._is_made:
            self._show(row, sheet, moved, is_offered=is_offered)
        self.setVisible(is_asked)

    def _show(
        self, row: BallotRow | None, sheet: MeetingSheet, moved: list[str], *, is_offered: bool
    ) -> None:
        is_timed = row is not None and row.facts.moment("taken_at") is not None
        self._hour.setVisible(bool(moved) or is_timed)
        told = (
            f"Có người đến muộn hoặc về sớm: {', '.join(moved)}. Ai có mặt lúc này thì được tính."
            if moved
            else ""
        )
        self._moved.say(escape(told, quote=False))
        self._moved.setVisible(bool(told))
        self._excused.setVisible(is_offered)
        self._rule.setVisible(is_offered)
        self._rule.say(escape(reading_of_excused(sheet.day), quote=False) if is_offered else "")

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        if self._is_made:
            self._hour.setMaximumWidth(look.px(148))


def _would_turn(row: BallotRow, base: VoteBase, sheet: MeetingSheet) -> bool:
    """Whether a vote that failed would have carried without those excused in the base."""
    if base.congress or not base.excused or row.result is None or row.result.carried:
        return False
    rest = base.base - len(base.excused)
    return rest > 0 and threshold(row.facts.text("threshold"), sheet.day).is_reached(row.result.yes, rest)
