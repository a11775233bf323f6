"""The agenda items by which answers to proposals are read out, written with whatever else a meeting begins with."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.lists.answers_home import Wanted, next_meeting, reads_answers, wanted
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.store import Store


def put_answers(store: Store, writer: GuardedWriter, meeting_id: str, after: int) -> None:
    """Puts every answer that waits onto the agenda of a meeting being begun, if it is the next one that reads answers.

    `after` is the number of items it has.
    """
    meeting = writer.find("meeting", meeting_id)
    if meeting is None or not reads_answers(meeting):
        return
    following = next_meeting(store, meeting.text("cell_id"))
    if following is None or meeting_day(meeting) < meeting_day(following):
        put_items(writer, meeting_id, wanted(store, meeting.text("cell_id")), after)


def put_items(writer: GuardedWriter, meeting_id: str, found: Sequence[Wanted], after: int) -> None:
    """One item for each, in order, from the place after `after`."""
    for position, each in enumerate(found, after + 1):
        item = {"position": position, "title": each.title, "answer_id": each.answer_id}
        writer.put("agenda_item", writer.new_id(), meeting_id=meeting_id, **item)
