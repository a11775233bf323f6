"""Order, repetition and loss cannot matter: twelve monthly bundles in any order give one state."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import read_bundle
from exchange.province import PASSWORD, Province, copy_desk, is_clean, make_province, state, write_meeting

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An order takes most of a second; shrinking would take minutes."""

MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


class Year:
    """Twelve bundles of a cell, each with what the commune had not confirmed, and a commune that read none."""

    def __init__(self, province: Province) -> None:
        cell, commune = province.cell, province.commune
        self.fresh = province.folder.parent / "fresh"
        copy_desk(commune, self.fresh).close()
        self.clock = province.clock
        self.bundles: list[Path] = []
        for month in MONTHS:
            write_meeting(cell, month)
            self.bundles.append(province.make(cell, commune))
            read_bundle(commune, self.bundles[-1])
            province.send(commune, cell)
        self.complete = state(commune)

    def open_fresh(self) -> Desk:
        """A commune's desk that has read nothing; the one before is thrown away."""
        folder = self.fresh.with_name("trial")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.fresh, folder)
        return open_desk(folder, PASSWORD, clock=self.clock)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with make_province(tmp_path_factory.mktemp("year")) as province:
        yield Year(province)


@settings(max_examples=8, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(12)), again=st.lists(st.integers(0, 11), max_size=6))
def test_any_order_and_repetition_gives_the_same_state(
    year: Year, order: list[int], again: list[int]
) -> None:
    desk = year.open_fresh()
    try:
        for place in [*order[:6], *again, *order[6:], *again]:
            read_bundle(desk, year.bundles[place])

        assert state(desk) == year.complete
        assert desk.store.value("SELECT COUNT(*) FROM waiting") == 0
        assert is_clean(desk)
    finally:
        desk.close()


@settings(max_examples=5, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.sets(st.integers(0, 11), min_size=1), order=st.randoms(use_true_random=False))
def test_a_subset_is_consistent_and_the_rest_completes_it(year: Year, kept: set[int], order: object) -> None:
    desk = year.open_fresh()
    first = sorted(kept)
    order.shuffle(first)  # type: ignore[attr-defined]
    try:
        for place in first:
            read_bundle(desk, year.bundles[place])
        assert is_clean(desk)
        whole = 0
        while whole in kept:
            whole += 1
        assert desk.store.value("SELECT COUNT(*) FROM meeting") == whole

        for place in set(range(12)) - kept:
            read_bundle(desk, year.bundles[place])
        assert state(desk) == year.complete
    finally:
        desk.close()
