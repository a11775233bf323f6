"""The page "Phát triển đảng": at a cell whom it prepares, above it who stands where; one candidate and the form for another in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.ui.editors.candidate_forms import candidate_form
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.development_cell import CandidatesPart
from chibo_desktop.ui.pages.development_cell_one import CandidateView
from chibo_desktop.ui.pages.development_pipeline import PipelinePart
from chibo_desktop.ui.pages.development_place import PLACE
from chibo_desktop.ui.pages.development_places import VIEWS as PLACE_VIEWS
from chibo_desktop.ui.pages.development_places import PlacesPart
from chibo_desktop.ui.pages.development_targets import VIEWS as TARGET_VIEWS
from chibo_desktop.ui.pages.development_targets import TargetsPart
from chibo_desktop.ui.pages.development_words import CANDIDATE, PAGE
from chibo_desktop.ui.pages.parted import BackView, NewThing, Part, PartedPage, Parts
from chibo_desktop.ui.session import Session

VIEWS = {**TARGET_VIEWS, **PLACE_VIEWS}
PartLine = tuple[str, str, Callable[[Session], Part]]


class DevelopmentOfCell(Parts):
    """The parts at a cell."""

    TITLE: ClassVar[str] = PAGE
    PARTS: ClassVar[tuple[PartLine, ...]] = (
        ("candidates", "Quần chúng", CandidatesPart),
        ("targets", "Chỉ tiêu kết nạp", TargetsPart),
    )


class DevelopmentAbove(Parts):
    """The parts at a body."""

    TITLE: ClassVar[str] = PAGE
    PARTS: ClassVar[tuple[PartLine, ...]] = (
        ("pipeline", "Quần chúng", PipelinePart),
        ("targets", "Chỉ tiêu kết nạp", TargetsPart),
        ("places", "Thôn, bản", PlacesPart),
    )


class DevelopmentPage(PartedPage):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "candidate",
        "candidate_step",
        "helping",
        "helper_remark",
        "admission_target",
        "member",
        "standing",
        "meeting",
        "person_case",
        "ballot",
        "place",
        "place_served",
        "place_standing",
        "place_person",
        "organisation",
        "placement",
    )

    OPENS = ((CANDIDATE, CANDIDATE), ("place", PLACE))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        is_cell = session.desk.kind == "cell"
        super().__init__(
            session, DevelopmentOfCell(session) if is_cell else DevelopmentAbove(session), parent
        )

    def make_view(self, what: str, key: str) -> BackView:
        """One candidate, a place or a number; anything else is the form for a new candidate."""
        if what == CANDIDATE:
            return CandidateView(self.session, key)
        if what in VIEWS:
            return VIEWS[what](self.session, key)
        made = NewThing(self.session, PAGE, "Quần chúng ưu tú mới", candidate_form(self.session))
        made.written.connect(lambda candidate_id: self.show_view(CANDIDATE, candidate_id))
        return made
