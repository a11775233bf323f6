"""The sample province for tests: made once for the whole run, whatever the number of workers; nothing is asserted here.

A test module takes what it needs: `from world import upper_desk, world`. `upper_desk` and `commune_desk` are shared and
only looked at; `own_upper` is this test's own copy, to write in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path

import pytest

from actions.desks import CHEAP
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.sample.upper import PASSWORD, make_commune, make_province, make_upper
from chibo_desktop.actions.sample.world import World, make_world
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM

__all__ = ["commune_desk", "own_upper", "province_folder", "upper_desk", "world"]

UPPER, COMMUNE, DONE = "upper", "commune", "done"


@pytest.fixture(scope="session")
def world() -> World:
    """The facts the desks were made from; their ids are those in the books."""
    return make_world()


@pytest.fixture(scope="session")
def province_folder(tmp_path_factory: pytest.TempPathFactory, world: World) -> Path:
    """The folders of both desks, closed; the first worker to come makes them, which takes half a minute."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "province"
    with one_at_a_time(shared / "province.lock"):
        if not (folder / DONE).exists():
            make_desks(folder, world)
    return folder


def make_desks(folder: Path, world: World) -> None:
    """Both desks of one province, and the mark that they are whole."""
    shutil.rmtree(folder, ignore_errors=True)
    province = make_province(world)
    upper = make_upper(folder / UPPER, province, _unsaid, cost=CHEAP)
    make_commune(folder / COMMUNE, province, _unsaid, upper=upper, cost=CHEAP).close()
    upper.close()
    (folder / DONE).touch()


def _unsaid(_sentence: str) -> None:
    """Nobody listens."""


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Waits until no other worker holds the lock."""
    import fcntl

    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def open_at(folder: Path, world: World, at: time = time(8, 0)) -> Desk:
    """A desk of the province on the world's today."""
    return open_desk(folder, PASSWORD, clock=FixedClock(datetime.combine(world.today, at, VIETNAM)))


@pytest.fixture(scope="session")
def upper_desk(
    province_folder: Path, world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The upper body's desk, shared by this worker's tests: look, do not write."""
    yield from _opened(province_folder / UPPER, tmp_path_factory, world)


@pytest.fixture(scope="session")
def commune_desk(
    province_folder: Path, world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The first commune's desk with its cells, shared by this worker's tests: look, do not write."""
    yield from _opened(province_folder / COMMUNE, tmp_path_factory, world)


@pytest.fixture
def own_upper(province_folder: Path, world: World, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the upper body's desk for one test to write in."""
    copy = shutil.copytree(province_folder / UPPER, tmp_path / UPPER)
    desk = open_at(copy, world)
    yield desk
    desk.close()


def _opened(folder: Path, temporary: pytest.TempPathFactory, world: World) -> Iterator[Desk]:
    copy = shutil.copytree(folder, temporary.mktemp(folder.name) / folder.name)
    desk = open_at(copy, world)
    yield desk
    desk.close()
