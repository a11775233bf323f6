"""The page "Dự sinh hoạt": at a cell what it receives, above it plan, calendar, teams, duties, made visits and rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.lists.assessment_sums import lesson_words, lesson_words_of, months_words, sum_up
from chibo_desktop.lists.assessments import assessment_row, assessments_of, begin_with
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import plans_of
from chibo_desktop.ui.editors.assessment_form import assessment_form, lesson_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.keeping import Keeper
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
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.pages.visits_assessment import AssessmentView
from chibo_desktop.ui.pages.visits_assessments import AssessmentsTab
from chibo_desktop.ui.pages.visits_calendar import CalendarTab
from chibo_desktop.ui.pages.visits_cell import VisitsReceived
from chibo_desktop.ui.pages.visits_made import MadeTab
from chibo_desktop.ui.pages.visits_one import MadeView, VisitView
from chibo_desktop.ui.pages.visits_plan import PlanTab
from chibo_desktop.ui.pages.visits_rounds import RoundsTab, RoundView
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.pages.visits_teams import DutiesTab, TeamsTab, TeamView
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card

TABS = (
    ("plan", "Kế hoạch"),
    ("calendar", "Lịch"),
    ("teams", "Tổ"),
    ("duties", "Phân công"),
    ("made", "Đã dự"),
    ("sheets", "Phiếu"),
    ("rounds", "Kỳ"),
)
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


class VisitsAbove(ScrolledPage):
    """The seven parts; one is built when it is first shown. `wanted(what, id)` opens a view in the page's place."""

    TITLE: ClassVar[str] = "Dự sinh hoạt"
    wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._made: dict[str, VisitsTab] = {}
        self._segments = Segments(TABS, "plan", "Phần của trang")
        self._segments.chosen.connect(lambda _key: self.refresh())
        self._holder = QVBoxLayout()
        self.body.addWidget(self._segments)
        self.body.addLayout(self._holder)
        self.body.addStretch(1)
        self.title.primary_chosen.connect(lambda: self.tab().press())

    def tab(self) -> VisitsTab:
        """The part shown."""
        key = self._segments.taken()
        if key not in self._made:
            builders: dict[str, Callable[[], VisitsTab]] = {
                "plan": lambda: PlanTab(self.session, self),
                "calendar": lambda: CalendarTab(self.session),
                "teams": lambda: TeamsTab(self.session),
                "duties": lambda: DutiesTab(self.session),
                "made": lambda: MadeTab(self.session),
                "sheets": lambda: AssessmentsTab(self.session),
                "rounds": lambda: RoundsTab(self.session),
            }
            made = self._made[key] = builders[key]()
            made.wanted.connect(self.wanted)
            made.go_to.connect(self.go_to)
            made.retitled.connect(self._retitle)
            self._holder.addWidget(made)
        return self._made[key]

    def take(self, key: str) -> None:
        """Shows a part by its name."""
        self._segments.take(key)
        self.refresh()

    def taken(self) -> str:
        """The name of the part shown."""
        return self._segments.taken()

    def refresh(self) -> None:
        shown = self.tab()
        for each in self._made.values():
            each.setVisible(each is shown)
        shown.refresh()
        self._retitle()

    def _retitle(self) -> None:
        self.title.set_primary(*self.tab().primary)

    def take_focus(self) -> None:
        self._segments.setFocus()


class NewThing(ScrolledPage):
    """A form on a page of its own; what is typed is kept as drafts when it is left."""

    TITLE: ClassVar[str] = "Dự sinh hoạt"
    back_chosen = Signal()

    def __init__(self, session: Session, what: str, form: EntryForm, about: str = "") -> None:
        super().__init__(session)
        back = Button("Dự sinh hoạt", "quiet", icon="back", key="Esc")
        back.clicked.connect(self.back_chosen)
        self.title.add(back)
        self.title.set_title(NEW_TITLES[what], about)
        self._form = form
        form.written.connect(lambda _key: self.back_chosen.emit())
        card = Card()
        card.add(form)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """What is typed stays."""

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        self._form.leave()

    def take_focus(self) -> None:
        self._form.setFocus()


View = VisitView | MadeView | TeamView | RoundView | AssessmentView | NewThing


KINDS = (("visit", "visit"), ("visit_team", "team"), ("round", "round"), ("assessment", "assessment"))
"""What can be opened by its id, and the view that shows it."""


class VisitsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "visit",
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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        is_cell = session.desk.kind == "cell"
        self._list: VisitsReceived | VisitsAbove = (
            VisitsReceived(session) if is_cell else VisitsAbove(session)
        )
        self._list.go_to.connect(self.go_to)
        if isinstance(self._list, VisitsAbove):
            self._list.wanted.connect(self._on_wanted)
        self._view: View | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        if self._view is None:
            self._list.refresh()
        elif not isinstance(self._view, VisitView | MadeView):  # these read again once they have written
            self._view.refresh()

    def open(self, record_id: str) -> None:
        """A visit, a team, a round, a sheet, `ASSESS` and a meeting, or a part of the page by its name ("made" …)."""
        if record_id.startswith(ASSESS) and isinstance(self._list, VisitsAbove):
            self._assess(record_id.removeprefix(ASSESS))
            return
        for kind, what in KINDS:
            if (
                record_id
                and find(self.session.store, kind, record_id)
                and not isinstance(self._list, VisitsReceived)
            ):
                self._on_wanted(what, record_id)
                return
        self._on_back()
        if isinstance(self._list, VisitsAbove) and record_id in dict(TABS):
            self._list.take(record_id)

    def place(self) -> str:
        return self._list.taken() if isinstance(self._list, VisitsAbove) else ""

    def _on_wanted(self, what: str, key: str) -> None:
        self._leave()
        view = self._make(what, key)
        view.back_chosen.connect(self._on_back)
        view.go_to.connect(self.go_to)
        if isinstance(view, VisitView | MadeView | AssessmentView):
            view.wanted.connect(self._on_wanted)
        self._drop()
        self._view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.take_focus()

    def _assess(self, meeting_id: str) -> None:
        """The sheet this body wrote of a meeting; without one the form of a new one."""
        own = self.session.desk.organisation_id
        found = [row for row in assessments_of(self.session.store, meeting_id) if row.body_id == own]
        if isinstance(self._list, VisitsAbove):
            self._list.take("sheets")
        self._on_wanted(*(("assessment", found[0].id) if found else ("new assessment", meeting_id)))

    def _make(self, what: str, key: str) -> View:
        views: dict[str, Callable[[Session, str], View]] = {
            "visit": VisitView,
            "made": MadeView,
            "team": TeamView,
            "round": RoundView,
            "assessment": AssessmentView,
        }
        if what in views:
            return views[what](self.session, key)
        if what == "new assessment":
            return self._new_assessment(key)
        form = self._form(what, key)
        view = NewThing(self.session, what, form)
        if what == "lesson":
            form.written.connect(lambda one: self.go_to.emit("documents", one))
        return view

    def _form(self, what: str, key: str) -> EntryForm:
        if what == "new visit":
            place, month, plan_id = key.split("|")
            return visit_form(self.session, organisation_id=place, month=month, plan_id=plan_id)
        if what == "new plan":
            return plan_form(self.session, int(key) if key else self.session.now().year + 1)
        if what == "change plan":
            own = plans_of(self.session.store, self.session.desk.organisation_id)
            return plan_change_form(self.session, next(plan for plan in own if plan.id == key))
        if what == "new round":
            return round_form(self.session, int(key or 1))
        if what == "lesson":
            return self._lesson(key)
        simple = {"new team": team_form, "new duty": duty_form, "new made": unplanned_form}
        return simple[what](self.session)

    def _new_assessment(self, key: str) -> NewThing:
        """The form of a sheet; once it is written the sheet itself is shown, its requests can be entered there."""
        store = self.session.store
        begin = begin_with(store, self.session.desk.organisation_id, key)
        day = begin.day or self.session.now().date()
        cell = organisations(store).name(begin.organisation_id, day) if begin.organisation_id else ""
        about = " · ".join(part for part in (cell, begin.title) if part)
        form = assessment_form(self.session, begin)
        view = NewThing(self.session, "new assessment", form, about)
        form.written.connect(lambda one: self._on_wanted("assessment", one))
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

    def _on_back(self) -> None:
        self._leave()
        self._stack.setCurrentWidget(self._list)
        self._drop()
        self._list.refresh()
        if isinstance(self._list, VisitsAbove):
            self._list.take_focus()

    def _drop(self) -> None:
        if self._view is not None:
            self._stack.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
            self._view = None

    def _leave(self) -> bool:
        if self._view is not None:
            self._view.leave()
        outcomes = [keeper.leave() for keeper in self.findChildren(Keeper)]
        return all(outcomes)

    def may_leave(self) -> bool:
        return self._leave()
