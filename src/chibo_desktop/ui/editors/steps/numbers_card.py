"""A card whose numbers must fit each other: those that cannot stand alone are written together; what they mean is its own."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui.editors.steps.part_card import PartCard


class NumbersCard(PartCard):
    """`NUMBERS` are the fields that are checked against each other, in the order they are typed."""

    NUMBERS: ClassVar[tuple[str, ...]]

    def typed(self, name: str) -> int | None:
        """The number that stands in a box; None where there is none that can be read."""
        words = self.fields[name].draft().strip()
        return int(words) if words.isascii() and words.isdigit() else None

    def propose(self, name: str, number: int | None) -> None:
        """Says under an empty box which number Enter takes; nothing is written before."""
        is_open = number is not None and not self.fields[name].draft().strip()
        self.fields[name].set_hint(f"Enter: {number}" if is_open else "")

    def take_proposed(self, name: str, number: int | None) -> None:
        """Enter in an empty box."""
        field = self.fields[name]
        if number is None or field.draft().strip():
            return
        field.set_value(str(number))
        field.edited.emit(str(number))
        field.finish()

    def go_to(self, name: str) -> None:
        """As Tab does: what stands there is selected, so that typing takes its place."""
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _write(self, **fields: object) -> None:
        try:
            super()._write(**fields)
        except Refusal:
            waiting = {name: value for name, value in self._waiting().items() if name not in fields}
            if not self.part_id or not waiting or not fields.keys() <= set(self.NUMBERS):
                raise
            super()._write(**{**waiting, **fields})
            for name in waiting:
                self._keepers[name].settle(self.place(name))  # written by this card, nowhere else

    def _waiting(self) -> dict[str, object]:
        found = {name: self.typed(name) for name in self.NUMBERS if self._keepers[name].is_unsaved}
        return {name: number for name, number in found.items() if number is not None}
