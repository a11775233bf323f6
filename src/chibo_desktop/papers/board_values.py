"""The values of the commune's tables of cells: quality of a month, half a year, the notice of meetings, cells to be put right.

The columns are those of documents.md §5.2; what no record holds is "" and is filled in by hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

from chibo_desktop.base.dates import month_of, weekday_within
from chibo_desktop.lists.attention import rule_words, weak_cells
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_calls import secretaries
from chibo_desktop.lists.board_shapes import HELD, Board, CellMonth, Line
from chibo_desktop.lists.indicators.facts import Range, held
from chibo_desktop.lists.indicators.people import lists_on
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.scoring import score_sheet
from chibo_desktop.lists.tree import organisations
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.rules.scoring import show_points
from chibo_desktop.store import Store


class QualityRow(TypedDict):
    """`held_on` is an ISO day or "", `points` "" while nothing is scored, `grade` good, fair, average, poor or ""."""

    name: str
    members: int
    held_on: str
    points: str
    grade: str
    note: str


class QualityTable(TypedDict):
    """A month ("2026-10") with its sums: cells by grade, those not scored, those that did not meet."""

    issuer: Issuer
    issued_on: str
    month: str
    rows: list[QualityRow]
    members: int
    good: int
    fair: int
    average: int
    poor: int
    unscored: int
    not_met: int
    no_theme: int


class HalfYearRow(TypedDict):
    """`came` of `due` over the regular sessions; the other figures are numbers of opinions, sessions, uses, inspections."""

    name: str
    members: int
    came: int
    due: int
    opinions: int
    themes: int
    materials: int
    admissions: int
    inspections: int
    note: str


class HalfYearTable(TypedDict):
    """The range from `first` to `last` (ISO days)."""

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    rows: list[HalfYearRow]


class PlannedRow(TypedDict):
    """`held_on` is an ISO day or ""; `state` is fixed (the cell wrote it down), usual (its usual day) or open."""

    name: str
    members: int
    held_on: str
    weekday: str
    time: str
    place: str
    secretary: str
    phone: str
    state: str


class MeetingNotice(TypedDict):
    """The month's meetings of every cell."""

    issuer: Issuer
    issued_on: str
    month: str
    rows: list[PlannedRow]


class WeakRow(TypedDict):
    name: str
    under: str
    reasons: list[str]


class WeakTable(TypedDict):
    """The cells to be put right from `first` to `last` (ISO days), of `every` cells."""

    issuer: Issuer
    issued_on: str
    first: str
    last: str
    every: int
    rule: str
    rows: list[WeakRow]


def quality_values(store: Store, scope: Scope) -> QualityTable:
    """The quality of the month in which the range ends."""
    month = month_of(scope.last)
    made = _board(store, scope, month, month)
    listed = count_members(store, min(scope.last, scope.issued_on))
    rows = [_quality(store, line, line.months[0], listed) for line in _due(made)]
    grades = Counter(row["grade"] for row in rows)
    quarter = _quarter_of(month)
    themed = _board(store, scope, quarter.first, quarter.last)
    return QualityTable(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        month=month,
        rows=rows,
        members=sum(row["members"] for row in rows),
        good=grades["good"],
        fair=grades["fair"],
        average=grades["average"],
        poor=grades["poor"],
        unscored=grades[""],
        not_met=sum(line.months[0].state not in HELD for line in _due(made)),
        no_theme=sum(all(each.theme != "quarterly" for each in line.months) for line in _due(themed)),
    )


def _quarter_of(month: str) -> Range:
    first = (int(month[5:]) - 1) // 3 * 3 + 1
    return Range(f"{month[:4]}-{first:02d}", f"{month[:4]}-{first + 2:02d}")


def _board(store: Store, scope: Scope, first: str, last: str) -> Board:
    return board(store, scope.organisation_id, first, last, today=scope.issued_on)


def _due(made: Board) -> list[Line]:
    """Without cells that stood there in none of the months."""
    return [line for line in made.lines if any(each.state != "none" for each in line.months)]


def count_members(store: Store, day: date) -> Mapping[str, int]:
    """Members on the list of each cell on a day, official and probationary, whether they are due or not."""
    month = month_of(day)
    listed = lists_on(held(store, Range(month, month)), day).members
    return {cell: len(members) for cell, members in listed.items()}


def _quality(store: Store, line: Line, each: CellMonth, listed: Mapping[str, int]) -> QualityRow:
    return QualityRow(
        name=line.name,
        members=listed.get(line.cell_id, 0),
        held_on=iso_of(each.held_on),
        points=each.score.points if each.score else "",
        grade=each.score.grade if each.score else "",
        note=_note(store, each),
    )


def _note(store: Store, each: CellMonth) -> str:
    """Why points are lacking, item by item; of a month without its meeting what became of it."""
    if each.state not in HELD:
        return {"missed": "không sinh hoạt", "future": "chưa đến kỳ"}.get(each.state, "chưa có tin")
    meeting = find(store, "meeting", each.scored_id) if each.scored_id else None
    sheet = score_sheet(store, meeting) if meeting is not None else None
    if sheet is None:
        return ""
    parts = sheet.frame.parts
    lost = [
        f"{row.item.code} trừ {show_points(parts, row.item.most - row.points)}"
        for row in sheet.rows
        if row.is_applied and row.points is not None and not row.item.deducts and row.points < row.item.most
    ]
    return "; ".join(lost)


