"""One task given at this meeting: what, who leads, who helps, by when, at which month it is reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from chibo_desktop.actions.decisions import add_assignment, change_assignment, put_away_assignment
from chibo_desktop.base.dates import read_partial, show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.field_of_work import FieldOfWork
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.several_names import SeveralNames


class TaskCard(PartCard):
    """Folded it reads as the line in the resolution does. The day it is due is proposed, and seen, before it is begun."""

    KIND: ClassVar[str] = "assignment"
    FIRST: ClassVar[str] = "title"
    ACTIONS: ClassVar[Actions] = Actions(add_assignment, change_assignment, put_away_assignment)
    DROP: ClassVar[str] = "Bỏ nhiệm vụ này"
    ENTER: ClassVar[tuple[str, ...]] = ("title", "leader_id", "due_on")
    NEXT_AFTER_LAST: ClassVar[bool] = True

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: AssignmentRow | None = None
        self._usual: date | None = None
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._leader, self._helpers = (
            MemberPicker("Người chủ trì"),
            SeveralNames("Phối hợp (nếu có)", max_len=200),
        )
        self._due = DayField("Hạn hoàn thành")
        self._standing = CheckBox("Nhiệm vụ thường xuyên, kỳ nào cũng báo cáo")
        month = LineField("Báo cáo tại kỳ", placeholder="tháng/năm")
        milestone = ChoiceField("Mốc kiểm điểm", (("", "Không phải mốc"), *_milestones()))
        self.rows.addWidget(self.keep_field("title", LineField("Nhiệm vụ", max_len=300)))
        leader, due = self.keep_field("leader_id", self._leader), self.keep_field("due_on", self._due)
        helpers, month_kept = self.keep_field("helpers", self._helpers), self.keep_field("report_at", month)
        self.rows.addWidget(Abreast(leader, due, shares=(3, 2), least=400))
        self.rows.addWidget(Abreast(helpers, month_kept, shares=(3, 2), least=400))
        self.keep_choice("milestone", milestone)
        self.rows.addWidget(
            Abreast(self.keep_choice("recurring", self._standing), milestone, shares=(3, 2), least=660)
        )
        self.rows.addWidget(self.keep_field("field", FieldOfWork(self.session, "Lĩnh vực (nếu có)")))

    def read(self, name: str, typed: str) -> object:
        if name != "report_at" or not typed:
            return super().read(name, typed)
        month = read_partial(typed, name)
        if month.month is None or month.day is not None:
            raise Refusal("Ghi kỳ báo cáo là tháng và năm, ví dụ 12/2026.", name)
        return month

    def show_task(self, row: AssignmentRow | None, people: Sequence[Person], usual: date | None) -> None:
        """The task as stored; None while it is only being typed, its day then the usual one."""
        self._row = row
        if self._leader.property("people") != list(people):
            self._leader.setProperty("people", list(people))
            self._leader.set_people(people)
            self._helpers.set_people(people)
        self.refresh()
        if not self.part_id and self._usual is None and usual is not None and not self._due.value():
            self._usual = usual
            self._due.set_day(usual)

    def proposed(self) -> dict[str, object]:
        is_usual = self._usual is not None and self._due.value() == show_day(self._usual)
        return {"due_on": self._usual} if is_usual else {}

    def _choose(self, name: str, value: object) -> None:
        """A standing task has no day of its own: one that was only proposed goes, and comes back with the tick taken off."""
        before = self._due.value()
        super()._choose(name, value)
        if name != "recurring" or self._usual is None:
            return
        if value and before == show_day(self._usual):
            self._set_due(None)
        elif not value and not before:
            self._set_due(self._usual)

    def _set_due(self, day: date | None) -> None:
        self._due.set_day(day)
        if self.part_id:
            try:
                self._write(due_on=day)
            except (Refusal, Trouble) as problem:
                self._due.show_error(problem.sentence)

    def describe(self) -> Row:
        row = self._row
        if row is None:
            return Row(self.part_id, self.fields["title"].value())
        second = " · ".join(_said_of(row)) or "chưa giao cho ai"
        has_day = row.due_on is not None or (row.recurring and not row.milestone)
        lacking = "người chủ trì" if not row.leader_name else "" if has_day else "hạn"
        if lacking:
            return Row(row.id, row.title, second, "late", f"Chưa có {lacking}")
        return Row(row.id, row.title, second, None, f"hạn {show_day(row.due_on)}" if row.due_on else "")


def _said_of(row: AssignmentRow) -> list[str]:
    """Who leads and helps, where it is reported, and what is special about it."""
    report = row.facts.shown("report_at")
    parts = (
        f"{row.leader_name} chủ trì" if row.leader_name else "",
        f"phối hợp: {row.helpers}" if row.helpers else "",
        f"báo cáo kỳ {report}" if report else "",
        "thường xuyên" if row.recurring else "",
        row.milestone.lower(),
        row.facts.text("field"),
        f"theo ý kiến của {row.directed_by}" if row.directed_by else "",
    )
    return [part for part in parts if part]


def _milestones() -> tuple[tuple[str, str], ...]:
    spec = find_spec("assignment").field("milestone")
    return tuple(spec.choices) if spec else ()
