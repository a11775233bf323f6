"""Meetings of any kind with all that finalising asks of them, and what is read back of one; for tests."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.rows import Facts, find

DAY = date(2026, 10, 4)
OWN = {
    "thematic": {"theme": "Giữ rừng đầu nguồn"},
    "combined": {"theme": "Giữ rừng đầu nguồn"},
    "extraordinary": {"called_because": "Lũ cuốn trôi cầu treo"},
    "congress": {"term_words": "2025–2027"},
}
"""What finalising asks of a kind besides what it asks of all."""


def make(desk: Desk, kind: str, members: list[str], day: date = DAY, **fields: object) -> str:
    """A meeting of the kind with everything written that is asked for, but for who came and who is considered."""
    values: dict[str, Any] = {
        "started_at": time(19, 30),
        "ended_at": time(21, 45),
        "secretary_id": members[1],
        "read_back": True,
        **OWN.get(kind, {}),
        **fields,
    }
    return add_meeting(desk, kind=kind, period=f"{day:%Y-%m}", held_on=day, **values)[1]


def read(desk: Desk, meeting: str) -> MeetingSheet:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet


def facts(desk: Desk, meeting: str) -> Facts:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found
