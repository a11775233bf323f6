"""After finalising: exemptions the cell decided, each with the button that writes it into the list; nothing by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.actions.cases import grant_exemption
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.exemptions import Exemption, exemptions_at
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class ExemptionsCard(Card):
    """Hidden unless the meeting decided an exemption; what is written already is said."""

    def __init__(self, session: Session) -> None:
        super().__init__("Diện miễn sinh hoạt trong danh sách")
        self._session = session
        self._shown: list[Exemption] = []
        self._said, self._wrong = Prose(width=240), Message()
        self._rows = QVBoxLayout()
        self._buttons: list[Flow] = []
        self.add(self._said)
        self.add_layout(self._rows)
        self.add(self._wrong)
        self.hide()

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """What is to be written now, and what is."""
        is_own = sheet.meeting.text("cell_id") == self._session.desk.organisation_id
        found = list(exemptions_at(self._session.store, sheet)) if is_own else []
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        done = [f"{each.name}: đã ghi từ ngày {show_day(each.from_on)}." for each in found if each.is_written]
        self._said.say(" ".join(done))
        self._said.setVisible(bool(done))
        self._make_buttons([each for each in found if not each.is_written])

    def _make_buttons(self, found: list[Exemption]) -> None:
        for row in self._buttons:
            take_out(row)
        self._buttons = [Flow() for _ in found]
        for row, each in zip(self._buttons, found, strict=True):
            words = f"Ghi diện miễn sinh hoạt từ ngày {show_day(each.from_on)}: {each.name}"
            button = Button(words, icon="check")
            button.clicked.connect(partial(self._on_write, each.case_id))
            row.put(button)
            self._rows.addWidget(row)
        self._rows.setSpacing(look.px(8))

    def _on_write(self, case_id: str) -> None:
        self._wrong.say("absent", "")
        try:
            self._session.do(grant_exemption, case_id)
        except (Refusal, Trouble) as problem:
            self._wrong.say("absent", problem.sentence)
