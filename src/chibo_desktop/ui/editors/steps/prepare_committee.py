"""The committee's meeting before the cell's: a link to it, the button that begins it, or why none is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.kinds import committee_least
from chibo_desktop.store import Store
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

COMMITTEE = "committee"


class CommitteeBefore(Card):
    """`meeting_wanted(id)` opens the committee's meeting, one just begun too."""

    meeting_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Họp chi ủy trước")
        self._session = session
        self._period = ""
        self._said = Prose()
        self._said.link_chosen.connect(self.meeting_wanted)
        self._refused = Message()
        self._begin = Button("Ghi buổi họp chi ủy", icon="plus")
        self._begin.clicked.connect(self._on_begun)
        row = Flow()
        row.put(self._begin)
        for part in (self._said, row, self._refused):
            self.add(part)
        self.body.setSpacing(look.px(8))

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Hidden at kinds that no committee prepares."""
        self._period = sheet.meeting.text("period")
        held = committee_meeting(self._session.store, sheet.meeting)
        official = sum(person.standing.membership == "official" for person in sheet.people)
        least = committee_least(sheet.day)
        has_committee = official >= least or any(
            row.member.office == "committee_member" for row in (*sheet.roll, *sheet.others)
        )
        if held is not None:
            self._said.say(_held_words(held))
        elif has_committee:
            self._said.say("Chi ủy họp trước để chuẩn bị nội dung. Chưa ghi buổi họp chi ủy nào của kỳ này.")
        else:
            self._said.say(
                f"Chi bộ có {official} đảng viên chính thức, chưa đến {least} nên không có chi ủy: "
                "bí thư chuẩn bị, không cần họp chi ủy trước."
            )
        self._begin.setVisible(held is None and has_committee and not sheet.is_finalised)
        self.setVisible(sheet.kind.counts_as("attendance"))

    def _on_begun(self) -> None:
        try:
            _, meeting_id = self._session.do(add_meeting, period=self._period, kind=COMMITTEE, usual=True)
        except (Refusal, Trouble) as problem:
            self._refused.say("absent", problem.sentence)
            return
        self.meeting_wanted.emit(meeting_id)


def committee_meeting(store: Store, meeting: Facts) -> Facts | None:
    """The committee's newest meeting of the same month; None while there is none."""
    month = meeting.text("period")
    held = [
        each
        for each in meetings_of(store, meeting.text("cell_id"), within=month)
        if each.text("kind") == COMMITTEE and each.text("period") == month
    ]
    return held[-1] if held else None


def _held_words(held: Facts) -> str:
    day = held.day("held_on")
    when = f"ngày {show_day(day)}" if day else "chưa ghi ngày"
    state = "đã chốt" if held.moment("finalised_at") else "đang ghi"
    return f'Chi ủy họp {when}, {state}. <a href="{held.id}">Mở buổi họp chi ủy</a>'
