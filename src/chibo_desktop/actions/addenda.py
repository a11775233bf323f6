"""Addenda to finalised minutes: begun, changed, taken back, finalised; the minutes themselves are never touched."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import children
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Changes

ASKED = (
    ("written_on", "ngày lập"),
    ("about", "chỗ cần bổ sung, đính chính"),
    ("new_words", "nay ghi là"),
    ("reason", "lý do"),
)
"""What an addendum must say before it can be finalised; the old words are empty where something was left out."""


def add_addendum(desk: Desk, /, meeting_id: str, **fields: object) -> tuple[Changes, str]:
    """Begins an addendum, dated today unless `written_on` is given; gives its id. Refusal before the meeting is finalised."""
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        addendum_id = writer.new_id()
        writer.put("addendum", addendum_id, meeting_id=meeting_id, **{"written_on": desk.today, **fields})
    return writer.changes, addendum_id


def change_addendum(desk: Desk, /, addendum_id: str, **fields: object) -> Changes:
    """Writes only the fields given; refused once the addendum is finalised."""
    return change_part(desk, "addendum", addendum_id, **fields)


def put_away_addendum(desk: Desk, addendum_id: str) -> Changes:
    """Takes an addendum back that was begun by mistake; refused once it is finalised."""
    return change_part(desk, "addendum", addendum_id, put_away=True)


def missing_in_addendum(desk: Desk, addendum_id: str) -> list[tuple[str, str]]:
    """What it lacks before it can be finalised: field and words; [] when nothing."""
    addendum = need_part(desk, "addendum", addendum_id)
    return [(name, label) for name, label in ASKED if not addendum.text(name).strip()]


def finalise_addendum(desk: Desk, addendum_id: str) -> Changes:
    """Numbers it within its meeting and locks it for good. Refusal, in words, with everything that is missing."""
    with desk.store.transaction():
        addendum = need_part(desk, "addendum", addendum_id)
        if addendum.is_put_away:
            raise Refusal("Biên bản bổ sung này đã cho vào lưu trữ. Hãy lập biên bản bổ sung mới.")
        if addendum.moment("finalised_at") is not None:
            raise Refusal("Biên bản bổ sung này đã chốt rồi.")
        lacking = missing_in_addendum(desk, addendum_id)
        if lacking:
            said = "; ".join(label for _, label in lacking)
            raise Refusal(f"Chưa chốt được biên bản bổ sung, còn thiếu: {said}.", lacking[0][0])
        others = children(desk.store, "addendum", "meeting_id", addendum.text("meeting_id"))
        number = addendum.count("number") or next_number([each.count("number") or 0 for each in others])
        with desk.writing(addendum.book, unlocked=True) as writer:
            writer.put("addendum", addendum_id, number=number, finalised_at=desk.store.clock.now())
    return writer.changes
