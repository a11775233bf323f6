"""The values of persons considered at a meeting and of the resolutions on them, from what is stored."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.case_paper import direction_of, summary_of
from chibo_desktop.lists.cases import CaseRow, rating_table
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.papers.cases import Case, CaseResolution, Gathering, Level
from chibo_desktop.papers.decision_values import one_vote
from chibo_desktop.papers.facts import Absentee
from chibo_desktop.papers.numbers import resolution_number
from chibo_desktop.papers.occasion import (
    iso_day,
    sheet_of,
    tone_of,
    was_marked,
)
from chibo_desktop.papers.people_values import named, signer_values, sitting_values
from chibo_desktop.papers.render import in_tone
from chibo_desktop.records.meeting import MEASURES
from chibo_desktop.rules.attendance import Person
from chibo_desktop.store import Store

NOT_DUE = {
    "exempt": "miễn sinh hoạt",
    "away": "sinh hoạt tạm thời nơi khác",
    "suspended": "đình chỉ sinh hoạt",
}


def case_values(store: Store, sheet: MeetingSheet, row: CaseRow) -> Case:
    """One person with every vote on them. What is not held at this level is empty; the name says so."""
    facts, tone = row.facts, tone_of(sheet.cell)
    member = find(store, "member", facts.text("member_id")) if facts.text("member_id") else None
    return Case(
        matter=row.matter,
        name=named(row.name),
        born=_told(member or facts, "birth_date"),
        origin=_told(facts, "origin"),
        helpers=_told(facts, "helpers"),
        admitted_on=iso_day(member, "admitted_on") if member else "",
        reported=_told(facts, "reported"),
        strengths=_told(facts, "strengths"),
        weaknesses=_told(facts, "weaknesses"),
        conclusion=_told(facts, "conclusion"),
        ground=_told(facts, "ground"),
        from_on=iso_day(facts, "from_on"),
        until_on=iso_day(facts, "until_on"),
        measure=_measure(row),
        self_rating=_told(facts, "self_rating"),
        rating=_told(facts, "rating"),
        votes=[] if row.is_kept_below else [one_vote(sheet, each) for each in row.ballots],
        measured=in_tone(row.measures.sentence, tone) if row.measures else "",
        carried=row.carried,
        decided_here=row.is_decided_here,
        reports=[in_tone(each, tone) for each in row.follows] if row.carried is False else [],
    )


def _told(facts: Facts, name: str) -> str:
    """The value in words; "" where it is not held at this level: a paper says it once, at the name."""
    return "" if name in facts.absent else facts.shown(name)


def _measure(row: CaseRow) -> str:
    """The form of discipline the votes came to; "" when to none or not yet: what is proposed is no result."""
    return dict(MEASURES).get(row.measures.measure, "") if row.measures else ""


def level_values(sheet: MeetingSheet) -> list[Level]:
    """How many were given each level of the yearly rating; [] where nobody was, or where levels are not held."""
    table = rating_table(sheet.cases)
    return [Level(words=each.words, count=each.count, of=each.rated) for each in table if each.rated]


def gathering_values(sheet: MeetingSheet) -> Gathering:
    """Everybody on the list, by who came; the counts are None while nobody is marked."""
    listed = [person for person in sheet.people if person.standing.is_listed]
    came, gone = _parted(listed) if was_marked(sheet) else (None, None)
    return Gathering(
        total=len(listed),
        official=_official(listed) or 0,
        probationary=len(listed) - (_official(listed) or 0),
        present=None if came is None else len(came),
        present_official=_official(came),
        present_probationary=_probationary(came),
        absent=None if gone is None else len(gone),
        absent_official=_official(gone),
        absent_probationary=_probationary(gone),
        reasons=[Absentee(name=each.name, reason=_reason(each)) for each in gone or ()],
    )


def _parted(people: list[Person]) -> tuple[list[Person], list[Person]]:
    return [each for each in people if each.came], [each for each in people if not each.came]


def _official(people: list[Person] | None) -> int | None:
    return None if people is None else sum(each.standing.membership == "official" for each in people)


def _probationary(people: list[Person] | None) -> int | None:
    return None if people is None else sum(each.standing.membership == "probationary" for each in people)


def _reason(person: Person) -> str:
    """Why somebody on the list was not there; "" without a reason."""
    if person.state is None:
        return NOT_DUE.get(person.standing.not_due_because or "", "chưa điểm danh")
    return (person.reason or "có lý do") if person.state == "excused" else ""


def case_resolution_values(store: Store, resolution_id: str) -> CaseResolution:
    """The resolution on one person as it stands. Refusal where there is none or its person is gone."""
    paper = find(store, "resolution", resolution_id)
    sheet = sheet_of(store, paper.text("meeting_id")) if paper else None
    case = (
        next((row for row in sheet.cases if row.facts.id == paper.text("case_id")), None)
        if paper and sheet
        else None
    )
    if paper is None or sheet is None or case is None:
        raise Refusal("Không có nghị quyết về người được xét với mã này. Chọn lại văn bản.")
    meeting = sheet.meeting
    return {
        **sitting_values(store, sheet),
        "draft": not sheet.is_finalised,
        "number": resolution_number(sheet, paper),
        "issued_on": iso_day(paper, "issued_on") or iso_day(meeting, "held_on"),
        "gathering": gathering_values(sheet),
        "summary": paper.text("summary") or summary_of(case),
        "case": case_values(store, sheet, case),
        "evaluation": paper.text("evaluation"),
        "direction": paper.text("direction") or direction_of(case),
        "carrying_out": paper.text("carrying_out"),
        "signer": signer_values(store, meeting),
    }
