"""Candidates and the list of members: nobody stands in it twice, not even by two machines, and who left it becomes nothing more."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from actions import twins
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    admit_candidate,
    assign_helper,
    change_candidate,
    follow_probationary,
    link_member,
    make_official,
    stop_candidate,
    write_remark,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, change_member, put_away_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidates import CandidateRow, candidate_row, candidates_of
from chibo_desktop.lists.roster import list_members, standings_of
from chibo_desktop.lists.rows import find

NAME = "Vàng A Páo"
DECIDED, CEREMONY = date(2025, 9, 1), date(2025, 9, 20)


def row_of(desk: Desk, candidate: str) -> CandidateRow:
    row = candidate_row(desk.store, candidate, desk.today)
    assert row is not None
    return row


def after_ceremony(desk: Desk) -> str:
    candidate = add_candidate(desk, full_name=NAME)[1]
    add_step(desk, candidate, "ceremony", CEREMONY)
    return candidate


def on_the_list(desk: Desk, **fields: object) -> str:
    days = {"decided_on": DECIDED, "admitted_on": CEREMONY}
    return add_member(desk, full_name=NAME, official=False, **{**days, **fields})[1]  # type: ignore[arg-type]


def listed(desk: Desk) -> list[str]:
    return [row.name for row in list_members(desk.store, desk.organisation_id, desk.today)]


def test_one_who_is_on_the_list_already_is_joined_to_it_and_not_written_a_second_time(desk: Desk) -> None:
    candidate, member = after_ceremony(desk), on_the_list(desk)
    with pytest.raises(Refusal, match="đã có đảng viên dự bị Vàng A Páo"):
        admit_candidate(desk, candidate, decided_on=DECIDED)
    link_member(desk, candidate, member)
    assert row_of(desk, candidate).day_of("decided") == DECIDED
    assert listed(desk) == [NAME]


def test_a_namesake_born_another_year_stands_beside_the_one_who_is_listed(desk: Desk) -> None:
    candidate, member = after_ceremony(desk), on_the_list(desk)
    change_candidate(desk, candidate, birth_date=PartialDate(1998))
    change_member(desk, member, birth_date=PartialDate(2001, 4))
    admit_candidate(desk, candidate, decided_on=DECIDED)
    assert listed(desk) == [NAME, NAME]


def test_following_a_member_goes_on_with_whom_the_cell_prepared(desk: Desk) -> None:
    candidate, member = after_ceremony(desk), on_the_list(desk)
    assert follow_probationary(desk, member)[1] == candidate
    assert len(candidates_of(desk.store, desk.organisation_id, desk.today)) == 1


def test_two_machines_that_do_the_same_write_it_once(desk: Desk, tmp_path: Path, evening: FixedClock) -> None:
    helper = add_member(desk, full_name="Lò Văn Hặc")[1]
    pressed = after_ceremony(desk)
    followed = add_member(desk, full_name="Cứ Thị Mai", official=False, admitted_on=CEREMONY)[1]
    twin = twins.make_twin(desk, tmp_path / "twin")
    for each in (desk, twin):
        admit_candidate(each, pressed, decided_on=DECIDED)
        candidate = follow_probationary(each, followed)[1]
        write_remark(
            each, assign_helper(each, candidate, helper, date(2026, 9, 1))[1], "2026-09", "Gương mẫu."
        )
        make_official(each, candidate, basis="Quyết định 31-QĐ/ĐU")
    twins.exchange(desk, twin)
    for each in (desk, twin):
        assert sorted(listed(each)) == ["Cứ Thị Mai", "Lò Văn Hặc", NAME]
        assert len(candidates_of(each.store, each.organisation_id, each.today)) == 2
        (line,) = row_of(each, candidate).helpers
        assert line.months == ("2026-09",)
        assert [standing.text("kind") for standing in standings_of(each.store, followed)] == [
            "probationary",
            "official",
        ]
    twin.close()


def test_the_press_taken_back_and_made_again_makes_the_same_member(desk: Desk) -> None:
    candidate = after_ceremony(desk)
    changes, member = admit_candidate(desk, candidate, decided_on=DECIDED)
    undo(desk, changes)
    assert admit_candidate(desk, candidate, decided_on=date(2025, 9, 3))[1] == member
    (row,) = list_members(desk.store, desk.organisation_id, desk.today)
    assert (row.facts.day("decided_on"), row.standing.membership) == (date(2025, 9, 3), "probationary")


def test_the_day_the_person_says_is_written_not_the_one_filled_in(commune: Desk) -> None:
    desk = commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])
    candidate = after_ceremony(desk)
    add_step(commune, candidate, "decided", DECIDED)
    assert row_of(desk, candidate).day_of("decided") == DECIDED
    member = find(desk.store, "member", admit_candidate(desk, candidate, decided_on=date(2025, 9, 3))[1])
    assert member is not None
    assert member.day("decided_on") == date(2025, 9, 3)


def test_who_left_the_list_is_not_made_official(desk: Desk, evening: FixedClock) -> None:
    member = on_the_list(desk)
    candidate = follow_probationary(desk, member)[1]
    put_away_member(desk, member, left_on=date(2026, 9, 1))
    with pytest.raises(Refusal, match="không còn trong danh sách"):
        make_official(desk, candidate, basis="Quyết định 31-QĐ/ĐU")


def test_who_was_given_up_is_admitted_only_after_being_considered_again(
    desk: Desk, evening: FixedClock
) -> None:
    candidate = add_candidate(desk, full_name=NAME)[1]
    add_step(desk, candidate, "selected", date(2025, 1, 6))
    add_step(desk, candidate, "ceremony", CEREMONY)
    stop_candidate(desk, candidate, date(2026, 9, 1), "đi làm ăn xa")
    with pytest.raises(Refusal, match="Xem xét lại"):
        admit_candidate(desk, candidate, decided_on=DECIDED)
    with pytest.raises(Refusal, match="đã ghi rồi"):
        stop_candidate(desk, candidate, date(2026, 9, 2), "lần nữa")
    add_step(desk, candidate, "selected", date(2026, 9, 7))
    assert not row_of(desk, candidate).way.is_over
    evening.set(datetime(2026, 12, 1, 20, 0, tzinfo=VIETNAM))
    stop_candidate(desk, candidate, date(2026, 12, 1), "lần nữa")
    assert row_of(desk, candidate).way.is_over
