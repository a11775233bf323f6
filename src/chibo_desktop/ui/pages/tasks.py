"""The page "Nhiệm vụ": at a cell what it has to do, above it what is followed, inspections, briefings and classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.ui.editors.oversight_forms import (
    conclusion_form,
    gathering_form,
    inspection_form,
    shortcoming_form,
)
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.parted import BackView, NewThing, PartedPage, Parts
from chibo_desktop.ui.pages.tasks_cell import TasksOfCell
from chibo_desktop.ui.pages.tasks_follow import FollowTab
from chibo_desktop.ui.pages.tasks_follow_view import FollowUpView
from chibo_desktop.ui.pages.tasks_gathering_view import GatheringView
from chibo_desktop.ui.pages.tasks_gatherings import NEW, GatheringsTab
from chibo_desktop.ui.pages.tasks_inspections import InspectionsTab, InspectionView
from chibo_desktop.ui.pages.tasks_one import BACK, OneView
from chibo_desktop.ui.session import Session

VIEWS: dict[str, Callable[[Session, str], OneView]] = {
    "follow_up": FollowUpView,
    "inspection": InspectionView,
    "gathering": GatheringView,
}
NEW_FORMS = {
    "new conclusion": conclusion_form,
    "new shortcoming": shortcoming_form,
    "new inspection": inspection_form,
}
NEW_TITLES = {
    "new conclusion": "Giao việc xuống",
    "new shortcoming": "Khuyết điểm, việc phải làm",
    "new inspection": "Cuộc kiểm tra, giám sát",
}


class TasksAbove(Parts):
    """The three parts at a body."""

    TITLE: ClassVar[str] = BACK
    PARTS = (
        ("follow", "Việc phải làm", FollowTab),
        ("inspections", "Kiểm tra", InspectionsTab),
        ("gatherings", "Giao ban, lớp", GatheringsTab),
    )


class TasksPage(PartedPage):
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

    OPENS = tuple((kind, kind) for kind in VIEWS)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        first = TasksOfCell(session) if session.desk.kind == "cell" else TasksAbove(session)
        super().__init__(session, first, parent)

    def make_view(self, what: str, key: str) -> BackView:
        return VIEWS[what](self.session, key) if what in VIEWS else self._new(what, key)

    def _new(self, what: str, key: str) -> NewThing:
        """The form for something new; a gathering opens once it is written, so that its people can be noted."""
        form = NEW_FORMS[what](self.session) if what in NEW_FORMS else gathering_form(self.session, key)
        made = NewThing(self.session, BACK, NEW_TITLES.get(what) or NEW[key], form)
        opens = {"new gathering": "gathering", "new inspection": "inspection"}.get(what)
        if opens:
            made.written.connect(lambda record_id: self.show_view(opens, record_id))
        else:
            made.written.connect(lambda _key: self.go_back())
        return made
