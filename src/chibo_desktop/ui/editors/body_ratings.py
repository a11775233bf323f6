"""A body's ratings of those directly below in one year: counts that narrow the sheet, the sheet, the decision for all of them."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.ratings import decide_ratings, rate_organisation
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.ratings import RatingLine, YearTable, year_table
from chibo_desktop.rules.ratings import ORGANISATIONS, scale_of
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.rating_sheet import NOT_RATED, RatingSheet, decision_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

ALL, LEFT = "all", "left"
WORDS_CHANGED = 2018
"""The first year of the four grades of today (132-QĐ/TW)."""


class Unsure(QWidget):
    """Asks before a grade that stands under a decision is changed. `agreed(organisation id, year, grade)` for each."""

    agreed = Signal(str, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[tuple[str, int], tuple[str, str]] = {}
        self._said = Message()
        change, keep = Button("Sửa mức đã quyết định", icon="check"), Button("Giữ như quyết định", "quiet")
        change.clicked.connect(self._on_change)
        keep.clicked.connect(self._on_keep)
        foot = Flow()
        foot.put(change)
        foot.put(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._said)
        column.addWidget(foot)
        self.hide()

    def ask(self, line: RatingLine, year: int, grade: str, words: str) -> None:
        """Adds one to what is asked; `words` are those of the new grade."""
        now = line.grade.words if line.grade else ""
        said = f"{line.name}, năm {year}: {now} ({decision_words(line)}), định sửa thành {words}."
        self._waiting[line.id, year] = grade, said
        self._show()

    def _show(self) -> None:
        every = "<br>".join(escape(said) for _, said in self._waiting.values())
        self._said.say("todo", "Mức này đã có quyết định nên chưa sửa.", every)
        self.setVisible(bool(self._waiting))

    def _on_change(self) -> None:
        waiting, self._waiting = self._waiting, {}
        self._show()
        for (organisation_id, year), (grade, _) in waiting.items():
            self.agreed.emit(organisation_id, year, grade)

    def _on_keep(self) -> None:
        self._waiting = {}
        self._show()


class BodyRatings(QWidget):
    """`show_year` reads; every grade is written as it is given. `asked(id)`: the years of one of them."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._year = session, 0
        scales = [scale_of(ORGANISATIONS, year) for year in (WORDS_CHANGED - 1, session.now().year)]
        # both words of a rank stand side by side: only those of the year are shown
        ranks = zip(*(scale.grades for scale in scales), strict=True)
        keys = dict.fromkeys(each.key for rank in ranks for each in rank)
        self._chips = Chips(
            [Chip(ALL, "Tất cả", 0), *(Chip(key, key, 0) for key in keys), Chip(LEFT, "Chưa xếp loại", 0)],
            name="Lọc theo mức xếp loại",
        )
        self._chips.chosen.connect(lambda _key: self._narrow())
        self._table: YearTable | None = None
        self._said, self._shares, self._over = Message(), Prose("", "muted", width=240), Prose("", width=240)
        self._sheet = RatingSheet()
        self._sheet.given.connect(self._on_given)
        self._unsure = Unsure()
        self._unsure.agreed.connect(self._rate)
        self._sheet.asked.connect(self.asked)
        self._card = Card("Tổ chức trực thuộc")
        for part in (self._shares, self._over, self._said, self._unsure, self._sheet):
            self._card.add(part)
        self._decide = Card("Quyết định xếp loại")
        self._form: EntryForm | None = None
        self._column = QVBoxLayout(self)
        for each in (self._chips, self._card, self._decide):
            self._column.addWidget(each)
        look.follow(self.fit)

    def show_year(self, year: int) -> None:
        """The sheet of a year; what was chosen in the one before is given first."""
        if year != self._year:
            self.leave()
            self._said.say("absent", "")
            self._year = year
            self._make_form()
        store, own = self._session.store, self._session.desk.organisation_id
        table = self._table = year_table(store, own, year)
        before = {
            line.id: f"năm {year - 1}: {line.grade.short}"
            for line in year_table(store, own, year - 1).lines
            if line.grade
        }
        self._sheet.show_lines(table.scale, table.lines, before)
        self._show_sums(table)
        self._narrow()
        self._decide.setVisible(table.rated > 0)

    def _show_sums(self, table: YearTable) -> None:
        chips = [Chip(ALL, "Tất cả", len(table.lines))]
        chips += [
            Chip(share.grade.key, share.grade.short, share.count)
            for share in table.shares
            if any(share.grade.key == known.key for known in table.scale.grades)
            and (share.count or share.grade.key == self._chips.taken())
        ]
        self._chips.show_only([*chips, Chip(LEFT, "Chưa xếp loại", table.left)])
        if self._chips.taken() not in {chip.key for chip in chips} | {LEFT}:
            self._chips.take(ALL)
        said = [f"{share.grade.short} {share.percent_shown}" for share in table.shares if share.count]
        rated = f"Đã xếp loại {table.rated}, chưa xếp loại {table.left} nơi."
        shares = f"Trong số đã xếp loại: {', '.join(said)}." if said else ""
        self._shares.say(escape(f"{rated} {shares}"))
        self._over.say(escape(table.warning))
        self._over.setVisible(bool(table.warning))
        self._card.set_note(f"năm {table.year}, theo {table.scale.version}")
        self._card.setVisible(bool(table.lines))

    def _narrow(self) -> None:
        taken, table = self._chips.taken(), self._table
        if table is None:
            return
        self._sheet.show_only(
            {line.id for line in table.lines if taken in (ALL, line.grade.key if line.grade else LEFT)}
        )

    def _on_given(self, organisation_id: str, grade: str) -> None:
        """Writes it, or asks first where what is written stands under a decision: one key is pressed too easily."""
        table = self._table
        line = next((each for each in table.lines if each.id == organisation_id), None) if table else None
        if table is None or line is None or line.grade is None or not decision_words(line):
            self._rate(organisation_id, self._year, grade)
            return
        self._sheet.put_back(organisation_id)
        self._unsure.ask(line, self._year, grade, table.scale.grade(grade).words if grade else NOT_RATED[1])

    def _rate(self, organisation_id: str, year: int, grade: str) -> None:
        self._said.say("absent", "")
        try:
            self._session.do(rate_organisation, organisation_id, year, grade)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def _make_form(self) -> None:
        year = self._year
        fields: dict[str, Field] = {
            "basis": LineField("Số quyết định", max_len=160),
            "decided_on": DayField("Ngày quyết định"),
        }

        def write(given: dict[str, Any]) -> str:
            self.leave()
            self._session.do(decide_ratings, year, given["basis"], given["decided_on"])
            return str(year)

        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        draft = ("organisation_rating", f"{year}/decision")
        button = "Ghi cho mọi nơi đã xếp loại"
        self._form = EntryForm(
            self._session, draft, fields, (("basis", "decided_on"),), button=button, write=write
        )
        self._decide.add(self._form)

    def leave(self) -> None:
        """Gives what was chosen last, keeps what is typed as drafts."""
        self._sheet.leave()
        if self._form is not None:
            self._form.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(16))
