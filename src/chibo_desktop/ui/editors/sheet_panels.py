"""The two panels beside a step: the thread with the way back, and the paper as it would be printed now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.papers import BLANK_ROLL, INVITATION, MINUTES, RESOLUTION, ROLL
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.words import Rule, Words

PAPER_WIDTH = 536


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
    """One of the meeting's papers as it would be printed now. `print_chosen(code)` asks for a print, `closed` to be put away."""

    print_chosen = Signal(str)
    back_chosen = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meeting_id, self._code, self._is_final = "", MINUTES, False
        self._back = Button("Trở lại", "quiet", icon="back")
        self._back.clicked.connect(self.back_chosen)
        self._pages = Words("", tone="muted")
        self._which = DropDown()
        self._which.setAccessibleName("Văn bản xem bên cạnh")
        self._which.activated.connect(self._on_which)
        self._print = Button("In thử", "quiet", icon="print", key="F9")
        self._print.clicked.connect(lambda: self.print_chosen.emit(self._code))
        self._close = Button("Ẩn (F7)", "quiet", name="Ẩn bản giấy (F7)")
        self._close.clicked.connect(self.closed)
        self._preview = PaperPreview(session)
        self._preview.paged.connect(lambda count: self._pages.say(f"{count} trang"))
        session.drafted.connect(self._preview.follow)
        self._head = QHBoxLayout()
        for widget in (self._back, self._which, self._pages):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        for widget in (self._print, self._close):
            self._head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._preview, 1)
        look.follow(self.fit)

    def open(self, meeting_id: str) -> None:
        """Another meeting's papers, the minutes first; nothing is tinted at first."""
        self._meeting_id, self._code = meeting_id, MINUTES

    def follow_sheet(self, sheet: MeetingSheet) -> None:
        """Shows the paper as it stands now, in a moment."""
        self._is_final = sheet.is_finalised
        papers = _papers_at(sheet)
        if self._code not in dict(papers):
            self._code = MINUTES
        box = self._which
        if papers != [(box.itemData(at), box.itemText(at)) for at in range(box.count())]:
            self._which.clear()
            for code, words in papers:
                self._which.addItem(words, code)
        self._which.setCurrentIndex(self._which.findData(self._code))
        self._show()

    def _show(self) -> None:
        is_draft = not self._is_final and self._code in (MINUTES, RESOLUTION)
        self._print.say("In thử" if is_draft else "In")
        self._preview.show_paper(self._code, self._meeting_id)

    def rest(self) -> None:
        """Lets nothing go on in the background, before the sheet or the desk closes."""
        self._preview.rest()

    def fold(self, *, folded: bool) -> None:
        """Folded, the paper takes the place of the step and has its own way back."""
        self._back.setVisible(folded)
        self._close.setVisible(not folded)

    def take_focus(self) -> None:
        """On the paper, so that the arrows scroll it."""
        self._preview.setFocus()

    def _on_which(self, _place: int) -> None:
        self._code = str(self._which.currentData() or MINUTES)
        self._show()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(24), look.px(8), look.px(10), 0)
        self._column.setSpacing(look.px(4))
        self._head.setContentsMargins(0, 0, look.px(14), 0)
        self._head.setSpacing(look.px(8))
        self._pages.setMinimumHeight(look.px(44))


def _papers_at(sheet: MeetingSheet) -> list[tuple[str, str]]:
    """The papers this meeting has, in the order of the evening."""
    papers = [(MINUTES, "Biên bản")]
    if sheet.resolution is not None:
        papers.append((RESOLUTION, sheet.resolution.shown("kind")))
    return [
        *papers,
        (ROLL, "Danh sách điểm danh"),
        (INVITATION, "Giấy mời"),
        (BLANK_ROLL, "Phiếu điểm danh ghi tay"),
    ]
