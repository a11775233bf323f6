"""Long work: what is done, how many of how many, how long still, and Stop."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words


def time_left(seconds: float) -> str:
    """Words for the time still needed; small spans are rounded up, so that it never promises too much."""
    if seconds < 5:
        return "sắp xong"
    if seconds < 90:
        return f"còn chừng {-(-int(seconds) // 10) * 10}\u00a0giây"
    return f"còn chừng {-(-int(seconds) // 60)}\u00a0phút"


class Progress(QWidget):
    """Shows one piece of long work; `stop_asked` asks the worker to end at the next step."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what, self._total = "", 0
        self._since = QElapsedTimer()
        self._words = Words("", "strong")
        self._count = Words("", tone="muted")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._stop = Button("Dừng", icon="close")
        self._stop.clicked.connect(self._on_stop)
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        for widget in (self._words, self._bar, self._count):
            self._column.addWidget(widget)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self._stop)
        self.setFocusProxy(self._stop)
        look.follow(self.fit)

    def start(self, what: str, total: int) -> None:
        """Begins at nothing done; `total` 0 means the number of steps is not known."""
        self._what, self._total = what, total
        self._words.say(what)
        self._bar.setRange(0, total)
        self._stop.setEnabled(True)
        self._stop.say("Dừng")
        self._since.start()
        self.advance(0)

    def advance(self, done: int) -> None:
        """`done` steps are finished; the time left is reckoned from the pace so far."""
        self._bar.setValue(done)
        if not self._total:
            self._say("")
        elif done <= 0:
            self._say(f"0 trên {self._total}")
        else:
            left = self._since.elapsed() / 1000 / done * (self._total - done)
            end = f" · {time_left(left)}" if done < self._total else ""
            self._say(f"{done} trên {self._total}{end}")

    def _say(self, count: str) -> None:
        self._count.say(count)
        self.setAccessibleName(f"{self._what}, {count}" if count else self._what)
        self._bar.setAccessibleName(self.accessibleName())

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._stop.say("Đang dừng")
        self.stop_asked.emit()

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))
        self._column.setSpacing(look.px(6))
