"""The part "Khen thưởng" of the page "Đảng viên": the register by year and level, what meetings carried, what others entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QHideEvent

from chibo_desktop.actions.commendations import enter_case, put_away_commendation
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.commendations import (
    CarriedCase,
    CommendationRow,
    entered_elsewhere,
    proposed_cases,
    register,
    total_words,
)
from chibo_desktop.ui.editors.commendation_form import commendation_form, levels
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

EVERY = "every"
NEW = "Thêm khen thưởng"
PAPER = "so-khen-thuong"


class CommendationsPart(Part):
    """The form for a new one, or for one that was pressed, stands above the register until it is written or left."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._form: EntryForm | None = None
        self._year = ChoiceField("Năm", [(EVERY, "Mọi năm")], EVERY)
        self._year.left.connect(lambda _year: self.refresh())
        self._levels = Chips(
            [Chip(EVERY, "Mọi cấp", 0), *(Chip(*each, 0) for each in levels())], name="Lọc theo cấp khen"
        )
        self._levels.chosen.connect(lambda _key: self.refresh())
        self._filter = Abreast(self._year, self._levels, shares=(1, 3), least=700)
        self._said, self._form_card = Message(), Card()
        self._carried = Card("Chi bộ đã tán thành, chưa vào sổ")
        self._carried_rows = RowList(name="Khen thưởng chưa vào sổ", wraps=True)
        self._carried_rows.opened.connect(self._on_carried)
        self._carried.add(self._carried_rows)
        self._register, self._others = LongList(wraps=True), LongList(wraps=True)
        self._register.opened.connect(self._on_row)
        paper = Button("In sổ", icon="print")
        paper.clicked.connect(self._on_print)
        self._foot = Flow()
        self._foot.put(paper)
        self._empty = EmptyState(
            "Khen thưởng của tổ chức và đảng viên sẽ ở đây: cấp khen, hình thức, quyết định.",
            NEW,
            icon="members",
        )
        self._empty.begun.connect(self.press)
        for part in (
            self._filter,
            self._said,
            self._form_card,
            self._carried,
            self._register,
            self._others,
            self._foot,
            self._empty,
        ):
            self.column.addWidget(part)
        self._form_card.hide()

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        ours, others = register(store, own), entered_elsewhere(store, own)
        self._offer_years([*ours, *others])
        of_year = self._of_year(ours)
        self._levels.show_only(_chips(of_year, self._levels.taken()))
        shown = [row for row in of_year if self._levels.taken() in (EVERY, row.level)]
        self._register.show_rows(f"Sổ khen thưởng: {total_words(shown)}", [line(row) for row in shown])
        theirs = [row for row in self._of_year(others) if self._levels.taken() in (EVERY, row.level)]
        self._others.show_rows("Nơi khác vào sổ", [line(row, whose=True) for row in theirs])
        cases = proposed_cases(store, own) if self.session.desk.kind == "cell" else []
        self._carried_rows.set_rows([carried_line(case) for case in cases])
        self._carried.setVisible(bool(cases))
        is_any = bool(ours or others)
        for part in (self._filter, self._foot):
            part.setVisible(is_any)
        self._empty.setVisible(not is_any and not cases and self._form is None)
        self.primary = (NEW, "plus") if (is_any or cases) and self._form is None else ("", "")
        self.retitled.emit()

    def _offer_years(self, rows: Sequence[CommendationRow]) -> None:
        years = sorted({row.decided_on.year for row in rows if row.decided_on}, reverse=True)
        taken = self._year.value()
        self._year.set_choices([(EVERY, "Mọi năm"), *((str(year), f"Năm {year}") for year in years)])
        self._year.set_value(taken if taken in {str(year) for year in years} else EVERY)

    def _of_year(self, rows: Sequence[CommendationRow]) -> list[CommendationRow]:
        taken = self._year.value()
        return [
            row for row in rows if taken == EVERY or (row.decided_on and str(row.decided_on.year) == taken)
        ]

    def press(self) -> None:
        """The form for one more."""
        self._show_form(NEW, commendation_form(self.session))

    def _on_row(self, record_id: str) -> None:
        rows = register(self.session.store, self.session.desk.organisation_id)
        row = next((each for each in rows if each.id == record_id), None)
        if row is None:
            return
        self._show_form(f"{row.whom}: {row.form}", commendation_form(self.session, row))
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
        away.clicked.connect(lambda: self._act_away(record_id))
        foot = Flow()
        foot.put(away)
        foot.put(HistoryButton(self.session, lambda: ("commendation", record_id)))
        self._form_card.add(foot)

    def _show_form(self, title: str, form: EntryForm) -> None:
        self.leave()
        empty(self._form_card.body)
        self._form = form
        form.written.connect(lambda _key: self._close_form())
        form.left.connect(self._close_form)
        self._form_card.set_title(title)
        self._form_card.add(form)
        self._form_card.show()
        form.setFocus()
        self.refresh()

    def _close_form(self) -> None:
        self.leave()
        self._form = None
        self._form_card.hide()
        empty(self._form_card.body)
        self.refresh()

    def _on_carried(self, case_id: str) -> None:
        self._act(enter_case, case_id)

    def _act_away(self, record_id: str) -> None:
        if self._act(put_away_commendation, record_id):
            self._close_form()

    def _act(self, action: Callable[[Desk, str], object], record_id: str) -> bool:
        self._said.say("absent", "")
        try:
            self.session.do(action, record_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return False
        return True

    def _on_print(self) -> None:
        taken, today = self._year.value(), self.session.now().date()
        rows = register(self.session.store, self.session.desk.organisation_id)
        days = [row.decided_on for row in rows if row.decided_on]
        first = min(days, default=today).replace(month=1, day=1)
        span = (first, today) if taken == EVERY else (date(int(taken), 1, 1), date(int(taken), 12, 31))
        level = "" if self._levels.taken() == EVERY else self._levels.taken()
        self.print_report(PAPER, *span, level=level)

    def leave(self) -> bool:
        """Keeps what is typed as drafts."""
        if self._form is not None:
            self._form.leave()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()


def _chips(rows: Sequence[CommendationRow], taken: str) -> list[Chip]:
    """Levels there is nothing of are not offered, but for the one taken."""
    given = [row.level for row in rows]
    each = [Chip(key, words, given.count(key)) for key, words in levels() if key in {*given, taken}]
    return [Chip(EVERY, "Mọi cấp", len(rows)), *each]


def line(row: CommendationRow, *, whose: bool = False) -> Row:
    """Who was commended and how; by whom, when, by which decision, for what."""
    decided = show_day(row.decided_on) if row.decided_on else "chưa ghi ngày"
    entered = f"{row.body_name} vào sổ" if whose else ""
    second = " · ".join(part for part in (row.where, row.paper, decided, row.reason, entered) if part)
    return Row(row.id, f"{row.whom}: {row.form}", second, words=row.level_label)


def carried_line(case: CarriedCase) -> Row:
    """What Enter puts into the register."""
    second = " · ".join(part for part in (f"buổi ngày {show_day(case.on)}", case.paper) if part)
    return Row(case.id, case.name, second, "todo", "Bấm để vào sổ")
