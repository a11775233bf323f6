"""A meeting put off to another day, or a month without its meeting: said with its reason, and taken back, in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.postponing import (
    miss_meeting,
    postpone_meeting,
    take_back_missing,
    take_back_postponing,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.meetings import notes_of
from chibo_desktop.store.drafts import read_draft
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.kept import EnterKey, keep
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message

TITLE = "Hoãn hoặc không sinh hoạt được"
DRAFTED = "put_off"
"""Under which the reason is kept while it is being typed: this, the meeting, which of the two."""
LATER, MISSED = "later", "missed"


class _Form(QWidget):
    """A reason, and with `asks_day` a day before it; `act(day, reason)` writes, a refusal stands beneath its field."""

    def __init__(
        self,
        session: Session,
        draft: tuple[str, str, str],
        words: str,
        act: Callable[[date | None, str], None],
        *,
        asks_day: bool,
    ) -> None:
        super().__init__()
        self._act = act
        self.day = DayField("Hoãn sang ngày") if asks_day else None
        self.reason = LineField("Lý do", max_len=300, placeholder="ví dụ: mưa lũ, đường sạt lở")
        self._draft = FreshDraft(session, self.reason, draft)
        EnterKey(self.reason, self._on_done)
        done, drop = Button(words), Button("Thôi", "quiet")
        done.clicked.connect(self._on_done)
        drop.clicked.connect(self.close_form)
        self._column = QVBoxLayout(self)
        if self.day is not None:
            EnterKey(self.day, self.reason.setFocus)
            self._column.addWidget(self.day)
        self._column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addWidget(done)
        row.addWidget(drop)
        row.addStretch(1)
        self._column.addLayout(row)
        self.setVisible(bool(self.reason.value()))
        look.follow(self.fit)

    def begin(self) -> None:
        self.show()
        (self.day or self.reason).setFocus()

    def close_form(self) -> None:
        """Nothing typed is left in it."""
        self._draft.clear()
        for field in (self.day, self.reason):
            if field is not None:
                field.set_value("")
                field.clear_error()
        self.hide()

    def _on_done(self) -> None:
        try:
            day = self.day.day() if self.day is not None else None
            if self.day is not None and day is None:
                raise Refusal("Ghi ngày mới.", "held_on")
            self._act(day, self.reason.value())
        except (Refusal, Trouble) as problem:
            is_reason = self.day is None or (getattr(problem, "field", None) or "").endswith("because")
            field = self.day if self.day is not None and not is_reason else self.reason
            field.show_error(problem.sentence)
            field.setFocus()
            return
        self.close_form()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))


class PutOff(Card):
    """What was put off or missed stands above the buttons that say it."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__(TITLE)
        self._session, self._meeting_id = session, meeting_id
        self._kind = self._period = self._cell = ""
        self._said = Message()
        self._said.link_chosen.connect(self._on_taken_back)
        self._postpone = Button("Hoãn sang ngày khác", icon="calendar")
        self._miss = Button("Kỳ này không sinh hoạt được", icon="close")
        self._form: _Form | None = None
        self._postpone.clicked.connect(lambda: self._open(LATER).begin())
        self._miss.clicked.connect(lambda: self._open(MISSED).begin())
        self._because = LineField("Lý do không sinh hoạt", max_len=300)
        keep(session, self._because, ("meeting", meeting_id, "missed_because"), change_meeting)
        self._buttons = Flow()
        for button in (self._postpone, self._miss):
            self._buttons.put(button)
        for part in (self._said, self._because, self._buttons):
            self.add(part)
        for which in (LATER, MISSED):
            if read_draft(session.store, DRAFTED, meeting_id, which) is not None:
                self._open(which)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Only what can be: a day to put off, a kind of which a month has one."""
        meeting = sheet.meeting
        self._kind, self._period, self._cell = (meeting.text(name) for name in ("kind", "period", "cell_id"))
        is_missed, is_later = meeting.flag("missed"), meeting.day("postponed_from") is not None
        notes = "; ".join(notes_of(meeting)) if is_later else ""
        notes = "Kỳ này không sinh hoạt được" if is_missed else f"{notes[:1].upper()}{notes[1:]}"
        back = "<a href='missed'>Bỏ ghi này</a>" if is_missed else "<a href='later'>Bỏ ghi hoãn</a>"
        is_open = bool(notes) and not sheet.is_finalised
        self._said.say("late", f"{notes}." if notes else "", back if is_open else "")
        self.set_title("" if is_missed else TITLE)  # the sentence says it
        self._because.setVisible(is_missed)
        may = not is_missed and not sheet.is_finalised
        has_day, has_series = meeting.day("held_on") is not None, bool(sheet.kind.series)
        self._postpone.setVisible(may and has_day)
        self._miss.setVisible(may and has_series)
        self._buttons.setVisible(may)
        self._buttons.place()
        if not may and self._form is not None:
            self._form.hide()
        self.setVisible(bool(notes) or (may and (has_day or has_series)))

    def take_focus(self) -> None:
        """On the reason of a month without its meeting."""
        self._because.setFocus()

    def _open(self, which: str) -> _Form:
        """The form for one of the two, in place of the other."""
        if self._form is not None:
            self._form.close_form()
            self._form.setParent(None)
            self._form.deleteLater()
        place = (DRAFTED, self._meeting_id, which)
        if which == LATER:
            self._form = _Form(self._session, place, "Hoãn", self._on_postponed, asks_day=True)
        else:
            words = "Ghi là không sinh hoạt được"
            self._form = _Form(self._session, place, words, self._on_missed, asks_day=False)
        self.add(self._form)
        return self._form

    def _on_postponed(self, day: date | None, reason: str) -> None:
        if day is not None:
            self._session.do(postpone_meeting, self._meeting_id, day, reason)

    def _on_missed(self, _day: date | None, reason: str) -> None:
        self._session.do(miss_meeting, self._period, reason, kind=self._kind, cell_id=self._cell)

    def _on_taken_back(self, what: str) -> None:
        action = take_back_missing if what == MISSED else take_back_postponing
        try:
            self._session.do(action, self._meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
