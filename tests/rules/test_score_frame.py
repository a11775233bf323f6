"""Tests of score frames as data: which one holds on a day, the version kept, fractions, names of facts."""

from __future__ import annotations

from datetime import date

from chibo_desktop.lists.score_evidence import FACTS
from chibo_desktop.rules.guidance import read_entries
from chibo_desktop.rules.score_frame import NATIONAL, frame_at, frames_on, read_frame

DAY = date(2026, 10, 5)
QUARTERS = """
[[entry]]
key = "score_hd42"
number = "9-HD/BTCTW"
issued_on = 2027-01-04
valid_from = 2027-01-04
mark = "I"
source = "bịa để thử"
[entry.values]
name = "Khung thử"
parts = 4
grades = [{ grade = "good", from = 9 }, { grade = "poor", from = 0 }]
[[entry.values.groups]]
code = "1"
title = "Một"
most = 10
items = [{ code = "1", title = "Một", most = 10, facts = ["attendance"], bands = [{ percent = 90, points = 10 }] }]
"""


def test_the_national_frame_comes_first_and_every_frame_knows_its_source() -> None:
    frames = frames_on(DAY)
    assert [frame.key for frame in frames] == [NATIONAL, "score_08kh"]
    assert frames[0].version == "42-HD/BTCTW (28/10/2025)"
    assert frames[1].version == "08-KH/ĐU (19/9/2025)"


def test_frames_name_only_facts_that_are_gathered() -> None:
    for frame in frames_on(DAY):
        for item in frame.items:
            named = {*item.facts, *item.hints, item.when, item.full_when, *(name for name, _ in item.lowered)}
            assert named - {""} <= set(FACTS)


def test_no_two_items_of_a_frame_share_a_code() -> None:
    for frame in frames_on(DAY):
        codes = [item.code for item in frame.items]
        assert len(codes) == len(set(codes))


def test_no_band_gives_more_than_its_item() -> None:
    for frame in frames_on(DAY):
        for item in frame.items:
            assert all(0 <= band.points <= item.most for band in item.bands)


def test_a_newer_frame_does_not_judge_an_older_meeting() -> None:
    extra = read_entries(QUARTERS)
    before, after = (frame_at(NATIONAL, day, extra=extra) for day in (DAY, date(2027, 2, 5)))
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == ("42-HD/BTCTW (28/10/2025)", "9-HD/BTCTW (04/01/2027)")
    kept = frame_at(NATIONAL, date(2027, 2, 5), version=before.version, extra=extra)
    assert kept == before


def test_points_of_a_frame_of_quarters_are_whole_parts() -> None:
    frame = read_frame(read_entries(QUARTERS)[0])
    assert (frame.most, frame.items[0].most, frame.items[0].bands[0].points) == (40, 40, 40)
    assert frame.grades == (("good", 36), ("poor", 0))


def test_a_day_before_every_frame_takes_the_first_and_says_so() -> None:
    frame = frame_at(NATIONAL, date(2024, 3, 5))
    assert frame is not None
    assert frame.is_presumed


def test_a_frame_nobody_knows_is_none() -> None:
    assert frame_at("score_khac", DAY) is None
    assert frame_at("meeting", DAY) is None
