"""The page "Đảng viên": the list and its cards, badges and cards, yearly ratings, commendations, figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.lists.rows import find
from chibo_desktop.ui.editors.roster_import import RosterImport
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.members_badges import BadgesPart
from chibo_desktop.ui.pages.members_commendations import CommendationsPart
from chibo_desktop.ui.pages.members_figures import FiguresPart
from chibo_desktop.ui.pages.members_list import ListPart
from chibo_desktop.ui.pages.members_ratings import RatingsPart
from chibo_desktop.ui.pages.parted import BackView, Part, PartedPage, Parts
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button

IMPORT = "import"
"""Given to `open` instead of a member's id: the roster comes from a file."""
LIST = "list"


class MembersParts(Parts):
    """The parts where lists of members are held. A roster file stands in the place of all of them."""

    TITLE: ClassVar[str] = title_of(__name__)
    PARTS: ClassVar[tuple[tuple[str, str, Callable[[Session], Part]], ...]] = (
        (LIST, "Danh sách", ListPart),
        ("badges", "Huy hiệu, thẻ", BadgesPart),
        ("ratings", "Xếp loại", RatingsPart),
        ("commendations", "Khen thưởng", CommendationsPart),
        ("figures", "Số liệu", FiguresPart),
    )

    def __init__(self, session: Session) -> None:
        self._import: RosterImport | None = None
        self._from_file: Button | None = None
        super().__init__(session)
        if session.desk.kind == "cell":
            self._from_file = Button("Nhập từ Excel …", icon="file")
            self._from_file.clicked.connect(self.begin_import)
            self.title.add(self._from_file)

    def roster(self) -> ListPart | None:
        """The part with the list, when it is the one shown."""
        part = self.part()
        return part if isinstance(part, ListPart) else None

    def refresh(self) -> None:
        super().refresh()
        is_list = self.roster() is not None
        # the list scrolls within its own card and has all the height; other parts are as high as they are
        self.body.setStretchFactor(self._holder, 1 if is_list else 0)
        self.body.setStretch(self.body.count() - 1, 0 if is_list else 1)

    def _retitle(self) -> None:
        super()._retitle()
        self._show_counts()

    def _show_counts(self) -> None:
        roster = self.roster()
        counts = roster.counts if roster else ("", "")
        self.title.set_title(self.TITLE, counts[0 if self.is_roomy() else 1])
        if self._from_file is not None:
            self._from_file.setVisible(roster is not None)
            self._from_file.say("Nhập từ Excel …" if self.is_roomy() else "Từ Excel …")

    def fold(self) -> None:
        if getattr(self, "_built", None):
            self._show_counts()

    def begin_import(self) -> None:
        """The file with the roster takes the place of everything until the person goes back."""
        roster = self.roster()
        if self._from_file is None or (roster is not None and not roster.leave()):
            return
        if self._import is None:
            self._import = RosterImport(self.session)
            self._import.closed.connect(self._on_import_closed)
            self.put_over(self._import)
        self.cover(self._import)
        self._import.take_focus()

    def end_import(self) -> None:
        """Shows the parts again; a file that was read is forgotten."""
        if self._import is not None and self._import.isVisibleTo(self):
            self.uncover(self._import)
            self._import.begin()

    def _on_import_closed(self) -> None:
        self.end_import()
        self.refresh()
        if self._from_file is not None:
            self._from_file.setFocus()

    def leave(self) -> bool:
        return not (self._import is not None and self._import.is_busy()) and super().leave()


class MembersAbove(MembersParts):
    """Where no names are held: what is counted without them."""

    PARTS = MembersParts.PARTS[2:]


class MembersPage(PartedPage):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "member",
        "standing",
        "organisation",
        "qualification",
        "badge",
        "snapshot",
        "hand_figure",
        "placement",
        "organisation_rating",
        "member_rating",
        "commendation",
        "person_case",
        "assignment",
        "meeting",
    )
    OPENS = ()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._parts = MembersAbove(session) if session.desk.kind == "upper" else MembersParts(session)
        super().__init__(session, self._parts, parent)

    def make_view(self, what: str, key: str) -> BackView:
        raise KeyError(what)

    def open(self, record_id: str) -> None:
        """A member's card, a part by its name, `IMPORT`; "" begins the first member of an empty list."""
        if not self.may_leave():
            return
        is_member = bool(record_id) and find(self.session.store, "member", record_id) is not None
        if record_id == IMPORT:
            self._parts.take(LIST)
            self._parts.begin_import()
            return
        self._parts.end_import()
        super().open(LIST if is_member else record_id)
        roster = self._parts.roster()
        if roster is not None and is_member:
            roster.open(record_id)
        elif roster is not None and not record_id:
            roster.begin_when_empty()
