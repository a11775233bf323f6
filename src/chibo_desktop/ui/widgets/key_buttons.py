"""The keys of the roll call: number, shape, word and count, so legend, button and total are one thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering


@dataclass(frozen=True)
class StateKey:
    """One state a row can be given: its stored name, the digit that gives it, its shape and word."""

    state: str
    digit: str
    kind: glyphs.Kind
    words: str


ATTENDANCE_KEYS = (
    StateKey("present", "1", "done", "Có mặt"),
    StateKey("excused", "2", "excused", "Vắng có lý do"),
    StateKey("absent", "3", "absent", "Vắng không lý do"),
    StateKey("late", "4", "late", "Muộn"),
    StateKey("left", "5", "left", "Về sớm"),
)
"""The last is no state of its own: who left early was present, or came late."""
NARROW = (2, 3)
"""How many keys stand in each row where there is no room for all in one."""


class _KeyButton(QPushButton):
    def __init__(self, key: StateKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # the roster keeps the keyboard; the digit is the way here
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._key.words}, {count} người, phím {self._key.digit}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = lettering.width_of(self._key.words) + lettering.width_of(f"  {self._count}", "strong")
        return QSize(round(words) + look.px(59 + 9), look.px(look.ROSTER_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        pressed = self.isDown() or self.underMouse()
        lettering.panel(painter, box, "tinted" if pressed else "surface", "outline", look.hair())
        cap = QRectF(look.px(6), box.center().y() - look.px(13), look.px(26), look.px(26))
        lettering.panel(painter, cap, "tinted", "outline", look.hair())
        lettering.write(painter, cap, self._key.digit, "strong", "ink", align=lettering.CENTRE)
        shape = QRectF(look.px(36), box.center().y() - look.px(10), look.px(20), look.px(20))
        glyphs.glyph(painter, shape, self._key.kind)
        room = box.adjusted(look.px(60), 0, -look.px(8), 0)
        tone = look.tone_text(glyphs.tone_of(self._key.kind))
        lettering.write(painter, room, self._key.words, "body", tone)
        count = "ink" if self._count else "muted"
        lettering.write(painter, room, str(self._count), "strong", count, align=lettering.RIGHT)
        painter.end()


class KeyButtons(QWidget):
    """`state_chosen` carries the state of the key; two rows when narrow, one when there is room."""

    state_chosen = Signal(str)

    def __init__(
        self, keys: Sequence[StateKey] = ATTENDANCE_KEYS, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._lines = [QHBoxLayout() for _ in NARROW]
        for line in self._lines:
            self._column.addLayout(line)
        self._buttons = {key.state: _KeyButton(key, self) for key in keys}
        self._is_wide: bool | None = None
        for state, button in self._buttons.items():
            button.clicked.connect(lambda _=False, chosen=state: self.state_chosen.emit(chosen))
        self._arrange(is_wide=False)
        look.follow(self.fit)

    def set_counts(self, counts: Mapping[str, int], only: Collection[str] = ()) -> None:
        """Counts by state; a state that is not given counts 0. `only` are the states there are here, () for all."""
        for state, button in self._buttons.items():
            button.set_count(counts.get(state, 0))
            button.setVisible(not only or state in only)
        self._is_wide = None
        self._fold()

    def _rows(self, *, is_wide: bool) -> list[list[_KeyButton]]:
        every = [button for button in self._buttons.values() if not button.isHidden()]
        return [every] if is_wide else [every[: NARROW[0]], every[NARROW[0] :]]

    def _arrange(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for button in self._buttons.values():
            for line in self._lines:
                line.removeWidget(button)
        for line, buttons in zip(self._lines, self._rows(is_wide=is_wide), strict=False):
            for button in buttons:
                line.addWidget(button, button.sizeHint().width())
        self.updateGeometry()  # one row or two: what stands around it must know

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self._arrange(is_wide=_width(self._rows(is_wide=True)[0]) <= self.width())

    def minimumSizeHint(self) -> QSize:
        # As narrow as two rows: held at one row's width, it could never fold again.
        count = len(self._rows(is_wide=bool(self._is_wide)))
        height = count * look.px(look.ROSTER_ROW) + (count - 1) * look.px(8)
        return QSize(max(_width(row) for row in self._rows(is_wide=False)), height)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        for layout in (self._column, *self._lines):
            layout.setSpacing(look.px(8))


def _width(buttons: Sequence[_KeyButton]) -> int:
    """What they need beside each other."""
    return sum(button.sizeHint().width() for button in buttons) + look.px(8) * (len(buttons) - 1)
