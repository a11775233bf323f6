"""The band over the pages while a body above types for a cell: whose book this is, and the way back; never closed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Button

HEIGHT = 52
BACK_KEY = "Ctrl+W"
"""As windows and papers are closed elsewhere: here it closes the book of the cell."""


class TypingBand(QWidget):
    """Full width, in the strong blue nothing else of that size has; `home_chosen` by its button or the key."""

    home_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icon = "", "edit"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._home = Button("Về Đảng ủy xã", icon="back")
        self._home.clicked.connect(self.home_chosen)
        self._home.setToolTip(f"Trở lại sổ của Đảng ủy xã ({BACK_KEY})")
        self._row.addWidget(self._home)
        QShortcut(QKeySequence(BACK_KEY), self).activated.connect(self.home_chosen)
        look.follow(self.fit)

    def say(self, cell: str, ended_on: date | None) -> None:
        """Whose book is open; with a day: since when it can only be looked at."""
        self._icon = "edit" if ended_on is None else "eye"
        self._words = (
            f"Đang nhập thay cho {cell}"
            if ended_on is None
            else f"Chỉ xem: {cell} có máy riêng từ {show_day(ended_on)}"
        )
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)
        self.update()

    def words(self) -> str:
        """What stands on the band."""
        return self._words

    def fit(self) -> None:
        self.setFixedHeight(look.px(HEIGHT))
        self._row.setContentsMargins(look.px(look.PADDING), 0, look.px(look.PADDING), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._home.minimumSizeHint().width() + look.px(200), look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, look.colour("info"))
        side, mark = look.px(look.PADDING), look.px(24)
        picture = icons.picture(self._icon, "on_info", 24)
        painter.drawPixmap(side, round(box.center().y() - mark / 2), picture)
        left = side + mark + look.px(12)
        room = QRectF(left, box.top(), self._home.x() - left - look.px(16), box.height())
        lettering.write(painter, room, BACK_KEY, "body", "on_info", align=lettering.RIGHT)
        room.setRight(room.right() - lettering.width_of(BACK_KEY) - look.px(16))
        lettering.write(painter, room, self._words, "strong", "on_info")
        painter.end()
