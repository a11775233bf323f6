"""The meeting sheet: the thread of steps at the left, the step in the middle, the paper at the right; Esc leads back."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.answers_home import list_answers
from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet, meeting_sheet
from chibo_desktop.store.known import reading
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.first_step import first_step
from chibo_desktop.ui.editors.help_topics import OF_STEP, mark_help
from chibo_desktop.ui.editors.history_button import mark_record
from chibo_desktop.ui.editors.paper_work import print_paper
from chibo_desktop.ui.editors.sheet_foot import SheetFoot
from chibo_desktop.ui.editors.sheet_panels import PAPER_WIDTH, PaperPanel, ThreadPanel, hold_width
from chibo_desktop.ui.editors.steps import STEP_CLASSES
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.session import LAST_STEP, Session
from chibo_desktop.ui.undo_list import UndoList
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.words import Rule

PAPER_OPEN = "paper_open"
"""The setting that remembers whether the paper stands beside the steps."""

LOOKED_AT_MS = 300
"""After a step is shown nobody types for so long: then the next one is made, so that it comes at once."""

SIDES_WIDTH = 1320
"""Logical width that thread, widest step and paper need beside each other; under it two of them fold away."""

_Side = Literal["step", "thread", "paper"]
_LABELS = dict(STEPS)


class SheetEditor(QWidget):
    """`closed` when the person goes back to the pages; everything typed is kept first."""

    closed = Signal()
    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._meeting_id, self._key = "", ""
        self._is_leaving = False
        self._sheet: MeetingSheet | None = None
        self._steps: dict[str, Step] = {}
        self._side: _Side = "step"
        self._classes = {cls.KEY: cls for cls in STEP_CLASSES}
        self._keys: list[str] = []
        self._ahead, self._filled = QTimer(self), ""
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(LOOKED_AT_MS)
        self._ahead.timeout.connect(self._build_ahead)
        self._thread = ThreadPanel()
        self._thread.step_chosen.connect(self.show_step)
        self._thread.back_chosen.connect(self.close_sheet)
        self._foot = SheetFoot(session)
        self._foot.put_away.connect(self.closed)
        self._thread.add_foot(self._foot)
        self._stack = QWidget()  # not a stack: steps that are not seen must not widen the window
        self._stack_box = QVBoxLayout(self._stack)
        self._stack_box.setContentsMargins(0, 0, 0, 0)
        self._paper = PaperPanel(session)
        self._paper.print_chosen.connect(self._on_print)
        self._paper.back_chosen.connect(lambda: self._show_side("step"))
        self._paper.closed.connect(self.toggle_paper)
        self._paper_buttons: dict[str, Button] = {}
        self._is_paper_open = bool(session.settings.get(PAPER_OPEN, True))
        self._rules = (Rule("down"), Rule("down"))
        self._lay_out()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self._thread, self._rules[0], self._stack, self._rules[1], self._paper):
            row.addWidget(widget, 1 if widget is self._stack else 0)
        for keys, act in (
            ("Esc", self._on_escape),
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("F7", self.toggle_paper),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open_meeting(self, meeting_id: str) -> bool:
        """Opens one meeting where it was left, the answers that came home on its agenda; False when there is none of that id."""
        if meeting_sheet(self.session.store, meeting_id) is None:
            return False
        self.session.do(list_answers, meeting_id)
        sheet = meeting_sheet(self.session.store, meeting_id)
        if sheet is None:
            return False
        self._drop_steps()
        if meeting_id != self._meeting_id:
            UndoList.of(self.session).begin()
        self._meeting_id, self._sheet, self._key = meeting_id, sheet, ""
        self._keys = [step.key for step in sheet.steps if step.key in self._classes]
        mark_record(self, "meeting", meeting_id)
        self._foot.show_meeting(meeting_id)
        self._paper.open(meeting_id)
        kept, _, key = self.session.settings.get(LAST_STEP, "").partition("/")
        left = key if kept == meeting_id else ""
        self.show_step(first_step(sheet, self._keys, left, self.session.now().date()))
        return True

    def _drop_steps(self) -> None:
        for step in self._steps.values():
            step.may_leave()
            step.rest()
            self._stack_box.removeWidget(step)
            step.hide()
            step.deleteLater()
        self._steps.clear()
        self._paper_buttons.clear()
        self._ahead.stop()
        self._filled = ""

    def refresh(self) -> None:
        """Reads the sheet again and shows it; what is typed and not yet written stays.

        While a step is being left nothing is shown anew: the step that comes shows what was written.
        """
        if self._is_leaving:
            return
        sheet = meeting_sheet(self.session.store, self._meeting_id)
        if sheet is None:
            return
        self._sheet = sheet
        self._keys = [step.key for step in sheet.steps if step.key in self._classes]
        if self._key and self._key not in self._keys:
            self.show_step(self._keys[0])  # the kind changed, or what the step was there for was undone
            return
        with reading(self.session.store):
            self._foot.show_state(is_finalised=sheet.is_finalised)
            self._thread.show_steps(sheet, self._keys, self._key)
            if self._key:
                self._steps[self._key].lead_to(self._after(self._key))
                self._steps[self._key].refresh(sheet)
            self._paper.follow_sheet(sheet)
        self._name_step()
        if self._ahead.isActive():  # the person is writing: the step after this one waits for a pause
            self._ahead.start()

    def show_step(self, key: str) -> None:
        """Another step, or the next one there is; the one before is written or kept as a draft."""
        commit_composing()
        if key not in self._keys:
            key = self._after(key) or self._keys[-1]
        self._write_step()
        if key not in self._steps:
            self._add_step(key)
        self._key, self._side = key, "step"
        mark_help(self, OF_STEP.get(key, ""))
        self.session.settings.put(LAST_STEP, f"{self._meeting_id}/{key}")
        self.refresh()
        for name, each in self._steps.items():
            if name != key:
                each.hide()
        self._arrange()  # before it shows: a layout that is too wide for a moment would widen the window for good
        self._steps[key].show()
        self._steps[key].take_focus()
        self._ahead.start()

    def _add_step(self, key: str) -> None:
        step = self._classes[key](self.session, self._meeting_id)
        step.left_for.connect(self._on_left_for)
        step.pointed_at.connect(self.show_place)
        step.left_for_page.connect(self.go_to)
        self._steps[key] = step
        step.hide()
        self._stack_box.addWidget(step)
        self._add_folded(step)

    def _build_ahead(self) -> None:
        """The step after this one is made, then filled, while the person looks at this one; it waits hidden."""
        key = self._after(self._key)
        if not key or not self.isVisible() or self._sheet is None:
            return
        if key not in self._steps:
            self._add_step(key)
            self._ahead.start()
        elif self._filled != key:
            self._filled = key
            self._steps[key].refresh(self._sheet)

    def _after(self, key: str) -> str:
        """The step of this sheet that comes after one, "" after the last; what a sheet does not have is passed over."""
        order = list(_LABELS)
        later = order[order.index(key) + 1 :] if key in order else []
        return next((each for each in later if each in self._keys), "")

    def _on_left_for(self, key: str) -> None:
        """The step asks for the next: what could not be written keeps it here, with the reason beside the field."""
        commit_composing()
        if self._write_step():
            self.show_step(key)
        else:
            self.refresh()

    def _write_step(self) -> bool:
        """Writes what stands in the step shown; False when something stays as a draft."""
        if not self._key:
            return True
        self._is_leaving = True
        try:
            return self._steps[self._key].may_leave()
        finally:
            self._is_leaving = False

    def go_on(self) -> None:
        """Ctrl+Enter: the primary button of the step."""
        commit_composing()
        if self._key:
            self._steps[self._key].go_on()

    def show_place(self, key: str, record_id: str, field: str) -> None:
        """The step, and in it one field of one record."""
        self.show_step(key)
        self._steps[self._key].show_place(record_id, field)

    def _on_escape(self) -> None:
        if self._side == "paper":
            self._show_side("step")
        else:
            self.close_sheet()

    def close_sheet(self) -> None:
        """Keeps everything typed and goes back to the pages."""
        commit_composing()
        self.leave()
        self.closed.emit()

    def leave(self) -> None:
        """Writes what can be written; the rest stays as drafts. Nothing goes on in the background."""
        for step in self._steps.values():
            step.may_leave()
            step.rest()
        self._paper.rest()

    def take_focus(self) -> None:
        """On the work of the step shown."""
        if self._key:
            self._steps[self._key].take_focus()

    def _on_print(self, code: str, record_id: str) -> None:
        self.leave()
        print_paper(self.session, self, code, record_id)

    def toggle_paper(self) -> None:
        """F7: the paper goes and comes; where all is folded it takes the place of the step."""
        if self.is_folded():
            self._show_side("step" if self._side == "paper" else "paper")
            return
        if not self._has_paper():
            return
        held = QApplication.focusWidget()
        self._is_paper_open = not self._is_paper_open
        self.session.settings.put(PAPER_OPEN, self._is_paper_open)
        self._arrange()
        if held is None or not held.isVisible():
            self.take_focus()

    def _has_paper(self) -> bool:
        return not self._key or self._classes[self._key].HAS_PAPER

    def is_folded(self) -> bool:
        """Whether thread and paper are behind their buttons."""
        return look.logical(self.width()) < SIDES_WIDTH

    def _add_folded(self, step: Step) -> None:
        for words, icon, side in (("Các bước", "menu", "thread"), ("Bản giấy", "papers", "paper")):
            button = Button(words, icon=icon)
            step.titles.add(button)  # first: shown before it has a parent it would flash up as a window
            button.setVisible(self.is_folded())
            button.clicked.connect(
                self.toggle_paper if side == "paper" else lambda _=False: self._show_side("thread")
            )
            if side == "paper":
                button.setToolTip("F7")
                self._paper_buttons[step.KEY] = button
            else:
                step.folding.append(button)

    def _show_side(self, side: _Side) -> None:
        self._side = side
        self._arrange()
        if side == "thread":
            self._thread.take_focus()
        elif side == "paper":
            self._paper.take_focus()
        else:
            self.take_focus()

    def _arrange(self) -> None:
        folded = self.is_folded()
        if not folded:
            self._side = "step"
        beside = not folded and self._has_paper() and self._is_paper_open
        shown = {
            self._thread: not folded or self._side == "thread",
            self._stack: self._side == "step",
            self._paper: beside or self._side == "paper",
            self._rules[0]: not folded,
            self._rules[1]: beside,
        }
        hold_width(self._thread, None if folded else look.THREAD)
        hold_width(self._paper, None if folded else PAPER_WIDTH)
        self._paper.fold(folded=folded)
        for button in self._paper_buttons.values():
            button.setVisible(folded or (self._has_paper() and not self._is_paper_open))
        for step in self._steps.values():
            for button in step.folding:
                button.setVisible(folded)
            step.fold(folded=folded)
        self._name_step()
        # what goes before what comes: both at once would widen the window for good
        for widget in sorted(shown, key=lambda each: shown[each]):
            widget.setVisible(shown[widget])

    def _name_step(self) -> None:
        """Folded, the title says which step of how many, because the thread is not seen."""
        if not self._key:
            return
        label = _LABELS[self._key]
        number = self._keys.index(self._key) + 1
        title = f"{number}  {label}" if self.is_folded() else label
        step = self._steps[self._key]
        said = step.subtitle(self._sheet) if self._sheet is not None else ""
        step.titles.set_title(title, said or None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def fit(self) -> None:
        self._arrange()
