"""The visits a cell receives: who is expected, who came by its own minutes, and what the round asks it to talk about."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import ClassVar

from chibo_desktop.base.dates import last_day, month_of, show_day
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import PlannedVisit, planned_visits
from chibo_desktop.lists.visit_reports import LEVEL_NAMES
from chibo_desktop.lists.visits import all_visits_made
from chibo_desktop.papers.visit_values import occasion_of
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.pages.visits_rounds import days_of
from chibo_desktop.ui.pages.visits_words import STATE_SHAPES
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

FAR = "9999-12"


class VisitsReceived(ScrolledPage):
    """Nothing is typed here: guests are written down in the meeting's roll call."""

    TITLE: ClassVar[str] = "Dự sinh hoạt"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._round = Card("Nội dung định hướng của cấp trên")
        self._coming, self._came = Card("Sẽ đến dự"), Card("Đã đến dự")
        self._coming_rows = RowList(name="Lượt sẽ đến dự", wraps=True)
        self._came_rows = RowList(name="Lượt đã đến dự")
        self._came_rows.opened.connect(lambda key: self.go_to.emit("meetings", key))
        self._coming.add(self._coming_rows)
        self._came.add(self._came_rows)
        self._empty = EmptyState(
            "Ai của cấp trên sẽ đến, đã đến dự sinh hoạt sẽ ở đây. Lịch của cấp trên về cùng gói; người đã đến lấy từ danh sách đại biểu của các buổi đã chốt.",
            "Mở trang Sinh hoạt",
            icon="visits",
        )
        self._empty.begun.connect(lambda: self.go_to.emit("meetings", ""))
        for part in (self._round, self._coming, self._came, self._empty):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self._show_rounds()
        own = self.session.desk.organisation_id
        today = self.session.now().date()
        coming = [
            visit
            for visit in planned_visits(self.session.store, month_of(today), FAR)
            if visit.organisation_id == own and _is_ahead(visit, today)
        ]
        self._coming_rows.set_rows([_coming_row(visit) for visit in coming])
        self._coming.setVisible(bool(coming))
        came = [made for made in all_visits_made(self.session.store) if made.organisation_id == own]
        names = organisations(self.session.store)
        self._came_rows.set_rows(
            [
                Row(
                    made.meeting_id,
                    ", ".join(made.names) or names.name(made.body_id, made.day),
                    f"{show_day(made.day)} · {occasion_of(made)}",
                    "tick",
                    LEVEL_NAMES.get(made.level, ""),
                    quiet=True,
                )
                for made in reversed(came)
            ]
        )
        self._came.setVisible(bool(came))
        self._came.set_note(f"{len(came)} lượt")
        self._empty.setVisible(not came and not coming and self._round.isHidden())

    def _show_rounds(self) -> None:
        today = self.session.now().date()
        found = [
            facts
            for facts in select(self.session.store, "round")
            if facts.text("orientation") and (facts.day("until_on") or today) >= today
        ]
        empty(self._round.body)
        names = organisations(self.session.store)
        for facts in found:
            body = names.name(facts.text("body_id"), today)
            head = f"{body}, kỳ thứ {facts.count('number')}{f' ({days_of(facts)})' if days_of(facts) else ''}"
            words = "<br>".join(escape(line) for line in facts.text("orientation").splitlines())
            self._round.add(Prose(f"<b>{escape(head)}</b><br>{words}", width=320))
        self._round.setVisible(bool(found))


def _is_ahead(visit: PlannedVisit, today: date) -> bool:
    """Still to come, or said not to come while its time is not over."""
    is_excused = visit.state == "excused" and (visit.planned_on or last_day(visit.month)) >= today
    return visit.is_to_come or is_excused


def _coming_row(visit: PlannedVisit) -> Row:
    """When, who with office, of which body; what became of it where it is not as first announced."""
    named = [visit.team_name, visit.official_name, visit.office]
    who = ", ".join(part for part in named if part)
    words = {"postponed": "Đã lùi ngày", "excused": "Không đến được"}.get(visit.state, "Sẽ dự")
    committee = ", họp cấp ủy" if visit.purpose == "committee" else ""
    second = f"{visit.body_name}: {who}" if who else visit.body_name
    return Row("", f"{visit.when}{committee}", second, STATE_SHAPES[visit.state], words)
