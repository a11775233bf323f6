"""The values of the assessment sheet, of the summary that goes up and of the notice that goes down; layout stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assessment_sums import Group, Sums, months_words, sum_up
from chibo_desktop.lists.assessments import (
    GRADED,
    PARTS,
    AssessmentRow,
    Beginning,
    assessment_row,
    begin_with,
    label_of,
    team_on,
)
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of, issuer_values
from chibo_desktop.papers.scope import Scope
from chibo_desktop.records.scoring import GRADES
from chibo_desktop.store import Store


class Part(TypedDict):
    """One of the six; `text` is "" on a blank sheet and where nothing was noted."""

    name: str
    text: str


class Graded(TypedDict):
    """One graded line; `marks` has "×" at the grade given, in the order of `grades`."""

    name: str
    marks: list[str]


class AssessmentPaper(TypedDict):
    """A sheet, blank or filled. `month` is "2026-10", days are ISO, both "" when not known; `lines` is empty where the
    body grades nothing; `feasible` and `effective` are the words of the answer or "".
    """

    issuer: Issuer
    issued_on: str
    blank: bool
    cell: str
    month: str
    meeting: str
    held_on: str
    name: str
    office: str
    team: str
    parts: list[Part]
    feasible: str
    effective: str
    grades: list[str]
    lines: list[Graded]


class Answered(TypedDict):
    name: str
    yes: int
    no: int


class GroupLine(TypedDict):
    """One team or commune: its sheets, the cells, and how often resolutions and materials were found good."""

    name: str
    sheets: int
    cells: int
    feasible: int
    not_feasible: int
    effective: int
    not_effective: int


class Counted(TypedDict):
    name: str
    count: int


class GradeLine(TypedDict):
    name: str
    counts: list[int]


class Said(TypedDict):
    """A remark, or what a cell still has to mend, and whose it is."""

    cell: str
    words: str


class SummaryPaper(TypedDict):
    """What the sheets of some months come to; `first` and `last` are ISO days, `months` the words for them."""

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    months: str
    sheets: int
    cells: int
    below: int
    parts: list[Counted]
    answers: list[Answered]
    grades: list[str]
    lines: list[GradeLine]
    teams: list[GroupLine]
    communes: list[GroupLine]
    wanting: list[Said]
    remarks: list[Said]
    requests: int
    entered: int


class LessonPaper(TypedDict):
    """A notice; `cell` is "" when it is for everybody below."""

    issuer: Issuer
    issued_on: str
    number: str
    title: str
    cell: str
    content: str


def assessment_values(store: Store, scope: Scope) -> AssessmentPaper:
    """The sheet `scope.record_id`; blank for the visit, meeting or cell that this names, of the month of `last`."""
    row = assessment_row(store, scope.record_id) if scope.record_id else None
    own = find(store, "organisation", scope.organisation_id)
    values = _filled(store, row) if row else _blank(store, scope)
    is_graded = bool(values["lines"]) if row else bool(own and own.flag("assessment_graded"))
    body = find(store, "organisation", row.body_id) if row else own
    return {
        **values,
        "issuer": issuer_values(store, body or own),
        "grades": [words for _, words in GRADES] if is_graded else [],
        "lines": values["lines"] if row else [_line(None, name) for name in GRADED if is_graded],
    }


def _filled(store: Store, row: AssessmentRow) -> AssessmentPaper:
    meeting = find(store, "meeting", row.meeting_id) if row.meeting_id else None
    graded = [name for name in GRADED if row.facts.text(name)]
    paper = _paper(store, row.organisation_name, row.month, meeting, row.facts.text("official_id"))
    return {
        **paper,
        "blank": False,
        "issued_on": iso_of(row.day),
        "team": row.team_name,
        "parts": [Part(name=label_of(name), text=row.facts.text(name)) for name in PARTS],
        "feasible": row.facts.shown("feasible") if row.facts.text("feasible") else "",
        "effective": row.facts.shown("materials_effective") if row.facts.text("materials_effective") else "",
        "lines": [_line(row.facts, name) for name in graded],
    }


def _blank(store: Store, scope: Scope) -> AssessmentPaper:
    """What is known of the meeting stands on it already: where, which materials, who goes."""
    known = begin_with(store, scope.organisation_id, scope.record_id)
    if not known.organisation_id and scope.record_id:
        known = Beginning(organisation_id=scope.record_id, month=month_of(scope.last))
    names = organisations(store)
    cell = names.name(known.organisation_id, scope.last) if known.organisation_id else ""
    meeting = find(store, "meeting", known.meeting_id) if known.meeting_id else None
    month = known.month or month_of(scope.last)
    paper = _paper(store, cell, month, meeting, known.official_id)
    told = {"premises": known.premises, "materials": known.materials}
    team = team_on(store, known.official_id, scope.last)
    parts = [Part(name=label_of(name), text=told.get(name, "")) for name in PARTS]
    return {**paper, "team": team.name if team else "", "parts": parts}


def _paper(store: Store, cell: str, month: str, meeting: Facts | None, official_id: str) -> AssessmentPaper:
    """What stands over the six parts; the rest is blank."""
    official = teams(store).officials.get(official_id)
    return AssessmentPaper(
        issuer=issuer_values(store, None),
        issued_on="",
        blank=True,
        cell=cell,
        month=month,
        meeting=title_of(meeting) if meeting else "",
        held_on=iso_of(meeting.day("held_on")) if meeting else "",
        name=official.text("full_name") if official else "",
        office=official.text("office") if official else "",
        team="",
        parts=[],
        feasible="",
        effective="",
        grades=[],
        lines=[],
    )


def _line(facts: Facts | None, name: str) -> Graded:
    given = facts.text(name) if facts else ""
    return Graded(name=label_of(name), marks=["×" if grade == given else "" for grade, _ in GRADES])


def summary_values(store: Store, scope: Scope) -> SummaryPaper:
    """What the sheets of the months of the range come to, of the cells below an organisation."""
    sums = sum_up(store, scope.organisation_id, month_of(scope.first), month_of(scope.last))
    return SummaryPaper(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        months=months_words(sums.first, sums.last),
        sheets=len(sums.rows),
        cells=sums.every.cells,
        below=len(organisations(store).at(scope.last).cells(scope.organisation_id)),
        parts=[Counted(name=part.label, count=part.filled) for part in sums.parts],
        answers=[Answered(name=each.label, yes=each.yes, no=each.no) for each in sums.said],
        grades=[words for _, words in GRADES],
        lines=_grade_lines(sums),
        teams=[_group(each) for each in sums.by_team if each.key or len(sums.by_team) > 1],
        communes=[_group(each) for each in sums.by_commune] if len(sums.by_commune) > 1 else [],
        wanting=[Said(cell=each.name, words="; ".join(each.reasons)) for each in sums.wanting],
        remarks=[
            Said(
                cell=f"{each.row.organisation_name}, {months_words(each.row.month, each.row.month)}",
                words=each.words,
            )
            for each in sums.remarks
        ],
        requests=sums.requests,
        entered=sums.entered,
    )


def _grade_lines(sums: Sums) -> list[GradeLine]:
    return [
        GradeLine(name=each.label, counts=[each.counts.get(grade, 0) for grade, _ in GRADES])
        for each in sums.grades
    ]


def _group(group: Group) -> GroupLine:
    resolutions, materials = group.answered("feasible"), group.answered("materials_effective")
    return GroupLine(
        name=group.name,
        sheets=len(group.rows),
        cells=group.cells,
        feasible=resolutions.yes,
        not_feasible=resolutions.no,
        effective=materials.yes,
        not_effective=materials.no,
    )


def lesson_values(store: Store, scope: Scope) -> LessonPaper:
    """The notice `scope.record_id` as it was sent. Refusal for one that is not held."""
    sent = find(store, "material", scope.record_id) if scope.record_id else None
    if sent is None:
        raise Refusal("Không có thông báo mang mã này. Chọn lại trên trang Văn bản.")
    issued = sent.day("issued_on")
    alone = sent.text("organisation_id")
    return LessonPaper(
        issuer=issuer_of(store, sent.text("body_id")),
        issued_on=iso_of(issued),
        number=sent.text("issue"),
        title=sent.text("title"),
        cell=organisations(store).name(alone, issued or scope.issued_on) if alone else "",
        content=sent.text("content"),
    )
