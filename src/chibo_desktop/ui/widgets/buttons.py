"""The buttons: primary (red, one a page), plain, link, quiet; and a row of segments that exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.taken import Taken

ButtonLook = Literal["plain", "primary", "link", "quiet"]
_INK: dict[ButtonLook, str] = {
    "plain": "ink",
    "primary": "on_accent",
    "link": "info_text",
    "quiet": "ink",
}
_EN_SPACE = "\u2002"  # QSS knows no space between icon and words


class Button(QPushButton):
    """A button whose icon grows with the zoom; `key` is the shortcut, set and shown at the right end."""

    def __init__(
        self,
        words: str,
        kind: ButtonLook = "plain",
        *,
        icon: str = "",
        key: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: ButtonLook = kind
        self._icon = icon
        self._key = key
        self.setProperty("look", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if key:
            # a shortcut of its own: the button's would click a tenth of a second late and take the focus away
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.click)
        self.say(words)
        if name:
            self.setAccessibleName(name)
        look.follow(self.fit)

    def say(self, words: str) -> None:
        """Changes the words; the accessible name follows them."""
        shown = words.replace("&", "&&")
        self.setText(f"{_EN_SPACE}{shown}" if self._icon and shown else shown)
        if words:  # a button of an icon alone keeps the name it was given
            self.setAccessibleName(words)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.fit()

    def fit(self) -> None:
        if self._icon:
            self.setIcon(icons.icon(self._icon, _INK[self._kind]))
            self.setIconSize(look.pixels(20, 20))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._key:
            hint.setWidth(hint.width() + round(lettering.width_of(self._key)) + look.px(12))
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and plain == Qt.KeyboardModifier.NoModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key:
            painter = QPainter(self)
            room = QRectF(self.rect()).adjusted(0, 0, -look.px(8), 0)
            token = "on_accent" if self._kind == "primary" else "muted"
            lettering.write(painter, room, self._key, "body", token, align=lettering.RIGHT)
            painter.end()


class Segments(QWidget):
    """A few choices in one row, one of them taken; `chosen` is sent when a person changes it."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        taken: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        buttons: dict[str, QPushButton] = {}
        for place, (key, words) in enumerate(choices):
            button = buttons[key] = QPushButton(words, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {words}" if name else words)
            button.setProperty("look", "segment")
            button.setProperty("end", self._end(place, len(choices)))
            self._group.addButton(button, place)
            row.addWidget(button)
        self._taken = Taken(self._group, buttons, self.chosen.emit)
        self.take(taken)
        look.follow(self.fit)

    def fit(self) -> None:
        # The style sheet measures the words at 400, but the one taken is set at 600.
        for button in self._group.buttons():
            button.setMinimumWidth(round(lettering.width_of(button.text(), "strong")) + look.px(36))

    @staticmethod
    def _end(place: int, count: int) -> str:
        if count == 1:
            return "only"
        return "first" if place == 0 else "last" if place == count - 1 else "middle"

    def take(self, key: str) -> None:
        """Takes a choice without sending `chosen`; "" takes none, an unknown key changes nothing."""
        if not key:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        self._taken.take(key)

    def taken(self) -> str:
        """The key taken, "" while there is none."""
        return self._taken.key()
