"""The tree of a day: who stands under whom by certificates and by dated placements, and what one may say of another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.revoking import revoke_body
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.digest import new_device_code
from chibo_desktop.seal.identity import make_body_certificate, make_device_certificate
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.certificates import next_up_of_all, path_up, put_certificate
from chibo_desktop.store.secrets import body_key
from stories.joining import District, make_district

DAY = date(2026, 10, 5)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


def place(desk: Desk, organisation_id: str, book: str | None = None, **fields: object) -> str:
    """A placement written without the checks, as it may come from another machine."""
    with desk.store.writing(book or desk.organisation_id, "bt") as writer:
        record = writer.new_id()
        writer.put("placement", record, organisation_id=organisation_id, **fields)
    return record


def leads_as_path_up(desk: Desk) -> set[str]:
    """The organisations compared; every one leads where `path_up` leads."""
    found = next_up_of_all(desk.store)
    for org, above in found.items():
        assert [above] == [*path_up(desk.store, org)[1:2], None][:1], org
    return set(found)


def test_one_query_leads_where_path_up_leads_through_every_fate_of_a_laptop(district: District) -> None:
    commune, upper = district.commune, district.upper
    certified = district.laptop("Chi bộ bản Suối Lanh")
    district.join(certified)
    _, typed = add_cell(commune, name="Chi bộ bản Nà Hừ")
    _, handed = add_cell(commune, name="Chi bộ bản Pa Thơm")
    got = district.laptop("Chi bộ bản Pa Thơm")
    district.join(got, handed)
    district.up(certified)
    assert {certified.organisation_id, typed, handed, got.organisation_id} <= leads_as_path_up(commune)
    assert {certified.organisation_id, typed, handed} <= leads_as_path_up(upper)
    for twice in organisations_to_join(got):
        join_same(got, twice.kind, twice.kept_id, twice.joined_id)
    district.up(got)
    revoke_body(commune, certified.organisation_id)
    district.send(commune, upper)
    for desk in (commune, upper, got):
        leads_as_path_up(desk)
    renewed = district.laptop("Chi bộ bản Suối Lanh")
    district.join(renewed, certified.organisation_id)
    district.up(renewed)
    for desk in (commune, upper):
        leads_as_path_up(desk)
        tree = organisations(desk.store).at(DAY)
        assert set(tree.cells(upper.organisation_id)) == {typed, got.organisation_id, renewed.organisation_id}
        assert organisations(desk.store).same(handed) == got.organisation_id
        assert organisations(desk.store).same(certified.organisation_id) == renewed.organisation_id


def test_one_known_by_its_certificate_alone_bears_its_name_and_kind(district: District) -> None:
    laptop = district.laptop("Chi bộ bản Suối Lanh")
    district.join(laptop)
    assert district.commune.store.values("organisation", laptop.organisation_id) is None
    node = organisations(district.commune.store).at(DAY).nodes[laptop.organisation_id]
    assert (node.name, node.kind) == ("Chi bộ bản Suối Lanh", "cell")
    assert node.parent_id == district.commune.organisation_id
    assert (node.area, node.is_grassroots, node.is_difficult) == ("", False, False)


def test_a_record_without_kind_or_name_stands_under_its_maker_and_breaks_nothing(district: District) -> None:
    commune = district.commune
    with commune.store.writing(commune.organisation_id, "bt") as writer:
        bare = writer.new_id()
        writer.put("organisation", bare, area="hamlet")
    tree = organisations(commune.store).at(DAY)
    assert (tree.nodes[bare].name, tree.nodes[bare].kind) == (bare, "")
    assert tree.path(bare)[:2] == (bare, commune.organisation_id)
    assert tree.cells(commune.organisation_id) == ()


def test_placements_say_the_name_the_parent_and_the_days_and_nothing_else_stands(district: District) -> None:
    commune, upper = district.commune, district.upper
    _, cell = add_cell(commune, name="Chi bộ bản Nà Hừ")
    place(commune, cell, name="Chi bộ bản Nà Hừ 1", until_on=date(2025, 6, 30))
    place(commune, cell, parent_id=upper.organisation_id, from_on=date(2025, 9, 1))
    known = organisations(commune.store)
    first, gap, last = (known.at(day) for day in (date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 1)))
    assert (first.nodes[cell].name, first.nodes[cell].parent_id) == (
        "Chi bộ bản Nà Hừ 1",
        commune.organisation_id,
    )
    assert cell not in gap.nodes
    assert (last.nodes[cell].name, last.nodes[cell].parent_id) == ("Chi bộ bản Nà Hừ", upper.organisation_id)
    assert known.stood(cell, date(2025, 1, 1), date(2025, 6, 30))
    assert not known.stood(cell, date(2025, 6, 30), date(2025, 7, 1))
    assert known.name(cell, date(2025, 8, 1)) == "Chi bộ bản Nà Hừ"
    assert known.at(date(2025, 3, 1)) is first, "days between the same changes share one tree"


def test_two_spells_that_meet_are_one_time_for_who_had_to_meet(district: District) -> None:
    commune = district.commune
    _, cell = add_cell(commune, name="Chi bộ bản Nà Hừ")
    place(commune, cell, name="Chi bộ bản Nà Hừ 1", from_on=date(2025, 3, 1), until_on=date(2025, 6, 30))
    place(commune, cell, from_on=date(2025, 7, 1))
    known = organisations(commune.store)
    assert known.stood(cell, date(2025, 3, 1), date(2025, 12, 31))
    assert not known.stood(cell, date(2025, 2, 28), date(2025, 12, 31))


def test_nobody_says_it_of_a_body_that_does_not_stand_below(district: District) -> None:
    commune, upper = district.commune, district.upper
    laptop = district.laptop("Chi bộ bản Suối Lanh")
    district.join(laptop)
    place(laptop, commune.organisation_id, until_on=date(2020, 1, 1))
    place(laptop, laptop.organisation_id, name="Chi bộ tự đặt", until_on=date(2020, 1, 1))
    district.up(laptop)
    for desk in (commune, upper):
        node = organisations(desk.store).at(DAY).nodes.get(commune.organisation_id)
        assert node is not None
        assert organisations(desk.store).spells(commune.organisation_id) == ()
    with commune.store.writing(commune.organisation_id, "bt") as writer:
        writer.put("organisation", commune.organisation_id, place_name="Mường Sáy")
    assert organisations(commune.store).spells(laptop.organisation_id) == (), "not even of itself"


def test_a_ring_of_placements_ends_every_walk(district: District) -> None:
    commune = district.commune
    _, one = add_cell(commune, name="Chi bộ bản Nà Hừ")
    _, other = add_cell(commune, name="Chi bộ bản Pa Thơm")
    place(commune, one, parent_id=other)
    place(commune, other, parent_id=one)
    known = organisations(commune.store)
    assert known.above(one, DAY) == (other, one)
    assert known.at(DAY).path(one) == (one, other)
    assert set(known.at(DAY).under(one)) == {other}


def test_what_was_said_of_a_cell_typed_for_is_said_of_its_laptop(district: District) -> None:
    commune, upper = district.commune, district.upper
    _, typed = add_cell(commune, name="Chi bộ bản Pa Thơm")
    place(commune, typed, name="Chi bộ bản Pa Thơm cũ", until_on=date(2025, 6, 30))
    laptop = district.laptop("Chi bộ bản Pa Thơm")
    district.join(laptop, typed)
    district.up(laptop)
    for desk in (commune, upper):
        known = organisations(desk.store)
        for org in (typed, laptop.organisation_id):
            assert [spell.name for spell in known.spells(org)] == ["Chi bộ bản Pa Thơm cũ"]
            assert known.name(org, date(2025, 1, 1)) == "Chi bộ bản Pa Thơm cũ"
        assert known.at(date(2025, 1, 1)).cells(commune.organisation_id) == (laptop.organisation_id,)


def many(folder: Path, clock: FixedClock, communes: int, cells: int) -> Desk:
    """An upper desk that knows so many bodies by certificates alone."""
    upper = make_desk(folder, clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    at, seal = clock.now(), SealingKey.new().recipient

    def certify(signer: SigningKey, parent: str, name: str, kind: str) -> tuple[SigningKey, str]:
        key, device = SigningKey.new(), new_device_code()
        org, sign = f"{device}-1", key.public
        made = make_body_certificate(
            signer, org=org, name=name, kind=kind, sign=sign, seal=seal, parent=parent, at=at
        )
        put_certificate(upper.store, made)
        public = SigningKey.new().public
        writer = make_device_certificate(key, org=org, device=device, key=public, books=[org], at=at)
        put_certificate(upper.store, writer)
        return key, org

    with upper.store.transaction():
        own = body_key(upper.store)
        for number in range(communes):
            key, org = certify(own, upper.organisation_id, f"Đảng bộ xã {number}", "commune")
            for cell in range(cells):
                certify(key, org, f"Chi bộ {cell}", "cell")
    return upper


def test_a_province_of_two_thousand_cells_is_read_at_once(tmp_path: Path, clock: FixedClock) -> None:
    """150 ms on the machine it was made for; ten times that still tells a query an organisation (a minute) apart."""
    upper = many(tmp_path / "upper", clock, 92, 24)
    begun = time.perf_counter()
    known = Organisations(upper.store)
    tree = known.at(DAY)
    took = time.perf_counter() - begun
    assert len(tree.cells(upper.organisation_id)) == 92 * 24
    assert known.at(date(2020, 1, 1)) is tree
    assert took < 1.5
    upper.close()
