"""Words that will be read aloud: the paper's type, 22 pixels with lines of 32."""

from __future__ import annotations

from html import escape

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Prose


class Spoken(Prose):
    """`say` takes plain words here."""

    def __init__(self, words: str = "") -> None:
        self._words = words
        super().__init__(width=240)

    def say(self, html: str) -> None:
        self._words = html
        super().say(escape(html))

    def fit(self) -> None:
        families = ", ".join(f"'{name}'" for name in look.serif_families())
        style = f"font-family:{families}; font-size:{look.px(22)}px; line-height:{look.px(32)}px"
        self.setText(f'<p style="margin:0; {style}">{escape(self._words)}</p>')
        self.setMinimumWidth(look.px(self._width))
