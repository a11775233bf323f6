"""The thread of steps: where one is in the meeting; stands in place of the page list while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering

StepState = Literal["done", "now", "todo", "optional"]
_SAID: dict[StepState, str] = {"done": "xong", "now": "đang làm", "todo": "chưa làm", "optional": "nếu có"}
_NOTES: dict[StepState, str] = {"done": "xong", "now": "", "todo": "", "optional": "nếu có"}
_CENTRE = 38  # logical pixels from the left edge to the middle of the discs


@dataclass(frozen=True)
class Step:
    """`note` replaces the word of the state at the right end ("2 trên 3")."""

    number: int
    title: str
    state: StepState
    note: str = ""


class _StepButton(QPushButton):
    def __init__(self, thread: QWidget) -> None:
        super().__init__(thread)
        self.setProperty("ring", "yes")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Preferred: with a step more than there is room for every row gives a little
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.step = Step(0, "", "todo")
        self.before: StepState | None = None
        self.last = False

    def show_step(self, step: Step, before: StepState | None, *, last: bool) -> None:
        self.step, self.before, self.last = step, before, last
        said = step.note or _SAID[step.state]
        self.setAccessibleName(f"Bước {step.number}, {step.title}, {said}")
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(look.THREAD, 48)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(160, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        middle = QPointF(look.px(_CENTRE), box.center().y())
        if self.step.state == "now":
            self._paint_band(painter, box)
        elif self.underMouse():
            lettering.panel(painter, box.adjusted(look.px(8), look.px(2), -look.px(8), -look.px(2)), "tinted")
        self._paint_lines(painter, box, middle)
        self._paint_disc(painter, middle)
        self._paint_words(painter, box)
        painter.end()

    def _paint_band(self, painter: QPainter, box: QRectF) -> None:
        inset, height = look.px(8), min(look.px(44), box.height())
        band = QRectF(inset, box.center().y() - height / 2, box.width() - 2 * inset, height)
        lettering.panel(painter, band, "accent_pale")
        painter.setBrush(look.colour("accent"))
        bar = QRectF(inset, box.center().y() - look.px(14), look.px(4), look.px(28))
        painter.drawRoundedRect(bar, look.px(2), look.px(2))

    def _paint_lines(self, painter: QPainter, box: QRectF, middle: QPointF) -> None:
        gap = look.px(17)
        if self.before is not None:
            self._line(painter, self.before, QPointF(middle.x(), 0), QPointF(middle.x(), middle.y() - gap))
        if not self.last:
            below = QPointF(middle.x(), middle.y() + gap)
            self._line(painter, self.step.state, below, QPointF(middle.x(), box.height()))

    def _line(self, painter: QPainter, above: StepState, start: QPointF, end: QPointF) -> None:
        token, width = ("good", look.px(2)) if above == "done" else ("grey", look.hair())
        painter.setPen(QPen(look.colour(token), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(start, end)

    def _paint_disc(self, painter: QPainter, middle: QPointF) -> None:
        side = look.px(28)
        disc = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        if self.step.state == "done":
            glyphs.glyph(painter, disc, "done")
            return
        token = "ink"
        if self.step.state == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            token = "on_accent"
        else:
            pen = QPen(look.colour("outline"), max(1.2, look.px(1.4)))
            if self.step.state == "optional":
                pen.setDashPattern([2.6, 2.0])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(look.colour("surface"))
        painter.drawEllipse(disc.adjusted(0.7, 0.7, -0.7, -0.7))
        role: look.Role = "strong" if self.step.state == "now" else "body"
        lettering.write(
            painter, disc.adjusted(-4, 0, 4, 0), str(self.step.number), role, token, align=lettering.CENTRE
        )

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        now = self.step.state == "now"
        room = box.adjusted(look.px(64), 0, -look.px(20), 0)
        note = self.step.note or _NOTES[self.step.state]
        fits = lettering.width_of(self.step.title) + lettering.width_of(note) + look.px(8) <= room.width()
        if note and fits:  # the shape says it too; the title is never cut for it
            tone = "good_text" if self.step.state == "done" else "muted"
            lettering.write(painter, room, note, "body", tone, align=lettering.RIGHT)
            room.setRight(room.right() - lettering.width_of(note) - look.px(8))
        role: look.Role = "strong" if now else "body"
        lettering.write(painter, room, self.step.title, role, "accent_text" if now else "ink")


class Thread(QWidget):
    """`step_chosen(number)`: every step can be gone to at any time; ↑↓ move between them."""

    step_chosen = Signal(int)

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các bước của buổi sinh hoạt")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: list[_StepButton] = []
        self.set_steps(steps)
        look.follow(self.updateGeometry)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows these steps; buttons are kept, so the keyboard stays where it is."""
        while len(self._buttons) > len(steps):
            self._buttons.pop().deleteLater()
        while len(self._buttons) < len(steps):
            button = _StepButton(self)
            button.clicked.connect(self._on_clicked)
            self._column.addWidget(button)
            self._buttons.append(button)
        before: StepState | None = None
        for button, step in zip(self._buttons, steps, strict=True):
            button.show_step(step, before, last=step is steps[-1])
            before = step.state

    def steps(self) -> tuple[Step, ...]:
        return tuple(button.step for button in self._buttons)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _StepButton):
            self.step_chosen.emit(button.step.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = moves.get(Qt.Key(event.key()))
        here = next((place for place, button in enumerate(self._buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        place = max(0, min(len(self._buttons) - 1, here + step))
        self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
