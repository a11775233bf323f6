"""Meetings copied from an old book, a year at once: each whole row becomes a finalised meeting, the others come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.document_reader import as_list, as_object
from chibo_desktop.actions.finalise import check_meeting
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.dates import PartialDate, read_day, read_partial, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.lists.roster import list_members
from chibo_desktop.rules.attendance import complete_counts
from chibo_desktop.rules.guidance import in_force
from chibo_desktop.rules.kinds import MeetingKind, kind_of
from chibo_desktop.store import Changes


@dataclass(frozen=True)
class OldMeeting:
    """One row as typed from an old book; None and "" are what is not typed.

    `period` is the month of the day unless given, and must be given for a month that had no meeting
    (`missed_because`). With `all_present` everybody due came: due is what was typed, else the list of that day.
    `chair` is a name on the list of that day or a member's id. `paper` is resolution or conclusion, "" for the usual
    one of the kind; there is a paper where a number, a summary or its text (`direction`) is typed.
    """

    held_on: date | None = None
    kind: str = "regular"
    period: PartialDate | None = None
    due: int | None = None
    present: int | None = None
    excused: int | None = None
    absent: int | None = None
    all_present: bool = False
    chair: str = ""
    place: str = ""
    theme: str = ""
    paper: str = ""
    number: int | None = None
    summary: str = ""
    direction: str = ""
    conclusion: str = ""
    missed_because: str = ""


@dataclass(frozen=True)
class RowProblem:
    """Why a row was not written: its place among those given, from 0, the `OldMeeting` field to mend, one sentence."""

    row: int
    field: str
    sentence: str


@dataclass(frozen=True)
class OldBook:
    """What became of the rows: `added` the meeting's id by the row's place, `problems` the rows to mend and give again."""

    changes: Changes
    added: dict[int, str]
    problems: tuple[RowProblem, ...]


def read_old_meetings(document: Mapping[str, Any]) -> list[OldMeeting]:
    """The rows of a document `{"meetings": [{…}]}` whose keys are the fields of `OldMeeting`; Refusal names the place."""
    for key in document:
        if key != "meetings":
            raise Refusal(f"Tài liệu có mục lạ “{key}”. Chỉ có mục “meetings”.", key)
    return [
        _read(as_object(row, f"meetings[{place}]"), f"meetings[{place}]")
        for place, row in enumerate(as_list(document.get("meetings"), "meetings"))
    ]


def _read(given: dict[str, Any], place: str) -> OldMeeting:
    sorts = {field.name: field.type for field in fields(OldMeeting)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        at = f"{place}.{key}"
        if key not in sorts:
            raise Refusal(f"{at}: mục lạ. Các mục có: {', '.join(sorts)}.", at)
        wanted = {"int | None": int, "bool": bool}.get(str(sorts[key]), str)
        if value is not None and type(value) is not wanted:
            said = {int: "số nguyên", bool: "true hoặc false", str: "chữ"}[wanted]
            raise Refusal(f"{at}: phải là {said}.", at)
        if value is not None:
            values[key] = value
    if "held_on" in values:
        values["held_on"] = read_day(values["held_on"], f"{place}.held_on")
    if "period" in values:
        values["period"] = read_partial(values["period"], f"{place}.period")
    return OldMeeting(**values)


def add_old_meetings(desk: Desk, rows: Sequence[OldMeeting], *, cell_id: str | None = None) -> OldBook:
    """Writes every row that can be, each in one entry and finalised at once; numbers typed take their place.

    A row that cannot be is not written at all and is named in `problems`; the rows after it still are.
    """
    cell, changes = cell_id or desk.organisation_id, Changes()
    added: dict[int, str] = {}
    problems = []
    for place, row in enumerate(rows):
        try:
            made, added[place] = _add(desk, cell, row)
            changes += made
        except Refusal as refusal:
            problems.append(RowProblem(place, _field(refusal), refusal.sentence))
    return OldBook(changes, added, tuple(problems))


def _add(desk: Desk, cell: str, row: OldMeeting) -> tuple[Changes, str]:
    """One row in one transaction: what finalising would ask for undoes it."""
    day, period = _day_of(row)
    kind = kind_of(row.kind, day)
    with desk.store.transaction():
        with desk.writing(cell, unlocked=True) as writer:
            meeting_id = writer.new_id()
            writer.put(
                "meeting",
                meeting_id,
                cell_id=cell,
                kind=row.kind,
                period=period,
                from_old_book=True,
                rule=in_force("meeting", day).version,
                finalised_at=desk.store.clock.now(),
                **_written(desk, cell, row, kind, day),
            )
            if not row.missed_because:
                _put_paper(writer, meeting_id, row, kind)
        lacking = check_meeting(desk, meeting_id)
        if lacking:
            raise Refusal(lacking[0].sentence, lacking[0].field or None)
    return writer.changes, meeting_id


def _day_of(row: OldMeeting) -> tuple[date, PartialDate]:
    """The day whose rules and list count, and the month."""
    if row.held_on is not None:
        return row.held_on, row.period or PartialDate(row.held_on.year, row.held_on.month)
    if not row.missed_because:
        raise Refusal("Chưa ghi ngày sinh hoạt.", "held_on")
    if row.period is None:
        raise Refusal("Chưa ghi kỳ không sinh hoạt.", "period")
    return date(row.period.year, row.period.month or 1, 1), row.period


def _written(desk: Desk, cell: str, row: OldMeeting, kind: MeetingKind, day: date) -> dict[str, object]:
    if row.missed_because:
        return {"missed": True, "missed_because": clean_line(row.missed_because)}
    words = {"place": row.place, "theme": row.theme, "conclusion": row.conclusion}
    values: dict[str, object] = {name: said for name, said in words.items() if said.strip()}
    values["held_on"] = day
    if clean_line(row.chair):
        values["chair_id"] = _chair(desk, cell, row.chair, day)
    counts = _counts(desk, cell, row, kind, day)
    return {**values, **{f"{name}_count": number for name, number in counts.items()}}


def _counts(desk: Desk, cell: str, row: OldMeeting, kind: MeetingKind, day: date) -> dict[str, int]:
    """What was typed, with what follows from it; where everybody came the rest is known."""
    if kind.roll == "open":
        return {} if row.present is None else {"present": row.present}
    due, present = row.due, row.present
    if row.all_present:
        due = due or sum(each.is_due for each in list_members(desk.store, cell, day))
        present = due if present is None else present
        if not due:
            raise Refusal(f"Danh sách ngày {show_day(day)} chưa có ai: gõ số phải dự.", "due")
    typed = {"due": due, "present": present, "excused": row.excused, "absent": row.absent}
    counts = complete_counts(typed)
    away = counts.get("due", 0) - counts["present"] if "present" in counts else 0
    if away > 0 and not {"excused", "absent"} & counts.keys():
        raise Refusal(f"Vắng {away} người: ghi bao nhiêu có lý do, bao nhiêu không lý do.", "excused")
    return counts


def _chair(desk: Desk, cell: str, chair: str, day: date) -> str:
    wanted = fold(clean_line(chair))
    listed = [row for row in list_members(desk.store, cell, day) if row.standing.membership]
    exact = [
        row.id for row in listed if row.id == chair or row.name.casefold() == clean_line(chair).casefold()
    ]
    same = exact or [row.id for row in listed if fold(row.name) == wanted]
    if len(same) != 1:
        said = "không có" if not same else f"có {len(same)}"
        raise Refusal(
            f"Danh sách ngày {show_day(day)} {said} đồng chí “{clean_line(chair)}”. Sửa tên, hoặc để trống.",
            "chair",
        )
    return same[0]


def _put_paper(writer: GuardedWriter, meeting_id: str, row: OldMeeting, kind: MeetingKind) -> None:
    words = {"summary": row.summary, "direction": row.direction}
    values: dict[str, object] = {name: said for name, said in words.items() if said.strip()}
    if row.number is not None:
        values["number"] = row.number
    if values:
        paper = row.paper or kind.closes_with[0]
        writer.put(
            "resolution",
            writer.new_id(),
            meeting_id=meeting_id,
            kind=paper,
            issued_on=row.held_on,
            **values,
        )


def _field(refusal: Refusal) -> str:
    """The field of the row that a refusal of the record's field is about."""
    field = refusal.field or ""
    return {"chair_id": "chair"}.get(field, field.removesuffix("_count"))
