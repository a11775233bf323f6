"""The line "Lĩnh vực": while somebody types, the fields of work on the desk's list are offered; any other words stay possible."""

from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel

from chibo_desktop.base.text import fold
from chibo_desktop.lists.phrases import LONGEST_FIELD, fields_of_work
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.offering import SOUGHT, Offering

MOST = 9
"""Seen without scrolling."""


class FieldOfWork(LineField):
    """↓ shows the whole list; letters with or without marks narrow it. Enter and Tab take what was gone to."""

    def __init__(self, session: Session, label: str = "Lĩnh vực", value: str = "") -> None:
        super().__init__(label, value, max_len=LONGEST_FIELD)
        self._session = session
        self._model = QStandardItemModel(self)
        self._offering = Offering(self._model, self, name="Các lĩnh vực", most=MOST)
        self._line.setCompleter(self._offering)
        self._offering.activated.connect(lambda *_: self.edited.emit(self.value()))
        self._line.textEdited.connect(lambda _words: self._fill())
        self._line.stepped.connect(self._on_stepped)
        self._fill()

    def _fill(self) -> None:
        """The list as it stands now: it may have grown since the form was opened."""
        known = fields_of_work(self._session.store, self._session.desk.organisation_id)
        names = [row.body for row in known]
        if names == [self._model.item(place).text() for place in range(self._model.rowCount())]:
            return
        self._model.clear()
        for name in names:
            item = QStandardItem(name)
            item.setData(fold(name), SOUGHT)
            self._model.appendRow(item)
        self._line.setPlaceholderText("↓ xem danh sách" if names else "")

    def _on_stepped(self, _step: int) -> None:
        """An arrow in an empty line shows all there are."""
        self._fill()
        self._offering.setCompletionPrefix(self._line.text())
        if self._model.rowCount():
            self._offering.complete()
