"""Labels by role and tone, rules and prose: the words that stand in layouts."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from chibo_desktop.ui import look


class Words(QLabel):
    """One label; `role` sets size and weight, `tone` the colour. Rich text only through `prose`."""

    def __init__(
        self,
        words: str = "",
        role: look.Role = "body",
        tone: look.Tone = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)

    def take(self, role: look.Role) -> None:
        """Another size and weight."""
        if self.property("role") != role:
            self.setProperty("role", role)
            look.restyle(self)

    def say(self, words: str, tone: look.Tone | None = None) -> None:
        self.setText(words)
        if tone is not None and tone != self.property("tone"):
            self.setProperty("tone", tone)
            look.restyle(self)


class SideNote(Words):
    """Muted words beside a label that never push it: read where there is room, else only by the screen reader."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, tone="muted", parent=parent)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)


class Prose(QLabel):
    """A wrapped paragraph with a width to wrap at (logical pixels); may hold <b> and <a href="key">.

    Words of people must be passed through `html.escape` first.
    """

    link_chosen = Signal(str)

    def __init__(
        self, html: str = "", tone: look.Tone = "ink", *, width: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._html = html
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("tone", tone)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.linkActivated.connect(self.link_chosen)
        look.follow(self.fit)

    def say(self, html: str) -> None:
        self._html = html
        self.fit()

    def fit(self) -> None:
        # 110 % of Noto Sans's own height is the 24 px line; a plain label has no line height at all.
        self.setText(f'<p style="line-height:110%; margin:0">{self._html}</p>' if self._html else "")
        if "<a " in self._html:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._width:
            self.setMinimumWidth(look.px(self._width))

    def minimumSizeHint(self) -> QSize:
        # Qt would take the narrowest column the words can stand in, and pages would grow blank at the foot;
        # the layouts ask for the true height by the width they give.
        width = look.px(self._width or 120)
        return QSize(width, self.heightForWidth(look.px(max(self._width, 480))) if self._html else 0)


class Rule(QFrame):
    """A hairline, across or down."""

    def __init__(
        self, direction: Literal["across", "down"] = "across", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule" if direction == "across" else "rule-down")


def shortened(words: str, length: int) -> str:
    """The beginning of the words in one line, cut between words; `length` in characters."""
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"
