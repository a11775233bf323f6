"""One briefing, class, study session or exchange of the page "Nhiệm vụ": its day and place, who came, what was concluded and given."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.oversight import change_gathering
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.directives import directives
from chibo_desktop.lists.gatherings import GatheringRow, gathering_row
from chibo_desktop.lists.oversight import follow_ups
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.oversight_forms import (
    BRIEFING,
    STUDY,
    TRAINING,
    choices_of,
    conclusion_form,
)
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.tasks_one import OneView, listed
from chibo_desktop.ui.pages.tasks_people import PeopleOfGathering
from chibo_desktop.ui.pages.tasks_words import follow_up_line
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.words import Prose


class GatheringView(OneView):
    """At the body that held it."""

    TITLE = "Giao ban, lớp"
    KIND = "gathering"
    CHANGE = change_gathering

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, record_id)
        mark_record(self, self.KIND, record_id)
        self._printer = ReportPrinter(session)
        self._facts = Prose("", "muted", width=320)
        self.title.set_primary("In danh sách", "print")
        self.title.primary_chosen.connect(self._on_print)
        self._about, self._given = Card("Thông tin"), Card("Việc giao theo kết luận")
        self._rows = listed("Việc giao theo kết luận", lambda key: self.wanted.emit("follow_up", key))
        self._given.add(self._rows)
        self._people: PeopleOfGathering | None = None
        row = self._row()
        parts: list[QWidget] = [self._printer, self._facts, self._about]
        if row is not None:
            self._build(row)
            self._people = PeopleOfGathering(session, record_id)
            self._people.changed.connect(self._say_facts)
            self._forms.append(self._people.form)
            parts.append(self._people)
        parts.insert(3, self._given)
        for part in parts:
            self.body.addWidget(part)
        self._given.setVisible(row is not None and row.sort == BRIEFING)
        self.body.addStretch(1)
        self._say_facts()
        self._show_given()

    def _row(self) -> GatheringRow | None:
        return gathering_row(self.session.store, self.record_id)

    def _build(self, row: GatheringRow) -> None:
        self._about.add(self.kept("title", LineField("Tên", max_len=200)))
        held = self.kept("held_on", DayField("Ngày"))
        until = self.kept("until_on", DayField("Đến ngày (nếu nhiều ngày)"))
        self._about.add(Abreast(held, until, least=440))
        place = self.kept("place", LineField("Địa điểm", max_len=160))
        organiser = self.kept("organiser", LineField("Đơn vị tổ chức", max_len=160))
        self._about.add(Abreast(place, organiser, least=440))
        if row.sort == TRAINING:
            topics = choices_of("gathering", "topic")
            self._about.add(self.chosen("topic", ChoiceField("Chuyên đề bồi dưỡng", topics)))
        if row.sort == STUDY:
            self._about.add(self.chosen("directive_id", self._studied()))
        self._about.add(self.kept("conclusions", ProseField("Kết luận, nội dung chính", lines=3)))
        foot = self.away_button()
        foot.put(HistoryButton(self.session, lambda: (self.KIND, self.record_id)))
        self._about.add(foot)
        if row.sort == BRIEFING:
            self.form_in(self._given, conclusion_form(self.session, self.record_id), self._show_given)

    def _studied(self) -> ChoiceField:
        """Which of the registered directives was studied."""
        desk = self.session.desk
        found = [
            (row.id, " ".join(part for part in (row.name, row.summary) if part))
            for row in directives(desk.store, desk.organisation_id)
        ]
        return ChoiceField("Văn bản được quán triệt", [("", "Chưa chọn"), *found])

    def refresh(self) -> None:
        self._say_facts()
        self._show_given()
        if self._people is not None:
            self._people.refresh()

    def _say_facts(self) -> None:
        row = self._row()
        if row is None:
            return
        self.call(row.title)
        held = f"ngày {show_day(row.held_on)}" if row.held_on else "chưa ghi ngày"
        organisations = row.groups.get("organisation", 0)
        came = f"{organisations} tổ chức" if organisations else ""
        parts = (row.sort_label, held, f"{row.heads} lượt người" if row.heads else "", came)
        self._facts.say(escape(" · ".join(part for part in parts if part)))

    def _show_given(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        every = follow_ups(store, own, self.session.now().date())
        found = [one for one in every if one.facts.text("gathering_id") == self.record_id]
        self._rows.set_rows([follow_up_line(one) for one in found])
        done = sum(one.done_on is not None for one in found)
        self._given.set_note(f"{done}/{len(found)} xong" if found else "")

    def _on_print(self) -> None:
        row, today = self._row(), self.session.now().date()
        if row is not None:
            self.leave()
            day = row.held_on or today
            self._printer.print_report("danh-sach-lop", day, day, record_id=self.record_id)
