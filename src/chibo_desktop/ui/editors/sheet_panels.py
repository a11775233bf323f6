"""The two panels beside a step: the thread with the way back, and the paper as it would be printed now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.papers import MINUTES, RESOLUTION, preview_blocks
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.preview import changed_key, papers_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.paper_view import Paper, PaperView
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.words import Rule, Words

PAPER_WIDTH = 536
SHOW_AFTER_MS = 60
"""The paper follows a moment after the key, so that keys never wait for it."""


class ThreadPanel(QWidget):
    """`step_chosen(key)`; `back_chosen` is the way to the pages."""

    step_chosen = Signal(str)
    back_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._back = Button("Các trang", "quiet", icon="back")
        self._back.clicked.connect(self.back_chosen)
        self._thread = Thread()
        self._thread.step_chosen.connect(lambda number: self.step_chosen.emit(self._keys[number - 1]))
        self._head = QHBoxLayout()
        self._head.addWidget(self._back)
        self._head.addStretch(1)
        self._head.addWidget(Words("Esc", tone="muted"))
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self._thread)
        self._inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Rule())
        column.addWidget(area, 1)
        self._column = column
        look.follow(self.fit)

    def add_foot(self, widget: QWidget) -> None:
        """Puts something under the thread."""
        self._column.addWidget(widget)

    def show_steps(self, sheet: MeetingSheet, keys: Sequence[str], now: str) -> None:
        """The steps there are, numbered, with the state of each; `now` is the one on the screen."""
        self._keys = list(keys)
        found = {step.key: step for step in sheet.steps}
        self._thread.set_steps(
            [
                Step(number, found[key].label, "now" if key == now else found[key].state)  # type: ignore[arg-type]
                for number, key in enumerate(keys, 1)
            ]
        )

    def take_focus(self) -> None:
        """On the step that is on the screen."""
        buttons = [button for button in self._thread.findChildren(QWidget) if button.focusPolicy()]
        place = next((at for at, step in enumerate(self._thread.steps()) if step.state == "now"), 0)
        if place < len(buttons):
            buttons[place].setFocus()

    def fit(self) -> None:
        self._head.setContentsMargins(look.px(16), look.px(8), look.px(20), look.px(8))
        self._inside.setContentsMargins(0, look.px(8), 0, look.px(8))
        self._head.setSpacing(look.px(8))
        self._back.setMinimumHeight(look.px(44))


class PaperPanel(QWidget):
    """The minutes, or the resolution once there is one. `print_chosen(code)` asks for a trial print."""

    print_chosen = Signal(str)
    back_chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._meeting_id = ""
        self._code = MINUTES
        self._shown: dict[str, list[Paper]] = {}
        self._back = Button("Trở lại", "quiet", icon="back")
        self._back.clicked.connect(self.back_chosen)
        self._title = Words("Bản giấy", "strong")
        self._which = Segments((("minutes", "Biên bản"), ("resolution", "Nghị quyết")), "minutes", "Văn bản")
        self._which.chosen.connect(self._on_which)
        self._print = Button("In thử", "quiet", icon="print", key="F9")
        self._print.clicked.connect(lambda: self.print_chosen.emit(self._code))
        self._view = PaperView()
        self._head = QHBoxLayout()
        self._head.addWidget(self._back)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._which)
        self._head.addWidget(self._print)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._view, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOW_AFTER_MS)
        self._later.timeout.connect(self.show_now)
        look.follow(self.fit)

    def open(self, meeting_id: str) -> None:
        """Another meeting's papers; nothing is tinted at first."""
        self._meeting_id, self._code = meeting_id, MINUTES
        self._which.take("minutes")
        self._shown.clear()

    def follow_sheet(self, sheet: MeetingSheet) -> None:
        """Shows the paper anew in a moment."""
        has_resolution = sheet.resolution is not None
        self._which.setVisible(has_resolution)
        self._print.say("In" if sheet.is_finalised else "In thử")
        if not has_resolution:
            self._code = MINUTES
        if self._shown:
            self._later.start()
        else:
            self.show_now()

    def fold(self, *, folded: bool) -> None:
        """Folded, the paper takes the place of the step and has its own way back."""
        self._back.setVisible(folded)

    def take_focus(self) -> None:
        """On the paper, so that the arrows scroll it."""
        self._view.setFocus()

    def show_now(self) -> None:
        """Fills the form from what is stored; about 20 ms."""
        if not self._meeting_id:
            return
        try:
            after = papers_of(preview_blocks(self._session.desk, self._code, self._meeting_id))
        except (Refusal, Trouble) as problem:
            after = [Paper(problem.sentence, "flush")]
        before = self._shown.get(self._code, [])
        self._shown[self._code] = after
        if before == after:
            return
        self._view.set_paper(after, changed_key(before, after))
        pages = self._view.page_count()
        self._title.say(f"Bản giấy, {pages} trang" if pages > 1 else "Bản giấy, trang 1")

    def _on_which(self, key: str) -> None:
        self._code = MINUTES if key == "minutes" else RESOLUTION
        self._shown.pop(self._code, None)
        self.show_now()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(24), look.px(8), look.px(10), 0)
        self._column.setSpacing(look.px(4))
        self._head.setContentsMargins(0, 0, look.px(14), 0)
        self._head.setSpacing(look.px(8))
        self._title.setMinimumHeight(look.px(44))
