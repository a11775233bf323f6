"""What a body holds and follows up: inspections, briefings, classes, study, and whatever has to be put right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.store import Changes


def add_inspection(desk: Desk, /, organisation_id: str, **fields: object) -> tuple[Changes, str]:
    """Writes down an inspection, planned (no `held_on`) or held; gives its id."""
    with desk.writing() as writer:
        inspection_id = writer.new_id()
        body = {"body_id": desk.organisation_id, "organisation_id": organisation_id}
        writer.put("inspection", inspection_id, **body, **fields)
    return writer.changes, inspection_id


def change_inspection(desk: Desk, /, inspection_id: str, **fields: object) -> Changes:
    """Writes only the fields given; with `closed_on` it is followed no more."""
    return change_part(desk, "inspection", inspection_id, **fields)


def add_gathering(desk: Desk, /, sort: str, title: str, **fields: object) -> tuple[Changes, str]:
    """Writes down a briefing, class, study session or exchange; gives its id."""
    with desk.writing() as writer:
        gathering_id = writer.new_id()
        writer.put("gathering", gathering_id, body_id=desk.organisation_id, sort=sort, title=title, **fields)
    return writer.changes, gathering_id


def change_gathering(desk: Desk, /, gathering_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "gathering", gathering_id, **fields)


def add_participants(desk: Desk, gathering_id: str, given: Iterable[Mapping[str, object]]) -> Changes:
    """Writes down who took part, all or none; each is the fields of a participant.

    Refusal names the first that is there twice, or has neither a group nor anybody in it.
    """
    gathering = need_part(desk, "gathering", gathering_id)
    with desk.writing(gathering.book) as writer:
        for fields in given:
            writer.put("participant", writer.new_id(), gathering_id=gathering_id, **fields)
    return writer.changes


def put_away_participant(desk: Desk, participant_id: str) -> Changes:
    """He did not take part after all."""
    return change_part(desk, "participant", participant_id, put_away=True)


def add_follow_up(
    desk: Desk, /, sort: str, title: str, *, organisation_id: str | None = None, **fields: object
) -> tuple[Changes, str]:
    """Gives something to do, or a shortcoming to put right; gives its id.

    What is for one organisation below goes to it alone, which may report what it did; a conclusion without
    `organisation_id` into the book everybody below reads. What a body has to do itself, or asks of one it cannot reach,
    stays with it and those above.
    """
    whose = {"organisation_id": organisation_id} if organisation_id else {}
    with desk.writing(_told(desk, sort, organisation_id)) as writer:
        follow_up_id = writer.new_id()
        body = {"body_id": desk.organisation_id, "sort": sort, "title": title}
        writer.put("follow_up", follow_up_id, **body, **whose, **fields)
    return writer.changes, follow_up_id


def _told(desk: Desk, sort: str, organisation_id: str | None) -> str | None:
    """The book whose readers have to do it; None is the desk's own."""
    own = desk.organisation_id
    if organisation_id and organisation_id != own and can_reach(desk.store, own, organisation_id):
        return f"down:{organisation_id}"
    is_for_all = sort == "conclusion" and not organisation_id and desk.kind != "cell"
    return f"all:{own}" if is_for_all else None


def change_follow_up(desk: Desk, /, follow_up_id: str, **fields: object) -> Changes:
    """Writes only the fields given; with `done_on` it is settled."""
    return change_part(desk, "follow_up", follow_up_id, **fields)


def report_follow_up(
    desk: Desk, follow_up_id: str, *, result: str = "", done_on: date | None = None
) -> Changes:
    """Says upward what this organisation did of something it was given, `done_on` once it is done.

    Refusal where there is neither a result nor a day.
    """
    need_part(desk, "follow_up", follow_up_id)
    if not result.strip() and done_on is None:
        raise Refusal("Chưa ghi kết quả. Gõ việc đã làm, hoặc ngày làm xong.", "result")
    with desk.writing() as writer:
        report_id = f"{follow_up_id}/{desk.organisation_id}"
        if writer.find("follow_up_report", report_id) is None:
            owner = {"follow_up_id": follow_up_id, "organisation_id": desk.organisation_id}
        else:
            owner = {}
        writer.put("follow_up_report", report_id, **owner, result=result, done_on=done_on)
    return writer.changes
