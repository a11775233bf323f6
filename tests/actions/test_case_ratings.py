"""The yearly rating: a line a member, counted by level, those exempt not asked for."""

from __future__ import annotations

from datetime import date

from actions.considering import begin
from chibo_desktop.actions.cases import (
    choose_rating_method,
    rate_member,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.papers import MINUTES, preview_blocks
from chibo_desktop.lists.cases import cases_at, rating_table
from chibo_desktop.lists.rows import children
from chibo_desktop.papers.blocks import texts


def test_a_member_is_rated_in_one_line_and_counted_by_level(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "review")
    rate_member(desk, meeting, members[0], self_rating="excellent", rating="good")
    rate_member(desk, meeting, members[0], yes_count=9)
    rate_member(desk, meeting, members[1], self_rating="good", rating="good", yes_count=4, no_count=5)
    rate_member(desk, meeting, members[2], self_rating="good", rating="excellent", yes_count=8, no_count=1)
    rows = cases_at(desk.store, meeting)
    assert [(row.facts.text("rating"), row.carried) for row in rows] == [
        ("good", True),
        ("good", False),
        ("excellent", True),
    ]
    assert len(children(desk.store, "ballot", "meeting_id", meeting)) == 3
    assert {each.rating: each.count for each in rating_table(rows)} == {
        "excellent": 1,
        "good": 1,
        "fulfilled": 0,
        "failed": 0,
    }
    assert "xếp loại Hoàn thành tốt nhiệm vụ" in rows[0].sentence


def test_those_exempt_are_not_asked_for_in_the_yearly_rating(desk: Desk, members: list[str]) -> None:
    add_standing(desk, members[8], "exempt", date(2025, 1, 1))
    meeting = begin(desk, members, "review")
    for member in members[:8]:
        rate_member(desk, meeting, member, rating="good", yes_count=8, method="hand")
    assert [each for each in advise_meeting(desk, meeting) if each.step == "cases"] == []


def test_the_minutes_leave_dots_for_the_method_of_the_rating_until_it_is_chosen(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "review")
    rate_member(desk, meeting, members[0], rating="good", yes_count=9)
    assert "Hình thức: …" in minutes_of(desk, meeting)
    assert "Chưa chọn hình thức biểu quyết xếp loại." in said_of(desk, meeting)
    choose_rating_method(desk, meeting, "secret")
    assert "Chưa chọn hình thức biểu quyết xếp loại." not in said_of(desk, meeting)
    rate_member(desk, meeting, members[1], rating="good", yes_count=8)
    assert "Hình thức: phiếu kín." in minutes_of(desk, meeting)
    ballots = children(desk.store, "ballot", "meeting_id", meeting)
    assert [each.text("method") for each in ballots] == ["secret", "secret"]


def test_a_method_chosen_before_the_first_vote_waits_with_the_first_person_rated(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "review")
    assert not choose_rating_method(desk, meeting, "card").entries
    for member in members[:2]:
        rate_member(desk, meeting, member, rating="good")
    choose_rating_method(desk, meeting, "card")
    for member in members[:2]:
        rate_member(desk, meeting, member, yes_count=9)
    ballots = children(desk.store, "ballot", "meeting_id", meeting)
    assert [each.text("method") for each in ballots] == ["card", "card"]


def minutes_of(desk: Desk, meeting: str) -> str:
    """What the minutes say, on one line."""
    return " ".join(texts(preview_blocks(desk, MINUTES, meeting)))


def said_of(desk: Desk, meeting: str) -> list[str]:
    """What should be looked at again before finalising."""
    return [each.sentence for each in advise_meeting(desk, meeting)]
