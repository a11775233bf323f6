"""Promises about last days, and about days left and late in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.records.field import spec_of
from chibo_desktop.records.proposal import Proposal
from chibo_desktop.rules import deadlines, guidance

HOLIDAY_NOTICE = """
[[entry]]
key = "working_days"
number = "03-TB/ĐU"
issued_on = 2026-10-01
valid_from = 2026-10-01
mark = "P"
source = "Thông báo của Đảng ủy xã Mường Sáy"
[entry.values]
off = [2026-10-06]
on = [2026-10-10]
"""


def test_materials_are_due_one_day_before_the_start() -> None:
    start = datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)
    assert deadlines.materials_due_at(start) == datetime(2026, 10, 4, 19, 30, tzinfo=VIETNAM)


def test_posting_is_due_two_days_after() -> None:
    due = deadlines.posting_due(date(2026, 10, 5))
    assert due is not None
    assert due.due_on == date(2026, 10, 7)
    assert due.sentence == (
        "Hạn đăng 07/10/2026: trong 02 ngày sau buổi sinh hoạt, theo 42-HD/BTCTW (28/10/2025)."
    )


def test_a_meeting_under_the_old_guidance_has_no_such_limits() -> None:
    assert deadlines.materials_due_at(datetime(2024, 10, 5, 19, 30, tzinfo=VIETNAM)) is None
    assert deadlines.posting_due(date(2024, 10, 5)) is None


def test_a_cell_answers_in_thirty_working_days_counted_from_the_day_after() -> None:
    # Monday 5 October 2026; no holiday in October and November, so six weeks.
    due = deadlines.proposal_due(date(2026, 10, 5), "cell")
    assert due.due_on == date(2026, 11, 16)
    assert due.rule == "294-QĐ/TW (26/5/2025)"


def test_the_commune_has_sixty_unless_it_is_taken_for_a_grassroots_organisation() -> None:
    received = date(2026, 3, 2)
    as_superior, as_grassroots = (
        deadlines.proposal_due(received, level) for level in ("commune", "grassroots")
    )
    assert as_grassroots.due_on < as_superior.due_on
    assert "60 ngày làm việc với cấp trên trực tiếp của tổ chức cơ sở đảng" in as_superior.sentence
    assert "30 ngày làm việc với tổ chức cơ sở đảng" in as_grassroots.sentence


def test_compensatory_days_that_came_as_guidance_move_the_limit() -> None:
    notice = guidance.read_entries(HOLIDAY_NOTICE)
    words = deadlines.working_days_words(date(2026, 10, 7), date(2026, 10, 5), extra=notice)
    assert words == "còn 1 ngày làm việc"
    worked = deadlines.working_days_words(date(2026, 10, 12), date(2026, 10, 9), extra=notice)
    assert worked == "còn 2 ngày làm việc"


def test_every_level_that_can_answer_today_has_its_limit() -> None:
    competence = spec_of(Proposal).field("competence")
    assert competence is not None
    levels = [name for name, _ in competence.choices if name != "district"]  # ended the day the rule came
    days = guidance.newest("proposals").values["working_days"]
    assert [days[level] for level in levels] == [30, 60, 60, 90]


def test_an_unknown_level_is_a_fault_of_the_program() -> None:
    with pytest.raises(LookupError):
        deadlines.proposal_due(date(2026, 10, 5), "village")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 10, 1), "còn 2 ngày làm việc"),
        (date(2026, 10, 5), "hết hạn hôm nay"),
        (date(2026, 10, 7), "quá hạn 2 ngày làm việc"),
    ],
)
def test_working_days_are_said_in_words(today: date, words: str) -> None:
    assert deadlines.working_days_words(date(2026, 10, 5), today) == words


def test_late_over_a_weekend_only_is_still_late() -> None:
    assert deadlines.working_days_words(date(2026, 10, 9), date(2026, 10, 10)) == "quá hạn 1 ngày"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 25), "còn 5 ngày"),
        (date(2026, 9, 30), "hết hạn hôm nay"),
        (date(2026, 10, 5), "chậm 5 ngày"),
        (date(2026, 10, 30), "chậm 1 tháng"),
        (date(2026, 12, 1), "chậm 2 tháng"),
    ],
)
def test_days_are_said_in_words(today: date, words: str) -> None:
    assert deadlines.days_words(date(2026, 9, 30), today) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=21, hours=5), "21 ngày"),
        (timedelta(hours=71, minutes=59), "71 giờ"),
        (timedelta(hours=26, minutes=59), "26 giờ"),
        (timedelta(minutes=40, seconds=30), "40 phút"),
        (timedelta(0), "0 phút"),
        (timedelta(seconds=-1), "đã quá hạn"),
    ],
)
def test_the_time_to_a_moment_is_rounded_down_and_said_in_days_from_three_days_on(
    left: timedelta, words: str
) -> None:
    now = datetime(2026, 10, 3, 17, 30, tzinfo=VIETNAM)
    assert deadlines.hours_words(now + left, now) == words
