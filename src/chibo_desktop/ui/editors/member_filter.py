"""The row that narrows the list of members: one drop-down a filter, all of them together; what fits is in lists/member_filters.py."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.lists.member_filters import FILTERS
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.flow import Flow

LETTERS = 13
"""How wide a drop-down is; what is longer is read whole in its list and in its tool tip."""
EVERY = "*"
"""The choice that narrows nothing; "" is that of people of whom nothing is written down."""


class MemberFilter(Flow):
    """`changed` when a person takes another choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Lọc danh sách")
        self._boxes: dict[str, DropDown] = {}
        for each in FILTERS:
            box = self._boxes[each.key] = DropDown()
            box.setAccessibleName(f"Lọc: {each.words}")
            box.addItem(each.every, EVERY)
            for option in each.options:
                box.addItem(option.words, option.key)
            box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LETTERS)
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + look.px(24))
            box.activated.connect(lambda _place: self.changed.emit())
            self.put(box)

    def taken(self) -> dict[str, str]:
        """By filter the key of its option; {} while nothing narrows."""
        chosen = {key: str(box.currentData()) for key, box in self._boxes.items()}
        return {key: option for key, option in chosen.items() if option != EVERY}

    def words(self) -> str:
        """What was taken, as in "Nữ, Dưới 30 tuổi"; "" for nothing."""
        return ", ".join(box.currentText() for box in self._boxes.values() if box.currentData() != EVERY)

    def take_focus(self) -> None:
        """On the first drop-down."""
        next(iter(self._boxes.values())).setFocus()

    def clear(self) -> None:
        """Takes every choice back; sends nothing."""
        for box in self._boxes.values():
            box.setCurrentIndex(0)
