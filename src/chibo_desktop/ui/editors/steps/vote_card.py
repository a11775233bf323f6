"""One vote: matter, way and what is needed, the numbers, the boxes with the line that has to be reached, the result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.ballots import add_ballot, change_ballot, put_away_ballot
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import no_break
from chibo_desktop.lists.ballots import BallotRow, check_counts, warnings_of
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.records import find_spec
from chibo_desktop.rules.vote_base import VoteBase
from chibo_desktop.rules.voting import BOXES, PAPERS, threshold_for, threshold_sentence
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import EnterKey
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.editors.steps.vote_field import VoteField
from chibo_desktop.ui.editors.steps.vote_reading import VoteReading
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.vote_boxes import VoteBoxes
from chibo_desktop.ui.widgets.words import Prose

SHARES = {"majority": "quá một nửa", "two_thirds": "2/3"}
LOOK_AGAIN = "xem lại điểm danh"
NUMBERS = tuple(name for name, _ in (*PAPERS, *BOXES))


class VoteCard(PartCard):
    """What is needed is said before a number is asked for; a counted vote folds to boxes and a sentence."""

    KIND: ClassVar[str] = "ballot"
    FIRST: ClassVar[str] = "matter"
    ACTIONS: ClassVar[Actions] = Actions(add_ballot, change_ballot, put_away_ballot)
    DROP: ClassVar[str] = "Bỏ việc này"
    SAYS_ALL_FOLDED: ClassVar[bool] = True

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: BallotRow | None = None
        self._sheet: MeetingSheet | None = None
        self._proposal = ""
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._boxes, self._verdict, self._rest = VoteBoxes(), Prose(width=240), Prose(tone="muted", width=240)
        for widget in (self._boxes, self._verdict, self._rest):
            self.add(widget)
        self._wrong = Message()
        self._wrong.link_chosen.connect(self.left_for)
        self._needed = Prose(width=240)
        self.build_head()
        self.rows.addWidget(self._needed)
        self._papers, self._numbers = QHBoxLayout(), QHBoxLayout()
        self.rows.addLayout(self._papers)
        self.rows.addLayout(self._numbers)
        self._add_numbers(self._numbers, BOXES)
        self._offer = Button("", icon="check")
        self._offer.clicked.connect(self._take_rest)
        offer = QHBoxLayout()
        offer.addWidget(self._offer)
        offer.addStretch(1)
        self.rows.addLayout(offer)
        self.rows.addWidget(self._wrong)
        self._reading = VoteReading(self)
        self.rows.addWidget(self._reading)
        EnterKey(self.fields["yes_count"], partial(self._go_to, "no_count"))
        EnterKey(self.fields["no_count"], self._after_no)
        EnterKey(self.fields["other_count"], self._after_other)
        self._add_papers()

    def build_head(self) -> None:
        """What is voted on and how."""
        matter = LineField("Việc biểu quyết", max_len=300)
        self._decision = ChoiceField("Loại việc", choices_of("decision"), "ordinary")
        self._way = Segments(choices_of("method"), "hand", "Hình thức")
        self.rows.addWidget(self.keep_field("matter", matter))
        self.keep_choice("decision", self._decision)
        self.keep_choice("method", self._way)
        self.rows.addWidget(Abreast(self._decision, Labelled("Hình thức", self._way), least=720))
        EnterKey(matter, self._take_proposal)

    def _number(self, name: str, label: str) -> VoteField:
        box = VoteField(label)
        box.said.connect(self._say_wrong)
        self.keep_field(name, box)
        box.edited.connect(lambda _draft: self.show_facts())  # a result is not shown beside other numbers
        return box

    def _add_numbers(self, layout: QHBoxLayout, boxes: Sequence[tuple[str, str]]) -> None:
        """Boxes for numbers side by side. Enter goes from box to box, after the last that matters the vote is done."""
        for name, label in boxes:
            layout.addWidget(self._number(name, label))
        layout.addStretch(1)

    def _add_papers(self) -> None:
        """The boxes of a vote by paper, made when the first such vote is taken: most are by hand."""
        names = [name for name, _ in PAPERS]
        if not self.is_secret or names[0] in self.fields:
            return
        self._add_numbers(self._papers, PAPERS)
        for name, following in zip(names, [*names[1:], "yes_count"], strict=True):
            EnterKey(self.fields[name], partial(self._go_to, following))
        self.fit()

    def _after_no(self) -> None:
        if self._left_over() is None:
            self._go_to("other_count")
        elif self._offer.isVisibleTo(self):
            self._offer.setFocus()
        elif self._left_over() == 0:
            self.finish()
        else:
            self._go_to("other_count")

    def _after_other(self) -> None:
        if self._offer.isVisibleTo(self):
            self._offer.setFocus()
        else:
            self.finish()

    def _boxes_made(self) -> list[str]:
        return [name for name in NUMBERS if name in self.fields]

    def _typed(self, name: str) -> int | None:
        """The number that stands in a box; None where there is none that can be read, or no box."""
        words = self.fields[name].draft().strip() if name in self.fields else ""
        return int(words) if words.isascii() and words.isdigit() else None

    def _left_over(self) -> int | None:
        """Of those present (or of the valid papers) how many are in no box yet; None while the roll call says nothing."""
        base = self.base()
        if base is None or not base.present_official:
            return None
        valid = self._typed("valid_count") if self.is_secret else None
        most = base.present_official if valid is None else valid
        return most - sum(self._typed(name) or 0 for name, _ in BOXES)

    def _take_rest(self) -> None:
        """Everybody not in another box said yes: one key."""
        left = self._left_over()
        if left is None or left <= 0:
            return
        box = self.fields["yes_count"]
        box.set_value(str(left))
        box.edited.emit(str(left))
        box.finish()
        self.finish()

    def _take_proposal(self) -> None:
        """Enter in an empty field takes the matter proposed in it."""
        matter = self.fields["matter"]
        if not matter.value() and self._proposal:
            matter.set_value(self._proposal)
            matter.edited.emit(self._proposal)
            matter.finish()
        self.take_number()

    def take_number(self) -> None:
        """The caret where the numbers begin."""
        self._go_to("issued_count" if self.is_secret else "yes_count")

    def _go_to(self, name: str) -> None:
        """As Tab does: what stands there is selected, so that typing takes its place."""
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def is_secret(self) -> bool:
        return self._way.taken() == "secret"

    def read(self, name: str, typed: str) -> object:
        value = super().read(name, typed)
        return 0 if value is None and name in ("no_count", "other_count") else value

    def _write(self, **fields: object) -> None:
        """A number that cannot stand alone is written together with those that wait for it."""
        try:
            super()._write(**fields)
        except Refusal:
            waiting = {name: value for name, value in self._waiting().items() if name not in fields}
            if not self.part_id or not waiting or not fields.keys() <= set(NUMBERS):
                raise
            super()._write(**{**waiting, **fields})
            for name in waiting:
                self._keepers[name].settle(self.place(name))  # written by this card, nowhere else

    def _waiting(self) -> dict[str, object]:
        typed = {name: self._typed(name) for name in self._boxes_made() if self._keepers[name].is_unsaved}
        return {name: number for name, number in typed.items() if number is not None}

    def show_vote(self, row: BallotRow | None, sheet: MeetingSheet, proposal: str = "") -> None:
        """The vote as it is now; None while nothing is stored. `proposal`: the usual matter, for Enter to take."""
        self._row, self._sheet = row, sheet
        if "matter" in self.fields and not self.part_id:
            self._proposal = proposal
            self.fields["matter"].set_hint(f"Enter: {proposal}" if proposal else "")
        elif "matter" in self.fields:
            self.fields["matter"].set_hint("")
        self.refresh()

    def base(self) -> VoteBase | None:
        """Of how many this vote is counted now."""
        if self._row is not None:
            return self._row.counted
        return self._sheet.vote_base if self._sheet is not None else None

    def show_facts(self) -> None:
        base = self.base()
        if base is None or self._sheet is None:
            return
        self._needed.say(
            f"{escape(self._share(base, self._sheet.day))} Chính thức có mặt: <b>{base.present_official}</b>."
        )
        self._add_papers()
        for name in [name for name, _ in PAPERS if name in self.fields]:
            self.fields[name].setVisible(self.is_secret)
        is_wrong = self._is_wrong_now()
        has_result = self.is_counted and not is_wrong
        for widget in (self._boxes, self._verdict, self._rest):
            widget.setVisible(has_result)
        if has_result:
            self._show_result()
        self._reading.show_reading(self._row, base, self._sheet)
        self._show_offer()

    def _share(self, base: VoteBase, day: date) -> str:
        if self._row is not None:
            return self._row.threshold_sentence
        return threshold_sentence(base.base, threshold_for(self._decision.value(), day), day=day)

    def _show_offer(self) -> None:
        left = self._left_over()
        is_offered = self._typed("yes_count") is None and any(
            self._typed(name) for name in ("no_count", "other_count")
        )
        self._offer.setVisible(bool(is_offered and left and left > 0))
        self._offer.say(f"Tán thành: {left} (số còn lại)")

    def _show_result(self) -> None:
        row, base = self._row, self.base()
        if row is None or row.result is None or base is None or self._sheet is None:
            return
        limit = row.facts.text("threshold")
        no, other = (row.facts.count(name) or 0 for name in ("no_count", "other_count"))
        self._boxes.show_vote(row.base, row.result.yes, row.needed, SHARES.get(limit, ""))
        self._verdict.say(f"<b>{escape(row.result.sentence)}</b>")
        rest = [f"Không tán thành {no}, ý kiến khác {other}.", *papers_words(row)]
        if base != self._sheet.vote_base:
            rest.append(base.sentence())
        if not self._sheet.is_finalised:
            rest += warnings_of(self._sheet.meeting, row.facts, base)
        said = " ".join(rest)
        for name in (name for ground in base.deducted for name in ground.names):
            said = said.replace(name, no_break(name))
        self._rest.say(escape(said, quote=False))

    def _is_wrong_now(self) -> bool:
        """Whether the stored numbers cannot be any more, because the roll call changed; the box says so."""
        if self._row is None or self._sheet is None or self._sheet.is_finalised:
            return False
        if self._row.facts.count("yes_count") is None or self.is_unsaved:
            return False
        for name in self._boxes_made():
            self.fields[name].clear_error()
        try:
            check_counts(self._row.facts, self._row.counted)
        except Refusal as refusal:
            self.fields[refusal.field or "yes_count"].show_error(refusal.sentence)
            return True
        return False

    def _say_wrong(self, sentence: str, more: str) -> None:
        """The person's own sum first; then the highest number possible, and the two ways out, one of them a link."""
        if not sentence and any(self.fields[name].error() for name in self._boxes_made()):
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
        title = self.title_of(facts.text("matter"), facts.count("round") or 1)
        if result is None:
            return Row(facts.id, title, second, "late", "Chưa ghi số phiếu")
        if result.carried:
            return Row(facts.id, title, second, "done", "Đủ điều kiện")
        return Row(facts.id, title, second, "absent", "Chưa đủ điều kiện")

    def title_of(self, matter: str, number: int) -> str:
        """What the folded card is called."""
        return matter if number == 1 else f"{matter}, lần {number}"

    def take_focus(self) -> None:
        """On the matter, or on the first number when the matter is known."""
        if self.is_folded or not self.part_id:
            super().take_focus()
        else:
            self.take_number()

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_numbers"):
            for layout in (self._papers, self._numbers):
                layout.setSpacing(look.px(12))
            for name in self._boxes_made():
                self.fields[name].setFixedWidth(look.px(148 if name in dict(BOXES) else 108))


def choices_of(name: str, only: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The choices of a field of a vote as declared; `only` some of them, in that order."""
    spec = find_spec("ballot").field(name)
    declared = dict(spec.choices) if spec else {}
    return tuple((key, declared[key]) for key in only or declared)


def papers_words(row: BallotRow) -> list[str]:
    """The papers of a vote by paper in words, as far as they are written down: issued, collected, valid, invalid."""
    if row.facts.text("method") != "secret":
        return []
    counts = ((label, row.facts.count(name)) for name, label in PAPERS)
    said = ", ".join(f"{label.lower()} {number}" for label, number in counts if number is not None)
    return [f"Phiếu: {said}."] if said else []
