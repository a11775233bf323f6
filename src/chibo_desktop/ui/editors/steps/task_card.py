"""One task given at this meeting: what, who leads, who helps, by when, at which month it is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from chibo_desktop.actions.decisions import add_assignment, change_assignment, put_away_assignment
from chibo_desktop.base.dates import read_partial, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row


class TaskCard(PartCard):
    """Folded it reads as the line in the resolution does."""

    KIND: ClassVar[str] = "assignment"
    FIRST: ClassVar[str] = "title"
    ACTIONS: ClassVar[Actions] = Actions(add_assignment, change_assignment, put_away_assignment)
    DROP: ClassVar[str] = "Bỏ nhiệm vụ này"

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: AssignmentRow | None = None
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._leader = MemberPicker("Người chủ trì")
        self._month = LineField("Báo cáo tại kỳ", placeholder="tháng/năm")
        self.rows.addWidget(self.keep_field("title", LineField("Nhiệm vụ", max_len=300)))
        leader = self.keep_field("leader_id", self._leader)
        helpers = self.keep_field("helpers", LineField("Phối hợp (nếu có)", max_len=200))
        due = self.keep_field("due_on", DayField("Hạn hoàn thành"))
        month = self.keep_field("report_at", self._month)
        self.rows.addWidget(Abreast(leader, due, shares=(3, 2), least=400))
        self.rows.addWidget(Abreast(helpers, month, shares=(3, 2), least=400))
        self.rows.addWidget(
            self.keep_choice("recurring", CheckBox("Nhiệm vụ thường xuyên, kỳ nào cũng báo cáo"))
        )

    def read(self, name: str, typed: str) -> object:
        if name != "report_at" or not typed:
            return super().read(name, typed)
        month = read_partial(typed, name)
        if month.month is None or month.day is not None:
            raise Refusal("Ghi kỳ báo cáo là tháng và năm, ví dụ 12/2026.", name)
        return month

    def show_task(self, row: AssignmentRow | None, people: Sequence[Person]) -> None:
        """The task as stored; None while it is only being typed."""
        self._row = row
        if self._leader.property("people") != list(people):
            self._leader.setProperty("people", list(people))
            self._leader.set_people(people)
        self.refresh()

    def describe(self) -> Row:
        row = self._row
        if row is None:
            return Row(self.part_id, self.fields["title"].value())
        said = [f"{row.leader_name} chủ trì"] if row.leader_name else []
        said += [f"phối hợp: {row.helpers}"] if row.helpers else []
        report = row.facts.shown("report_at")
        said += [f"báo cáo kỳ {report}"] if report else []
        said += ["thường xuyên"] if row.recurring else []
        lacking = (
            "người chủ trì" if not row.leader_name else "hạn" if not (row.due_on or row.recurring) else ""
        )
        second = " · ".join(said) or "chưa giao cho ai"
        if lacking:
            return Row(row.id, row.title, second, "late", f"Chưa có {lacking}")
        return Row(row.id, row.title, second, None, f"hạn {show_day(row.due_on)}" if row.due_on else "")
