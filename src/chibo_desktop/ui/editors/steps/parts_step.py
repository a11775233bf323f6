"""A step about the records of one kind: their cards, the button that begins the next, and where the caret goes."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.store.drafts import is_begun
from chibo_desktop.ui.editors.steps.part_card import PartCard
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.widgets.buttons import Button

_CardT = TypeVar("_CardT", bound=PartCard)


class PartsStep(StepPage, Generic[_CardT]):
    """`make_card` makes a card of a record, `show_cards` fills those on the screen. `build` places `parts` and `adding`."""

    ADD: ClassVar[str]
    """What the button says that begins a record; its key is F2."""

    def build(self) -> None:
        self._sheet: MeetingSheet | None = None
        self.parts: PartList[_CardT] = PartList(
            self.make_card, lambda: is_begun(self.session.store, self.meeting_id)
        )
        self.parts.changed.connect(self._on_changed)
        self.parts.done.connect(self.on_done)
        self.parts.left_for.connect(self.left_for)
        self.add = Button(self.ADD, icon="plus", key="F2")
        self.add.clicked.connect(self.parts.begin)
        self.adding = QHBoxLayout()
        self.adding.addWidget(self.add)
        self.adding.addStretch(1)

    def make_card(self, part_id: str) -> _CardT:
        """A card of the record; "" is one still to be begun."""
        raise NotImplementedError

    def show_cards(self, sheet: MeetingSheet) -> None:
        """Fills every card on the screen, also those that came since the sheet was read."""
        raise NotImplementedError

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        self.add.setVisible(not sheet.is_finalised)

    def _on_changed(self) -> None:
        if self._sheet is not None:
            self.show_cards(self._sheet)
        self.order_tabs()

    def on_done(self) -> None:
        """The person is through with a card."""
        self.add.setFocus()

    def take_focus(self) -> None:
        if self.inside.isEnabled():
            self.take_up()
        else:
            self.setFocus()

    def take_up(self) -> None:
        """Puts the caret where the work goes on: into a card that waits, else on the button for the next."""
        waiting = next((card for card in self.parts.cards() if self.waits(card)), self.parts.blank())
        if waiting is not None:
            self.parts.open(waiting)
        else:
            self.add.setFocus()

    def waits(self, card: _CardT) -> bool:
        """Whether the card still lacks what the step is for."""
        return False
