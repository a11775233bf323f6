"""What tests of visits write: a province whose desks have teams, and finalised meetings with guests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visit_teams import (
    NewMate,
    put_duty,
    put_official,
    put_reorganised,
    put_team,
    visit_book,
)
from chibo_desktop.actions.visits import (
    excuse_visit,
    make_plan,
    make_round,
    note_visit,
    plan_visit,
    postpone_visit,
    propose_visits,
)
from chibo_desktop.base.dates import VIETNAM, PartialDate, month_of
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.store import Changes
from exchange.province import BEGIN, Province, make_province

LANH, HU = "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ"
BEGUN = date(2026, 1, 1)


@contextmanager
def make_visited(folder: Path) -> Iterator[Province]:
    """Three levels, two cells; every cell has sent its first bundle."""
    with make_province(folder, LANH, HU, fill=send_first) as made:
        yield made


def send_first(made: Province) -> None:
    """Every cell sends its first bundle, the commune passes them on."""
    for cell in made.cells:
        made.send(cell, made.commune)
    made.send(made.commune, made.upper)


def write_met(
    cell: Desk,
    day: date,
    *guests: tuple[str, str],
    month: str = "",
    kind: str = "regular",
    is_final: bool = True,
    **fields: object,
) -> str:
    """A meeting of a cell with guests (name, level), finalised unless told otherwise; gives its id."""
    period = PartialDate.from_iso(month or month_of(day))
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        meeting = writer.new_id()
        done = {"finalised_at": cell.store.clock.now()} if is_final else {}
        writer.put(
            "meeting",
            meeting,
            cell_id=cell.organisation_id,
            kind=kind,
            period=period,
            held_on=day,
            **done,
            **fields,
        )
        for name, level in guests:
            writer.put("guest", writer.new_id(), meeting_id=meeting, full_name=name, level=level)
    return meeting


def add_official(desk: Desk, name: str, office: str = "") -> tuple[Changes, str]:
    """Somebody of the desk's body, as part of no team."""
    with desk.writing(visit_book(desk)) as writer:
        official = put_official(writer, desk.organisation_id, name, office)
    return writer.changes, official


def make_team(
    desk: Desk, name: str, mates: Sequence[NewMate] = (), *, from_on: date | None = None, **fields: object
) -> tuple[Changes, str]:
    """A team of people already written down."""
    with desk.writing(visit_book(desk)) as writer:
        team = put_team(writer, desk.organisation_id, name, mates, from_on=from_on, **fields)
    return writer.changes, team


def reorganise(desk: Desk, team: str, on: date, mates: Sequence[NewMate], basis: str = "") -> Changes:
    """The same people or others from a day on."""
    with desk.writing(visit_book(desk)) as writer:
        put_reorganised(desk, writer, team, on, mates, basis=basis)
    return writer.changes


def assign_duty(
    desk: Desk, official: str, place: str, *, from_on: date | None = None, basis: str = ""
) -> tuple[Changes, str]:
    """A duty of somebody already written down."""
    with desk.writing(visit_book(desk)) as writer:
        duty = put_duty(writer, official, place, from_on=from_on, basis=basis)
    return writer.changes, duty


@dataclass(frozen=True)
class MadeTeam:
    """A team with the ids of its people, by name."""

    id: str
    people: dict[str, str]


def write_team(desk: Desk, name: str, *people: str, on: date = BEGUN, **fields: object) -> MadeTeam:
    """A team whose first member leads it; everybody goes monthly."""
    officials = {person: add_official(desk, person, "Ủy viên Ban Chấp hành")[1] for person in people}
    mates = [NewMate(one, leads=place == 0) for place, one in enumerate(officials.values())]
    return MadeTeam(make_team(desk, name, mates, from_on=on, **fields)[1], officials)


SOUNDS = (
    "Lanh",
    "Hừ",
    "Pa",
    "Sin",
    "Chải",
    "Lụng",
    "Tông",
    "Nưa",
    "Pục",
    "Hin",
    "Khoang",
    "Co",
    "Muông",
    "Xa",
)


@contextmanager
def make_year(folder: Path, cells: int = 30) -> Iterator[Province]:
    """A commune of many cells it types for, three teams, the plan of 2026, months of minutes, and a province's plan."""
    with make_province(folder, LANH) as made:
        _fill(made, cells)
        yield made


def _fill(made: Province, cells: int) -> None:
    commune, upper = made.commune, made.upper
    made.send(made.cell, commune)
    ids = [
        add_cell(
            commune,
            name=f"Chi bộ bản {'Nà' if place % 2 else 'Huổi'} {SOUNDS[place % 14]} {place // 14 + 1}",
            difficult=place % 7 == 3,
        )[1]
        for place in range(cells - 1)
    ]
    write_team(upper, "Tổ 3 tỉnh", "Mùa A Sính")
    made.clock.set(datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM))
    for number, people in enumerate(
        (("Hà Thị Xuân", "Cà Văn Xôm", "Lù Thị Lả"), ("Giàng A Vừ", "Lý Go Xá"), ("Pờ Lò Hừ",)), 1
    ):
        write_team(commune, f"Tổ {number}", *people)
    plan = make_plan(commune, 2026, basis="Quy chế dự sinh hoạt chi bộ của Đảng ủy xã")[1]
    propose_visits(commune, plan)
    for visit in planned_visits(commune.store, "2026-01", "2026-09"):
        if visit.organisation_id in ids and visit.month != "2026-06":
            day = date(2026, int(visit.month[5:7]), 5)
            write_met(commune.for_organisation(visit.organisation_id), day, (visit.official_name, "commune"))
    later = planned_visits(commune.store, "2026-11", "2026-12")
    made.clock.set(BEGIN)
    made.send(commune, upper)
    for visit in later[:2]:
        plan_visit(
            upper, visit.organisation_id, visit.month, planned_on=date(2026, int(visit.month[5:7]), 12)
        )
    made.send(upper, commune)
    excuse_visit(
        commune,
        planned_visits(commune.store, "2026-06", "2026-06", body_id=commune.organisation_id)[0].id,
        "họp tỉnh",
    )
    postpone_visit(
        commune,
        planned_visits(commune.store, "2026-10", "2026-10", body_id=commune.organisation_id)[0].id,
        date(2026, 10, 28),
        "lũ cuốn cầu",
    )
    note_visit(commune, commune.organisation_id, date(2026, 9, 7), purpose="committee")
    make_round(
        commune,
        12,
        from_on=date(2026, 7, 1),
        until_on=date(2026, 12, 31),
        orientation="Bàn việc giữ rừng trước mùa khô.\nNắm tâm tư của nhân dân về đường vào bản.",
    )
