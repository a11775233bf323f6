"""One vote: what on, how, the three counts; impossible numbers are refused beside them, the result is a sentence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from chibo_desktop.actions.ballots import change_ballot, put_away_ballot
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import BallotRow, MeetingSheet
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.kept import EnterKey, choose, keep, show_choice
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField, NumberField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from chibo_desktop.ui.widgets.words import Words

COUNTS = (("yes_count", "Tán thành"), ("no_count", "Không tán thành"), ("other_count", "Ý kiến khác"))
SHARES = {"majority": "quá nửa", "two_thirds": "2/3"}
REVIEW = "xem lại điểm danh"


def _choices(name: str) -> tuple[tuple[str, str], ...]:
    spec = find_spec("ballot").field(name)
    return spec.choices if spec else ()


class BallotCard(Card):
    """`left_for(step)` when the refusal's way out is another step."""

    left_for = Signal(str)

    def __init__(self, session: Session, row: BallotRow) -> None:
        super().__init__()
        self._session, self._id = session, row.facts.id
        self._verdict = Pill("todo", "Chưa ghi số phiếu")
        self._away = Button("", "quiet", icon="put-away", name="Bỏ việc biểu quyết này")
        self._away.clicked.connect(self._take_off)
        self._matter = LineField("Việc biểu quyết", max_len=300)
        keep(session, self._matter, ("ballot", self._id, "matter"), change_ballot)
        EnterKey(self._matter, self.take_focus)
        self._said = Message()
        self._said.link_chosen.connect(self.left_for)
        self._method = Segments(_choices("method"), "", "Hình thức biểu quyết")
        self._threshold = Segments(_choices("threshold"), "", "Tỷ lệ cần đạt")
        for segments, name in ((self._method, "method"), (self._threshold, "threshold")):
            choose(session, segments, ("ballot", self._id, name), change_ballot, said=self._said)
        self._fields = {name: self._count(name, label) for name, label in COUNTS}
        self._present = Words("", "strong")
        self._boxes = VoteBoxes()
        self._result = Words("", "strong")
        self._rest = Words("", tone="muted")
        self._lay_out()

    def _count(self, name: str, label: str) -> NumberField:
        field = NumberField(label, most=9_999)
        keep(self._session, field, ("ballot", self._id, name), change_ballot, refuse=self._refuse)
        field.edited.connect(lambda _draft: self._clear())
        EnterKey(field, self.focusNextChild)
        return field

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._verdict)
        top.addStretch(1)
        top.addWidget(self._away)
        self.add_layout(top)
        self.add(self._matter)
        how = QHBoxLayout()
        how.addWidget(self._method)
        how.addStretch(1)
        self.add_layout(how)
        share = QHBoxLayout()
        share.addWidget(self._threshold)
        share.addStretch(1)
        self.add_layout(share)
        counts = QHBoxLayout()
        counts.setSpacing(look.px(12))
        for field in self._fields.values():
            counts.addWidget(field, 2)
        here = QVBoxLayout()
        here.addWidget(Words("Có mặt", tone="muted"))
        here.addWidget(self._present)
        here.addStretch(1)
        counts.addLayout(here, 1)
        self.add_layout(counts)
        self.add(self._said)
        self.add(self._boxes)
        self.add(self._result)
        self.add(self._rest)

    def show_ballot(self, row: BallotRow, sheet: MeetingSheet) -> None:
        """The base and the result; while a number is refused nothing of a result is shown."""
        facts, outcome = row.facts, row.result
        self._present.say(str(sheet.vote_base.present_official))
        for segments, name in ((self._method, "method"), (self._threshold, "threshold")):
            show_choice(self._session.store, segments, ("ballot", self._id, name))
        is_refused = self._said.isVisibleTo(self)
        shows = outcome is not None and not is_refused
        for widget in (self._boxes, self._result, self._rest):
            widget.setVisible(shows)
        if outcome is None or is_refused:
            self._verdict.say(
                "todo", "Số phiếu chưa khớp" if is_refused else row.threshold_sentence.rstrip(".")
            )
            return
        self._boxes.show_vote(row.base, outcome.yes, outcome.needed, SHARES[facts.text("threshold")])
        self._verdict.say(*(("done", "Đạt") if outcome.carried else ("below", "Chưa đạt")))  # type: ignore[arg-type]
        self._result.say(outcome.sentence)
        self._rest.say(
            f"Không tán thành {facts.count('no_count') or 0}, ý kiến khác {facts.count('other_count') or 0}."
        )

    def is_counted(self) -> bool:
        """Whether the yes votes are written."""
        return bool(self._fields["yes_count"].value())

    def take_focus(self, *, on_matter: bool = False) -> None:
        """On the first count, or on the words of the matter."""
        (self._matter if on_matter else self._fields["yes_count"]).setFocus()

    def _refuse(self, problem: Refusal | Trouble) -> None:
        """Beside the box to mend: the own sum first, then the limit and the two ways out."""
        field = self._fields.get(problem.field or "") if isinstance(problem, Refusal) else None
        first, _, rest = problem.sentence.partition(". ")
        more = rest.replace(REVIEW, f'<a href="roll_call">{REVIEW}</a>')
        self._said.say("absent", first.rstrip(".") + ".", more)
        for widget in (self._boxes, self._result, self._rest):
            widget.hide()
        self._verdict.say("todo", "Số phiếu chưa khớp")
        if field is not None:
            field.mark_wrong(problem.sentence)

    def _clear(self) -> None:
        self._said.say("absent", "")
        for field in self._fields.values():
            field.clear_error()

    def _take_off(self) -> None:
        try:
            self._session.do(put_away_ballot, self._id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
