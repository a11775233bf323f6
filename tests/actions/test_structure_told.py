"""Promises of a cell placed under another commune: who hears of it, where its books go until it is joined anew, who still speaks of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure import (
    begin_organisation,
    end_organisation,
    place_organisation,
    record_historic,
)
from chibo_desktop.actions.structure_successions import merge, replace
from chibo_desktop.actions.structure_told import Notice, decide_and_tell, whom_to_tell
from chibo_desktop.actions.structure_visits import move_left_visits
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import still_joined_to
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.materials import received
from chibo_desktop.lists.structure import organisation_card, tree_rows
from chibo_desktop.lists.structure_visits import left_visits
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.store import Changes
from exchange.province import Province, join, make_desk, make_province

MARCH, NOW = date(2026, 3, 1), date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        made.send(made.cell, made.commune)
        made.send(made.commune, made.upper)
        yield made


@pytest.fixture
def other(province: Province, tmp_path: Path) -> Iterator[Desk]:
    """Another commune of the same province, with a desk."""
    desk = make_desk(tmp_path / "other", province.clock, "commune", "Đảng bộ xã Pa Nậm")
    join(desk, province.upper)
    province.send(desk, province.upper)
    yield desk
    desk.close()


def joined_to(desk: Desk, organisation_id: str) -> str:
    return still_joined_to(organisations(desk.store), organisation_id, NOW)


def move(province: Province, other: Desk) -> Changes:
    cell = province.cell.organisation_id
    return place_organisation(province.upper, cell, parent_id=other.organisation_id, from_on=MARCH)


def test_both_communes_are_told_of_a_cell_that_moves_and_one_undo_takes_both_back(
    province: Province, other: Desk
) -> None:
    upper, cell = province.upper, province.cell.organisation_id
    notice = Notice((cell,), MARCH, "moved", "Chuyển từ xã Mường Sáy sang xã Pa Nậm.", "QĐ 12-QĐ/TU")
    changes, told = decide_and_tell(upper, lambda _desk: move(province, other), notice)
    assert set(told) == {province.commune.organisation_id, other.organisation_id}
    for commune in (province.commune, other):
        province.send(upper, commune)
        (row,) = received(commune.store, commune.organisation_id)
        assert row.title == "Thay đổi tổ chức từ ngày 01/03/2026: Chi bộ bản Suối Lanh"
    province.send(province.commune, province.cell)
    assert received(province.cell.store, cell) == []
    undo(upper, changes)
    assert organisations(upper.store).at(NOW).path(cell)[1] == province.commune.organisation_id
    province.send(upper, other)
    assert received(other.store, other.organisation_id) == []


def test_a_decision_that_is_refused_tells_nobody(province: Province, other: Desk) -> None:
    upper, cell = province.upper, province.cell.organisation_id

    def refuse(desk: Desk) -> Changes:
        return end_organisation(desk, province.commune.organisation_id, on=MARCH)

    with pytest.raises(Exception, match="Còn 1 tổ chức trực thuộc"):
        decide_and_tell(upper, refuse, Notice((cell,), MARCH, "ended", "Kết thúc."))
    assert upper.store.value("SELECT COUNT(*) FROM material") == 0


def test_a_commune_has_nobody_between_to_tell(province: Province) -> None:
    assert whom_to_tell(province.commune, (province.cell.organisation_id,), MARCH) == []


def test_a_cell_that_moved_names_the_body_its_bundles_go_to_until_a_new_book_stands_for_it(
    province: Province, other: Desk, tmp_path: Path
) -> None:
    upper, cell = province.upper, province.cell
    assert joined_to(upper, cell.organisation_id) == ""
    move(province, other)
    assert joined_to(upper, cell.organisation_id) == province.commune.organisation_id
    rows = {row.id: row.joined_to for row in tree_rows(upper.store, upper.organisation_id, NOW)}
    assert [name for name in rows.values() if name] == ["Đảng bộ xã Mường Sáy"]
    card = organisation_card(upper.store, cell.organisation_id, NOW)
    assert card is not None
    assert (card.joined_to, card.parent_id) == ("Đảng bộ xã Mường Sáy", other.organisation_id)
    anew = make_desk(tmp_path / "anew", province.clock, "cell", "Chi bộ bản Suối Lanh")
    join(anew, other)
    province.send(anew, other)
    begin_organisation(other, anew.organisation_id, on=MARCH)
    province.send(other, upper)
    replace(upper, cell.organisation_id, anew.organisation_id, on=NOW)
    assert organisations(upper.store).times(anew.organisation_id)[0].from_on == MARCH
    assert {row.joined_to for row in tree_rows(upper.store, upper.organisation_id, NOW)} == {""}
    assert cell.organisation_id in line_of(upper.store, anew.organisation_id)
    anew.close()


def test_a_cell_typed_for_elsewhere_is_marked_and_one_under_a_body_without_a_desk_is_not(
    province: Province, other: Desk
) -> None:
    upper = province.upper
    _, typed = add_cell(province.commune, name="Chi bộ bản Nà Hừ")
    _, gone = add_cell(province.commune, name="Chi bộ bản Pa Thơm")
    _, without = record_historic(upper, name="Đảng bộ xã Huổi Sáy", kind="commune")
    province.send(province.commune, upper)
    place_organisation(upper, typed, parent_id=other.organisation_id, from_on=MARCH)
    place_organisation(upper, gone, parent_id=without, from_on=MARCH)
    assert joined_to(upper, typed) == province.commune.organisation_id
    assert joined_to(upper, gone) == ""


def test_the_commune_a_cell_left_says_nothing_of_its_later_days(province: Province, other: Desk) -> None:
    upper, commune, cell = province.upper, province.commune, province.cell.organisation_id
    move(province, other)
    place_organisation(commune, cell, name="Chi bộ bản Suối Lanh Cũ", from_on=date(2026, 4, 1))
    end_organisation(commune, cell, on=date(2026, 5, 1))
    assert cell not in organisations(commune.store).at(NOW).nodes
    province.send(commune, upper)
    known = organisations(upper.store)
    assert known.at(NOW).path(cell) == (cell, other.organisation_id, upper.organisation_id)
    assert known.name(cell, NOW) == "Chi bộ bản Suối Lanh"


def test_a_notice_says_what_a_commune_writes_for_this_sort_of_decision(province: Province) -> None:
    upper, cell, commune = province.upper, province.cell.organisation_id, province.commune
    notice = Notice((cell,), MARCH, "renamed", "Chi bộ bản Suối Lanh đổi tên.")
    decide_and_tell(
        upper, lambda desk: place_organisation(desk, cell, name="Chi bộ Suối Lanh", from_on=MARCH), notice
    )
    province.send(upper, commune)
    (row,) = received(commune.store, commune.organisation_id)
    assert "Đổi tên" in row.content
    assert "Kết thúc" not in row.content


def test_a_merger_two_bodies_wrote_stands_once_and_its_visits_are_moved_by_one_press(tmp_path: Path) -> None:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        for cell in made.cells:
            made.send(cell, made.commune)
        made.send(made.commune, made.upper)
        gone, stays = (cell.organisation_id for cell in made.cells)
        visit = plan_visit(made.commune, gone, "2026-11")[1]
        assert left_visits(made.commune.store, gone, NOW).visits == ()
        for desk in (made.commune, made.upper):
            merge(desk, [gone], stays, on=date(2026, 10, 1))
        made.send(made.commune, made.upper)
        card = organisation_card(made.upper.store, stays, NOW)
        assert card is not None
        assert [row.organisation_id for row in card.before] == [gone]
        left = left_visits(made.commune.store, gone, NOW)
        assert ([each.id for each in left.visits], left.into_id) == ([visit], stays)
        changes = move_left_visits(made.commune, gone)
        for cell in made.cells:
            made.send(made.commune, cell)
        told = [len(planned_visits(cell.store, "2026-11", "2026-11")) for cell in made.cells]
        assert told == [0, 1]
        undo(made.commune, changes)
        assert len(left_visits(made.commune.store, gone, NOW).visits) == 1


def test_visits_at_one_that_ended_without_a_follower_are_for_a_person_to_move(province: Province) -> None:
    commune, cell = province.commune, province.cell.organisation_id
    plan_visit(commune, cell, "2026-11")
    end_organisation(commune, cell, on=date(2026, 10, 1))
    left = left_visits(commune.store, cell, NOW)
    assert (len(left.visits), left.into_id) == (1, "")
    said = [each.state_words for each in planned_visits(commune.store, "2026-11", "2026-11")]
    assert said == ["nơi dự đã thôi hoạt động"]
    with pytest.raises(Refusal, match="trang Lượt dự"):
        move_left_visits(commune, cell)
