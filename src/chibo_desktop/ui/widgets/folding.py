"""Cards beside each other where there is room, one under the other where there is not; and a column of cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.ui import look


class Folding(QWidget):
    """`weights` share the width while the cards stand beside each other; hidden cards take no room."""

    def __init__(self, *cards: QWidget, weights: Sequence[int] = ()) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._weights = tuple(weights) or (1,) * len(cards)
        self._cards = cards
        for card in cards:
            self._box.addWidget(card)
        self.fold(roomy=True)
        look.follow(self.fit)

    def fold(self, *, roomy: bool) -> None:
        """Beside each other, or one under the other: also where they would need more than the room they stand in."""
        roomy = roomy and self._needs() <= _room_of(self)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if roomy else down)
        for place, weight in enumerate(self._weights):
            self._box.setStretch(place, weight if roomy else 0)

    def _needs(self) -> int:
        """Pixels across that the cards beside each other cannot do without."""
        widths = [card.minimumSizeHint().width() for card in self._cards if not card.isHidden()]
        return sum(widths) + look.px(look.GAP) * max(0, len(widths) - 1)

    def fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(look.GAP))


def _room_of(widget: QWidget) -> int:
    """Pixels across of the scroll area it stands in, without the margins of its column; no end before it stands."""
    above = widget.parentWidget()
    while above is not None:
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is above:
            inside = area.widget()
            layout = inside.layout() if inside is not None else None
            margins = layout.contentsMargins() if layout is not None else QMargins()
            return above.width() - margins.left() - margins.right()
        above = area
    return 16_777_215


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
