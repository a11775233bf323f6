"""Promises of writing how places stand, who heads them and who is in charge: one at a time, dated, by their own body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.place_states import (
    change_place,
    end_place_line,
    put_in_charge,
    set_place_head,
    set_place_state,
)
from chibo_desktop.actions.places import add_place, serve_place
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.place_states import PlaceRow, place_rows
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.search import search
from exchange.province import make_province

TODAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("places")
    made = make_desk(
        folder / "commune",
        FixedClock(datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)),
        "commune",
        "Đảng bộ xã Mường Sáy",
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def members(commune: Desk) -> list[str]:
    return make_members(commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1]), 2)


@pytest.fixture
def place(commune: Desk, request: pytest.FixtureRequest) -> str:
    return add_place(commune, name=f"Bản {request.node.name[-40:]}")[1]


def row(desk: Desk, place: str, day: date = TODAY) -> PlaceRow:
    return next(one for one in place_rows(desk.store, desk.organisation_id, day) if one.id == place)


def test_a_new_state_ends_the_one_before_and_undo_brings_it_back(commune: Desk, place: str) -> None:
    set_place_state(commune, place, "no_members")
    changes, _ = set_place_state(commune, place, "unstable", from_on=date(2024, 3, 1))
    told = [row(commune, place, day).state for day in (date(2024, 2, 29), date(2024, 3, 1))]
    assert told == ["no_members", "unstable"]
    undo(commune, changes)
    assert row(commune, place).state == "no_members"


def test_a_state_typed_late_ends_where_the_next_begins(commune: Desk, place: str) -> None:
    set_place_state(commune, place, "has_cell", from_on=date(2024, 3, 1))
    set_place_state(commune, place, "no_cell", from_on=date(2020, 1, 1))
    set_place_state(commune, place, "unstable", from_on=date(2024, 3, 1))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2024, 2, 29), date(2024, 3, 1))
    assert [row(commune, place, day).state for day in days] == ["no_cell", "no_cell", "no_cell", "unstable"]
    assert not row(commune, place, days[0]).stated_id


def test_a_state_that_was_ended_leaves_the_place_to_the_cell_that_leads_it(
    commune: Desk, place: str, members: list[str]
) -> None:
    cell = str(commune.store.value("SELECT cell_id FROM member LIMIT 1"))
    serve_place(commune, place, cell)
    state = set_place_state(commune, place, "unstable")[1]
    end_place_line(commune, "place_standing", state, until_on=date(2026, 9, 30))
    assert (row(commune, place).state, [one for one, _ in row(commune, place).cells]) == ("has_cell", [cell])


def test_two_states_at_one_time_are_refused_also_by_hand(commune: Desk, place: str) -> None:
    set_place_state(commune, place, "no_members")
    with pytest.raises(Refusal, match="trùng ngày"), commune.writing() as writer:
        writer.put("place_standing", writer.new_id(), place_id=place, state="has_cell")
    with pytest.raises(Refusal, match="trước ngày bắt đầu"):
        set_place_state(commune, place, "no_cell", from_on=date(2026, 1, 2), until_on=date(2026, 1, 1))


def test_heads_follow_one_another_and_may_be_members_or_not(
    commune: Desk, place: str, members: list[str]
) -> None:
    set_place_head(commune, place, full_name="lò văn  hặc")
    set_place_head(commune, place, member_id=members[0], from_on=date(2025, 1, 1), basis="QĐ 5")
    before, now = row(commune, place, date(2024, 12, 31)).head, row(commune, place).head
    assert before is not None
    assert now is not None
    assert (before.is_member, before.is_secretary) == (False, False)
    assert (now.name, now.is_member, now.is_secretary, now.basis) == ("Vàng A Chứ", True, True, "QĐ 5")
    set_place_head(commune, place, full_name="Giàng A Páo", is_member=True, from_on=date(2026, 1, 1))
    last = row(commune, place).head
    assert last is not None
    assert (last.name, last.is_member, last.member_id) == ("Giàng A Páo", True, "")
    with pytest.raises(Refusal):
        set_place_head(commune, place, full_name="")


def test_several_members_may_be_in_charge_and_it_is_always_a_member(
    commune: Desk, place: str, members: list[str]
) -> None:
    for member in members:
        put_in_charge(commune, place, member, from_on=date(2026, 1, 1))
    assert [each.name for each in row(commune, place).in_charge] == ["Vàng A Chứ", "Giàng Thị Dua"]
    with pytest.raises(Refusal, match="chưa chọn"):
        put_in_charge(commune, place, "")


def test_a_cell_writes_no_place(commune: Desk, place: str, members: list[str]) -> None:
    cell = commune.for_organisation(str(commune.store.value("SELECT cell_id FROM member LIMIT 1")))
    with pytest.raises(Refusal, match="đảng ủy"):
        set_place_state(cell, place, "has_cell")
    with pytest.raises(Refusal, match="đảng ủy khác"), cell.writing() as writer:
        writer.put("place_person", writer.new_id(), place_id=place, role="head", full_name="Lò Văn Hặc")


def test_a_place_ends_on_a_day_and_its_name_is_free_again(commune: Desk, place: str) -> None:
    facts = row(commune, place)
    days = {"from_on": None, "until_on": date(2025, 6, 30)}
    change_place(commune, place, name=f"{facts.name} cũ", kind="village", **days)
    past = row(commune, place, date(2025, 6, 30))
    assert (past.name, past.kind, past.until_on) == (f"{facts.name} cũ", "village", date(2025, 6, 30))
    assert place not in [one.id for one in place_rows(commune.store, commune.organisation_id, TODAY)]
    again = add_place(commune, name=facts.name)[1]
    with pytest.raises(Refusal, match="đã có"):
        change_place(commune, place, name=facts.name, kind="village", from_on=None, until_on=None)
    change_place(commune, again, name=facts.name, kind="hamlet", from_on=date(2025, 7, 1), until_on=None)
    change_place(commune, place, name=facts.name, kind="village", **days)
    with pytest.raises(Refusal, match="ngày"):
        change_place(
            commune,
            place,
            name=facts.name,
            kind="village",
            from_on=date(2025, 7, 1),
            until_on=date(2025, 6, 30),
        )


def test_the_name_of_a_head_stays_at_the_commune_when_the_bundle_goes_up(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        commune, upper = province.commune, province.upper
        set_place_head(commune, add_place(commune, name="Bản Hua Ngài")[1], full_name="Sùng A Lềnh")
        province.send(commune, upper)
        (held,) = select(upper.store, "place_person")
        assert (held.text("full_name"), held.absent) == ("", frozenset({"full_name"}))
        assert [search(desk.store, "sung a lenh") != [] for desk in (commune, upper)] == [True, False]
        assert search(upper.store, "hua ngai") != []
        (shown,) = place_rows(upper.store, upper.organisation_id, upper.today)
        assert shown.head is not None
        assert (shown.head.name, shown.head.what) == ("", "chưa là đảng viên")
