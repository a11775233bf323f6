"""Choosing a person by typing any part of the name, with or without marks; free names stay possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from chibo_desktop.base import text
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.offering import SOUGHT, Offering

_ID = SOUGHT + 1
_NAME = SOUGHT + 2


@dataclass(frozen=True)
class Person:
    """`is_last`: offered after everybody else, because it is hardly they (away from this meeting)."""

    key: str
    name: str
    office: str = ""
    is_last: bool = False


class NamePicker(LineField):
    """`person_chosen(key)` when a name of the list was taken; `left(words)` carries what stands there.

    Typing "chu", "vang a" or the initials "vac" finds Vàng A Chứ. Who is meant most likely is offered first and
    marked: Enter takes the marked one, a digit the one of its number.
    """

    person_chosen = Signal(str)

    def __init__(
        self,
        label: str,
        people: Sequence[Person] = (),
        hint: str = "",
        *,
        placeholder: str = "",
        max_len: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._taken = ""
        self._people: tuple[Person, ...] = ()
        super().__init__(label, "", hint, placeholder=placeholder, max_len=max_len, parent=parent)
        self._model = QStandardItemModel(self)
        self._completer = Offering(self._model, self, name="Tên gợi ý", most=7, written=_NAME, by_number=True)
        self._line.setCompleter(self._completer)
        self._completer.numbered.connect(
            self._line.returnPressed
        )  # a digit is Enter on the row of that number
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.disconnect(self._on_left)
        self._line.returnPressed.connect(self._on_entered)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # overloads are not in the stubs
        self.set_people(people)

    def set_people(self, people: Sequence[Person]) -> None:
        """Sorted as names are: by given name."""
        self._people = tuple(sorted(people, key=lambda one: text.name_key(one.name)))
        self._offer(self._people)

    def _offer(self, people: Sequence[Person]) -> None:
        self._model.clear()
        for person in people:
            item = QStandardItem(f"{person.name}, {person.office}" if person.office else person.name)
            item.setData(person.name, _NAME)
            item.setData(person.key, _ID)
            item.setData(f"{text.fold(person.name)} | {text.initials(person.name)}", SOUGHT)
            self._model.appendRow(item)

    def _on_edited(self, typed: str) -> None:
        """Whom the letters mean most likely comes first, before the list opens."""
        sought = text.fold(typed)
        if sought:
            ranked = [(likeness(sought, one), place) for place, one in enumerate(self._people)]
            self._offer([self._people[place] for rank, place in sorted(ranked) if rank < UNLIKE])
            self._completer.mark_first()

    def key(self) -> str:
        """The person whose whole name stands in the field; "" for a name that is not listed, or listed twice."""
        wanted = text.fold(self.value())
        found = [one.key for one in self._people if text.fold(one.name) == wanted]
        if self._taken in found:  # two people of one name: the one taken from the list
            return self._taken
        return found[0] if len(found) == 1 else ""

    def _on_entered(self) -> None:
        """What is marked while names are being offered is what Enter means; Tab leaves the letters as they are."""
        marked = self._completer.marked()
        if marked.isValid():
            self._take(str(marked.data(_ID)), str(marked.data(_NAME)))
        self._on_left()

    def _take(self, key: str, name: str) -> None:
        self._taken = key
        self._line.setText(name)

    def _on_activated(self, index: QModelIndex) -> None:
        self._taken = str(index.data(_ID))
        self.person_chosen.emit(self._taken)


UNLIKE = 10


def likeness(sought: str, person: Person) -> int:
    """How likely folded letters mean this person, 0 the most; `UNLIKE` when they do not stand in the name at all."""
    words = text.fold(person.name).split()
    if not words:
        return UNLIKE
    grounds = (
        words[-1].startswith(sought),
        text.initials(person.name).startswith(sought),
        any(word.startswith(sought) for word in words),
        sought in " ".join(words),
    )
    found = next((place for place, holds in enumerate(grounds) if holds), None)
    return UNLIKE if found is None else found + (5 if person.is_last else 0)
