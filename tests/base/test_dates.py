"""Promises about days, months and times: typed, shown, printed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base import dates
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal

TYPED_DAYS = st.dates(date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31))
PARTIAL = st.dates().flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
        ]
    )
)


@given(TYPED_DAYS)
def test_every_day_can_be_typed_as_it_is_shown(day: date) -> None:
    assert dates.read_day(dates.show_day(day)) == day
    assert dates.read_day(day.isoformat()) == day
    assert dates.read_day(f" {day.day}-{day.month}-{day.year} ") == day
    assert dates.read_day(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text(alphabet="0123456789/-. aớ٣", max_size=12))
def test_whatever_is_typed_gives_a_day_or_a_refusal(typed: str) -> None:
    for read in (dates.read_day, dates.read_partial, dates.read_time):
        with suppress(Refusal):
            assert isinstance(read(typed), date | PartialDate | time)


def test_a_refused_day_names_its_field() -> None:
    with pytest.raises(Refusal) as refused:
        dates.read_day("31/02/2026", "held_on")
    assert refused.value.field == "held_on"


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("31/02/2026", "Không có ngày 31/02/2026"),
        ("29/2/2027", "Không có ngày 29/02/2027"),
        ("00/10/2026", "Không có ngày"),
        ("05/13/2026", "Không có tháng 13"),
        ("05/10/26", "Năm 26 là 1926 hay 2026? Gõ đủ bốn chữ số."),
        ("05/10/226", "bốn chữ số"),
        ("05/10/1026", "ngoài khoảng"),
        ("5/10", "ngày/tháng/năm"),
        ("05102026", "ngày/tháng/năm"),
        ("5/10-2026", "ngày/tháng/năm"),
        ("", "ngày/tháng/năm"),
    ],
)
def test_a_day_that_is_none_is_refused_with_advice(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        dates.read_day(typed)
    assert part in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1975", PartialDate(1975)),
        ("3/1975", PartialDate(1975, 3)),
        ("1975-03", PartialDate(1975, 3)),
        ("02/03/1975", PartialDate(1975, 3, 2)),
        ("1975-03-02", PartialDate(1975, 3, 2)),
    ],
)
def test_a_date_known_in_part_can_be_typed(typed: str, read: PartialDate) -> None:
    assert dates.read_partial(typed) == read


@pytest.mark.parametrize("typed", ["75", "03/75", "13/1975", "31/02/1975", "197", "khoảng 1975", ""])
def test_a_partial_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        dates.read_partial(typed)


@given(PARTIAL)
def test_a_partial_date_survives_its_iso_form(day: PartialDate) -> None:
    assert PartialDate.from_iso(str(day)) == day


@given(PARTIAL, PARTIAL)
def test_partial_dates_stand_in_the_order_of_their_iso_forms(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) == (str(one) < str(other))
    assert (one >= other) == (str(one) >= str(other))


def test_a_month_that_is_none_is_refused_with_a_month_as_example() -> None:
    with pytest.raises(Refusal, match=r"Không có tháng 13\. Gõ tháng trước, năm sau, ví dụ 11/2026"):
        dates.read_partial("13/2026")


def test_a_partial_date_is_shown_as_far_as_it_is_known() -> None:
    assert [PartialDate.from_iso(iso).shown() for iso in ("1975", "1975-03", "1975-03-02")] == [
        "1975",
        "03/1975",
        "02/03/1975",
    ]


@pytest.mark.parametrize("iso", ["1975-3", "75", "1975-02-30", "1975-00", "1975-01-01T00", "1975-00-01"])
def test_what_is_no_partial_iso_date_is_a_fault(iso: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_iso(iso)


def test_a_day_without_its_month_is_a_fault() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(1975, None, 2)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19:30", time(19, 30)),
        ("19h30", time(19, 30)),
        ("19 H 30", time(19, 30)),
        ("19 giờ 30", time(19, 30)),
        ("19 giờ 5 phút", time(19, 5)),
        ("19g30", time(19, 30)),
        ("7h", time(7)),
        ("7 giờ", time(7)),
        ("0:00", time(0)),
        ("1930", time(19, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: time) -> None:
    assert dates.read_time(typed) == read


@pytest.mark.parametrize("typed", ["24:00", "19:60", "19:5", "19h5", "930", "7", "", "19:30:00"])
def test_a_time_that_is_none_or_not_clear_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        dates.read_time(typed)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_papers_write_a_zero_only_before_small_days_and_the_first_two_months(day: date, written: str) -> None:
    assert dates.paper_day(day) == written


def test_a_moment_is_shown_in_vietnams_time() -> None:
    moment = datetime(2026, 10, 5, 12, 5, tzinfo=UTC)
    assert dates.show_time(moment) == "19:05"
    assert dates.paper_time(moment) == "19 giờ 05 phút"
    assert dates.show_time(time(7, 0)) == "07:00"


def test_weekdays_have_their_vietnamese_names() -> None:
    assert dates.weekday(date(2026, 10, 5)) == "Thứ Hai"
    assert dates.weekday(date(2026, 10, 11)) == "Chủ Nhật"


def test_within_a_sentence_a_sunday_is_written_as_one_is() -> None:
    assert dates.weekday_within(date(2026, 10, 5)) == "thứ Hai"
    assert dates.weekday_within(date(2026, 10, 11)) == "chủ nhật"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_month_after_the_month_before_is_the_month(day: date) -> None:
    month = dates.month_of(day)
    assert dates.month_after(dates.month_before(month)) == month
    assert dates.month_before(month) < month < dates.month_after(month)


def test_months_pass_the_turn_of_the_year_and_are_shown_in_words() -> None:
    assert dates.month_before("2026-01") == "2025-12"
    assert dates.month_after("2025-12") == "2026-01"
    assert dates.show_month("2026-10") == "tháng 10 năm 2026"
    assert dates.show_month("2026-02") == "tháng 02 năm 2026"


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "2026", "10/2026"])
def test_what_is_no_month_is_a_fault(month: str) -> None:
    with pytest.raises(ValueError, match="month"):
        dates.show_month(month)
