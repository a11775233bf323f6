"""One candidate: what comes next and by when, the steps with their days, who helps and what they say; at the cell and at a body above."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.actions.candidates import change_candidate, put_away_step
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.candidate_way import HelperLine, StepLine, ways
from chibo_desktop.lists.candidates import CandidateRow, candidate_row
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import FINAL, LABELS, RETURNED, step_rules
from chibo_desktop.rules.deadlines import days_words
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.candidate_entering import ADMIT, OFFICIAL, admit_form, official_form
from chibo_desktop.ui.editors.candidate_forms import (
    change_step_form,
    helper_form,
    other_step_form,
    remark_form,
    step_form,
    stop_form,
)
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.development_person import PersonCard
from chibo_desktop.ui.pages.development_words import PAGE
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.pages.tasks_one import OneView, fill, listed
from chibo_desktop.ui.pages.visits_words import days_words as span_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

CHOSEN_PAPER = "In nghị quyết chọn"
Make = Callable[[], EntryForm]


class CandidateView(OneView):
    """The cell writes its steps, helpers and remarks; a body above its own steps; everybody else reads."""

    TITLE: ClassVar[str] = PAGE
    BACK_TO: ClassVar[str] = PAGE
    KIND: ClassVar[str] = "candidate"
    CHANGE = change_candidate

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, record_id)
        mark_record(self, self.KIND, record_id)
        self._facts = Prose("", "muted", width=320)
        self._next, self._form_card = Card("Việc tiếp theo"), Card(kind="current")
        self._said, self._buttons = Prose("", width=240), QVBoxLayout()
        self._dues = RowList(name="Hạn", wraps=True)
        self._papers_title = Words("", "strong")
        self._papers = RowList(name="Giấy tờ của bước", wraps=True)
        for part in (self._said, self._dues, self._papers_title, self._papers):
            self._next.add(part)
        self._next.add_layout(self._buttons)
        self._steps_card, self._help_card = Card("Các bước đã qua"), Card("Đảng viên giúp đỡ")
        self._printer, self._chosen_paper = ReportPrinter(session), Button(CHOSEN_PAPER, "link")
        self._chosen_paper.clicked.connect(self._on_chosen_paper)
        self._steps_card.add_to_head(self._chosen_paper)
        self._steps = listed("Các bước đã qua", self._on_step)
        self._helpers = RowList(name="Đảng viên giúp đỡ", wraps=True)
        self._remarks_title, self._remarks = Words("Nhận xét hằng tháng", "strong"), RowList(wraps=True)
        self._help_buttons = QVBoxLayout()
        self._offered: dict[QVBoxLayout, list[str]] = {}
        self._steps_card.add(self._printer)
        self._steps_card.add(self._steps)
        for part in (self._helpers, self._remarks_title, self._remarks):
            self._help_card.add(part)
        self._help_card.add_layout(self._help_buttons)
        for card in (self._help_card, self._steps_card):
            card.body.addStretch(1)  # the last card of a column takes what height is left
        row = self._row()
        whose = row.facts.text("cell_id") if row else ""
        self._is_own = organisations(session.store).same(whose) == session.desk.organisation_id
        self._person = PersonCard(session, record_id, self.said) if self._is_own else None
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        right = [self._help_card, *([self._person] if self._person else [])]
        left = Column(self._next, self._form_card, self._steps_card)
        self._pair = Folding(left, Column(*right), weights=(10, 9))
        self._form_card.hide()
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
        self._show_help(row)

    def _show_next(self, row: CandidateRow) -> None:
        today = self.session.now().date()
        said = [f"<b>{escape(row.next_label)}</b>" if row.next_label else escape(f"{row.state_label}.")]
        if row.next_label:
            said.append("(cấp trên ghi)" if row.way.by == "body" else "(chi bộ ghi)")
        self._said.say(" ".join(said))
        dues = [
            Row(
                "",
                due.words,
                due.sentence,
                "absent" if due.due_on < today else "todo",
                days_words(due.due_on, today),
            )
            for due in row.dues
        ]
        warned = [*row.warnings, *([row.setback] if row.setback else [])]
        self._dues.set_rows([*(Row("", each, "", "warning", "cần xem") for each in warned), *dues])
        self._dues.setVisible(bool(dues or warned))
        rule = step_rules().get(row.way.next_step)
        papers = rule.papers if rule else ()
        self._papers_title.say("Giấy tờ phải có")
        self._papers_title.setVisible(bool(papers))
        self._papers.set_rows([Row("", each) for each in papers])
        self._papers.setVisible(bool(papers))
        self._fill_buttons(self._buttons, self._next_buttons(row))

    def _next_buttons(self, row: CandidateRow) -> list[tuple[str, str, Make]]:
        """Words, icon and form of what may be done now, the likeliest first."""
        if row.way.state in FINAL:
            return []
        session, found = self.session, list[tuple[str, str, Make]]()
        by = ("cell", "either") if self._is_own else ("body", "either")
        if session.desk.kind == "cell" and not self._is_own:
            return []
        if self._is_own and row.day_of("ceremony") and row.member is None:
            found.append((ADMIT, "members", lambda: admit_form(session, row)))
        if self._is_own and row.member is not None and self._may_be_official(row):
            found.append((OFFICIAL, "check", lambda: official_form(session, row)))
        if row.way.by in by:
            step = row.way.next_step
            found.append(
                (
                    f"Ghi: {LABELS[step][:1].lower()}{LABELS[step][1:]}",
                    "check",
                    lambda: step_form(session, row, step),
                )
            )
        if not self._is_own and row.way.by == "body" and row.way.state != RETURNED:
            found.append(("Trả hồ sơ để bổ sung", "undo", lambda: step_form(session, row, RETURNED)))
        found.append(("Ghi bước khác", "plus", lambda: other_step_form(session, row, by)))
        found.append(("Thôi xem xét", "close", lambda: stop_form(session, row)))
        return found

    def _may_be_official(self, row: CandidateRow) -> bool:
        """Once the cell has resolved on it, or the months are over."""
        today = self.session.now().date()
        is_over = any(due.about == "probation" and due.due_on <= today for due in row.dues)
        return is_over or any(line.step.startswith("official_") for line in row.steps)

    def _fill_buttons(self, holder: QVBoxLayout, wanted: list[tuple[str, str, Make]]) -> None:
        """Made anew only where others are wanted, so that the keyboard stays where it is."""
        words = [each for each, _, _ in wanted]
        if self._offered.get(holder) == words:
            return
        self._offered[holder] = words
        empty(holder)
        flow = Flow()
        for place, (said, icon, make) in enumerate(wanted):
            button = Button(said, "plain" if place == 0 else "quiet", icon=icon)
            button.clicked.connect(partial(self._open_form, said, make))
            flow.put(button)
        holder.addWidget(flow)

    def _open_form(self, title: str, make: Make) -> None:
        """One form at a time, beneath what comes next."""
        self._close_form()
        form = make()
        self._form_card.set_title(title)
        self.form_in(self._form_card, form, self._on_written)
        form.left.connect(self._close_form)
        self._form_card.show()
        self._pair.fold(roomy=self.is_roomy())
        self.bring_into_view(self._form_card)
        form.setFocus()

    def _close_form(self) -> None:
        self.clear_card(self._form_card)
        self._form_card.hide()

    def _on_written(self) -> None:
        self._close_form()
        self.refresh()

    def _on_chosen_paper(self) -> None:
        row = self._row()
        chosen = row.day_of("selected") if row else None
        if chosen is not None:
            self._printer.print_report("nghi-quyet-chon-quan-chung", chosen, chosen)

    def _may_change(self, line: StepLine) -> bool:
        return (
            bool(line.id)
            and (line.by == "cell") == self._is_own
            and (self._is_own or self.session.desk.kind != "cell")
        )

    def _on_step(self, key: str) -> None:
        row = self._row()
        line = next((each for each in row.steps if each.id == key), None) if row and key else None
        if line is None or not self._may_change(line):
            return
        self._open_form(line.label, lambda: change_step_form(self.session, line))
        away = Button("Ghi nhầm, bỏ bước này", "quiet", icon="put-away")
        away.clicked.connect(partial(self._put_step_away, key))
        foot = Flow()
        foot.put(away)
        self._form_card.add(foot)

    def _put_step_away(self, key: str) -> None:
        if self.act(put_away_step, key):
            self._on_written()

    def _show_help(self, row: CandidateRow) -> None:
        today = self.session.now().date()
        self._helpers.set_rows([_helper_row(each, each.is_running(today)) for each in row.helpers])
        self._helpers.setVisible(bool(row.helpers))
        remarks = [facts for each in row.helpers for facts in ways(self.session.store).remarks(each.id)]
        self._remarks.set_rows(
            [
                Row("", f"Tháng {facts.shown('month')}", " ".join(facts.shown("words").split()))
                for facts in remarks
            ]
        )
        for part in (self._remarks_title, self._remarks):
            part.setVisible(bool(remarks))
        self._help_card.set_note("" if row.helpers else "chưa có ai")
        self._help_card.setVisible(bool(row.helpers) or self._is_own)
        self._fill_buttons(self._help_buttons, self._help_wanted(row))

    def _help_wanted(self, row: CandidateRow) -> list[tuple[str, str, Make]]:
        if not self._is_own or row.way.is_over:
            return []
        words = "Thay người giúp đỡ" if row.helper else "Phân công đảng viên giúp đỡ"
        assign = (words, "members", lambda: helper_form(self.session, row))
        helper = row.helper
        if helper is None:
            return [assign]
        return [("Ghi nhận xét của tháng", "edit", lambda: remark_form(self.session, helper)), assign]

    def fold(self) -> None:
        super().fold()
        if hasattr(self, "_pair"):
            self._pair.fold(roomy=self.is_roomy())

    def leave(self) -> bool:
        outcomes = [super().leave(), self._person is None or self._person.leave()]
        return all(outcomes)


def _step_row(line: StepLine) -> Row:
    """What and when; the paper, the note and where it was read from; who wrote it at the right."""
    parts = (show_day(line.on), line.paper, line.note, line.read_from)
    second = " · ".join(part for part in parts if part)
    kind: glyphs.Kind = "late" if line.step == RETURNED else "tick"
    words = "cấp trên ghi" if line.by == "body" else "chi bộ ghi"
    return Row(line.id, line.label, second, kind, words, quiet=line.step != RETURNED)


def _helper_row(line: HelperLine, is_running: bool) -> Row:
    second = " · ".join(part for part in (span_words((line.from_on, line.until_on)), line.basis) if part)
    if not is_running:
        return Row(line.id, line.name, second, "dot", "đã thôi", quiet=True)
    if line.trouble:
        return Row(line.id, line.name, second, "warning", line.trouble)
    return Row(line.id, line.name, second, "tick", "đang giúp đỡ", quiet=True)
