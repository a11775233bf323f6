"""The step "Bầu cử": of how many it is counted, said by name first; then each round of each election in a card of its own."""

from __future__ import annotations

from typing import ClassVar

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.elections import election_threshold
from chibo_desktop.ui.editors.kept import people_of
from chibo_desktop.ui.editors.steps.counted_of import CountedOf
from chibo_desktop.ui.editors.steps.election_card import ElectionCard
from chibo_desktop.ui.editors.steps.new_offices import NewOfficesCard
from chibo_desktop.ui.editors.steps.parts_step import PartsStep


class ElectionsStep(PartsStep[ElectionCard]):
    """Of a finalised congress it offers to write what was elected into the roster."""

    KEY: ClassVar[str] = "elections"
    ADD: ClassVar[str] = "Thêm cuộc bầu cử"

    def build(self) -> None:
        super().build()
        self._base = CountedOf()
        self._base.left_for.connect(self.left_for)
        self.offices = NewOfficesCard(self.session, self.meeting_id)
        self.body.addWidget(self.offices)
        self.body.addWidget(self._base)
        self.body.addWidget(self.parts)
        self.body.addLayout(self.adding)

    def make_card(self, part_id: str) -> ElectionCard:
        card = ElectionCard(self.session, self.meeting_id, part_id)
        card.round_begun.connect(self._on_round)
        return card

    def _on_round(self, round_id: str) -> None:
        card = next((each for each in self.parts.cards() if each.part_id == round_id), None)
        if card is not None:
            self.parts.open(card)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        limit = election_threshold(sheet.day)
        said = f"Trúng cử cần {limit.words}, tức {limit.needed(sheet.vote_base.base)} phiếu. {sheet.vote_base.aside()}"
        self._base.show_base(sheet, said)
        self.offices.show_plan(sheet)
        self.show_cards(sheet)
        self.parts.show_parts([row.facts.id for row in sheet.elections], is_final=sheet.is_finalised)
        for card in self.parts.cards():
            if card.is_unsaved and not sheet.is_finalised:
                card.fold(folded=False)  # what was being typed when the program was closed is seen again
        count = len(sheet.elections)
        self.titles.set_title("Bầu cử", f"{count} lần bầu" if count else "")

    def lock(self, *, locked: bool) -> None:
        """Only the elections themselves: what they change in the roster is written afterwards."""
        self.parts.setEnabled(not locked)

    def take_focus(self) -> None:
        if self._sheet is not None and self._sheet.is_finalised:
            self.offices.take_focus() if self.offices.isVisibleTo(self) else self.setFocus()
        else:
            super().take_focus()

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows, people = {row.facts.id: row for row in sheet.elections}, people_of(sheet)
        for card in self.parts.shown_cards():
            card.show_election(rows.get(card.part_id), sheet, people)

    def waits(self, card: ElectionCard) -> bool:
        return not card.is_counted
