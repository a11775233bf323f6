"""Real desks for tests of actions and lists: cheap Argon2, invented people."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import Clock, FixedClock
from chibo_desktop.seal.wrap import Cost
from ready import take

CHEAP = Cost(t=1, m=64, p=1)
PASSWORD = "suối lanh mùa đông"
CELL = "Chi bộ bản Suối Lanh"
NAMES = (
    "Vàng A Chứ",
    "Giàng Thị Dua",
    "Lò Văn Hặc",
    "Pờ Go Hừ",
    "Quàng Văn Kiêm",
    "Lù Thị Lả",
    "Sùng A Dơ",
    "Lý Go Xá",
    "Pờ Lò Hừ",
)
FEB = date(2025, 2, 3)


def make_desk(folder: Path, clock: Clock, kind: str = "cell", name: str = CELL, sample: bool = False) -> Desk:
    """A desk of one invented unit, just set up."""
    if sample:  # leaves no mark of the machine, as every copy from the shelf does
        return _set_up(folder, clock, kind, name, sample=True)

    def make(place: Path) -> None:
        _set_up(place, clock, kind, name).close()

    take(folder, make, kind, name, clock.now())
    return open_desk(folder, PASSWORD, clock=clock)


def make_peopled(folder: Path, clock: Clock) -> tuple[Desk, list[str]]:
    """The desk of `make_desk` with the members of `make_members`, and their ids."""

    def make(place: Path) -> list[str]:
        desk = _set_up(place, clock)
        ids = make_members(desk)
        desk.close()
        return ids

    ids = take(folder, make, "peopled", clock.now())
    return open_desk(folder, PASSWORD, clock=clock), list(ids)


def _set_up(
    folder: Path, clock: Clock, kind: str = "cell", name: str = CELL, *, sample: bool = False
) -> Desk:
    unit = Unit(name=name, kind=kind, usual_place="Nhà văn hóa bản", term_from=date(2025, 4, 10))
    return set_up(folder, unit, password=PASSWORD, clock=clock, sample=sample, cost=CHEAP).desk


def make_backed_up(folder: Path, clock: FixedClock, last: str) -> Path:
    """The folder of a closed book: nine members in yesterday's backup, one more written today, named `last`."""
    desk = make_desk(folder, clock)
    make_members(desk)
    back_up(desk)
    clock.set(clock.now() + timedelta(days=1))
    add_member(desk, full_name=last)
    desk.close()
    return folder


def make_members(desk: Desk, count: int = 9) -> list[str]:
    """Official members with invented names; the first is the secretary. Gives their ids in order of entry."""
    ids = []
    for number, name in enumerate(NAMES[:count]):
        ids.append(add_member(desk, full_name=name, office="secretary" if number == 0 else None)[1])
    return ids
