"""Old copies put back: at a cell, a commune, an upper body; after the usual exchange nothing is lost and nothing doubled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members
from exchange.province import PASSWORD, Province, is_clean, make_province

AGES = (60, 7, 1)
"""Days between the copy that is put back and today."""
LEVELS = ("cell", "commune", "upper")


@dataclass
class Past:
    """Two months of work at three levels, a copy of every folder from each age, and today's."""

    province: Province
    folder: Path
    typed: str

    def keep(self, age: int) -> None:
        for level, desk in self.desks().items():
            desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copytree(desk.folder, self.folder / str(age) / level)

    def desks(self) -> dict[str, Desk]:
        return dict(
            zip(LEVELS, (self.province.cell, self.province.commune, self.province.upper), strict=True)
        )

    def today_with(self, level: str, age: int, place: Path) -> Province:
        """Everybody as today, but one level as it was."""
        for each in LEVELS:
            shutil.copytree(self.folder / str(age if each == level else 0) / each, place / each)
        cell, commune, upper = (
            open_desk(place / each, PASSWORD, clock=self.province.clock) for each in LEVELS
        )
        stick = place / "stick"
        stick.mkdir()
        return Province(stick, self.province.clock, upper, commune, [cell])


def exchange(province: Province) -> None:
    """Up and down once."""
    for sender, to in (
        (province.cell, province.commune),
        (province.commune, province.upper),
        (province.upper, province.commune),
        (province.commune, province.cell),
    ):
        province.send(sender, to)


def a_meeting(desk: Desk, period: str, held_on: date) -> None:
    _, meeting = add_meeting(desk, period=period, held_on=held_on)
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, place=f"Nhà văn hóa, {period}")


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    """Copies are taken before the work of a stretch; every stretch ends with an exchange."""
    with make_province(tmp_path) as province:
        _, typed = add_cell(province.commune, name="Chi bộ bản Nà Hừ")
        made = Past(province, tmp_path / "copies", typed)
        make_members(province.cell, 3)
        exchange(province)
        months = {
            60: ("2026-10", date(2026, 10, 5)),
            7: ("2026-11", date(2026, 11, 20)),
            1: ("2026-12", date(2026, 12, 2)),
        }
        for age, until in zip(AGES, (53, 6, 1), strict=True):
            made.keep(age)
            period, day = months[age]
            province.wait(days=until)
            a_meeting(province.cell, period, day)
            make_members(province.commune.for_organisation(typed), 1)
            _, proposal = add_proposal(province.cell, content=f"Sửa đường {period}")
            exchange(province)
            answer_proposal(
                province.commune, proposal, content=f"Đã ghi vào kế hoạch {period}", outcome="settled"
            )
            exchange(province)
        exchange(province)
        made.keep(0)
        yield made


def content(desk: Desk, cell: str, typed: str) -> dict[str, Any]:
    """What is shown of both cells, by what it says and not by ids."""
    store = desk.store
    return {
        "meetings": sorted(
            (row.period, row.facts.text("place"), row.due) for row in list_meetings(store, cell)
        ),
        "members": sorted(row.name for row in list_members(store, cell, desk.today)),
        # their names went no further than the commune: what it alone held, only its own backup brings back
        "typed": [len(list_members(store, typed, desk.today))],
        "proposals": sorted(row["content"] for row in store.rows("SELECT content FROM proposal")),
        "answers": sorted(row["content"] for row in store.rows("SELECT content FROM answer")),
        "organisations": sorted(
            row["name"]
            for row in store.rows("SELECT name FROM organisation WHERE id IN (?, ?)", (cell, typed))
        ),
    }


@pytest.mark.parametrize(
    "age", [60, pytest.param(7, marks=pytest.mark.long), pytest.param(1, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("level", LEVELS)
def test_an_old_copy_put_back_loses_and_doubles_nothing(
    past: Past, tmp_path: Path, level: str, age: int
) -> None:
    cell = past.province.cell.organisation_id
    wanted = {each: content(desk, cell, past.typed) for each, desk in past.desks().items()}
    province = past.today_with(level, age, tmp_path / "restored")
    restored = dict(zip(LEVELS, (province.cell, province.commune, province.upper), strict=True))[level]
    code = restored.store.device
    for _ in range(2):
        exchange(province)
    if level != "upper":  # there nothing had been written since: no number can clash
        assert restored.store.device != code
    for each, desk in zip(LEVELS, (province.cell, province.commune, province.upper), strict=True):
        assert content(desk, cell, past.typed) == wanted[each], each
        assert is_clean(desk)
        assert desk.store.value("SELECT COUNT(*) FROM waiting") == 0
    province.close()


def test_what_was_written_before_anybody_knew_stands_there_once(past: Past, tmp_path: Path) -> None:
    cell = past.province.cell.organisation_id
    province = past.today_with("cell", 7, tmp_path / "restored")
    a_meeting(province.cell, "2026-08", date(2026, 8, 5))
    make_members(province.cell, 1)
    for _ in range(3):
        exchange(province)
    for desk in (province.cell, province.commune):
        shown = content(desk, cell, past.typed)
        assert [row[0] for row in shown["meetings"]] == ["2026-08", "2026-10", "2026-11", "2026-12"]
        assert len(shown["members"]) == 4
        assert is_clean(desk)
    province.close()


def test_the_commune_may_type_on_before_it_is_told(past: Past, tmp_path: Path) -> None:
    province = past.today_with("commune", 60, tmp_path / "restored")
    view = province.commune.for_organisation(past.typed)
    a_meeting(view, "2026-12", date(2026, 12, 3))
    for _ in range(3):
        exchange(province)
    for desk in (province.commune, province.upper):
        assert [row.period for row in list_meetings(desk.store, past.typed)] == ["2026-12"]
        assert len(list_members(desk.store, past.typed, desk.today)) == 3
        assert is_clean(desk)
    province.close()
