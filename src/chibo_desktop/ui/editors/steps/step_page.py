"""What the five steps in the middle of the sheet share: a sentence when finalised, Ctrl+Enter, and a link to other steps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.steps.locked import locked_sentence
from chibo_desktop.ui.editors.steps.part_card import PartCard
from chibo_desktop.ui.editors.steps.reading_order import set_reading_order
from chibo_desktop.ui.editors.steps.step import ScrolledStep
from chibo_desktop.ui.editors.steps.task_report import TaskReport
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.message import Message


class StepPage(ScrolledStep):
    """`build` makes the widgets once, `show_sheet` fills them each time something was written."""

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.timeout.connect(self._show_focus)
        self._order: list[QWidget] = []
        self._locked = Message()
        self._over = QVBoxLayout()
        self._over.addWidget(self._locked)
        self.column.insertLayout(1, self._over)
        self.build()
        self.body.addStretch(1)
        look.follow(self.fit_locked)

    def build(self) -> None:
        """Makes what stands in `body`."""
        raise NotImplementedError

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Shows the sheet as it is stored."""
        raise NotImplementedError

    def refresh(self, sheet: MeetingSheet) -> None:
        self._locked.say("done", locked_sentence(sheet))
        self.lock(locked=sheet.is_finalised)
        self.show_sheet(sheet)
        self.refresh_fields()
        self.order_tabs()

    def fit_locked(self) -> None:
        """The sentence stands on the edges of the cards beneath it."""
        self._over.setContentsMargins(look.px(4), 0, look.px(24), 0)

    def order_tabs(self) -> None:
        """Tab in reading order, also after cards came and went."""
        self._order = set_reading_order(self.inside, self._order)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        super()._on_focus(old, new)
        self._laid_out.start(0)  # a card just put in has no place yet

    def _show_focus(self) -> None:
        held = QApplication.focusWidget()
        if held is not None and self.inside.isAncestorOf(held):
            self._area.ensureWidgetVisible(held, 0, look.px(48))

    def show_place(self, record_id: str, field: str) -> None:
        """Unfolds the card of a record and puts the focus on the field; a field nobody types into: on its card."""
        about = [keeper for keeper in self.findChildren(Keeper) if _is_about(keeper, record_id)]
        exact = next((keeper for keeper in about if keeper.place[2] == field), None)
        chosen = exact or (about[0] if about else None)
        card = _card_of(chosen)
        if isinstance(card, PartCard):
            card.opened.emit()
        elif isinstance(card, TaskReport) and exact is None:
            card.take_focus()
        elif chosen is None:
            self.take_focus()
        owner = exact.parent() if exact is not None else None
        if isinstance(owner, Field):
            owner.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.may_leave():
                self.go_on()
            return
        super().keyPressEvent(event)


def _is_about(keeper: Keeper, record_id: str) -> bool:
    """Whether it keeps a field of the record, or of the report on it; not of one that is still to be begun."""
    owner, _, rest = keeper.place[1].partition("/")
    return keeper.place[1] == record_id or (owner == record_id and rest != "new")


def _card_of(keeper: Keeper | None) -> QObject | None:
    """The card a kept field stands in."""
    above: QObject | None = keeper
    while above is not None and not isinstance(above, PartCard | TaskReport):
        above = above.parent()
    return above
