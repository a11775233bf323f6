"""Keeping a field of a record that may not be there yet: once it is begun, the keeper goes on under its id."""

from __future__ import annotations

from chibo_desktop.store.drafts import clear_draft
from chibo_desktop.ui.editors.keeping import Keeper, Place


class PartKeeper(Keeper):
    """A keeper whose record may still have to be begun."""

    @property
    def is_unsaved(self) -> bool:
        """Whether something stands in the field that is not an entry yet."""
        return self._unsaved

    def settle(self, place: Place) -> None:
        """The record has come to be: drafts and heads are looked for under its id from now on."""
        clear_draft(self._session.store, *self._place)
        self._place = place
        self._base = self._session.store.field_head(*place)
        self.keep()

    def forget(self) -> None:
        """The person threw away what was typed."""
        self._pause.stop()
        self._latest.stop()
        self._unsaved = False
        clear_draft(self._session.store, *self._place)
