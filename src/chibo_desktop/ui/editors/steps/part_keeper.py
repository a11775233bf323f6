"""Keeping a field of a record that may not be there yet: once it is begun, the keeper goes on under its id."""

from __future__ import annotations

from chibo_desktop.ui.editors.keeping import Keeper, Place


class PartKeeper(Keeper):
    """A keeper whose record may still have to be begun."""

    def settle(self, place: Place) -> None:
        """The record has come to be: drafts and heads are looked for under its id from now on."""
        self._session.clear_draft(*self._place)
        self._place = place
        self._base = self._session.store.field_head(*place)
        self.keep()

    def forget(self) -> None:
        """The person threw away what was typed."""
        self._pause.stop()
        self._latest.stop()
        self._unsaved = False
        self._session.clear_draft(*self._place)
