"""A commune, an upper body, cells that join by invitation and hold meetings: what the stories drive; it asserts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

import pytest

from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import ReadResult, make_bundle, read_bundle
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.inviting import Invitation, approve, invite
from chibo_desktop.actions.joining import JoinRequest, request_join
from chibo_desktop.actions.meetings import add_meeting, record_all_present
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members
from exchange.province import BEGIN, CHEAP, Province, join, make_desk


@dataclass
class District:
    """An upper body and a commune that stands under it; cells are made and joined one by one."""

    folder: Path
    province: Province
    made: list[Desk] = field(default_factory=list)

    @property
    def commune(self) -> Desk:
        return self.province.commune

    @property
    def upper(self) -> Desk:
        return self.province.upper

    def laptop(self, name: str = "Chi bộ bản Suối Lanh") -> Desk:
        """A new cell's desk that stands alone."""
        self.province.wait()
        desk = make_desk(self.folder / f"laptop{len(self.made)}", self.province.clock, "cell", name)
        self.made.append(desk)
        return desk

    def asked(self, laptop: Desk, known: str | None = None, word: str = "") -> tuple[Invitation, JoinRequest]:
        """The commune invites, the laptop answers; with another word than the one told when `word` is given."""
        name = "" if known else "chi bộ mới"
        invitation = invite(self.commune, name, known, cost=CHEAP)
        self.province.wait()
        return invitation, request_join(laptop, invitation.text, word or invitation.word, cost=CHEAP)

    def join(self, laptop: Desk, known: str | None = None) -> ReadResult:
        """The whole way: invitation, request, approval, and the file read at the laptop."""
        _, request = self.asked(laptop, known)
        return read_bundle(laptop, self.approve(request))

    def approve(self, request: JoinRequest) -> Path:
        """The one file the commune gives back."""
        self.province.wait()
        made, _ = approve(self.commune, request.data, self.province.folder)
        self.province.wait()
        return made.path

    def send(self, sender: Desk, to: Desk) -> ReadResult:
        return self.province.send(sender, to)

    def up(self, laptop: Desk) -> None:
        """What a laptop wrote goes to the commune and on to the upper body."""
        self.send(laptop, self.commune)
        self.send(self.commune, self.upper)

    def bundle(self, sender: Desk, to: Desk) -> Path:
        """A bundle on the stick, not read yet."""
        self.province.wait()
        return make_bundle(sender, to.organisation_id, self.province.folder).path


def hold(desk: Desk, period: str, held_on: date) -> str:
    """A meeting from its paper minutes, finalised with a resolution."""
    chair, writer = (row.id for row in list_members(desk.store, desk.organisation_id, held_on)[:2])
    _, meeting = add_meeting(
        desk,
        period=period,
        held_on=held_on,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        chair_id=chair,
        secretary_id=writer,
        place=f"Nhà văn hóa {desk.organisation_id}",
        read_back=True,
    )
    record_all_present(desk, meeting)
    change_resolution(desk, meeting, kind="conclusion", direction=f"Sửa đường nước, {period}")
    finalise(desk, meeting)
    return meeting


@contextmanager
def make_district(folder: Path) -> Iterator[District]:
    """The commune stands under the upper body; nobody else is there yet."""
    clock = FixedClock(BEGIN)
    stick = folder / "stick"
    stick.mkdir()
    upper = make_desk(folder / "upper", clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    commune = make_desk(folder / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    join(commune, upper)
    district = District(folder, Province(stick, clock, upper, commune, []))
    try:
        yield district
    finally:
        district.province.close()
        for desk in district.made:
            desk.close()


def months(desk: Desk, cell: str | None = None) -> list[str]:
    """The months of a cell's meetings as a page lists them, oldest first."""
    return sorted(row.period for row in list_meetings(desk.store, cell))


def sentence(what: pytest.ExceptionInfo[Refusal]) -> str:
    return what.value.sentence
