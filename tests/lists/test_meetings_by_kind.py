"""Which meetings are among which figures, what each is called, and which was the one before."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.postponing import miss_meeting
from chibo_desktop.actions.scoring import note_weaknesses
from chibo_desktop.lists.advice import advice_at
from chibo_desktop.lists.meetings import held_before, list_meetings, notes_of, resolution_of, title_of
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.score_evidence import evidence_at
from chibo_desktop.lists.today import today


def make(desk: Desk, kind: str, day: date, *away: str, **fields: Any) -> str:
    """A meeting of the kind, everybody there but those named."""
    _, made = add_meeting(
        desk,
        kind=kind,
        period=f"{day:%Y-%m}",
        held_on=day,
        started_at=time(19, 30),
        ended_at=time(21, 45),
        read_back=True,
        **fields,
    )
    for member in away:
        record_attendance(desk, made, member, "excused", "ốm")
    record_all_present(desk, made)
    return made


def facts(desk: Desk, meeting: str) -> Facts:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "fields", "title"),
    [
        ("combined", {}, "Sinh hoạt thường kỳ kết hợp chuyên đề tháng 10 năm 2026"),
        ("committee", {}, "Họp chi ủy tháng 10 năm 2026"),
        ("discipline", {}, "Họp xét kỷ luật ngày 04/10/2026"),
        ("congress", {}, "Đại hội chi bộ ngày 04/10/2026"),
        ("congress", {"congress_number": 5}, "Đại hội chi bộ lần thứ 5"),
        (
            "congress",
            {"congress_number": 5, "term_words": "2025–2027"},
            "Đại hội chi bộ lần thứ 5, nhiệm kỳ 2025–2027",
        ),
    ],
)
def test_a_meeting_is_called_by_its_kind_and_its_month_or_day(
    desk: Desk, kind: str, fields: dict[str, Any], title: str
) -> None:
    assert title_of(facts(desk, make(desk, kind, date(2026, 10, 4), **fields))) == title


def test_an_ordinary_meeting_has_nothing_to_be_said_beside_it(desk: Desk, meeting: str) -> None:
    assert notes_of(facts(desk, meeting)) == ()


def test_only_kinds_that_count_are_judged_by_the_target(desk: Desk, members: list[str]) -> None:
    made = {
        kind: make(desk, kind, date(2026, 10, 4), members[3])
        for kind in ("regular", "thematic", "extraordinary", "congress")
    }
    met = {row.id: (row.met, row.percent) for row in list_meetings(desk.store)}
    assert [met[made[kind]] for kind in made] == [
        (False, "88,9\u00a0%"),
        (False, "88,9\u00a0%"),
        (None, "–"),
        (None, "–"),
    ]
    counted = {row.id for row in list_meetings(desk.store, desk.organisation_id, figure="attendance")}
    assert counted == {made["regular"], made["thematic"]}


def test_the_chart_of_today_holds_only_kinds_whose_attendance_counts(desk: Desk, members: list[str]) -> None:
    for kind, day in (("regular", date(2026, 9, 5)), ("extraordinary", date(2026, 9, 12))):
        made = make(desk, kind, day, members[3], secretary_id=members[1], **_own(kind))
        finalise(desk, made)
    shown = today(desk.store, desk.organisation_id, desk.store.clock.now())
    assert [(month.period, month.present, month.due) for month in shown.months] == [("2026-09", 8, 9)]


def test_months_far_apart_do_not_stand_beside_each_other_in_the_chart(desk: Desk) -> None:
    days = (date(2024, 5, 5), date(2026, 1, 5), date(2026, 4, 5))
    add_old_meetings(desk, [OldMeeting(day, due=9, present=9, excused=0, absent=0) for day in days])
    shown = today(desk.store, desk.organisation_id, desk.store.clock.now())
    assert [(month.period, month.due) for month in shown.months] == [
        ("2026-01", 9),
        ("2026-02", 0),
        ("2026-03", 0),
        ("2026-04", 9),
    ]


def _own(kind: str) -> dict[str, str]:
    return {"called_because": "Lũ cuốn cầu"} if kind == "extraordinary" else {}


def test_last_month_is_the_meeting_before_that_a_month_must_have(desk: Desk, members: list[str]) -> None:
    august = make(desk, "combined", date(2026, 8, 5))
    make(desk, "committee", date(2026, 8, 28))
    thematic = make(desk, "thematic", date(2026, 9, 1))
    miss_meeting(desk, "2026-09", "lũ quét")
    october = facts(desk, make(desk, "regular", date(2026, 10, 4)))
    assert held_before(desk.store, october, "regular")[-1].id == august
    assert held_before(desk.store, october, "thematic")[-1].id == thematic
    assert held_before(desk.store, facts(desk, august), "regular") == []


def test_absences_in_a_row_are_those_of_meetings_that_count(desk: Desk, members: list[str]) -> None:
    ill = members[3]
    for month in (6, 7, 8):
        make(desk, "regular", date(2026, month, 5), ill)
        make(desk, "congress", date(2026, month, 20))
    october = facts(desk, make(desk, "regular", date(2026, 10, 4), ill))
    assert evidence_at(desk.store, october)["nobody_often_excused"].sentence.startswith("Có 1 đảng viên")


def test_a_meeting_of_the_committee_between_two_scored_ones_hides_no_score(
    desk: Desk, members: list[str]
) -> None:
    note_weaknesses(desk, make(desk, "regular", date(2026, 9, 5)), "Họp còn muộn.")
    make(desk, "extraordinary", date(2026, 9, 20))
    october = make(desk, "regular", date(2026, 10, 4))
    assert "score" in {each.step for each in advice_at(desk.store, october)}
    special = make(desk, "extraordinary", date(2026, 10, 5))
    assert "score" not in {each.step for each in advice_at(desk.store, special)}


def test_a_paper_about_a_person_is_not_the_one_that_closes_the_meeting(desk: Desk, meeting: str) -> None:
    change_resolution(desk, meeting, direction="Làm đường nội bản.")
    closing = resolution_of(desk.store, meeting)
    assert closing is not None
    with desk.writing() as writer:
        case = writer.new_id()
        writer.put(
            "person_case", case, meeting_id=meeting, position=1, matter="admission", full_name="Hờ Thị Mỷ"
        )
        writer.put("resolution", closing.id, case_id=case)
    assert resolution_of(desk.store, meeting) is None


def test_the_thematic_fact_and_the_least_minutes_are_those_of_the_kind(
    desk: Desk, members: list[str], meeting: str
) -> None:
    assert evidence_at(desk.store, facts(desk, meeting))["thematic"].amount == 0
    change_meeting(desk, meeting, kind="combined", theme="Giữ rừng")
    found = evidence_at(desk.store, facts(desk, meeting))
    assert (found["thematic"].amount, found["minutes"].whole) == (1, 120)
