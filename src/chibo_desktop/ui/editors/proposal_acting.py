"""What a body can do with a proposal: a row of buttons, one small form open beneath; and the steps taken so far."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.proposal_lines import paper_words
from chibo_desktop.lists.proposal_steps import StepRow
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.store import Store
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.proposal_step_form import ACTS, step_form
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Prose


class ActingCard(Card):
    """Hidden at a cell that was told of no step. `begun` with a form that was opened, `acted` once a step is written."""

    acted = Signal()
    begun = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("Các bước xử lý")
        self._session = session
        self._row: ProposalRow | None = None
        self._form: EntryForm | None = None
        self._sort = ""
        self._steps = QVBoxLayout()
        self._lines: list[Prose] = []
        self._buttons = Flow()
        self._by_sort: dict[str, Button] = {}
        for sort, (words, _, _) in ACTS.items():
            button = self._by_sort[sort] = Button(words)
            button.clicked.connect(lambda _=False, sort=sort: self.begin(sort))
            self._buttons.put(button)
        self.add_layout(self._steps)
        self.add(self._buttons)
        look.follow(self.fit_steps)

    def show_row(self, row: ProposalRow, *, may_act: bool) -> None:
        """The steps of a proposal; the form stays while it is the same proposal."""
        if self._row is not None and self._row.id != row.id:
            self.close_form()
        self._row = row
        said = [step_words(self._session.store, step) for step in row.steps]
        for place in range(max(len(said), len(self._lines))):
            if place == len(self._lines):
                self._lines.append(Prose(width=240))
                self._steps.addWidget(self._lines[-1])
            self._lines[place].say(said[place] if place < len(said) else "")
            self._lines[place].setVisible(place < len(said))
        is_open = may_act and not row.is_answered
        for sort, button in self._by_sort.items():
            button.setVisible(is_open and _may_take(row, sort))
        self._buttons.setVisible(is_open)
        self._buttons.place()
        if not is_open:
            self.close_form()
        self.setVisible(is_open or bool(said))

    def begin(self, sort: str) -> None:
        """Opens the form of a step in place of any other."""
        self.close_form()
        if self._row is None:
            return
        self._sort, self._form = sort, step_form(self._session, self._row, sort)
        self._form.written.connect(self._on_written)
        self._form.left.connect(self._on_left)
        self.add(self._form)
        self._form.setFocus()
        self.begun.emit(self._form)

    def _on_written(self, _record: str) -> None:
        self.close_form()
        self.acted.emit()

    def take_focus(self) -> bool:
        """On the button of the step last begun; False where it is not offered any more."""
        button = self._by_sort.get(self._sort)
        if button is None or not button.isVisibleTo(self.window()):
            return False
        button.setFocus()
        return True

    def _on_left(self) -> None:
        self.close_form()
        if self._sort in self._by_sort:
            self._by_sort[self._sort].setFocus()

    def close_form(self) -> None:
        """What was typed stays as a draft."""
        if self._form is None:
            return
        self._form.leave()
        self._form.hide()
        self._form.deleteLater()
        self._form = None

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()

    def fit_steps(self) -> None:
        self._steps.setSpacing(look.px(4))


def _may_take(row: ProposalRow, sort: str) -> bool:
    """One that was joined to another is only parted again; nothing that lies above is handed up."""
    if row.is_joined or sort == "parted":
        return row.is_joined and sort == "parted"
    return sort != "handed_up" or not row.is_handed_up


def step_words(store: Store, step: StepRow) -> str:
    """As in "14/8/2026 · Đảng bộ xã Mường Sáy: Chuyển cấp trên (thẩm quyền Cấp tỉnh), số 45-CV/ĐU ngày 14/8/2026"."""
    day = show_day(step.taken_on) if step.taken_on else "chưa ghi ngày"
    who = body_name(store, step.body_id) if step.body_id else ""
    head = f"<b>{escape(step.label)}</b>" + (f" ({_about(step)})" if _about(step) else "")
    paper = paper_words(step.paper_number, step.paper_on)
    due = f"hạn {show_day(step.due_on)}" if step.due_on else ""
    is_apart = step.received_on is not None and step.received_on != step.taken_on
    came = f"nhận ngày {show_day(step.received_on)}" if is_apart and step.received_on else ""
    said = " · ".join(escape(part) for part in (who, came, paper, due, step.note) if part)
    return f"{day}: {head}{' · ' if said else ''}{said}"


def _about(step: StepRow) -> str:
    if step.sort in ("classified", "handed_up"):
        return escape(dict(COMPETENCES).get(step.competence, ""))
    return escape(step.agency)
