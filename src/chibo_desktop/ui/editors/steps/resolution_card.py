"""The paper that closes the meeting: its kind, what it is about, and its four parts; there may be none."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.decisions import change_resolution, put_away_resolution
from chibo_desktop.actions.drafting import draft_resolution, drafted
from chibo_desktop.actions.meetings import change_part
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.editors.steps.paper_fields import PaperFields
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

NONE = "none"
WORDS = {"resolution": "Nghị quyết", "conclusion": "Kết luận"}
DRAFTED = (
    "Chương trình soạn từ kết luận, kết quả và nhiệm vụ đã ghi. Đọc lại, sửa chỗ chưa đúng; Ctrl+Z bỏ cả."
)
PARTS = (
    ("evaluation", "Đánh giá kết quả lãnh đạo"),
    ("shortcomings", "Hạn chế, nguyên nhân"),
    ("direction", "Phương hướng, nhiệm vụ"),
    ("carrying_out", "Tổ chức thực hiện"),
)


class ResolutionCard(Card):
    """Choosing a kind begins the paper, drafted from what is written; "Không ra văn kiện" puts it away with its words.

    `helping` is a button that helps to write its parts.
    """

    def __init__(self, session: Session, meeting_id: str, helping: QWidget) -> None:
        super().__init__("Văn kiện của buổi sinh hoạt")
        self._session, self._meeting_id = session, meeting_id
        self._paper_id = ""
        self._fields: PaperFields | None = None
        self._choices: tuple[str, ...] = ()
        self._kinds = NumberedSegments([(NONE, "Không ra văn kiện")], NONE, "Loại văn kiện")
        self._none, self._said = Prose(tone="muted", width=240), Message()
        self._draft = Button("Soạn phần còn trống", icon="edit")
        self._draft.clicked.connect(self._on_draft)
        self._helping = helping
        self._history = HistoryButton(session, lambda: ("resolution", self._paper_id))
        self._history.hide()
        self._top = QVBoxLayout()
        self.add_layout(self._top)
        self.add(self._none)
        self.add(self._said)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """The paper as stored, or what follows from there being none."""
        paper = sheet.resolution
        own = (paper.text("kind"),) if paper is not None else ()
        self._offer(tuple(dict.fromkeys((*sheet.kind.closes_with, *own))))
        self._kinds.take(own[0] if own else NONE)
        self._none.setVisible(paper is None)
        given = len(sheet.given)
        told = f" {given} nhiệm vụ dưới đây chỉ ghi trong biên bản." if given else ""
        self._none.say(f"Chưa có văn kiện.{told} Chọn loại: chương trình soạn sẵn từ những điều đã ghi.")
        left = [name for name, words in drafted(sheet).items() if words and paper and not paper.text(name)]
        self._draft.setVisible(bool(left) and not sheet.is_finalised)
        self._helping.setVisible(paper is not None and not sheet.is_finalised)
        self.set_note("" if sheet.attendance.came or sheet.is_finalised else "dự thảo, chưa họp")
        if (paper.id if paper else "") != self._paper_id:
            self._show_fields(paper)

    def _offer(self, kinds: tuple[str, ...]) -> None:
        """The kinds of paper that may close a meeting of this kind, and none."""
        if kinds == self._choices:
            return
        self._choices = kinds
        before = self._top.takeAt(0)
        shown = before.widget() if before is not None else None
        choices = [*((kind, WORDS.get(kind, kind)) for kind in kinds), (NONE, "Không ra văn kiện")]
        self._kinds = NumberedSegments(choices, NONE, "Loại văn kiện")
        self._kinds.chosen.connect(self._on_kind)
        row = Flow(gap=look.GAP)
        row.put(self._kinds)
        row.put(self._draft)
        for button in (self._helping, self._history):
            row.put(button, at_end=True)
        self._top.addWidget(row)
        if shown is not None:
            shown.deleteLater()

    def _show_fields(self, paper: Facts | None) -> None:
        if self._fields is not None:
            take_out(self._fields)
            self._fields = None
        self._paper_id = paper.id if paper is not None else ""
        mark_record(self, "resolution", self._paper_id)
        self._history.setVisible(paper is not None)
        if paper is None:
            return
        self._fields = PaperFields(
            self._session, paper.id, PARTS, change_resolution, lines=2, target=self._meeting_id
        )
        self.body.addWidget(self._fields)

    def _on_kind(self, kind: str) -> None:
        self._said.say("absent", "")
        try:
            if kind == NONE:
                self._session.do(put_away_resolution, self._meeting_id)
            else:
                self._write(kind)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def _on_draft(self) -> None:
        try:
            self._session.do(draft_resolution, self._meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
        else:
            self._said.say("done", DRAFTED)

    def _write(self, kind: str) -> None:
        away = None if self._paper_id else self._put_away_before()
        if self._paper_id:
            self._session.do(change_resolution, self._meeting_id, kind=kind)
        elif away is not None:
            self._session.do(change_part, "resolution", away.id, put_away=False)
            self._session.do(change_resolution, self._meeting_id, kind=kind)
        else:
            self._session.do(draft_resolution, self._meeting_id, kind=kind)
            self._said.say("done", DRAFTED)

    def _put_away_before(self) -> Facts | None:
        """A paper put away by the same segment comes back with its words; one about a person is another."""
        mine = "meeting_id = ? AND case_id IS NULL"
        found = select(self._session.store, "resolution", mine, (self._meeting_id,), away=True)
        return found[-1] if found else None

    def take_focus(self) -> None:
        """On the kind."""
        self._kinds.take_focus()
