"""The tree of organisations as rows that fold, and what of it is shown: folded lines, the words sought; who stands where is read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from chibo_desktop.base.text import fold
from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering, pill
from chibo_desktop.ui.widgets.button_column import ButtonColumn, KeyedButton
from chibo_desktop.ui.widgets.rows import RING_SIDES

HEIGHT, STEP, ARROW = 34, 20, 26
"""Logical pixels: a row, a level of the tree, the room of the arrow that folds."""
MOST_FOUND = 200
"""Rows shown of what was sought; nobody reads more."""


@dataclass(frozen=True)
class Branch:
    """One line of the tree. `words` stand muted at the right; `mark` there in a warning pill instead.

    `is_open` of a line with others beneath it, None of one without.
    """

    key: str
    title: str
    words: str = ""
    mark: str = ""
    depth: int = 0
    is_open: bool | None = None


def unfolded(branches: Sequence[Branch], opened: Mapping[str, bool]) -> list[Branch]:
    """The lines that are not beneath a folded one, in the order of the tree; `opened` says it of each that folds."""
    found: list[Branch] = []
    closed = -1
    for place, branch in enumerate(branches):
        if closed >= 0 and branch.depth > closed:
            continue
        closed = -1
        if place + 1 < len(branches) and branches[place + 1].depth > branch.depth:
            is_open = opened.get(branch.key, False)
            found.append(_with_fold(branch, is_open=is_open))
            closed = -1 if is_open else branch.depth
        else:
            found.append(branch)
    return found


def holding(branches: Sequence[Branch], words: str) -> list[Branch]:
    """The lines whose name holds every word, typed with or without marks, each beneath those it stands under."""
    sought = fold(words).split()
    kept: dict[int, Branch] = {}
    above: list[int] = []
    for place, branch in enumerate(branches):
        above = [each for each in above if branches[each].depth < branch.depth]
        name = fold(branch.title)
        if all(word in name for word in sought):
            kept |= {each: _with_fold(branches[each], is_open=True) for each in above}
            kept[place] = branch
        above.append(place)
    return [kept[place] for place in sorted(kept)]


def _with_fold(branch: Branch, *, is_open: bool) -> Branch:
    return Branch(branch.key, branch.title, branch.words, branch.mark, branch.depth, is_open)


class _BranchButton(KeyedButton):
    """A press on its arrow folds; anywhere else it opens."""

    arrow_pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.branch = Branch("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ring_sides", RING_SIDES)
        self.setProperty("look", "line")

    def key(self) -> str:
        return self.branch.key

    def show_branch(self, branch: Branch) -> None:
        self.branch = branch
        state = {None: "", True: "đang mở", False: "đang gấp"}[branch.is_open]
        self.setAccessibleName(", ".join(filter(None, (branch.title, branch.words, branch.mark, state))))
        self.setToolTip("\n".join(filter(None, (branch.title, branch.words, branch.mark))))
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.branch.is_open is not None and event.position().x() < self._left() + look.px(ARROW):
            self.arrow_pressed.emit(self.branch.key)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows are the tree's: a button would hand the keyboard to whatever comes next."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _left(self) -> int:
        return look.px(STEP * self.branch.depth)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.fillRect(box.adjusted(0, 0, 0, -look.hair()), look.colour("tinted"))
        painter.setPen(QPen(look.colour("line"), look.hair()))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        self._paint_arrow(painter, box)
        left = self._left() + look.px(ARROW)
        right = self._paint_state(painter, box.adjusted(left, 0, 0, 0))
        role: look.Role = "body" if self.branch.is_open is None else "strong"
        lettering.write(painter, QRectF(left, 0, right - left, box.height()), self.branch.title, role)
        painter.end()

    def _paint_arrow(self, painter: QPainter, box: QRectF) -> None:
        if self.branch.is_open is None:
            return
        side = look.px(16)
        room = QRectF(self._left(), (box.height() - side) / 2, side, side)
        icons.paint(painter, room, "down" if self.branch.is_open else "forward", "muted")

    def _paint_state(self, painter: QPainter, room: QRectF) -> float:
        """The words at the right, in two fifths of the row at most where the name needs the rest; gives their left edge."""
        branch = self.branch
        words = branch.mark or branch.words
        if not words:
            return room.right()
        spare = room.width() - lettering.width_of(branch.title, "strong") - look.px(24)
        wanted = pill.pill_width(words, strong=False) if branch.mark else lettering.width_of(words)
        width = min(wanted, max(spare, room.width() * 0.4))
        box = QRectF(room.right() - width, room.top(), width, room.height())
        if branch.mark:
            pill.paint_pill(painter, box, "warning", words, strong=False)
        else:
            lettering.write(painter, box, words, "body", "muted", align=lettering.RIGHT)
        return box.left() - look.px(12)


class TreeRows(ButtonColumn[_BranchButton]):
    """`opened(key)` on Enter or a press, `fold_asked(key)` on the arrow of a line, → and ←."""

    fold_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.follow(self.fit)

    def make_button(self) -> _BranchButton:
        button = _BranchButton(self)
        button.arrow_pressed.connect(self.fold_asked)
        return button

    def sizeHint(self) -> QSize:
        """Of all lines, also those just made, which no layout has shown yet."""
        return QSize(look.px(300), len(self._buttons) * look.px(HEIGHT))

    def set_branches(self, branches: Sequence[Branch]) -> None:
        for button, branch in zip(self.hold(len(branches)), branches, strict=True):
            button.show_branch(branch)

    def take_focus(self, key: str = "") -> bool:
        """The keyboard on the line of that key, else on the first; False when there is none."""
        chosen = next((one for one in self._buttons if one.key() == key), None)
        chosen = chosen or next(iter(self._buttons), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
        return chosen is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.focused()
        if here < 0 or event.key() not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
            self._bring_into_view()
            return
        branch, is_left = self._buttons[here].branch, event.key() == Qt.Key.Key_Left
        if branch.is_open is is_left:
            self.fold_asked.emit(branch.key)
        elif is_left and (above := next(self._above(here), None)) is not None:
            self._buttons[above].setFocus(Qt.FocusReason.TabFocusReason)
            self._bring_into_view()

    def _above(self, place: int) -> Iterator[int]:
        depth = self._buttons[place].branch.depth
        return (each for each in reversed(range(place)) if self._buttons[each].branch.depth < depth)

    def _bring_into_view(self) -> None:
        """The line with the keyboard, in whatever scrolls around the tree."""
        here = self.focused()
        area: QWidget | None = self
        while here >= 0 and (area := area.parentWidget() if area else None) is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(self._buttons[here], 0, look.px(HEIGHT))
