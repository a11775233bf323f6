"""The cards of one kind of record in a step, one open at a time, and the blank one for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.part_card import PartCard
from chibo_desktop.ui.widgets.leaving import take_out

_CardT = TypeVar("_CardT", bound=PartCard)


class PartList(QWidget, Generic[_CardT]):
    """`make(part_id)` makes a card; "" makes a blank one. `done` when the person is through with a card.

    `is_begun` says whether something typed waits for a record to be: only then a blank card is made at first.
    """

    done = Signal()
    changed = Signal()
    left_for = Signal(str)

    def __init__(self, make: Callable[[str], _CardT], is_begun: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._make, self._is_begun = make, is_begun
        self._cards: dict[str, _CardT] = {}
        self._blank: _CardT | None = None
        self._is_new = True
        self._column = QVBoxLayout(self)
        look.follow(self.fit)

    def cards(self) -> list[_CardT]:
        """Those of stored records, in their order."""
        return list(self._cards.values())

    def shown_cards(self) -> list[_CardT]:
        """Every card on the screen, the blank one last."""
        return [*self._cards.values(), *([] if self._blank is None else [self._blank])]

    def blank(self) -> _CardT | None:
        """The one for the next record, if it is shown."""
        return self._blank

    def show_parts(self, ids: Sequence[str], *, is_final: bool = False) -> None:
        """A card for each record; those there before are folded when the step opens, of a finalised meeting all open."""
        self._adopt(ids)
        self._match(ids)
        for place, card in enumerate(self._cards.values()):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            card.refresh()
        if is_final:
            self._drop_blank()
            for card in self._cards.values():
                card.show_final()
        elif self._is_new:
            self._is_new = False
            self._take_up()
        self.changed.emit()

    def _adopt(self, ids: Sequence[str]) -> None:
        """The record that is being begun this moment is the blank card's; `begun` takes it among the cards."""
        fresh = [part_id for part_id in ids if part_id not in self._cards]
        if self._blank is not None and self._blank.is_beginning and fresh:
            self._blank.settle(fresh[0])

    def _match(self, ids: Sequence[str]) -> None:
        for part_id in [known for known in self._cards if known not in ids]:
            take_out(self._cards.pop(part_id))
        for part_id in ids:
            if part_id not in self._cards:
                self._cards[part_id] = self._add(part_id)
                self._cards[part_id].fold(folded=True)
        self._cards = {part_id: self._cards[part_id] for part_id in ids}

    def _take_up(self) -> None:
        """What was being typed when the program was closed is shown again."""
        if self._is_begun():
            blank = self._add("")
            self._blank = blank
            if not blank.has_draft():
                self._drop_blank()
        for card in self._cards.values():
            if card.is_unsaved:
                card.fold(folded=False)

    def _add(self, part_id: str) -> _CardT:
        card = self._make(part_id)
        card.opened.connect(lambda: self.open(card))
        card.begun.connect(lambda begun: self._on_begun(card, begun))
        card.dropped.connect(lambda: self._on_dropped(card))
        card.done.connect(self.done)
        card.next_wanted.connect(self.begin)
        card.left_for.connect(self.left_for)
        self._column.addWidget(card)
        return card

    def begin(self) -> _CardT:
        """The blank card, made when there is none; the others fold."""
        self.fold_all()
        if self._blank is None:
            self._blank = self._add("")
            self._blank.refresh()
        self._blank.show()
        self.changed.emit()
        self._blank.take_focus()
        return self._blank

    def open(self, card: PartCard) -> None:
        """Unfolds one card; the others fold where everything in them is written."""
        self.fold_all()
        card.fold(folded=False)
        card.take_focus()

    def fold_all(self) -> None:
        """Folds every card that has nothing unwritten."""
        for card in self._cards.values():
            if not card.is_folded and card.leave():
                card.fold(folded=True)

    def _on_begun(self, card: _CardT, part_id: str) -> None:
        if card is self._blank:
            self._blank = None
        self._cards[part_id] = card

    def _on_dropped(self, card: _CardT) -> None:
        if card is self._blank:
            self._drop_blank()
            self.changed.emit()
        elif self._cards.get(card.part_id) is card:
            take_out(self._cards.pop(card.part_id))
        self.done.emit()

    def _drop_blank(self) -> None:
        if self._blank is not None:
            take_out(self._blank)
        self._blank = None

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
