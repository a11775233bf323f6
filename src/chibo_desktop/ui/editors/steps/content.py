"""The step "Nội dung": the agenda item by item with opinions by name, the mood of the people, the visitors, the chair."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_guest, change_meeting
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.agenda_card import AgendaCard
from chibo_desktop.ui.editors.steps.kept import keep, people_of
from chibo_desktop.ui.editors.steps.opinions import Opinions
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField


class ContentStep(StepPage):
    KEY: ClassVar[str] = "content"

    def build(self) -> None:
        self._sheet: MeetingSheet | None = None
        self._last_open = -1
        self._items: PartList[AgendaCard] = PartList(self._make)
        self._items.changed.connect(self._show_cards)
        self._items.changed.connect(self.order_tabs)
        self._items.done.connect(self._on_next)
        self._add = Button("Thêm nội dung", icon="plus", key="F2")
        self._add.clicked.connect(self._items.begin)
        self._next_item = Button("Nội dung tiếp theo", "quiet", icon="down", key="F6")
        self._next_item.clicked.connect(self._on_next)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        row.addWidget(self._next_item)
        self._others = Card("Ý kiến không thuộc nội dung nào")
        self._free = Opinions(self.session, self.meeting_id, "")
        self._others.add(self._free)
        self._guests: dict[str, QWidget] = {}
        self._from_above = Card("Ý kiến chỉ đạo của đại biểu")
        self._directions = QVBoxLayout()
        self._from_above.add_layout(self._directions)
        self.body.addWidget(self._items)
        self.body.addLayout(row)
        self.body.addWidget(self._others)
        self.body.addWidget(self._make_words())
        self.body.insertWidget(self.body.count() - 1, self._from_above)

    def _make_words(self) -> Card:
        self._mood = ProseField("Tâm tư, nguyện vọng, dư luận", lines=2)
        self._conclusion = ProseField("Kết luận của chủ trì", lines=3)
        whole = Card()
        for name, field in (("mood", self._mood), ("conclusion", self._conclusion)):
            keep(self.session, field, ("meeting", self.meeting_id, name), change_meeting)
            whole.add(field)
        whole.body.setSpacing(look.px(12))
        return whole

    def _make(self, part_id: str) -> AgendaCard:
        return AgendaCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        self._items.show_parts([row.facts.id for row in sheet.agenda], is_final=sheet.is_finalised)
        self._show_guests(sheet)
        self._free.show_opinions(sheet.other_opinions, people_of(sheet), is_final=True)
        self._others.setVisible(bool(sheet.other_opinions))
        spoken = sum(len(row.opinions) for row in sheet.agenda) + len(sheet.other_opinions)
        self.titles.set_title("Nội dung", f"{len(sheet.agenda)} nội dung · {spoken} ý kiến")
        for button in (self._add, self._next_item):
            button.setVisible(not sheet.is_finalised)

    def _show_cards(self) -> None:
        if self._sheet is None:
            return
        rows = {row.facts.id: row for row in self._sheet.agenda}
        people = people_of(self._sheet)
        for card in self._items.shown_cards():
            card.show_item(rows.get(card.part_id), people, is_final=self._sheet.is_finalised)

    def _show_guests(self, sheet: MeetingSheet) -> None:
        sync(self._directions, self._guests, [guest.id for guest in sheet.guests])
        for guest in sheet.guests:
            if guest.id not in self._guests:
                self._guests[guest.id] = self._make_guest(guest)
                self._directions.addWidget(self._guests[guest.id])
        self._from_above.setVisible(bool(sheet.guests))

    def _make_guest(self, guest: Facts) -> QWidget:
        words = ProseField(guest.text("full_name"), lines=2, hint=guest.text("office"))
        keep(self.session, words, ("guest", guest.id, "directions"), change_guest)
        return words

    def _on_next(self) -> None:
        """The item after the open one; after the last the mood of the people."""
        cards = self._items.cards()
        open_at = next((place for place, card in enumerate(cards) if not card.is_folded), None)
        after = self._last_open + 1 if open_at is None else open_at + 1
        if after < len(cards):
            self._last_open = after
            self._items.open(cards[after])
        else:
            self._items.fold_all()
            self._mood.setFocus()

    def take_focus(self) -> None:
        if not self.inside.isEnabled():
            self.setFocus()
            return
        cards = self._items.cards()
        waiting = next((card for card in cards if not card.is_folded), None)
        place = next((n for n, card in enumerate(cards) if not card.is_written), None)
        if waiting is None and place is None:
            self._mood.setFocus()
            return
        chosen = waiting or cards[place or 0]
        self._last_open = cards.index(chosen)
        self._items.open(chosen)
