"""The small form of one step with a proposal: whose it is, handing up, an agency, an interim word, urging, joining."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.proposal_steps import (
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    urge,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.records import find_spec
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message

ACTS: Mapping[str, tuple[str, tuple[str, ...], Callable[..., Any]]] = {
    "classified": ("Phân loại", ("competence", "field", "note"), classify_proposal),
    "handed_up": ("Chuyển cấp trên", ("paper_number", "paper_on", "note"), hand_up_proposal),
    "assigned": ("Giao cơ quan", ("agency", "due_on", "paper_number", "paper_on", "note"), assign_agency),
    "interim": ("Báo đang giải quyết", ("note", "paper_number", "due_on"), note_interim),
    "urged": ("Đôn đốc", ("agency", "paper_number", "note"), urge),
    "joined": ("Nhập cùng việc", ("joined_id", "note"), join_proposals),
}
"""What can be done, by the sort of the step: the words of its button, its fields, the action."""
KEYWORDS = {"joined_id": "into_id"}
NOTE_HINTS = {"interim": "Lý do này được gửi về chi bộ."}
LONGEST = 70
ABREAST = 190
"""Logical pixels a field needs beside others."""


class StepForm(QWidget):
    """`done` once the step is written, `left` when nobody wants it; the note is kept as a draft until then."""

    done = Signal()
    left = Signal()

    def __init__(self, session: Session, row: ProposalRow, sort: str) -> None:
        super().__init__()
        self._session, self._row, self.sort = session, row, sort
        words, names, self._act = ACTS[sort]
        self._fields: dict[str, Field] = {}
        self._levels: NumberedSegments | None = None
        self._draft: FreshDraft | None = None
        self._column = QVBoxLayout(self)
        for name in names:
            self._add_field(name)
        beside = [field for name, field in self._fields.items() if name != "note"]
        for place in range(0, len(beside), 2):
            pair = beside[place : place + 2]
            self._column.addWidget(Abreast(*pair, least=ABREAST * len(pair), gap=16))
        if "note" in self._fields:
            self._column.addWidget(self._fields["note"])
        self._message = Message()
        self._column.addWidget(self._message)
        self._add_foot(words)
        look.follow(self.fit)

    def _add_field(self, name: str) -> None:
        if name == "competence":
            levels = [(key, said) for key, said in COMPETENCES if key in LEVELS]
            self._levels = NumberedSegments(levels, self._row.competence, "Thẩm quyền")
            self._column.addWidget(Labelled("Thẩm quyền giải quyết", self._levels))
            return
        self._fields[name] = field = self._made(name)
        if name == "note":
            place = ("proposal_step", f"{self._row.id}/{self.sort}", "note")
            self._draft = FreshDraft(self._session, field, place) if isinstance(field, ProseField) else None

    def _made(self, name: str) -> Field:
        spec = find_spec("proposal_step").field(name)
        label = spec.label if spec else name
        if name == "note":
            return ProseField(label, hint=NOTE_HINTS.get(self.sort, ""), lines=2)
        if name == "joined_id":
            return ChoiceField("Cùng việc với kiến nghị", self._others(), "")
        if spec is not None and spec.kind == "day":
            return DayField(label)
        value = self._row.field if name == "field" else ""
        return LineField(label, value, max_len=spec.max_len if spec else 0)

    def _others(self) -> Sequence[tuple[str, str]]:
        """Those still open, of the same field first."""
        rows = [
            row for row in every_proposal(self._session.store) if row.id != self._row.id and row.is_waiting
        ]
        rows.sort(key=lambda row: row.field.casefold() != self._row.field.casefold())
        return [(row.id, f"{_short(row.content)} ({row.cell_name})") for row in rows]

    def _add_foot(self, words: str) -> None:
        foot = Flow()
        write, leave = Button(f"Ghi: {words.lower()}", icon="check"), Button("Thôi", "quiet")
        write.clicked.connect(self._on_write)
        leave.clicked.connect(self.left)
        foot.put(leave, at_end=True)
        foot.put(write, at_end=True)
        self._column.addWidget(foot)

    def take_focus(self) -> None:
        """On the first thing to say."""
        if self._levels is not None:
            self._levels.take_focus()
        else:
            next(iter(self._fields.values())).setFocus()

    def _on_write(self) -> None:
        commit_composing()
        for field in self._fields.values():
            field.clear_error()
        self._message.say("absent", "")
        try:
            self._session.do(self._act, self._row.id, **self._given())
        except Refusal as refusal:
            self._refuse(refusal)
            return
        if self._draft is not None:
            self._draft.clear()
        self.done.emit()

    def _given(self) -> dict[str, Any]:
        """What is filled in, as keyword arguments of the action; Refusal beside a day that cannot be read."""
        given: dict[str, Any] = {}
        for name, field in self._fields.items():
            value = _day(name, field) if isinstance(field, DayField) else _value(field)
            if value or (name in ("note", "agency") and name == ACTS[self.sort][1][0]):
                given[KEYWORDS.get(name, name)] = value
        if "joined_id" in self._fields:
            given.setdefault("into_id", "")
        if self._levels is not None:
            given["competence"] = self._levels.taken()
            if not given["competence"]:
                raise Refusal("Chọn cấp có thẩm quyền giải quyết.", "competence")
        return given

    def _refuse(self, refusal: Refusal) -> None:
        field = self._fields.get(refusal.field or "")
        if field is not None:
            field.show_error(refusal.sentence)
            field.setFocus()
        else:
            self._message.say("absent", refusal.sentence)

    def leave(self) -> None:
        """Keeps the note as a draft."""
        if self._draft is not None:
            self._draft.leave()

    def fit(self) -> None:
        self._column.setContentsMargins(0, look.px(4), 0, 0)
        self._column.setSpacing(look.px(12))


def _day(name: str, field: DayField) -> date | None:
    """Refusal that names the field when it is no day."""
    try:
        return field.day()
    except Refusal as refusal:
        raise Refusal(refusal.sentence, name) from None


def _value(field: Field) -> str:
    return field.value() if isinstance(field, LineField | ProseField | ChoiceField) else ""


def _short(content: str) -> str:
    words = " ".join(content.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
