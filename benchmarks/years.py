"""Ten years of a cell, entered through the program's own actions into a folder, for the measures that need a big book."""

from __future__ import annotations

import argparse
import calendar
import copy
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.sample.cell import enter_meeting, enter_member, read_sample
from chibo_desktop.actions.setup import read_unit, set_up
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, read_time

PASSWORD = "muoi nam sinh hoat"
FIRST_YEAR, LAST_YEAR = 2017, 2026
CELL = 1
"""The second cell of the sample: 22 members, so that a meeting is as full as they come."""


def make_years(folder: Path, *, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> Desk:
    """A desk with twelve finalised meetings a year; takes a minute or two for ten years. The caller closes it."""
    given = read_sample()["cells"][CELL]
    clock = FixedClock(datetime(first, 1, 1, 8, 0, tzinfo=VIETNAM), timedelta(seconds=1))
    unit = {"kind": "cell", "parent_name": "Đảng bộ xã Mường Sáy"}
    unit |= {
        name: given[name] for name in ("name", "place_name", "usual_place", "area", "user", "recipients")
    }
    desk = set_up(folder, read_unit(unit), password=PASSWORD, clock=clock, sample=True).desk
    members = {one["name"]: enter_member(desk, _long_since(one, first)) for one in given["members"]}
    given_before: list[dict[str, Any]] = []
    for held_on in _months(first, last):
        meeting = _moved(given["october"], held_on)
        meeting["reports"] = [
            {"title": task["title"], "state": "done", "result": "Đã làm xong trong tháng, có ký nhận."}
            for task in given_before
        ]
        given_before = meeting["assignments"]
        clock.set(datetime.combine(held_on, read_time(meeting["ended_at"]), VIETNAM) + timedelta(minutes=10))
        finalise(desk, enter_meeting(desk, meeting, members))
    return desk


def _months(first: int, last: int) -> Iterator[date]:
    for year in range(first, last + 1):
        for month in range(1, 13):
            if date(year, month, 5) < date(2026, 11, 1):
                yield date(year, month, 5)


def _long_since(member: dict[str, Any], first: int) -> dict[str, Any]:
    """The same person, a member before the first meeting."""
    admitted = date(first - 3, 2, 3)
    return member | {name: admitted for name in ("official_on", "admitted_on") if name in member}


def _moved(meeting: dict[str, Any], held_on: date) -> dict[str, Any]:
    """October's meeting held in another month; what names a day of its own moves with it."""
    moved = copy.deepcopy(meeting) | {"held_on": held_on}
    last_day = held_on.replace(day=calendar.monthrange(held_on.year, held_on.month)[1])
    for task in moved.get("assignments", ()):
        task["due_on"] = last_day
    moved["resolution"] = {name: value for name, value in meeting["resolution"].items() if name != "number"}
    return moved


def main() -> int:
    """Makes the years in the folder named and says how large the book became."""
    parser = argparse.ArgumentParser(description="Ten years of a sample cell.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.absolute()
    desk = make_years(folder)
    count = desk.store.value("SELECT count(*) FROM meeting")
    desk.close()
    size = sum(each.stat().st_size for each in folder.iterdir() if each.is_file())
    print(f"{count} meetings, {size / 1e6:.1f} MB, password: {PASSWORD}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
