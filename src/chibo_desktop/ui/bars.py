"""The bar above the pages (whose desk, where its papers are) and the bar below (when it was last written)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.base.errors import Trouble
from chibo_desktop.ui import glyphs, icons, look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.search_line import SearchLine
from chibo_desktop.ui.widgets.undo_line import UndoLine
from chibo_desktop.ui.widgets.words import Rule, Words


class _Bar(QWidget):
    """A white band with a hairline on one side."""

    def __init__(self, height: int, *, rule_below: bool) -> None:
        super().__init__()
        self._logical_height = height
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QWidget()  # a bare layout would grow no higher than its pills
        self.row = QHBoxLayout(inside)
        self._rule = Rule()
        column.addWidget(inside, 1)
        column.insertWidget(1 if rule_below else 0, self._rule)

    def fit(self) -> None:
        self.setFixedHeight(look.px(self._logical_height))
        self._rule.setFixedHeight(look.hair())
        self.row.setContentsMargins(look.px(look.PADDING), 0, look.px(look.PADDING), 0)
        self.row.setSpacing(look.px(8))


class TopBar(_Bar):
    """The unit, the body above it (steps back when there is no room), and at the right what is known of its papers."""

    def __init__(self, unit: str, superior: str) -> None:
        super().__init__(look.TOP_BAR, rule_below=True)
        self.pages = Button("Các trang", "quiet", icon="menu")
        self._unit = Words(unit, "strong")
        self._dot = Words("·", tone="muted")
        self._superior = Words(superior, tone="muted")
        self._sample = Pill("warning", "Sổ mẫu", strong=True)
        self.search = SearchLine()
        self._state = Pill("missing", "", tinted=False, strong=False)
        for widget in (self.pages, self._unit, self._dot, self._superior, self._sample):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        self.row.addWidget(self.search, 100)
        self.row.addWidget(self._state)
        self._sample.hide()
        self.show_state("missing", "")
        look.follow(self.fit)

    def show_unit(self, unit: str, superior: str) -> None:
        """Another name, when the organisation's record changed."""
        self._unit.say(unit)
        self._superior.say(superior)
        self._fold()

    def mark_sample(self, *, is_sample: bool) -> None:
        """A sample desk says so on every page."""
        self._sample.setVisible(is_sample)

    def show_state(self, kind: glyphs.Kind, words: str) -> None:
        """What is known of the papers sent ("Xã đã nhận kỳ T10 · chờ gửi 1"); "" shows nothing."""
        self._state.say(kind, words)
        self._has_state = bool(words)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        super().fit()
        self._fold()

    def _fold(self) -> None:
        width = look.logical(self.width())
        is_wide, is_narrow = width >= look.FOLD_WIDTH, width < look.NARROW_WIDTH
        self.pages.setVisible(is_narrow)
        self._state.setVisible(self._has_state and not is_narrow)
        self.search.set_wide(wide=is_wide)
        roomy = bool(self._superior.text()) and is_wide
        self._dot.setVisible(roomy)
        self._superior.setVisible(roomy)


class Mark(Words):
    """A small icon in a bar that grows with the zoom; the words beside it say the same."""

    def __init__(self, icon: str, token: str) -> None:
        super().__init__()
        self._icon, self._token = icon, token
        look.follow(self.fit)

    def fit(self) -> None:
        self.setPixmap(icons.picture(self._icon, self._token, 18))

    def sizeHint(self) -> QSize:
        return look.pixels(18, 18)


class StatusBar(_Bar):
    """When this desk last wrote, and at the right one sentence from the surroundings until it is read.

    Without such a sentence what went well stands there until something else is done, or the step that Ctrl+Z takes back.
    """

    def __init__(self) -> None:
        super().__init__(look.STATUS_BAR, rule_below=False)
        self._mark = Mark("check", "good")
        self._written = Words("Chưa ghi gì")
        self._warning = Mark("warning", "warn")
        self._said = Words("", tone="warn")
        self._close = Button("Đã đọc", "quiet")
        self._close.clicked.connect(lambda: self.say(""))
        self._well, self._done = Mark("check", "good"), Words("")
        self._place: Path | None = None
        self._open = Button("", "link")
        self._open.clicked.connect(self._on_open)
        self.undo = UndoLine()
        self._backup = Words("", tone="muted")
        for widget in (self._mark, self._written, self._backup):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        for part in (self._warning, self._said, self._close, self._well, self._done, self._open, self.undo):
            self.row.addWidget(part)
        self.say("")
        look.follow(self.fit)

    def show_written(self, at: datetime | None, today: date) -> None:
        """From the last entry of this device; None while there is none."""
        if at is None:
            self._written.say("Chưa ghi gì")
            return
        day = "" if at.date() == today else f" ngày {at:%d/%m/%Y}"
        self._written.say(f"Đã ghi {at:%H:%M:%S}{day}")

    def show_backup(self, words: str) -> None:
        """When the newest backup was made and checked, after the moment of the last writing."""
        self._backup.say(f"· {words}")

    def say(self, sentence: str) -> None:
        """Shows a sentence of the surroundings (disk full, stick pulled); it stays until it is read."""
        self._said.say(sentence)
        self._said.setToolTip(sentence)
        for part in (self._warning, self._said, self._close):
            part.setVisible(bool(sentence))
        if sentence:
            self._said.setAccessibleName(sentence)
        self.say_done("")

    def say_done(self, sentence: str, place: Path | None = None) -> None:
        """Shows what went well, and offers to open the `place` where it lies; "" when the person went on elsewhere.

        A sentence not read yet keeps its place.
        """
        self._place = place
        if place is not None:
            self._open.say("Mở thư mục" if place.is_dir() else "Mở tệp")
        self._done.say(sentence)
        self._done.setToolTip(sentence)
        is_free = not self._said.text()
        for part in (self._well, self._done):
            part.setVisible(is_free and bool(sentence))
        self._open.setVisible(is_free and place is not None)
        self.undo.setVisible(is_free and not sentence)

    def _on_open(self) -> None:
        from chibo_desktop.ui.outside import open_outside

        try:
            if self._place is not None:
                open_outside(self._place)
        except Trouble as trouble:
            self.say(trouble.sentence)

    def fit(self) -> None:
        super().fit()
        for button in (self._close, self._open):
            button.setFixedHeight(look.px(28))
