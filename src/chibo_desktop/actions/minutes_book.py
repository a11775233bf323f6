"""The bound book of minutes: those of one cell over a range in one file with a cover list; a month of every cell is packed in papers.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.paper_sources import Filled, fill
from chibo_desktop.actions.papers import minutes_of
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.meetings import cell_name, has_minutes, meetings_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.store.access import note_access


def save_minutes_book(
    desk: Desk,
    first: date,
    last: date,
    target: Path,
    *,
    cell_id: str = "",
    on_paper: Callable[[int, int], None] | None = None,
) -> int:
    """Writes the finalised minutes, counts of votes and addenda of a cell's meetings in the range; gives how many papers.

    `cell_id` "" is this desk's own cell. Each paper is logged as saved: its meeting stays finalised. `on_paper(which,
    of)` is called as each is set; what it raises stops the work. About 50 ms a paper. Refusal when there is none,
    Trouble when the disk refuses.
    """
    from chibo_desktop.papers.pack import pack

    cell = cell_id or desk.organisation_id
    filled = _filled(desk, cell, first, last)
    if not filled:
        raise Refusal("Thời gian này chưa có biên bản nào đã chốt. Hãy chọn thời gian khác.")
    name = cell_name(desk.store, cell)
    title = f"Sổ biên bản {name}, từ {show_day(first)} đến {show_day(last)}"
    papers = [(each.title, each.blocks) for each in filled]
    write_whole(target, pack(papers, title=title, author=name, on_paper=on_paper))
    with desk.store.transaction():
        for each in filled:
            subject = each.subject
            note_access(desk.store, "saved", subject.kind, subject.id, user=desk.user, note=each.note)
    return len(filled)


def _filled(desk: Desk, cell: str, first: date, last: date) -> list[Filled]:
    return [
        fill(desk, code, record_id)
        for meeting in meetings_of(desk.store, cell)
        if meeting.moment("finalised_at") and has_minutes(meeting) and first <= meeting_day(meeting) <= last
        for code, record_id in minutes_of(desk, meeting)
    ]
