"""The votes for each form of discipline: a number beside each form, the heaviest last, and how they are added up."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.ballots import change_ballot
from chibo_desktop.actions.cases import change_vote
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.ballots import BallotRow
from chibo_desktop.lists.cases import CaseRow
from chibo_desktop.records.meeting import MEASURES
from chibo_desktop.rules.voting import PAPERS
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import keep
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.vote_card import choices_of
from chibo_desktop.ui.editors.steps.vote_field import VoteField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class MeasureVotes(QWidget):
    """Hidden until the vote was begun; its fields are made once for the votes of one round."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._case_id = session, ""
        self._ids: tuple[str, ...] = ()
        self._boxes: list[VoteField] = []
        self._papers: list[VoteField] = []
        self._column = QVBoxLayout(self)
        self._base = Prose(tone="muted", width=240)
        self._way = Segments(choices_of("method"), "", "Hình thức")
        self._way.chosen.connect(self._on_way)
        self._fields: QWidget | None = None
        self._wrong = Message()
        self._column.addWidget(Labelled("Hình thức biểu quyết", self._way))
        self._column.addWidget(self._base)
        self._column.addWidget(self._wrong)
        self.hide()
        look.follow(self.fit)

    def show_votes(self, rows: Sequence[BallotRow], case: CaseRow) -> None:
        """The votes of the newest round."""
        last = max((row.facts.count("round") or 1 for row in rows), default=0)
        shown = [row for row in rows if (row.facts.count("round") or 1) == last]
        self._case_id = case.facts.id
        self.setVisible(bool(shown))
        if not shown:
            return
        ids = tuple(row.facts.id for row in shown)
        if ids != self._ids:
            self._ids = ids
            self._make_fields(shown)
        self._way.take(shown[0].facts.text("method"))
        for box in self._papers:
            box.setVisible(shown[0].facts.text("method") == "secret")
        counted = shown[0].counted
        self._base.say(
            f"{escape(counted.sentence(), quote=False)} Chính thức có mặt: <b>{counted.present_official}</b>. "
            "Mỗi người chọn một hình thức; ghi số phiếu của từng hình thức."
        )

    def _make_fields(self, rows: Sequence[BallotRow]) -> None:
        if self._fields is not None:
            take_out(self._fields)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        first, labels = rows[0].facts.id, dict(MEASURES)
        self._papers, self._boxes = [], []
        for place, (name, label) in enumerate(PAPERS):
            box = self._add(self._papers, label, 0, place)
            keep(self._session, box, ("ballot", first, name), change_vote, target=self._case_id)
        for place, row in enumerate(rows):
            box = self._add(self._boxes, labels.get(row.facts.text("measure"), ""), 1, place)
            keep(self._session, box, ("ballot", row.facts.id, "yes_count"), change_ballot)
        self._column.insertWidget(2, self._fields)
        self.fit()

    def _add(self, boxes: list[VoteField], label: str, line: int, place: int) -> VoteField:
        box = VoteField(label)
        box.said.connect(self._say_wrong)
        boxes.append(box)
        self._grid.addWidget(box, line, place)
        return box

    def _say_wrong(self, sentence: str, more: str) -> None:
        """What is wrong stands under the row; it goes when no box is wrong any more."""
        if sentence or not any(box.error() for box in (*self._papers, *self._boxes)):
            self._wrong.say("absent", sentence, more)

    def _on_way(self, way: str) -> None:
        try:
            self._session.do(change_vote, self._case_id, method=way)
        except (Refusal, Trouble) as problem:
            self._wrong.say("absent", problem.sentence)

    def take_focus(self) -> None:
        """On the first number."""
        boxes = [box for box in (*self._papers, *self._boxes) if box.isVisibleTo(self)]
        if boxes:
            boxes[0].setFocus()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        if self._fields is not None:
            self._grid.setContentsMargins(0, 0, 0, 0)
            self._grid.setSpacing(look.px(12))
            self._grid.setColumnStretch(len(MEASURES), 1)
            for box in (*self._papers, *self._boxes):
                box.setFixedWidth(look.px(108))
