"""What is put away is listed with who and when, comes back, and never changes figures of the past."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_election,
    add_nominee,
    put_away_election,
    put_away_nominee,
)
from chibo_desktop.actions.meetings import add_meeting, add_opinion
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.putting_away import bring_back, put_away
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.elections import elections_at
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.put_away import list_put_away
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import find


def away(desk: Desk) -> list[str]:
    return [row.name for row in list_put_away(desk.store, desk.organisation_id, desk.today)]


def test_a_meeting_begun_by_mistake_is_listed_with_who_and_when_and_comes_back(
    desk: Desk, members: list[str]
) -> None:
    _, meeting = add_meeting(desk, period="2026-12")
    put_away(desk, "meeting", meeting)
    assert list_meetings(desk.store) == []
    (row,) = list_put_away(desk.store, desk.organisation_id, desk.today)
    assert (row.name, row.user, row.machine) == ("Sinh hoạt thường kỳ tháng 12 năm 2026", "bt", "máy này")
    assert row.at is not None
    assert row.at.date() == desk.today
    bring_back(desk, "meeting", meeting)
    assert [each.id for each in list_meetings(desk.store)] == [meeting]
    assert away(desk) == []


def test_a_second_regular_meeting_of_a_month_stays_put_away(desk: Desk, members: list[str]) -> None:
    _, first = add_meeting(desk, period="2026-12")
    put_away(desk, "meeting", first)
    add_meeting(desk, period="2026-12")
    with pytest.raises(Refusal, match="Đã có buổi sinh hoạt thường kỳ"):
        bring_back(desk, "meeting", first)


def test_a_finalised_meeting_and_what_stands_in_its_minutes_are_kept(desk: Desk, finalised: str) -> None:
    item = desk.store.value("SELECT id FROM agenda_item WHERE meeting_id = ?", (finalised,))
    for kind, record in (("meeting", finalised), ("agenda_item", item)):
        with pytest.raises(Refusal, match="đã chốt"):
            put_away(desk, kind, record)


def test_a_member_who_left_changes_no_figure_of_the_past_and_comes_back_from_a_day(
    desk: Desk, finalised: str, members: list[str]
) -> None:
    before = list_meetings(desk.store)[0]
    with pytest.raises(Refusal, match="đã chốt"):
        put_away(desk, "member", members[3])
    put_away(desk, "member", members[3], left=date(2026, 10, 5))
    assert members[3] not in [
        row.id for row in list_members(desk.store, desk.organisation_id, date(2026, 11, 1))
    ]
    after = list_meetings(desk.store)[0]
    assert (after.due, after.present, after.percent) == (before.due, before.present, before.percent)
    (row,) = list_put_away(desk.store, desk.organisation_id, date(2026, 11, 1))
    assert (row.name, row.left_on) == ("Pờ Go Hừ", date(2026, 10, 5))
    with pytest.raises(Refusal, match="Ghi ngày trở lại"):
        bring_back(desk, "member", members[3])
    bring_back(desk, "member", members[3], from_on=date(2026, 12, 1))
    listed = list_members(desk.store, desk.organisation_id, date(2026, 12, 1))
    assert members[3] in [each.id for each in listed]


def test_a_member_entered_by_mistake_comes_back_as_before(desk: Desk, members: list[str]) -> None:
    put_away(desk, "member", members[8])
    assert away(desk) == ["Pờ Lò Hừ"]
    bring_back(desk, "member", members[8])
    assert members[8] in [row.id for row in list_members(desk.store, desk.organisation_id, desk.today)]


def test_a_part_comes_back_only_after_its_meeting(desk: Desk, meeting: str, members: list[str]) -> None:
    _, task = add_assignment(desk, meeting, title="Sửa đường nước bản", leader_id=members[1])
    _, opinion = add_opinion(desk, meeting, body="Đồng ý.", member_id=members[2])
    put_away(desk, "assignment", task)
    put_away(desk, "opinion", opinion)
    put_away(desk, "meeting", meeting)
    assert set(away(desk)) == {
        "Sửa đường nước bản",
        "Lò Văn Hặc",
        "Sinh hoạt thường kỳ tháng 10 năm 2026",
    }
    with pytest.raises(Refusal, match="Đưa buổi ấy trở lại trước"):
        bring_back(desk, "assignment", task)
    bring_back(desk, "meeting", meeting)
    bring_back(desk, "assignment", task)
    found = find(desk.store, "assignment", task)
    assert found is not None
    assert not found.is_put_away


def test_the_organisation_itself_is_never_put_away(desk: Desk) -> None:
    with pytest.raises(Refusal, match="không cho vào lưu trữ được"):
        put_away(desk, "organisation", desk.organisation_id)


def test_a_period_entered_by_mistake_is_put_away_alone_and_comes_back(desk: Desk, members: list[str]) -> None:
    _, standing = add_standing(desk, members[4], "exempt", date(2026, 11, 1))
    put_away(desk, "standing", standing)
    assert away(desk) == ["Quàng Văn Kiêm: miễn công tác và sinh hoạt"]
    bring_back(desk, "standing", standing)
    assert away(desk) == []
    (row,) = [
        each
        for each in list_members(desk.store, desk.organisation_id, date(2026, 11, 2))
        if each.id == members[4]
    ]
    assert row.standing.exempt


def test_an_election_comes_back_with_its_list_and_without_the_names_taken_off_before(
    desk: Desk, members: list[str]
) -> None:
    _, congress = add_meeting(desk, period="2026-10", kind="congress", held_on=date(2026, 10, 5))
    _, election = add_election(desk, congress, office="secretary")
    _, first = add_nominee(desk, election, member_id=members[0])
    _, second = add_nominee(desk, election, member_id=members[1])
    put_away_nominee(desk, second)
    put_away(desk, "election", election)
    assert elections_at(desk.store, congress) == ()
    bring_back(desk, "election", election)
    (row,) = elections_at(desk.store, congress)
    assert [each.facts.id for each in row.nominees] == [first]
    put_away_election(desk, election)
    add_election(desk, congress, office="secretary")
    with pytest.raises(Refusal, match="đã có"):
        bring_back(desk, "election", election)
