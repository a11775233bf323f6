"""The tools above a list on one line: those for which there is no room are behind “Khác…”; what each does is its own affair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.menu_button import MenuButton

MORE = "Khác…"


class FoldedTools(Flow):
    """`held` always stand on the line; of the `buttons` after them the first given stay the longest."""

    def __init__(self, held: Sequence[QWidget], buttons: Sequence[QAbstractButton]) -> None:
        super().__init__()
        self._held, self._buttons = tuple(held), tuple(buttons)
        self._more: MenuButton | None = None
        for widget in (*held, *buttons):
            self.put(widget)
        more = MenuButton(MORE, ())
        more.chosen.connect(lambda place: self._buttons[int(place)].click())
        self.put(more)
        self._more = more
        self.place()

    def place(self) -> None:
        """Folds what the width has no room for, then lays the others out."""
        if getattr(self, "_more", None) is not None:
            self._fold()
        super().place()

    def _fold(self) -> None:
        fitting = self._fitting()
        for place, button in enumerate(self._buttons):
            _set_hidden(button, hidden=place >= fitting)
        if self._more is not None:
            folded = [(str(place), each.accessibleName()) for place, each in enumerate(self._buttons)]
            self._more.set_choices(folded[fitting:])
            _set_hidden(self._more, hidden=fitting == len(self._buttons))

    def _fitting(self) -> int:
        """How many of the buttons have room."""
        gap, room = look.px(self._gap), self.contentsRect().width()
        taken = sum(each.sizeHint().width() + gap for each in self._held)
        widths = [each.sizeHint().width() + gap for each in self._buttons]
        if taken + sum(widths) - gap <= room or self._more is None:
            return len(widths)
        taken += self._more.sizeHint().width()
        count = 0
        while count < len(widths) and taken + widths[count] <= room:
            taken += widths[count]
            count += 1
        return count


def _set_hidden(widget: QWidget, *, hidden: bool) -> None:
    """Only where it changes something: each change asks for the line to be laid out again."""
    if widget.isHidden() != hidden:
        widget.setHidden(hidden)
