"""A line for several people parted by commas: after each comma names are offered; any other words stay as typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QWidget

from chibo_desktop.base import text
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.name_picker import UNLIKE, Person, likeness
from chibo_desktop.ui.widgets.offering import SOUGHT, Offering

_NAME = SOUGHT + 2


class _OfLastName(Offering):
    """Looks only at what stands behind the last comma, and leaves what stands before it."""

    def splitPath(self, path: str) -> list[str]:
        return super().splitPath(path.rpartition(",")[2])

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        line = self.widget()
        before = line.text().rpartition(",")[0].strip() if isinstance(line, QLineEdit) else ""
        name = super().pathFromIndex(index)
        return f"{before}, {name}" if before else name


class SeveralNames(LineField):
    """Letters with or without marks offer names; Enter takes the marked one, Tab leaves the letters as they are."""

    def __init__(
        self, label: str, hint: str = "", *, max_len: int = 0, parent: QWidget | None = None
    ) -> None:
        self._people: tuple[Person, ...] = ()
        super().__init__(label, "", hint, max_len=max_len, parent=parent)
        self._model = QStandardItemModel(self)
        self._offering = _OfLastName(self._model, self, name="Tên gợi ý", most=7, written=_NAME)
        self._line.setCompleter(self._offering)
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.disconnect(self._on_left)
        self._line.returnPressed.connect(self._on_entered)

    def set_people(self, people: Sequence[Person]) -> None:
        """Those offered, by given name."""
        self._people = tuple(sorted(people, key=lambda one: text.name_key(one.name)))

    def _on_edited(self, typed: str) -> None:
        sought = text.fold(typed.rpartition(",")[2].strip())
        ranked = [(likeness(sought, one), place) for place, one in enumerate(self._people)] if sought else []
        self._model.clear()
        for person in (self._people[place] for rank, place in sorted(ranked) if rank < UNLIKE):
            item = QStandardItem(f"{person.name}, {person.office}" if person.office else person.name)
            item.setData(person.name, _NAME)
            item.setData(f"{text.fold(person.name)} | {text.initials(person.name)}", SOUGHT)
            self._model.appendRow(item)
        self._offering.mark_first(marked=bool(sought))

    def _on_entered(self) -> None:
        marked = self._offering.marked()
        if marked.isValid():
            self._line.setText(self._offering.pathFromIndex(marked))
        self._on_left()
