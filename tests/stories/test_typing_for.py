"""Three cells kept by one commune for two months; one gets its laptop, loses it, and goes on at another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.papers import MINUTES, preview_blocks
from chibo_desktop.actions.refound import refound
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.typed_for import list_typed_for
from chibo_desktop.store.history import history
from exchange.province import PASSWORD, is_clean, state
from stories.joining import District, hold, make_district

NAMES = ("Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm", "Chi bộ Trạm Y tế")
MONTHS = (("2026-10", date(2026, 10, 5)), ("2026-11", date(2026, 11, 5)))


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


@pytest.fixture
def kept(district: District) -> dict[str, list[str]]:
    """The cells the commune took on, each with its meetings of two months."""
    cells = {}
    for place, name in enumerate(NAMES):
        _, cell = add_cell(district.commune, name=name)
        make_members(district.commune.for_organisation(cell), 3 + place)
        cells[cell] = list[str]()
    for period, held_on in MONTHS:
        district.province.wait(days=31)
        for cell, meetings in cells.items():
            meetings.append(hold(district.commune.for_organisation(cell), period, held_on))
        district.send(district.commune, district.upper)
    return cells


def shown(desk: Desk, cell: str) -> list[tuple[str, int]]:
    return sorted((row.period, row.present) for row in list_meetings(desk.store, cell))


def to_laptop(district: District, cell: str) -> Desk:
    """The laptop joins for the cell, and its person says that both are one."""
    laptop = district.laptop(NAMES[0])
    district.join(laptop, cell)
    for twice in organisations_to_join(laptop):
        join_same(laptop, twice.kind, twice.kept_id, twice.joined_id)
    return laptop


def test_three_cells_are_kept_by_one_commune_for_two_months(
    district: District, kept: dict[str, list[str]]
) -> None:
    for place, cell in enumerate(kept):
        for desk in (district.commune, district.upper):
            assert shown(desk, cell) == [("2026-10", 3 + place), ("2026-11", 3 + place)]
    listed = {
        cell.id: (cell.members, cell.meetings, cell.last_period)
        for cell in list_typed_for(district.commune.store)
    }
    assert listed == {cell: (3 + place, 2, "2026-11") for place, cell in enumerate(kept)}
    assert all(map(is_clean, (district.commune, district.upper)))


def test_the_papers_of_each_are_its_own(district: District, kept: dict[str, list[str]]) -> None:
    for name, (cell, meetings) in zip(NAMES, kept.items(), strict=True):
        desk = district.commune.for_organisation(cell)
        paper = repr(preview_blocks(desk, MINUTES, meetings[0])).replace("\\xa0", " ")
        assert name.upper() in paper
        assert "Vàng A Chứ" in paper
        assert all(other.upper() not in paper for other in NAMES if other != name)


def test_the_cell_that_gets_its_laptop_has_its_whole_book_and_the_commune_types_no_more(
    district: District, kept: dict[str, list[str]]
) -> None:
    cell, *others = kept
    laptop = to_laptop(district, cell)
    assert [row.period for row in reversed(list_meetings(laptop.store))] == ["2026-10", "2026-11"]
    assert {row.cell_id for row in list_meetings(laptop.store)} == {laptop.organisation_id}
    assert len(list_members(laptop.store, laptop.organisation_id, laptop.today)) == 3
    assert all(other not in str(state(laptop)) for other in others)
    paper = repr(preview_blocks(laptop, MINUTES, kept[cell][0])).replace("\\xa0", " ")
    assert NAMES[0].upper() in paper

    view = district.commune.for_organisation(cell)
    with pytest.raises(Refusal, match="đã có máy riêng từ ngày"):
        make_members(view, 1)
    for other in others:
        make_members(district.commune.for_organisation(other), 1)


def test_the_laptop_goes_on_in_its_own_book_and_mends_the_older_one(
    district: District, kept: dict[str, list[str]]
) -> None:
    cell = next(iter(kept))
    laptop = to_laptop(district, cell)
    hold(laptop, "2026-12", date(2026, 12, 5))
    member = list_members(laptop.store, laptop.organisation_id, laptop.today)[0]
    with laptop.writing() as writer:
        writer.put("member", member.id, other_office="Trưởng bản")
        writer.put("organisation", laptop.organisation_id, usual_place="Nhà văn hóa mới")
    assert {book for book, _, _ in writer.changes.entries} == {cell, laptop.organisation_id}
    district.up(laptop)
    assert (
        district.commune.store.value("SELECT other_office FROM member WHERE id = ?", (member.id,))
        == "Trưởng bản"
    )
    devices = {version.device for version in history(district.commune.store, "member", member.id)}
    assert devices == {district.commune.store.device, laptop.store.device}
    assert all(map(is_clean, (laptop, district.commune, district.upper)))


def test_a_laptop_that_lost_everything_gets_it_back_in_one_file(
    district: District, kept: dict[str, list[str]], tmp_path: Path
) -> None:
    cell = next(iter(kept))
    laptop = district.laptop(NAMES[0])
    laptop.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _, request = district.asked(laptop, cell)
    laptop.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(laptop.folder, tmp_path / "saved")
    read_bundle(laptop, district.approve(request))
    district.send(laptop, district.commune)
    district.send(district.commune, laptop)
    wanted = shown(laptop, cell)

    again = open_desk(tmp_path / "saved", PASSWORD, clock=district.province.clock)
    district.made.append(again)
    district.province.wait()
    made = refound(district.commune, cell, district.province.folder)
    assert made.to_org == again.organisation_id
    read = read_bundle(again, made.path)
    assert read.result == "read"
    assert shown(again, cell) == wanted != []
    assert is_clean(again)


def test_nothing_is_founded_again_for_a_cell_without_a_laptop_in_force(
    district: District, kept: dict[str, list[str]]
) -> None:
    with pytest.raises(Refusal, match="giấy mời"):
        refound(district.commune, next(iter(kept)), district.province.folder)
    with pytest.raises(Refusal, match="trực thuộc"):
        refound(district.commune, district.upper.organisation_id, district.province.folder)


def test_a_stolen_laptop_is_replaced_and_what_the_thief_writes_counts_nowhere(
    district: District, kept: dict[str, list[str]]
) -> None:
    cell = next(iter(kept))
    stolen = to_laptop(district, cell)
    make_members(stolen, 1)
    district.up(stolen)
    new = to_laptop(district, stolen.organisation_id)
    make_members(stolen, 4)  # the thief
    with pytest.raises(Refusal, match="thu hồi"):
        read_bundle(district.commune, district.bundle(stolen, district.commune))
    assert len(list_members(new.store, new.organisation_id, new.today)) == 4
    assert [row.period for row in reversed(list_meetings(new.store))] == ["2026-10", "2026-11"]
    make_members(new, 1)
    district.up(new)
    for desk in (district.commune, district.upper):
        assert (
            desk.store.value(
                "SELECT COUNT(*) FROM member WHERE cell_id IN (?, ?, ?)",
                (cell, stolen.organisation_id, new.organisation_id),
            )
            == 5
        )
        assert is_clean(desk)
