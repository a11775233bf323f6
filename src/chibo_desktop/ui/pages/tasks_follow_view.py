"""One thing to do of the page "Nhiệm vụ": its words and day at who follows it, "Đã làm" at who has to do it."""

from __future__ import annotations

from datetime import date
from html import escape

from chibo_desktop.actions.oversight import change_follow_up
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.oversight import STATES, FollowUpRow, TaskReport, follow_up_row, given_to
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.oversight_forms import report_form, settle_form
from chibo_desktop.ui.pages.tasks_one import OneView, fill
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose


class FollowUpView(OneView):
    """Its owner changes and settles it, those it was given to say what they did, everybody else reads."""

    TITLE = "Việc phải làm"
    KIND = "follow_up"
    CHANGE = change_follow_up

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, record_id)
        mark_record(self, self.KIND, record_id)
        self._facts = Prose("", "muted", width=320)
        self._about, self._end = Card("Nội dung"), Card("Kết quả")
        self._told_card, self._told = Card("Nơi làm báo về"), RowList(name="Nơi làm báo về", wraps=True)
        self._told_card.add(self._told)
        self._end_shown: tuple[date | None, str, tuple[TaskReport, ...]] | None = None
        for part in (self._facts, self._about, self._told_card, self._end):
            self.body.addWidget(part)
        self.body.addStretch(1)
        row = self._row()
        if row is not None and self._is_own(row):
            self._build_own()
        self.refresh()

    def _row(self) -> FollowUpRow | None:
        store, today = self.session.store, self.session.now().date()
        row = follow_up_row(store, self.record_id, today)
        if row is None or self._is_own(row):
            return row
        return follow_up_row(store, self.record_id, today, reader=self.session.desk.organisation_id)

    def _is_own(self, row: FollowUpRow) -> bool:
        own = self.session.desk.organisation_id
        return organisations(self.session.store).same(row.facts.text("body_id")) == own

    def _build_own(self) -> None:
        self._about.add(self.kept("title", LineField("Việc phải làm", max_len=300)))
        responsible = self.kept("responsible", LineField("Người chịu trách nhiệm", max_len=160))
        self._about.add(Abreast(responsible, self.kept("due_on", DayField("Hạn")), least=440))
        history = HistoryButton(self.session, lambda: (self.KIND, self.record_id))
        foot = self.away_button()
        foot.put(history)
        self._about.add(foot)

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        self.call(row.title)
        parts = (row.origin or row.sort_label, row.body_name, row.where, row.responsible, _due(row))
        self._facts.say(
            escape(" · ".join(part for part in (*parts, _state_words(row, is_own=self._is_own(row))) if part))
        )
        self._about.setVisible(self._is_own(row))
        told = [_told_line(each.name, each.result, each.done_on) for each in row.reports]
        silent = self._silent(row)
        fill(self._told_card, self._told, [*told, *silent], f"{len(told)}/{len(told) + len(silent)} nơi")
        self._told_card.setVisible(bool(told or silent) and self._is_own(row))
        self._show_end(row)

    def _silent(self, row: FollowUpRow) -> list[Row]:
        """Of something given to all, those directly below that said nothing yet."""
        if row.organisation_id or row.done_on:
            return []
        desk, today = self.session.desk, self.session.now().date()
        tree, told = organisations(desk.store).at(today), {each.organisation_id for each in row.reports}
        below = [one for one in tree.below(desk.organisation_id) if one not in told]
        return [Row("", tree.nodes[one].name, "", "todo", "chưa báo") for one in below]

    def _show_end(self, row: FollowUpRow) -> None:
        """The result, or the form that asks for it; built anew only when it is another, for one may be typing there."""
        shown = (row.done_on, row.result, row.reports)
        if shown == self._end_shown:
            return
        self._end_shown = shown
        self.clear_card(self._end)
        if row.done_on is not None:
            self._end.add(
                Prose(escape(f"Xong ngày {show_day(row.done_on)}. {row.result}".strip()), width=320)
            )
            if self._is_own(row):
                self._add_reopen()
        elif self._is_own(row):
            self.form_in(self._end, settle_form(self.session, self.record_id))
        elif self._is_given():
            self._build_report(row)
        self._end.setVisible(row.done_on is not None or self._is_own(row) or self._is_given())

    def _is_given(self) -> bool:
        own, today = self.session.desk.organisation_id, self.session.now().date()
        return any(each.id == self.record_id for each in given_to(self.session.store, own, today))

    def _add_reopen(self) -> None:
        again = Button("Chưa xong, theo dõi tiếp", "quiet", icon="undo")
        again.clicked.connect(lambda: self.act(change_follow_up, self.record_id, done_on=None))
        again.clicked.connect(self.refresh)
        foot = Flow()
        foot.put(again)
        self._end.add(foot)

    def _build_report(self, row: FollowUpRow) -> None:
        own = self.session.desk.organisation_id
        for each in row.reports:
            if each.organisation_id == own:
                line = _told_line("Đã báo", each.result, each.done_on)
                self._end.add(Prose(escape(f"{line.title}: {line.second} ({line.words})"), width=320))
        self.form_in(self._end, report_form(self.session, self.record_id))


def _state_words(row: FollowUpRow, *, is_own: bool) -> str:
    return STATES[row.state] if is_own or row.state != "reported" else "đã báo đã làm"


def _due(row: FollowUpRow) -> str:
    return f"hạn {show_day(row.due_on)}, {row.due_words}".removesuffix(", ") if row.due_on else ""


def _told_line(name: str, result: str, done_on: date | None) -> Row:
    if done_on is not None:
        return Row("", name, result, "tick", f"xong {show_day(done_on)}", quiet=True)
    return Row("", name, result, "half", "đang làm")
