"""The lines of a list painted as a whole, held so that the same lines in the same order keep what is current."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex


class Keyed(Protocol):
    """A line that is the same line as long as its key is the same."""

    @property
    def key(self) -> str: ...


_LineT = TypeVar("_LineT", bound=Keyed)


class KeptLines(QAbstractListModel, Generic[_LineT]):
    """`FIRST` rows stand above the lines: those of a heading that is no line itself."""

    FIRST = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[_LineT] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines) + self.FIRST

    def put(self, lines: Sequence[_LineT]) -> None:
        """Shows new lines; only those that changed are painted anew where the keys are the same."""
        if [line.key for line in lines] != [line.key for line in self.lines]:
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()
            return
        for place, line in enumerate(lines):
            if line != self.lines[place]:
                self.lines[place] = line
                changed = self.index(place + self.FIRST)
                self.dataChanged.emit(changed, changed)
