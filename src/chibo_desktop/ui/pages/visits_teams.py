"""The teams of a body: who belongs where since when, and who did; the forms stand in editors/visit_forms.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

from chibo_desktop.actions.visit_names import CADENCE_WORDS, show_mates
from chibo_desktop.actions.visit_teams import end_team
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import Mate, Team, teams
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.visit_changes import official_form, team_change_form
from chibo_desktop.ui.editors.visit_forms import reorganise_form
from chibo_desktop.ui.pages.parted import BackView, Part
from chibo_desktop.ui.pages.scrolled import empty
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
from chibo_desktop.ui.widgets.words import Prose


class TeamsTab(Part):
    """Teams at work, then those that ended; and those of the bodies above as far as their plans came."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._card, self._others = Card("Các tổ"), Card("Tổ của nơi khác")
        self._rows, self._other_rows = (
            RowList(name="Các tổ dự", wraps=True),
            RowList(name="Tổ của nơi khác", wraps=True),
        )
        for card, rows in ((self._card, self._rows), (self._others, self._other_rows)):
            rows.opened.connect(lambda key: self.wanted.emit("team", key))
            card.add(rows)
            self.column.addWidget(card)
        self._empty = EmptyState(
            "Các tổ dự sinh hoạt sẽ ở đây, cùng người trong tổ và địa bàn.", "Lập tổ", icon="visits"
        )
        self._empty.begun.connect(self.press)
        self.column.addWidget(self._empty)

    def refresh(self) -> None:
        people, own = teams(self.session.store), self.session.desk.organisation_id
        today = self.session.now().date()
        mine = sorted(people.of(own), key=lambda team: not team.stood(today))
        others = [team for team in people.teams.values() if team.body_id != own and team.stood(today)]
        self._rows.set_rows([team_row(team, today) for team in mine])
        names = organisations(self.session.store)
        rows = [(team_row(team, today), names.name(team.body_id, today)) for team in others]
        self._other_rows.set_rows(
            [
                replace(row, title=f"{row.title}, {body}")
                for row, body in sorted(rows, key=lambda each: each[1])
            ]
        )
        self._card.setVisible(bool(mine))
        self._others.setVisible(bool(others))
        self._empty.setVisible(not mine)
        self.primary = ("Lập tổ", "plus") if mine else ("", "")
        self.retitled.emit()

    def press(self) -> None:
        """The form for a new team."""
        self.wanted.emit("new team", "")


def team_row(team: Team, today: date) -> Row:
    """Its people, the leader named, and where it goes; of one that ended its days and its people at the end."""
    day = today if team.stood(today) or team.until_on is None else team.until_on
    mates = team.mates_on(day)
    names = "; ".join(f"{mate.name} (tổ trưởng)" if mate.leads else mate.name for mate in mates)
    days = "" if team.stood(today) else days_words(team.span)
    second = " · ".join(part for part in (days, team.territory, names) if part)
    if team.stood(today):
        return Row(team.id, team.name, second, "tick", f"{len(mates)} người", quiet=True)
    return Row(team.id, team.name, second, "dot", "đã thôi" if team.until_on else "chưa bắt đầu", quiet=True)


class TeamView(BackView):
    """One team: who belongs to it and did, its decisions, and reorganising it."""

    TITLE = "Tổ dự sinh hoạt"

    def __init__(self, session: Session, team_id: str) -> None:
        super().__init__(session, BACK)
        self._team_id = team_id
        self._facts = Prose("", "muted", width=320)
        self._now, self._before = Card("Trong tổ"), Card("Đã ở trong tổ")
        self._official_card, self._form_card = Card(), Card("Kiện toàn tổ")
        self._name_card = Card("Tên, địa bàn của tổ")
        self._forms: dict[Card, EntryForm] = {}
        self._official_card.hide()
        self._end_card = Card("Thôi hoạt động")
        self._until, self._said = DayField("Hết ngày"), Message()
        stop = Button("Cho tổ thôi hoạt động")
        stop.clicked.connect(self._on_end)
        line = Flow()
        line.put(self._until)
        line.put(Beside(stop))
        self._end_card.add(line)
        self._end_card.add(self._said)
        parts = (
            self._now,
            self._before,
            self._official_card,
            self._form_card,
            self._name_card,
            self._end_card,
        )
        for part in (self._facts, *parts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        team = teams(self.session.store).teams.get(self._team_id)
        if team is None:
            return
        today = self.session.now().date()
        self.title.set_title(team.name)
        said = [team.territory, team.basis, days_words(team.span)]
        self._facts.say(escape(" · ".join(part for part in said if part)))
        here = [mate for mate in team.mates if mate.belongs(today)]
        self._fill(self._now, here)
        self._fill(self._before, [mate for mate in team.mates if mate not in here])
        is_own = team.body_id == self.session.desk.organisation_id
        self._form_card.setVisible(is_own)
        self._name_card.setVisible(is_own)
        self._end_card.setVisible(is_own and team.until_on is None)
        if is_own and not self._forms:
            self._put(self._form_card, reorganise_form(self.session, team.id, show_mates(team, today)))
            self._put(self._name_card, team_change_form(self.session, team))

    def _put(self, card: Card, form: EntryForm) -> None:
        form.written.connect(self._on_written)
        self._forms[card] = form
        card.add(form)

    def _fill(self, card: Card, mates: list[Mate]) -> None:
        empty(card.body)
        rows = RowList(name="Thành viên")
        rows.set_rows([_mate_row(mate) for mate in mates])
        rows.opened.connect(self._on_mate)
        card.add(rows)
        card.setVisible(bool(mates))

    def _on_written(self, _key: str) -> None:
        """The fields begin again from what there is now."""
        for card in list(self._forms):
            self._drop(card)
        self._official_card.hide()
        self.refresh()

    def _drop(self, card: Card) -> None:
        form = self._forms.pop(card, None)
        if form is not None:
            form.leave()
            form.hide()
            form.deleteLater()

    def _on_mate(self, key: str) -> None:
        """His office and telephone, to be changed where he is an official of this body."""
        people = teams(self.session.store)
        team = people.teams[self._team_id]
        mate = next((mate for mate in team.mates if mate.id == key), None)
        official = people.officials.get(mate.official_id) if mate else None
        if official is None or official.text("body_id") != self.session.desk.organisation_id:
            return
        self._drop(self._official_card)
        self._official_card.set_title(f"Đồng chí {official.text('full_name')}")
        self._put(self._official_card, official_form(self.session, official))
        self._official_card.show()
        self._forms[self._official_card].setFocus()

    def _on_end(self) -> None:
        try:
            day = self._until.day()
            if day is None:
                raise Refusal("Ghi ngày cuối tổ còn làm việc.")
            self.session.do(end_team, self._team_id, day)
        except (Refusal, Trouble) as problem:
            self._until.show_error(problem.sentence)
            return
        self.refresh()

    def leave(self) -> bool:
        for form in self._forms.values():
            form.leave()
        return True


def _mate_row(mate: Mate) -> Row:
    often = CADENCE_WORDS.get(mate.cadence, "")
    parts = (mate.office, f"dự {often}" if often else "", days_words(mate.span))
    second = " · ".join(part for part in parts if part)
    return Row(mate.id, mate.name, second, None, "tổ trưởng" if mate.leads else "")
