"""Writing down since when a member has which level of schooling, profession or theory; what follows for a day is in lists/qualifications.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import change_part
from chibo_desktop.actions.members import need_member
from chibo_desktop.lists.qualifications import written_levels
from chibo_desktop.store import Changes


def add_levels(
    desk: Desk, member_id: str, levels: Mapping[str, str], *, from_on: date | None = None
) -> tuple[Changes, str]:
    """Writes the levels (by field, "theory") a member has from a day on; without a day he always had them. Gives the id."""
    member = need_member(desk, member_id)
    with desk.writing(member.book) as writer:
        made = put_levels(writer, member_id, levels, from_on)
    return writer.changes, made


def put_levels(
    writer: GuardedWriter, member_id: str, levels: Mapping[str, str], from_on: date | None = None
) -> str:
    """The same within a block that writes more."""
    about = (member_id, from_on.isoformat() if from_on else "", *sorted(levels))
    since = {"from_on": from_on} if from_on else {}
    return put_once(writer, "qualification", about, member_id=member_id, **since, **levels)


def put_newer_levels(desk: Desk, writer: GuardedWriter, member_id: str, levels: Mapping[str, str]) -> None:
    """Levels without a day, as a list tells them: always had where none of the sort is written, else from today on."""
    written = written_levels(desk.store, member_id)
    newer = {sort: level for sort, level in levels.items() if any(each.text(sort) for each in written)}
    today = next((each for each in written if each.day("from_on") == desk.today), None)
    if newer and today is not None:
        writer.put("qualification", today.id, **newer)
    elif newer:
        put_levels(writer, member_id, newer, desk.today)
    if first := {sort: level for sort, level in levels.items() if sort not in newer}:
        put_levels(writer, member_id, first)


def put_away_levels(desk: Desk, qualification_id: str) -> Changes:
    """It was written by mistake."""
    return change_part(desk, "qualification", qualification_id, put_away=True)
