"""Step "Nghị quyết, nhiệm vụ": the paper that closes the meeting, and who does what by when."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.decisions import change_resolution, put_away_resolution
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.kept import EnterKey, keep
from chibo_desktop.ui.editors.steps.step import ScrolledStep, sync
from chibo_desktop.ui.editors.steps.tasks import NewTask, TaskCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.message import Message

PAPERS = (("resolution", "Nghị quyết"), ("conclusion", "Kết luận"), ("", "Không ban hành"))
BODY = (
    ("direction", "Phương hướng, nhiệm vụ"),
    ("evaluation", "Đánh giá kết quả lãnh đạo"),
    ("shortcomings", "Hạn chế, nguyên nhân"),
    ("carrying_out", "Tổ chức thực hiện"),
)


class PaperFields(QWidget):
    """The fields of the resolution or conclusion; made when there is one."""

    def __init__(self, session: Session, paper_id: str, meeting_id: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._summary = LineField("Trích yếu", max_len=200, hint="Để trống thì máy ghi theo tháng.")
        self._number = NumberField("Số", least=1, most=9_999, hint="Để trống: lấy số kế tiếp khi chốt.")
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self._summary, 3)
        row.addWidget(self._number, 2)
        self._column.addLayout(row)
        pairs: list[tuple[LineField | ProseField, str]] = [(self._summary, "summary"), (self._number, "number")]
        for name, label in BODY:
            field = ProseField(label, lines=2 if name == "direction" else 1)
            self._column.addWidget(field)
            EnterKey(field, self.focusNextChild)
            pairs.append((field, name))
        for each, name in pairs:
            keep(session, each, ("resolution", paper_id, name), change_resolution, target=meeting_id)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setSpacing(look.px(12))


class DecisionsStep(ScrolledStep):
    KEY: ClassVar[str] = "decisions"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._papers: dict[str, QWidget] = {}
        self._tasks: dict[str, QWidget] = {}
        self._make_tasks()
        self._make_paper()
        self.body.addStretch(1)

    def _make_tasks(self) -> None:
        self._given = QVBoxLayout()
        self._given.setSpacing(look.px(12))
        self._new = NewTask(self.session, self.meeting_id)
        self.body.addLayout(self._given)
        self.body.addWidget(self._new)

    def _make_paper(self) -> None:
        card = Card("Văn kiện của buổi")
        self._kind = Segments(PAPERS, "", "Văn kiện")
        self._kind.chosen.connect(self._on_kind)
        self._paper = QVBoxLayout()
        self._said = Message()
        row = QHBoxLayout()
        row.addWidget(self._kind)
        row.addStretch(1)
        card.add_layout(row)
        card.add(self._said)
        card.add_layout(self._paper)
        self.body.addWidget(card)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._show_paper(sheet.resolution)
        self._new.show_sheet(sheet)
        sync(self._given, self._tasks, [row.id for row in sheet.given])
        for number, row in enumerate(sheet.given, 1):
            card = self._tasks.get(row.id)
            if not isinstance(card, TaskCard):
                card = self._tasks[row.id] = TaskCard(self.session, row)
                self._given.addWidget(card)
            card.show_task(number, row, sheet)
        self.refresh_fields()

    def _show_paper(self, paper: Facts | None) -> None:
        self._kind.take(paper.text("kind") if paper else "")
        sync(self._paper, self._papers, [paper.id] if paper else [])
        if paper is not None and paper.id not in self._papers:
            self._papers[paper.id] = PaperFields(self.session, paper.id, self.meeting_id)
            self._paper.addWidget(self._papers[paper.id])

    def _on_kind(self, kind: str) -> None:
        try:
            if kind:
                self.session.do(change_resolution, self.meeting_id, kind=kind)
            else:
                self.session.do(put_away_resolution, self.meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
        else:
            self._said.say("absent", "")

    def subtitle(self, sheet: MeetingSheet) -> str:
        return f"{len(sheet.given)} nhiệm vụ" if sheet.given else ""

    def take_focus(self) -> None:
        self._new.setFocus()
