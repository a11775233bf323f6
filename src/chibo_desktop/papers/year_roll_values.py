"""The values of the year's roll call, members against meetings; what each sign looks like on the page stands in forms/."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypedDict

from chibo_desktop.lists.meetings import notes_of, title_of
from chibo_desktop.lists.year_roll import RollMeeting, RollMember, YearRoll, year_roll
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.range_head import RangeHead, cell_head
from chibo_desktop.papers.scope import Scope
from chibo_desktop.rules.attendance import Person
from chibo_desktop.store import Store

ABREAST = 12
"""Meetings in one table: what a sheet held upright has room for."""
SIGNS = {"present": "x", "late": "M", "excused": "V", "absent": "K"}
NOT_DUE, UNMARKED = "o", "?"


class RollColumn(TypedDict):
    """One meeting; `share` in whole percent, rounded down so that 100 is everybody; "" where nobody was due."""

    held_on: str
    due: int
    present: int
    share: str


class RollRow(TypedDict):
    """One member; `signs` in the order of the columns; `came`, `due`, `share` over the whole range."""

    name: str
    signs: list[str]
    came: int
    due: int
    share: str


class RollTable(TypedDict):
    """Meetings of one year that stand side by side; the last table of all has the sums."""

    year: int
    columns: list[RollColumn]
    rows: list[RollRow]


class YearRollPaper(RangeHead):
    """`missed` are months without their meeting and why; `counted` how many meetings have counts alone."""

    tables: list[RollTable]
    meetings: int
    members: int
    present: int
    due: int
    missed: list[str]
    counted: int


def year_roll_values(store: Store, scope: Scope) -> YearRollPaper:
    """Of one cell."""
    roll = year_roll(store, scope.organisation_id, scope.first, scope.last)
    return YearRollPaper(
        **cell_head(store, scope),
        tables=[_table(roll, abreast) for abreast in _abreast(roll)],
        meetings=len(roll.meetings),
        members=len(roll.members),
        present=roll.present,
        due=roll.due,
        missed=[", ".join((title_of(each), *notes_of(each))) for each in roll.missed],
        counted=sum(each.rate.is_typed for each in roll.meetings),
    )


def _abreast(roll: YearRoll) -> list[Sequence[RollMeeting]]:
    """By year, and where a year has more than fit, in tables of about one length."""
    found: list[Sequence[RollMeeting]] = []
    for _, of_year in groupby(roll.meetings, key=lambda each: each.session.day.year):
        meetings = list(of_year)
        tables = -(-len(meetings) // ABREAST)
        long = -(-len(meetings) // tables)
        found += [meetings[at : at + long] for at in range(0, len(meetings), long)]
    return found


def _table(roll: YearRoll, meetings: Sequence[RollMeeting]) -> RollTable:
    return RollTable(
        year=meetings[0].session.day.year,
        columns=[
            RollColumn(
                held_on=iso_of(each.session.day),
                due=each.rate.due,
                present=each.rate.present,
                share=_share(each.rate.present, each.rate.due),
            )
            for each in meetings
        ],
        rows=[_row(member, meetings) for member in roll.members],
    )


def _row(member: RollMember, meetings: Sequence[RollMeeting]) -> RollRow:
    return RollRow(
        name=member.name_shown,
        signs=[_sign(each.people.get(member.id)) for each in meetings],
        came=member.came,
        due=member.due,
        share=_share(member.came, member.due),
    )


def _sign(person: Person | None) -> str:
    """Empty for who was not on the list, and where only counts are known."""
    if person is None:
        return ""
    if person.state is not None and (person.came or person.is_due):
        return SIGNS[person.state]
    return UNMARKED if person.is_due else NOT_DUE


def _share(came: int, due: int) -> str:
    return str(100 * came // due) if due else ""
