"""The forms for badges of years in the Party: one badge of one member, or one step for several at once; who is due is in lists/badges.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.badges import Whose, award_badges, decide_badges, note_badge, propose_badges
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.badges import BadgeRow
from chibo_desktop.lists.place_states import people_to_choose
from chibo_desktop.rules.party_age import kinds
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.check_list import CheckList
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person

STEPS = (("due", "Đề nghị"), ("proposed", "Có quyết định"), ("decided", "Đã trao"))
"""The step that comes next for badges of a state, in the words of its button."""
DAYS = {"due": "Ngày đề nghị", "proposed": "Ngày quyết định", "decided": "Ngày trao"}
NOTHING_NEW = "Chưa ghi gì mới. Gõ ngày, hoặc số huy hiệu."
NOT_CHOSEN = ("", "(chưa chọn)")
PARTS = ("proposed_on", "decided_on", "number", "awarded_on")
ROWS = (PARTS[:2], PARTS[2:])
NUMBER_HINT = "Ghi trên huy hiệu, ví dụ NS 00001234."


class SeveralBadges(QWidget):
    """One step for those ticked. `written` once it is done."""

    written = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._round = session, date.min
        self._rows: Sequence[BadgeRow] = ()
        self._late: Sequence[BadgeRow] = ()
        self._offered: tuple[date, str, list[tuple[str, str]]] = (date.min, "", [])
        self._steps = Segments(STEPS, "due", "Việc ghi")
        self._steps.chosen.connect(lambda _key: self._show())
        self._list: CheckList | None = None
        self._holder = QVBoxLayout()
        self._day = DayField("")
        self._said = Message()
        self._write = Button("Ghi cho các đồng chí đã đánh dấu", icon="check")
        self._write.clicked.connect(self._on_write)
        foot = Flow()
        foot.put(self._write)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._steps)
        self._column.addLayout(self._holder)
        for part in (self._day, self._said, foot):
            self._column.addWidget(part)
        look.follow(self.fit)

    def show_rows(self, rows: Sequence[BadgeRow], before: Sequence[BadgeRow], round_on: date) -> None:
        """The badges of a round, the first step somebody waits for taken when it is another round than before.

        `before`: whoever was left out of earlier rounds may be proposed for this one too, and is not ticked by itself.
        """
        self._rows, self._late = rows, before
        waiting = [key for key, _ in STEPS if any(row.state == key for row in rows)]
        if waiting and self._round != round_on and self._steps.taken() not in waiting:
            self._steps.take(waiting[0])
        self._round = round_on
        self._show()

    def _show(self) -> None:
        """Those whose next step this is; what a person ticked and typed stays while they are the same.

        The day of a decision is typed: only that of a proposal is usually today.
        """
        step = self._steps.taken()
        rows = [row for row in self._rows if row.state == step]
        late = list(self._late) if step == "due" else []
        lines = [(row.key, line_words(row)) for row in rows] + [(row.key, late_words(row)) for row in late]
        round_before, step_before, before = self._offered
        if (self._round, step, lines) == self._offered:
            return
        ticked, known = [row.key for row in rows], [key for key, _ in before]
        is_same = (round_before, step_before, known) == (self._round, step, [key for key, _ in lines])
        if is_same and self._list is not None:
            ticked = list(self._list.checked())
        self._offered = (self._round, step, lines)
        self._drop()
        self._list = CheckList(lines, "Các đồng chí", lines=8)
        self._list.check(ticked)
        self._holder.addWidget(self._list)
        self._list.setVisible(bool(lines))
        self._day.set_label(DAYS[step])
        self._day.clear_error()
        if not is_same:
            self._day.set_day(self._session.now().date() if step == "due" else None)
        for part in (self._day, self._write):
            part.setEnabled(bool(lines))
        self._said.say("optional" if not lines else "absent", "" if lines else "Không có ai ở bước này.")

    def _drop(self) -> None:
        if self._list is not None:
            self._holder.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()

    def _on_write(self) -> None:
        commit_composing()
        self._day.clear_error()
        ticked = self._list.checked() if self._list is not None else ()
        whose = [(row.person.id, row.years) for row in (*self._rows, *self._late) if row.key in ticked]
        try:
            day = self._day.day()
            if day is None:
                raise Refusal(f"Ghi {DAYS[self._steps.taken()].lower()}.", "day")
        except Refusal as refusal:
            self._day.show_error(refusal.sentence)
            return
        try:
            self._do(whose, day)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._session.succeeded.emit(f"Đã ghi cho {len(whose)} đồng chí.")
        self.written.emit()

    def _do(self, whose: Sequence[Whose], day: date) -> None:
        step = self._steps.taken()
        if step == "due":
            self._session.do(propose_badges, whose, round_on=self._round, proposed_on=day)
        elif step == "proposed":
            self._session.do(decide_badges, whose, decided_on=day)
        else:
            self._session.do(award_badges, whose, awarded_on=day)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))


def line_words(row: BadgeRow) -> str:
    """As in "Vàng A Chứ · 40 năm · Chi bộ bản Suối Lanh"."""
    return f"{row.person.row.name_shown} · {row.years} năm · {row.person.cell_name}"


def late_words(row: BadgeRow) -> str:
    """The same, with since when the badge waits."""
    since = f"đề nghị đợt {show_day(row.round_on)}, chưa quyết định" if row.round_on else "đã đủ từ trước"
    return f"{line_words(row)} · {since}"


def badge_form(session: Session, row: BadgeRow, round_on: date) -> EntryForm:
    """Everything about one badge; days and number stand as they are written."""
    held = {name: getattr(row, name) for name in PARTS}

    def write(given: dict[str, Any]) -> str:
        changed = {name: value for name, value in given.items() if value != held[name]}
        if not changed:
            raise Refusal(NOTHING_NEW)
        into = {} if row.round_on or not changed.get("proposed_on") else {"round_on": round_on}
        session.do(note_badge, row.person.id, row.years, **changed, **into)
        return row.key

    return EntryForm(
        session,
        ("badge", f"{row.key}/form"),
        _fields(row),
        ROWS,
        button="Ghi huy hiệu",
        write=write,
        leave="Thôi",
        done="Đã ghi huy hiệu.",
    )


def other_badge_form(session: Session, round_on: date) -> EntryForm:
    """A badge no round lists: of former years, early for the sick, after death. A day of proposal puts it into the round."""
    desk, today = session.desk, session.now().date()
    known = people_to_choose(session.store, desk.organisation_id, today)
    picker = NamePicker(
        "Đảng viên", [Person(*each) for each in known], "Gõ tên rồi chọn đảng viên được gợi ý.", max_len=80
    )
    years = [NOT_CHOSEN, *((str(each), f"{each} năm") for each in kinds(today))]

    def write(given: dict[str, Any]) -> str:
        if not picker.key():
            raise Refusal("Chọn một đảng viên trong danh sách được gợi ý.", "member")
        if not given["years"]:
            raise Refusal("Chọn loại huy hiệu.", "years")
        new = {name: given[name] for name in PARTS if given[name]}
        if not new:
            raise Refusal(NOTHING_NEW)
        into = {"round_on": round_on} if "proposed_on" in new else {}
        session.do(note_badge, picker.key(), int(given["years"]), **new, **into)
        return f"{picker.key()}/{given['years']}"

    fields: dict[str, Field] = {"member": picker, "years": ChoiceField("Huy hiệu", years), **_fields()}
    rows = (("member", "years"), *ROWS)
    return EntryForm(
        session,
        ("badge", "other"),
        fields,
        rows,
        button="Ghi huy hiệu",
        write=write,
        leave="Thôi",
        done=lambda given: f"Đã ghi huy hiệu {given['years']} năm của đồng chí {given['member']}.",
    )


def _fields(row: BadgeRow | None = None) -> dict[str, Field]:
    return {
        "proposed_on": DayField("Ngày đề nghị", row.proposed_on if row else None),
        "decided_on": DayField("Ngày quyết định", row.decided_on if row else None),
        "number": LineField("Số huy hiệu", row.number if row else "", NUMBER_HINT, max_len=20),
        "awarded_on": DayField("Ngày trao", row.awarded_on if row else None),
    }
