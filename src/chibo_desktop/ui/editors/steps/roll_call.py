"""Step "Điểm danh": who came, by the keyboard alone; guests, and the line on dues."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import record_all_present, record_attendance
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet, RollRow
from chibo_desktop.lists.reasons import reasons_used
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.absence_line import CAME, LEFT, AbsenceLine
from chibo_desktop.ui.editors.guests import GuestForm
from chibo_desktop.ui.editors.steps.denominators import Denominators
from chibo_desktop.ui.editors.steps.locked import locked_sentence
from chibo_desktop.ui.editors.steps.roll_call_foot import RollCallFoot
from chibo_desktop.ui.editors.steps.roll_rows import left_at, roster_row
from chibo_desktop.ui.editors.steps.running_line import RunningLine
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.key_buttons import KeyButtons
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.roster import Roster
from chibo_desktop.ui.widgets.words import Words

ASKING = ("excused", "late")
"""States that ask for a word more: the reason, the hour."""
PASSING = ("present", "absent")
"""States that ask for nothing more: the first pass goes on to the next member by itself."""

NOBODY = (
    "Danh sách ngày này chưa có ai. Bấm Esc, sang trang Đảng viên để nhập; nhập xong thì điểm danh ở đây."
)


class RollCallStep(Step):
    KEY: ClassVar[str] = "roll_call"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._sheet: MeetingSheet | None = None
        self._reasons: list[str] = []
        self._others_shown = self._is_folded = False
        self._make_head()
        self._make_roll()
        self._guest = GuestForm(session, meeting_id)
        self._guest.closed.connect(self._on_guest_closed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._roll)
        self._stack.addWidget(self._guest)
        self._counted_on = Denominators(self)
        self._counted_on.closed.connect(self._roster.setFocus)
        self._figures = QVBoxLayout()
        self._figures.addWidget(self._line)
        self._figures.addWidget(self._counted_on)
        self.column.addLayout(self._figures)
        self.column.addWidget(self._stack, 1)
        look.follow(self.fit_roll)

    def subtitle(self, sheet: MeetingSheet) -> str:
        """Folded, how far the whole sheet is, because the thread is not seen."""
        steps = [step for step in sheet.steps if step.key != "send"]
        done = sum(1 for step in steps if step.state == "done")
        return f"xong {done} trên {len(steps)} bước" if self._is_folded else " "

    def _make_head(self) -> None:
        self._line = RunningLine()
        self._all = Button("Tất cả còn lại có mặt", icon="check", key="F6")
        self._all.clicked.connect(self._on_all_present)

    def _make_roll(self) -> None:
        self._roll = QWidget()
        self._roll_box = QVBoxLayout(self._roll)
        self._keys = KeyButtons(name="Tình trạng của người đang chọn")
        self._roster = Roster()
        self._keys.state_chosen.connect(self._roster.choose)
        self._roster.state_chosen.connect(self._on_state)
        self._roster.current_changed.connect(lambda _id: self._show_absence())
        self._roster.going_on.connect(self._on_going_on)
        self._absence = AbsenceLine(self.session, self.meeting_id)
        self._absence.confirmed.connect(self._on_reason)
        self._absence.marked.connect(self._on_marked)
        self._message = Message()
        self._rest = QWidget()
        self._rest_box = QHBoxLayout(self._rest)
        self._rest_box.setContentsMargins(0, 0, 0, 0)
        self._rest_words = Words("", tone="muted")
        self._rest_box.addWidget(self._rest_words, 1)
        self._rest_box.addWidget(self._all)
        self._foot = RollCallFoot(self.session, self.meeting_id)
        self._foot.guest_wanted.connect(self._on_guest)
        self._foot.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._foot.others_chosen.connect(self._on_others)
        self._foot.finished.connect(self._roster.setFocus)
        for widget in (self._keys, self._rest, self._roster, self._absence, self._message, self._foot):
            self._roll_box.addWidget(widget, 1 if widget is self._roster else 0)
        self._roll_box.setAlignment(self._message, Qt.AlignmentFlag.AlignTop)

    def refresh(self, sheet: MeetingSheet) -> None:
        is_new, self._sheet = self._sheet is None, sheet
        self._reasons = reasons_used(self.session.store, sheet.meeting.text("cell_id"))
        self._show_figures(sheet)
        self._counted_on.show_sheet(sheet)
        self._show_rows(sheet)
        self._foot.show_sheet(sheet, others_shown=self._others_shown)
        self._guest.refresh(sheet)
        self._show_whether_anybody(sheet)
        self.refresh_fields()
        self.lock(locked=sheet.is_finalised)
        if is_new and not sheet.is_finalised:
            self._take_up()

    def _take_up(self) -> None:
        """What was being typed when the program was closed is shown again: a visitor's form, a reason's row."""
        for draft in list_drafts(self.session.store):
            owner, _, last = draft.id.rpartition("/")
            if draft.kind == "guest" and owner == self.meeting_id:
                self._on_guest("")
            elif (
                draft.kind == "guest" and self._sheet and draft.id in [each.id for each in self._sheet.guests]
            ):
                self._on_guest(draft.id)
            elif draft.kind == "attendance" and owner == self.meeting_id:
                self._roster.set_current(last)
            else:
                continue
            return

    def lock(self, *, locked: bool) -> None:
        for widget in (self._keys, self._absence):
            widget.setEnabled(not locked)

    def _show_figures(self, sheet: MeetingSheet) -> None:
        self._line.show_sheet(sheet)
        self._show_rest(sheet)
        counts: Counter[str] = Counter(row.person.state or "" for row in sheet.roll)
        counts[LEFT] = sum(1 for row in sheet.roll if left_at(row) is not None)
        self._keys.set_counts(counts, only=CAME if sheet.kind.roll == "open" else ())
        self._line.fit_words()

    def _show_whether_anybody(self, sheet: MeetingSheet) -> None:
        """Nobody to call: where the list is made. Otherwise what was refused before no longer holds."""
        is_empty = not sheet.roll and not sheet.others
        for widget in (self._keys, self._roster):
            widget.setVisible(not is_empty)
        self._roll_box.setStretchFactor(self._message, 1 if is_empty else 0)
        self._message.say("todo", NOBODY if is_empty else "")

    def _show_rest(self, sheet: MeetingSheet) -> None:
        left = sheet.attendance.unmarked
        is_open = bool(left) and not sheet.is_finalised
        self._rest.setVisible((is_open and not self._is_folded) or sheet.is_finalised)
        self._all.setVisible(is_open)
        begun = left < sheet.attendance.due
        asked = f"Còn {left} người chưa ghi" if begun else "Ghi người vắng trước, rồi bấm"
        self._rest_words.say(locked_sentence(sheet) or asked)
        # the numbers stand where the button stood, once nobody is left to be marked
        self._counted_on.setVisible(bool(sheet.attendance.due) and (self._is_folded or not is_open))

    def _show_rows(self, sheet: MeetingSheet) -> None:
        are_shown = self._others_shown or sheet.kind.roll == "open"  # nobody is due: whoever comes is marked
        extra = [row for row in sheet.others if are_shown or row.mark is not None]
        rows = [roster_row(number, row) for number, row in enumerate((*sheet.roll, *extra), 1)]
        before = self._roster.rows()
        if [row.member_id for row in before] != [row.member_id for row in rows]:
            self._roster.set_rows(rows)
        else:
            for old, new in zip(before, rows, strict=True):
                if old != new:
                    self._roster.change(new.member_id, new.state, new.words)
        self._show_absence()

    def _row(self, member_id: str) -> RollRow | None:
        every = (*self._sheet.roll, *self._sheet.others) if self._sheet else ()
        return next((row for row in every if row.member.id == member_id), None)

    def _show_absence(self) -> None:
        self._absence.show_row(self._row(self._roster.current_id()), self._reasons)
        QTimer.singleShot(0, self, self._bring_current_into_view)

    def _bring_current_into_view(self) -> None:
        self._roster.scrollTo(self._roster.currentIndex())

    def _on_state(self, member_id: str, state: str) -> None:
        row = self._row(member_id)
        if row is None or (self._sheet is not None and self._sheet.is_finalised):
            return
        if state == LEFT:
            self._on_leaving(row)
            return
        if row.mark is None or row.mark.text("state") != state or left_at(row) is not None:
            hours = {"left_at": left_at(row)} if state == "late" else {}
            self._do(record_attendance, member_id, state, **hours)
        if state in ASKING:
            self._absence.take_focus()
            return
        if row.mark is None and state in PASSING and member_id == self._roster.current_id():
            self._roster.step(1)
        if self._keys.isAncestorOf(self.focusWidget()):
            self._roster.setFocus()

    def _on_leaving(self, row: RollRow) -> None:
        """Whoever goes home early was there: the hour is asked, the state stays."""
        if not row.person.came:
            self._do(record_attendance, row.member.id, "present")
        marked = self._row(row.member.id)
        if marked is not None and marked.person.came:
            self._absence.ask_leaving(marked, self._reasons)
            self._absence.take_focus()

    def _on_reason(self, member_id: str) -> None:
        self._roster.set_current(member_id)
        self._roster.step(1)
        self._roster.setFocus()

    def _on_marked(self, state: str) -> None:
        self._roster.setFocus()
        self._roster.choose(state)

    def _on_going_on(self, member_id: str) -> None:
        """Enter: the next one who is not marked, or the next step when everybody is; where nobody is due, the next row."""
        if self._sheet is None:
            return
        if not self._sheet.roll:
            self._roster.step(1)
            return
        unmarked = [row.member.id for row in self._sheet.roll if row.person.state is None]
        if not unmarked:
            self.go_on()
            return
        order = [row.member_id for row in self._roster.rows()]
        here = order.index(member_id) if member_id in order else -1
        later = [each for each in unmarked if order.index(each) > here]
        self._roster.set_current(later[0] if later else unmarked[0])

    def _on_all_present(self) -> None:
        commit_composing()
        self._absence.leave()
        try:
            self.session.do(record_all_present, self.meeting_id)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
        self._roster.setFocus()

    def _do(self, action: object, *args: object, **named: object) -> None:
        try:
            self.session.do(action, self.meeting_id, *args, **named)  # type: ignore[arg-type]
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)

    def _on_guest(self, guest_id: str) -> None:
        if guest_id:
            self._guest.show_guest(guest_id, locked=self._sheet is not None and self._sheet.is_finalised)
        else:
            self._guest.begin_new()
        self._stack.setCurrentWidget(self._guest)
        self._guest.setFocus()

    def _on_guest_closed(self) -> None:
        self._stack.setCurrentWidget(self._roll)
        self._roster.setFocus()

    def _on_others(self) -> None:
        self._others_shown = not self._others_shown
        if self._sheet is not None:
            self._show_rows(self._sheet)
            self._foot.show_sheet(self._sheet, others_shown=self._others_shown)
            if self._others_shown and self._sheet.others:
                self._roster.set_current(self._sheet.others[0].member.id)
                self._roster.setFocus()

    def show_place(self, record_id: str, field: str) -> None:
        """The row of the mark that is asked for, with the reason where that is what is missing."""
        self._stack.setCurrentWidget(self._roll)
        self._roster.set_current(record_id.rpartition("/")[2])
        if field != "reason" or not self._absence.take_focus():
            self._roster.setFocus()

    def take_focus(self) -> None:
        if self._stack.currentWidget() is self._roll:
            self._roster.setFocus()
        else:
            self._guest.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.fit_words()

    def fold(self, *, folded: bool) -> None:
        """Folded, the button stands beside the running line and the guests in one line without heading."""
        self._foot.fold(folded=folded)
        if self._all.parentWidget() is not (self._line if folded else self._rest):
            (self._line.put if folded else self._rest_box.addWidget)(self._all)
        self._roster.setMinimumHeight(look.px((2 if folded else 3) * look.ROSTER_ROW + 6))
        if self._is_folded != folded:
            (self._line.put if folded else self._figures.addWidget)(self._counted_on)
            self._counted_on.shorten(short=folded)
        self._is_folded = folded
        self._fit_height()
        if self._sheet is not None:
            self._show_rest(self._sheet)

    def fit_roll(self) -> None:
        self.column.setSpacing(look.px(8))
        self._line.fit()
        self._figures.setSpacing(look.px(4))
        self._roll_box.setContentsMargins(0, 0, 0, 0)
        self._roll_box.setSpacing(look.px(8))
        self._fit_height()
        self._line.fit_words()

    def _fit_height(self) -> None:
        """As high as the pill, or as the button that stands in it when folded: a height set here outdoes theirs."""
        self._line.setMinimumHeight(look.px(look.CONTROL if self._is_folded else 32))
