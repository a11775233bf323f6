"""Promises of what there is one of: two office machines write it alike, and what was doubled holds up nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from actions import twins
from actions.desks import make_desk
from chibo_desktop.actions.badges import decide_badges, propose_badges
from chibo_desktop.actions.commendations import add_commendation
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import add_review, change_review, register_directive
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.ratings import decide_ratings, rate_member_of_year, rate_organisation
from chibo_desktop.actions.snapshots import fix_figures
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.badges import badges_in
from chibo_desktop.lists.commendations import register
from chibo_desktop.lists.member_ratings import years_of_member
from chibo_desktop.lists.qualifications import levels_on
from chibo_desktop.lists.ratings import year_table
from chibo_desktop.lists.rows import select
from chibo_desktop.rules.party_age import rounds_of

TODAY = datetime(2027, 1, 25, 22, 0, tzinfo=VIETNAM)
ROUND = rounds_of(2027)[0]
KINDS = ("badge", "organisation_rating", "member_rating", "qualification", "snapshot", "directive_review")


@dataclass(frozen=True)
class Office:
    """The two machines of a commune, a cell it types for, two members of it, and a programme."""

    one: Desk
    two: Desk
    cell: str
    members: tuple[str, str]
    programme: str

    def write(self, desk: Desk) -> None:
        """What both do on the same evening."""
        whose = {self.members[0]: 40, self.members[1]: 30}
        propose_badges(desk, whose.items(), round_on=ROUND.on, proposed_on=date(2027, 1, 5))
        rate_organisation(desk, self.cell, 2026, "good")
        rate_member_of_year(desk, self.members[0], 2026, "good")
        add_levels(desk.for_organisation(self.cell), self.members[0], {"theory": "elementary"})
        fix_figures(desk, date(2027, 1, 20))
        add_review(desk, self.programme, year=2026)

    def states(self) -> list[str]:
        rows = badges_in(self.one.store, self.one.organisation_id, ROUND, self.one.today)
        return [row.state for row in rows]

    def grade(self) -> str:
        (line,) = year_table(self.one.store, self.one.organisation_id, 2026).lines
        return line.grade.key if line.grade else ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    one = make_desk(folder / "one", FixedClock(TODAY), "commune", "Đảng bộ xã Mường Sáy")
    cell = add_cell(one, name="Chi bộ bản Nà Hừ")[1]
    typed = one.for_organisation(cell)
    members = tuple(
        add_member(typed, full_name=name, decided_on=date(year, 1, 10))[1]
        for name, year in (("Vàng A Chứ", 1987), ("Lò Văn Hặc", 1997))
    )
    programme = register_directive(
        one, sort="programme", summary="Nâng cao chất lượng chi bộ", valid_until=date(2026, 12, 31)
    )[1]
    two = twins.make_twin(one, folder / "two")
    yield Office(one, two, cell, (members[0], members[1]), programme)
    two.close()
    one.close()


def test_what_two_machines_write_alike_is_written_once(office: Office) -> None:
    office.write(office.one)
    alone = {kind: len(select(office.one.store, kind)) for kind in KINDS}
    office.write(office.two)
    twins.exchange(office.one, office.two)
    for desk in (office.one, office.two):
        assert {kind: len(select(desk.store, kind)) for kind in KINDS} == alone


def test_what_was_doubled_holds_up_nothing_that_is_written_after(office: Office) -> None:
    one, (first, second) = office.one, office.members
    day, down = date(2027, 1, 20), f"down:{office.cell}"
    told = {"body_id": one.organisation_id, "organisation_id": office.cell, "year": 2026}
    badge = {"member_id": first, "years": 40, "round_on": ROUND.on, "proposed_on": date(2027, 1, 5)}
    doubled: list[tuple[str, str, dict[str, Any]]] = [
        (down, "badge", badge),
        (down, "organisation_rating", {**told, "grade": "excellent"}),
        (down, "member_rating", {"member_id": first, "year": 2026, "grade": "excellent"}),
        (office.cell, "qualification", {"member_id": first, "theory": "intermediate"}),
        (one.organisation_id, "snapshot", {"organisation_id": one.organisation_id, "on": day, "measure": "members", "count": 7}),
        (one.organisation_id, "directive_review", {"directive_id": office.programme, "sort": "interim", "year": 2026}),
    ]  # fmt: skip
    for book, kind, values in doubled:
        with one.store.writing(book, "vp2") as writer:
            made = writer.new_id()
            writer.put(kind, made, **values)
    decide_badges(one, [(first, 40), (second, 30)], decided_on=date(2027, 1, 20))
    assert office.states() == ["decided", "decided"]
    decide_ratings(one, 2026, "QĐ 5-QĐ/ĐU", date(2027, 1, 20))
    rate_organisation(one, office.cell, 2026, "fulfilled")
    assert office.grade() == "fulfilled"
    rate_organisation(one, office.cell, 2026, "")
    assert office.grade() == ""
    rate_member_of_year(one, first, 2026, "fulfilled")
    rate_member_of_year(one, first, 2026, "")
    assert years_of_member(one.store, office.cell, first) == []
    with one.writing(office.cell) as guarded:
        level = max(
            select(one.store, "qualification"), key=lambda each: each.text("theory") == "intermediate"
        )
        guarded.put("qualification", level.id, theory="intermediate", professional="college")
    assert levels_on(one.store, one.today)[first].professional == "college"
    fix_figures(one, day)
    fixed = [each for each in select(one.store, "snapshot") if each.text("measure") == "members"]
    assert [each.count("count") for each in fixed] == [2]
    change_review(one, made, result="Đạt 8/10 chỉ tiêu")


def test_what_was_taken_back_and_is_written_again_begins_empty(office: Office) -> None:
    one, second = office.one, office.members[1]
    rate_member_of_year(one, second, 2024, "good", basis="QĐ 7-QĐ/ĐU", decided_on=date(2025, 1, 8))
    rate_member_of_year(one, second, 2024, "")
    again = rate_member_of_year(one, second, 2024, "fulfilled")
    ((year, word, _),) = years_of_member(one.store, office.cell, second)
    assert word is not None
    assert (year, word.grade.key, word.basis, word.decided_on) == (2024, "fulfilled", "", None)
    undo(one, again)
    assert years_of_member(one.store, office.cell, second) == []


def test_a_carried_commendation_entered_on_both_machines_stands_once(office: Office) -> None:
    cell = office.one.for_organisation(office.cell)
    for _ in range(2):
        with cell.store.writing(office.cell, "bt") as writer:
            writer.put(
                "commendation",
                writer.new_id(),
                body_id=office.cell,
                member_id=office.members[0],
                level="cell",
                form="Biểu dương",
                case_id="abcdefgh-1",
            )
    assert len(register(cell.store, office.cell)) == 1
    add_commendation(cell, level="cell", form="Biểu dương", member_id=office.members[0])
    assert len(register(cell.store, office.cell)) == 2
