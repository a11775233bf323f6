"""One vote: matter, way and threshold, the three numbers, the boxes with the line that has to be reached, the result."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.ballots import add_ballot, change_ballot, put_away_ballot
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import BallotRow
from chibo_desktop.records import find_spec
from chibo_desktop.rules.attendance import VoteBase
from chibo_desktop.rules.voting import BOXES, check_votes, threshold_sentence, warnings
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.editors.steps.vote_field import VoteField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from chibo_desktop.ui.widgets.words import Prose

SHARES = {"majority": "quá một nửa", "two_thirds": "2/3"}
LOOK_AGAIN = "xem lại điểm danh"


class VoteCard(PartCard):
    """What is needed is said before a number is asked for; a counted vote folds to boxes and a sentence."""

    KIND: ClassVar[str] = "ballot"
    FIRST: ClassVar[str] = "matter"
    ACTIONS: ClassVar[Actions] = Actions(add_ballot, change_ballot, put_away_ballot)
    DROP: ClassVar[str] = "Bỏ việc này"
    SAYS_ALL_FOLDED: ClassVar[bool] = True

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: BallotRow | None = None
        self._base: VoteBase | None = None
        self._is_final = False
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._boxes, self._verdict, self._rest = VoteBoxes(), Prose(width=240), Prose(tone="muted", width=240)
        for widget in (self._boxes, self._verdict, self._rest):
            self.add(widget)
        self._wrong = Message()
        self._wrong.link_chosen.connect(self.left_for)
        way = Segments(_choices("method"), "hand", "Hình thức")
        self._limit = Segments(_choices("threshold"), "majority", "Tỷ lệ cần đạt")
        self._needed = Prose(width=240)
        self.rows.addWidget(self.keep_field("matter", LineField("Việc biểu quyết", max_len=300)))
        self.keep_choice("method", way)
        self.keep_choice("threshold", self._limit)
        labels = (Labelled("Hình thức", way), Labelled("Tỷ lệ cần đạt", self._limit))
        self.rows.addWidget(Abreast(*labels, least=760))
        self.rows.addWidget(self._needed)
        self.rows.addLayout(self._make_numbers())
        self.rows.addWidget(self._wrong)

    def _make_numbers(self) -> QHBoxLayout:
        self._numbers = QHBoxLayout()
        for name, label in BOXES:
            box = VoteField(label)
            box.said.connect(self._say_wrong)
            self._numbers.addWidget(self.keep_field(name, box))
            box.edited.connect(lambda _draft: self.show_facts())  # a result is not shown beside other numbers
        self._numbers.addStretch(1)
        return self._numbers

    def read(self, name: str, typed: str) -> object:
        value = super().read(name, typed)
        return 0 if value is None and name in ("no_count", "other_count") else value

    def show_vote(self, row: BallotRow | None, base: VoteBase, *, is_final: bool) -> None:
        """The vote with its base as they are now; None while nothing is stored."""
        self._row, self._base, self._is_final = row, base, is_final
        self.refresh()

    def show_facts(self) -> None:
        if self._base is None:
            return
        said = (
            self._row.threshold_sentence
            if self._row is not None
            else threshold_sentence(self._base.base, self._limit.taken())
        )
        self._needed.say(f"{escape(said)} Chính thức có mặt: <b>{self._base.present_official}</b>.")
        is_wrong = self._is_wrong_now()
        has_result = self.is_counted and not is_wrong
        for widget in (self._boxes, self._verdict, self._rest):
            widget.setVisible(has_result)
        if has_result:
            self._show_result()

    def _show_result(self) -> None:
        row, base = self._row, self._base
        if row is None or row.result is None or base is None:
            return
        limit = row.facts.text("threshold")
        no, other = (row.facts.count(name) or 0 for name in ("no_count", "other_count"))
        self._boxes.show_vote(row.base, row.result.yes, row.needed, SHARES.get(limit, ""))
        self._verdict.say(f"<b>{escape(row.result.sentence)}</b>")
        rest = [f"Không tán thành {no}, ý kiến khác {other}."]
        if not self._is_final:
            rest += warnings((row.result.yes, no, other), row.base, base.present_official, limit)
        self._rest.say(escape(" ".join(rest)))

    def _is_wrong_now(self) -> bool:
        """Whether the stored numbers cannot be any more, because the roll call changed; the box says so."""
        if self._row is None or self._base is None or self._is_final:
            return False
        if self._row.facts.count("yes_count") is None or self.is_unsaved:
            return False
        yes, no, other = (self._row.facts.count(name) or 0 for name, _ in BOXES)
        for name, _ in BOXES:
            self.fields[name].clear_error()
        try:
            check_votes(yes, no, other, self._base.base, self._base.present_official)
        except Refusal as refusal:
            self.fields[refusal.field or "yes_count"].show_error(refusal.sentence)
            return True
        return False

    def _say_wrong(self, sentence: str, more: str) -> None:
        """The person's own sum first; then the highest number possible, and the two ways out, one of them a link."""
        if not sentence and any(self.fields[name].error() for name, _ in BOXES if name in self.fields):
            return
        first, dot, rest = sentence.partition(". ")
        if more or not dot:
            self._wrong.say("absent", sentence, more)
            return
        link = f"<a href='roll_call'>{LOOK_AGAIN}</a>"
        self._wrong.say("absent", f"{first}.", escape(rest, quote=False).replace(LOOK_AGAIN, link))

    @property
    def is_counted(self) -> bool:
        """Whether the vote has a result, and nothing typed is waiting."""
        return self._row is not None and self._row.result is not None and not self.is_unsaved

    def describe(self) -> Row:
        if self._row is None:
            return Row(self.part_id, self.fields["matter"].value())
        facts, result = self._row.facts, self._row.result
        second = f"{facts.shown('method')} · {facts.shown('threshold').lower()}"
        if result is None:
            return Row(facts.id, facts.text("matter"), second, "late", "Chưa ghi số phiếu")
        if result.carried:
            return Row(facts.id, facts.text("matter"), second, "done", "Đủ điều kiện")
        return Row(facts.id, facts.text("matter"), second, "absent", "Chưa đủ điều kiện")

    def take_focus(self) -> None:
        """On the matter, or on the first number when the matter is known."""
        if self.is_folded or not self.part_id:
            super().take_focus()
        else:
            self.fields["yes_count"].setFocus()

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_numbers"):
            self._numbers.setSpacing(look.px(12))
            for name, _ in BOXES:
                self.fields[name].setFixedWidth(look.px(152))


def _choices(name: str) -> tuple[tuple[str, str], ...]:
    spec = find_spec("ballot").field(name)
    return tuple(spec.choices) if spec else ()
