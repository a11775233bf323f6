"""The values of a meeting's minutes and resolution from what is stored: facts only, the forms make the sentences."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import AgendaRow, MeetingSheet, OpinionRow, meeting_sheet
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.papers.decision_values import (
    last_task_values,
    looked_at,
    task_values,
    vote_on_paper,
    vote_values,
)
from chibo_desktop.papers.facts import Directions, Officer
from chibo_desktop.papers.minutes import Answered, Closing, Item, Minutes, Opinion, Proposal
from chibo_desktop.papers.people_values import (
    attendance_values,
    issuer_values,
    name_of,
    officer_values,
    signer_values,
    tone_of,
)
from chibo_desktop.papers.resolution import Resolution
from chibo_desktop.papers.score_values import score_sentence
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.store import Store

TYPE_CODES = {"resolution": "NQ", "conclusion": "KL"}
UNNUMBERED = "……"
PARTS = ("resolution", "guest", "addendum", "score")
"""Records of a meeting that have a paper of their own."""


def meeting_of(store: Store, record_id: str) -> Facts:
    """The meeting of that id, or of the resolution, guest, addendum or score of that id; Refusal when there is none."""
    part = next((each for kind in PARTS if (each := find(store, kind, record_id))), None)
    meeting = find(store, "meeting", part.text("meeting_id") if part else record_id)
    if meeting is None:
        raise Refusal("Không có buổi sinh hoạt hay văn kiện với mã này. Chọn lại buổi sinh hoạt.")
    return meeting


def minutes_values(store: Store, meeting_id: str) -> Minutes:
    """The minutes as they stand; what is not recorded is empty, so that a draft prints blanks.

    Refusal only where there is no such meeting.
    """
    sheet = sheet_of(store, meeting_of(store, meeting_id).id)
    meeting, tone = sheet.meeting, tone_of(sheet.cell)
    return Minutes(
        issuer=issuer_values(store, sheet.cell),
        number=minutes_number(sheet),
        held_on=iso_day(meeting, "held_on"),
        month=iso_month(meeting),
        started_at=iso_moment(meeting, "started_at"),
        ended_at=iso_moment(meeting, "ended_at"),
        venue=meeting.text("place"),
        attendance=attendance_values(sheet),
        guests=[Officer(name=g.text("full_name"), office=g.text("office")) for g in sheet.guests],
        chair=officer_values(store, meeting.text("chair_id"), tone),
        secretary=officer_values(store, meeting.text("secretary_id"), tone),
        dues=meeting.text("dues_note"),
        materials=meeting.text("materials"),
        last_month=meeting.text("last_month"),
        last_tasks=last_task_values(store, sheet),
        praised=meeting.shown("praised"),
        reminded=meeting.shown("reminded"),
        mood=meeting.text("mood"),
        items=[_item(store, row) for row in sheet.agenda],
        opinions=_opinions(store, sheet.other_opinions),
        directions=[_directions(guest) for guest in sheet.guests if guest.text("directions")],
        answers=[answer for row in sheet.to_announce for answer in _answers(sheet, row)],
        proposals=[_proposal(row) for row in sheet.proposals],
        votes=vote_values(sheet),
        conclusion=meeting.text("conclusion"),
        closing=_closing(sheet),
        tasks=task_values(store, sheet),
        score=score_sentence(store, meeting),
        read_back=meeting.flag("read_back"),
    )


def resolution_values(store: Store, record_id: str) -> Resolution:
    """The resolution or conclusion of that id, or of the meeting of that id, as it stands.

    Refusal where there is no such record, or where a finalised meeting closed without such a paper.
    """
    sheet = sheet_of(store, meeting_of(store, record_id).id)
    meeting, tone, paper = sheet.meeting, tone_of(sheet.cell), sheet.resolution
    if paper is None and sheet.is_finalised:
        raise Refusal("Buổi này đã chốt mà không có nghị quyết hay kết luận. Hãy in biên bản.")
    evaluated, directed = looked_at(iso_month(meeting), meeting.day("held_on"))
    members = select(store, "member", "cell_id = ?", (meeting.text("cell_id"),))

    def written(name: str) -> str:
        return paper.text(name) if paper else ""

    return Resolution(
        kind=_kind(paper),
        draft=not sheet.is_finalised,
        issuer=issuer_values(store, sheet.cell),
        number=_number(sheet),
        issued_on=(iso_day(paper, "issued_on") if paper else "") or iso_day(meeting, "held_on"),
        month=iso_month(meeting),
        evaluated=evaluated,
        directed=directed,
        held_on=iso_day(meeting, "held_on"),
        venue=meeting.text("place"),
        summary=written("summary"),
        minutes=_length(meeting),
        attendance=attendance_values(sheet),
        chair=officer_values(store, meeting.text("chair_id"), tone),
        secretary=officer_values(store, meeting.text("secretary_id"), tone),
        evaluation=written("evaluation"),
        last_tasks=last_task_values(store, sheet),
        praised=meeting.shown("praised"),
        reminded=meeting.shown("reminded"),
        shortcomings=written("shortcomings"),
        direction=written("direction"),
        tasks=task_values(store, sheet),
        carrying_out=written("carrying_out"),
        score=score_sentence(store, meeting, groups=True),
        vote=vote_on_paper(sheet),
        signer=signer_values(store, meeting, members),
    )


def minutes_number(sheet: MeetingSheet) -> str:
    """The whole number of the minutes (`05-BB/CB`); "" where they carry none."""
    number = sheet.meeting.count("minutes_number")
    return paper_number(number, "BB", _sign(sheet.cell)) if number else ""


def sheet_of(store: Store, meeting_id: str) -> MeetingSheet:
    """The sheet of a meeting; Refusal where there is none."""
    sheet = meeting_sheet(store, meeting_id)
    if sheet is None:
        raise Refusal("Không có buổi sinh hoạt với mã này. Chọn lại buổi sinh hoạt.")
    return sheet


def iso_day(facts: Facts, name: str) -> str:
    """As 2026-10-05; "" where there is none."""
    day = facts.day(name)
    return day.isoformat() if day else ""


def iso_moment(meeting: Facts, name: str) -> str:
    """With +07:00; "" where there is none."""
    at = meeting.moment(name)
    return at.isoformat() if at else ""


def iso_month(meeting: Facts) -> str:
    """As 2026-10; "" where the period is no month."""
    period = meeting.partial("period")
    return str(period)[:7] if period and period.month else ""


def _length(meeting: Facts) -> int | None:
    """In minutes; None where a time is missing or the end comes before the start."""
    start, end = meeting.moment("started_at"), meeting.moment("ended_at")
    return _minutes_between(start, end) if start and end and start <= end else None


def _minutes_between(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60


def _item(store: Store, row: AgendaRow) -> Item:
    return Item(
        title=row.facts.text("title"),
        presenter=name_of(store, row.facts.text("presenter_id")),
        summary=row.facts.text("summary"),
        opinions=_opinions(store, row.opinions),
        conclusion=row.facts.text("conclusion"),
    )


def _opinions(store: Store, rows: tuple[OpinionRow, ...]) -> list[Opinion]:
    """Opinions whose words are held here; at a level they are not sent to they are left out."""
    return [
        Opinion(name=name_of(store, row.facts.text("member_id")), text=row.facts.text("body"))
        for row in rows
        if row.facts.text("body")
    ]


def _directions(guest: Facts) -> Directions:
    return Directions(
        name=guest.text("full_name"), office=guest.text("office"), text=guest.text("directions")
    )


def _answers(sheet: MeetingSheet, row: ProposalRow) -> list[Answered]:
    """The answers read out at this meeting; those only waiting to be read out do not belong into its minutes."""
    if row.announced_on is None or row.announced_on != sheet.meeting.day("held_on"):
        return []
    return [
        Answered(
            proposal=row.content,
            body=answer.body_name,
            number=answer.paper_number,
            answered_on=answer.answered_on.isoformat() if answer.answered_on else "",
            text=answer.content,
        )
        for answer in row.answers
    ]


def _proposal(row: ProposalRow) -> Proposal:
    label = row.competence_label
    return Proposal(
        source=row.facts.text("source"),
        by=row.facts.text("raised_by"),
        competence=f"{label[0].lower()}{label[1:]}" if label and row.competence != "centre" else label,
        text=row.content,
    )


def _closing(sheet: MeetingSheet) -> Closing | None:
    paper = sheet.resolution
    if paper is None:
        return None
    number = _number(sheet) if paper.count("number") else ""
    return Closing(kind=_kind(paper), number=number, summary=paper.text("summary"))


def _kind(paper: Facts | None) -> str:
    return "conclusion" if paper is not None and paper.text("kind") == "conclusion" else "resolution"


def _number(sheet: MeetingSheet) -> str:
    """The whole number; a blank before it is given, which is when the meeting is finalised."""
    code, sign = TYPE_CODES[_kind(sheet.resolution)], _sign(sheet.cell)
    number = sheet.resolution.count("number") if sheet.resolution else None
    return paper_number(number, code, sign) if number and number > 0 else f"{UNNUMBERED}-{code}/{sign}"


def _sign(cell: Facts | None) -> str:
    return (cell.text("sign") if cell else "") or "CB"
