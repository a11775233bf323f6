"""The filter row that is legend and count at once: shape, word, number; one of them is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.taken import Taken


@dataclass(frozen=True)
class Chip:
    """`kind` None is the chip for all; `mark` is drawn around the shape."""

    key: str
    words: str
    count: int
    kind: glyphs.Kind | None = None
    mark: glyphs.Mark | None = None


class _ChipButton(QPushButton):
    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)

    def show_chip(self, chip: Chip) -> None:
        self.chip = chip
        self.setAccessibleName(f"Lọc: {chip.words}, {chip.count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = lettering.width_of(self.chip.words, "strong" if self.chip.kind is None else "body")
        count = lettering.width_of(str(self.chip.count), "strong")
        shape = look.px(32 if self.chip.mark else 26) if self.chip.kind else 0
        return QSize(round(words + count + shape) + look.px(12 + 8 + 12), look.px(look.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            lettering.panel(painter, box, "info_pale", "info", look.px(2))
        else:
            lettering.panel(
                painter, box, "tinted" if self.underMouse() else "surface", "outline", look.hair()
            )
        room = box.adjusted(look.px(12), 0, -look.px(12), 0)
        lettering.write(painter, room, str(self.chip.count), "strong", "ink", align=lettering.RIGHT)
        if self.chip.kind:
            shape = QRectF(room.left(), room.center().y() - look.px(9), look.px(18), look.px(18))
            glyphs.glyph(painter, shape, self.chip.kind)
            if self.chip.mark:
                glyphs.mark(painter, shape, self.chip.mark)
            room.setLeft(room.left() + look.px(32 if self.chip.mark else 26))
        lettering.write(painter, room, self.chip.words, "strong" if self.isChecked() else "body")
        painter.end()


class Chips(Flow):
    """`chosen(key)` when a person takes another filter."""

    chosen = Signal(str)

    def __init__(
        self, chips: Sequence[Chip], taken: str = "", name: str = "Lọc", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons = {chip.key: _ChipButton(chip, self) for chip in chips}
        for button in self._buttons.values():
            self._group.addButton(button)
            self.put(button)
        self._taken = Taken(self._group, self._buttons, self.chosen.emit)
        self.take(taken or next(iter(self._buttons), ""))

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """New counts or words for the same keys."""
        for chip in chips:
            self._buttons[chip.key].show_chip(chip)

    def show_only(self, chips: Sequence[Chip]) -> None:
        """The same, and the chips of other keys are hidden."""
        self.set_chips(chips)
        keys = {chip.key for chip in chips}
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        self.place()

    def take(self, key: str) -> None:
        """Takes a filter without sending `chosen`."""
        self._taken.take(key)

    def taken(self) -> str:
        return self._taken.key()
