"""A column inside a card that scrolls where the card is too low for it; the ring of a field has room at the edges."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.card import Card

RING = 4
"""Logical pixels the ring around a field needs outside it."""
SIDE = 9
"""The same at the left of a row, whose words begin at its very edge."""


class ScrolledBox(QScrollArea):
    """`column` takes the widgets; `clear` begins a new, empty one. `side`: logical pixels left of them."""

    def __init__(self, gap: int = 12, side: int = RING) -> None:
        super().__init__()
        self._gap, self._side = gap, side
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clear()
        look.follow(self.fit)

    def clear(self) -> None:
        """Takes everything out; the widgets before are deleted once the event loop comes round.

        Not sooner: one of them may be the button whose click is being answered.
        """
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            held.clearFocus()  # taken out with the keyboard on it, it would hand it to whatever comes next
        if (before := self.takeWidget()) is not None:
            before.hide()
            before.setParent(self)  # without one Python would delete it at the end of this block
            before.deleteLater()
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self.column = QVBoxLayout(inside)
        self.setWidget(inside)
        self.fit()

    def fit(self) -> None:
        ring = look.px(RING)
        self.column.setContentsMargins(look.px(self._side), ring, look.px(12), ring)
        self.column.setSpacing(look.px(self._gap))


class ScrolledCard(Card):
    """A card whose body is one scrolled column, on the same left edge as its title; `foot` stays under it."""

    def __init__(self, title: str = "", note: str = "", *, parent: QWidget | None = None) -> None:
        self.box = ScrolledBox(side=SIDE)
        self.foot = QHBoxLayout()
        super().__init__(title, note, parent=parent)
        self.add(self.box, 1)
        self.add_layout(self.foot)

    def fit(self) -> None:
        super().fit()
        room, side, top = look.px(SIDE), look.px(look.PADDING), look.px(look.GAP)
        self._column.setContentsMargins(side - room, top, side, top)
        self._head.setContentsMargins(room, 0, 0, 0)
        self.foot.setContentsMargins(room, 0, 0, 0)
