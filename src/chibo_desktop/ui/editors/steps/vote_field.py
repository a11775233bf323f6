"""The number of votes in one box; what is wrong with it is said under the row of boxes, over its whole width."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.ui.widgets.fields import NumberField


class VoteField(NumberField):
    """`said(sentence, more)` instead of a line of its own: three narrow boxes stand beside each other."""

    said = Signal(str, str)

    def show_error(self, sentence: str, more: str = "") -> None:
        self._mark("wrong" if sentence else "")
        self._editor.setAccessibleDescription(sentence)
        self.said.emit(sentence, more)

    def set_note(self, note: str) -> None:
        """No room beside the label of a narrow box; that the number is kept goes without saying there."""
