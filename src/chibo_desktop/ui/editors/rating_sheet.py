"""The yearly rating of organisations as a sheet: one line each, the grade by a letter, Enter to the next; the page writes what is given."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
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
TAKE_BACK = "0"
PAUSE_MS = 600
"""A choice that arrows only pass is not written."""


def keys_of(scale: Scale) -> dict[str, str]:
    """The key of each grade: its place, and the first letter of its short words where no other begins with it."""
    letters = [fold(each.short)[:1] for each in scale.grades]
    keys = {str(place): each.key for place, each in enumerate(scale.grades, 1)}
    pairs = zip(letters, scale.grades, strict=True)
    keys |= {letter: each.key for letter, each in pairs if letters.count(letter) == 1}
    return {**keys, TAKE_BACK: NOT_RATED[0]}


def key_words(scale: Scale) -> str:
    """As in "Phím: X hoặc 1 Xuất sắc · T hoặc 2 Tốt · 0 bỏ xếp loại. Enter sang nơi sau."."""
    keys = keys_of(scale)
    said = []
    for each in scale.grades:
        own = sorted((key.upper() for key in keys if keys[key] == each.key), reverse=True)
        said.append(f"<b>{' hoặc '.join(own)}</b> {escape(each.short)}")
    return f"Phím: {' · '.join(said)} · <b>{TAKE_BACK}</b> bỏ xếp loại. Enter sang nơi sau."


def decision_words(line: RatingLine) -> str:
    """As in "QĐ 03-QĐ/ĐU, 10/01/2026"; "" without a decision."""
    return ", ".join(
        part for part in (line.basis, show_day(line.decided_on) if line.decided_on else "") if part
    )


class RatingChoice(GridChoice):
    """Takes a grade by its own key at once; no other letter does anything."""

    def __init__(self, scale: Scale) -> None:
        super().__init__([NOT_RATED, *((each.key, each.words) for each in scale.grades)])
        self._keys = keys_of(scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        said = event.text()
        if not said.strip() or not said.isprintable() or event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif (grade := self._keys.get(fold(said))) is not None:
            self.setCurrentIndex(self.findData(grade))


class RatingRow(QWidget):
    """One organisation: its name, which asks for its years, muted words, the grade. `given(grade)` once it stays."""

    given = Signal(str)
    asked = Signal(str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._written = ""
        self._said = Prose("", width=200)
        self._said.link_chosen.connect(self.asked)
        self.choice = RatingChoice(scale)
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
        stood = "" if line.was_below else "không trực thuộc ngày 31/12"
        about = " · ".join(part for part in (decision_words(line), before, stood) if part)
        muted = f'<br><span style="color:{look.colour("muted").name()}">{escape(about)}</span>'
        self._said.say(f'<a href="{line.id}">{escape(line.name)}</a>{muted if about else ""}')
        self._said.setAccessibleName(f"{line.name}, các năm")

    def give(self) -> None:
        """Sends what stands there, when it is not what is written."""
        self._pause.stop()
        if self.choice.words() != self._written:
            self.given.emit(self.choice.words())

    def put_back(self) -> None:
        """Shows what is written again; sends nothing."""
        self._pause.stop()
        self.choice.show_words(self._written)

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
        self._keys, self._lines = Prose("", "muted", width=240), QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._keys)
        self._column.addLayout(self._lines)
        look.follow(self.fit)

    def show_lines(self, scale: Scale, lines: Sequence[RatingLine], before: dict[str, str]) -> None:
        """The lines of a year in its words; those of another year make the sheet anew."""
        if self._scale != scale or list(self._rows) != [line.id for line in lines]:
            self._make(scale, lines)
        for line in lines:
            self._rows[line.id].show_line(line, before.get(line.id, ""))

    def _make(self, scale: Scale, lines: Sequence[RatingLine]) -> None:
        empty(self._lines)
        self._scale, self._rows = scale, {}
        self._keys.say(key_words(scale))
        for line in lines:
            row = self._rows[line.id] = RatingRow(scale)
            row.asked.connect(self.asked)
            row.given.connect(lambda grade, one=line.id: self.given.emit(one, grade))
            row.choice.entered.connect(lambda one=line.id: self._go_on(one))
            row.choice.pasted.connect(lambda block, one=line.id: self._paste(one, block))
            self._lines.addWidget(row)

    def put_back(self, one: str) -> None:
        """The grade written of this line, instead of the one just given."""
        self._rows[one].put_back()

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
        self._column.setSpacing(look.px(4))
        self._lines.setSpacing(0)
