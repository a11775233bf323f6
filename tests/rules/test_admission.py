"""The way to the Party by its steps: where a case stands, what is due by which rule, what expires; vectors of practice.md 2.f."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.development import STEPS
from chibo_desktop.rules.admission import (
    STATES,
    Reached,
    age_warning,
    dues_of,
    is_near,
    official_day,
    paper_warnings,
    reminder_of,
    schooling_warning,
    step_rules,
    way_of,
    writer_of,
)


def steps(*given: tuple[str, date]) -> list[Reached]:
    return [Reached(step, on) for step, on in given]


RESOLVED = ("resolved", date(2025, 9, 10))


def test_every_declared_step_has_a_writer_and_every_state_a_word() -> None:
    assert set(step_rules()) == set(dict(STEPS))
    assert set(dict(STEPS)) | {"new"} == set(STATES)
    assert {
        writer_of(key) for key in ("allowed", "appraised", "decided", "official_decided", "returned")
    } == {"body"}
    assert writer_of("resolved") == writer_of("ceremony") == "cell"


@pytest.mark.parametrize(
    ("given", "state", "following"),
    [
        ((), "new", "selected"),
        ((("selected", date(2026, 1, 5)),), "selected", "course_asked"),
        # within the file any order: what is missing comes next
        ((("introduced", date(2026, 5, 1)), ("opinions", date(2026, 5, 9))), "opinions", "applied"),
        ((RESOLVED,), "resolved", "sent"),
        ((RESOLVED, ("sent", date(2025, 9, 12))), "sent", "appraised"),
        ((RESOLVED, ("sent", date(2025, 9, 12)), ("returned", date(2025, 9, 20))), "returned", "sent"),
        (
            (
                RESOLVED,
                ("sent", date(2025, 9, 12)),
                ("appraised", date(2025, 9, 18)),
                ("returned", date(2025, 9, 20)),
                ("sent", date(2025, 9, 25)),
            ),
            "sent",
            "appraised",
        ),
        ((RESOLVED, ("decided", date(2025, 10, 1))), "decided", "ceremony"),
        ((("announced", date(2026, 12, 5)),), "announced", ""),
        ((RESOLVED, ("stopped", date(2025, 10, 2))), "stopped", ""),
    ],
)
def test_where_a_case_stands_follows_from_its_steps(
    given: tuple[tuple[str, date], ...], state: str, following: str
) -> None:
    way = way_of(steps(*given))
    assert (way.state, way.next_step) == (state, following)


def test_the_decision_is_due_45_working_days_after_the_resolution_of_the_cell() -> None:
    (due,) = dues_of(steps(RESOLVED))
    assert (due.about, due.due_on) == ("decided", date(2025, 11, 12))
    assert "294-QĐ/TW §4.3.1" in due.sentence
    assert "gia hạn thêm 15" in due.sentence


def test_the_ceremony_is_due_30_working_days_after_the_decision_by_the_rule_of_its_day() -> None:
    (old,) = dues_of(steps(("decided", date(2026, 7, 24))))
    (new,) = dues_of(steps(("decided", date(2026, 7, 27))))
    assert "ngày nhận quyết định" in old.sentence
    assert "294-QĐ/TW" in old.sentence
    assert "ngày ký quyết định" in new.sentence
    assert "208-QĐ/TW" in new.sentence


def test_probation_ends_exactly_12_months_after_the_ceremony_and_the_resolution_is_due_30_working_days_later() -> (
    None
):
    dues = dues_of(steps(("ceremony", date(2025, 10, 3))))
    assert [(due.about, due.due_on) for due in dues] == [
        ("probation", date(2026, 10, 3)),
        ("official_resolved", date(2026, 11, 13)),
    ]
    assert official_day(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("left", "mark"), [(91, None), (90, 90), (61, 90), (60, 60), (15, 15), (3, 7), (-1, 0)]
)
def test_the_end_of_probation_is_recalled_at_90_60_30_15_and_7_days(left: int, mark: int | None) -> None:
    end = date(2026, 10, 3)
    assert reminder_of(end, date.fromordinal(end.toordinal() - left)) == mark


def test_nothing_is_due_of_a_case_that_is_over() -> None:
    assert dues_of(steps(RESOLVED, ("stopped", date(2025, 9, 30)))) == []
    assert dues_of(steps(("ceremony", date(2025, 10, 3))), is_official=True) == []


def test_a_certificate_must_not_be_older_than_60_months_on_the_day_of_the_resolution() -> None:
    course = ("course_done", date(2020, 9, 10))
    assert paper_warnings(steps(course, ("resolved", date(2025, 9, 10))), date(2026, 1, 1)) == []
    (late,) = paper_warnings(steps(course, ("resolved", date(2025, 9, 11))), date(2026, 1, 1))
    assert "10/09/2025" in late
    assert "06-HD/TW §5.4b" in late


def test_opinions_are_taken_anew_after_12_months_and_the_new_ones_count() -> None:
    old = ("opinions", date(2025, 3, 1))
    assert paper_warnings(steps(old), date(2026, 3, 2))
    assert paper_warnings(steps(old, ("opinions", date(2026, 2, 1))), date(2026, 3, 2)) == []


def test_a_paper_is_near_its_end_thirty_days_before() -> None:
    (due,) = dues_of(steps(("introduced", date(2025, 3, 1))))
    assert not is_near(due, date(2026, 1, 29))
    assert is_near(due, date(2026, 1, 30))


@pytest.mark.parametrize(
    ("born", "is_said"),
    [
        (PartialDate(2008, 11), True),
        (PartialDate(2008, 10, 31), False),
        (PartialDate(2008), False),
        (PartialDate(2009), True),
        (PartialDate(1966, 10), False),
        (PartialDate(1966, 9), True),
        (PartialDate(1966), False),
        (PartialDate(1965), True),
    ],
)
def test_age_is_counted_by_months_and_said_only_where_it_is_sure(born: PartialDate, is_said: bool) -> None:
    assert bool(age_warning(born, date(2026, 10, 5))) == is_said


def test_schooling_below_the_threshold_is_said_with_its_rule_until_it_is_met() -> None:
    day = date(2026, 10, 5)
    assert "06-HD/TW §1.2" in schooling_warning("primary", "", day)
    assert schooling_warning("primary", "meets", day) == schooling_warning("lower", "", day) == ""
    assert "bổ túc" in schooling_warning("primary", "studying", day)
