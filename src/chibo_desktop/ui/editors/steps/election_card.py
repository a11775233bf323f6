"""One round of one election in a card: office and seats, the list, the four counts of papers, the result in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.elections import add_election, begin_round, change_election, put_away_election
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import no_break
from chibo_desktop.lists.election_gaps import advice_of, against_earlier
from chibo_desktop.lists.elections import ElectionRow, next_office, title_of_election
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.records.election import SEATS
from chibo_desktop.rules.elections import usual_seats
from chibo_desktop.rules.voting import PAPERS
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import EnterKey
from chibo_desktop.ui.editors.steps.nominees import Nominees
from chibo_desktop.ui.editors.steps.numbers_card import NumbersCard
from chibo_desktop.ui.editors.steps.part_card import Actions
from chibo_desktop.ui.editors.steps.vote_field import VoteField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, NumberField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

COUNTS = tuple(name for name, _ in PAPERS)


class ElectionCard(NumbersCard):
    """Enter goes from the seats to the names, the papers, the number of each name, and is through after the last.

    `round_begun(id)`: the next round was begun from this one.
    """

    KIND: ClassVar[str] = "election"
    FIRST: ClassVar[str] = "seats"
    ACTIONS: ClassVar[Actions] = Actions(add_election, change_election, put_away_election)
    DROP: ClassVar[str] = "Bỏ lần bầu này"
    NUMBERS: ClassVar[tuple[str, ...]] = ("seats", *COUNTS)

    round_begun = Signal(str)

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: ElectionRow | None = None
        self._sheet: MeetingSheet | None = None
        self._is_chosen = False
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._verdict, self._advice = Prose(width=240), Message()
        self._again = Button("", icon="plus")
        self._again.clicked.connect(self._on_again)
        self._office = ChoiceField("Bầu", SEATS)
        self._office.left.connect(self._on_office)
        self._seats = NumberField("Số lượng cần bầu", least=1, most=30)
        self.keep_choice("office", self._office)
        self.rows.addWidget(
            Abreast(self._office, self.keep_field("seats", self._seats), shares=(2, 1), least=440)
        )
        self._needed = Prose(width=240)
        self.rows.addWidget(self._needed)
        self._nominees = Nominees(self.session)
        self._nominees.edited.connect(self.show_facts)
        self.rows.addWidget(self._nominees.picker)
        self._build_papers()
        self._nominees.listed.connect(partial(self.go_to, COUNTS[0]))
        self._nominees.counted.connect(self.finish)
        self.rows.addWidget(self._nominees)
        tellers, hour = (
            LineField("Ban kiểm phiếu", max_len=300),
            LineField("Kiểm phiếu lúc", placeholder="giờ:phút"),
        )
        kept = (self.keep_field("tellers", tellers), self.keep_field("taken_at", hour))
        self.rows.addWidget(Abreast(*kept, shares=(3, 1), least=440))
        self.add(self._verdict)
        self.add(self._advice)
        again = QHBoxLayout()
        again.addWidget(self._again)
        again.addStretch(1)
        self.add_layout(again)
        EnterKey(self._seats, self._after_seats)

    def _build_papers(self) -> None:
        self._papers, self._wrong = QHBoxLayout(), Message()
        self._wrong.link_chosen.connect(self.left_for)
        for name, label in PAPERS:
            box = VoteField(label)
            box.said.connect(self._say_wrong)
            box.edited.connect(lambda _draft: self._show_proposed())
            self._papers.addWidget(self.keep_field(name, box))
            EnterKey(box, partial(self._after_count, name))
        self._papers.addStretch(1)
        self.rows.addLayout(self._papers)
        self.rows.addWidget(self._wrong)

    def _on_office(self, _office: str) -> None:
        self._is_chosen = True
        self.refresh()

    def _after_seats(self) -> None:
        self.take_proposed("seats", self._usual_seats())
        if self.fields["seats"].error():
            return
        if not self.part_id:
            self.finish()  # nothing was typed: the card goes
        else:
            self._nominees.picker.setFocus()

    def _usual_seats(self) -> int | None:
        return usual_seats(self._office.value(), self._sheet.day) if self._sheet is not None else None

    def _after_count(self, name: str) -> None:
        """Enter in a count: the one proposed if it is empty, then the next; after the last one the names."""
        self.take_proposed(name, self._proposed(name))
        if self.fields[name].error():
            return
        after = COUNTS[COUNTS.index(name) + 1 :]
        if after:
            self.go_to(after[0])
        elif not self._nominees.take_number():
            self._nominees.picker.setFocus()

    def _proposed(self, name: str) -> int | None:
        """What the numbers before leave no other choice about, or the usual: everybody there got a paper and gave it back."""
        collected, valid = self.typed("collected_count"), self.typed("valid_count")
        there = self._row.counted.present_official if self._row is not None else 0
        return {
            "issued_count": there or None,
            "collected_count": self.typed("issued_count"),
            "valid_count": collected,
            "invalid_count": None if collected is None or valid is None else max(0, collected - valid),
        }[name]

    def _show_proposed(self) -> None:
        for name in COUNTS:
            self.propose(name, self._proposed(name) if self.part_id else None)
        self.propose("seats", self._usual_seats())

    def _say_wrong(self, sentence: str, more: str) -> None:
        if not sentence and any(self.fields[name].error() for name in COUNTS if name in self.fields):
            return
        link = "<a href='roll_call'>xem lại điểm danh</a>"
        first, found, _ = sentence.partition(", hoặc xem lại điểm danh")
        self._wrong.say("absent", f"{first}." if found else sentence, f"Hoặc {link}." if found else more)

    def show_election(self, row: ElectionRow | None, sheet: MeetingSheet, people: Sequence[Person]) -> None:
        """The round as it is now; None while nothing is stored."""
        self._row, self._sheet = row, sheet
        if row is None and not self.part_id and not self._is_chosen:
            self._office.set_value(next_office(self.session.store, sheet.meeting))
        self._office.setEnabled(row is None or (row.facts.count("round") or 1) == 1)
        self._nominees.show_list(row, people, is_final=sheet.is_finalised)
        self.refresh()

    def show_facts(self) -> None:
        row, sheet = self._row, self._sheet
        self._show_proposed()
        for name in (*COUNTS, "tellers", "taken_at"):
            self.fields[name].setVisible(row is not None)
        said = row.needed_sentence if row is not None else ""
        if row is not None and sheet is not None and row.counted != sheet.vote_base:
            said = f"{said} {row.counted.sentence()}"  # somebody came later or left before
        self._needed.say(escape(said, quote=False))
        self._needed.setVisible(bool(said))
        has_result = self.is_counted
        result = f"<b>{escape(row.sentence)}</b> {escape(row.follows)}" if row is not None else ""
        for each in row.nominees if row is not None else ():
            result = result.replace(escape(each.name), escape(no_break(each.name)))
        self._verdict.say(result if has_result else "")
        self._verdict.setVisible(has_result)
        is_open = row is not None and sheet is not None and not sheet.is_finalised
        self._advice.say("late", self._advice_words() if is_open else "")
        self._again.setVisible(has_result and is_open and row is not None and row.next_round > 0)
        if row is not None and row.next_round:
            tied = any(each.is_tied for each in row.nominees)
            among = " giữa những người ngang phiếu" if tied else ""
            self._again.say(f"Bầu lần {row.next_round}{among}, còn {row.seats_left} người")

    def _advice_words(self) -> str:
        if self._row is None or self._sheet is None:
            return ""
        row, rows = self._row, self._sheet.elections
        is_held = row.facts.count("issued_count") is not None
        said = advice_of(self._sheet.meeting, row, rows) if is_held else ()
        return " ".join((*against_earlier(row, rows), *said))

    def _on_again(self) -> None:
        self.message.say("absent", "")
        try:
            _, round_id = self.session.do(begin_round, self.part_id)
        except (Refusal, Trouble) as problem:
            self.message.say("absent", problem.sentence)
            return
        self.round_begun.emit(round_id)

    @property
    def is_counted(self) -> bool:
        """Whether the round has a result, and nothing typed is waiting."""
        return self._row is not None and self._row.is_counted and not self.is_unsaved

    def describe(self) -> Row:
        row = self._row
        if row is None:
            return Row(self.part_id, title_of_election(self._office.value()))
        seats = row.facts.count("seats") or 0
        title = title_of_election(row.office, row.facts.count("round") or 1)
        second = f"cần bầu {seats} · danh sách {len(row.nominees)}"
        if not row.is_counted:
            return Row(row.facts.id, title, second, "late", "Chưa kiểm phiếu")
        elected = len(row.elected)
        if row.failed:
            return Row(row.facts.id, title, second, "absent", f"Trúng cử {elected} trên {seats}")
        return Row(row.facts.id, title, second, "done", f"Trúng cử đủ {elected}")

    def leave(self) -> bool:
        outcomes = [super().leave(), self._nominees.leave()]
        return all(outcomes)

    @property
    def is_unsaved(self) -> bool:
        return super().is_unsaved or self._nominees.is_unsaved

    def take_focus(self) -> None:
        """Where the work goes on: the seats, the names, the papers, the first number that is missing."""
        if self.is_folded or not self.part_id or self.typed("seats") is None or self._row is None:
            super().take_focus()
        elif not self._row.nominees:
            self._nominees.picker.setFocus()
        elif waiting := next((name for name in COUNTS if self.typed(name) is None), ""):
            self.go_to(waiting)
        else:
            self._nominees.take_number()

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_papers"):
            self._papers.setSpacing(look.px(12))
            for name in COUNTS:
                self.fields[name].setFixedWidth(look.px(112))
