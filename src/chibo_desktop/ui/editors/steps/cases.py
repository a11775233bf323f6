"""The step "Xét từng người": each person in a card with votes of their own; the yearly rating as one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton

from chibo_desktop.actions.cases import choose_rating_method, rate_member
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.cases import RATING_METHOD, rating_method
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.member_tasks import LedTask, led_in_year
from chibo_desktop.lists.rows import find
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.rules.ratings import rated_year
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import people_of
from chibo_desktop.ui.editors.steps.case_candidates import make_case_card
from chibo_desktop.ui.editors.steps.case_card import CaseCard
from chibo_desktop.ui.editors.steps.case_exemptions import ExemptionsCard
from chibo_desktop.ui.editors.steps.counted_of import CountedOf
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.parts_step import PartsStep
from chibo_desktop.ui.editors.steps.rating_list import RatingList
from chibo_desktop.ui.editors.steps.rating_rows import lines_of, table_words
from chibo_desktop.ui.editors.steps.vote_card import choices_of
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

KEYS = (
    "Phím 1 xuất sắc, 2 tốt, 3 hoàn thành, 4 không hoàn thành; Enter sang ô bên, ở ô phiếu Enter nhận số đề nghị; "
    "↑↓ đổi người."
)
TWO_LINES = 48
"""Logical pixels."""


class CasesStep(PartsStep[CaseCard]):
    """A meeting held for one matter asks for the person only; any other for the matter first."""

    KEY: ClassVar[str] = "cases"
    ADD: ClassVar[str] = "Thêm người được xét"

    def build(self) -> None:
        super().build()
        self._base = CountedOf()
        self._base.left_for.connect(self.left_for)
        self._matter = ChoiceField("Việc xét", MATTERS, "admission")
        self._matter.left.connect(self._on_matter)
        self._rating, self._wrong = RatingList(), Message()
        self._rating.given.connect(self._on_given)
        self._rating.went.connect(lambda _member: self._say_tasks())
        self._led: Mapping[str, Sequence[LedTask]] | None = None
        self._tasks = Prose(tone="muted", width=240)
        self._way = Segments(choices_of("method"), "", "Hình thức biểu quyết")
        self._way.chosen.connect(self._on_way)
        self._is_begun = False
        self._method = Labelled("Hình thức biểu quyết", self._way)
        self._keys, self._table = Prose(KEYS, tone="muted", width=240), Prose(width=240)
        self._exemptions = ExemptionsCard(self.session)
        self.body.addWidget(self._base)
        self.body.addWidget(self._exemptions)
        for widget in (
            self._method,
            self._keys,
            self._tasks,
            self._rating,
            self._wrong,
            self._table,
            self.parts,
            self._matter,
        ):
            self.body.addWidget(widget)
        self.body.addLayout(self.adding)

    def make_card(self, part_id: str) -> CaseCard:
        case = find(self.session.store, "person_case", part_id) if part_id else None
        matter = case.text("matter") if case is not None else self._matter_of_next()
        return make_case_card(self.session, self.meeting_id, part_id, matter)

    def _matter_of_next(self) -> str:
        fixed = self._sheet.kind.matter if self._sheet is not None else ""
        return fixed or self._matter.value()

    def _on_matter(self, _matter: str) -> None:
        """Another matter asks for other things: a card nobody typed in is made anew."""
        blank = self.parts.blank()
        if blank is not None and not blank.is_unsaved:
            blank.drop()
        self.parts.begin()

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        self._base.show_base(sheet, sheet.vote_base.aside())
        self._exemptions.show_sheet(sheet)
        is_rating = sheet.kind.matter == "rating"
        self._show_ratings(sheet, is_rating=is_rating)
        self._matter.setVisible(not sheet.kind.matter and not sheet.is_finalised)
        self.add.setVisible(not is_rating and not sheet.is_finalised)
        shown = [row for row in sheet.cases if not (is_rating and row.matter == "rating")]
        self.show_cards(sheet)
        self.parts.show_parts([row.facts.id for row in shown], is_final=sheet.is_finalised)
        count = len(sheet.cases)
        self.titles.set_title("Xét từng người", f"{count} người" if count else "")

    def lock(self, *, locked: bool) -> None:
        """Only the persons themselves: what was decided of them is written into the list afterwards."""
        for widget in (self._base, self.parts, self._method, self._rating, self._matter):
            widget.setEnabled(not locked)

    def take_focus(self) -> None:
        if self.parts.isEnabled():
            super().take_focus()
        else:
            self.setFocus()

    def _show_ratings(self, sheet: MeetingSheet, *, is_rating: bool) -> None:
        for widget in (self._method, self._keys, self._rating, self._tasks, self._table):
            widget.setVisible(is_rating)
        if is_rating:
            rated = [row for row in sheet.cases if row.matter == "rating"]
            self._is_begun = bool(rated)
            if rated:
                self._way.take(rating_method(vote.facts for row in rated for vote in row.ballots))
            self._rating.show_lines(
                lines_of(sheet, self._led_of(sheet)),
                sheet.vote_base.present_official,
                is_final=sheet.is_finalised,
            )
            self._table.say(table_words(sheet))
            self._say_tasks()

    def _led_of(self, sheet: MeetingSheet) -> Mapping[str, Sequence[LedTask]]:
        """The tasks of the year rated, read once while the step is open: every key of the list writes."""
        if self._led is None:
            year, cell = rated_year(sheet.meeting.text("period")), sheet.meeting.text("cell_id")
            self._led = led_in_year(self.session.store, cell, year, sheet.day)
        return self._led

    def _say_tasks(self) -> None:
        """What the member of the current row was given in the year, and what became of it."""
        tasks = (self._led or {}).get(self._rating.current_id(), ())
        said = "; ".join(f"{escape(task.title)} (<b>{task.state_words}</b>)" for task in tasks)
        self._tasks.say(f"Nhiệm vụ trong năm: {said}." if said else "")
        # the list beneath stays where it is while one walks from a member with tasks to one without
        self._tasks.setMinimumHeight(look.px(TWO_LINES) if self._led else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._led = None

    def _on_given(self, member_id: str, name: str, value: object) -> None:
        # chosen before anybody was rated, the method is written with the first
        method = {} if self._is_begun or not self._way.taken() else {"method": self._way.taken()}
        self._do(rate_member, member_id, **method, **{name: value})

    def _on_way(self, way: str) -> None:
        if self._is_begun:
            self._do(choose_rating_method, way)

    def _do(self, action: Callable[..., Any], *given: str, **fields: object) -> None:
        self._wrong.say("absent", "")
        try:
            self.session.do(action, self.meeting_id, *given, **fields)
        except (Refusal, Trouble) as problem:
            self._wrong.say("absent", problem.sentence)

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows, people = {row.facts.id: row for row in sheet.cases}, people_of(sheet)
        for card in self.parts.shown_cards():
            card.show_case(rows.get(card.part_id), sheet, people)

    def show_place(self, record_id: str, field: str) -> None:
        """Unfolds the person first: a vote stands within; the method of the ratings stands above their list."""
        if field == RATING_METHOD and self._method.isVisibleTo(self):
            (self._way.findChild(QPushButton) or self._way).setFocus()
            return
        for card in self.parts.cards():
            if card.holds(record_id):
                self.parts.open(card)
        super().show_place(record_id, field)

    def take_up(self) -> None:
        if self._rating.isVisibleTo(self):
            self._rating.setFocus()
        else:
            super().take_up()

    def waits(self, card: CaseCard) -> bool:
        return not card.is_voted
