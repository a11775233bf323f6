"""The frame of the meeting sheet: the thread at the left, one step in the middle, the paper at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet, meeting_sheet
from chibo_desktop.store import Changes
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.paper_side import PaperSide
from chibo_desktop.ui.editors.steps import STEP_VIEWS
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.editors.taking_back import TakingBack
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets import thread
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Rule

KEYS = tuple(key for key, _ in STEPS)
STEP_WIDTH = 582
"""The middle column's logical width while the paper stands beside it."""


class MeetingSheetView(QWidget):
    """One meeting, opened. `closed` asks for the pages; `go_to(page, record id)` for one of them."""

    closed = Signal()
    go_to = Signal(str, str)

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.meeting_id = session, meeting_id
        self._steps: dict[str, Step] = {}
        self._key = ""
        self._folded = False
        self._sheet: MeetingSheet | None = None
        self._thread = thread.Thread()
        self._thread.step_chosen.connect(lambda number: self.show_step(KEYS[number - 1]))
        self._undo = TakingBack(session)
        self._side = self._make_side()
        self._locked = Message()
        self._stack = QStackedWidget()
        self._paper = PaperSide(session, meeting_id)
        self._paper.step_chosen.connect(self._on_paper)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.go_on)
        self._shortcut("Escape", self.close_sheet)
        look.follow(self.fit)

    def _shortcut(self, keys: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _make_side(self) -> QWidget:
        self._back = Button("Các trang", "quiet", icon="back")
        self._back.clicked.connect(self.close_sheet)
        self._escape = Button("Esc", "quiet", name="Về các trang, phím Esc")
        self._escape.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._escape.clicked.connect(self.close_sheet)
        self._head = QHBoxLayout()
        self._head.addWidget(self._back, 1)
        self._head.addWidget(self._escape)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._thread)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        self._side_column = QVBoxLayout(side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(0)
        self._side_column.addLayout(self._head)
        self._side_column.addWidget(Rule())
        self._side_column.addSpacing(look.px(8))
        self._side_column.addWidget(area, 1)
        self._side_column.addWidget(self._undo)
        return side

    def _lay_out(self) -> None:
        self._thread_rule, self._paper_rule = Rule("down"), Rule("down")
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._locked)
        middle.addWidget(self._stack, 1)
        self._middle = QWidget()
        self._middle.setLayout(middle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._side)
        self._row.addWidget(self._thread_rule)
        self._row.addWidget(self._middle, 1)
        self._row.addWidget(self._paper_rule)
        self._row.addWidget(self._paper, 1)

    def begin(self) -> None:
        """Opens on the step with something unsaved, else on the first that is not done."""
        sheet = meeting_sheet(self._session.store, self.meeting_id)
        if sheet is None:
            self.closed.emit()
            return
        kept = step_of_draft(self._session, sheet)
        todo = next((step.key for step in sheet.steps if step.state == "todo"), KEYS[0])
        self.show_step(kept or todo)

    def show_step(self, key: str) -> None:
        """Leaves the step shown and shows another; what could not be written stays there as a draft."""
        if self._key:
            self._steps[self._key].may_leave()
        if key not in self._steps:
            self._steps[key] = self._make_step(key)
        self._key = key
        self._stack.setCurrentWidget(self._steps[key])
        self.refresh()
        self._fold()
        self._steps[key].take_focus()

    def _make_step(self, key: str) -> Step:
        step = STEP_VIEWS[key](self._session, self.meeting_id)
        step.left_for.connect(self.show_step)
        step.pointed_at.connect(self.show_place)
        step.left_for_page.connect(self.go_to)
        for words, icon, act in (("Các bước", "menu", self.show_thread), ("Bản giấy", "file", self.show_paper)):
            button = Button(words, icon=icon)
            button.clicked.connect(act)
            button.setProperty("folding", "yes")
            step.titles.add(button)
            step.folding.append(button)
        self._stack.addWidget(step)
        return step

    def show_place(self, key: str, record_id: str, field: str) -> None:
        """Shows the place of the sheet where something is missing, the caret in it."""
        self.show_step(key)
        self._steps[key].show_place(record_id, field)

    def refresh(self) -> None:
        """Reads the meeting again and shows it in the step on the screen, the thread and the paper."""
        sheet = meeting_sheet(self._session.store, self.meeting_id)
        if sheet is None or not self._key:
            return
        self._sheet = sheet
        step = self._steps[self._key]
        step.refresh(sheet)
        step.lock(locked=sheet.is_finalised)
        self._thread.set_steps(
            [
                thread.Step(number, each.label, "now" if each.key == self._key else each.state)  # type: ignore[arg-type]
                for number, each in enumerate(sheet.steps, 1)
            ]
        )
        at = sheet.meeting.moment("finalised_at")
        shows_lock = at is not None and self._key not in ("finalise", "send")
        self._locked.say("done", f"Đã chốt ngày {show_day(at.date())}, chỉ để xem." if at and shows_lock else "")
        self._title(sheet)
        self._paper.refresh_soon()

    def _title(self, sheet: MeetingSheet) -> None:
        done = sum(each.state == "done" for each in sheet.steps)
        number = KEYS.index(self._key) + 1
        step = self._steps[self._key]
        if self._folded:
            step.titles.set_title(f"{number}\u2002{dict(STEPS)[self._key]}", f"xong {done} trên {len(KEYS)} bước")
        else:
            step.titles.set_title(dict(STEPS)[self._key], step.subtitle(sheet))

    def hear(self, changes: Changes) -> None:
        """Something was written, here or elsewhere."""
        self._undo.hear(changes)
        self.refresh()

    def go_on(self) -> None:
        """Ctrl+Enter: what the red button of the step does."""
        commit_composing()
        if self._key:
            self._steps[self._key].go_on()

    def close_sheet(self) -> None:
        """Esc: back to the step from the folded thread or paper, else back to the pages."""
        if self._folded and not self._middle.isVisibleTo(self):
            self._show_middle()
        elif self.may_leave():
            self.closed.emit()

    def may_leave(self) -> bool:
        """Writes what can be written; the rest stays as a draft, so that leaving is always possible."""
        if self._key:
            self._steps[self._key].may_leave()
        return True

    def _on_paper(self, key: str) -> None:
        if key:
            self.show_step(key)
        else:
            self._show_middle()

    def show_thread(self) -> None:
        """Folded: the steps in place of the step."""
        self._middle.hide()
        self._side.show()
        self._side.setMaximumWidth(self.width())
        self._thread.setFocus()

    def show_paper(self) -> None:
        """Folded: the paper in place of the step."""
        self._middle.hide()
        self._paper.show()
        self._paper.show_way_back(folded=True)
        self._paper.refresh_soon()

    def _show_middle(self) -> None:
        self._middle.show()
        self._fold()
        self._steps[self._key].take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Under a logical width of 1000 the thread and the paper are two buttons."""
        self._folded = look.logical(self.width()) < look.FOLD_WIDTH
        has_paper = bool(self._key) and self._steps[self._key].HAS_PAPER
        self._middle.show()
        self._side.setVisible(not self._folded)
        self._thread_rule.setVisible(not self._folded)
        self._paper.setVisible(not self._folded and has_paper)
        self._paper_rule.setVisible(not self._folded and has_paper)
        self._paper.show_way_back(folded=False)
        self._side.setFixedWidth(look.px(look.THREAD - 1))
        beside = not self._folded and has_paper
        self._middle.setMinimumWidth(look.px(STEP_WIDTH) if beside else 0)
        self._middle.setMaximumWidth(look.px(STEP_WIDTH) if beside else 16_777_215)
        for step in self._steps.values():
            for button in step.folding:
                button.setVisible(self._folded)
            step.fold(folded=self._folded)
        if self._sheet is not None and self._key:
            self._title(self._sheet)

    def fit(self) -> None:
        self._head.setContentsMargins(look.px(16), look.px(11), look.px(12), look.px(11))
        self._side_column.setSpacing(0)
        self._fold()


def step_of_draft(session: Session, sheet: MeetingSheet) -> str:
    """The step of the newest unsaved words that belong to this meeting, "" when there are none."""
    kinds = {
        "attendance": "roll_call",
        "guest": "roll_call",
        "assignment_report": "last_month",
        "agenda_item": "content",
        "opinion": "content",
        "ballot": "votes",
        "resolution": "decisions",
        "assignment": "decisions",
        "proposal": "proposals",
    }
    meeting_fields = {"dues_note": "roll_call", "last_month": "last_month", "conclusion": "content", "mood": "content"}
    meeting_fields |= {"praised": "content", "reminded": "content", "ended_at": "read_back"}
    own = {part.facts.id for part in (*sheet.agenda, *sheet.other_opinions, *sheet.ballots, *sheet.given)}
    own |= {row.facts.id for item in sheet.agenda for row in item.opinions}
    own |= {row.facts.id for row in sheet.proposals} | ({sheet.resolution.id} if sheet.resolution else set())
    for draft in list_drafts(session.store):
        if draft.kind == "meeting" and draft.id == sheet.meeting.id:
            return meeting_fields.get(draft.field, "prepare")
        if draft.kind in kinds and (sheet.meeting.id in draft.id or draft.id in own):
            return kinds[draft.kind]
    return ""
