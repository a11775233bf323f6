"""Hours written down at a meeting that lie before it began or after it ended; the other gaps are in missing.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.lists.ballots import Gap, name_of_vote, step_of
from chibo_desktop.lists.elections import title_of_election
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.store import Store


def hours_outside(store: Store, meeting: Facts) -> Iterator[Gap]:
    """Every coming, going, vote and election outside the hours of the meeting, as far as these are written."""
    start, end = meeting.moment("started_at"), meeting.moment("ended_at")
    for called, at, step, field, part in _hours(store, meeting):
        if at is not None and ((start and at < start) or (end and at > end)):
            said = f"{called} lúc {show_time(at)} ngày {show_day(at.date())}, ngoài giờ họp."
            sentence = f"{said} Xem lại giờ này và giờ bắt đầu, kết thúc."
            yield Gap(sentence, step, field, part.kind, part.id)


def _hours(store: Store, meeting: Facts) -> Iterator[tuple[str, datetime | None, str, str, Facts]]:
    """What the hour is of in words, the hour, its step, its field and its record."""
    everybody = children(store, "attendance", "meeting_id", meeting.id)
    marks = [mark for mark in everybody if mark.text("late_at") or mark.text("left_at")]
    names = names_of(store, [mark.text("member_id") for mark in marks])
    for mark in marks:
        name = names.get(mark.text("member_id"), "")
        for field, done in (("late_at", "đến"), ("left_at", "về sớm")):
            yield f"{name} {done}", mark.moment(field), "roll_call", field, mark
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        called = f"Biểu quyết “{name_of_vote(ballot)}” ghi"
        yield called, ballot.moment("taken_at"), step_of(ballot), "taken_at", ballot
    for election in children(store, "election", "meeting_id", meeting.id):
        called = title_of_election(election.text("office"), election.count("round") or 1)
        yield f"{called} ghi", election.moment("taken_at"), "elections", "taken_at", election
