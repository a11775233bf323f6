"""The votes on one person: every round in a card of its own, or one number for each form of discipline."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.ballots import add_ballot, change_ballot, put_away_ballot
from chibo_desktop.actions.cases import begin_vote
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.ballots import BallotRow
from chibo_desktop.lists.cases import CaseRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.cases import decision_of
from chibo_desktop.rules.voting import methods_for
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.measure_votes import MeasureVotes
from chibo_desktop.ui.editors.steps.part_card import Actions
from chibo_desktop.ui.editors.steps.vote_card import VoteCard, choices_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.message import Message


class CaseVoteCard(VoteCard):
    """A vote on a person: its matter and its share of votes follow from what the person is considered for."""

    ACTIONS: ClassVar[Actions] = Actions(add_ballot, change_ballot, put_away_ballot)
    FIRST: ClassVar[str] = "yes_count"
    DROP: ClassVar[str] = "Bỏ lần biểu quyết này"

    def __init__(self, session: Session, meeting_id: str, part_id: str, methods: tuple[str, ...]) -> None:
        self._methods = methods
        super().__init__(session, meeting_id, part_id)
        self.setProperty("look", "scrolled")

    def build_head(self) -> None:
        self._way = Segments(choices_of("method", self._methods), "", "Hình thức")
        self.keep_choice("method", self._way)
        self.rows.addWidget(Labelled("Hình thức", self._way))

    def title_of(self, matter: str, number: int) -> str:
        return f"Biểu quyết lần {number}"

    def fit(self) -> None:
        super().fit()
        self._column.setContentsMargins(0, 0, 0, 0)  # it stands in the card of the person


class CaseVotes(QWidget):
    """`left_for` asks for another step."""

    left_for = Signal(str)

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._row: CaseRow | None = None
        self._cards: dict[str, CaseVoteCard] = {}
        self._measures = MeasureVotes(session)
        self._begin = Button("Ghi kết quả biểu quyết", icon="plus")
        self._begin.clicked.connect(self._on_begin)
        self._said = Message()
        self._column = QVBoxLayout(self)
        self._rounds = QVBoxLayout()
        self._column.addLayout(self._rounds)
        self._column.addWidget(self._measures)
        row = QHBoxLayout()
        row.addWidget(self._begin)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(self._said)
        look.follow(self.fit)

    def show_case(self, row: CaseRow | None, sheet: MeetingSheet) -> None:
        """The votes as stored; none can be taken before the person is named."""
        self._row = row
        is_named = row is not None and bool(row.name)
        may_begin = is_named and row is not None and row.next_round > 0 and not sheet.is_finalised
        self._begin.setVisible(may_begin)
        if row is None:
            return
        self._begin.say("Ghi kết quả biểu quyết" if not row.ballots else f"Biểu quyết lần {row.next_round}")
        rounds = [] if row.is_kept_below else [each for each in row.ballots if not each.facts.text("measure")]
        self._match(rounds, sheet)
        self._measures.show_votes([each for each in row.ballots if each.facts.text("measure")], row)

    def _match(self, rounds: list[BallotRow], sheet: MeetingSheet) -> None:
        ids = [each.facts.id for each in rounds]
        for gone in [known for known in self._cards if known not in ids]:
            take_out(self._cards.pop(gone))
        for each in rounds:
            if each.facts.id not in self._cards:
                self._cards[each.facts.id] = self._make(each, sheet)
            card = self._cards[each.facts.id]
            card.show_vote(each, sheet)
            if sheet.is_finalised:
                card.show_final()

    def _make(self, row: BallotRow, sheet: MeetingSheet) -> CaseVoteCard:
        matter = self._row.matter if self._row is not None else ""
        methods = methods_for(decision_of(matter), sheet.day)
        card = CaseVoteCard(self._session, self._meeting_id, row.facts.id, methods)
        card.left_for.connect(self.left_for)
        card.opened.connect(partial(self._open, card))
        card.done.connect(self._on_done)
        self._rounds.addWidget(card)
        card.show_vote(row, sheet)
        card.fold(folded=card.is_counted)
        return card

    def _open(self, card: CaseVoteCard) -> None:
        card.fold(folded=False)
        card.take_focus()

    def _on_begin(self) -> None:
        if self._row is None:
            return
        self._said.say("absent", "")
        try:
            self._session.do(begin_vote, self._row.facts.id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.take_focus()

    def _on_done(self) -> None:
        self.focusNextChild()

    def leave(self) -> bool:
        """Writes what can be written in every card."""
        outcomes = [card.leave() for card in self._cards.values()]
        return all(outcomes)

    @property
    def is_unsaved(self) -> bool:
        """Whether a number typed is not an entry yet."""
        return any(card.is_unsaved for card in self._cards.values())

    def take_focus(self) -> None:
        """Where the next number is written, or on the button that begins a vote."""
        waiting = next((card for card in self._cards.values() if not card.is_counted), None)
        if waiting is not None:
            waiting.take_focus()
        elif self._measures.isVisibleTo(self):
            self._measures.take_focus()
        elif self._begin.isVisibleTo(self):
            self._begin.setFocus()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._rounds.setSpacing(look.px(8))
