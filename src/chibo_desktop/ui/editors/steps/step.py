"""What every step of the meeting sheet is: a title row with the way on, fields that are kept, and one read to show."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.title_row import TitleRow


class Step(QWidget):
    """One step. It is built when first shown; `refresh` gets the whole sheet and must be quick.

    `left_for(key)` asks the sheet for another step, `pointed_at(key, record id, field)` for one place in it.
    """

    KEY: ClassVar[str]
    HAS_PAPER: ClassVar[bool] = True
    """Whether the paper stands beside this step."""

    left_for = Signal(str)
    pointed_at = Signal(str, str, str)
    left_for_page = Signal(str, str)

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.meeting_id = session, meeting_id
        self.folding: list[Button] = []
        """The buttons in the title row that stand for the thread and the paper while those are folded away."""
        self.titles = TitleRow(dict(STEPS)[self.KEY])
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.titles)
        self.titles.primary_chosen.connect(self.go_on)
        self._next = ""
        self.titles.set_primary("")  # before what is made later, so that Tab comes to it first
        look.follow(self.fit_step)

    def lead_to(self, key: str) -> None:
        """The step that comes after this one on this sheet, "" for the last."""
        if key and key != self._next:
            self.titles.set_primary(f"Tiếp: {dict(STEPS)[key]}")
        self._next = key

    def refresh(self, sheet: MeetingSheet) -> None:
        """Shows the sheet as it is stored now; what is typed and not yet written stays."""
        raise NotImplementedError

    def lock(self, *, locked: bool) -> None:
        """After finalising nothing of the step can be typed; looking and going on stay possible."""

    def subtitle(self, sheet: MeetingSheet) -> str:
        """The muted words beside the title."""
        return ""

    def fold(self, *, folded: bool) -> None:
        """Called when the thread and the paper fold away or come back."""

    def take_focus(self) -> None:
        """Puts the focus on the work, not on a button."""
        self.setFocus()

    def show_place(self, record_id: str, field: str) -> None:
        """Puts the focus on one field of one record, where the list of what is missing points at."""
        for keeper in self.findChildren(Keeper):
            editor = keeper.parent()
            if keeper.place[1:] == (record_id, field) and isinstance(editor, Field):
                editor.setFocus()
                return
        self.take_focus()

    def may_leave(self) -> bool:
        """Writes every field that can be written; what cannot stays as a draft and False is given."""
        commit_composing()
        for fresh in self.findChildren(FreshDraft):
            fresh.leave()
        outcomes = [keeper.leave() for keeper in self.findChildren(Keeper)]
        return all(outcomes)

    def rest(self) -> None:
        """Before the desk may close: nothing of the step goes on in the background."""

    def refresh_fields(self) -> None:
        """Every kept field shows what is stored now, unless something unsaved stands in it."""
        for keeper in self.findChildren(Keeper):
            keeper.refresh()

    def go_on(self) -> None:
        """The primary button, Ctrl+Enter: the next step."""
        if self._next:
            self.left_for.emit(self._next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        held = QApplication.focusWidget()
        if isinstance(held, QAbstractButton):
            held.click()
        else:
            self.focusNextChild()

    def fit_step(self) -> None:
        """Margins and gaps of this zoom."""
        self.column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        self.column.setSpacing(look.px(12))


class ScrolledStep(Step):
    """A step whose title row stays and whose `body` scrolls."""

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        self.inside = QWidget()
        self.inside.setProperty("look", "scrolled")
        self.body = QVBoxLayout(self.inside)
        self._area = QScrollArea()
        super().__init__(session, meeting_id, parent)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.column.addWidget(self._area, 1)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def lock(self, *, locked: bool) -> None:
        self.inside.setEnabled(not locked)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.inside.isAncestorOf(new):
            self._area.ensureWidgetVisible(new, 0, look.px(48))

    def _on_range(self, _least: int, _most: int) -> None:
        """Cards end where the red button ends, with the scroll bar or without it."""
        side, bar = look.px(24), self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        # three pixels around for the focus ring, which stands outside its control
        self.body.setContentsMargins(look.px(4), look.px(4), max(0, side - taken), look.px(16))

    def fit_step(self) -> None:
        super().fit_step()
        self.column.setContentsMargins(look.px(20), look.px(16), 0, 0)
        self.titles.setContentsMargins(look.px(4), 0, look.px(24), 0)
        self.body.setSpacing(look.px(16))
        self._on_range(0, 0)


def sync(layout: QLayout, shown: dict[str, QWidget], wanted: list[str]) -> None:
    """Takes away the widgets whose records are gone; they are no longer found among the children at once."""
    for key in [key for key in shown if key not in wanted]:
        layout.removeWidget(shown[key])
        take_out(shown.pop(key))
