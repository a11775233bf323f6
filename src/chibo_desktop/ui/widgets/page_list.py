"""The list of pages at the left: icon, word, a count; the one shown has the red bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.taken import Taken

BAR = 16
"""Logical pixels, more than a scroll bar takes at any zoom."""


MOST_SHOWN = 99
"""A count beyond it would touch the word beside it."""


@dataclass(frozen=True)
class PageItem:
    """`icon` is a name of `ui.icons.PATHS`; a count of 0 is not shown; `key` is shown ("Alt+1"): the frame hears it."""

    page: str
    words: str
    icon: str
    count: int = 0
    key: str = ""


class _ItemButton(QPushButton):
    def __init__(self, item: PageItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_item(item)

    def show_item(self, item: PageItem) -> None:
        self.item = item
        self.setAccessibleName(f"Trang {item.words}" + (f", {item.count}" if item.count else ""))
        self.setToolTip(item.key)
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(look.PAGE_LIST, look.ROW)

    def minimumSizeHint(self) -> QSize:
        """Narrower by the bar that stands beside the list where it scrolls."""
        return look.pixels(look.PAGE_LIST - BAR, look.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        inside = box.adjusted(look.px(8), 0, -look.px(8), 0)
        token = "ink"
        if self.isChecked():
            token = "accent_text"
            lettering.panel(painter, inside, "accent_pale")
            painter.setBrush(look.colour("accent"))
            bar = QRectF(inside.left(), box.center().y() - look.px(12), look.px(4), look.px(24))
            painter.drawRoundedRect(bar, look.px(2), look.px(2))
        elif self.underMouse():
            lettering.panel(painter, inside, "tinted")
        # beside its scroll bar: word and count need all there is
        is_narrow = box.width() < look.px(look.PAGE_LIST - BAR // 2)
        left = look.px(14 if is_narrow else 24)
        picture = QRectF(left, box.center().y() - look.px(10), look.px(20), look.px(20))
        icons.paint(painter, picture, self.item.icon, token)
        room = box.adjusted(left + look.px(26 if is_narrow else 32), 0, -look.px(12 if is_narrow else 20), 0)
        if self.item.count:
            shown = str(self.item.count) if self.item.count <= MOST_SHOWN else f"{MOST_SHOWN}+"
            lettering.write(painter, room, shown, "body", "muted", align=lettering.RIGHT)
        else:
            room.setRight(box.right() - look.px(4 if is_narrow else 10))
        lettering.write(painter, room, self.item.words, "strong" if self.isChecked() else "body", token)
        painter.end()


class PageList(QWidget):
    """`page_chosen(page)` when a person goes to a page; ↑↓ move between the words."""

    page_chosen = Signal(str)

    def __init__(self, items: Sequence[PageItem], shown: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Các trang")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._group = QButtonGroup(self)
        self._buttons = {item.page: _ItemButton(item, self) for item in items}
        for button in self._buttons.values():
            self._group.addButton(button)
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._taken = Taken(self._group, self._buttons, self.page_chosen.emit)
        self.show_page(shown)
        look.follow(self.fit)

    def show_page(self, page: str) -> None:
        """Marks the page now shown; sends nothing."""
        self._taken.take(page)

    def set_count(self, page: str, count: int) -> None:
        button = self._buttons[page]
        old = button.item
        button.show_item(PageItem(old.page, old.words, old.icon, count, old.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        place = max(0, min(len(buttons) - 1, here + step))
        buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """On the page now shown."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        self._column.setContentsMargins(0, look.px(16), 0, look.px(16))
        self._column.setSpacing(0)


class PagesBeside(QScrollArea):
    """The list where it stands: on a low screen it scrolls."""

    def __init__(self, pages: PageList) -> None:
        super().__init__()
        pages.setProperty("look", "scrolled")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(pages)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(look.ROW, 2 * look.ROW)
