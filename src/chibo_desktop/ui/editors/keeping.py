"""Keeping what is typed: the draft within a second, the entry when the field is left, and nothing overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, QTimer

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store.drafts import read_draft, write_draft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field, TypedField
from chibo_desktop.ui.widgets.fields import DayField, NumberField

PAUSE_MS = 500
AT_LATEST_MS = 1_000
"""The draft is written after half a second's pause, and at the latest a second after the first unwritten key."""

Place = tuple[str, str, str]
"""Kind, record id, field name."""


class Keeper(QObject):
    """Keeps one field of one record. `save` runs the action that writes the value; it may raise a Refusal.

    The draft remembers the head of the field it began from. When another write came meanwhile, nothing is
    overwritten: both values are shown and the person chooses; the typed text stays in the draft.
    """

    def __init__(
        self,
        session: Session,
        field: Field,
        place: Place,
        save: Callable[[str], object],
        stored: str = "",
        *,
        read: Callable[[], str] | None = None,
        refuse: Callable[[Refusal | Trouble], None] | None = None,
    ) -> None:
        """`read` gives the stored value in the field's own words, `refuse` says a refusal elsewhere than beneath."""
        super().__init__(field)
        self._session, self._field, self._place, self._save = session, field, place, save
        self._read = read or self._stored_text
        self._refuse = refuse or self._say_beneath
        self._stored = stored
        self._base = session.store.field_head(*place)
        self._unsaved = False
        self._pause, self._latest = self._timer(PAUSE_MS), self._timer(AT_LATEST_MS)
        field.edited.connect(self._on_edited)
        field.left.connect(lambda _value: self.leave())
        field.link_chosen.connect(self._on_chosen)
        self._show(stored)
        self._restore()

    def show_stored(self, stored: str) -> None:
        """Shows a value written elsewhere, unless something unsaved stands in the field."""
        if self._unsaved:
            return
        self._base = self._session.store.field_head(*self._place)
        if stored != self._stored:
            self._stored = stored
            self._show(stored)

    def refresh(self) -> None:
        """Reads the stored value again, after a write somewhere."""
        self.show_stored(self._read())

    @property
    def place(self) -> Place:
        """Which field of which record is kept."""
        return self._place

    @property
    def is_unsaved(self) -> bool:
        """Whether something stands in the field that is not an entry yet."""
        return self._unsaved

    def keep(self) -> None:
        """Writes the draft now, with what the input method is composing; never commits it."""
        self._pause.stop()
        self._latest.stop()
        if not self._unsaved:
            return
        try:
            write_draft(
                self._session.store, self._place, self._draft(), base=self._base, user=self._session.desk.user
            )
        except Trouble as trouble:
            self._session.said.emit(trouble.sentence)
            return
        self._session.draft_kept()
        self._field.set_note(f"giữ lúc {self._session.now():%H:%M:%S}")

    def leave(self) -> bool:
        """Writes the entry when the value changed; False when it could not be written and stays as a draft."""
        if not self._unsaved:
            return True
        value = self._value()
        self.keep()
        if value is None:
            return False
        if value != self._stored and self._session.store.field_head(*self._place) != self._base:
            self._show_both()
            return False
        return self._write(value)

    def _write(self, value: str) -> bool:
        try:
            if value != self._stored:
                self._save(value)
        except (Refusal, Trouble) as problem:
            self._refuse(problem)
            return False
        self._session.clear_draft(*self._place)
        self._stored, self._unsaved = value, False
        self._base = self._session.store.field_head(*self._place)
        self._field.clear_error()
        self._field.set_note("")
        return True

    def _on_edited(self, _text: str) -> None:
        self._unsaved = True
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _restore(self) -> None:
        draft = read_draft(self._session.store, *self._place)
        if draft is None:
            return
        if draft.text == self._stored:
            self._session.clear_draft(*self._place)
            return
        self._show(draft.text)
        self._base, self._unsaved = draft.base, True
        who = "" if draft.user == self._session.desk.user else f"{draft.user} gõ, "
        self._field.set_note(f"{who}giữ lúc {draft.at:%H:%M:%S} {show_day(draft.at.date())}")

    def _show_both(self) -> None:
        other = self._read()
        self._field.show_error(
            "Chỗ này vừa được nơi khác ghi. Bản đang gõ vẫn giữ nguyên.",
            f"Bản kia: “{escape(other)}”. <a href='mine'>Giữ bản của tôi</a> · <a href='other'>Lấy bản kia</a>",
        )

    def _on_chosen(self, link: str) -> None:
        if link == "mine":
            value = self._value()
            if value is not None:
                self._base = self._session.store.field_head(*self._place)
                self._write(value)
        elif link == "other":
            other = self._read()
            self._session.clear_draft(*self._place)
            self._stored, self._unsaved = other, False
            self._base = self._session.store.field_head(*self._place)
            self._show(other)
            self._field.clear_error()
            self._field.set_note("")

    def _stored_text(self) -> str:
        return str((self._session.store.values(*self._place[:2]) or {}).get(self._place[2]) or "")

    def _say_beneath(self, problem: Refusal | Trouble) -> None:
        self._field.show_error(problem.sentence)

    def _show(self, value: str) -> None:
        if isinstance(self._field, TypedField):
            self._field.set_value(value)

    def _draft(self) -> str:
        return self._field.draft() if isinstance(self._field, TypedField) else ""

    def _value(self) -> str | None:
        """What stands in the field; None when it cannot be read and the field says why."""
        if not isinstance(self._field, TypedField):
            return None
        try:
            if isinstance(self._field, DayField):
                self._field.day()
            elif isinstance(self._field, NumberField):
                self._field.number()
        except Refusal as refusal:
            self._field.show_error(refusal.sentence)
            return None
        return self._field.value()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.keep)
        return timer


class Keepers:
    """The keepers of one page, kept and left together (closing the window, changing the step)."""

    def __init__(self) -> None:
        self._keepers: list[Keeper] = []

    def add(self, keeper: Keeper) -> Keeper:
        """Remembers a keeper; those of widgets that are gone are forgotten by `clear`."""
        self._keepers.append(keeper)
        return keeper

    def keep(self) -> None:
        """Writes every draft that is not written yet."""
        for keeper in self._keepers:
            keeper.keep()

    def leave(self) -> bool:
        """Leaves every field; False when one could not be written and stays as a draft."""
        outcomes = [keeper.leave() for keeper in self._keepers]
        return all(outcomes)

    def clear(self) -> None:
        """Forgets all keepers, after `leave`, before their widgets go."""
        self._keepers.clear()
