"""The sample province as desks: real books that open, hold what the world says, pass the doctor and exchange bundles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from actions.desks import CHEAP
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.doctor import examine
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.sample.upper import make_upper, make_upper_demo
from chibo_desktop.actions.sample.world import Session, World, make_world
from chibo_desktop.exchange.incoming import find_gaps
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.member_figures import figures_on, snapshot_days, snapshots_of
from chibo_desktop.lists.proposals import list_proposals
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.lists.visit_plans import all_planned
from chibo_desktop.rules.standing import Period, standing_at
from world import commune_desk, own_upper, province_folder, upper_desk, world

__all__ = ["commune_desk", "own_upper", "province_folder", "upper_desk", "world"]


@pytest.mark.parametrize("name", [pytest.param("upper_desk", marks=pytest.mark.long), "commune_desk"])
def test_the_doctor_finds_nothing_wrong(request: pytest.FixtureRequest, name: str) -> None:
    desk = request.getfixturevalue(name)
    assert examine(desk).findings == ()
    assert find_gaps(desk.store) == ()
    assert desk.store.sample


def test_the_upper_body_holds_every_meeting_that_was_sent(upper_desk: Desk, world: World) -> None:
    held = upper_desk.store.rows("SELECT id, cell_id, kind, period, finalised_at FROM meeting")
    assert {
        (row["id"], row["cell_id"], row["kind"], row["period"], bool(row["finalised_at"])) for row in held
    } == {
        (each.id, each.cell_id, each.kind, each.period, each.is_finalised)
        for each in world.sessions
        if each.is_sent
    }


def test_roll_calls_come_out_as_the_world_says(upper_desk: Desk, world: World) -> None:
    rows = {row.id: row for row in list_meetings(upper_desk.store, period="2025-06")}
    told = [each for each in world.sessions if each.id in rows and not each.missed]
    assert len(told) > 100
    due = _due(world, told)
    for session in told:
        row = rows[session.id]
        if session.kind in ("regular", "thematic", "combined") and not session.from_old_book:
            came = sum(member in due[session.id] for member in session.came)
            assert (row.attendance.due, row.attendance.present) == (len(due[session.id]), came)


def _due(world: World, sessions: list[Session]) -> dict[str, set[str]]:
    """Who had to attend, from the periods alone."""
    periods: dict[str, list[Period]] = {}
    for each in world.standings:
        periods.setdefault(each.member_id, []).append(Period(each.kind, each.from_on, each.until_on))
    return {
        session.id: {
            member.id
            for member in world.members
            if member.cell_id == session.cell_id
            and standing_at(periods.get(member.id, []), session.held_on or date.min).is_due
        }
        for session in sessions
    }


def test_the_tree_is_that_of_the_day(upper_desk: Desk, world: World) -> None:
    every = organisations(upper_desk.store)
    before, after = every.at(date(2025, 6, 30)), every.at(date(2025, 7, 1))
    assert [before.nodes[one].kind for one in before.below(world.upper_id)] == ["district"] * 2
    assert Counter(after.nodes[one].kind for one in after.below(world.upper_id)) == {"commune": 12, "cell": 2}
    moved = next(
        each.organisation_id for each in world.placements if len(before.path(each.organisation_id)) == 4
        and before.path(each.organisation_id)[1:] != after.path(each.organisation_id)[1:]
        and before.path(each.organisation_id)[1] != after.path(each.organisation_id)[1]
    )  # fmt: skip
    assert after.path(moved)[2] == world.upper_id
    assert len(before.cells(world.upper_id)) + 1 < len([o for o in world.organisations if o.kind == "cell"])


def test_names_of_members_stay_with_the_cell_and_the_commune(
    upper_desk: Desk, commune_desk: Desk, world: World
) -> None:
    below = set(typed_cells(commune_desk.store))
    member = next(each for each in world.members if each.cell_id in below)
    assert (upper_desk.store.values("member", member.id) or {}).get("full_name") is None
    assert (commune_desk.store.values("member", member.id) or {})["full_name"] == member.full_name


def test_proposals_answered_below_are_known_above(upper_desk: Desk, world: World) -> None:
    answered = {each.proposal_id for each in world.answers}
    steps = upper_desk.store.rows("SELECT DISTINCT proposal_id FROM proposal_step WHERE sort = 'answered'")
    assert answered <= {row["proposal_id"] for row in steps}
    assert len(list_proposals(upper_desk.store)) == sum(not each.put_away for each in world.proposals)


def test_the_province_has_development_to_compare(upper_desk: Desk, world: World) -> None:
    keys = ("IND-10", "IND-13", "IND-14", "IND-15")
    found = report(upper_desk.store, world.upper_id, "2025-01", "2025-12", with_below=False, keys=keys)
    assert all((found.own.figures[key].numerator or 0) > 0 for key in keys)
    assert all(found.own.figures[key].denominator for key in keys)


def test_the_days_a_commune_fixed_are_what_its_lists_count(commune_desk: Desk) -> None:
    store, own = commune_desk.store, commune_desk.organisation_id
    days = snapshot_days(store, own)
    assert len(days) == 2
    for day in days:
        kept = {each.text("measure"): each.count("count") for each in snapshots_of(store, own, day)}
        counted = figures_on(store, own, day).counts
        assert kept == {key: counted[key] for key in kept}
        assert all(kept[key] for key in ("members", "women", "secretaries"))


def test_a_commune_sends_and_the_upper_body_reads_like_any_other(
    own_upper: Desk, commune_desk: Desk, tmp_path: Path
) -> None:
    made = make_bundle(commune_desk, own_upper.organisation_id, tmp_path)
    taken = read_bundle(own_upper, made.path).taken
    assert taken is not None
    assert (taken.new, taken.waiting, taken.conflicts) == (0, 0, 0)


def test_a_desk_goes_on_with_numbers_of_its_own(own_upper: Desk, world: World) -> None:
    with own_upper.store.writing(own_upper.organisation_id, own_upper.user) as writer:
        fresh = writer.new_id()
        writer.put("place", fresh, body_id=world.upper_id, name="Bản mới")
    taken = own_upper.store.rows("SELECT id FROM head WHERE id = ? AND kind <> 'place'", (fresh,))
    assert taken == []


def test_small_provinces_of_any_size_become_desks(tmp_path: Path) -> None:
    for communes, cells in ((1, 3), (3, 28)):
        small = make_world(7, communes=communes, cells=cells, first="2026-01", months=3)
        desk = make_upper(tmp_path / f"{cells}", small, lambda _: None, cost=CHEAP)
        assert examine(desk, rebuild=True).findings == ()
        assert len(desk.store.rows("SELECT id FROM meeting")) == sum(each.is_sent for each in small.sessions)
        desk.close()


@pytest.mark.long
def test_the_large_sample_opens_with_the_password_that_was_said(tmp_path: Path) -> None:
    told: list[str] = []
    demo = make_upper_demo(tmp_path / "mau", told.append)
    demo.close()
    assert any(demo.password in sentence for sentence in told)
    for desk, kind in zip(demo.desks, ("upper", "commune"), strict=True):
        opened = open_desk(desk.folder, demo.password)
        assert opened.kind == kind
        assert examine(opened, rebuild=True).findings == ()
        opened.close()


def test_a_commune_of_the_sample_hears_of_the_provinces_visits_below_it_and_of_no_others(
    commune_desk: Desk, upper_desk: Desk, world: World
) -> None:
    own = commune_desk.organisation_id
    every = {visit.id: visit for visit in all_planned(commune_desk.store, world.today)}
    assert {visit.body_id for visit in every.values() if not visit.is_told} == {own}
    told = {one for one, visit in every.items() if visit.is_told}
    below = {own, *organisations(commune_desk.store).at(world.today).under(own)}
    assert {every[one].body_id for one in told} == {world.upper_id}
    assert {every[one].organisation_id for one in told} <= below
    above = {visit.id: visit for visit in all_planned(upper_desk.store, world.today)}
    assert [(every[one].who, every[one].month) for one in told] == [
        (above[one].who, above[one].month) for one in told
    ]
