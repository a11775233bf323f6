"""Assessments of cells' meetings: written down by the body that visited, and what the cell asked for put into the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.visits import read_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.lists.assessments import meetings_to_assess, request_lines
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.store import Changes


def assess(
    desk: Desk, /, organisation_id: str, month: str, *, meeting_id: str = "", **fields: object
) -> tuple[Changes, str]:
    """Writes what a visitor noted of a cell's meeting of a month ("2026-10"); gives its id.

    Without `meeting_id` it is of the meeting held on `assessed_on`, or of the only one of that month; of none while the
    minutes are not here. Refusal at a cell's desk.
    """
    if desk.kind == "cell":
        raise Refusal("Phiếu đánh giá do cấp ủy cấp trên ghi. Chi bộ nhận thông báo rút kinh nghiệm.")
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    of = meeting_id or _meeting(desk, organisation_id, month, fields.get("assessed_on"))
    if of:
        given["meeting_id"] = of
    with desk.writing() as writer:
        assessment_id = writer.new_id()
        writer.put(
            "assessment",
            assessment_id,
            body_id=desk.organisation_id,
            organisation_id=organisation_id,
            period=read_month(month),
            **given,
        )
    return writer.changes, assessment_id


def _meeting(desk: Desk, cell_id: str, month: str, on: object) -> str:
    found = meetings_to_assess(desk.store, cell_id, month)
    same_day = [each for each in found if isinstance(on, date) and each.day("held_on") == on]
    chosen = same_day or found
    return chosen[0].id if len(chosen) == 1 else ""


def change_assessment(desk: Desk, /, assessment_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "assessment", assessment_id, **fields)


def put_away_assessment(desk: Desk, assessment_id: str) -> Changes:
    """Takes it back; proposals it brought into the register stay there."""
    return change_part(desk, "assessment", assessment_id, put_away=True)


def enter_request(desk: Desk, assessment_id: str, words: str, *, source: str = "cell") -> tuple[Changes, str]:
    """Puts one line of what the cell asks for into the register of proposals, with the cell as where it came from.

    The body keeps it in its own book; the answer goes to the cell. Gives its id; Refusal for a line that is there
    already, or that the assessment does not hold.
    """
    assessment = need_part(desk, "assessment", assessment_id)
    line = clean_line(words)
    named = next(
        (each for each in request_lines(desk.store, assessment) if fold(each.words) == fold(line)), None
    )
    if named is None:
        raise Refusal("Phiếu không có dòng kiến nghị này. Ghi vào phần V của phiếu trước.", "requests")
    if named.proposal_id:
        raise Refusal("Dòng này đã có trong sổ kiến nghị.", "requests")
    dated = assessment.day("assessed_on")
    more: dict[str, Any] = {"raised_on": dated} if dated else {}
    if dated and (in_force := _round_on(desk, dated)):
        more["round_id"] = in_force.id
    return add_proposal(
        desk,
        content=line,
        source=source,
        cell_id=assessment.text("organisation_id"),
        assessment_id=assessment_id,
        **more,
    )


def _round_on(desk: Desk, day: date) -> Facts | None:
    """The body's own round at work on a day."""
    for each in select(desk.store, "round", "body_id = ?", (desk.organisation_id,)):
        first, last = each.day("from_on"), each.day("until_on")
        if first is not None and first <= day <= (last or date.max):
            return each
    return None
