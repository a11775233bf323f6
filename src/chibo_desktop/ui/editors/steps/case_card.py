"""One person considered: who, what was said by matter, the votes, the result in one sentence and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.cases import add_case, change_case, put_away_case
from chibo_desktop.base.dates import read_partial
from chibo_desktop.lists.cases import CaseRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.records import find_spec
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.ui.editors.steps.case_follow import CaseFollow
from chibo_desktop.ui.editors.steps.case_votes import CaseVotes
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose, Words

WORDS = dict(MATTERS)
SAID = {
    "admission": ("reported", "strengths", "weaknesses", "conclusion"),
    "full_membership": ("reported", "strengths", "weaknesses", "conclusion"),
    "rating": ("reported", "conclusion"),
}
"""The prose of a matter; of any other: what was reported and what was concluded."""
LINES = {"admission": (("birth_date", "origin"), ("helpers",)), "full_membership": (("helpers",),)}
CHOICES = {"exemption": ("ground",), "discipline": ("measure",), "rating": ("self_rating", "rating")}
NOBODY = "(chưa ghi tên)"


class CaseCard(PartCard):
    """A member of the list; the matter is chosen before and stays. The name is asked first."""

    KIND: ClassVar[str] = "person_case"
    FIRST: ClassVar[str] = "member_id"
    ACTIONS: ClassVar[Actions] = Actions(add_case, change_case, put_away_case)
    DROP: ClassVar[str] = "Bỏ trường hợp này"

    def __init__(self, session: Session, meeting_id: str, part_id: str, matter: str) -> None:
        self._row: CaseRow | None = None
        self._sheet: MeetingSheet | None = None
        self.matter = matter
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._result = Prose(width=240)
        self.add(self._result)
        self.rows.addWidget(Words(WORDS.get(self.matter, self.matter), "emphasis_strong"))
        self.rows.addWidget(self.keep_field(self.FIRST, self.make_who()))
        for names in LINES.get(self.matter, ()):
            self._put_abreast([self._kept_line(name) for name in names])
        self._put_abreast([self._kept_choice(name) for name in CHOICES.get(self.matter, ())])
        if self.matter == "exemption":
            days = [
                DayField(label_of("from_on"), hint="từ sau ngày họp trở đi"),
                DayField(label_of("until_on")),
            ]
            self._put_abreast(
                [self.keep_field(name, day) for name, day in zip(("from_on", "until_on"), days, strict=True)]
            )
        for name in SAID.get(self.matter, ("reported", "conclusion")):
            self.rows.addWidget(self.keep_field(name, ProseField(label_of(name), lines=2)))
        self._votes = CaseVotes(self.session, self.meeting_id)
        self._votes.left_for.connect(self.left_for)
        self._follow = CaseFollow(self.session)
        for widget in (self._votes, self._follow):
            self.rows.addWidget(widget)

    def make_who(self) -> TypedField:
        """The field for the person."""
        self._picker = MemberPicker(label_of("member_id"))
        return self._picker

    def _put_abreast(self, widgets: Sequence[QWidget]) -> None:
        if widgets:
            self.rows.addWidget(Abreast(*widgets, least=520))

    def _kept_line(self, name: str) -> QWidget:
        spec = find_spec("person_case").field(name)
        is_day = spec is not None and spec.kind == "day"
        hint = "ngày/tháng/năm, hoặc chỉ năm" if is_day else ""
        return self.keep_field(
            name, LineField(label_of(name), placeholder=hint, max_len=spec.max_len if spec else 0)
        )

    def _kept_choice(self, name: str) -> QWidget:
        spec = find_spec("person_case").field(name)
        choices = spec.choices if spec else ()
        return self.keep_choice(name, ChoiceField(label_of(name), (("", "(chưa chọn)"), *choices)))

    def read(self, name: str, typed: str) -> object:
        if name == "birth_date" and typed:
            return read_partial(typed, name)
        return super().read(name, typed)

    def _taken(self) -> dict[str, object]:
        return {**super()._taken(), "matter": self.matter}

    def show_case(self, row: CaseRow | None, sheet: MeetingSheet, people: Sequence[Person]) -> None:
        """The case as stored; None while only being typed."""
        self._row, self._sheet = row, sheet
        self.show_people(people)
        self._votes.show_case(row, sheet)
        self._follow.show_case(row, is_final=sheet.is_finalised)
        self.refresh()

    def show_people(self, people: Sequence[Person]) -> None:
        """Who may be chosen."""
        if self._picker.property("people") != list(people):
            self._picker.setProperty("people", list(people))
            self._picker.set_people(people)

    def show_facts(self) -> None:
        row = self._row
        sentence = row.sentence if row is not None and (self.is_folded or row.measures) else ""
        follows = " ".join(row.follows) if row is not None else ""
        bold = f"<b>{escape(sentence)}</b> " if sentence else ""
        self._result.say(f"{bold}{escape(follows)}")
        self._result.setVisible(bool(sentence or follows))

    def fold(self, *, folded: bool) -> None:
        super().fold(folded=folded)
        self.show_facts()  # unfolded, the vote itself says its result

    def describe(self) -> Row:
        row = self._row
        if row is None:
            return Row(self.part_id, self.fields[self.FIRST].value() or NOBODY, WORDS.get(self.matter, ""))
        second = WORDS.get(row.matter, row.facts.shown("matter"))
        title = row.name or NOBODY
        if row.is_kept_below:
            return Row(row.facts.id, title, second, words="Kết quả ở chi bộ")
        if row.carried is None:
            return Row(row.facts.id, title, second, "late", "Chưa biểu quyết")
        if row.carried:
            return Row(row.facts.id, title, second, "done", "Đủ điều kiện")
        return Row(row.facts.id, title, second, "absent", "Chưa đủ điều kiện")

    @property
    def is_voted(self) -> bool:
        """Whether the vote on this person has a result."""
        return self._row is not None and self._row.carried is not None

    def holds(self, record_id: str) -> bool:
        """Whether the record is this person's case or a vote on it."""
        votes = self._row.ballots if self._row is not None else ()
        return record_id in {self.part_id, *(row.facts.id for row in votes)}

    def leave(self) -> bool:
        outcomes = [super().leave(), self._votes.leave()]
        return all(outcomes)

    @property
    def is_unsaved(self) -> bool:
        return super().is_unsaved or self._votes.is_unsaved

    def take_focus(self) -> None:
        """On the name; of somebody named, where the vote is written."""
        if self.is_folded or not self.part_id or not self.fields[self.FIRST].value():
            super().take_focus()
        else:
            self._votes.take_focus()


def label_of(name: str) -> str:
    """The declared label of a field of a person considered."""
    spec = find_spec("person_case").field(name)
    return spec.label if spec else name
