"""The forms of a candidate: somebody new, a step, why it is stopped; those of helpers are in candidate_helping.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    change_step,
    stop_candidate,
)
from chibo_desktop.base.dates import read_partial, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidate_way import StepLine
from chibo_desktop.lists.candidates import CandidateRow
from chibo_desktop.rules.admission import AGAIN, LABELS, RETURNED, STOPPED, step_rules
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.oversight_forms import choices_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

NOT_CHOSEN = ("", "(chưa chọn)")
CANCEL = "Thôi"
BORN = "ngày/tháng/năm, hoặc chỉ năm"
PAPERS = {
    "selected": "Số nghị quyết chọn quần chúng",
    "course_asked": "Số nghị quyết đề nghị học",
    "course_done": "Số giấy chứng nhận",
    "allowed": "Số văn bản đồng ý",
    "resolved": "Số nghị quyết",
    "returned": "Số công văn trả hồ sơ",
    "decided": "Số quyết định",
    "official_resolved": "Số nghị quyết",
    "official_decided": "Số quyết định",
}
"""What the paper of a step is called; of other steps "Số văn bản"."""
NUMBERED = ("decided", "official_decided")
"""Steps that are a decision: it has a number."""
LACKING = "Thiếu gì, cần bổ sung gì"


def candidate_form(session: Session) -> EntryForm:
    """Somebody the cell begins to prepare; only the name is needed."""
    fields: dict[str, Field] = {
        "full_name": LineField("Họ và tên", max_len=80),
        "birth_date": LineField("Ngày sinh", placeholder=BORN),
        "gender": _choice("gender", "Giới tính"),
        "ethnic_group": LineField("Dân tộc", max_len=40),
        "home": LineField("Nơi ở", max_len=160),
        "source": _choice("source", "Nguồn"),
        "union": LineField("Đoàn thể đang tham gia", max_len=120),
        "schooling": _choice("schooling", "Trình độ học vấn"),
        "schooling_state": _choice("schooling_state", "Điều kiện học vấn"),
        "recheck_on": DayField("Ngày xem lại việc học", hint="Chỉ ghi khi đang học, hoặc cử đi học."),
    }

    def write(given: dict[str, Any]) -> str:
        born = given.pop("birth_date")
        given["birth_date"] = read_partial(born, "birth_date") if born else None
        return session.do(add_candidate, **given)[1]

    rows = (
        ("full_name", "birth_date"),
        ("gender", "ethnic_group"),
        ("home",),
        ("source", "union"),
        ("schooling", "schooling_state"),
        ("recheck_on",),
    )
    done = "Đã đưa vào danh sách quần chúng ưu tú."
    return EntryForm(
        session, ("candidate", "new"), fields, rows, button="Ghi vào danh sách", write=write, done=done
    )


def _choice(name: str, label: str) -> ChoiceField:
    return ChoiceField(label, (NOT_CHOSEN, *choices_of("candidate", name)), "")


def step_form(session: Session, row: CandidateRow, step: str) -> EntryForm:
    """The day and paper of a step that is named already."""
    fields = _of_step(session, step)

    def write(given: dict[str, Any]) -> str:
        return _put_step(session, row, step, given)

    return _form(session, (row.id, step), fields, write)


def other_step_form(session: Session, row: CandidateRow, by: tuple[str, ...]) -> EntryForm:
    """A step that is chosen, of those these desks write; for what was done before the record was begun, or done again."""
    have = {line.step for line in row.steps} - {*AGAIN}
    return _choosing_form(session, row, (row.id, "other"), [key for key in _of_desk(by) if key not in have])


def resume_form(session: Session, row: CandidateRow, by: tuple[str, ...]) -> EntryForm:
    """The step with which somebody who was given up is considered again; also one reached before."""
    return _choosing_form(session, row, (row.id, "resumed"), _of_desk(by), after=row.day_of(STOPPED))


def _of_desk(by: tuple[str, ...]) -> list[str]:
    return [key for key, rule in step_rules().items() if rule.by in by and key != STOPPED]


def _choosing_form(
    session: Session, row: CandidateRow, of: tuple[str, str], steps: list[str], after: date | None = None
) -> EntryForm:
    offered = [NOT_CHOSEN, *((key, LABELS[key]) for key in steps)]
    fields: dict[str, Field] = {"step": ChoiceField("Bước", offered, ""), **_of_step(session, "")}

    def write(given: dict[str, Any]) -> str:
        step = given.pop("step")
        if not step:
            raise Refusal("Chọn bước đã làm.", "step")
        if after and given["on"] and given["on"] <= after:
            raise Refusal(f"Ghi ngày sau ngày thôi xem xét {show_day(after)}.", "on")
        return _put_step(session, row, step, given)

    return _form(session, of, fields, write)


def _of_step(session: Session, step: str) -> dict[str, Field]:
    return {
        "on": DayField("Ngày", session.now().date()),
        "paper": LineField(PAPERS.get(step, "Số văn bản (nếu có)"), max_len=80),
        "note": LineField(LACKING if step == RETURNED else "Ghi chú", max_len=300),
    }


def _put_step(session: Session, row: CandidateRow, step: str, given: dict[str, Any]) -> str:
    on = given.pop("on")
    if on is None:
        raise Refusal("Ghi ngày của bước.", "on")
    if step == RETURNED and not given["note"].strip():
        raise Refusal("Ghi hồ sơ thiếu gì, để chi bộ biết mà bổ sung.", "note")
    if step in NUMBERED and not given["paper"].strip():
        raise Refusal("Ghi số quyết định.", "paper")
    return session.do(add_step, row.id, step, on, **given)[1]


def _form(
    session: Session, of: tuple[str, str], fields: dict[str, Field], write: Callable[[dict[str, Any]], str]
) -> EntryForm:
    """`of` are the candidate and the step, or "other"."""
    draft, word = ("candidate_step", "/".join(of)), of[1]
    rows = (*((("step",),) if "step" in fields else ()), ("on", "paper"), ("note",))
    done = f"Đã ghi: {LABELS[word].lower()}." if word in LABELS else "Đã ghi bước."
    return EntryForm(
        session, draft, fields, rows, button="Ghi bước này", write=write, leave=CANCEL, done=done
    )


def change_step_form(session: Session, line: StepLine) -> EntryForm:
    """The day, paper and note of a step that was written."""
    fields: dict[str, Field] = {
        "on": DayField("Ngày", line.on),
        "paper": LineField(PAPERS.get(line.step, "Số văn bản (nếu có)"), line.paper, max_len=80),
        "note": LineField("Ghi chú", line.note, max_len=300),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_step, line.id, **given)
        return line.id

    draft = ("candidate_step", f"{line.id}/change")
    rows = (("on", "paper"), ("note",))
    return EntryForm(
        session, draft, fields, rows, button="Sửa bước này", write=write, leave=CANCEL, done="Đã sửa bước."
    )


def stop_form(session: Session, row: CandidateRow) -> EntryForm:
    """The day and the reason for considering somebody no more."""
    fields: dict[str, Field] = {
        "on": DayField("Từ ngày", session.now().date()),
        "note": LineField("Lý do", max_len=300),
    }

    def write(given: dict[str, Any]) -> str:
        if given["on"] is None:
            raise Refusal("Ghi ngày thôi xem xét.", "on")
        session.do(stop_candidate, row.id, given["on"], given["note"])
        return row.id

    draft = ("candidate_step", f"{row.id}/{STOPPED}")
    rows, done = (("on",), ("note",)), "Đã ghi thôi xem xét."
    return EntryForm(
        session, draft, fields, rows, button="Ghi thôi xem xét", write=write, leave=CANCEL, done=done
    )
