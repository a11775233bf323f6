"""The page "Nhiệm vụ": at a cell what it has to do, above it what is followed, inspections, briefings and classes, regulations."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.lists.rows import find
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.oversight_forms import (
    conclusion_form,
    gathering_form,
    inspection_form,
    shortcoming_form,
)
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.pages.tasks_cell import TasksOfCell
from chibo_desktop.ui.pages.tasks_follow import FollowTab
from chibo_desktop.ui.pages.tasks_follow_view import FollowUpView
from chibo_desktop.ui.pages.tasks_gathering_view import GatheringView
from chibo_desktop.ui.pages.tasks_gatherings import NEW, GatheringsTab
from chibo_desktop.ui.pages.tasks_inspections import InspectionsTab, InspectionView
from chibo_desktop.ui.pages.tasks_one import BACK, OneView
from chibo_desktop.ui.pages.tasks_regulations import RegulationsTab
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card

TABS: tuple[tuple[str, str, Callable[[Session], VisitsTab]], ...] = (
    ("follow", "Việc phải làm", FollowTab),
    ("inspections", "Kiểm tra", InspectionsTab),
    ("gatherings", "Giao ban, lớp", GatheringsTab),
    ("regulations", "Quy chế", RegulationsTab),
)
VIEWS: dict[str, Callable[[Session, str], OneView]] = {
    "follow_up": FollowUpView,
    "inspection": InspectionView,
    "gathering": GatheringView,
}
NEW_TITLES = {
    "new conclusion": "Giao việc xuống",
    "new shortcoming": "Khuyết điểm, việc phải làm",
    "new inspection": "Cuộc kiểm tra, giám sát",
}


class TasksAbove(ScrolledPage):
    """The four parts; one is built when it is first shown. `wanted(what, id)` opens a view in the page's place."""

    TITLE: ClassVar[str] = BACK
    wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._made: dict[str, VisitsTab] = {}
        parts = [(key, words) for key, words, _ in TABS]
        self._segments = Segments(parts, TABS[0][0], "Phần của trang")
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
            build = next(build for name, _, build in TABS if name == key)
            made = self._made[key] = build(self.session)
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


class NewTask(ScrolledPage):
    """A form on a page of its own; what is typed is kept as drafts. `written(id)` once it is an entry."""

    TITLE: ClassVar[str] = BACK
    back_chosen = Signal()
    wanted = Signal(str, str)
    written = Signal(str)

    def __init__(self, session: Session, title: str, form: EntryForm) -> None:
        super().__init__(session)
        back = Button(BACK, "quiet", icon="back", key="Esc")
        back.clicked.connect(self.back_chosen)
        self.title.add(back)
        self.title.set_title(title)
        self._form = form
        form.written.connect(self.written)
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


class TasksPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "follow_up",
        "follow_up_report",
        "inspection",
        "gathering",
        "participant",
        "assignment",
        "assignment_report",
        "directive",
        "meeting",
        "member",
        "organisation",
        "placement",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        is_cell = session.desk.kind == "cell"
        self._list: TasksOfCell | TasksAbove = TasksOfCell(session) if is_cell else TasksAbove(session)
        self._list.go_to.connect(self.go_to)
        self._list.wanted.connect(self._on_wanted)
        self._view: OneView | NewTask | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        (self._view or self._list).refresh()

    def open(self, record_id: str) -> None:
        """Something to do, an inspection, a gathering, or a part of the page by its name ("inspections" …)."""
        for kind in VIEWS:
            if record_id and find(self.session.store, kind, record_id):
                self._on_wanted(kind, record_id)
                return
        self._on_back()
        if isinstance(self._list, TasksAbove) and record_id in {key for key, _, _ in TABS}:
            self._list.take(record_id)

    def place(self) -> str:
        return self._list.taken() if isinstance(self._list, TasksAbove) else ""

    def _on_wanted(self, what: str, key: str) -> None:
        self._leave()
        view = VIEWS[what](self.session, key) if what in VIEWS else self._new(what, key)
        view.back_chosen.connect(self._on_back)
        view.wanted.connect(self._on_wanted)
        view.go_to.connect(self.go_to)
        self._drop()
        self._view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.take_focus()

    def _new(self, what: str, key: str) -> NewTask:
        """The form for something new; a gathering opens once it is written, so that its people can be noted."""
        simple = {
            "new conclusion": conclusion_form,
            "new shortcoming": shortcoming_form,
            "new inspection": inspection_form,
        }
        form = simple[what](self.session) if what in simple else gathering_form(self.session, key)
        made = NewTask(self.session, NEW_TITLES.get(what) or NEW[key], form)
        opens = {"new gathering": "gathering", "new inspection": "inspection"}.get(what)
        if opens:
            made.written.connect(lambda record_id: self._on_wanted(opens, record_id))
        else:
            made.written.connect(lambda _key: self._on_back())
        return made

    def _on_back(self) -> None:
        self._leave()
        self._stack.setCurrentWidget(self._list)
        self._drop()
        self._list.refresh()
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
