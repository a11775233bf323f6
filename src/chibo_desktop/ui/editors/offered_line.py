"""A line beneath which a few words are offered while somebody types; any other words stay possible. Which words, its maker says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QStandardItem, QStandardItemModel

from chibo_desktop.base.text import fold
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.offering import SOUGHT, Offering

MOST = 9
"""Seen without scrolling."""


class OfferedLine(LineField):
    """↓ shows the whole list; letters with or without marks narrow it. Enter and Tab take what was gone to."""

    def __init__(
        self, label: str, words: Callable[[], Sequence[str]], *, name: str, value: str = "", max_len: int
    ) -> None:
        """`words` are asked for each time, for they may change while the form is open; `name` is that of their list."""
        super().__init__(label, value, max_len=max_len)
        self._words = words
        self._model = QStandardItemModel(self)
        self._offering = Offering(self._model, self, name=name, most=MOST)
        self._line.setCompleter(self._offering)
        self._offering.activated.connect(lambda *_: self.edited.emit(self.value()))
        self._line.textEdited.connect(lambda _words: self.fill())
        self._line.stepped.connect(self._on_stepped)
        self.fill()

    def fill(self) -> None:
        """Offers the words as they are now."""
        words = list(self._words())
        if words == [self._model.item(place).text() for place in range(self._model.rowCount())]:
            return
        self._model.clear()
        for each in words:
            item = QStandardItem(each)
            item.setData(fold(each), SOUGHT)
            self._model.appendRow(item)
        self._line.setPlaceholderText("↓ xem danh sách" if words else "")

    def _on_stepped(self, _step: int) -> None:
        """An arrow in an empty line shows all there are."""
        self.fill()
        self._offering.setCompletionPrefix(self._line.text())
        if self._model.rowCount():
            self._offering.complete()
