"""Numbered rounds of the teams' work: what is to be talked about, what came of it per team; the figures are lists/visit_reports."""

from __future__ import annotations

from datetime import date
from html import escape

from chibo_desktop.actions.visits import change_round
from chibo_desktop.base.dates import month_of, show_day
from chibo_desktop.lists.assessment_sums import remarks_of
from chibo_desktop.lists.assessments import assessments
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.visit_reports import level_of, visit_report
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.parted import BackView, Part
from chibo_desktop.ui.pages.visits_words import BACK
from chibo_desktop.ui.session import Session
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


class RoundsTab(Part):
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


class RoundView(BackView):
    """One round: its four texts are kept while typed, its figures per team stand beside."""

    TITLE = "Kỳ làm việc"

    def __init__(self, session: Session, round_id: str) -> None:
        super().__init__(session, BACK)
        self._round_id, self._keepers = round_id, Keepers()
        self._printer = ReportPrinter(session)
        self.title.primary_chosen.connect(self._on_print)
        self._line = Prose("", width=320)
        self._teams_card = Card("Theo tổ")
        self._teams = RowList(name="Theo tổ")
        self._teams_card.add(self._teams)
        self._texts = Card("Nội dung của kỳ")
        self._remarks = Card("Nhận xét trong các phiếu của kỳ")
        self._remark_rows = RowList(name="Nhận xét trong các phiếu", wraps=True)
        self._remark_rows.opened.connect(self._on_remark)
        self._shortcomings: ProseField | None = None
        self._found: list[str] = []
        self._remarks.add(self._remark_rows)
        for part in (self._printer, self._line, self._teams_card, self._remarks, self._texts):
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

        place = ("round", self._round_id, name)
        keeper = self._keepers.add(Keeper(self.session, field, place, save, facts.text(name)))
        if name == "shortcomings":
            self._shortcomings, self._kept = field, keeper
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
        store, own = self.session.store, self.session.desk.organisation_id
        report = visit_report(store, own, first, last, level=level_of(store, own, last), by_day=True)
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
        self._show_remarks(first, last)

    def _show_remarks(self, first: date, last: date) -> None:
        """What visitors remarked in the days of the round; a line taken goes to the end of the shortcomings."""
        own = self.session.desk.organisation_id
        rows = assessments(self.session.store, own, month_of(first), month_of(last))
        found = remarks_of(row for row in rows if row.day is None or first <= row.day <= last)
        self._found = [remark.words for remark in found]
        offered = "Chép vào tồn tại" if self._shortcomings is not None else ""
        self._remark_rows.set_rows(
            [
                Row(str(place), each.row.organisation_name, each.words, words=offered)
                for place, each in enumerate(found)
            ]
        )
        self._remarks.setVisible(bool(found))
        self._remarks.set_note(f"{len(found)} nhận xét")

    def _on_remark(self, key: str) -> None:
        """Copies a remark into the shortcomings, once, and writes them."""
        if self._shortcomings is None or not self.leave():
            return
        lines = self._shortcomings.value().splitlines()
        if (words := self._found[int(key)]) not in lines:
            self.session.do(change_round, self._round_id, shortcomings="\n".join([*lines, words]))
            self._kept.refresh()

    def _on_print(self) -> None:
        facts = find(self.session.store, "round", self._round_id)
        if facts is not None and self.leave():
            first, last = self._days(facts)
            level = level_of(self.session.store, self.session.desk.organisation_id, last)
            self._printer.print_report(
                "bao-cao-du-sinh-hoat", first, last, record_id=self._round_id, level=level
            )

    def leave(self) -> bool:
        return self._keepers.leave()
