"""Finalising a meeting: what is missing, the numbers given, the lock; and opening it again while nothing has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chibo_desktop.actions.answers_home import forget_read, keep_read, number_raised
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import keep_elections
from chibo_desktop.actions.guard import GuardedWriter, refuse_finalised
from chibo_desktop.actions.meetings import need_meeting
from chibo_desktop.actions.scoring import keep_score
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.advice import advice_at
from chibo_desktop.lists.ballot_base import Bases
from chibo_desktop.lists.exchange import is_covered
from chibo_desktop.lists.missing import Missing, missing_at
from chibo_desktop.lists.new_offices import are_written
from chibo_desktop.lists.numbers import minutes_numbers_used, numbers_used
from chibo_desktop.lists.roster import kind_at, meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find, of_cell
from chibo_desktop.papers.occasion import PARTS
from chibo_desktop.rules.guidance import in_force
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.rules.presence import Person
from chibo_desktop.store import Changes
from chibo_desktop.store.access import list_access
from chibo_desktop.store.known import reading
from chibo_desktop.store.passed import now_at_least

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

    A month without its meeting is only locked; for an old book no number is made up. Refusal with everything that is
    missing, in words; then nothing is written.
    """
    with desk.store.transaction(), reading(desk.store):
        meeting = need_meeting(desk, meeting_id)
        refuse_finalised(meeting)
        if meeting.is_put_away:
            raise Refusal("Buổi sinh hoạt này đã cho vào lưu trữ. Hãy đưa trở lại trước khi chốt.")
        lacking = check_meeting(desk, meeting_id)
        if lacking:
            said = " ".join(each.sentence for each in lacking)
            raise Refusal(f"Chưa chốt được, còn {len(lacking)} điều: {said}", lacking[0].field or None)
        with desk.writing(meeting.book, unlocked=True) as writer:
            numbers: dict[str, object] = {}
            people = people_at(desk.store, meeting_id)
            if not meeting.flag("missed"):
                _keep_bases(desk, writer, meeting, people)
                numbers = _number_papers(desk, writer, meeting)
                keep_score(desk.store, writer, meeting)
                keep_read(desk, writer, meeting)
                number_raised(desk, writer, meeting)
            writer.put(
                "meeting",
                meeting_id,
                rule=in_force("meeting", meeting_day(meeting)).version,
                finalised_at=now_at_least(desk.store),
                **numbers,
            )
            if not meeting.flag("missed"):
                _keep_offices(desk, writer, meeting, people)
    return writer.changes


def _keep_offices(desk: Desk, writer: GuardedWriter, meeting: Facts, people: Sequence[Person]) -> None:
    """Writes beside the marks who of the roll had which office, marked or not."""
    on_roll = {person.member_id for person in people}
    members = of_cell(desk.store, "member", meeting.text("cell_id"), away=True)
    offices = {each.id: each.text("office") for each in members if each.id in on_roll and each.text("office")}
    known = children(desk.store, "attendance", "meeting_id", meeting.id)
    marked = {mark.text("member_id") for mark in known}
    for member_id in [each for each in offices if each not in marked]:
        mark_id = f"{meeting.id}/{member_id}"
        # one taken away comes back without what it said
        again = {"put_away": False, "state": None} if writer.find("attendance", mark_id) else {}
        parents = {} if again else {"meeting_id": meeting.id, "member_id": member_id}
        writer.put("attendance", mark_id, **parents, **again, office=offices[member_id])
    for mark in known:
        if mark.text("office") != (office := offices.get(mark.text("member_id"), "")):
            writer.put("attendance", mark.id, office=office or None)


def _keep_bases(desk: Desk, writer: GuardedWriter, meeting: Facts, people: Sequence[Person]) -> None:
    bases = Bases(meeting, people)
    for ballot in children(desk.store, "ballot", "meeting_id", meeting.id):
        base = bases.of(ballot)
        writer.put("ballot", ballot.id, base_count=base.base, rule=base.rule)
    keep_elections(desk, writer, meeting)


def _number_papers(desk: Desk, writer: GuardedWriter, meeting: Facts) -> dict[str, object]:
    """Numbers the minutes where the cell numbers them, then the resolutions; gives what is written on the meeting.

    What is numbered in this entry is not in the tables yet, so each number is remembered for the next paper.
    """
    numbers, taken = _minutes_number(desk, meeting), list[int]()
    congress = kind_at(meeting).congress
    if congress and isinstance(number := numbers.get("minutes_number"), int):
        taken.append(number)
    given: dict[str, list[int]] = {}
    for paper in children(desk.store, "resolution", "meeting_id", meeting.id):
        series = taken if congress else given.setdefault(paper.text("kind"), [])
        values: dict[str, object] = {}
        if paper.count("number") is None and not meeting.flag("from_old_book"):
            used = numbers_used(desk.store, meeting, paper.text("kind"), except_id=paper.id)
            series.append(next_number([*used, *series]))
            values["number"] = series[-1]
        if paper.day("issued_on") is None:
            values["issued_on"] = meeting.day("held_on")
        if values:
            writer.put("resolution", paper.id, **values)
    return numbers


def _minutes_number(desk: Desk, meeting: Facts) -> dict[str, object]:
    cell = find(desk.store, "organisation", meeting.text("cell_id"))
    if cell is None or not cell.flag("minutes_numbered") or meeting.count("minutes_number") is not None:
        return {}
    if meeting.flag("from_old_book"):
        return {}
    return {"minutes_number": next_number(minutes_numbers_used(desk.store, meeting))}


def unfinalise(desk: Desk, meeting_id: str) -> Changes:
    """Opens a finalised meeting again; numbers given stay.

    Refusal once a paper of it or a bundle has left, or what it elected stands in the roster.
    """
    with desk.store.transaction():
        refuse_unfinalise(desk, meeting_id)
        meeting = need_meeting(desk, meeting_id)
        with desk.writing(meeting.book, unlocked=True) as writer:
            writer.put("meeting", meeting_id, finalised_at=None)
            forget_read(desk, writer, meeting)
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
    if are_written(desk.store, meeting):
        raise Refusal(
            "Kết quả bầu cử đã ghi vào danh sách đảng viên nên không mở chốt được. Hãy hoàn tác lần ghi ấy trước, "
            "hoặc ghi chỗ cần đính chính vào biên bản bổ sung."
        )
    if children(desk.store, "addendum", "meeting_id", meeting_id):
        raise Refusal(
            "Buổi này đã có biên bản bổ sung nên không mở chốt được. Hãy ghi tiếp vào biên bản bổ sung."
        )
    device, _, number = desk.store.field_head("meeting", meeting_id, "finalised_at").partition(":")
    own = (desk.store.device, *desk.store.former_devices)
    if device not in own or is_covered(desk.store, meeting.book, device, int(number)):
        way_out = (
            "báo cấp trên biết" if meeting.flag("missed") else "ghi chỗ cần đính chính vào biên bản bổ sung"
        )
        raise Refusal(f"Buổi này đã nằm trong gói gửi đi nên không mở chốt được. Hãy {way_out}.")


def _given_out_on(desk: Desk, meeting: Facts, since: datetime) -> datetime | None:
    papers = [("meeting", meeting.id)]
    papers += [
        (kind, paper.id) for kind in PARTS for paper in children(desk.store, kind, "meeting_id", meeting.id)
    ]
    lines = [line for kind, record_id in papers for line in list_access(desk.store, kind, record_id)]
    return next((line.at for line in lines if line.what in GIVEN_OUT and line.at >= since), None)
