"""What may be done once a person was voted on: the resolution begun, and when an exemption can be written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.cases import change_case_paper, draft_case_resolution
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.case_paper import direction_of, summary_of
from chibo_desktop.lists.cases import CaseRow
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.paper_fields import PaperFields
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

PARTS = (
    ("evaluation", "Ghi thêm về kết quả xét (số phiếu đã có sẵn)"),
    ("direction", "Chi bộ quyết định, đề nghị"),
)
SAYS_ITSELF: dict[str, Callable[[CaseRow], str]] = {"summary": summary_of, "direction": direction_of}
"""What the paper says of the result where nobody wrote words of their own."""


class CaseFollow(QWidget):
    """Hidden until there is a result. The list is only changed by the button that says so."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: CaseRow | None = None
        self._paper_id = ""
        self._fields: PaperFields | None = None
        self._draft = Button("Dự thảo nghị quyết về trường hợp này", icon="edit")
        self._draft.clicked.connect(lambda: self._do(draft_case_resolution))
        self._drop = Button("Bỏ nghị quyết này", "quiet", icon="put-away")
        self._drop.clicked.connect(self._on_drop)
        self._later, self._said = Prose(tone="muted", width=240), Message()
        self._column = QVBoxLayout(self)
        self._buttons = Flow()
        for button in (self._draft, self._drop):
            self._buttons.put(button)
        self._column.addWidget(self._buttons)
        self._column.addWidget(self._later)
        self._column.addWidget(self._said)
        look.follow(self.fit)

    def show_case(self, row: CaseRow | None, *, is_final: bool) -> None:
        """The case as stored."""
        self._row = row
        self.setVisible(row is not None and row.carried is not None)
        if row is None:
            return
        self._draft.setVisible(row.resolution is None and not is_final)
        self._drop.setVisible(row.resolution is not None and not is_final)
        self._show_exemption(row, is_final=is_final)
        self._buttons.place()
        paper_id = row.resolution.id if row.resolution is not None else ""
        if paper_id != self._paper_id:
            self._show_paper(row.resolution)
        if self._fields is None:
            return
        for name, words_of in SAYS_ITSELF.items():
            words = words_of(row)
            self._fields.texts[name].set_hint(f"Để trống thì nghị quyết ghi: “{words}”" if words else "")

    def _show_exemption(self, row: CaseRow, *, is_final: bool) -> None:
        """Before finalising: when it can be written into the list. After, `ExemptionsCard` stands above the cards."""
        start = row.facts.day("from_on")
        said = "Ghi “Miễn từ ngày” để ghi diện miễn sinh hoạt vào danh sách."
        if start is not None:
            said = f"Chốt buổi họp xong thì ghi được diện miễn sinh hoạt từ ngày {show_day(start)} vào danh sách."
        is_said = row.matter == "exemption" and row.is_decided_here and not is_final
        self._later.say(said if is_said else "")
        self._later.setVisible(is_said)

    def _show_paper(self, paper: Facts | None) -> None:
        if self._fields is not None:
            take_out(self._fields)
            self._fields = None
        self._paper_id = paper.id if paper is not None else ""
        if paper is None:
            return
        self._fields = PaperFields(self._session, paper.id, PARTS, change_case_paper, lines=3)
        self._fields.column.insertWidget(0, Words("Nghị quyết về trường hợp này", "strong"))
        self._column.insertWidget(0, self._fields)

    def _on_drop(self) -> None:
        if self._paper_id:
            self._try(lambda: self._session.do(change_case_paper, self._paper_id, put_away=True))

    def _do(self, action: Callable[..., Any]) -> None:
        if self._row is not None:
            case_id = self._row.facts.id
            self._try(lambda: self._session.do(action, case_id))

    def _try(self, act: Callable[[], object]) -> None:
        self._said.say("absent", "")
        try:
            act()
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
