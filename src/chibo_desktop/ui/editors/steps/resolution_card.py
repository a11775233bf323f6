"""The paper that closes the meeting: its kind, what it is about, and its four parts; there may be none."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.decisions import change_resolution, put_away_resolution
from chibo_desktop.actions.meetings import change_part
from chibo_desktop.base.dates import month_after, show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.steps.kept import keep
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

KINDS = (("resolution", "Nghị quyết"), ("conclusion", "Kết luận"), ("", "Không ra văn kiện"))
NONE = "none"
PARTS = (
    ("evaluation", "Đánh giá kết quả lãnh đạo"),
    ("shortcomings", "Hạn chế, nguyên nhân"),
    ("direction", "Phương hướng, nhiệm vụ"),
    ("carrying_out", "Tổ chức thực hiện"),
)


class ResolutionCard(Card):
    """Choosing a kind begins the paper with the subject proposed; "Không ra văn kiện" puts it away with its words."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Văn kiện của buổi sinh hoạt")
        self._session, self._meeting_id = session, meeting_id
        self._paper_id, self._subject = "", ""
        self._fields: QWidget | None = None
        self._kinds = NumberedSegments([(key or NONE, words) for key, words in KINDS], NONE, "Loại văn kiện")
        self._kinds.chosen.connect(self._on_kind)
        self._none = Prose(tone="muted", width=240)
        self._said = Message()
        row = Flow(gap=look.GAP)
        row.put(self._kinds)
        self._history = HistoryButton(session, lambda: ("resolution", self._paper_id))
        self._history.hide()
        row.put(self._history, at_end=True)
        self.add(row)
        self.add(self._none)
        self.add(self._said)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """The paper as stored, or what follows from there being none."""
        self._subject = proposed_subject(sheet)
        paper = sheet.resolution
        self._kinds.take(paper.text("kind") if paper is not None else NONE)
        self._none.setVisible(paper is None)
        given = len(sheet.given)
        told = f" {given} nhiệm vụ dưới đây chỉ ghi trong biên bản." if given else ""
        self._none.say(f"Chưa có nghị quyết hay kết luận.{told}")
        if (paper.id if paper else "") != self._paper_id:
            self._show_fields(paper)

    def _show_fields(self, paper: Facts | None) -> None:
        if self._fields is not None:
            self.body.removeWidget(self._fields)
            self._fields.hide()
            self._fields.setParent(None)
            self._fields.deleteLater()
            self._fields = None
        self._paper_id = paper.id if paper is not None else ""
        mark_record(self, "resolution", self._paper_id)
        self._history.setVisible(paper is not None)
        if paper is None:
            return
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        about = LineField("Trích yếu: về việc", max_len=200)
        fields: list[tuple[str, LineField | ProseField]] = [("summary", about)]
        fields += [(name, ProseField(label, lines=2)) for name, label in PARTS]
        for name, field in fields:
            place = ("resolution", paper.id, name)
            keep(self._session, field, place, change_resolution, target=self._meeting_id)
            column.addWidget(field)
        self.body.insertWidget(2, self._fields)

    def _on_kind(self, kind: str) -> None:
        self._said.say("absent", "")
        try:
            if kind == NONE:
                self._session.do(put_away_resolution, self._meeting_id)
            else:
                self._write(kind)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def _write(self, kind: str) -> None:
        away = None if self._paper_id else self._put_away_before()
        if self._paper_id:
            self._session.do(change_resolution, self._meeting_id, kind=kind)
        elif away is not None:
            self._session.do(change_part, "resolution", away.id, put_away=False)
            self._session.do(change_resolution, self._meeting_id, kind=kind)
        else:
            self._session.do(change_resolution, self._meeting_id, kind=kind, summary=self._subject)

    def _put_away_before(self) -> Facts | None:
        """A paper put away by the same segment comes back with its words."""
        found = select(self._session.store, "resolution", "meeting_id = ?", (self._meeting_id,), away=True)
        return found[-1] if found else None

    def take_focus(self) -> None:
        """On the kind."""
        self._kinds.take_focus()


def proposed_subject(sheet: MeetingSheet) -> str:
    """What stands after “về việc”: the tasks of the month of the meeting, of the next one after the 15th."""
    month = sheet.meeting.text("period")
    if not month:
        return ""
    is_late = (
        sheet.day.isoformat() > f"{month}-15"
    )  # as the papers reckon it: papers/decision_values.looked_at
    return f"lãnh đạo thực hiện nhiệm vụ {show_month(month_after(month) if is_late else month)}"
