"""The page "Dự sinh hoạt": at a cell what it receives, above it plan, calendar, teams, duties, made visits and rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.lists.assessment_sums import lesson_words, lesson_words_of, months_words, sum_up
from chibo_desktop.lists.assessments import assessment_row, assessments_of, begin_with
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import Plan, plans_of
from chibo_desktop.ui.editors.assessment_form import assessment_form, lesson_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.visit_changes import plan_change_form
from chibo_desktop.ui.editors.visit_forms import (
    duty_form,
    plan_form,
    round_form,
    team_form,
    unplanned_form,
    visit_form,
)
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.parted import BackView, NewThing, PartedPage, Parts
from chibo_desktop.ui.pages.visits_assessment import AssessmentView
from chibo_desktop.ui.pages.visits_assessments import AssessmentsTab
from chibo_desktop.ui.pages.visits_calendar import CalendarTab
from chibo_desktop.ui.pages.visits_cell import VisitsReceived
from chibo_desktop.ui.pages.visits_duties import DutiesTab, DutyView
from chibo_desktop.ui.pages.visits_made import MadeTab
from chibo_desktop.ui.pages.visits_one import MadeView, VisitView
from chibo_desktop.ui.pages.visits_plan import PlanTab
from chibo_desktop.ui.pages.visits_proposed import SuggestionView
from chibo_desktop.ui.pages.visits_rounds import RoundsTab, RoundView
from chibo_desktop.ui.pages.visits_teams import TeamsTab, TeamView
from chibo_desktop.ui.pages.visits_words import BACK
from chibo_desktop.ui.session import Session

VIEWS: dict[str, Callable[[Session, str], BackView]] = {
    "visit": VisitView,
    "made": MadeView,
    "team": TeamView,
    "round": RoundView,
    "assessment": AssessmentView,
    "duty": DutyView,
    "suggestion": SuggestionView,
}
NEW_TITLES = {
    "new plan": "Kế hoạch dự sinh hoạt mới",
    "change plan": "Sửa kế hoạch dự sinh hoạt",
    "new visit": "Thêm lượt dự",
    "new made": "Lượt đã dự không có biên bản ở đây",
    "new team": "Lập tổ dự sinh hoạt",
    "new duty": "Phân công theo dõi, phụ trách",
    "new round": "Mở kỳ làm việc",
    "new assessment": "Vào phiếu đánh giá",
    "lesson": "Thông báo rút kinh nghiệm",
}

ASSESS = "assess:"
"""Before the id of a meeting given to `open`: its sheet, or a new one."""


class VisitsAbove(Parts):
    """The seven parts at a body."""

    TITLE: ClassVar[str] = BACK
    PARTS = (
        ("plan", "Kế hoạch", PlanTab),
        ("calendar", "Lịch", CalendarTab),
        ("teams", "Tổ", TeamsTab),
        ("duties", "Phân công", DutiesTab),
        ("made", "Đã dự", MadeTab),
        ("sheets", "Phiếu", AssessmentsTab),
        ("rounds", "Kỳ", RoundsTab),
    )


class VisitsPage(PartedPage):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "visit",
        "visit_notice",
        "visit_plan",
        "visit_team",
        "team_member",
        "visit_duty",
        "official",
        "round",
        "assessment",
        "proposal",
        "material",
        "material_reading",
        "meeting",
        "guest",
        "organisation",
        "placement",
    )

    OPENS = (("visit", "visit"), ("visit_team", "team"), ("round", "round"), ("assessment", "assessment"))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        first = VisitsReceived(session) if session.desk.kind == "cell" else VisitsAbove(session)
        super().__init__(session, first, parent)

    def refresh(self) -> None:
        if not isinstance(self.view, VisitView | MadeView):  # these read again once they have written
            super().refresh()

    def open(self, record_id: str) -> None:
        """As of every page of parts, and `ASSESS` with the id of a meeting; a cell has one list."""
        if isinstance(self.first, VisitsReceived):
            self.go_back()
        elif record_id.startswith(ASSESS):
            self._assess(record_id.removeprefix(ASSESS))
        else:
            super().open(record_id)

    def _assess(self, meeting_id: str) -> None:
        """The sheet this body wrote of a meeting; without one the form of a new one."""
        own = self.session.desk.organisation_id
        found = [row for row in assessments_of(self.session.store, meeting_id) if row.body_id == own]
        if isinstance(self.first, VisitsAbove):
            self.first.take("sheets")
        self.show_view(*(("assessment", found[0].id) if found else ("new assessment", meeting_id)))

    def make_view(self, what: str, key: str) -> BackView:
        if what in VIEWS:
            return VIEWS[what](self.session, key)
        if what == "new assessment":
            return self._new_assessment(key)
        form = self._form(what, key)
        view = NewThing(self.session, BACK, NEW_TITLES[what], form)
        view.written.connect(lambda one: self._on_written(what, one))
        return view

    def _on_written(self, what: str, record_id: str) -> None:
        """Back to the parts, a new plan in sight; a notice to cells is shown where it lies."""
        if what == "new plan" and isinstance(self.first, VisitsAbove):
            self._show_plan(record_id)
        self.go_back()
        if what == "lesson":
            self.go_to.emit("documents", record_id)

    def _show_plan(self, plan_id: str) -> None:
        """The board of its year."""
        part = self.first.part() if isinstance(self.first, VisitsAbove) else None
        if isinstance(part, PlanTab):
            part.take_year(self._plan(plan_id).year)

    def _form(self, what: str, key: str) -> EntryForm:
        if what == "new visit":
            place, month, plan_id = key.split("|")
            return visit_form(self.session, organisation_id=place, month=month, plan=self._plan(plan_id))
        if what == "new plan":
            return plan_form(self.session, int(key) if key else self.session.now().year + 1)
        if what == "change plan":
            return plan_change_form(self.session, self._plan(key))
        if what == "new round":
            return round_form(self.session, int(key or 1))
        if what == "lesson":
            return self._lesson(key)
        simple = {"new team": team_form, "new duty": duty_form, "new made": unplanned_form}
        return simple[what](self.session)

    def _plan(self, plan_id: str) -> Plan:
        own = plans_of(self.session.store, self.session.desk.organisation_id)
        return next(plan for plan in own if plan.id == plan_id)

    def _new_assessment(self, key: str) -> NewThing:
        """The form of a sheet; once it is written the sheet itself is shown, its requests can be entered there."""
        store = self.session.store
        begin = begin_with(store, self.session.desk.organisation_id, key)
        day = begin.day or self.session.now().date()
        cell = organisations(store).name(begin.organisation_id, day) if begin.organisation_id else ""
        about = " · ".join(part for part in (cell, begin.title) if part)
        form = assessment_form(self.session, begin)
        view = NewThing(self.session, BACK, NEW_TITLES["new assessment"], form, about)
        view.written.connect(lambda one: self.show_view("assessment", one))
        return view

    def _lesson(self, key: str) -> EntryForm:
        """The notice from a range of months ("2026-01|2026-12"), or from one sheet to its cell."""
        row = assessment_row(self.session.store, key)
        if row is not None:
            title = f"Rút kinh nghiệm sinh hoạt tháng {row.month[5:7]}/{row.month[:4]}"
            return lesson_form(self.session, key, lesson_words_of(row), title=title, to=row.organisation_id)
        first, last = key.split("|")
        sums = sum_up(self.session.store, self.session.desk.organisation_id, first, last)
        title = f"Rút kinh nghiệm sinh hoạt chi bộ {months_words(first, last)}"
        return lesson_form(self.session, key, lesson_words(sums), title=title)
