"""The part "Chỉ tiêu kết nạp": what has to be reached, those below with number and admitted; at a cell its own number and whom it admitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from chibo_desktop.base.text import percent
from chibo_desktop.lists.admission_targets import (
    Aimed,
    TargetRow,
    admission_targets,
    admitted_between,
    admitted_in,
    target_rows,
)
from chibo_desktop.ui.pages.development_target import (
    GIVE,
    NEW_TERM,
    TARGET,
    GivingView,
    TargetView,
    admitted_line,
    aimed_words,
)
from chibo_desktop.ui.pages.development_target_term import TERM, TermView, gap_of, new_term, term_line
from chibo_desktop.ui.pages.parted import BackView, Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.share_bars import Bar, ShareBars
from chibo_desktop.ui.widgets.words import Prose
from chibo_desktop.ui.widgets.year_chips import YEARS_BACK, YearChips, span_of

REPORT = "bao-cao-phat-trien-dang"
GIVE_WORDS = "Giao chỉ tiêu"


class TargetsPart(Part):
    """A year at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_cell = session.desk.kind == "cell"
        self._year = YearChips(session.now().date())
        self._year.chosen.connect(lambda _key: self.refresh())
        self._own, self._figure = Card(), Figure("–", "", opens=True)
        self._figure.chosen.connect(lambda: self.wanted.emit(TARGET, self._key(session.desk.organisation_id)))
        self._about, self._warn = Prose("", "muted", width=320), Message()
        self._terms = listed("Chỉ tiêu nhiệm kỳ", lambda key: self.wanted.emit(TERM, key))
        for part in (self._figure, self._about, self._terms, self._warn):
            self._own.add(part)
        self._below, self._bars = Card("Các nơi trực thuộc"), ShareBars("Kết nạp so với chỉ tiêu")
        self._bars.opened.connect(lambda one: self.wanted.emit(TARGET, self._key(one)))
        self._below.add(self._bars)
        self._people = Card("Đã kết nạp")
        self._rows = listed("Đảng viên đã kết nạp", lambda member: self.go_to.emit("members", member))
        self._people.add(self._rows)
        self._foot = self._make_foot()
        for widget in (self._year, self._own, self._below, self._people, self._foot):
            self.column.addWidget(widget)

    def _make_foot(self) -> Flow:
        foot = Flow()
        if not self._is_cell:
            term, paper = Button("Ghi chỉ tiêu nhiệm kỳ"), Button("In báo cáo", icon="print")
            term.clicked.connect(lambda: self.wanted.emit(NEW_TERM, self._year.taken()))
            paper.clicked.connect(lambda: self.print_report(REPORT, *span_of(self._taken())))
            for button in (term, paper):
                foot.put(button)
        return foot

    def _taken(self) -> int:
        return int(self._year.taken())

    def _key(self, organisation_id: str) -> str:
        return f"{organisation_id}|{self._taken()}"

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        year = self._year.show_counts(self._counts())
        self._show_own(year)
        rows = [] if self._is_cell else target_rows(store, own, year, self.session.now().date())
        self._bars.set_bars([bar_of(row) for row in rows], target=1.0 if any(map(_has, rows)) else None)
        self._below.set_note(_below_note(rows))
        self._below.setVisible(bool(rows))
        admitted = admitted_in(store, own, year) if self._is_cell else ()
        fill(self._people, self._rows, [admitted_line(store, each) for each in admitted])
        self.primary = ("", "") if self._is_cell or not rows else (GIVE_WORDS, "plus")
        self.retitled.emit()

    def _counts(self) -> Mapping[int, int]:
        """The years there is a number or an admission of, with how many were admitted."""
        store, own, today = self.session.store, self.session.desk.organisation_id, self.session.now().date()
        events = admitted_between(
            store, own, date(today.year - YEARS_BACK, 1, 1), date(today.year + 1, 12, 31)
        )
        years = dict.fromkeys(admission_targets(store).years_of(own), 0)
        return years | Counter(each.on.year for each in events)

    def _show_own(self, year: int) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        targets, admitted = admission_targets(store), len(admitted_in(store, own, year))
        aimed = targets.aimed(own, year)
        self._own.set_title(f"Kết nạp năm {year}")
        self._figure.say(*_figure(admitted, aimed))
        terms = targets.terms(own, year)
        words = aimed_words(store, aimed)
        if aimed is None and self._is_cell:
            words = "Đảng ủy giao chỉ tiêu thì gói của đảng ủy đưa về đây."
        self._about.say(escape(words))
        self._terms.set_rows([term_line(term) for term in terms])
        self._terms.setVisible(bool(terms))
        self._warn.say("warning", next((words for term in terms if (words := gap_of(term))), ""))

    def press(self) -> None:
        """The form in which numbers are given for the year taken."""
        self.wanted.emit(GIVE, self._year.taken())


def _figure(admitted: int, aimed: Aimed | None) -> tuple[str, str]:
    if aimed is None:
        return str(admitted), "đảng viên được kết nạp; năm này chưa có chỉ tiêu."
    share = f", đạt {percent(admitted, aimed.count)}" if aimed.count else ""
    return f"{admitted}/{aimed.count}", f"đảng viên được kết nạp so với chỉ tiêu{share}."


def _has(row: TargetRow) -> bool:
    return row.aimed is not None


def bar_of(row: TargetRow) -> Bar:
    """One organisation: admitted of its number; the bar is full when the number is reached."""
    if row.aimed is None:
        return Bar(row.organisation_id, row.name, None, f"{row.admitted} · chưa giao")
    words = f"{row.admitted}/{row.aimed.count}"
    if not row.aimed.count:
        return Bar(row.organisation_id, row.name, None, words)
    part = min(1.0, row.admitted / row.aimed.count)
    met = True if row.admitted >= row.aimed.count else None
    return Bar(
        row.organisation_id, row.name, part, f"{words} = {percent(row.admitted, row.aimed.count)}", met
    )


def _below_note(rows: list[TargetRow]) -> str:
    given = [row.aimed.count for row in rows if row.aimed]
    return f"đã giao {sum(given)} cho {len(given)}/{len(rows)} nơi" if given else "chưa giao nơi nào"


VIEWS: Mapping[str, Callable[[Session, str], BackView]] = {
    TARGET: TargetView,
    GIVE: GivingView,
    NEW_TERM: new_term,
    TERM: TermView,
}
"""What the part asks for in the page's place, by the word it asks with."""
