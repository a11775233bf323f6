"""A small upper body for the tests of figures: communes and cells it wrote down itself, members, sessions by the dozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate, last_day
from chibo_desktop.lists.indicators.figure import Figure, Report, Row
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.store.store import Store

TODAY = datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)


@dataclass
class SmallUpper:
    """The desk of an upper body; every record is written as it may come from any machine."""

    desk: Desk
    members: dict[str, list[str]] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def upper(self) -> str:
        return self.desk.organisation_id

    def put(self, key: str, record_id: str = "", /, *, book: str = "", **values: Any) -> str:
        """One record; gives its id."""
        with self.store.writing(book or self.upper, "bt") as writer:
            record = record_id or writer.new_id()
            writer.put(key, record, **values)
        return record

    def commune(self, name: str = "Đảng bộ xã Mường Sáy") -> str:
        return self.put("organisation", name=name, kind="commune")

    def cell(
        self,
        commune: str = "",
        official: int = 9,
        *,
        name: str = "Chi bộ bản Suối Lanh",
        from_on: date | None = None,
        until_on: date | None = None,
        **values: Any,
    ) -> str:
        """A cell with so many official members, under the commune if one is given."""
        cell = self.put("organisation", name=name, kind="cell", **values)
        if commune or from_on or until_on:
            self.place(cell, commune, from_on=from_on, until_on=until_on)
        with self.store.transaction():
            self.members[cell] = [self.member(cell) for _ in range(official)]
        return cell

    def place(self, organisation: str, parent: str, **days: Any) -> str:
        return self.put("placement", organisation_id=organisation, parent_id=parent or None, **days)

    def member(self, cell: str, *kinds: str, office: str | None = None) -> str:
        """A member, official unless kinds of standing are named."""
        member = self.put("member", cell_id=cell, full_name="Vàng A Chứ", office=office)
        for kind in kinds or ("official",):
            self.standing(member, kind)
        return member

    def standing(self, member: str, kind: str, **days: Any) -> str:
        return self.put("standing", member_id=member, kind=kind, **days)

    def session(
        self, cell: str, month: str, present: int | None = None, kind: str = "regular", **values: Any
    ) -> str:
        """A finalised meeting of the month; of the cell's members the first so many (None: all) are present."""
        held_on = values.pop("held_on", date(int(month[:4]), int(month[5:]), 5))
        given: dict[str, Any] = {
            "cell_id": cell,
            "kind": kind,
            "period": PartialDate.from_iso(month),
            "held_on": held_on,
            "place": "Nhà văn hóa bản",
            "finalised_at": datetime.combine(held_on or last_day(month), time(22), VIETNAM),
        }
        with self.store.transaction():
            meeting = self.put("meeting", **(given | values))
            for place, member in enumerate(self.members.get(cell, [])):
                came = present is None or place < present
                self.mark(meeting, member, "present" if came else "excused")
        return meeting

    def mark(self, meeting: str, member: str, state: str | None) -> str:
        return self.put(
            "attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state=state
        )

    def year(self, cell: str, first: str = "2026-01", last: str = "2026-09", **values: Any) -> list[str]:
        """A regular meeting in every month."""
        year = int(first[:4])
        months = [f"{year}-{month:02d}" for month in range(int(first[5:]), int(last[5:]) + 1)]
        return [self.session(cell, month, **values) for month in months]

    def report(self, first: str, last: str, organisation: str = "", **asked: Any) -> Report:
        return report(self.store, organisation or self.upper, first, last, **asked)

    def figure(self, key: str, first: str, last: str, organisation: str = "") -> Figure:
        return self.report(first, last, organisation, keys=[key], with_below=False).own.figures[key]


def row_of(figure: Figure, key: str) -> Row:
    """The part of a figure with that key."""
    return next(row for row in figure.rows if row.key == key)


def share(figure: Figure | Row) -> tuple[int, int | None]:
    return figure.numerator, figure.denominator


def make_small_upper(folder: Path) -> SmallUpper:
    """The desk of an invented upper body with nothing below it yet."""
    desk = make_desk(folder, FixedClock(TODAY), kind="upper", name="Đảng bộ tỉnh Nậm Sơn")
    return SmallUpper(desk)


def said(figure: Figure | Row) -> str:
    """The percentage with a plain space."""
    return figure.percent_shown.replace("\N{NO-BREAK SPACE}", " ")
