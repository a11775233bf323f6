"""A set-up cell on a fixed clock, with nine official members, and the meeting of October 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from actions.desks import make_desk, make_peopled
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from exchange.province import Province, make_province


@pytest.fixture
def evening() -> FixedClock:
    """Ten in the evening of Monday 5 October 2026, after the meeting."""
    return FixedClock(datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM))


@pytest.fixture
def desk(tmp_path: Path, evening: FixedClock, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A cell just set up; with its members where the test asks for `members`."""
    folder = tmp_path / "cell"
    peopled = "members" in request.fixturenames
    made = make_peopled(folder, evening)[0] if peopled else make_desk(folder, evening)
    yield made
    made.close()


@pytest.fixture
def members(desk: Desk) -> list[str]:
    """The ids of the nine members, in order of entry."""
    return [str(row["id"]) for row in desk.store.rows("SELECT id FROM member ORDER BY rowid")]


@pytest.fixture
def meeting(desk: Desk, members: list[str]) -> str:
    """The regular meeting of October 2026, 19:30–21:15, nobody marked."""
    return add_meeting(
        desk,
        period="2026-10",
        held_on=date(2026, 10, 5),
        started_at=time(19, 30),
        ended_at=time(21, 15),
        secretary_id=members[1],
    )[1]


@pytest.fixture
def finalised(desk: Desk, meeting: str) -> str:
    """The same meeting, everybody present, finalised."""
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    return meeting


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """Three levels that are joined, each with a desk."""
    with make_province(tmp_path) as made:
        yield made


@pytest.fixture
def commune(province: Province) -> Desk:
    return province.commune
