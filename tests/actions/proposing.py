"""Proposals of two cells under a commune and an upper body: raised, carried up and down, seen at a desk; for tests."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.proposals import ProposalRow, find_proposal
from exchange.province import Province

ASKED = "Mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã"


def raise_one(desk: Desk, content: str = ASKED, **fields: object) -> str:
    said = {"party_matter": "party", "raised_on": desk.today, **fields}
    return add_proposal(desk, None, content=content, source="cell", cell_id="", **said)[1]


def on(province: Province, month: int, day: int) -> None:
    province.clock.set(datetime(2027, month, day, 9, 0, tzinfo=VIETNAM))


def up(province: Province) -> None:
    """Bundles from the cells to the commune and on to the upper body."""
    for cell in province.cells:
        province.send(cell, province.commune)
    province.send(province.commune, province.upper)


def down(province: Province) -> None:
    province.send(province.upper, province.commune)
    for cell in province.cells:
        province.send(province.commune, cell)


def seen(desk: Desk, proposal: str) -> ProposalRow:
    row = find_proposal(desk.store, proposal)
    assert row is not None
    return row
