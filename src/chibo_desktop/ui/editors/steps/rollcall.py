"""Step "Điểm danh": the whole roll call by keys, guests from above, the notice about dues."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import record_all_present, record_attendance
from chibo_desktop.base.dates import show_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet, RollRow
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.guests import DuesForm, GuestForm, guest_words
from chibo_desktop.ui.editors.steps.mark_fields import MarkFields
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.key_buttons import ATTENDANCE_KEYS, KeyButtons
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.roster import Roster, RosterRow
from chibo_desktop.ui.widgets.words import Words

SAID = {key.state: key.words for key in ATTENDANCE_KEYS}


class RollCallStep(Step):
    KEY: ClassVar[str] = "roll_call"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._rows: dict[str, RollRow] = {}
        self._folded = self._is_locked = False
        self._make_line()
        self._keys = KeyButtons(name="Tình trạng")
        self._keys.state_chosen.connect(self._on_key)
        self._roster = Roster()
        self._roster.state_chosen.connect(self._on_state)
        self._roster.going_on.connect(lambda _id: self.go_on())
        self._roster.current_changed.connect(self._on_current)
        self._said = Message()
        self._mark = MarkFields(session, meeting_id)
        self._mark.finished.connect(self._on_finished)
        self._mark.refused.connect(lambda sentence: self._said.say("absent", sentence))
        for widget, stretch in ((self._keys, 0), (self._roster, 1), (self._said, 0), (self._mark, 0)):
            self.column.addWidget(widget, stretch)
        self._make_tail()
        for keys, act in (("F6", self.mark_rest), ("F7", self.begin_guest), ("F8", self.begin_dues)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        look.follow(self.fit)

    def _make_line(self) -> None:
        self._line = Words("", "emphasis_strong")
        self._arrow = Words("→", "emphasis", "muted")
        self._verdict = Pill("todo", "")
        self._rest = Button("Còn lại có mặt", icon="check", name="Những người còn lại có mặt, phím F6")
        self._rest.setToolTip("Ghi có mặt cho những người chưa điểm danh (F6)")
        self._rest.clicked.connect(self.mark_rest)
        self._running = QHBoxLayout()
        for widget in (self._line, self._arrow, self._verdict):
            self._running.addWidget(widget)
        self._running.addStretch(1)
        self.column.addLayout(self._running)

    def _make_tail(self) -> None:
        self._tail = QWidget()
        self._tail_column = QVBoxLayout(self._tail)
        head = QHBoxLayout()
        self._guests_title = Words("Đại biểu cấp trên", "strong")
        self._not_due = Words("", tone="muted")
        head.addWidget(self._guests_title, 1)
        head.addWidget(self._not_due)
        self._guest_names = Words("", "strong")
        self._guest_offices = Words("", tone="muted")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._guest_names)
        names.addWidget(self._guest_offices)
        self._add_guest = Button("Thêm đại biểu", icon="plus", name="Thêm đại biểu, phím F7")
        self._add_guest.clicked.connect(self.begin_guest)
        self._dues = Button("Đảng phí", name="Thông báo nộp đảng phí, phím F8")
        self._dues.clicked.connect(self.begin_dues)
        card = Card()
        row = QHBoxLayout()
        row.addLayout(names, 1)
        row.addWidget(self._dues)
        row.addWidget(self._add_guest)
        card.add_layout(row)
        self._tail_column.addLayout(head)
        self._tail_column.addWidget(card)
        self._guest_form = GuestForm(self.session, self.meeting_id)
        self._dues_form = DuesForm(self.session, self.meeting_id)
        self.column.addWidget(self._tail)
        for form in (self._guest_form, self._dues_form):
            form.closed.connect(self._close_forms)
            form.hide()
            self.column.addWidget(form)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._rows = {row.member.id: row for row in (*sheet.roll, *sheet.others)}
        rows = [roster_row(number, row) for number, row in enumerate(sheet.roll, 1)]
        # whoever need not come stands below, and is counted apart when present
        rows += [roster_row(len(rows) + n, row) for n, row in enumerate(sheet.others, 1) if row.person.state]
        if [r.member_id for r in rows] != [r.member_id for r in self._roster.rows()]:
            self._roster.set_rows(rows)
        else:
            for row in rows:
                if row not in self._roster.rows():
                    self._roster.change(row.member_id, row.state, row.words)
        self._show_line(sheet)
        self._show_tail(sheet)
        self._guest_form.refresh(sheet)
        self._mark.show_row(self._rows.get(self._roster.current_id()), sheet)
        self.refresh_fields()

    def _show_line(self, sheet: MeetingSheet) -> None:
        words, _, verdict = sheet.running_line.partition(" → ")
        counted = sheet.attendance
        is_marked = counted.unmarked < counted.due
        met = counted.met(sheet.target) if is_marked else None
        self._line.say(words)
        self._arrow.setVisible(is_marked)
        self._verdict.setVisible(is_marked)
        self._verdict.say({True: "done", False: "warning", None: "todo"}[met], verdict)  # type: ignore[arg-type]
        marks = [row.person.state for row in (*sheet.roll, *sheet.others)]
        self._keys.set_counts({state: marks.count(state) for state in SAID})  # type: ignore[arg-type]
        self._rest.setVisible(0 < counted.unmarked and not self._is_locked)

    def _show_tail(self, sheet: MeetingSheet) -> None:
        self._not_due.say(not_due_words(sheet))
        names, offices = guest_words(sheet.guests)
        if self._folded and offices:
            names, offices = f"Đại biểu: {names}, {offices}", ""
        self._guest_names.say(names)
        self._guest_names.setProperty("role", "strong" if sheet.guests else "body")
        look.restyle(self._guest_names)
        self._guest_offices.say(offices)
        self._guest_offices.setVisible(bool(offices))
        self._dues.set_icon("check" if sheet.meeting.text("dues_note") else "edit")
        self._dues.say("Đảng phí")
        has = "đã ghi" if sheet.meeting.text("dues_note") else "chưa ghi"
        self._dues.setAccessibleName(f"Thông báo nộp đảng phí, {has}, phím F8")
        self._dues.setToolTip(f"Thông báo tình hình nộp đảng phí: {has} (F8)")

    def lock(self, *, locked: bool) -> None:
        self._is_locked = locked
        for widget in (self._keys, self._mark, self._tail):
            widget.setEnabled(not locked)
        self._rest.setVisible(not locked and self._rest.isVisibleTo(self))
        if locked:
            self._close_forms(focus=False)

    def take_focus(self) -> None:
        self._roster.setFocus()

    def show_place(self, record_id: str, field: str) -> None:
        member = record_id.rpartition("/")[2]
        self._roster.set_current(member)
        if field == "reason" and self._mark.isVisibleTo(self):
            self._mark.setFocus()
        else:
            self._roster.setFocus()

    def subtitle(self, sheet: MeetingSheet) -> str:
        left = sheet.attendance.unmarked
        return f"còn {left} người" if left and left < sheet.attendance.due else ""

    def _on_key(self, state: str) -> None:
        self._roster.choose(state)
        if state in ("present", "absent"):
            self._roster.setFocus()

    def _on_state(self, member_id: str, state: str) -> None:
        if self._is_locked:
            return
        commit_composing()
        row = self._rows.get(member_id)
        kept = row.person.reason if row and row.person.state == state == "excused" else ""
        try:
            self.session.do(record_attendance, self.meeting_id, member_id, state, kept)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("absent", "")
        if state in ("excused", "late"):
            self._mark.setFocus()
        else:
            self._roster.step(1)

    def _on_current(self, member_id: str) -> None:
        self._mark.leave()
        self._mark.show_row(self._rows.get(member_id))

    def _on_finished(self) -> None:
        self._roster.setFocus()
        self._roster.step(1)

    def mark_rest(self) -> None:
        """F6: whoever is not marked yet is present."""
        if self._is_locked:
            return
        try:
            self.session.do(record_all_present, self.meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
        self._roster.setFocus()

    def begin_guest(self) -> None:
        """F7: the line for one more guest."""
        if not self._is_locked:
            self._show_form(self._guest_form)

    def begin_dues(self) -> None:
        """F8: the notice about dues."""
        if not self._is_locked:
            self._show_form(self._dues_form)

    def _show_form(self, form: GuestForm | DuesForm) -> None:
        self._close_forms(focus=False)
        self._tail.hide()
        form.show()
        form.setFocus()

    def _close_forms(self, *, focus: bool = True) -> None:
        for form in (self._guest_form, self._dues_form):
            form.hide()
        self._tail.show()
        if focus:
            self._roster.setFocus()

    def fold(self, *, folded: bool) -> None:
        self._folded = folded
        self._guests_title.setVisible(not folded)
        self._not_due.setVisible(not folded)
        for button, words in ((self._add_guest, "Thêm đại biểu"), (self._dues, "Đảng phí")):
            button.say(words)
        place = self._running if folded else self._running
        if self._running.indexOf(self._rest) < 0:
            place.addWidget(self._rest)

    def fit(self) -> None:
        self._tail_column.setContentsMargins(0, 0, 0, 0)
        self._tail_column.setSpacing(look.px(8))
        self._running.setSpacing(look.px(12))
        self.column.setSpacing(look.px(8))


def roster_row(number: int, row: RollRow) -> RosterRow:
    """One line: the office where there is one, the state with its reason or hour."""
    state = row.person.state or ""
    office = row.member.office_label if row.member.is_due else row.member.standing_label
    return RosterRow(row.member.id, number, row.member.name_shown, office, state, mark_words(row))


def mark_words(row: RollRow) -> str:
    """ "Vắng có lý do: ốm", "Muộn 19:50", "Có mặt, về 20:30"; "" leaves the key's own word."""
    if row.mark is None or row.person.state is None:
        return ""
    late, left = row.mark.moment("late_at"), row.mark.moment("left_at")
    if row.person.state == "excused" and row.person.reason:
        return f"{SAID['excused']}: {row.person.reason}"
    words = SAID[row.person.state]
    if row.person.state == "late" and late:
        words = f"{words} {show_time(late)}"
    return f"{words}, về {show_time(left)}" if left else words


def not_due_words(sheet: MeetingSheet) -> str:
    """ "Không tính 4: miễn 2, tạm đi nơi khác 2"; "" when everybody on the list is due."""
    counted = sheet.attendance
    parts = [
        f"{words} {number}"
        for words, number in (
            ("miễn", counted.exempt),
            ("tạm đi nơi khác", counted.away),
            ("đình chỉ", counted.suspended),
        )
        if number
    ]
    total = counted.exempt + counted.away + counted.suspended
    return f"Không tính {total}: {', '.join(parts)}" if parts else ""
