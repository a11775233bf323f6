"""Who stands above whom and for whom, as the certificates held say it today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.identity import make_body_certificate
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store import Store, create_store
from chibo_desktop.store.certificates import also_of, is_of, put_certificate, who_stands_for
from exchange.world import MADE

BEFORE, NOW, CELL, LAPTOP = "aaaaaaaa-1", "bbbbbbbb-1", "cccccccc-1", "dddddddd-1"


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = create_store(tmp_path, bytes(32), device="eeeeeeee", sample=False, clock=clock)
    yield made
    made.close()


def certify(store: Store, org: str, parent: str, days: int, also: tuple[str, ...] = ()) -> None:
    certificate = make_body_certificate(
        SigningKey.new(),
        org=org,
        name="Chi bộ bản Suối Lanh",
        kind="cell",
        sign=SigningKey.new().public,
        seal=SealingKey.new().recipient,
        parent=parent,
        at=MADE + timedelta(days=days),
        also=list(also),
    )
    with store.transaction():
        put_certificate(store, certificate)


def test_a_cell_that_moved_is_given_away_by_nobody_it_left(store: Store) -> None:
    certify(store, CELL, BEFORE, 0)
    certify(store, CELL, NOW, 1)
    certify(store, LAPTOP, BEFORE, 2, also=(CELL,))
    assert not is_of(store, CELL, BEFORE)
    assert also_of(store, LAPTOP) == ()
    assert who_stands_for(store, CELL) == CELL


def test_the_body_above_today_says_who_stands_for_a_cell(store: Store) -> None:
    certify(store, CELL, BEFORE, 0)
    certify(store, CELL, NOW, 1)
    certify(store, LAPTOP, NOW, 2, also=(CELL,))
    assert is_of(store, CELL, NOW)
    assert also_of(store, LAPTOP) == (CELL,)
