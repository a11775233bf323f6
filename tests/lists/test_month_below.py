"""Who below has sent a month: cells are counted, not meetings, and a month without its meeting has no minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.month_below import which_cells_sent, who_sent
from chibo_desktop.ui.editors.office_words import sent_sentence
from exchange.province import Province, make_province

LANH, HU = "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ"
MONTH = "2026-09"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, LANH, HU) as made:
        yield made


def finalised(cell: Desk, kind: str = "regular", **fields: object) -> None:
    """A finalised meeting of the month, as its entries bring it up."""
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        now = cell.store.clock.now()
        own = {"cell_id": cell.organisation_id, "period": MONTH, "kind": kind, "finalised_at": now}
        writer.put("meeting", writer.new_id(), **own, **fields)


def test_a_month_that_was_not_met_has_no_minutes_and_is_said_to_be_so(province: Province) -> None:
    finalised(province.cells[0], missed=True, missed_because="lũ quét")
    province.send(province.cells[0], province.commune)
    sent = who_sent(province.commune.store, province.commune.organisation_id, MONTH)
    assert (sent.sent, sent.missed, sent.not_yet) == ((), (LANH,), (HU,))
    assert sent_sentence(sent) == (
        f"Biên bản đã chốt tháng 9/2026: có của 0 trên 2 nơi. Không sinh hoạt: <b>{LANH}</b>. Chưa có: <b>{HU}</b>."
    )


def test_three_meetings_of_one_cell_are_the_month_of_one_cell(province: Province) -> None:
    for kind in ("regular", "thematic", "extraordinary"):
        finalised(province.cells[0], kind)
    finalised(province.cells[1], "committee")
    for cell in province.cells:
        province.send(cell, province.commune)
    sent = which_cells_sent(province.commune.store, province.commune.organisation_id, MONTH)
    assert (sent.sent, sent.not_yet, sent.every) == ((LANH,), (HU,), 2)


def test_a_body_above_communes_counts_the_cells_below_them(province: Province) -> None:
    finalised(province.cells[0])
    for cell in province.cells:
        province.send(cell, province.commune)
    province.send(province.commune, province.upper)
    above = which_cells_sent(province.upper.store, province.upper.organisation_id, MONTH)
    assert (above.sent, above.not_yet) == ((LANH,), (HU,))
    assert who_sent(province.upper.store, province.upper.organisation_id, MONTH).sent == (
        "Đảng bộ xã Mường Sáy",
    )
