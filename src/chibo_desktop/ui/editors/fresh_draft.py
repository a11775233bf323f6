"""Keeping what is typed or chosen for a record that is not there yet: the draft within half a second, taken up again at the next opening."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from chibo_desktop.base.errors import Trouble
from chibo_desktop.store.drafts import read_draft, write_draft
from chibo_desktop.ui.editors.keeping import AT_LATEST_MS, PAUSE_MS
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field, TypedField

Place = tuple[str, str, str]


class FreshDraft(QObject):
    """`place` is the kind, a word for the record to be ("new"), and the field's name.

    A choice is kept as soon as it is taken. It comes back only where the form begins with what it began with then:
    a form opened for another cell means that cell.
    """

    def __init__(self, session: Session, field: Field, place: Place) -> None:
        super().__init__(field)
        self._session, self._field, self._place = session, field, place
        self._plain = field.value()
        self._is_typed = isinstance(field, TypedField)
        self._pause, self._latest = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._pause, PAUSE_MS), (self._latest, AT_LATEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
            timer.timeout.connect(self.keep)
        if self._is_typed:
            field.edited.connect(self._on_edited)
        else:
            field.left.connect(lambda _value: self.keep())
        self._restore()

    def _restore(self) -> None:
        draft = read_draft(self._session.store, *self._place)
        if draft is None or not (self._is_typed or draft.base == self._plain):
            return
        self._field.set_value(draft.text)
        if not self._is_typed and self._field.value() != draft.text:  # it is offered no more
            self._field.set_value(self._plain)
            return
        self._field.set_note(f"giữ lúc {draft.at:%H:%M:%S %d/%m}")

    def _on_edited(self, _text: str) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def keep(self) -> None:
        """Writes the draft now, with what the input method is composing, which is not committed; none of what stood there before."""
        self._stop()
        held = self._field.draft()
        try:
            if held == self._plain:
                self._session.clear_draft(*self._place)
                return
            write_draft(
                self._session.store, self._place, held, base=self._plain, user=self._session.desk.user
            )
        except Trouble as trouble:
            self._session.said.emit(trouble.sentence)
            return
        self._session.draft_kept()

    def leave(self) -> None:
        """Writes the draft at once when something is not written yet."""
        if self._pause.isActive() or self._latest.isActive():
            self.keep()

    def clear(self) -> None:
        """Forgets the draft, because its text became an entry."""
        self._stop()
        self._session.clear_draft(*self._place)
        self._field.set_note("")

    def _stop(self) -> None:
        self._pause.stop()
        self._latest.stop()
