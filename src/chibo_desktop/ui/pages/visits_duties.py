"""The standing duties of a body: who follows which organisation since when; one is corrected or ended on a view of its own."""

from __future__ import annotations

from chibo_desktop.actions.visit_teams import end_duty, put_away_duty
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import Duty, duties_of, teams
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.visit_changes import duty_change_form
from chibo_desktop.ui.pages.parted import BackView, Part
from chibo_desktop.ui.pages.visits_words import BACK, days_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList


class DutiesTab(Part):
    """Who answers for which organisation, now and before; a row opens its view."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._now, self._past = Card("Đang theo dõi, phụ trách"), Card("Đã thôi")
        self._lists = {
            self._now: RowList(name="Phân công theo dõi", wraps=True),
            self._past: RowList(name="Phân công đã thôi", wraps=True),
        }
        for card, rows in self._lists.items():
            rows.opened.connect(lambda key: self.wanted.emit("duty", key))
            card.add(rows)
            self.column.addWidget(card)
        self._empty = EmptyState(
            "Ai theo dõi, phụ trách chi bộ nào, từ ngày nào: ghi ở đây.", "Thêm phân công", icon="visits"
        )
        self._empty.begun.connect(self.press)
        self.column.addWidget(self._empty)

    def refresh(self) -> None:
        today = self.session.now().date()
        rows: dict[Card, list[Row]] = {self._now: [], self._past: []}
        for duty in duties_of(self.session.store, self.session.desk.organisation_id):
            is_over = duty.until_on is not None and duty.until_on < today
            rows[self._past if is_over else self._now].append(self._row(duty))
        for card, found in rows.items():
            self._lists[card].set_rows(sorted(found, key=lambda row: row.title.casefold()))
            card.set_note(f"{len(found)}")
            card.setVisible(bool(found))
        has_any = any(rows.values())
        self._empty.setVisible(not has_any)
        self.primary = ("Thêm phân công", "plus") if has_any else ("", "")
        self.retitled.emit()

    def _row(self, duty: Duty) -> Row:
        """Where, who, and from when until when."""
        names, today = organisations(self.session.store), self.session.now().date()
        official = teams(self.session.store).officials[duty.official_id]
        who = ", ".join(part for part in (official.text("full_name"), official.text("office")) if part)
        second = " · ".join(part for part in (who, days_words(duty.span)) if part)
        return Row(duty.id, names.name(duty.organisation_id, today), second)

    def press(self) -> None:
        """The form for a new duty."""
        self.wanted.emit("new duty", "")


class DutyView(BackView):
    """One duty: ended, corrected, or taken out where it was written by mistake."""

    TITLE = "Phân công theo dõi"

    def __init__(self, session: Session, duty_id: str) -> None:
        super().__init__(session, BACK)
        self._duty_id = duty_id
        mark_record(self, "visit_duty", duty_id)
        self.title.add(HistoryButton(session, lambda: ("visit_duty", duty_id)))
        self._said = Message()
        self.body.addWidget(self._said)
        own = duties_of(session.store, session.desk.organisation_id)
        duty = next(each for each in own if each.id == duty_id)
        official = teams(session.store).officials[duty.official_id]
        place = organisations(session.store).name(duty.organisation_id, session.now().date())
        self.title.set_title(f"Đồng chí {official.text('full_name')}", place)
        self._until = DayField("Thôi phụ trách sau ngày")
        self._form = duty_change_form(session, duty, official.text("office"))
        self._form.written.connect(lambda _key: self.back_chosen.emit())
        parts = [] if duty.until_on else [self._end_card()]
        for part in (*parts, self._change_card()):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _change_card(self) -> Card:
        card, foot = Card("Sửa phân công"), Flow()
        card.add(self._form)
        away = Button("Ghi nhầm, bỏ phân công này", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        foot.put(away)
        card.add(foot)
        return card

    def _end_card(self) -> Card:
        stop = Button("Ghi thôi phụ trách")
        stop.clicked.connect(self._on_end)
        line = Flow()
        line.put(self._until)
        line.put(Beside(stop))
        card = Card("Thôi phụ trách")
        card.add(line)
        return card

    def refresh(self) -> None:
        """What is typed stays."""

    def _on_end(self) -> None:
        try:
            day = self._until.day()
            if day is None:
                raise Refusal("Ghi ngày cuối còn phụ trách.")
            self.session.do(end_duty, self._duty_id, day)
        except (Refusal, Trouble) as problem:
            self._until.show_error(problem.sentence)
            return
        self.back_chosen.emit()

    def _on_away(self) -> None:
        try:
            self.session.do(put_away_duty, self._duty_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def leave(self) -> bool:
        self._form.leave()
        return True
