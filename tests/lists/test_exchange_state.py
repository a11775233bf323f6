"""What the top bar may say: nothing before there is a body above, then only what receipts confirm."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from chibo_desktop.actions.demo import make_demo
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.exchange_state import exchange_state
from chibo_desktop.lists.last_written import last_written
from ui.hands import NOW, make_desk


def test_a_lone_cell_has_nobody_above(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    state = exchange_state(desk.store, desk.organisation_id)
    assert (state.above_kind, state.received, state.waiting) == ("", "", 0)
    desk.close()


def test_a_month_counts_as_received_only_by_receipts(tmp_path: Path) -> None:
    demo = make_demo(tmp_path / "mau", lambda _sentence: None)
    cell, commune = demo.cells[0], demo.commune
    state = exchange_state(cell.store, cell.organisation_id)
    assert (state.above_kind, state.received, state.waiting) == ("commune", "2026-10", 0)
    cell.store.connection.execute("DELETE FROM receipt")
    state = exchange_state(cell.store, cell.organisation_id)
    assert (state.received, state.waiting) == ("", 2)
    state = exchange_state(commune.store, commune.organisation_id)
    assert (state.above_kind, state.received) == ("upper", "2026-10")
    demo.close()


def test_the_last_entry_is_this_machine_s_own(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    desk = make_desk(tmp_path, clock=clock).desk
    assert last_written(desk.store) == NOW
    clock.set(NOW.replace(hour=20))
    add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5), started_at=time(19, 30))
    assert last_written(desk.store) == NOW.replace(hour=20)
    desk.close()
