"""The foot of the roll call: who came from above, who is not counted in one muted line, and the notice about dues."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_guest, change_meeting
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.guests import Announced, announced_guests
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.attendance import Attendance
from chibo_desktop.ui import icons, look
from chibo_desktop.ui.editors.kept import EnterKey, keep
from chibo_desktop.ui.editors.steps.expected_guests import ExpectedGuests
from chibo_desktop.ui.editors.steps.reading_order import set_reading_order
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.line_button import LineButton
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Words

ADD = "Thêm đại biểu"


class _LowCard(Card):
    """A card as low as what stands in it."""

    def fit(self) -> None:
        super().fit()
        side, top = (0, 0) if self.property("look") == "bare" else (look.px(16), look.px(4))
        self._column.setContentsMargins(side, top, look.px(8) if side else 0, top)

    def set_bare(self, *, bare: bool) -> None:
        """Without edge and margins, where there is little room."""
        wanted = "bare" if bare else "card"
        if self.property("look") != wanted:
            self.setProperty("look", wanted)
            look.restyle(self)
            self.fit()


class RollCallFoot(QWidget):
    """`guest_wanted(id)` asks for a guest's form, "" for a new one; `others_chosen` for the rows of those not counted.

    Who announced a visit stands there first and is written down as a guest by one press, F4 while there is anybody;
    `refused(sentence)` where not.
    """

    guest_wanted = Signal(str)
    refused = Signal(str)
    others_chosen = Signal()
    finished = Signal()

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_folded = self._is_locked = False
        self._has_dues = True
        self._session, self._meeting_id = session, meeting_id
        self._guests: tuple[Facts, ...] = ()
        self._announced: dict[str, Announced] = {}
        self._order: list[QWidget] = []
        self._make_guests()
        self._dues = LineField(
            "Thông báo nộp đảng phí", placeholder="ví dụ: 20/20 đảng viên đã nộp tháng này", max_len=500
        )
        self._dues_kept = keep(session, self._dues, ("meeting", meeting_id, "dues_note"), change_meeting)
        self._dues.left.connect(lambda _words: self._show_dues())
        EnterKey(self._dues, self._on_dues_entered)
        self._dues_line = LineButton(icon="edit", key="F8")
        self._dues_line.clicked.connect(self._on_dues)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self._card)
        self._column.addWidget(self._dues_line)
        self._column.addWidget(self._dues)
        self._show_dues()
        look.follow(self.fit)

    def _make_guests(self) -> None:
        self._card = _LowCard()
        self._others = Button("", "quiet")
        self._others.clicked.connect(self.others_chosen)
        self._expected = ExpectedGuests()
        self._expected.came.connect(self._on_expected)
        self._pin = Words()
        self._nobody = Words("Chưa ghi ai.", tone="muted")
        self._names = RowList(name="Đại biểu cấp trên")
        self._names.opened.connect(self.guest_wanted)
        self._add = Button(ADD, icon="plus", key="F4")
        self._more = Button(ADD, icon="plus")
        for button in (self._add, self._more):
            button.clicked.connect(lambda: self.guest_wanted.emit(""))
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(Words("Đại biểu cấp trên", "strong"), 1)
        self._head_row.addWidget(self._others)
        self._row = QHBoxLayout()
        self._row.addWidget(self._pin)
        self._row.addWidget(self._nobody, 1)
        self._row.addWidget(self._names, 1)
        for button in (self._add, self._more):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._card.add(self._expected)
        self._card.add_layout(self._row)

    def show_sheet(self, sheet: MeetingSheet, *, others_shown: bool) -> None:
        """Each guest in a row that opens the form, who is expected in one that writes them down; the notice in one line."""
        self._guests, self._is_locked = sheet.guests, sheet.is_finalised
        announced = [] if sheet.is_finalised else announced_guests(self._session.store, sheet.meeting)
        self._announced = {each.key: each for each in announced}
        self._has_dues = sheet.kind.roll == "members"
        self._show_guests()
        words = not_counted(sheet.attendance)
        self._others.say("Thôi ghi người không tính" if others_shown and words else words)
        self._others.setVisible(bool(words))
        self._others.setToolTip("Ghi người miễn hoặc tạm vắng mà vẫn đến dự")
        self._show_dues()
        self._order = set_reading_order(self, self._order)

    def _show_guests(self) -> None:
        is_low = self._is_folded or len(self._guests) > 2
        rows = [
            _row(guest.id, guest.text("full_name"), guest.text("office"), is_low=is_low)
            for guest in self._guests
        ]
        self._names.set_rows(rows)
        self._names.setVisible(bool(rows))
        self._expected.show_announced(list(self._announced.values()))
        self._nobody.say("Chưa ghi đại biểu nào." if self._is_folded else "Chưa ghi ai.")
        self._nobody.setVisible(not rows and not (self._announced and self._is_folded))
        self._add.setVisible(not self._is_locked and not self._announced)
        self._more.setVisible(not self._is_locked and bool(self._announced))

    def _on_expected(self, key: str) -> None:
        """The keyboard goes back to the roll first: the button pressed is gone once it is written."""
        expected = self._announced[key]
        self.finished.emit()
        named = {"full_name": expected.full_name, "office": expected.office, "level": expected.level}
        try:
            self._session.do(add_guest, self._meeting_id, **named)
        except (Refusal, Trouble) as problem:
            self.refused.emit(problem.sentence)

    def _show_dues(self) -> None:
        """The line, or the field while something unsaved stands in it; where not all members are due only what is said."""
        said = self._dues.value()
        words = f"Đảng phí: {said or 'chưa ghi thông báo nộp đảng phí'}"
        self._dues_line.show_words("Đảng phí" if self._is_folded else words, words)
        self._dues_line.setEnabled(not self._is_locked)
        is_held = QApplication.focusWidget() is self._dues.focusProxy()
        is_open = bool(self._dues.error()) or is_held or self._dues_kept.is_unsaved
        self._dues.setVisible(is_open and not self._is_locked)
        is_asked = self._has_dues or bool(said)
        self._dues_line.setVisible(is_asked and not self._dues.isVisibleTo(self))

    def _on_dues(self) -> None:
        self._dues_line.hide()
        self._dues.show()
        self._dues.setFocus()

    def _on_dues_entered(self) -> None:
        if not self._dues.error():
            self.finished.emit()

    def fold(self, *, folded: bool) -> None:
        """One line without its heading where there is little room."""
        self._is_folded = folded
        self._head.setVisible(not folded)
        self._card.set_bare(bare=folded)
        # one line for all where there is little room
        if folded:
            self._row.insertWidget(1, self._expected, 1)
        else:
            self._card.body.insertWidget(0, self._expected)
        self._more.say("Thêm" if folded else ADD)
        self._more.setAccessibleName(ADD)
        (self._row if folded else self._column).addWidget(self._dues_line)
        self._dues_line.take_room(wide=not folded)
        self._show_guests()
        self._show_dues()
        self.fit()

    def fit(self) -> None:
        self._pin.setPixmap(icons.picture("pin", "muted", 20))
        for layout in (self._column, self._head_row, self._row):
            layout.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self._row.setSpacing(look.px(12))
        self._names.setMinimumHeight(0)
        self._card.setMinimumHeight(look.px(40 if self._is_folded else 62))
        for button in (self._others, self._dues_line):
            button.setFixedHeight(look.px(32))


def _row(key: str, name: str, office: str, *, is_low: bool) -> Row:
    """In one line where there is little room."""
    if is_low or not office:
        return Row(key, f"{name}, {office}" if office else name)
    return Row(key, name, office)


def not_counted(counted: Attendance) -> str:
    """As in "Không tính 4: miễn 2, tạm đi nơi khác 2", "" when everybody is due."""
    groups = (
        ("miễn", counted.exempt),
        ("tạm đi nơi khác", counted.away),
        ("đình chỉ", counted.suspended),
        ("nơi khác đến", counted.visiting),
    )
    said = [f"{words} {number}" for words, number in groups if number]
    total = sum(number for _, number in groups)
    return f"Không tính {total}: {', '.join(said)}" if total else ""