def half_year_values(store: Store, scope: Scope) -> HalfYearTable:
    """The six months, or whichever months the range has."""
    within = Range(month_of(scope.first), month_of(scope.last))
    made = _board(store, scope, *within)
    listed = count_members(store, min(scope.last, scope.issued_on))
    counts = _counts(store, within)
    inspected = _inspected(store, scope)
    rows = []
    for line in _due(made):
        of_cell = counts[line.cell_id]
        not_met = sum(each.state in ("missed", "late") for each in line.months)
        rows.append(
            HalfYearRow(
                name=line.name,
                members=listed.get(line.cell_id, 0),
                came=sum(each.present for each in line.months),
                due=sum(each.due for each in line.months),
                opinions=of_cell["opinion"],
                themes=of_cell["thematic"],
                materials=of_cell["material_use"],
                admissions=of_cell["admission"],
                inspections=inspected[line.cell_id],
                note=f"{not_met} kỳ không họp" if not_met else "",
            )
        )
    return HalfYearTable(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        rows=rows,
    )


_COUNTED = """SELECT m.cell_id, count(*) AS number FROM {kind} k JOIN meeting m ON m.id = k.meeting_id
    WHERE substr(m.period, 1, 7) BETWEEN ? AND ? AND m.finalised_at IS NOT NULL AND COALESCE(m.missed, 0) = 0
    AND COALESCE(m.put_away, 0) = 0 AND COALESCE(k.put_away, 0) = 0 {where} GROUP BY m.cell_id"""


def _counts(store: Store, within: Range) -> Mapping[str, Counter[str]]:
    """By cell how many opinions, materials used, sessions with a theme and meetings about admissions there were."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = held(store, within)
    for session in known.sessions:
        found[session.cell_id]["thematic"] += "thematic" in session.counts
    for key, kind, where in (
        ("opinion", "opinion", ""),
        ("material_use", "material_use", ""),
        ("admission", "person_case", "AND k.matter = 'admission'"),
    ):
        for row in store.rows(_COUNTED.format(kind=kind, where=where), within):
            found[known.organisations.same(row["cell_id"] or "")][key] += row["number"]
    return found


def _inspected(store: Store, scope: Scope) -> Counter[str]:
    same = organisations(store).same
    return Counter(
        same(facts.text("organisation_id"))
        for facts in select(store, "inspection", "body_id = ?", (scope.organisation_id,))
        if (day := facts.day("held_on")) is not None and scope.first <= day <= scope.last
    )


def notice_values(store: Store, scope: Scope) -> MeetingNotice:
    """Every cell's meeting of the month in which the range ends."""
    month = month_of(scope.last)
    made = _board(store, scope, month, month)
    listed = count_members(store, scope.issued_on)
    rows = [_planned(store, line, line.months[0], listed) for line in _due(made)]
    return MeetingNotice(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        month=month,
        rows=sorted(rows, key=lambda row: (row["held_on"] or "9999", row["name"])),
    )


def _planned(store: Store, line: Line, each: CellMonth, listed: Mapping[str, int]) -> PlannedRow:
    meeting = find(store, "meeting", each.meeting_id) if each.meeting_id else None
    cell, who = find(store, "organisation", line.cell_id), secretaries(store).get(line.cell_id)
    fixed = meeting.day("held_on") if meeting else None
    usual = each.due_by if cell is not None and cell.count("meeting_day") else None
    day, begins = fixed or usual, meeting.moment("started_at") if meeting else None
    return PlannedRow(
        name=line.name,
        members=listed.get(line.cell_id, 0),
        held_on=iso_of(day),
        weekday=weekday_within(day) if day else "",
        time=f"{begins:%H:%M}" if begins else "",
        place=_first(meeting, cell),
        secretary=who.name if who else "",
        phone=who.phone if who else "",
        state="fixed" if fixed else "usual" if usual else "open",
    )


def _first(meeting: Facts | None, cell: Facts | None) -> str:
    """Where it is held: as the meeting says, else where the cell usually meets."""
    said: Iterable[str] = (
        meeting.text("place") if meeting else "",
        cell.text("usual_place") if cell else "",
    )
    return next((each for each in said if each), "")


def weak_values(store: Store, scope: Scope) -> WeakTable:
    """The cells with their reasons, the gravest first."""
    first, last = month_of(scope.first), month_of(scope.last)
    found = weak_cells(store, scope.organisation_id, first, last, today=scope.issued_on)
    cells = organisations(store).at(min(scope.last, scope.issued_on)).cells(scope.organisation_id)
    return WeakTable(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        every=len(cells),
        rule=rule_words(scope.issued_on),
        rows=[
            WeakRow(name=weak.name, under=weak.body_name, reasons=[reason.words for reason in weak.reasons])
            for weak in found
        ],
    )
