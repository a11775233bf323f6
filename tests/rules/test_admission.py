"""The way to the Party by its steps: where a case stands, what is due by which rule, what expires; vectors of practice.md 2.f."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.development import STEPS
from chibo_desktop.rules.admission import (
    STATES,
    Reached,
    dues_of,
    is_near,
    official_day,
    step_rules,
    way_of,
    writer_of,
)
from chibo_desktop.rules.admission_warnings import (
    age_warning,
    missing_warning,
    order_warning,
    paper_warnings,
    schooling_warning,
)


def steps(*given: tuple[str, date]) -> list[Reached]:
    return [Reached(step, on) for step, on in given]


RESOLVED = ("resolved", date(2025, 9, 10))


def test_every_declared_step_has_a_writer_and_every_state_a_word() -> None:
    assert set(step_rules()) == set(dict(STEPS))
    assert set(dict(STEPS)) | {"new", "left"} == set(STATES)
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


def test_the_end_of_probation_is_near_from_90_days_before() -> None:
    end, _ = dues_of(steps(("ceremony", date(2025, 10, 3))))
    assert not is_near(end, date(2026, 7, 4))
    assert is_near(end, date(2026, 7, 5))


SENT, BACK = ("sent", date(2025, 9, 12)), ("returned", date(2025, 9, 12))
AGAIN = ("sent", date(2025, 9, 15)), ("returned", date(2025, 9, 15))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ((RESOLVED, SENT, BACK), "returned"),
        ((RESOLVED, BACK, SENT), "returned"),
        ((RESOLVED, SENT, AGAIN[1], AGAIN[0]), "sent"),
        ((RESOLVED, SENT, AGAIN[0], AGAIN[1]), "sent"),
        ((RESOLVED, SENT, BACK, SENT), "sent"),
        ((RESOLVED, SENT, BACK, *AGAIN), "returned"),
        ((RESOLVED, SENT, AGAIN[1], ("appraised", date(2025, 9, 15))), "appraised"),
    ],
)
def test_a_file_carried_there_and_back_in_one_day_lies_where_the_last_way_took_it(
    given: tuple[tuple[str, date], ...], state: str
) -> None:
    assert way_of(steps(*given)).state == state


def test_a_file_brought_by_hand_goes_on_when_it_is_appraised_without_being_sent_again() -> None:
    way = way_of(steps(RESOLVED, SENT, BACK, ("appraised", date(2025, 9, 25))))
    assert (way.state, way.next_step) == ("appraised", "decided")


def test_a_step_of_a_later_day_takes_up_again_who_was_given_up_and_an_earlier_one_does_not() -> None:
    stopped = ("stopped", date(2025, 10, 2))
    early, late = ("opinions", date(2025, 10, 1)), ("opinions", date(2025, 10, 3))
    assert way_of(steps(RESOLVED, stopped, early)).is_over
    way = way_of(steps(RESOLVED, stopped, late))
    assert (way.state, way.next_step) == ("resolved", "sent")
    assert [due.about for due in dues_of(steps(RESOLVED, stopped, late))] == ["decided"]
    assert way_of(steps(RESOLVED, stopped, late, ("stopped", date(2025, 11, 3)))).is_over


def test_who_left_the_list_is_waited_for_no_more_but_an_official_member_came_to_the_end_of_the_way() -> None:
    ceremony, left = ("ceremony", date(2025, 10, 3)), date(2026, 1, 31)
    way = way_of(steps(ceremony), left_on=left)
    assert (way.state, way.since, way.is_over) == ("left", left, True)
    assert dues_of(steps(ceremony), left_on=left) == []
    assert way_of(steps(ceremony), left_on=left, is_official=True).state == "announced"


def test_what_is_not_in_the_list_of_members_yet_is_due_from_the_day_it_was_reached() -> None:
    ceremony, full = ("ceremony", date(2025, 10, 3)), ("official_decided", date(2026, 10, 20))
    due = dues_of(steps(ceremony), is_listed=False)[0]
    assert (due.about, due.due_on, due.by) == ("listing", date(2025, 10, 3), "cell")
    (official,) = dues_of(steps(ceremony, full))
    assert (official.about, official.due_on, official.by) == ("official_listing", date(2026, 10, 20), "cell")
    (early,) = dues_of(steps(ceremony, ("official_decided", date(2026, 9, 1))))
    assert early.due_on == date(2026, 10, 3)
    (announced,) = dues_of(steps(ceremony, full, ("announced", date(2026, 11, 1))))
    assert announced.about == "official_listing"
    assert dues_of(steps(ceremony, full), is_official=True) == []


def test_days_that_cannot_both_be_right_are_named_once() -> None:
    said = order_warning(steps(("selected", date(2026, 5, 1)), ("resolved", date(2025, 1, 1))))
    assert "01/05/2026" in said
    assert "01/01/2025" in said
    fresh = ("course_done", date(2024, 1, 1)), ("selected", date(2025, 1, 1)), ("opinions", date(2024, 6, 1))
    assert order_warning(steps(*fresh, RESOLVED)) == ""
    anew = ("opinions", date(2025, 3, 1)), RESOLVED, ("opinions", date(2025, 9, 20))
    assert order_warning(steps(*anew)) == ""


def test_a_decision_or_ceremony_without_what_comes_before_is_said() -> None:
    assert "quyết định kết nạp" in missing_warning(steps(RESOLVED, ("ceremony", date(2025, 12, 3))))
    assert "nghị quyết của chi bộ" in missing_warning(steps(("decided", date(2025, 12, 1))))
    whole = RESOLVED, ("decided", date(2025, 12, 1)), ("ceremony", date(2025, 12, 3))
    assert missing_warning(steps(*whole)) == missing_warning(steps(RESOLVED)) == ""


def test_once_probation_is_over_the_review_comes_next_and_not_the_course() -> None:
    ceremony = steps(("ceremony", date(2025, 10, 3)))
    assert way_of(ceremony, today=date(2026, 10, 2)).next_step == "new_course"
    assert way_of(ceremony, today=date(2026, 10, 3)).next_step == "official_asked"
    learnt = steps(("ceremony", date(2025, 10, 3)), ("new_course", date(2026, 1, 5)))
    assert way_of(learnt, today=date(2026, 11, 3)).next_step == "official_asked"


def test_a_paper_of_a_decided_case_is_too_old_for_nothing() -> None:
    assert (
        paper_warnings(
            steps(("introduced", date(2025, 3, 1)), ("decided", date(2026, 1, 15))), date(2026, 4, 1)
        )
        == []
    )


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
