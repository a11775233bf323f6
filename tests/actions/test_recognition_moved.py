"""Promises of levels, badges, ratings and commendations when a cell gives way and its list passes on, and of whoever left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.badges import note_badge, propose_badges
from chibo_desktop.actions.commendations import add_commendation
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, put_away_member
from chibo_desktop.actions.members_moving import move_left_members
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.ratings import rate_member_of_year
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.lists.badges import badges_in, badges_of_member
from chibo_desktop.lists.commendations import entered_elsewhere
from chibo_desktop.lists.member_book import member_book
from chibo_desktop.lists.member_figures import figures_on
from chibo_desktop.lists.member_people import PersonOn, people_on
from chibo_desktop.lists.member_ratings import cell_years, member_years, years_of_member
from chibo_desktop.rules.party_age import rounds_of

TODAY, END = datetime(2027, 2, 5, 22, 0, tzinfo=VIETNAM), date(2026, 12, 31)
ROUND = rounds_of(2027)[0]


@dataclass(frozen=True)
class Moved:
    """A commune whose first cell gave way to the second on 1 February; `counted` is what was read before that."""

    commune: Desk
    old: str
    into: str
    counted: dict[str, object]

    def person(self, name: str) -> PersonOn:
        people = people_on(self.commune.store, self.into, self.commune.today)
        return next(each for each in people if each.row.name == name)


def read(commune: Desk, old: str) -> dict[str, object]:
    """What is asked of the year that is over, and of the register."""
    store, own = commune.store, commune.organisation_id
    figures = figures_on(store, own, END)
    book = member_book(store, old, date(2026, 1, 1), END)
    return {
        "figures": [figures.count(key) for key in ("members", "theory:advanced", "theory:unknown")],
        "book": [(each.person.row.name, len(each.badges), each.person.levels.theory) for each in book],
        "ratings": [(each.name, dict(each.counts), each.left) for each in cell_years(store, own, 2026, commune.today)],
        "commended": [row.form for row in entered_elsewhere(store, own)],
    }  # fmt: skip


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    folder = tmp_path_factory.mktemp("moved")
    commune = make_desk(folder / "commune", FixedClock(TODAY), "commune", "Đảng bộ xã Mường Sáy")
    old, into = (add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Suối Lanh"))
    cell = commune.for_organisation(old)
    first, second, third = (
        add_member(cell, full_name=name, decided_on=date(year, 1, 10), official_on=date(year + 1, 1, 10))[1]
        for name, year in (("Vàng A Chứ", 1987), ("Lò Văn Hặc", 1997), ("Pờ Go Hừ", 1999))
    )
    add_levels(cell, first, {"theory": "advanced"}, from_on=date(2020, 1, 1))
    with commune.store.writing(old, "vp2") as writer:  # two machines, alike
        for theory in ("elementary", "intermediate"):
            writer.put("qualification", writer.new_id(), member_id=second, theory=theory)
    with commune.store.writing(old, "bt") as writer:
        meeting, task = writer.new_id(), writer.new_id()
        writer.put("meeting", meeting, cell_id=old, period=PartialDate(2027, 1), held_on=date(2027, 1, 5))
        given = {"cell_id": old, "meeting_id": meeting, "leader_id": first}
        writer.put("assignment", task, title="Rải đá đường bản", due_on=date(2027, 1, 25), **given)
    note_badge(commune, first, 30, awarded_on=date(2017, 2, 3))
    note_badge(cell, first, 40, proposed_on=date(2027, 1, 2), round_on=ROUND.on)
    propose_badges(commune, [(first, 40)], round_on=ROUND.on, proposed_on=date(2027, 1, 5))
    rate_member_of_year(cell, first, 2024, "excellent", basis="Sổ cũ")
    rate_member_of_year(commune, first, 2025, "good")
    for member in (first, second, third):
        rate_member_of_year(cell, member, 2026, "good")
    add_commendation(cell, level="commune", form="Giấy khen", member_id=second)
    before = read(commune, old)
    put_away_member(cell, third, left_on=date(2027, 1, 20))
    merge(commune, [old], into, on=date(2027, 2, 1))
    move_left_members(commune, old)
    yield Moved(commune, old, into, before)
    commune.close()


def test_the_list_moves_though_the_cell_and_its_body_both_wrote_of_one_badge(moved: Moved) -> None:
    one = moved.person("Vàng A Chứ")
    rows = badges_of_member(moved.commune.store, one.row.facts, moved.commune.today)
    assert [(row.years, row.awarded_on, row.proposed_on) for row in rows] == [
        (30, date(2017, 2, 3), None),
        (40, None, date(2027, 1, 5)),
    ]
    books = {each.book for row in rows for each in row.records}
    assert books == {moved.into, f"down:{moved.into}"}
    due = badges_in(moved.commune.store, moved.commune.organisation_id, ROUND, moved.commune.today)
    assert [(row.person.cell_id, row.years, row.state) for row in due] == [
        (moved.into, 40, "proposed"),
        (moved.into, 30, "due"),
    ]
    levels = (moved.person(name).levels.theory for name in ("Vàng A Chứ", "Lò Văn Hặc"))
    assert list(levels) == ["advanced", "intermediate"]


@pytest.mark.parametrize("what", ["figures", "book", "ratings", "commended"])
def test_the_year_before_reads_as_it_did(moved: Moved, what: str) -> None:
    now = read(moved.commune, moved.old)
    assert now[what] == moved.counted[what]


def test_what_is_counted_of_the_year_before_is_what_was_written(moved: Moved) -> None:
    assert moved.counted["figures"] == [3, 1, 1]
    assert moved.counted["ratings"] == [
        ("Chi bộ bản Nà Hừ", {"good": 3}, 0),
        ("Chi bộ bản Suối Lanh", {}, 0),
    ]
    assert moved.counted["commended"] == ["Giấy khen"]


def test_the_ratings_of_years_before_stand_with_the_person(moved: Moved) -> None:
    one, store = moved.person("Vàng A Chứ"), moved.commune.store
    years = years_of_member(store, moved.into, one.id)
    assert [
        (year, body.grade.key if body else "", own.grade.key if own else "") for year, body, own in years
    ] == [
        (2026, "", "good"),
        (2025, "good", ""),
        (2024, "", "excellent"),
    ]


def test_the_tasks_led_before_the_move_stand_beside_the_rating_of_the_year(moved: Moved) -> None:
    rows = member_years(moved.commune.store, moved.into, 2027, moved.commune.today)
    tasks = {row.row.name: [task.title for task in row.tasks] for row in rows}
    assert tasks == {"Lò Văn Hặc": [], "Vàng A Chứ": ["Rải đá đường bản"]}


def test_a_decision_on_the_moved_record_counts_in_the_list_of_its_year(moved: Moved) -> None:
    one, commune = moved.person("Lò Văn Hặc"), moved.commune
    rate_member_of_year(commune, one.id, 2026, "fulfilled")
    rows = member_years(commune.store, moved.old, 2026, commune.today)
    decided = {row.row.name: row.decided.grade.key for row in rows if row.decided}
    assert decided == {"Lò Văn Hặc": "fulfilled"}
    rate_member_of_year(commune, one.id, 2026, "")
