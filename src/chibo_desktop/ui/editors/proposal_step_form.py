"""The small form of one step with a proposal: receiving, whose it is, handing up, an agency, an interim word, urging, joining."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chibo_desktop.actions.proposal_steps import (
    WITH_NOTE,
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    part_proposal,
    receive_proposal,
    urge,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import LEVELS, came_on
from chibo_desktop.lists.proposals import ProposalRow, joinable
from chibo_desktop.records import find_spec
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.field_of_work import FieldOfWork
from chibo_desktop.ui.editors.segments_field import SegmentsField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.words import shortened

PAPER = ("paper_number", "paper_on")
Rows = tuple[tuple[str, ...], ...]
ACTS: Mapping[str, tuple[str, Rows, Callable[..., Any]]] = {
    "received": ("Nhận", (("received_on", *PAPER), ("note",)), receive_proposal),
    "classified": ("Phân loại", (("competence",), ("taken_on", "field"), ("note",)), classify_proposal),
    "handed_up": ("Chuyển cấp trên", (("taken_on", *PAPER), ("note",)), hand_up_proposal),
    "assigned": ("Giao cơ quan", (("agency",), ("taken_on", "due_on"), PAPER, ("note",)), assign_agency),
    "interim": ("Báo đang giải quyết", (("note",), ("taken_on", "due_on"), PAPER), note_interim),
    "urged": ("Đôn đốc", (("agency", "taken_on"), PAPER, ("note",)), urge),
    "joined": ("Nhập cùng việc", (("joined_id", "taken_on"), ("note",)), join_proposals),
    "parted": ("Tách ra", (("taken_on",), ("note",)), part_proposal),
}
"""What can be done, by the sort of the step: the words of its button, its fields in rows, the action."""
DAYS = {
    "received": "Ngày nhận (dấu đến)",
    "classified": "Ngày phân loại",
    "handed_up": "Ngày chuyển",
    "assigned": "Ngày giao",
    "interim": "Ngày báo",
    "urged": "Ngày đôn đốc",
    "joined": "Ngày nhập",
    "parted": "Ngày tách",
}
"""What the day of a step is called: today's unless another is typed; of receiving the day known so far."""
PAPERS_OF = {"received": "Số công văn đến", "interim": "Số văn bản báo chi bộ"}
"""What the number of the paper is called where it is not the body's own."""
KEYWORDS = {"joined_id": "into_id"}
NEEDED = {"assigned": "agency", "interim": "note", "joined": "joined_id"}
"""What an action is given even when it is empty: it says itself what is missing."""
TO_CELL, NOT_TO_CELL = "Lý do này được gửi về chi bộ.", "Ghi chú riêng của cấp mình, không gửi về chi bộ."
LONGEST = 70


def step_form(session: Session, row: ProposalRow, sort: str) -> EntryForm:
    """The form of one sort of step; what is typed is kept as a draft of that step with that proposal."""
    words, rows, act = ACTS[sort]
    fields = {name: _field(session, row, sort, name) for names in rows for name in names}
    offered = session.now().date()

    def write(values: dict[str, Any]) -> str:
        if values.get("taken_on") == offered:  # left as it was offered, maybe over midnight
            values["taken_on"] = session.now().date()
        given = _given(sort, values)
        if given.get("competence") == row.competence and given.get("taken_on") == session.now().date():
            del given["taken_on"]  # the day offered, which nobody typed: no correction of the older day
        session.do(act, row.id, **given)
        return ""

    draft = ("proposal_step", f"{row.id}/{sort}")
    return EntryForm(session, draft, fields, rows, button=f"Ghi: {words.lower()}", write=write, leave="Thôi")


def _field(session: Session, row: ProposalRow, sort: str, name: str) -> Field:
    spec = find_spec("proposal_step").field(name)
    label = spec.label if spec else name
    if name == "competence":
        levels = [(key, said) for key, said in COMPETENCES if key in LEVELS]
        return SegmentsField("Thẩm quyền giải quyết", levels, row.competence, name="Thẩm quyền")
    if name == "note":
        return ProseField(label, hint=TO_CELL if sort in WITH_NOTE else NOT_TO_CELL, lines=2)
    if name == "joined_id":
        others = [
            (each.id, f"{shortened(each.content, LONGEST)} ({each.cell_name})")
            for each in joinable(session.store, row)
        ]
        return ChoiceField("Cùng việc với kiến nghị", others, "")
    if name == "received_on":
        return DayField(DAYS[sort], came_on(session.store, row, session.desk.kind))
    if name == "taken_on":
        return DayField(DAYS[sort], session.now().date())
    if spec is not None and spec.kind == "day":
        return DayField(label)
    if name == "field":
        return FieldOfWork(session, label, row.field)
    label = PAPERS_OF.get(sort, label) if name == "paper_number" else label
    return LineField(label, max_len=spec.max_len if spec else 0)


def _given(sort: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is filled in, as keyword arguments of the action."""
    if "competence" in values and not values["competence"]:
        raise Refusal("Chọn cấp có thẩm quyền giải quyết.", "competence")
    if "received_on" in values and not values["received_on"]:
        raise Refusal("Gõ ngày nhận, ghi trên dấu đến.", "received_on")
    kept = {name: value for name, value in values.items() if value or name == NEEDED.get(sort)}
    return {KEYWORDS.get(name, name): value for name, value in kept.items()}
