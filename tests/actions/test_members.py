"""Members and their standing: what is cleaned, what is refused, what history keeps."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import record_all_present
from chibo_desktop.actions.members import (
    add_member,
    add_standing,
    bring_back_member,
    change_member,
    change_standing,
    put_away_member,
    record_official,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import list_members, people_at, standings_of
from chibo_desktop.lists.rows import find
from chibo_desktop.rules.attendance import count_attendance


@pytest.mark.parametrize("name", ["", "   ", "Chứ", "Vàng 2 Chứ", "Vàng A Chứ 😀", "Vàng " + "a" * 300])
def test_an_impossible_name_is_refused_beside_its_field(desk: Desk, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_member(desk, full_name=name)
    assert refused.value.field == "full_name"
    assert list_members(desk.store, desk.organisation_id, desk.today) == []


def test_a_name_typed_in_pieces_or_with_direction_marks_is_stored_whole(desk: Desk) -> None:
    typed = "\u200f" + unicodedata.normalize("NFD", "  Giàng  Thị Dua ") + "\u202e"
    _, member_id = add_member(desk, full_name=typed)
    member = find(desk.store, "member", member_id)
    assert member is not None
    assert member.text("full_name") == "Giàng Thị Dua"


@pytest.mark.parametrize("field", ["decided_on", "admitted_on", "official_on"])
def test_a_day_that_has_not_come_is_refused(desk: Desk, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_member(desk, full_name="Vàng A Chứ", **{field: date(2026, 10, 6)})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert "chưa đến" in refused.value.sentence


def test_admission_before_its_decision_is_refused(desk: Desk) -> None:
    _, member_id = add_member(desk, full_name="Vàng A Chứ", decided_on=date(2020, 5, 19))
    with pytest.raises(Refusal) as refused:
        change_member(desk, member_id, admitted_on=date(2020, 5, 18))
    assert refused.value.field == "admitted_on"


def test_a_probationary_member_becomes_official_on_the_day_itself(desk: Desk) -> None:
    _, member_id = add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2025, 9, 2))
    record_official(desk, member_id, date(2026, 9, 2))
    kinds = {
        day: list_members(desk.store, desk.organisation_id, day)[0].standing.membership
        for day in (date(2026, 9, 1), date(2026, 9, 2))
    }
    assert kinds == {date(2026, 9, 1): "probationary", date(2026, 9, 2): "official"}


def test_two_memberships_at_once_are_refused(desk: Desk, members: list[str]) -> None:
    with pytest.raises(Refusal):
        add_standing(desk, members[0], "probationary", date(2026, 1, 1))
    assert len(standings_of(desk.store, members[0])) == 1


def test_a_period_that_ends_before_it_begins_is_refused(desk: Desk, members: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        add_standing(desk, members[0], "away", date(2026, 5, 1), date(2026, 4, 1))
    assert refused.value.field == "until_on"


def test_exempt_and_away_members_are_not_due(desk: Desk, members: list[str], meeting: str) -> None:
    add_standing(desk, members[0], "exempt", date(2025, 4, 1))
    add_standing(desk, members[1], "away", date(2026, 5, 1), date(2026, 10, 4))
    add_standing(desk, members[2], "away", date(2026, 10, 5))
    counted = count_attendance(people_at(desk.store, meeting))
    assert (counted.total, counted.exempt, counted.away, counted.due) == (9, 1, 1, 7)


def test_a_member_who_left_is_counted_until_the_last_day(
    desk: Desk, members: list[str], meeting: str
) -> None:
    put_away_member(desk, members[3], left_on=date(2026, 10, 4))
    assert count_attendance(people_at(desk.store, meeting)).due == 8
    assert count_attendance(people_at(desk.store, meeting)).total == 8
    assert members[3] not in [row.id for row in list_members(desk.store, desk.organisation_id, desk.today)]
    bring_back = find(desk.store, "member", members[3])
    assert bring_back is not None


def test_a_member_entered_by_mistake_can_be_put_away_and_brought_back(desk: Desk, members: list[str]) -> None:
    put_away_member(desk, members[4])
    assert len(list_members(desk.store, desk.organisation_id, desk.today)) == 8
    bring_back_member(desk, members[4])
    assert len(list_members(desk.store, desk.organisation_id, desk.today)) == 9


def test_a_finalised_meeting_keeps_the_list_it_was_held_with(
    desk: Desk, members: list[str], finalised: str
) -> None:
    before = count_attendance(people_at(desk.store, finalised))
    with pytest.raises(Refusal):
        add_standing(desk, members[0], "exempt", date(2026, 10, 1))
    with pytest.raises(Refusal):
        put_away_member(desk, members[0])
    add_member(desk, full_name="Mùa A Sấu", official_on=date(2010, 5, 19))
    add_standing(desk, members[0], "exempt", date(2026, 10, 6))
    put_away_member(desk, members[5], left_on=date(2026, 10, 5))
    assert count_attendance(people_at(desk.store, finalised)) == before


def test_marking_all_present_marks_only_who_is_due(desk: Desk, members: list[str], meeting: str) -> None:
    add_standing(desk, members[0], "exempt", date(2025, 4, 1))
    changes = record_all_present(desk, meeting)
    assert len(changes.ids("attendance")) == 8


def test_no_record_moves_to_another_owner_so_finalised_figures_stay(
    desk: Desk, members: list[str], finalised: str
) -> None:
    with pytest.raises(Refusal) as refused:
        change_member(desk, members[3], cell_id="aaaaaaaa-1")
    assert refused.value.field == "cell_id"
    (standing,) = standings_of(desk.store, members[4])
    with pytest.raises(Refusal) as refused:
        change_standing(desk, standing.id, member_id=members[5])
    assert refused.value.field == "member_id"
    assert count_attendance(people_at(desk.store, finalised)).rate == (9, 9)
