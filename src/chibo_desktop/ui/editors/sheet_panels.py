"""The two panels beside a step: the thread with the way back, and the paper as it would be printed now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStyleOptionComboBox, QVBoxLayout, QWidget

from chibo_desktop.actions.offered_papers import Offered, offered_papers
from chibo_desktop.actions.papers import MINUTES, RESOLUTION
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.editors.steps.locked import without_paper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.thread import Step, Thread
from chibo_desktop.ui.widgets.words import Rule, Words

PAPER_WIDTH = 536
LETTERS, LIST_WIDTH = 20, 472
"""Letters the closed list of papers shows, and the width of it opened: names of persons and items may be long."""


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


class _PaperList(DropDown):
    """As wide as any paper's usual name; what is longer is shown whole when it is open, and ends in … when closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        words, room = self.currentText(), self.width() - look.px(64)
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


class PaperPanel(QWidget):
    """One of the meeting's papers as it would be printed now. `closed` asks to be put away.

    `print_chosen(code, record_id)` asks for a print: a meeting may have several papers of one form.
    """

    print_chosen = Signal(str, str)
    back_chosen = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen, self._is_final = Offered(MINUTES, "", ""), False
        self._back = Button("Trở lại", "quiet", icon="back")
        self._back.clicked.connect(self.back_chosen)
        self._pages = Words("", tone="muted")
        self._which = _PaperList()
        self._which.setAccessibleName("Văn bản xem bên cạnh")
        self._which.activated.connect(self._on_which)
        self._print = Button("In thử", "quiet", icon="print", key="F9")
        self._print.clicked.connect(lambda: self.print_chosen.emit(self._chosen.code, self._chosen.record_id))
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
        self._chosen = Offered(MINUTES, meeting_id, "")

    def follow_sheet(self, sheet: MeetingSheet) -> None:
        """Shows the paper as it stands now, in a moment."""
        self._is_final = sheet.is_finalised
        papers = offered_papers(self._session.store, sheet.meeting.id)
        box = self._which
        if papers != [box.itemData(at) for at in range(box.count())]:
            box.clear()
            for each in papers:
                box.addItem(each.words, each)
        place = next((at for at, each in enumerate(papers) if _is_same(each, self._chosen)), 0)
        box.setCurrentIndex(place)
        self._chosen = papers[place] if papers else Offered(MINUTES, sheet.meeting.id, "")
        for widget in (box, self._pages, self._print):
            widget.setVisible(bool(papers))
        if papers:
            self._show()
        else:
            self._preview.show_none(without_paper(sheet))

    def _show(self) -> None:
        is_draft = not self._is_final and self._chosen.code in (MINUTES, RESOLUTION)
        self._print.say("In thử" if is_draft else "In")
        self._preview.show_paper(self._chosen.code, self._chosen.record_id)

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
        chosen = self._which.currentData()
        if isinstance(chosen, Offered):
            self._chosen = chosen
            self._show()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(24), look.px(8), look.px(10), 0)
        self._column.setSpacing(look.px(4))
        self._head.setContentsMargins(0, 0, look.px(14), 0)
        self._head.setSpacing(look.px(8))
        self._pages.setMinimumHeight(look.px(44))
        self._which.view().setMinimumWidth(look.px(LIST_WIDTH))


def _is_same(one: Offered, other: Offered) -> bool:
    """The same paper, whatever it is called by now."""
    return (one.code, one.record_id) == (other.code, other.record_id)


def hold_width(panel: QWidget, width: int | None) -> None:
    """So many logical pixels across, less the line beside it; None lets the panel have what there is."""
    free = 16_777_215  # Qt's own "no limit"
    panel.setMinimumWidth(0 if width is None else look.px(width) - look.hair())
    panel.setMaximumWidth(free if width is None else look.px(width) - look.hair())
