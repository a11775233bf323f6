"""Votes: what on, how, the counts and of how many; who voted how is known to nobody."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.hours import with_hour
from chibo_desktop.actions.meetings import add_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ballots import base_now
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records.codec import to_json
from chibo_desktop.rules.attendance import VoteBase
from chibo_desktop.rules.voting import BOXES, methods_for, threshold_for
from chibo_desktop.store import Changes

COUNTS = tuple(name for name, _ in BOXES)
BASE_FOLLOWS = frozenset({*COUNTS, "taken_at", "excused_deducted"})
"""What changes of how many a vote is counted."""


def add_ballot(
    desk: Desk,
    /,
    meeting_id: str,
    *,
    matter: str,
    yes_count: int | None = None,
    no_count: int = 0,
    other_count: int = 0,
    decision: str = "ordinary",
    method: str | None = None,
    threshold: str | None = None,
    **fields: object,
) -> tuple[Changes, str]:
    """Writes a vote down; with its counts, the base and the rule it was taken by are kept beside it.

    The share asked for is that of the decision by the rule in force on the meeting's day unless `threshold` is given;
    the usual way of voting on it unless `method` is. `taken_at` may be a time of day. Refusal beside the box to mend
    when the numbers cannot be.
    """
    meeting = need_meeting(desk, meeting_id)
    values = ballot_values(meeting, {"decision": decision, **fields})
    values |= {name: given for name, given in (("method", method), ("threshold", threshold)) if given}
    if yes_count is not None:
        values |= {"yes_count": yes_count, "no_count": no_count, "other_count": other_count}
        values |= _base(desk, meeting, values)
    return add_part(desk, "ballot", meeting_id, matter=matter, **values)


def ballot_values(meeting: Facts, given: Mapping[str, object]) -> dict[str, object]:
    """The fields of a new vote with what follows from its decision, where that is not given."""
    day, decision = meeting_day(meeting), str(given["decision"])
    usual = {
        "method": next(iter(methods_for(decision, day)), "hand"),
        "threshold": threshold_for(decision, day).key,
    }
    return {**usual, **with_hour(meeting, given)}


def change_ballot(desk: Desk, /, ballot_id: str, **fields: object) -> Changes:
    """Writes only the fields given; changed counts take the base of the roll call as it stands now.

    Another decision brings its own share of votes with it.
    """
    ballot = need_part(desk, "ballot", ballot_id)
    with desk.writing(ballot.book) as writer:
        writer.put("ballot", ballot_id, **changed_values(desk, ballot, fields))
    return writer.changes


def changed_values(desk: Desk, ballot: Facts, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields to write and what follows from them: share and method of another decision, base of changed counts."""
    meeting = need_meeting(desk, ballot.text("meeting_id"))
    values = with_hour(meeting, fields)
    if "decision" in values:
        decision, day = str(values["decision"]), meeting_day(meeting)
        values = {"threshold": threshold_for(decision, day).key, **values}
        allowed = methods_for(decision, day)
        if allowed and str(values.get("method", ballot.text("method"))) not in allowed:
            values["method"] = allowed[0]
    after = {**ballot.values, **values}
    if BASE_FOLLOWS & values.keys() and after.get("yes_count") is not None:
        values |= _base(desk, meeting, after)
    return values


def put_away_ballot(desk: Desk, ballot_id: str) -> Changes:
    """Takes the vote off the sheet."""
    ballot = need_part(desk, "ballot", ballot_id)
    with desk.writing(ballot.book) as writer:
        writer.put("ballot", ballot_id, put_away=True)
    return writer.changes


def base_at(desk: Desk, meeting_id: str, ballot: Mapping[str, object] | None = None) -> VoteBase:
    """Of how many a vote of the meeting is counted now; Refusal while the meeting's day is not known.

    `ballot`: what is known of the vote, its hour and reading among it; None for one that says nothing of either.
    """
    meeting = need_meeting(desk, meeting_id)
    if meeting.day("held_on") is None:
        raise Refusal("Ghi ngày sinh hoạt và điểm danh trước, rồi mới ghi biểu quyết.", "held_on")
    values = {name: to_json(value) for name, value in with_hour(meeting, ballot or {}).items()}
    return base_now(meeting, Facts("ballot", "", values), people_at(desk.store, meeting_id))


def _base(desk: Desk, meeting: Facts, ballot: Mapping[str, object]) -> dict[str, object]:
    base = base_at(desk, meeting.id, ballot)
    return {"base_count": base.base, "rule": base.rule}
