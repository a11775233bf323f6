"""The one field a row asks for, or none: put there, kept, entered and taken away as one; whose row it is it does not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.ui.editors.keeping import Keeper, Place
from chibo_desktop.ui.editors.kept import EnterKey, words_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.leaving import take_out


@dataclass(frozen=True)
class Asked:
    """What a row asks for: `make` builds the field of `place`, `save` runs the action that writes it.

    `save` may raise a Refusal.
    """

    place: Place
    make: Callable[[], LineField]
    save: Callable[[str], object]


class AskedField(QObject):
    """Stands last in `column`. `entered` after Enter, once what was typed is written."""

    entered = Signal()

    def __init__(self, session: Session, column: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._column = session, column
        self._place: Place | None = None
        self._keeper: Keeper | None = None
        self.field: LineField | None = None

    def ask(self, asked: Asked | None) -> None:
        """The field of this row; the one before is written first. What is being typed in the same one stays."""
        if (asked.place if asked else None) != self._place:
            self.leave()
            self._clear()
            if asked is not None:
                self._build(asked)
        elif self._keeper is not None:
            self._keeper.refresh()

    def _build(self, asked: Asked) -> None:
        def read() -> str:
            return words_of(self._session.store, asked.place)

        field = asked.make()
        self._keeper = Keeper(self._session, field, asked.place, asked.save, read(), read=read)
        self._place, self.field = asked.place, field
        EnterKey(field, self._on_entered)
        self._column.addWidget(field)

    def _on_entered(self) -> None:
        if self.leave():
            self.entered.emit()

    def leave(self) -> bool:
        """Writes what is typed; False when it stays as a draft beside its reason."""
        return self._keeper is None or self._keeper.leave()

    def take_focus(self) -> bool:
        """Puts the caret into the field; False when the row asks for nothing."""
        if self.field is None:
            return False
        self.field.setFocus()
        return True

    def _clear(self) -> None:
        if self.field is not None:
            take_out(self.field)
        self._place = self._keeper = self.field = None
