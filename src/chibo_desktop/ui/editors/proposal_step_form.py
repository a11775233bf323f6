"""The small form of one step with a proposal: whose it is, handing up, an agency, an interim word, urging, joining, parting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chibo_desktop.actions.proposal_steps import (
    WITH_NOTE,
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    part_proposal,
    urge,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposals import ProposalRow, joinable
from chibo_desktop.records import find_spec
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.segments_field import SegmentsField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

ACTS: Mapping[str, tuple[str, tuple[str, ...], Callable[..., Any]]] = {
    "classified": ("Phân loại", ("competence", "field", "received_on", "note"), classify_proposal),
    "handed_up": ("Chuyển cấp trên", ("paper_number", "paper_on", "note"), hand_up_proposal),
    "assigned": ("Giao cơ quan", ("agency", "due_on", "paper_number", "paper_on", "note"), assign_agency),
    "interim": ("Báo đang giải quyết", ("note", "paper_number", "due_on"), note_interim),
    "urged": ("Đôn đốc", ("agency", "paper_number", "note"), urge),
    "joined": ("Nhập cùng việc", ("joined_id", "note"), join_proposals),
    "parted": ("Tách ra", ("note",), part_proposal),
}
"""What can be done, by the sort of the step: the words of its button, its fields, the action."""
KEYWORDS = {"joined_id": "into_id"}
NEEDED = {"assigned": "agency", "interim": "note", "joined": "joined_id"}
"""What an action is given even when it is empty: it says itself what is missing."""
ALONE = ("competence", "note")
"""Fields that take a row of their own."""
TO_CELL, NOT_TO_CELL = "Lý do này được gửi về chi bộ.", "Ghi chú riêng của cấp mình, không gửi về chi bộ."
LONGEST = 70


def step_form(session: Session, row: ProposalRow, sort: str) -> EntryForm:
    """The form of one sort of step; what is typed is kept as a draft of that step with that proposal."""
    words, names, act = ACTS[sort]
    fields = {name: _field(session, row, sort, name) for name in names}

    def write(values: dict[str, Any]) -> str:
        session.do(act, row.id, **_given(sort, values))
        return ""

    draft = ("proposal_step", f"{row.id}/{sort}")
    return EntryForm(
        session, draft, fields, _rows(names), button=f"Ghi: {words.lower()}", write=write, leave="Thôi"
    )


def _rows(names: Sequence[str]) -> list[list[str]]:
    """Two fields beside each other, the prose beneath."""
    beside = [name for name in names if name not in ALONE]
    rows = [[name] for name in names if name == "competence"]
    rows += [beside[place : place + 2] for place in range(0, len(beside), 2)]
    return rows + [[name] for name in names if name == "note"]


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
            (each.id, f"{_short(each.content)} ({each.cell_name})") for each in joinable(session.store, row)
        ]
        return ChoiceField("Cùng việc với kiến nghị", others, "")
    if spec is not None and spec.kind == "day":
        return DayField(label)
    return LineField(label, row.field if name == "field" else "", max_len=spec.max_len if spec else 0)


def _given(sort: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is filled in, as keyword arguments of the action."""
    if "competence" in values and not values["competence"]:
        raise Refusal("Chọn cấp có thẩm quyền giải quyết.", "competence")
    kept = {name: value for name, value in values.items() if value or name == NEEDED.get(sort)}
    return {KEYWORDS.get(name, name): value for name, value in kept.items()}


def _short(content: str) -> str:
    words = " ".join(content.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
