"""Tests of scoring: the bands of both shipped frames, caps, conditions, deductions, fractions, and what never happens."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.rules.score_frame import Band, Frame, Group, Item, frame_at
from chibo_desktop.rules.scoring import (
    Evidence,
    grade_of,
    is_applied,
    propose,
    read_points,
    show_points,
    total,
)

DAY = date(2026, 10, 5)


def shipped(key: str) -> Frame:
    frame = frame_at(key, DAY)
    assert frame is not None
    return frame


NATIONAL, LOCAL = shipped("score_hd42"), shipped("score_08kh")


def fact(amount: int, whole: int, sentence: str = "Số liệu.", step: str = "roll_call") -> Evidence:
    return Evidence(amount, whole, sentence, step)


def points(frame: Frame, code: str, **known: Evidence) -> int | None:
    item = frame.item(code)
    assert item is not None
    return propose(item, known).points


@pytest.mark.parametrize(
    ("lasted", "least", "wanted"),
    [
        (90, 90, 5), (130, 90, 5), (89, 90, 4), (75, 90, 4), (74, 90, 3), (60, 90, 3), (59, 90, 2), (45, 90, 2),
        (44, 90, 1), (0, 90, 1), (120, 120, 5), (105, 120, 4), (104, 120, 3), (90, 120, 3), (89, 120, 2),
        (60, 120, 2), (59, 120, 1),
    ],
)  # fmt: skip
def test_the_local_frame_bands_the_length(lasted: int, least: int, wanted: int) -> None:
    assert points(LOCAL, "1", minutes=fact(lasted, least)) == wanted


@pytest.mark.parametrize(
    ("present", "due", "wanted"),
    [
        (9, 10, 4),
        (10, 10, 4),
        (899, 1000, 3),
        (3, 4, 3),
        (749, 1000, 2),
        (65, 100, 2),
        (649, 1000, 1),
        (0, 9, 1),
    ],
)
def test_the_local_frame_bands_attendance_without_rounding(present: int, due: int, wanted: int) -> None:
    absent = fact(0, 1, "Có 0 đảng viên vắng không lý do.")
    assert points(LOCAL, "2.1", attendance=fact(present, due), somebody_unexcused=absent) == wanted


def test_one_absent_without_reason_leaves_one_point_whatever_the_share() -> None:
    item = LOCAL.item("2.1")
    assert item is not None
    known = {
        "attendance": fact(19, 20, "Có mặt 19 trên 20."),
        "somebody_unexcused": fact(1, 1, "Có 1 đảng viên vắng không lý do."),
    }
    said = propose(item, known)
    assert (said.points, said.proof) == (1, "Có mặt 19 trên 20. Có 1 đảng viên vắng không lý do.")


@pytest.mark.parametrize(
    ("spoke", "there", "wanted", "doubted"),
    [
        (6, 10, 5, ""), (5, 10, 4, "50 %"), (49, 100, 4, ""), (4, 10, 4, "40 %"), (39, 100, 3, ""), (3, 10, 3, ""),
        (29, 100, 2, ""), (1, 10, 2, ""),
    ],
)  # fmt: skip
def test_the_share_who_spoke_and_the_two_shares_the_form_leaves_open(
    spoke: int, there: int, wanted: int, doubted: str
) -> None:
    item = LOCAL.item("4.5")
    assert item is not None
    said = propose(item, {"spoke": fact(spoke, there)})
    assert said.points == wanted
    assert ("không nói rõ mức đúng" in said.proof) == bool(doubted)
    assert doubted in said.proof


@pytest.mark.parametrize(
    ("done", "asked", "wanted"),
    [
        (10, 10, 30), (9, 10, 30), (89, 100, 27), (8, 10, 27), (79, 100, 24), (7, 10, 24), (2, 3, 20), (6, 10, 20),
        (59, 100, 15), (1, 2, 15), (49, 100, 10), (0, 3, 10),
    ],
)  # fmt: skip
def test_the_result_of_last_month_is_banded(done: int, asked: int, wanted: int) -> None:
    assert points(LOCAL, "7", tasks_done=fact(done, asked)) == wanted


def test_the_national_frame_proposes_the_whole_or_leaves_it_to_a_person() -> None:
    nobody, somebody = fact(1, 1), fact(0, 1)
    assert points(NATIONAL, "1", minutes=fact(90, 90)) == 5
    assert points(NATIONAL, "1", minutes=fact(89, 90)) is None
    assert points(NATIONAL, "2", attendance=fact(9, 10), nobody_unexcused=nobody) == 5
    assert points(NATIONAL, "2", attendance=fact(9, 10), nobody_unexcused=somebody) is None
    assert points(NATIONAL, "2", attendance=fact(8, 10), nobody_unexcused=nobody) is None
    assert points(NATIONAL, "6", tasks_done=fact(3, 3)) == 30
    assert points(NATIONAL, "6", tasks_done=fact(2, 3)) is None
    assert points(NATIONAL, "7", concluded=fact(1, 1), tasks_given=fact(1, 1)) == 5
    assert points(NATIONAL, "7", concluded=fact(1, 1), tasks_given=fact(0, 0)) is None


def test_a_committee_of_the_secretary_alone_gets_the_whole_of_its_meeting() -> None:
    assert points(LOCAL, "3.3", only_secretary=fact(1, 1)) == 2
    assert points(LOCAL, "3.3", only_secretary=fact(0, 1)) is None


def test_nothing_is_proposed_where_a_fact_is_missing_and_the_proof_says_which() -> None:
    item = LOCAL.item("1")
    assert item is not None
    said = propose(item, {"minutes": fact(0, 0, "Chưa ghi đủ giờ.", "prepare")})
    assert (said.points, said.proof, said.step) == (None, "Chưa ghi đủ giờ.", "prepare")
    assert propose(item, {}).proof == ""


def test_a_month_without_a_theme_cannot_get_its_points_and_the_form_keeps_its_hundred() -> None:
    item = LOCAL.item("4.3")
    assert item is not None
    assert not is_applied(item, {"thematic": fact(0, 1)})
    assert is_applied(item, {"thematic": fact(1, 1)})
    every = {each.code: each.most for each in LOCAL.items}
    without = total(LOCAL, every, frozenset({"4.3"}))
    assert (without.points, without.out_of, without.grade, without.lacking) == (95, 100, "good", ())


@pytest.mark.parametrize(
    ("made", "grade"),
    [
        (100, "good"),
        (90, "good"),
        (89, "fair"),
        (70, "fair"),
        (69, "average"),
        (50, "average"),
        (49, "poor"),
        (0, "poor"),
    ],
)
def test_the_four_grades_begin_where_the_guidance_says(made: int, grade: str) -> None:
    assert grade_of(NATIONAL, made, 100) == grade_of(LOCAL, made, 100) == grade


def test_both_shipped_frames_come_to_a_hundred_and_groups_hold_their_items() -> None:
    for frame in (NATIONAL, LOCAL):
        assert frame.most == 100
        for group in frame.groups:
            assert group.most == sum(item.most for item in group.items)


def small(**more: object) -> Frame:
    """A frame of quarters: a group with a cap below its items, a deduction, and a condition."""
    groups = (
        Group("1", "Một", 20, (Item("1.1", "a", 16), Item("1.2", "b", 16))),
        Group("2", "Hai", 20, (Item("2.1", "c", 12), Item("2.2", "d", 8, when="thematic"), Item("2.3", "e", 4, deducts=True))),
    )  # fmt: skip
    values = {"not_applicable": "lost", **more}
    return Frame("score_x", "x", "1/X", 4, groups, (("good", 36), ("poor", 0)), **values)  # type: ignore[arg-type]


def test_a_group_never_gets_more_than_its_cap_nor_less_than_nothing() -> None:
    made = total(small(), {"1.1": 16, "1.2": 16, "2.1": 2, "2.2": 0, "2.3": 4})
    assert made.by_group == {"1": 20, "2": 0}
    assert (made.points, made.out_of, made.grade) == (20, 40, "poor")


def test_a_deduction_nobody_made_is_none() -> None:
    made = total(small(), {"1.1": 4, "1.2": 0, "2.1": 12, "2.2": 8})
    assert (made.points, made.lacking) == (24, ())


def test_where_the_frame_counts_the_rest_only_grades_compare_shares_in_whole_numbers() -> None:
    frame = small(not_applicable="left_out")
    made = total(frame, {"1.1": 16, "1.2": 4, "2.1": 9}, frozenset({"2.2"}))
    assert (made.points, made.out_of) == (29, 32)
    assert made.grade == "good"  # 29/32 = 90,6 %
    assert total(frame, {"1.1": 16, "1.2": 4, "2.1": 8}, frozenset({"2.2"})).grade == "poor"


def test_there_is_no_grade_while_an_item_waits() -> None:
    made = total(small(), {"1.1": 16, "1.2": None, "2.1": 12, "2.2": 8})
    assert (made.points, made.lacking, made.grade) == (36, ("1.2",), None)


@given(st.data())
def test_the_total_never_exceeds_the_frame_and_never_falls_below_nothing(data: st.DataObject) -> None:
    frame = data.draw(st.sampled_from([NATIONAL, LOCAL, small(), small(not_applicable="left_out")]))
    given_points = {
        item.code: data.draw(st.none() | st.integers(0, 2 * item.most), label=item.code)
        for item in frame.items
    }
    left_out = frozenset(data.draw(st.sets(st.sampled_from([item.code for item in frame.items]))))
    made = total(frame, given_points, left_out)
    assert 0 <= made.points <= made.out_of <= frame.most
    assert made.points == sum(made.by_group.values())
    assert (made.grade is None) == (bool(made.lacking) or made.out_of == 0)


@given(st.sampled_from([item for item in (*NATIONAL.items, *LOCAL.items) if item.facts]), st.data())
def test_a_proposal_is_none_or_fits_its_item(item: Item, data: st.DataObject) -> None:
    names = {*item.facts, *(name for name, _ in item.lowered), item.full_when} - {""}
    known = {}
    for name in sorted(names):
        whole = data.draw(st.integers(0, 200))
        known[name] = fact(data.draw(st.integers(0, 2 * whole)), whole)
    said = propose(item, known).points
    assert said is None or 0 <= said <= item.most


@given(st.sampled_from([*NATIONAL.items, *LOCAL.items]), st.integers(0, 9), st.integers(0, 9))
def test_a_fact_no_item_asks_for_changes_no_proposal(item: Item, amount: int, whole: int) -> None:
    every = {name: fact(2, 3) for other in LOCAL.items for name in (*other.facts, *other.hints)}
    asked = {*item.facts, *item.hints, item.full_when, *(name for name, _ in item.lowered)}
    moved = {name: each if name in asked else fact(amount, whole, "Khác.") for name, each in every.items()}
    assert propose(item, moved) == propose(item, every)


@given(st.integers(0, 200), st.integers(1, 200))
def test_a_better_share_never_gets_less(amount: int, whole: int) -> None:
    for code, name in (("2.1", "attendance"), ("4.5", "spoke"), ("7", "tasks_done"), ("1", "minutes")):
        absent = fact(0, 1)
        before = points(LOCAL, code, **{name: fact(amount, whole), "somebody_unexcused": absent})
        after = points(LOCAL, code, **{name: fact(amount + 1, whole), "somebody_unexcused": absent})
        assert before is not None
        assert after is not None
        assert before <= after


@given(st.integers(0, 10_000), st.sampled_from([1, 2, 4, 5, 8, 10, 20, 100]))
def test_points_are_read_back_as_shown(number: int, parts: int) -> None:
    assert read_points(parts, show_points(parts, number)) == number


@pytest.mark.parametrize(
    ("parts", "typed", "wanted"),
    [
        (1, "4", 4), (1, "4,5", None), (2, "4,5", 9), (4, "4.25", 17), (4, "0,3", None), (10, "0,3", 3), (1, "", None),
        (1, "-1", None), (2, "4,", None), (2, ",5", None), (1, "x", None), (1, "²", None), (1, "04", 4),
    ],
)  # fmt: skip
def test_only_steps_of_the_frame_are_points(parts: int, typed: str, wanted: int | None) -> None:
    assert read_points(parts, typed) == wanted


def test_a_band_reads_short_before_percent() -> None:
    item = Item("1", "a", 5, ("minutes",), (), (Band(5, short=0), Band(2, percent=50)))
    known = MappingProxyType({"minutes": fact(60, 90)})
    assert propose(item, known).points == 2
