"""Renaming, moving, ending, merging and splitting organisations below by dated decisions; what is refused; taking it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.places import (
    add_place,
    describe_below,
    end_serving,
    record_hand_figure,
    serve_place,
)
from chibo_desktop.actions.putting_away import bring_back, put_away
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.structure import (
    begin_organisation,
    end_district_level,
    end_organisation,
    place_organisation,
    record_historic,
)
from chibo_desktop.actions.structure_successions import merge, replace, split
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.places import hand_figures, places_served
from chibo_desktop.lists.structure import count_rows, gone_rows, organisation_card, tree_rows
from chibo_desktop.lists.tree import organisations
from exchange.province import PASSWORD, Province

JULY, MARCH = date(2025, 7, 1), date(2026, 3, 1)
NOW = date(2026, 10, 5)


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Three cells typed for."""
    return [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Pa Thơm", "Suối Vàng")]


def names(desk: Desk, day: date) -> list[str]:
    return [row.name for row in tree_rows(desk.store, desk.organisation_id, day)]


def periods(desk: Desk, org: str) -> list[tuple[str, str]]:
    card = organisation_card(desk.store, org, NOW)
    assert card is not None
    return [(row.name, row.days) for row in card.periods]


def test_a_new_name_counts_from_its_day_and_the_old_one_before(commune: Desk, cells: list[str]) -> None:
    changes = place_organisation(commune, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ Mới", basis="QĐ 12")
    assert periods(commune, cells[0]) == [
        ("Chi bộ bản Nà Hừ", "đến hết 30/06/2025"),
        ("Chi bộ bản Nà Hừ Mới", "từ 01/07/2025 đến nay"),
    ]
    known = organisations(commune.store)
    assert known.stood(cells[0], date(2025, 6, 1), date(2025, 7, 31))
    assert (
        commune.store.value("SELECT name FROM organisation WHERE id = ?", (cells[0],))
        == "Chi bộ bản Nà Hừ Mới"
    )
    undo(commune, changes)
    assert periods(commune, cells[0]) == [("Chi bộ bản Nà Hừ", "từ trước đến nay")]
    assert (
        commune.store.value("SELECT name FROM organisation WHERE id = ?", (cells[0],)) == "Chi bộ bản Nà Hừ"
    )


def test_a_cell_with_a_laptop_keeps_the_name_in_its_own_book(province: Province, commune: Desk) -> None:
    province.send(province.cell, commune)
    cell = province.cell.organisation_id
    place_organisation(commune, cell, from_on=JULY, name="Chi bộ bản Suối Lanh Mới")
    assert (
        commune.store.value("SELECT name FROM organisation WHERE id = ?", (cell,)) == "Chi bộ bản Suối Lanh"
    )
    assert "Chi bộ bản Suối Lanh Mới" in names(commune, NOW)


def test_a_change_within_a_period_leaves_the_days_before_and_after(commune: Desk, cells: list[str]) -> None:
    place_organisation(commune, cells[0], from_on=JULY, until_on=date(2025, 12, 31), name="Chi bộ bản Tạm")
    place_organisation(commune, cells[0], from_on=date(2025, 10, 1), name="Chi bộ bản Sau")
    assert periods(commune, cells[0]) == [
        ("Chi bộ bản Nà Hừ", "đến hết 30/06/2025"),
        ("Chi bộ bản Tạm", "từ 01/07/2025 đến hết 30/09/2025"),
        ("Chi bộ bản Sau", "từ 01/10/2025 đến hết 31/12/2025"),
        ("Chi bộ bản Sau", "từ 01/01/2026 đến nay"),
    ]


def test_an_ended_cell_is_in_no_tree_from_that_day_and_begins_again(commune: Desk, cells: list[str]) -> None:
    end_organisation(commune, cells[0], on=JULY, basis="QĐ 12")
    assert "Chi bộ bản Nà Hừ" in names(commune, date(2025, 6, 30))
    assert "Chi bộ bản Nà Hừ" not in names(commune, JULY)
    assert gone_rows(commune.store, commune.organisation_id, NOW) == [(cells[0], "Chi bộ bản Nà Hừ")]
    with pytest.raises(Refusal, match="không hoạt động"):
        end_organisation(commune, cells[0], on=MARCH)
    with pytest.raises(Refusal, match="không hoạt động"):
        place_organisation(commune, cells[0], from_on=MARCH, name="Chi bộ khác")
    begin_organisation(commune, cells[0], on=MARCH)
    assert not organisations(commune.store).stood(cells[0], date(2025, 6, 1), NOW)
    assert "Chi bộ bản Nà Hừ" in names(commune, NOW)
    with pytest.raises(Refusal, match="đang hoạt động"):
        begin_organisation(commune, cells[0], on=NOW)


def test_what_begins_after_its_end_is_put_away_whole(commune: Desk, cells: list[str]) -> None:
    begin_organisation(commune, cells[0], on=MARCH)
    end_organisation(commune, cells[0], on=JULY)
    assert organisations(commune.store).times(cells[0]) != ()
    assert commune.store.value("SELECT COUNT(*) FROM placement WHERE put_away = 1") == 1


def test_merging_ends_the_others_and_is_one_entry(commune: Desk, cells: list[str]) -> None:
    first, second, third = cells
    changes = merge(commune, [first, second], second, on=MARCH, basis="QĐ 05")
    assert len(changes.entries) == 1
    assert names(commune, NOW).count("Chi bộ bản Nà Hừ") == 0
    assert {"Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm"} <= set(names(commune, date(2026, 2, 28)))
    card = organisation_card(commune.store, second, NOW)
    assert card is not None
    assert [(row.name, row.how_label, row.on) for row in card.before] == [
        ("Chi bộ bản Nà Hừ", "Sáp nhập", MARCH)
    ]
    assert (line_of(commune.store, second), line_of(commune.store, first)) == ((second, first), (first,))
    assert line_of(commune.store, third) == (third,)
    undo(commune, changes)
    assert set(names(commune, NOW)) >= {"Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm"}
    assert line_of(commune.store, second) == (second,)


def test_a_split_off_cell_begins_that_day_and_has_the_old_one_behind_it(
    commune: Desk, cells: list[str]
) -> None:
    split(commune, cells[0], [cells[0], cells[1]], on=MARCH, begins=True)
    assert "Chi bộ bản Pa Thơm" not in names(commune, date(2026, 2, 28))
    assert {"Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm"} <= set(names(commune, MARCH))
    assert line_of(commune.store, cells[1]) == (cells[1], cells[0])


def test_a_line_goes_back_through_every_step_and_no_ring_catches_it(commune: Desk, cells: list[str]) -> None:
    replace(commune, cells[0], cells[1], on=JULY)
    replace(commune, cells[1], cells[2], on=MARCH)
    assert line_of(commune.store, cells[2]) == (cells[2], cells[1], cells[0])
    said = {"predecessor_id": cells[2], "successor_id": cells[0], "how": "merged", "on": NOW}
    with pytest.raises(Refusal, match="thứ tự kế thừa"), commune.writing() as checked:
        checked.put("succession", checked.new_id(), **said)
    with commune.store.writing(commune.organisation_id, "bt") as writer:
        writer.put("succession", writer.new_id(), **said)
    assert line_of(commune.store, cells[2]) == (cells[2], cells[1], cells[0])


@pytest.mark.parametrize("chosen", [[], ["0"]])
def test_merging_needs_two(commune: Desk, cells: list[str], chosen: list[str]) -> None:
    with pytest.raises(Refusal, match="ít nhất hai"):
        merge(commune, [cells[0] for _ in chosen], cells[0], on=MARCH)


def test_districts_end_and_their_communes_stand_under_the_province(province: Province) -> None:
    upper, commune = province.upper, province.commune.organisation_id
    with pytest.raises(Refusal, match="Chưa ghi đảng bộ huyện nào"):
        end_district_level(upper)
    _, district = record_historic(upper, name="Đảng bộ huyện Nậm Ngà", kind="district")
    _, old = record_historic(
        upper, name="Đảng bộ xã Pa Nậm", kind="commune", parent_id=district, until_on=date(2025, 3, 31)
    )
    place_organisation(upper, commune, parent_id=district)
    changes = end_district_level(upper, basis="Kết luận 137")
    assert len(changes.entries) == 1
    before, after = (organisations(upper.store).at(day) for day in (date(2025, 6, 30), JULY))
    assert before.path(commune) == (commune, district, upper.organisation_id)
    assert after.path(commune) == (commune, upper.organisation_id)
    assert district not in after.nodes
    assert old not in before.nodes
    assert old in organisations(upper.store).at(date(2025, 3, 31)).below(district)
    undo(upper, changes)
    assert organisations(upper.store).at(JULY).path(commune) == (commune, district, upper.organisation_id)


def test_no_desk_is_set_up_for_a_district(tmp_path: Path) -> None:
    unit = Unit(name="Đảng bộ huyện Nậm Ngà", kind="district")
    with pytest.raises(Refusal, match="không lập sổ") as refused:
        set_up(tmp_path / "huyen", unit, password=PASSWORD)
    assert refused.value.field == "kind"
    assert not (tmp_path / "huyen").exists()


def test_only_history_is_a_district_and_no_desk_is_history(commune: Desk) -> None:
    for fields, name in (({"kind": "district"}, "kind"), ({"historic": True}, "historic")):
        with pytest.raises(Refusal) as refused, commune.writing() as writer:
            writer.put("organisation", commune.organisation_id, **fields)
        assert refused.value.field == name


def test_periods_must_be_possible(province: Province, commune: Desk, cells: list[str]) -> None:
    def put(**fields: object) -> str:
        with pytest.raises(Refusal) as refused, commune.writing() as writer:
            writer.put("placement", writer.new_id(), **fields)
        return str(refused.value.field)

    place_organisation(commune, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ Mới")
    own, upper = commune.organisation_id, province.upper.organisation_id
    assert put(organisation_id=cells[1], from_on=JULY, until_on=MARCH.replace(year=2024)) == "until_on"
    assert put(organisation_id=cells[0], from_on=MARCH) == "from_on"
    assert put(organisation_id=upper, from_on=MARCH) == "organisation_id"
    assert put(organisation_id=cells[1], parent_id=cells[1]) == "parent_id"
    assert put(organisation_id=cells[1], parent_id=cells[2]) == "parent_id"
    assert put(organisation_id=cells[1], parent_id=upper) == "parent_id"
    assert put(organisation_id=own, parent_id=cells[1]) == "parent_id"


def test_nobody_comes_to_stand_under_themselves(province: Province) -> None:
    upper, commune = province.upper, province.commune.organisation_id
    _, district = record_historic(upper, name="Đảng bộ huyện Nậm Ngà", kind="district")
    place_organisation(upper, commune, parent_id=district, from_on=date(2020, 1, 1))
    with pytest.raises(Refusal, match="chính tổ chức này vào ngày") as refused:
        place_organisation(upper, district, parent_id=commune, from_on=date(2010, 1, 1))
    assert refused.value.field == "parent_id"


def test_at_a_cell_nothing_of_this_is_done(province: Province) -> None:
    with pytest.raises(Refusal, match="cấp trên"):
        end_organisation(province.cell, province.cell.organisation_id, on=JULY)
    with pytest.raises(Refusal, match="cấp trên"):
        add_place(province.cell, name="Bản Nà Hừ")


def test_nothing_changed_is_said_and_not_written(commune: Desk, cells: list[str]) -> None:
    with pytest.raises(Refusal, match="Không có gì thay đổi"):
        place_organisation(commune, cells[0], from_on=JULY, name="Chi bộ bản Nà Hừ")
    assert organisations(commune.store).spells(cells[0]) == ()


def test_a_place_has_many_cells_and_a_cell_many_places_and_one_time_once(
    commune: Desk, cells: list[str]
) -> None:
    _, hamlet = add_place(commune, name="Bản Nà Hừ")
    _, school = add_place(commune, name="Trường Tiểu học Mường Sáy", kind="school")
    with pytest.raises(Refusal, match="đã có"):
        add_place(commune, name="bản nà hừ")
    _, first = serve_place(commune, hamlet, cells[0], until_on=date(2025, 12, 31))
    serve_place(commune, hamlet, cells[1], from_on=JULY)
    serve_place(commune, school, cells[0])
    with pytest.raises(Refusal, match="đã lãnh đạo"):
        serve_place(commune, hamlet, cells[0], from_on=JULY)
    end_serving(commune, first, until_on=date(2025, 6, 30))
    serve_place(commune, hamlet, cells[0], from_on=MARCH)
    assert [(row.place_name, row.cell_name, row.days) for row in places_served(commune.store)] == [
        ("Bản Nà Hừ", "Chi bộ bản Nà Hừ", "đến hết 30/06/2025"),
        ("Bản Nà Hừ", "Chi bộ bản Pa Thơm", "từ 01/07/2025 đến nay"),
        ("Bản Nà Hừ", "Chi bộ bản Nà Hừ", "từ 01/03/2026 đến nay"),
        ("Trường Tiểu học Mường Sáy", "Chi bộ bản Nà Hừ", "từ trước đến nay"),
    ]


def test_a_figure_by_hand_has_a_source_and_a_period_in_order(commune: Desk) -> None:
    given = {
        "indicator": "IND-12-masses",
        "period_from": PartialDate(2026),
        "period_until": PartialDate(2026),
    }
    with pytest.raises(Refusal) as refused:
        record_hand_figure(commune, **given, source="", numerator=3)  # type: ignore[arg-type]
    assert refused.value.field == "source"
    with pytest.raises(Refusal) as empty:
        record_hand_figure(commune, **given, source="UBND xã")  # type: ignore[arg-type]
    assert empty.value.field == "numerator"
    with pytest.raises(Refusal) as turned:
        record_hand_figure(
            commune,
            indicator="x",
            source="UBND xã",
            numerator=1,
            period_from=PartialDate(2026, 5),
            period_until=PartialDate(2025),
        )
    assert turned.value.field == "period_until"
    _, figure = record_hand_figure(commune, **given, source="UBND xã", denominator=2_140)  # type: ignore[arg-type]
    (row,) = hand_figures(commune.store, commune.organisation_id)
    assert (row.denominator, row.source, row.period, row.of_name) == (
        2_140,
        "UBND xã",
        "năm 2026",
        "Đảng bộ xã Mường Sáy",
    )
    put_away(commune, "hand_figure", figure)
    assert hand_figures(commune.store, commune.organisation_id) == []


def test_flags_of_a_cell_typed_for_go_into_its_book_and_of_another_are_its_own_business(
    province: Province, commune: Desk, cells: list[str]
) -> None:
    changes = describe_below(commune, cells[0], area="hamlet", difficult=True)
    assert changes.entry is not None
    assert changes.entry[0] == cells[0]
    describe_below(commune, cells[1], grassroots=True)
    counts = count_rows(tree_rows(province.upper.store, province.upper.organisation_id, NOW))
    assert (counts.communes, counts.every_cell) == (1, 0)
    province.send(commune, province.upper)
    counts = count_rows(tree_rows(province.upper.store, province.upper.organisation_id, NOW))
    assert (counts.communes, counts.grassroots_cells, counts.cells) == (1, 1, 2)
    assert (counts.grassroots, counts.every_cell) == (2, 3)
    node = organisations(commune.store).at(NOW).nodes[cells[0]]
    assert (node.area, node.is_difficult, node.is_grassroots) == ("hamlet", True, False)
    province.send(province.cell, commune)
    with pytest.raises(Refusal, match="máy riêng"):
        describe_below(commune, province.cell.organisation_id, difficult=True)


def test_a_period_put_away_comes_back_only_where_there_is_room(commune: Desk, cells: list[str]) -> None:
    end_organisation(commune, cells[0], on=JULY)
    (period,) = organisations(commune.store).spells(cells[0])
    put_away(commune, "placement", period.id)
    assert "Chi bộ bản Nà Hừ" in names(commune, NOW)
    begin_organisation(commune, cells[0], on=date(2020, 1, 1))
    with pytest.raises(Refusal, match="trùng với thời kỳ"):
        bring_back(commune, "placement", period.id)
