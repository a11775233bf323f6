"""What may be done with a candidate, as buttons by name, and the card in which the form of one of them opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.pages.tasks_one import OneView
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow

Make = Callable[[], EntryForm]
Offer = tuple[str, str, Make]
"""Words, icon, and what makes the form."""


class Offers:
    """The buttons stand in `holder`; `form_card` is for the view to place. One form at a time."""

    def __init__(self, view: OneView, holder: Card, on_written: Callable[[], None]) -> None:
        self.form_card = Card(kind="current")
        self._view, self._on_written = view, on_written
        self._buttons, self._makes = QVBoxLayout(), dict[str, Make]()
        holder.add_layout(self._buttons)
        self.form_card.hide()

    def show(self, wanted: Sequence[Offer]) -> None:
        """The buttons are made anew only where others are wanted, so that the keyboard stays where it is."""
        before = list(self._makes)
        self._makes = {
            words: make for words, _, make in wanted
        }  # made of what is known now, whatever the buttons
        if before == list(self._makes):
            return
        empty(self._buttons)
        flow = Flow()
        for place, (words, icon, _) in enumerate(wanted):
            button = Button(words, "plain" if place == 0 else "quiet", icon=icon)
            button.clicked.connect(partial(self._press, words))
            flow.put(button)
        self._buttons.addWidget(flow)

    def _press(self, words: str) -> None:
        self.open(words, self._makes[words])

    def open(self, title: str, make: Make) -> None:
        """The form, in view and with the keyboard."""
        self.close()
        form = make()
        self.form_card.set_title(title)
        self._view.form_in(self.form_card, form, self._on_written)
        form.left.connect(self.close)
        self.form_card.show()
        self._view.fold()
        self._view.bring_into_view(self.form_card)
        form.setFocus()

    def offer_away(self, words: str, action: Callable[..., object]) -> None:
        """Beneath the form that is open, what was written by mistake goes away."""
        away = Button(words, "quiet", icon="put-away")
        away.clicked.connect(partial(self._put_away, action))
        foot = Flow()
        foot.put(away)
        self.form_card.add(foot)

    def _put_away(self, action: Callable[..., object]) -> None:
        if self._view.act(action):
            self._on_written()

    def close(self) -> None:
        """What was typed is kept as a draft."""
        self._view.clear_card(self.form_card)
        self.form_card.hide()
