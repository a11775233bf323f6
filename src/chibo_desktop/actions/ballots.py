"""Votes: what on, how, the counts and of how many; who voted how is known to nobody."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.rules.attendance import VoteBase, vote_base
from chibo_desktop.store import Changes

COUNTS = ("yes_count", "no_count", "other_count")


def add_ballot(
    desk: Desk,
    /,
    meeting_id: str,
    *,
    matter: str,
    yes_count: int | None = None,
    no_count: int = 0,
    other_count: int = 0,
    method: str = "hand",
    threshold: str = "majority",
    **fields: object,
) -> tuple[Changes, str]:
    """Writes a vote down; with its counts, the base and the rule it was taken by are kept beside it.

    Refusal beside the box to mend when more votes are given than official members present may cast.
    """
    counted: dict[str, object] = {}
    if yes_count is not None:
        base = base_at(desk, meeting_id)
        counted = {"yes_count": yes_count, "no_count": no_count, "other_count": other_count}
        counted |= {"base_count": base.base, "rule": base.rule}
    return add_part(
        desk, "ballot", meeting_id, matter=matter, method=method, threshold=threshold, **counted, **fields
    )


def change_ballot(desk: Desk, /, ballot_id: str, **fields: object) -> Changes:
    """Writes only the fields given; changed counts take the base of the roll call as it stands now."""
    ballot = need_part(desk, "ballot", ballot_id)
    if any(name in fields for name in COUNTS):
        base = base_at(desk, ballot.text("meeting_id"))
        fields |= {"base_count": base.base, "rule": base.rule}
    with desk.writing(ballot.book) as writer:
        writer.put("ballot", ballot_id, **fields)
    return writer.changes


def put_away_ballot(desk: Desk, ballot_id: str) -> Changes:
    """Takes the vote off the sheet."""
    ballot = need_part(desk, "ballot", ballot_id)
    with desk.writing(ballot.book) as writer:
        writer.put("ballot", ballot_id, put_away=True)
    return writer.changes


def base_at(desk: Desk, meeting_id: str) -> VoteBase:
    """Of how many the meeting's votes are counted now; Refusal while the meeting's day is not known."""
    meeting = need_meeting(desk, meeting_id)
    if meeting.day("held_on") is None:
        raise Refusal("Ghi ngày sinh hoạt và điểm danh trước, rồi mới ghi biểu quyết.", "held_on")
    return vote_base(people_at(desk.store, meeting_id), day=meeting_day(meeting))
