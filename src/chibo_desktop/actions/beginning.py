"""What a new meeting begins with so that nobody types it: agenda of its kind, usual people and place, usual day and hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.dates import PartialDate, last_day
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at, list_members
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.rules.kinds import MeetingKind
from chibo_desktop.store import Store

WRITTEN = ("presenter_id", "preparer_id", "summary", "conclusion")
"""What an item of the agenda has besides its title once somebody worked on it."""


def earlier(store: Store, cell_id: str, kind: MeetingKind) -> list[Facts]:
    """The cell's meetings of the roll of that kind, the newest first; a month without its meeting is none."""
    held = (each for each in reversed(meetings_of(store, cell_id)) if not each.flag("missed"))
    return [each for each in held if kind_at(each).roll == kind.roll]


def usual_people(
    store: Store, cell_id: str, kind: MeetingKind, day: date, before: Sequence[Facts]
) -> dict[str, object]:
    """Place, chair, note-taker: the cell's usual place and secretary, else those of the newest meeting before."""
    cell = find(store, "organisation", cell_id)
    listed = [row for row in list_members(store, cell_id, day) if row.is_due]
    there = {row.id for row in listed}
    chair = next((row.id for row in listed if row.office == "secretary"), "")
    chaired, written = _last(before, "chair_id"), _last(before, "secretary_id")
    places = [cell.text("usual_place") if cell else "", _last(before, "place")]
    if kind.roll != "members":
        places.reverse()
    return {
        "place": next((place for place in places if place), ""),
        "chair_id": chair or (chaired if chaired in there else None),
        "secretary_id": written if written in there else None,
    }


def usual_day(
    cell: Facts | None, kind: MeetingKind, month: PartialDate, before: Sequence[Facts]
) -> date | None:
    """The day of that month on which meetings of the kind are usually held; None where nothing says it.

    The cell's day for those a month must have, else the day of the newest one, as it was meant before it was put off.
    A month without such a day (31, or 29 February) has its last.
    """
    if not kind.of_month or month.month is None:
        return None
    usual = cell.count("meeting_day") if cell and kind.counts_as("regular") else None
    if usual is None:
        days = [each.day("postponed_from") or each.day("held_on") for each in before if _is_same(kind, each)]
        usual = next((day.day for day in days if day), None)
    if usual is None:
        return None
    return date(month.year, month.month, min(usual, last_day(str(month)[:7]).day))


def usual_start(kind: MeetingKind, before: Sequence[Facts]) -> time | None:
    """When the newest meeting of the kind began, else the newest of that roll; None where nothing says it."""
    same = [each for each in before if _is_same(kind, each)]
    began = next((at for each in (*same, *before) if (at := each.moment("started_at"))), None)
    return began.timetz().replace(tzinfo=None) if began else None


def _is_same(kind: MeetingKind, meeting: Facts) -> bool:
    """Of the same kind, or of one that takes its place in the month."""
    other = kind_at(meeting)
    return other.key == kind.key or (bool(kind.series) and other.series == kind.series)


def _last(meetings: Iterable[Facts], name: str) -> str:
    """What was written last under that name."""
    return next((said for each in meetings if (said := each.text(name))), "")


def put_agenda(writer: GuardedWriter, meeting_id: str, kind: MeetingKind) -> None:
    """Writes the agenda of the kind."""
    for position, title in enumerate(kind.agenda, 1):
        writer.put("agenda_item", writer.new_id(), meeting_id=meeting_id, position=position, title=title)


def is_agenda_untouched(store: Store, meeting: Facts) -> bool:
    """Whether the agenda is still the one the kind began with: same titles, nobody named, nothing written or said."""
    items = _own_items(store, meeting)
    if tuple(item.text("title") for item in items) != kind_at(meeting).agenda:
        return False
    said = {
        opinion.text("agenda_item_id") for opinion in children(store, "opinion", "meeting_id", meeting.id)
    }
    return not any(item.id in said or any(item.text(name) for name in WRITTEN) for item in items)


def _own_items(store: Store, meeting: Facts) -> list[Facts]:
    """Without the items by which answers are read out: those came by themselves, whatever the kind."""
    items = children(store, "agenda_item", "meeting_id", meeting.id)
    return [item for item in items if not item.text("answer_id")]


def change_agenda(store: Store, writer: GuardedWriter, meeting: Facts, kind: MeetingKind) -> None:
    """The agenda of another kind in place of one that nobody has worked on; any other agenda stays."""
    if not is_agenda_untouched(store, meeting):
        return
    own = _own_items(store, meeting)
    for item in own:
        writer.put("agenda_item", item.id, put_away=True)
    put_agenda(writer, meeting.id, kind)
    kept = {item.id for item in own}
    read_out = [
        item for item in children(store, "agenda_item", "meeting_id", meeting.id) if item.id not in kept
    ]
    for position, item in enumerate(read_out, len(kind.agenda) + 1):
        if item.count("position") != position:
            writer.put("agenda_item", item.id, position=position)
