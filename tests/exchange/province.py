"""An invented province of real desks: an upper body, a commune, cells; writing into their books, carrying bundles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import ReadResult, make_bundle, read_bundle
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.store.rebuild import compare, dump
from ready import take

CHEAP = Cost(t=1, m=64, p=1)
PASSWORD = "suối lanh mùa đông"
BEGIN = datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)


@dataclass
class Province:
    """The desks, and the folder that stands for the stick between them."""

    folder: Path
    clock: FixedClock
    upper: Desk
    commune: Desk
    cells: list[Desk]

    @property
    def cell(self) -> Desk:
        return self.cells[0]

    def send(self, sender: Desk, to: Desk) -> ReadResult:
        """Makes a bundle and has it read at the other end."""
        return read_bundle(to, self.make(sender, to))

    def make(self, sender: Desk, to: Desk) -> Path:
        """A bundle on the stick. Time goes on, as it does between two bundles."""
        self.wait()
        return make_bundle(sender, to.organisation_id, self.folder).path

    def wait(self, **span: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**(span or {"minutes": 10})))

    def close(self) -> None:
        for desk in (self.upper, self.commune, *self.cells):
            desk.close()


@contextmanager
def make_province(
    folder: Path, *cell_names: str, late: bool = False, fill: Callable[[Province], None] | None = None
) -> Iterator[Province]:
    """Three levels, each certified by the one above; with `late` the commune is certified after its cells.

    `fill` writes what all tests that name it begin with: once a process, so it may depend on nothing but what it
    is given.
    """
    names = cell_names or ("Chi bộ bản Suối Lanh",)

    def make(place: Path) -> datetime:
        _make_desks(place, names, late=late)
        with _opened(place, len(names), FixedClock(BEGIN)) as made:
            if fill:
                fill(made)
            return made.clock.now()

    now = take(folder, make, "province", names, late, fill)
    with _opened(folder, len(names), FixedClock(now)) as made:
        yield made


@contextmanager
def _opened(folder: Path, cells: int, clock: FixedClock) -> Iterator[Province]:
    folders = [folder / "upper", folder / "commune", *(folder / f"cell{place}" for place in range(cells))]
    upper, commune, *rest = (open_desk(each, PASSWORD, clock=clock) for each in folders)
    province = Province(folder / "stick", clock, upper, commune, rest)
    try:
        yield province
    finally:
        province.close()


def _make_desks(folder: Path, names: Sequence[str], *, late: bool) -> None:
    clock = FixedClock(BEGIN)
    (folder / "stick").mkdir()
    upper = make_desk(folder / "upper", clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    commune = make_desk(folder / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    if not late:
        join(commune, upper)
    cells = [make_desk(folder / f"cell{place}", clock, "cell", name) for place, name in enumerate(names)]
    for cell in cells:
        join(cell, commune)
    if late:
        join(commune, upper)
    for desk in (upper, commune, *cells):
        desk.close()


@contextmanager
def make_province_that_sent(folder: Path) -> Iterator[Province]:
    """Two cells, whose meeting of October the commune has read."""
    with make_province(folder, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ", fill=_sent) as made:
        yield made


def _sent(made: Province) -> None:
    for cell in made.cells:
        write_meeting(cell, "2026-10")
        made.send(cell, made.commune)


def make_desk(folder: Path, clock: FixedClock, kind: str, name: str) -> Desk:
    unit = Unit(name=name, kind=kind, usual_place="Nhà văn hóa bản")
    return set_up(folder, unit, password=PASSWORD, clock=clock, cost=CHEAP).desk


def join(below: Desk, above: Desk) -> None:
    """The desk below asks, the one above certifies, the one below accepts: three files."""
    accept_certificate(below, certify(above, request_certificate(below)))


def copy_desk(desk: Desk, folder: Path) -> Desk:
    """A copy of a desk as it is now, opened: the same keys, the same device."""
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(desk.folder, folder)
    return open_desk(folder, PASSWORD, clock=desk.store.clock)


def write_meeting(desk: Desk, month: str, *, place: str = "Nhà văn hóa bản", opinion: str = "Đồng ý") -> str:
    """A meeting with one member, one opinion (who and what: as far as the body above) and one attendance."""
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        member, meeting = writer.new_id(), writer.new_id()
        writer.put("member", member, cell_id=desk.organisation_id, full_name="Vàng A Chứ")
        writer.put(
            "meeting",
            meeting,
            cell_id=desk.organisation_id,
            period=PartialDate.from_iso(month),
            place=place,
            mood=f"Tâm tư {opinion}",
        )
        writer.put("attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state="present")
        writer.put("opinion", writer.new_id(), meeting_id=meeting, position=1, member_id=member, body=opinion)
    return meeting


def write_proposal(desk: Desk, content: str, *, raised_by: str = "") -> str:
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        proposal = writer.new_id()
        writer.put(
            "proposal",
            proposal,
            cell_id=desk.organisation_id,
            source="people",
            content=content,
            raised_by=raised_by,
        )
    return proposal


def write_answer(desk: Desk, to: Desk, proposal: str, content: str) -> str:
    """An answer in the book addressed to a cell."""
    with desk.store.writing(f"down:{to.organisation_id}", desk.user) as writer:
        answer = writer.new_id()
        writer.put(
            "answer",
            answer,
            proposal_id=proposal,
            body_id=desk.organisation_id,
            outcome="settled",
            content=content,
        )
    return answer


def state(desk: Desk) -> dict[tuple[str, str], dict[str, object]]:
    """Every row of every table that follows from the journal."""
    return dump(desk.store.connection)


def books_held(desk: Desk) -> set[str]:
    return {row["b"] for row in desk.store.rows("SELECT DISTINCT b FROM journal")}


def is_clean(desk: Desk) -> bool:
    """Projecting the journal again gives the same tables."""
    return not compare(desk.store.connection)
