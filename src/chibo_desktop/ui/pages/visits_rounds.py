"""Numbered rounds of the teams' work: what is to be talked about, what came of it per team; the figures are lists/visit_reports."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import Signal

from chibo_desktop.actions.visits import change_round
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.visit_reports import visit_report
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

TEXTS = (
    ("orientation", "Nội dung định hướng kỳ này"),
    ("shortcomings", "Tồn tại qua tổng hợp"),
    ("causes", "Nguyên nhân"),
    ("solutions", "Giải pháp"),
)


def days_of(facts: Facts) -> str:
    """As in "01/07/2026 – 30/09/2026"."""
    return " – ".join(show_day(day) for name in ("from_on", "until_on") if (day := facts.day(name)))


class RoundsTab(VisitsTab):
    """Own rounds, the newest first, and those of the bodies above."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cards = {True: Card("Các kỳ"), False: Card("Kỳ của cấp trên")}
        self._rows = {key: RowList(name="Các kỳ làm việc", wraps=True) for key in self._cards}
        for key, card in self._cards.items():
            self._rows[key].opened.connect(lambda one: self.wanted.emit("round", one))
            card.add(self._rows[key])
            self.column.addWidget(card)
        self._empty = EmptyState(
            "Mỗi kỳ làm việc của các tổ một số: nội dung định hướng, kết quả theo tổ, tồn tại, giải pháp.",
            "Mở kỳ",
            icon="visits",
        )
        self._empty.begun.connect(self.press)
        self.column.addWidget(self._empty)
        self._next = 1

    def refresh(self) -> None:
        every = sorted(
            select(self.session.store, "round"), key=lambda each: each.count("number") or 0, reverse=True
        )
        own = self.session.desk.organisation_id
        for key, card in self._cards.items():
            found = [each for each in every if (each.text("body_id") == own) == key]
            self._rows[key].set_rows([_row(each) for each in found])
            card.setVisible(bool(found))
            if key:
                self._next = 1 + max((each.count("number") or 0 for each in found), default=0)
                self._empty.setVisible(not found)
                self.primary = ("Mở kỳ", "plus") if found else ("", "")
        self.retitled.emit()

    def press(self) -> None:
        """The form for the next round."""
        self.wanted.emit("new round", str(self._next))


def _row(facts: Facts) -> Row:
    orientation = " ".join(facts.text("orientation").split())
    return Row(facts.id, f"Kỳ thứ {facts.count('number')}: {days_of(facts)}".rstrip(": "), orientation)


class RoundView(ScrolledPage):
    """One round: its four texts are kept while typed, its figures per team stand beside."""

    TITLE = "Kỳ làm việc"
    back_chosen = Signal()

    def __init__(self, session: Session, round_id: str) -> None:
        super().__init__(session)
        self._round_id, self._keepers = round_id, Keepers()
        self._back = Button("Dự sinh hoạt", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self.back_chosen)
        self.title.add(self._back)
        self._tab = _Printing(session)
        self.title.primary_chosen.connect(self._on_print)
        self._line = Prose("", width=320)
        self._teams_card = Card("Theo tổ")
        self._teams = RowList(name="Theo tổ")
        self._teams_card.add(self._teams)
        self._texts = Card("Nội dung của kỳ")
        for part in (self._tab, self._line, self._teams_card, self._texts):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._make_texts()
        self.refresh()

    def _make_texts(self) -> None:
        facts = find(self.session.store, "round", self._round_id)
        if facts is None:
            return
        is_own = facts.text("body_id") == self.session.desk.organisation_id
        for name, label in TEXTS:
            if is_own:
                self._texts.add(self._field(facts, name, label))
            elif facts.text(name):
                self._texts.add(Prose(f"<b>{label}</b><br>{escape(facts.text(name))}", width=320))

    def _field(self, facts: Facts, name: str, label: str) -> ProseField:
        field = ProseField(label, lines=3)

        def save(value: str) -> object:
            return self.session.do(change_round, self._round_id, **{name: value})

        self._keepers.add(
            Keeper(self.session, field, ("round", self._round_id, name), save, facts.text(name))
        )
        return field

    def _days(self, facts: Facts) -> tuple[date, date]:
        today = self.session.now().date()
        first = facts.day("from_on") or today
        return first, facts.day("until_on") or max(first, today)

    def refresh(self) -> None:
        facts = find(self.session.store, "round", self._round_id)
        if facts is None:
            return
        first, last = self._days(facts)
        self.title.set_title(f"Kỳ thứ {facts.count('number')}", days_of(facts))
        is_own = facts.text("body_id") == self.session.desk.organisation_id
        self.title.set_primary("In báo cáo của kỳ" if is_own else "", "print")
        report = visit_report(self.session.store, self.session.desk.organisation_id, first, last, by_day=True)
        total = report.total
        self._line.say(
            f"{total.events} lượt tại {total.cells} chi bộ; {total.committee} họp cấp ủy; {total.thematic} chuyên đề."
        )
        self._teams.set_rows(
            [
                Row(each.key, each.name, "", None, f"{each.events} lượt, {each.cells} chi bộ")
                for each in report.by_team
            ]
        )
        self._teams_card.setVisible(bool(report.by_team))

    def _on_print(self) -> None:
        facts = find(self.session.store, "round", self._round_id)
        if facts is not None and self.leave():
            self._tab.print_report("bao-cao-du-sinh-hoat", *self._days(facts), record_id=self._round_id)

    def leave(self) -> bool:
        """Writes what is typed; False when something stays as a draft."""
        return self._keepers.leave()

    def take_focus(self) -> None:
        self._back.setFocus()


class _Printing(VisitsTab):
    """Only the message line and the printing of a tab."""

    def refresh(self) -> None:
        """Nothing is listed."""
