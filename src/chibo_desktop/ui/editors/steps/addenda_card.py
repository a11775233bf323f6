"""The addenda to finalised minutes: those there are, and the button that begins one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.meetings import has_minutes
from chibo_desktop.lists.rows import children
from chibo_desktop.store.drafts import is_begun
from chibo_desktop.ui.editors.kept import fill_pickers
from chibo_desktop.ui.editors.steps.addendum_card import AddendumCard
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Prose


class AddendaCard(Card):
    """Only of a finalised meeting: before that the minutes themselves are put right."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Biên bản bổ sung")
        self._session, self._meeting_id = session, meeting_id
        self._why = Prose(
            "Biên bản đã chốt không sửa nữa. Chỗ ghi sai, ghi sót thì lập biên bản bổ sung.", "muted"
        )
        self._list: PartList[AddendumCard] = PartList(self._make, lambda: is_begun(session.store, meeting_id))
        self._list.changed.connect(self._fill)
        self._list.done.connect(self._on_done)
        self._add = Button("Lập biên bản bổ sung", icon="plus", key="F2")
        self._add.clicked.connect(self._list.begin)
        self._sheet: MeetingSheet | None = None
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self.add(self._why)
        self.add(self._list)
        self.add_layout(row)

    def _make(self, part_id: str) -> AddendumCard:
        return AddendumCard(self._session, self._meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Hidden until the meeting is finalised, and where there are no minutes here to add to."""
        self._sheet = sheet
        is_shown = sheet.is_finalised and has_minutes(sheet.meeting)
        self.setVisible(is_shown)
        if not is_shown:
            return
        found = children(self._session.store, "addendum", "meeting_id", self._meeting_id)
        self._list.show_parts([each.id for each in found])
        self.set_note(f"{len(found)} biên bản" if found else "")

    def _fill(self) -> None:
        if self._sheet is not None:
            fill_pickers([card.picker for card in self._list.shown_cards()], self._sheet)

    def _on_done(self) -> None:
        if self._list.blank() is None:
            self._add.setFocus()
