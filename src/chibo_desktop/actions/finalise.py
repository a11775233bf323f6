"""Finalising a meeting: what is missing, the numbers given, the lock; and opening it again while nothing has left."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter, refuse_finalised
from chibo_desktop.actions.meetings import need_meeting
from chibo_desktop.actions.scoring import keep_score
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import is_covered
from chibo_desktop.lists.missing import Missing, advice_at, missing_at, votes_cast
from chibo_desktop.lists.numbers import minutes_numbers_used, numbers_used
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.rules.attendance import base_of_counts
from chibo_desktop.rules.guidance import in_force
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Changes
from chibo_desktop.store.access import list_access

__all__ = [
    "GIVEN_OUT",
    "Missing",
    "advise_meeting",
    "check_meeting",
    "finalise",
    "refuse_unfinalise",
    "unfinalise",
]

GIVEN_OUT = ("printed", "saved", "exported")
"""What the access log calls a paper that has left the program; looking at it is not among them."""


def check_meeting(desk: Desk, meeting_id: str) -> list[Missing]:
    """Everything the meeting lacks before it can be finalised, in the order of the steps; [] when nothing."""
    need_meeting(desk, meeting_id)
    return missing_at(desk.store, meeting_id, desk.today)


def advise_meeting(desk: Desk, meeting_id: str) -> list[Missing]:
    """What should be said before finalising and blocks nothing: too short, target missed, tasks not reported."""
    need_meeting(desk, meeting_id)
    return advice_at(desk.store, meeting_id)


def finalise(desk: Desk, meeting_id: str) -> Changes:
    """Locks the meeting, numbers its papers and keeps the rules and vote bases that were applied; one entry.

    Refusal with everything that is missing, in words; then nothing is written.
    """
    with desk.store.transaction():
        meeting = need_meeting(desk, meeting_id)
        refuse_finalised(meeting)
        if meeting.is_put_away:
            raise Refusal("Buổi sinh hoạt này đã cho vào lưu trữ. Hãy đưa trở lại trước khi chốt.")
        lacking = check_meeting(desk, meeting_id)
        if lacking:
            said = " ".join(each.sentence for each in lacking)
            raise Refusal(f"Chưa chốt được, còn {len(lacking)} điều: {said}", lacking[0].field or None)
        with desk.writing(meeting.book, unlocked=True) as writer:
            _keep_bases(desk, writer, meeting)
            _number_resolution(desk, writer, meeting)
            keep_score(desk.store, writer, meeting)
            writer.put(
                "meeting",
                meeting_id,
                rule=in_force("meeting", meeting_day(meeting)).version,
                finalised_at=desk.store.clock.now(),
                **_minutes_number(desk, meeting),
            )
    return writer.changes


def _keep_bases(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    people = people_at(desk.store, meeting.id)
    for ballot in children(desk.store, "ballot", "meeting_id", meeting.id):
        base = base_of_counts(people, votes_cast(ballot), day=meeting_day(meeting))
        writer.put("ballot", ballot.id, base_count=base.base, rule=base.rule)


def _number_resolution(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    for paper in children(desk.store, "resolution", "meeting_id", meeting.id):
        values: dict[str, object] = {}
        if paper.count("number") is None:
            values["number"] = next_number(
                numbers_used(desk.store, meeting, paper.text("kind"), except_id=paper.id)
            )
        if paper.day("issued_on") is None:
            values["issued_on"] = meeting.day("held_on")
        if values:
            writer.put("resolution", paper.id, **values)


def _minutes_number(desk: Desk, meeting: Facts) -> dict[str, object]:
    cell = find(desk.store, "organisation", meeting.text("cell_id"))
    if cell is None or not cell.flag("minutes_numbered") or meeting.count("minutes_number") is not None:
        return {}
    return {"minutes_number": next_number(minutes_numbers_used(desk.store, meeting))}


def unfinalise(desk: Desk, meeting_id: str) -> Changes:
    """Opens a finalised meeting again; numbers given stay. Refusal once a paper of it or a bundle has left."""
    with desk.store.transaction():
        refuse_unfinalise(desk, meeting_id)
        meeting = need_meeting(desk, meeting_id)
        with desk.writing(meeting.book, unlocked=True) as writer:
            writer.put("meeting", meeting_id, finalised_at=None)
    return writer.changes


def refuse_unfinalise(desk: Desk, meeting_id: str) -> None:
    """Refusal with the reason when the meeting cannot be opened again; nothing when it can."""
    meeting = need_meeting(desk, meeting_id)
    at = meeting.moment("finalised_at")
    if at is None:
        raise Refusal("Buổi sinh hoạt này chưa chốt, vẫn sửa được.")
    given = _given_out_on(desk, meeting, at)
    if given is not None:
        raise Refusal(
            f"Văn bản của buổi này đã in hoặc lưu ngày {show_day(given.date())} nên không mở chốt được. "
            "Hãy ghi chỗ cần đính chính vào biên bản bổ sung."
        )
    if children(desk.store, "addendum", "meeting_id", meeting_id):
        raise Refusal(
            "Buổi này đã có biên bản bổ sung nên không mở chốt được. Hãy ghi tiếp vào biên bản bổ sung."
        )
    device, _, number = desk.store.field_head("meeting", meeting_id, "finalised_at").partition(":")
    own = (desk.store.device, *desk.store.former_devices)
    if device not in own or is_covered(desk.store, meeting.book, device, int(number)):
        raise Refusal(
            "Buổi này đã nằm trong gói gửi đi nên không mở chốt được. Hãy ghi chỗ cần đính chính vào biên bản bổ sung."
        )


def _given_out_on(desk: Desk, meeting: Facts, since: datetime) -> datetime | None:
    papers = [("meeting", meeting.id)]
    papers += [
        (kind, paper.id)
        for kind in ("resolution", "score")
        for paper in children(desk.store, kind, "meeting_id", meeting.id)
    ]
    lines = [line for kind, record_id in papers for line in list_access(desk.store, kind, record_id)]
    return next((line.at for line in lines if line.what in GIVEN_OUT and line.at >= since), None)
