"""Choosing a person by typing any part of the name, with or without marks; free names stay possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from chibo_desktop.base import text
from chibo_desktop.ui.widgets.fields import LineField

_ID = Qt.ItemDataRole.UserRole
_SOUGHT = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    office: str = ""


class _FoldedCompleter(QCompleter):
    """Popup only: inline completion breaks UniKey, which sends Backspace and the letter anew."""

    taken = Signal(QModelIndex)

    def __init__(self, model: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_SOUGHT)
        self.setMaxVisibleItems(7)
        popup = QListView()
        popup.setProperty("look", "popup")
        popup.setAccessibleName("Tên gợi ý")
        self.setPopup(popup)

        self.activated[QModelIndex].connect(self.taken)  # type: ignore[index]  # overloads are not in the stubs

    def splitPath(self, path: str) -> list[str]:
        return [text.fold(path.strip())]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_NAME))


class NamePicker(LineField):
    """`person_chosen(key)` when a name of the list was taken; `left(words)` carries what stands there.

    Typing "chu", "vang a" or the initials "vac" finds Vàng A Chứ.
    """

    person_chosen = Signal(str)

    def __init__(
        self,
        label: str,
        people: Sequence[Person] = (),
        hint: str = "",
        *,
        placeholder: str = "",
        listed_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._listed_only = listed_only
        self._taken = ""
        super().__init__(label, "", hint, placeholder=placeholder, parent=parent)
        self._model = QStandardItemModel(self)
        self._completer = _FoldedCompleter(self._model, self)
        self._line.setCompleter(self._completer)
        self._completer.taken.connect(self._on_activated)
        self.set_people(people)

    def set_people(self, people: Sequence[Person]) -> None:
        """Sorted as names are: by given name."""
        self._model.clear()
        for person in sorted(people, key=lambda one: text.name_key(one.name)):
            item = QStandardItem(f"{person.name}, {person.office}" if person.office else person.name)
            item.setData(person.name, _NAME)
            item.setData(person.key, _ID)
            item.setData(f"{text.fold(person.name)} | {text.initials(person.name)}", _SOUGHT)
            self._model.appendRow(item)

    def key(self) -> str:
        """The person whose whole name stands in the field; "" for a name that is not listed, or listed twice."""
        wanted = text.fold(self.value())
        places = [self._model.index(place, 0) for place in range(self._model.rowCount())]
        found = [str(here.data(_ID)) for here in places if text.fold(str(here.data(_NAME))) == wanted]
        if self._taken in found:  # two people of one name: the one taken from the list
            return self._taken
        return found[0] if len(found) == 1 else ""

    def _on_left(self) -> None:
        self.commit()
        if self._listed_only and self.value() and not self.key():
            self._take_first()
        super()._on_left()

    def _take_first(self) -> None:
        """Enter after `chu` takes the first name of the list that fits; a name nobody has stays as typed."""
        self._completer.setCompletionPrefix(self.value())
        if self._completer.completionCount():
            self._completer.setCurrentRow(0)
            first = self._completer.currentIndex()
            self._taken = str(first.data(_ID))
            self._line.setText(str(first.data(_NAME)))

    def _on_activated(self, index: QModelIndex) -> None:
        self._taken = str(index.data(_ID))
        self.person_chosen.emit(str(index.data(_ID)))
