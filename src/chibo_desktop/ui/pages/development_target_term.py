"""The number of a term: its line, what is wrong with the years beside it, the view in which it is changed or taken back."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from chibo_desktop.actions.admission_targets import set_own_target
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.admission_targets import Term, admission_targets
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.target_forms import term_change_form, term_form
from chibo_desktop.ui.pages.development_words import PAGE, years_words
from chibo_desktop.ui.pages.parted import BackView, NewThing
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

TERM = "term"


def term_line(term: Term) -> Row:
    """The term with its number, and what was given for its years so far; its key is "first|last"."""
    first, last = term.given.years
    words = years_words(term.given.years)
    title = f"{words[:1].upper()}{words[1:]}: {term.given.count} đảng viên"
    return Row(f"{first}|{last}", title, _so_far(term))


def _so_far(term: Term) -> str:
    given = [(year, count) for year, count in term.by_year if count is not None]
    years = f" ({', '.join(f'{year}: {count}' for year, count in given)})" if given else ""
    first, last = term.given.years
    return f"Tính {first}–{last}; đã có chỉ tiêu {len(given)}/{len(term.by_year)} năm{years}, cộng {term.sum}"


def gap_of(term: Term) -> str:
    """What is wrong with the years beside the term; years still to come without a number are not wrong yet."""
    more = term.sum - term.given.count
    if more > 0:
        return f"Các năm cộng lại {term.sum}, nhiều hơn chỉ tiêu nhiệm kỳ {term.given.count} là {more}."
    if more < 0 and term.is_whole:
        return f"Các năm cộng lại {term.sum}, còn thiếu {-more} so với chỉ tiêu nhiệm kỳ {term.given.count}."
    return ""


class TermView(BackView):
    """One term's number; this body's own is changed here, or taken back. Its key is "first|last"."""

    TITLE: ClassVar[str] = "Chỉ tiêu nhiệm kỳ"

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, PAGE)
        first, _, last = key.partition("|")
        self._years = int(first), int(last)
        self.title.set_title(self.TITLE, years_words(self._years))
        self._said, self._words, self._warn = Message(), Prose("", width=320), Message()
        card, foot = Card(f"Chỉ tiêu {years_words(self._years)}"), Flow()
        card.add(self._words)
        card.add(self._warn)
        self._form = self._make_form()
        if self._form is not None:
            card.add(self._form)
            away = Button("Bỏ chỉ tiêu này", "quiet", icon="put-away")
            away.clicked.connect(self._on_away)
            foot.put(away)
        foot.put(HistoryButton(session, lambda: ("admission_target", self._record_id())))
        card.add(foot)
        for part in (self._said, card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.refresh()

    def _term(self) -> Term | None:
        own = self.session.desk.organisation_id
        found = admission_targets(self.session.store).terms(own, self._years[0])
        return next((term for term in found if term.given.years == self._years), None)

    def _record_id(self) -> str:
        term = self._term()
        return term.given.id if term else ""

    def _make_form(self) -> EntryForm | None:
        """Of what this body wrote for itself."""
        term = self._term()
        if term is None or term.given.body_id != self.session.desk.organisation_id:
            return None
        form = term_change_form(self.session, term.given)
        form.written.connect(lambda _key: self.back_chosen.emit())
        return form

    def refresh(self) -> None:
        term = self._term()
        if term is None:
            return
        given = term.given
        mark_record(self, "admission_target", given.id)
        basis = f", theo {given.basis}" if given.basis else ""
        by = organisations(self.session.store).name(given.body_id, self.session.now().date())
        said = f"{given.count} đảng viên, {by} ghi{basis}."
        self._words.say(f"{escape(said)}<br>{escape(_so_far(term))}.")
        self._warn.say("warning", gap_of(term))

    def _on_away(self) -> None:
        try:
            self.session.do(set_own_target, *self._years, None)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def leave(self) -> bool:
        if self._form is not None:
            self._form.leave()
        return True


def new_term(session: Session, year: str) -> NewThing:
    """The form for the number of a term that is not written yet."""
    made = NewThing(session, PAGE, "Chỉ tiêu nhiệm kỳ", term_form(session, int(year)))
    made.written.connect(lambda _key: made.back_chosen.emit())
    return made
