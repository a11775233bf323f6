"""Promises of ending and merging what has others below it, and of two bodies that place the same organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.materials import send_material
from chibo_desktop.actions.structure import (
    begin_organisation,
    end_organisation,
    place_organisation,
    record_historic,
)
from chibo_desktop.actions.structure_successions import merge, replace, split
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import reachable
from chibo_desktop.lists.proposal_deadline import bodies_above
from chibo_desktop.lists.tree import organisations
from exchange.province import Province

JULY, MARCH, NOW = date(2025, 7, 1), date(2026, 3, 1), date(2026, 10, 5)


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Three cells typed for."""
    return [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Pa Thơm", "Suối Vàng")]


def cells_of(desk: Desk, day: date) -> set[str]:
    return set(organisations(desk.store).at(day).cells(desk.organisation_id))


def meet(cell: Desk, on: date) -> None:
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        said = {"cell_id": cell.organisation_id, "kind": "regular", "held_on": on}
        done = {"period": PartialDate(on.year, on.month), "finalised_at": cell.store.clock.now()}
        writer.put("meeting", writer.new_id(), **said, **done)


def other_commune(upper: Desk) -> str:
    return record_historic(upper, name="Đảng bộ xã Pa Nậm", kind="commune")[1]


def test_what_stood_under_a_merged_commune_stands_under_the_one_that_goes_on(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    upper, own = province.upper, commune.organisation_id
    place_organisation(commune, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ Mới")
    province.send(commune, upper)
    other, before = other_commune(upper), cells_of(upper, NOW)
    changes = merge(upper, [own], other, on=MARCH)
    assert len(changes.entries) == 1
    assert cells_of(upper, MARCH) == before
    assert organisations(upper.store).at(MARCH).path(cells[0]) == (cells[0], other, upper.organisation_id)
    assert organisations(upper.store).name(cells[0], NOW) == "Chi bộ bản Nà Hừ Mới"
    assert organisations(upper.store).at(date(2026, 2, 28)).path(cells[0])[1] == own
    assert organisations(upper.store).name(cells[0], date(2025, 1, 1)) == "Chi bộ bản Nà Hừ"
    undo(upper, changes)
    assert organisations(upper.store).at(NOW).path(cells[0])[1] == own


def test_a_body_with_others_below_it_neither_ends_nor_is_split_away(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    upper, own = province.upper, commune.organisation_id
    province.send(province.cell, commune)
    province.send(commune, upper)
    other = other_commune(upper)
    ways: list[Callable[[], object]] = [
        lambda: end_organisation(upper, own, on=MARCH),
        lambda: split(upper, own, [other], on=MARCH),
    ]
    for end in ways:
        with pytest.raises(Refusal, match=r"Còn 4 tổ chức trực thuộc .* Sáp nhập"):
            end()
    for one in organisations(upper.store).at(NOW).below(own):
        place_organisation(upper, one, parent_id=other, from_on=MARCH)
    end_organisation(upper, own, on=MARCH)
    assert own not in organisations(upper.store).at(MARCH).nodes
    assert set(cells) <= cells_of(upper, MARCH)


def test_nothing_merges_into_what_does_not_stand_that_day(commune: Desk, cells: list[str]) -> None:
    end_organisation(commune, cells[1], on=JULY)
    with pytest.raises(Refusal, match="không hoạt động vào ngày"):
        merge(commune, [cells[0]], cells[1], on=MARCH)


def test_what_a_commune_wrote_stays_within_reach_of_the_body_above(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    upper = province.upper
    place_organisation(commune, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ Mới")
    place_organisation(commune, cells[1], from_on=JULY, name="Chi bộ bản Pa Thơm Mới")
    province.send(commune, upper)
    held = upper.store.value("SELECT COUNT(*) FROM placement WHERE _book = ?", (commune.organisation_id,))
    other = other_commune(upper)
    place_organisation(upper, cells[0], parent_id=other, from_on=MARCH)
    end_organisation(upper, cells[1], on=MARCH)
    known = organisations(upper.store)
    assert known.at(NOW).nodes.get(cells[1]) is None
    assert known.name(cells[1], JULY) == "Chi bộ bản Pa Thơm Mới"
    assert known.stood(cells[1], date(2020, 1, 1), date(2026, 2, 28))
    assert known.name(cells[0], date(2025, 6, 30)) == "Chi bộ bản Nà Hừ"
    assert known.at(NOW).path(cells[0])[1] == other
    books = "SELECT COUNT(*) FROM placement WHERE _book = ? AND COALESCE(put_away, 0) = 0"
    assert upper.store.value(books, (commune.organisation_id,)) == held, "the commune's own records stay"
    begin_organisation(upper, cells[1], on=date(2026, 6, 1))
    assert organisations(upper.store).times(cells[1])[-1].from_on == date(2026, 6, 1)
    assert not organisations(upper.store).stood(cells[1], MARCH, NOW)


def test_after_the_body_above_a_commune_still_renames_and_ends_its_cell(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    upper = province.upper
    province.send(commune, upper)
    place_organisation(upper, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ Hai")
    place_organisation(commune, cells[0], from_on=MARCH, name="Chi bộ bản Nà Hừ Ba")
    end_organisation(commune, cells[0], on=date(2026, 9, 1))
    province.send(commune, upper)
    known = organisations(upper.store)
    named = [known.name(cells[0], day) for day in (JULY, MARCH)]
    assert named == ["Chi bộ bản Nà Hừ Hai", "Chi bộ bản Nà Hừ Ba"]
    assert known.stood(cells[0], JULY, date(2026, 8, 31))
    assert cells[0] not in known.at(NOW).nodes


def test_what_has_met_before_a_day_does_not_begin_on_it(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    cell = province.cell
    meet(cell, date(2026, 5, 5))
    province.send(cell, commune)
    ways: list[Callable[[], object]] = [
        lambda: begin_organisation(commune, cell.organisation_id, on=date(2026, 9, 1)),
        lambda: replace(commune, cells[0], cell.organisation_id, on=date(2026, 9, 1)),
        lambda: merge(commune, cells[:2], cell.organisation_id, on=date(2026, 9, 1), begins=True),
    ]
    for begin in ways:
        with pytest.raises(Refusal, match="đã có buổi sinh hoạt ngày 05/05/2026"):
            begin()
    begin_organisation(commune, cell.organisation_id, on=date(2026, 5, 1))
    assert cell.organisation_id not in organisations(commune.store).at(date(2026, 4, 30)).nodes


def test_a_cell_placed_elsewhere_is_still_reached_by_whom_its_book_travels_to(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    upper, cell = province.upper, province.cell.organisation_id
    province.send(province.cell, commune)
    province.send(commune, upper)
    other = other_commune(upper)
    place_organisation(upper, cell, parent_id=other, from_on=MARCH)
    province.send(upper, commune)
    assert cell in dict(reachable(commune.store, commune.organisation_id, NOW))
    assert other not in dict(reachable(upper.store, upper.organisation_id, NOW)), "nobody keeps its book"
    assert send_material(commune, sort="reminder", title="Gửi báo cáo", organisation_id=cell)[1]
    with pytest.raises(Refusal, match="không thuộc cấp mình"):
        send_material(upper, sort="reminder", title="Gửi báo cáo", organisation_id=other)
    assert bodies_above(upper.store, cell)["commune"] == commune.organisation_id
