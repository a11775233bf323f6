"""The step "Nội dung": the agenda item by item with opinions by name, the mood of the people, the visitors, the chair."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import keep, people_of
from chibo_desktop.ui.editors.phrases import Phrases
from chibo_desktop.ui.editors.steps.agenda_card import AgendaCard
from chibo_desktop.ui.editors.steps.directions import Directions
from chibo_desktop.ui.editors.steps.opinions import Opinions
from chibo_desktop.ui.editors.steps.parts_step import PartsStep
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.flow import Flow


class ContentStep(PartsStep[AgendaCard]):
    KEY: ClassVar[str] = "content"
    ADD: ClassVar[str] = "Thêm nội dung"

    def build(self) -> None:
        super().build()
        self._phrases = Phrases(self.session, self)
        self._last_open = -1
        self._next_item = Button("Nội dung tiếp theo", "quiet", icon="down", key="F6")
        self._next_item.clicked.connect(self.on_done)
        buttons = Flow(gap=look.GAP)
        for button in (self.add, self._next_item, self._phrases.button):
            buttons.put(button, at_end=button is self._phrases.button)
        self._others = Card("Ý kiến không thuộc nội dung nào")
        self._free: Opinions | None = None
        self._guests: dict[str, QWidget] = {}
        self._from_above = Card("Ý kiến chỉ đạo của đại biểu")
        self._directions = QVBoxLayout()
        self._from_above.add_layout(self._directions)
        self.body.addWidget(self.parts)
        self.body.addWidget(buttons)
        self.body.addWidget(self._others)
        self.body.addWidget(self._make_words())
        self.body.insertWidget(self.body.count() - 1, self._from_above)

    def _make_words(self) -> Card:
        self._mood = ProseField("Tâm tư, nguyện vọng, dư luận", lines=2, max_len=8_000)
        self._conclusion = ProseField("Kết luận của chủ trì", lines=3)
        whole = Card()
        for name, field in (("mood", self._mood), ("conclusion", self._conclusion)):
            keep(self.session, field, ("meeting", self.meeting_id, name), change_meeting)
            whole.add(field)
        whole.body.setSpacing(look.px(12))
        return whole

    def make_card(self, part_id: str) -> AgendaCard:
        card = AgendaCard(self.session, self.meeting_id, part_id)
        card.grown.connect(self.order_tabs)
        return card

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        # answers to proposals are read out in a step of their own
        items = [row.facts.id for row in sheet.agenda if not row.facts.text("answer_id")]
        self.parts.show_parts(items, is_final=sheet.is_finalised)
        self._show_guests(sheet)
        self._show_others(sheet)
        spoken = sum(len(row.opinions) for row in sheet.agenda) + len(sheet.other_opinions)
        self.titles.set_title("Nội dung", f"{len(items)} nội dung · {spoken} ý kiến")
        self._next_item.setVisible(not sheet.is_finalised)
        self._phrases.button.setVisible(not sheet.is_finalised)
        raises = any(step.key == "proposals" for step in sheet.steps)
        self._mood.set_hint("Việc cần trả lời thì ghi ở bước Kiến nghị." if raises else "")

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows, people = {row.facts.id: row for row in sheet.agenda}, people_of(sheet)
        for card in self.parts.shown_cards():
            card.show_item(rows.get(card.part_id), people, is_final=sheet.is_finalised)

    def _show_others(self, sheet: MeetingSheet) -> None:
        """Opinions whose item was put away."""
        self._others.setVisible(bool(sheet.other_opinions))
        if self._free is None and sheet.other_opinions:
            self._free = Opinions(self.session, self.meeting_id, "")
            self._others.add(self._free)
        if self._free is not None:
            self._free.show_opinions(sheet.other_opinions, people_of(sheet), is_final=True)

    def _show_guests(self, sheet: MeetingSheet) -> None:
        sync(self._directions, self._guests, [guest.id for guest in sheet.guests])
        for guest in sheet.guests:
            made = self._guests.get(guest.id)
            if not isinstance(made, Directions):
                made = self._guests[guest.id] = Directions(self.session, self.meeting_id, guest)
                self._directions.addWidget(made)
            made.show_sheet(sheet)
        self._from_above.setVisible(bool(sheet.guests))

    def may_leave(self) -> bool:
        """The opinion that stands in the fields is written first."""
        rest = super().may_leave()
        outcomes = [each.leave() for each in self.findChildren(Opinions)]
        return all(outcomes) and rest

    def on_done(self) -> None:
        """The item after the open one; after the last the mood of the people."""
        cards = self.parts.cards()
        open_at = next((place for place, card in enumerate(cards) if not card.is_folded), None)
        after = self._last_open + 1 if open_at is None else open_at + 1
        if after < len(cards):
            self._last_open = after
            self.parts.open(cards[after])
        else:
            self.parts.fold_all()
            self._mood.setFocus()

    def take_up(self) -> None:
        cards = self.parts.cards()
        waiting = next((card for card in cards if not card.is_folded), None)
        place = next((n for n, card in enumerate(cards) if not card.is_written), None)
        if waiting is None and place is None:
            self._mood.setFocus()
            return
        chosen = waiting or cards[place or 0]
        self._last_open = cards.index(chosen)
        self.parts.open(chosen)
