"""The step "Biểu quyết": of how many the votes are counted, said by name first; then each vote in a card of its own."""

from __future__ import annotations

from typing import ClassVar

from chibo_desktop.actions.cases import add_case
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import fold
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.rules.voting import threshold_sentence
from chibo_desktop.ui.editors.steps.counted_of import CountedOf
from chibo_desktop.ui.editors.steps.parts_step import PartsStep
from chibo_desktop.ui.editors.steps.vote_card import VoteCard
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.message import Message


class VotesStep(PartsStep[VoteCard]):
    KEY: ClassVar[str] = "votes"
    ADD: ClassVar[str] = "Thêm việc biểu quyết"

    def build(self) -> None:
        super().build()
        self._base = CountedOf()
        self._base.left_for.connect(self.left_for)
        self.body.addWidget(self._base)
        self.body.addWidget(self.parts)
        self._consider = Button("Xét từng người", "quiet", icon="members")
        self._consider.clicked.connect(self._ask_matter)
        self.adding.addWidget(self._consider)
        self._matter = ChoiceField("Xét một người về việc", (("", "(chọn việc)"), *MATTERS))
        self._matter.left.connect(self._on_matter)
        self._matter.hide()
        self._said = Message()
        self.body.addLayout(self.adding)
        self.body.addWidget(self._matter)
        self.body.addWidget(self._said)

    def make_card(self, part_id: str) -> VoteCard:
        return VoteCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        self._base.show_base(sheet, limit_words(sheet))
        self._show_consider(sheet)
        self.show_cards(sheet)
        self.parts.show_parts([row.facts.id for row in sheet.ballots], is_final=sheet.is_finalised)
        count = len(sheet.ballots)
        self.titles.set_title("Biểu quyết", f"{count} việc" if count else "nếu có")

    def _show_consider(self, sheet: MeetingSheet) -> None:
        """A meeting held for other things may consider somebody all the same; the thread has the step then."""
        is_there = any(step.key == "cases" for step in sheet.steps)
        may = sheet.kind.roll == "members" and not (is_there or sheet.is_finalised or sheet.kind.congress)
        self._consider.setVisible(may)
        if not may:
            self._matter.hide()

    def _ask_matter(self) -> None:
        self._matter.set_value("")
        self._matter.show()
        self._matter.setFocus()

    def _on_matter(self, matter: str) -> None:
        self._said.say("absent", "")
        if not matter:
            return
        try:
            self.session.do(add_case, self.meeting_id, matter=matter)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.left_for.emit("cases")

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows = {row.facts.id: row for row in sheet.ballots}
        for card in self.parts.shown_cards():
            card.show_vote(rows.get(card.part_id), sheet, proposed_matter(sheet))

    def waits(self, card: VoteCard) -> bool:
        return not card.is_counted


def limit_words(sheet: MeetingSheet) -> str:
    """The thresholds asked for at this meeting, each as a number of votes, and what people ask about the base; plain words."""
    keys = list(dict.fromkeys(row.facts.text("threshold") for row in sheet.ballots)) or [
        "majority",
        "two_thirds",
    ]
    base = sheet.ballots[0].base if sheet.ballots else sheet.vote_base.base
    said = [threshold_sentence(base, key, day=sheet.day) for key in keys if base]
    return " ".join([*said, sheet.vote_base.aside()])


def proposed_matter(sheet: MeetingSheet) -> str:
    """The vote nearly every meeting takes: on the paper that closes it; "" once it was taken, or where none closes it."""
    words = {"resolution": "nghị quyết", "conclusion": "kết luận"}
    closing = sheet.resolution.text("kind") if sheet.resolution is not None else sheet.kind.closes_with[0]
    paper = words.get(closing, "")
    if not paper or any(fold(paper) in fold(row.facts.text("matter")) for row in sheet.ballots):
        return ""
    month = sheet.meeting.partial("period")
    if sheet.kind.of_month and month is not None and month.month:
        return f"Thông qua {paper} tháng {month.month}"
    return f"Thông qua {paper} đại hội" if sheet.kind.congress else f"Thông qua {paper}"
