"""Numbered segments as a field of a form, with its label, its error beneath and its value; the segments are their own."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.widgets.field import Field


class SegmentsField(Field):
    """One of a few, side by side, each with the digit that takes it. `name` stands before each for a screen reader."""

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]], value: str = "", *, name: str = ""
    ) -> None:
        self._segments = NumberedSegments(choices, value, name or label)
        super().__init__(label, self._segments)
        self._segments.chosen.connect(self.left)

    def value(self) -> str:
        """The key taken, "" while there is none."""
        return self._segments.taken()

    def set_value(self, value: str) -> None:
        """Takes a choice; sends nothing."""
        self._segments.take(value)
