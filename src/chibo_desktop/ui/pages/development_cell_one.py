"""One candidate: what comes next and by when, the steps with their days, who helps and what they say; at the cell and at a body above."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.candidates import change_candidate, listed_alike, put_away_step
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.candidate_way import StepLine
from chibo_desktop.lists.candidates import CandidateRow, candidate_row
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import LABELS, RETURNED, STOPPED, step_rules
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.candidate_entering import (
    ADMIT,
    LINK,
    OFFICIAL,
    admit_form,
    link_form,
    official_form,
)
from chibo_desktop.ui.editors.candidate_forms import (
    change_step_form,
    other_step_form,
    resume_form,
    step_form,
    stop_form,
)
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.development_helping import HelpingCard
from chibo_desktop.ui.pages.development_offers import Offer, Offers
from chibo_desktop.ui.pages.development_person import PersonCard
from chibo_desktop.ui.pages.development_words import PAGE, due_state
from chibo_desktop.ui.pages.tasks_one import OneView, fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

CHOSEN_PAPER = "In nghị quyết chọn"


class CandidateView(OneView):
    """The cell writes its steps, helpers and remarks, the body directly above its own steps; everybody else reads."""

    TITLE: ClassVar[str] = PAGE
    BACK_TO: ClassVar[str] = PAGE
    KIND: ClassVar[str] = "candidate"
    CHANGE = change_candidate

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, record_id)
        mark_record(self, self.KIND, record_id)
        self._facts = Prose("", "muted", width=320)
        self._next, self._said = Card("Việc tiếp theo"), Prose("", width=240)
        self._dues = RowList(name="Hạn", wraps=True)
        self._papers_title = Words("", "strong")
        self._papers = RowList(name="Giấy tờ của bước", wraps=True)
        for part in (self._said, self._dues, self._papers_title, self._papers):
            self._next.add(part)
        self._offers = Offers(self, self._next, self._on_written)
        self._steps_card, self._steps = Card("Các bước đã qua"), listed("Các bước đã qua", self._on_step)
        self._printer, self._chosen_paper = ReportPrinter(session), Button(CHOSEN_PAPER, "link")
        self._chosen_paper.clicked.connect(self._on_chosen_paper)
        self._steps_card.add_to_head(self._chosen_paper)
        self._steps_card.add(self._printer)
        self._steps_card.add(self._steps)
        row = self._row()
        whose = row.facts.text("cell_id") if row else ""
        known, own = organisations(session.store), session.desk.organisation_id
        self._is_own = known.same(whose) == own
        self._may_write = self._is_own or (session.desk.kind != "cell" and known.rank(whose, own) == 0)
        self._help = HelpingCard(self, self._on_written, is_own=self._is_own)
        self._person = PersonCard(session, record_id, self.said) if self._is_own else None
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        right = [self._help, self._help.offers.form_card, *([self._person] if self._person else [])]
        left = Column(self._next, self._offers.form_card, self._steps_card, QWidget())
        self._pair = Folding(left, Column(*right, QWidget()), weights=(10, 9))
        self.body.addWidget(self._facts)
        self.body.addWidget(self._pair)
        if self._is_own:
            foot = self.away_button()
            foot.put(HistoryButton(self.session, lambda: (self.KIND, self.record_id)))
            self.body.addWidget(foot)
        self.body.addStretch(1)

    def _row(self) -> CandidateRow | None:
        return candidate_row(self.session.store, self.record_id, self.session.now().date())

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        self.call(row.shown)
        who = "" if self._is_own else row.cell_name
        parts = (who, row.source, row.facts.text("union"), f"hiện: {row.state_label.lower()}")
        self._facts.say(escape(" · ".join(part for part in parts if part)))
        self._show_next(row)
        steps = [_step_row(line) for line in reversed(row.steps)]
        fill(self._steps_card, self._steps, steps, f"{len(row.steps)} bước" if steps else "")
        self._chosen_paper.setVisible(self._is_own and row.day_of("selected") is not None)
        self._help.show_row(row)

    def _show_next(self, row: CandidateRow) -> None:
        today = self.session.now().date()
        said = [f"<b>{escape(row.next_label)}</b>" if row.next_label else escape(f"{row.state_label}.")]
        if row.next_label:
            said.append("(cấp trên ghi)" if row.way.by == "body" else "(chi bộ ghi)")
        self._said.say(" ".join(said))
        dues = [Row("", due.words, due.sentence, *due_state(due, today)) for due in row.dues]
        warned = [*row.warnings, *([row.setback] if row.setback else [])]
        self._dues.set_rows([*(Row("", each, "", "warning", "cần xem") for each in warned), *dues])
        self._dues.setVisible(bool(dues or warned))
        rule = step_rules().get(row.way.next_step)
        papers = rule.papers if rule else ()
        self._papers_title.say("Giấy tờ phải có")
        self._papers_title.setVisible(bool(papers))
        self._papers.set_rows([Row("", each) for each in papers])
        self._papers.setVisible(bool(papers))
        self._offers.show(self._next_buttons(row))

    def _next_buttons(self, row: CandidateRow) -> list[Offer]:
        """Words, icon and form of what may be done now, the likeliest first."""
        session, found = self.session, list[Offer]()
        by = ("cell", "either") if self._is_own else ("body", "either")
        if self._may_write and row.way.state == STOPPED:
            return [("Xem xét lại", "undo", lambda: resume_form(session, row, by))]
        if not self._may_write or row.way.is_over:
            return []
        of_list = self._of_the_list(row) if self._is_own else []
        if row.way.by in by:
            step = row.way.next_step
            found.append(
                (
                    f"Ghi: {LABELS[step][:1].lower()}{LABELS[step][1:]}",
                    "check",
                    lambda: step_form(session, row, step),
                )
            )
        place = 0 if row.member is None or _is_resolved(row) else len(found)
        found[place:place] = of_list
        if not self._is_own and row.way.by == "body" and row.way.state != RETURNED:
            found.append(("Trả hồ sơ để bổ sung", "undo", lambda: step_form(session, row, RETURNED)))
        found.append(("Ghi bước khác", "plus", lambda: other_step_form(session, row, by)))
        if row.member is None:  # who is on the list is taken off it another way
            found.append(("Thôi xem xét", "close", lambda: stop_form(session, row)))
        return found

    def _of_the_list(self, row: CandidateRow) -> list[Offer]:
        """What writes into the list of members."""
        session = self.session
        if row.member is not None:
            official = (OFFICIAL, "check", lambda: official_form(session, row))
            return [official] if self._may_be_official(row) else []
        if listed_alike(session.desk, row):
            return [(LINK, "members", lambda: link_form(session, row))]
        admit = (ADMIT, "members", lambda: admit_form(session, row))
        return [admit] if row.day_of("ceremony") else []

    def _may_be_official(self, row: CandidateRow) -> bool:
        """Once the cell has resolved on it, or the months are over."""
        today = self.session.now().date()
        is_over = any(due.about == "probation" and due.due_on <= today for due in row.dues)
        return is_over or _is_resolved(row)

    def _on_written(self) -> None:
        """What comes next is shown again, above what was just written."""
        self._offers.close()
        self._help.offers.close()
        self.refresh()
        self.bring_into_view(self._next)

    def _on_chosen_paper(self) -> None:
        row = self._row()
        chosen = row.day_of("selected") if row else None
        if chosen is not None:
            self._printer.print_report("nghi-quyet-chon-quan-chung", chosen, chosen)

    def _may_change(self, line: StepLine) -> bool:
        return bool(line.id) and (line.by == "cell") == self._is_own and self._may_write

    def _on_step(self, key: str) -> None:
        row = self._row()
        line = next((each for each in row.steps if each.id == key), None) if row and key else None
        if line is None or not self._may_change(line):
            return
        self._offers.open(line.label, lambda: change_step_form(self.session, line))
        self._offers.offer_away("Ghi nhầm, bỏ bước này", partial(put_away_step, step_id=key))

    def fold(self) -> None:
        super().fold()
        if hasattr(self, "_pair"):
            self._pair.fold(roomy=self.is_roomy())

    def leave(self) -> bool:
        outcomes = [super().leave(), self._person is None or self._person.leave()]
        return all(outcomes)


def _is_resolved(row: CandidateRow) -> bool:
    """Whether the cell has resolved on full membership, or the body decided."""
    return any(line.step in ("official_resolved", "official_decided") for line in row.steps)


def _step_row(line: StepLine) -> Row:
    """What and when; the paper, the note and where it was read from; who wrote it at the right."""
    parts = (show_day(line.on), line.paper, line.note, line.read_from)
    second = " · ".join(part for part in parts if part)
    kind: glyphs.Kind = "late" if line.step == RETURNED else "tick"
    words = "cấp trên ghi" if line.by == "body" else "chi bộ ghi"
    return Row(line.id, line.label, second, kind, words, quiet=line.step != RETURNED)
