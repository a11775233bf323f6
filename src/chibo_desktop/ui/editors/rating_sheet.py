"""The yearly rating of organisations as a sheet: one line each, the grade by a letter, Enter to the next; the page writes what is given."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.text import fold
from chibo_desktop.lists.ratings import RatingLine
from chibo_desktop.rules.ratings import Scale
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.widgets.grid_cells import GridChoice
from chibo_desktop.ui.widgets.words import Prose

NOT_RATED = ("", "Chưa xếp loại")
PAUSE_MS = 600
"""A choice that arrows only pass is not written."""


class RatingRow(QWidget):
    """One organisation: its name, which asks for its years, muted words, the grade. `given(grade)` once it stays."""

    given = Signal(str)
    asked = Signal(str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._written = ""
        self._said = Prose("", width=200)
        self._said.link_chosen.connect(self.asked)
        choices = [NOT_RATED, *((each.key, each.words) for each in scale.grades)]
        self.choice = GridChoice(choices)
        self.choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.give)
        self.choice.typed.connect(self._pause.start)
        self.choice.left.connect(self.give)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._said, 1)
        self._line.addWidget(self.choice)
        look.follow(self.fit)

    def show_line(self, line: RatingLine, before: str) -> None:
        """What is written of it; `before` says its grade of the year before, "" for none."""
        self.setAccessibleName(line.name)
        self.choice.setAccessibleName(f"Mức xếp loại của {line.name}")
        self._written = line.grade.key if line.grade else ""
        if not self._pause.isActive():
            self.choice.show_words(self._written)
        decided = ", ".join(
            part for part in (line.basis, show_day(line.decided_on) if line.decided_on else "") if part
        )
        stood = "" if line.was_below else "không trực thuộc ngày 31/12"
        about = " · ".join(part for part in (decided, before, stood) if part)
        muted = f'<br><span style="color:{look.colour("muted").name()}">{escape(about)}</span>'
        self._said.say(f'<a href="{line.id}">{escape(line.name)}</a>{muted if about else ""}')
        self._said.setAccessibleName(f"{line.name}, các năm")

    def give(self) -> None:
        """Sends what stands there, when it is not what is written."""
        self._pause.stop()
        if self.choice.words() != self._written:
            self.given.emit(self.choice.words())

    def fit(self) -> None:
        self._line.setContentsMargins(0, look.px(4), 0, look.px(4))
        self._line.setSpacing(look.px(12))
        self.choice.setFixedWidth(look.px(320))


class RatingSheet(QWidget):
    """`given(organisation id, grade)`: "" takes a rating back; `asked(id)`: its years. A pasted block goes down the lines."""

    given = Signal(str, str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, RatingRow] = {}
        self._scale: Scale | None = None
        self._column = QVBoxLayout(self)
        look.follow(self.fit)

    def show_lines(self, scale: Scale, lines: Sequence[RatingLine], before: dict[str, str]) -> None:
        """The lines of a year in its words; those of another year make the sheet anew."""
        if self._scale != scale or list(self._rows) != [line.id for line in lines]:
            self._make(scale, lines)
        for line in lines:
            self._rows[line.id].show_line(line, before.get(line.id, ""))

    def _make(self, scale: Scale, lines: Sequence[RatingLine]) -> None:
        empty(self._column)
        self._scale, self._rows = scale, {}
        for line in lines:
            row = self._rows[line.id] = RatingRow(scale)
            row.asked.connect(self.asked)
            row.given.connect(lambda grade, one=line.id: self.given.emit(one, grade))
            row.choice.entered.connect(lambda one=line.id: self._go_on(one))
            row.choice.pasted.connect(lambda block, one=line.id: self._paste(one, block))
            self._column.addWidget(row)

    def show_only(self, ids: set[str]) -> None:
        """Hides every other line."""
        for one, row in self._rows.items():
            row.setVisible(one in ids)

    def _go_on(self, one: str) -> None:
        shown = [key for key, row in self._rows.items() if not row.isHidden()]
        following = shown[shown.index(one) + 1 :] if one in shown else []
        self._rows[one].give()
        if following:
            self._rows[following[0]].choice.setFocus()

    def _paste(self, one: str, block: str) -> None:
        """A column copied from a workbook, from this line down: words or their short form; what is neither is left out."""
        if self._scale is None:
            return
        known = {fold(said): each.key for each in self._scale.grades for said in (each.words, each.short)}
        shown = [key for key, row in self._rows.items() if not row.isHidden()]
        for key, words in zip(shown[shown.index(one) :], block.splitlines(), strict=False):
            if grade := known.get(fold(words.partition("\t")[0].strip())):
                self._rows[key].choice.show_words(grade)
                self._rows[key].give()

    def leave(self) -> None:
        """Gives what was chosen last and is not given yet."""
        for row in self._rows.values():
            row.give()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
