"""The values of a meeting's minutes and resolution from what is stored: facts only, the forms make the sentences."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.materials_used import materials_words
from chibo_desktop.lists.meeting_sheet import AgendaRow, MeetingSheet, OpinionRow
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.lists.rows import Facts
from chibo_desktop.papers.case_values import case_values, level_values
from chibo_desktop.papers.decision_values import (
    last_task_values,
    looked_at,
    task_values,
    vote_on_paper,
    vote_values,
)
from chibo_desktop.papers.election_values import elections_of
from chibo_desktop.papers.facts import Directions, Officer
from chibo_desktop.papers.item_parts import is_printed, is_unsaid, part_at
from chibo_desktop.papers.minutes import Answered, Closing, Item, Minutes, Opinion, Proposal
from chibo_desktop.papers.numbers import kind_of_paper, minutes_number, resolution_number
from chibo_desktop.papers.occasion import (
    iso_day,
    iso_of,
    length_of,
    meeting_of,
    occasion_month,
    sheet_of,
)
from chibo_desktop.papers.people_values import (
    attender_values,
    guest_values,
    name_of,
    signer_values,
    sitting_values,
)
from chibo_desktop.papers.resolution import Resolution
from chibo_desktop.papers.score_values import score_sentence
from chibo_desktop.records.member import OFFICES
from chibo_desktop.store import Store


def minutes_values(store: Store, meeting_id: str) -> Minutes:
    """The minutes as they stand; what is not recorded is empty, so that a draft prints blanks.

    Refusal only where there is no such meeting.
    """
    sheet = sheet_of(store, meeting_of(store, meeting_id).id)
    meeting = sheet.meeting
    return {
        **sitting_values(store, sheet),
        "number": minutes_number(sheet),
        "minutes": length_of(meeting),
        "taken_in": meeting.text("taken_in"),
        "called_because": meeting.shown("called_because"),
        "called_by": meeting.shown("called_by"),
        "attenders": _by_office(attender_values(sheet)),
        "guests": guest_values(sheet),
        "dues": meeting.text("dues_note"),
        "materials": materials_words(store, meeting),
        "last_month": meeting.text("last_month"),
        "last_tasks": last_task_values(store, sheet),
        "praised": meeting.shown("praised"),
        "reminded": meeting.shown("reminded"),
        "mood": meeting.text("mood"),
        "items": [item_values(store, sheet, row) for row in sheet.agenda if is_printed(sheet, row)],
        "opinions": _opinions(store, sheet.other_opinions),
        "directions": [_directions(guest) for guest in sheet.guests if guest.text("directions")],
        "answers": [answer for row in sheet.to_announce for answer in _answers(sheet, row)],
        "proposals": [_proposal(row) for row in sheet.proposals],
        "cases": [case_values(store, sheet, each) for each in sheet.cases],
        "levels": level_values(sheet),
        "votes": vote_values(sheet),
        "elections": elections_of(sheet),
        "conclusion": meeting.text("conclusion"),
        "closing": _closing(sheet),
        "tasks": task_values(store, sheet),
        "score": score_sentence(store, meeting),
        "read_back": meeting.flag("read_back"),
    }


def resolution_values(store: Store, record_id: str) -> Resolution:
    """The resolution or conclusion of that id, or of the meeting of that id, as it stands.

    Refusal where there is no such record, or where a finalised meeting closed without such a paper.
    """
    sheet = sheet_of(store, meeting_of(store, record_id).id)
    meeting, paper = sheet.meeting, sheet.resolution
    if paper is None and sheet.is_finalised:
        raise Refusal("Buổi này đã chốt mà không có nghị quyết hay kết luận. Hãy in biên bản.")
    evaluated, directed = looked_at(occasion_month(sheet), meeting.day("held_on"))
    return {
        **sitting_values(store, sheet),
        "kind": _kind_on_paper(sheet),
        "draft": not sheet.is_finalised,
        "number": _number(sheet),
        "issued_on": (iso_day(paper, "issued_on") if paper else "") or iso_day(meeting, "held_on"),
        "evaluated": evaluated,
        "directed": directed,
        "summary": _written(paper, "summary"),
        "minutes": length_of(meeting),
        "evaluation": _written(paper, "evaluation"),
        "last_tasks": last_task_values(store, sheet),
        "praised": meeting.shown("praised"),
        "reminded": meeting.shown("reminded"),
        "shortcomings": _written(paper, "shortcomings"),
        "direction": _written(paper, "direction"),
        "tasks": task_values(store, sheet),
        "carrying_out": _written(paper, "carrying_out"),
        "elections": elections_of(sheet),
        "score": score_sentence(store, meeting, groups=True),
        "vote": vote_on_paper(sheet),
        "signer": signer_values(store, meeting),
    }


def _written(paper: Facts | None, name: str) -> str:
    return paper.text(name) if paper else ""


def item_values(store: Store, sheet: MeetingSheet, row: AgendaRow) -> Item:
    """One item of the agenda with what was said to it."""
    return Item(
        title=row.facts.text("title"),
        presenter=name_of(store, row.facts.text("presenter_id")),
        summary=row.facts.text("summary"),
        opinions=_opinions(store, row.opinions),
        conclusion=row.facts.text("conclusion"),
        part=part_at(sheet, row.facts.text("title")),
        unsaid=is_unsaid(row),
    )


def _by_office(people: list[Officer]) -> list[Officer]:
    """Whoever holds an office first, the secretary at the head; the others stay as the list has them."""
    ranks = [label for _, label in OFFICES]
    return sorted(
        people, key=lambda each: ranks.index(each["office"]) if each["office"] in ranks else len(ranks)
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
    listed = {item.facts.text("answer_id") for item in sheet.agenda}
    is_told = row.announced_on is not None and row.announced_on == sheet.meeting.day("held_on")
    on_agenda = [answer for answer in row.answers if answer.id in listed]
    answers = on_agenda or (row.answers if is_told else ())
    return [
        Answered(
            proposal=row.content,
            body=answer.body_name,
            number=answer.paper_number,
            answered_on=iso_of(answer.answered_on),
            text=answer.content,
        )
        for answer in answers
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
    number = resolution_number(sheet, paper) if paper.count("number") else ""
    return Closing(kind=kind_of_paper(paper), number=number, summary=paper.text("summary"))


def _kind_on_paper(sheet: MeetingSheet) -> str:
    """What closes the meeting, or would by its kind."""
    return kind_of_paper(sheet.resolution) if sheet.resolution else sheet.kind.closes_with[0]


def _number(sheet: MeetingSheet) -> str:
    return resolution_number(sheet, sheet.resolution)
