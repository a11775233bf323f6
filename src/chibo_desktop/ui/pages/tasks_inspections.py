"""The part "Kiểm tra" of the page "Nhiệm vụ": whom a body inspected in a year, and one inspection from plan to closure."""

from __future__ import annotations

from datetime import date
from html import escape

from chibo_desktop.actions.oversight import change_inspection
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.oversight import (
    INSPECTION_STATES,
    InspectionRow,
    follow_ups,
    inspected,
    inspection_row,
    inspections,
)
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.oversight_forms import choices_of, closing_form, finding_form
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.tasks_one import OneView, fill, listed
from chibo_desktop.ui.pages.tasks_words import follow_up_line
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose
from chibo_desktop.ui.widgets.year_chips import YearChips, span_of

SHAPES: dict[str, Kind] = {"overdue": "late", "open": "now", "planned": "todo", "closed": "tick"}
NEW = "Thêm cuộc kiểm tra"


class InspectionsTab(Part):
    """Coverage of the year first, by the organisations there are on its last day, or today."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        today = session.now().date()
        self._year = YearChips(today)
        self._year.chosen.connect(lambda _key: self.refresh())
        paper = Button("In sổ", icon="print")
        paper.clicked.connect(self._on_print)
        self._foot = Flow()
        self._foot.put(paper)
        self._reach, self._left = Card("Đã kiểm tra, giám sát"), Prose("", width=320)
        self._reach.add(self._left)
        self._card = Card("Các cuộc kiểm tra, giám sát")
        self._rows = listed("Các cuộc kiểm tra", lambda key: self.wanted.emit("inspection", key))
        self._card.add(self._rows)
        self._empty = EmptyState(
            "Mỗi cuộc kiểm tra, giám sát sẽ ở đây: hạn chế phát hiện, hạn khắc phục, ngày kết thúc theo dõi.",
            NEW,
            icon="tasks",
        )
        self._empty.begun.connect(self.press)
        for part in (self._year, self._reach, self._card, self._foot, self._empty):
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        every = inspections(store, own, today)
        first, last = span_of(self._year.show_days([row.held_on for row in every]))
        rows = [row for row in every if _is_of(row, first, last)]
        fill(self._card, self._rows, [inspection_line(row) for row in rows], f"{len(rows)} cuộc")
        reached = inspected(store, own, first, min(last, max(today, first)))
        names = organisations(store)
        self._reach.set_note(f"{len(reached.reached)}/{reached.every} nơi trực thuộc")
        left = ", ".join(names.name(one, today) for one in reached.left)
        self._left.say(escape(f"Chưa đến: {left}." if left else "Đã đến tất cả các nơi trực thuộc."))
        for part in (self._year, self._reach, self._foot):
            part.setVisible(bool(every))
        self._empty.setVisible(not every)
        self.primary = (NEW, "plus") if every else ("", "")
        self.retitled.emit()

    def press(self) -> None:
        """The form for one more."""
        self.wanted.emit("new inspection", "")

    def _on_print(self) -> None:
        self.print_report("so-theo-doi-kiem-tra", *span_of(int(self._year.taken())))


def _is_of(row: InspectionRow, first: date, last: date) -> bool:
    """Of a year: held in it, or not closed whenever it was held."""
    return row.state != "closed" if row.held_on is None else first <= row.held_on <= last


def inspection_line(row: InspectionRow) -> Row:
    """Whom and when, what was found, until when it has to be put right."""
    held = show_day(row.held_on) if row.held_on else row.facts.text("plan")
    found = " ".join(row.findings.split())
    second = " · ".join(part for part in (row.sort_label, held, row.due_words, found) if part)
    words = INSPECTION_STATES[row.state]
    return Row(row.id, row.name, second, SHAPES[row.state], words, quiet=row.state == "closed")


class InspectionView(OneView):
    """One inspection at the body that made it."""

    TITLE = "Cuộc kiểm tra"
    KIND = "inspection"
    CHANGE = change_inspection

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, record_id)
        mark_record(self, self.KIND, record_id)
        self._facts = Prose("", "muted", width=320)
        self._about, self._todo, self._end = (
            Card("Kế hoạch, kết quả"),
            Card("Việc phải khắc phục"),
            Card("Kết thúc theo dõi"),
        )
        self._rows = listed("Việc phải khắc phục", lambda key: self.wanted.emit("follow_up", key))
        self._todo.add(self._rows)
        self._end_shown: date | bool | None = None
        for part in (self._facts, self._about, self._todo, self._end):
            self.body.addWidget(part)
        self.body.addStretch(1)
        row = self._row()
        if row is not None:
            self._build(row)
            self.refresh()

    def _row(self) -> InspectionRow | None:
        return inspection_row(self.session.store, self.record_id, self.session.now().date())

    def _build(self, row: InspectionRow) -> None:
        sort = self.chosen("sort", ChoiceField("Hình thức", choices_of("inspection", "sort")))
        held = self.kept("held_on", DayField("Ngày kiểm tra"))
        plan = self.kept("plan", LineField("Kế hoạch kiểm tra", max_len=160))
        for part in (
            Abreast(sort, held, self.kept("due_on", DayField("Hạn khắc phục")), least=660),
            plan,
            self.kept("findings", ProseField("Kết quả, hạn chế phát hiện", lines=3)),
        ):
            self._about.add(part)
        foot = self.away_button()
        foot.put(HistoryButton(self.session, lambda: (self.KIND, self.record_id)))
        self._about.add(foot)
        self.form_in(self._todo, finding_form(self.session, self.record_id, row.organisation_id))

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        self.call(row.name)
        parts = (row.sort_label, f"ngày {show_day(row.held_on)}" if row.held_on else "", row.due_words)
        self._facts.say(escape(" · ".join(part for part in (*parts, INSPECTION_STATES[row.state]) if part)))
        store, own = self.session.store, self.session.desk.organisation_id
        every = follow_ups(store, own, self.session.now().date())
        found = [one for one in every if one.facts.text("inspection_id") == self.record_id]
        self._rows.set_rows([follow_up_line(one) for one in found])
        self._todo.set_note(
            f"{sum(one.done_on is not None for one in found)}/{len(found)} xong" if found else ""
        )
        self._show_end(row)

    def _show_end(self, row: InspectionRow) -> None:
        closed = row.facts.day("closed_on")
        is_shown = closed or row.held_on is not None
        if is_shown == self._end_shown:
            return
        self._end_shown = is_shown
        self.clear_card(self._end)
        self._end.setVisible(bool(is_shown))
        if closed:
            said = f"Kết thúc ngày {show_day(closed)}. {row.facts.text('closing')}".strip()
            self._end.add(Prose(escape(said), width=320))
            again = Button("Theo dõi tiếp", "quiet", icon="undo")
            again.clicked.connect(lambda: self.act(change_inspection, self.record_id, closed_on=None))
            again.clicked.connect(self.refresh)
            foot = Flow()
            foot.put(again)
            self._end.add(foot)
        elif is_shown:
            self.form_in(self._end, closing_form(self.session, self.record_id))
