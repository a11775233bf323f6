"""The values of an excerpt from the minutes: the head of the meeting and one piece of it, from what is stored."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.papers.case_values import case_values
from chibo_desktop.papers.cases import Case
from chibo_desktop.papers.decision_values import vote_of
from chibo_desktop.papers.election_values import elected_of
from chibo_desktop.papers.minutes import Excerpt, Item
from chibo_desktop.papers.numbers import minutes_number
from chibo_desktop.papers.occasion import (
    meeting_of,
    sheet_of,
)
from chibo_desktop.papers.people_values import (
    signer_values,
    sitting_values,
)
from chibo_desktop.papers.values import item_values
from chibo_desktop.store import Store


def excerpt_values(store: Store, record_id: str) -> Excerpt:
    """What the minutes say of the agenda item, person, vote or election of that id; Refusal for anything else."""
    sheet = sheet_of(store, meeting_of(store, record_id).id)
    item, case = _item(store, sheet, record_id), _case(store, sheet, record_id)
    vote, election = vote_of(sheet, record_id), elected_of(sheet, record_id)
    if item is None and case is None and vote is None and election is None:
        raise Refusal(
            "Trích biên bản theo một nội dung, một người được xét hoặc một lần biểu quyết. Chọn lại."
        )
    meeting = sheet.meeting
    return {
        **sitting_values(store, sheet),
        "draft": not sheet.is_finalised,
        "number": minutes_number(sheet),
        "item": item,
        "case": case,
        "vote": vote,
        "election": election,
        "read_back": meeting.flag("read_back"),
        "signer": signer_values(store, meeting),
    }


def _item(store: Store, sheet: MeetingSheet, record_id: str) -> Item | None:
    return next((item_values(store, sheet, row) for row in sheet.agenda if row.facts.id == record_id), None)


def _case(store: Store, sheet: MeetingSheet, record_id: str) -> Case | None:
    return next((case_values(store, sheet, row) for row in sheet.cases if row.facts.id == record_id), None)
