"""The values of elections and of the minutes of a count, from what is stored."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ballots import BallotRow
from chibo_desktop.lists.cases import CaseRow
from chibo_desktop.lists.elections import ElectionRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.decision_values import one_vote, vote_of
from chibo_desktop.papers.elections import Chosen, CountPaper, Elected
from chibo_desktop.papers.occasion import (
    iso_moment,
    meeting_of,
    sheet_of,
    tone_of,
    was_marked,
)
from chibo_desktop.papers.people_values import named, sitting_values
from chibo_desktop.papers.render import in_tone
from chibo_desktop.rules.cases import measure_reached
from chibo_desktop.rules.elections import may_go_on
from chibo_desktop.store import Store


def elections_of(sheet: MeetingSheet) -> list[Elected]:
    """Every round of every election of a congress, in the order they were held."""
    return [elected_values(sheet, row) for row in sheet.elections]


def elected_of(sheet: MeetingSheet, election_id: str) -> Elected | None:
    """One round by its id; None when it is of no election of this meeting."""
    return next((elected_values(sheet, row) for row in sheet.elections if row.facts.id == election_id), None)


def elected_values(sheet: MeetingSheet, row: ElectionRow) -> Elected:
    """One round as it was counted."""
    facts = row.facts
    return Elected(
        title=row.title,
        round=facts.count("round") or 1,
        seats=facts.count("seats") or 0,
        base=row.base,
        needed=row.needed,
        present_official=row.counted.present_official if was_marked(sheet) else None,
        issued=facts.count("issued_count"),
        collected=facts.count("collected_count"),
        valid=facts.count("valid_count"),
        invalid=facts.count("invalid_count"),
        tellers=facts.shown("tellers"),
        taken_at=iso_moment(facts, "taken_at"),
        nominees=[
            Chosen(
                name=named(each.name),
                votes=each.facts.count("chosen_count"),
                elected=each.is_elected,
                tied=each.is_tied,
                rank=each.rank,
            )
            for each in row.nominees
        ],
        counted=row.is_counted,
        left=row.seats_left,
        appointed=_appointed(sheet, row),
    )


def _appointed(sheet: MeetingSheet, row: ElectionRow) -> str:
    round_ = row.facts.count("round") or 1
    goes_on = not row.seats_left or may_go_on(row.office, round_, sheet.day)
    return "" if goes_on else in_tone(row.follows, tone_of(sheet.cell))


def count_values(store: Store, record_id: str) -> CountPaper:
    """The count of one election or of one vote by paper; of forms of discipline that of the whole round.

    Refusal where there is neither.
    """
    election, ballot = find(store, "election", record_id), find(store, "ballot", record_id)
    if election is None and (ballot is None or ballot.text("method") != "secret"):
        raise Refusal("Biên bản kiểm phiếu lập cho một cuộc bầu cử hoặc một lần bỏ phiếu kín. Chọn lại.")
    sheet = sheet_of(store, meeting_of(store, record_id).id)
    vote = vote_of(sheet, record_id)
    elected = elected_of(sheet, record_id)
    case = next((row for row in sheet.cases if record_id in (each.facts.id for each in row.ballots)), None)
    forms = _forms_of_round(case, record_id) if case else []
    return {
        **sitting_values(store, sheet),
        "about": elected["title"] if elected else vote["matter"] if vote else "",
        "person": named(case.name) if case else "",
        "outside": bool(case and case.matter == "admission"),
        "election": elected,
        "vote": vote,
        "measures": [one_vote(sheet, each) for each in forms],
        "measured": in_tone(_measured(sheet, forms), tone_of(sheet.cell)),
    }


def _forms_of_round(case: CaseRow, ballot_id: str) -> list[BallotRow]:
    """The votes on forms of discipline taken together with that one; [] for any other vote."""
    found = next(each for each in case.ballots if each.facts.id == ballot_id)
    if not found.facts.text("measure"):
        return []
    number = found.facts.count("round") or 1
    return [
        each
        for each in case.ballots
        if each.facts.text("measure") and (each.facts.count("round") or 1) == number
    ]


def _measured(sheet: MeetingSheet, forms: list[BallotRow]) -> str:
    """What the votes of the round come to; "" before they are counted: a vote on one of them, or a 0 on each."""
    given = [each.facts.count("yes_count") for each in forms]
    if not given or (None in given and not any(given)):
        return ""
    votes = {each.facts.text("measure"): each.facts.count("yes_count") or 0 for each in forms}
    return measure_reached(votes, max(each.base for each in forms), sheet.day).sentence
