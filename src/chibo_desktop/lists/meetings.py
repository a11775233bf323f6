"""Meetings of a cell, or of every cell a body holds: one row each with the figures of its roll call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.lists.roster import (
    Roll,
    attendance_of,
    is_counted_only,
    kind_at,
    marks_by_member,
    meeting_day,
)
from chibo_desktop.lists.rows import Facts, children, find, of_cell, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.attendance import Attendance
from chibo_desktop.rules.comparisons import Target, attendance_target
from chibo_desktop.rules.kinds import MeetingKind
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class MeetingRow:
    """One meeting.

    `met` is None while nobody is marked or nobody is due, and of a kind that is not among the figures of attendance;
    a month without its meeting has not met. `notes` are what must be said beside it: missed, put off, from an old book.
    """

    id: str
    cell_id: str
    cell_name: str
    period: str
    title: str
    held_on: date | None
    due: int
    present: int
    attendance: Attendance
    percent: str
    met: bool | None
    finalised_at: datetime | None
    facts: Facts
    kind: MeetingKind
    notes: tuple[str, ...] = ()

    @property
    def is_finalised(self) -> bool:
        return self.finalised_at is not None

    @property
    def is_missed(self) -> bool:
        return self.facts.flag("missed")

    @property
    def is_old(self) -> bool:
        """Taken from an old book: it has no minutes here."""
        return self.facts.flag("from_old_book")


def list_meetings(
    store: Store,
    cell_id: str | None = None,
    *,
    finalised: int | None = None,
    figure: str = "",
    period: str = "",
) -> list[MeetingRow]:
    """Meetings of a cell, or of every cell held when None, newest first.

    With `finalised` only the newest so many of those held and finalised, and every one that is not: the roll calls of
    ten years are not counted to show the last. With `figure` only those that count in it (`MeetingKind.counts_as`), with
    `period` only those of that year ("2026") or month ("2026-10").
    """
    found = (
        of_cell(store, "meeting", cell_id)
        if cell_id
        else select(store, "meeting", "period LIKE ?", (f"{period}%",))
    )
    if period:
        found = [each for each in found if each.text("period").startswith(period)]
    if figure:
        found = [each for each in found if kind_at(each).counts_as(figure)]
    newest = sorted(found, key=lambda each: (each.text("period"), meeting_day(each), each.id), reverse=True)
    if finalised is not None:
        newest = _newest(newest, finalised)
    is_all = cell_id is None and finalised is None and not period
    marks = _marks(store, None if is_all else [each.id for each in newest])
    rolls: dict[str, Roll] = {}
    rows = []
    for meeting in newest:
        cell = meeting.text("cell_id")
        roll = rolls.setdefault(cell, Roll(store, cell)) if cell not in rolls else rolls[cell]
        rows.append(_row(store, meeting, attendance_of(meeting, roll.people(meeting, marks[meeting.id]))))
    return rows


def _newest(meetings: list[Facts], finalised: int) -> list[Facts]:
    found, left = [], finalised
    for each in meetings:
        is_done = each.moment("finalised_at") is not None
        if left > 0 or not is_done:
            found.append(each)
        left -= is_done and not each.flag("missed")
    return found


def _marks(store: Store, meetings: list[str] | None) -> defaultdict[str, list[Facts]]:
    """The marks of the roll calls by meeting; of all meetings when None."""
    ids = tuple(meetings or ())
    found = (
        select(store, "attendance")
        if meetings is None
        else select(store, "attendance", among("meeting_id", ids), ids)
    )
    marks: defaultdict[str, list[Facts]] = defaultdict(list)
    for mark in found:
        marks[mark.text("meeting_id")].append(mark)
    return marks


def _row(store: Store, meeting: Facts, attendance: Attendance) -> MeetingRow:
    kind = kind_at(meeting)
    is_marked = attendance.unmarked < attendance.due and kind.counts_as("attendance")
    met = attendance.met(attendance_target(meeting_day(meeting))) if is_marked else None
    return MeetingRow(
        id=meeting.id,
        cell_id=meeting.text("cell_id"),
        cell_name=cell_name(store, meeting.text("cell_id")),
        period=meeting.text("period"),
        title=title_of(meeting),
        held_on=meeting.day("held_on"),
        due=attendance.due,
        present=attendance.present if kind.roll != "open" else attendance.came,
        attendance=attendance,
        percent=attendance.percent if is_marked else "–",
        met=False if meeting.flag("missed") and kind.counts_as("attendance") else met,
        finalised_at=meeting.moment("finalised_at"),
        facts=meeting,
        kind=kind,
        notes=notes_of(meeting),
    )


def title_of(meeting: Facts) -> str:
    """As in "Sinh hoạt thường kỳ tháng 10 năm 2026", "Sinh hoạt bất thường ngày 12/10/2026"."""
    kind, held, period = kind_at(meeting), meeting.day("held_on"), meeting.text("period")
    # a kind only a newer program knows goes by the word it came with
    words = kind.words if kind.key in dict(KINDS) else meeting.shown("kind")
    title = words[:1].upper() + words[1:]
    number = meeting.count("congress_number")
    if kind.congress and number is not None:
        term = meeting.text("term_words")
        return f"{title} lần thứ {number}{f', nhiệm kỳ {term}' if term else ''}"
    if held is not None and not kind.of_month:
        return f"{title} ngày {show_day(held)}"
    return f"{title} {show_month(period)}" if len(period) == 7 else title


def notes_of(meeting: Facts) -> tuple[str, ...]:
    """What is said of a meeting wherever it is shown: not held and why, put off from when, taken from an old book."""
    said = []
    if meeting.flag("missed"):
        said.append(f"không sinh hoạt được{_because(meeting, 'missed_because')}")
    elif (before := meeting.day("postponed_from")) is not None:
        said.append(f"hoãn từ ngày {show_day(before)}{_because(meeting, 'postponed_because')}")
    if meeting.flag("from_old_book"):
        said.append("ghi từ sổ cũ")
    return tuple(said)


def _because(meeting: Facts, name: str) -> str:
    """The reason, where this level holds it."""
    return f": {meeting.text(name)}" if meeting.text(name) else ""


def running_line(meeting: Facts, attendance: Attendance, target: Target) -> str:
    """Who came so far; compared with the target only where the kind counts in the figures of attendance."""
    kind = kind_at(meeting)
    if kind.roll == "open":
        return f"Có mặt {attendance.came} đảng viên"
    line = attendance.line(target if kind.counts_as("attendance") else None)
    return f"{line} (ghi từ sổ cũ)" if meeting.flag("from_old_book") else line


def cell_name(store: Store, organisation_id: str) -> str:
    """An organisation's name; its id when the organisation has not arrived."""
    organisation = find(store, "organisation", organisation_id) if organisation_id else None
    return (organisation.text("name") if organisation else "") or organisation_id


