"""Everybody on the lists below a body on a day, with what is known of each: what filters narrow and figures count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.ethnic_groups import is_minority
from chibo_desktop.lists.every_member import periods_of_all
from chibo_desktop.lists.qualifications import Levels, levels_on
from chibo_desktop.lists.roster import MemberRow, list_members, member_row
from chibo_desktop.lists.rows import by_name, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

_NOBODY = Levels()


@dataclass(frozen=True)
class PersonOn:
    """One member on a day. `age` in whole years, by the year alone where no more is known; None: no birth date held.

    `is_minority` None: the ethnic group is not written down, or not held at this level.
    """

    row: MemberRow
    cell_id: str
    cell_name: str
    gender: str
    age: int | None
    is_minority: bool | None
    levels: Levels

    @property
    def id(self) -> str:
        """The member's."""
        return self.row.id


def people_on(store: Store, body: str, day: date) -> Sequence[PersonOn]:
    """Official and probationary members of the cells under a body on a day, of a cell its own; by cell, then by name.

    Read once until somebody writes; for a desk that holds the names, up to some thousands.
    """
    return known(store, ("people on", body, day), lambda: _people_on(store, body, day))


def _people_on(store: Store, body: str, day: date) -> Sequence[PersonOn]:
    found, periods = organisations(store), periods_of_all(store)
    cells = cells_of(store, body, day)
    place = {cell: number for number, cell in enumerate(cells)}
    made = []
    for member in sorted(select(store, "member", away=True), key=by_name):
        cell = found.same(member.text("cell_id"))
        standing = standing_at(periods.get(member.id, ()), day)
        if cell in place and standing.is_listed:
            made.append(person_on(store, member_row(member, standing), day))
    return sorted(made, key=lambda each: place[each.cell_id])


def person_on(store: Store, row: MemberRow, day: date) -> PersonOn:
    """A line of a roster with what else is known of that member on the day."""
    found = organisations(store)
    cell = found.same(row.facts.text("cell_id"))
    return PersonOn(
        row=row,
        cell_id=cell,
        cell_name=found.name(cell, day),
        gender=row.facts.text("gender"),
        age=age_on(row.facts.partial("birth_date"), day),
        is_minority=is_minority(row.facts.text("ethnic_group")),
        levels=levels_on(store, day).get(row.id, _NOBODY),
    )


def roster_on(store: Store, cell_id: str, day: date) -> list[PersonOn]:
    """Everybody on one cell's list, as `roster.list_members` gives them: visiting ones too."""
    return [person_on(store, row, day) for row in list_members(store, cell_id, day)]


def cells_of(store: Store, body: str, day: date) -> Sequence[str]:
    """The cells under a body on a day, by name; of a cell itself, and where it stood nowhere, that cell."""
    found = organisations(store)
    one = found.same(body)
    return (one,) if found.kind(one) == "cell" else found.at(day).cells(one)


def age_on(born: PartialDate | None, day: date) -> int | None:
    """Whole years on a day; of somebody of whom only the year is known the years between, of the month as if born on its first."""
    if born is None:
        return None
    had = born.month is None or (born.month, born.day or 1) <= (day.month, day.day)
    return day.year - born.year - (0 if had else 1)
