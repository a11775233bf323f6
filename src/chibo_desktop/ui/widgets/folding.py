"""Cards beside each other where there is room, one under the other where there is not; and a column of cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look


class Folding(QWidget):
    """`weights` share the width while the cards stand beside each other; hidden cards take no room."""

    def __init__(self, *cards: QWidget, weights: Sequence[int] = ()) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._weights = tuple(weights) or (1,) * len(cards)
        for card in cards:
            self._box.addWidget(card)
        self.fold(roomy=True)
        look.follow(self.fit)

    def fold(self, *, roomy: bool) -> None:
        """Beside each other, or one under the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if roomy else down)
        for place, weight in enumerate(self._weights):
            self._box.setStretch(place, weight if roomy else 0)

    def fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(look.GAP))


class Column(QWidget):
    """Cards under each other; the last one takes what height is left."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        for place, card in enumerate(cards):
            self._box.addWidget(card, 1 if place == len(cards) - 1 else 0)
        look.follow(self.fit)

    def fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(look.GAP))