def months_held(store: Store) -> dict[str, bool]:
    """Every month of which a meeting is held here, newest first, and whether one of them is finalised."""
    found = store.rows(
        "SELECT period, max(finalised_at IS NOT NULL) AS done FROM meeting "
        "WHERE COALESCE(put_away, 0) = 0 AND period IS NOT NULL GROUP BY period ORDER BY period DESC"
    )
    return {row["period"]: bool(row["done"]) for row in found}


def meetings_of(store: Store, cell_id: str, *, within: str = "") -> list[Facts]:
    """A cell's meetings that are not put away, oldest first by the day that counts for them.

    `within`, as in "2026" or "2026-11": only those whose month or day begins so; the rest of ten years is not read.
    """
    ids = together(store, "organisation", cell_id)
    where, params = among("cell_id", ids), ids
    if within:
        where, params = f"{where} AND (period LIKE ? OR held_on LIKE ?)", (*ids, f"{within}%", f"{within}%")
    held = known(
        store,
        ("meetings of", cell_id, within),
        lambda: sorted(
            select(store, "meeting", where, params),
            key=lambda meeting: (meeting_day(meeting), meeting.id),
        ),
    )
    return list(held)


def held_before(store: Store, meeting: Facts, figure: str, *, within: str = "") -> list[Facts]:
    """The meetings held before this one that count in a figure, oldest first; a month without its meeting is none."""
    day = meeting_day(meeting)
    return [
        each
        for each in meetings_of(store, meeting.text("cell_id"), within=within)
        if each.id != meeting.id
        and meeting_day(each) < day
        and not each.flag("missed")
        and kind_at(each).counts_as(figure)
    ]


def has_minutes(meeting: Facts) -> bool:
    """Whether its minutes are written here: not of a month without its meeting, nor where they are in an old book."""
    return not meeting.flag("missed") and not meeting.flag("from_old_book")


def resolution_of(store: Store, meeting_id: str) -> Facts | None:
    """The one resolution or conclusion that closes the meeting, not one about a person; None while there is none."""
    papers = children(store, "resolution", "meeting_id", meeting_id)
    return next((paper for paper in papers if not paper.text("case_id")), None)


def finalised_days(store: Store, cell_id: str, member_id: str = "") -> list[date]:
    """The days of a cell's finalised meetings whose figures rest on the list of members, oldest first.

    Those of a month without its meeting and of an old book with counts alone do not; where nobody is due only the
    marks of those who came do, so with `member_id` the days this member came are among them.
    """
    done = (each for each in meetings_of(store, cell_id) if each.moment("finalised_at"))
    return [meeting_day(meeting) for meeting in done if _rests_on_list(store, meeting, member_id)]


def _rests_on_list(store: Store, meeting: Facts, member_id: str) -> bool:
    is_open = kind_at(meeting).roll == "open"
    if meeting.flag("missed") or not (is_open or is_counted_only(meeting)):
        return not meeting.flag("missed")
    marked = marks_by_member(children(store, "attendance", "meeting_id", meeting.id))
    return member_id in marked if is_open else bool(marked)


def first_meeting(store: Store, cells: Iterable[str]) -> date | None:
    """The day of the first finalised meeting that any of these cells held; None when nothing is held of one."""
    ids = tuple(each for cell in cells for each in together(store, "organisation", cell))
    where = f"{among('cell_id', ids)} AND finalised_at IS NOT NULL AND COALESCE(missed, 0) = 0"
    return min(
        (day for each in select(store, "meeting", where, ids) if (day := each.day("held_on"))), default=None
    )
