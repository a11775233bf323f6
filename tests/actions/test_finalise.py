"""Finalising: what it asks for, what it numbers, what it locks, and when it can be taken back."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_desktop.actions import meetings
from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.cases import add_case
from chibo_desktop.actions.decisions import (
    add_assignment,
    change_assignment,
    change_resolution,
    report_assignment,
    resolution_of,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import add_election
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise, unfinalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.proposals import add_proposal, change_proposal
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.rows import children, find
from chibo_desktop.store.access import note_access
from chibo_desktop.store.ledger import note_bundle_out


def make_meeting(desk: Desk, period: str, held_on: date, members: list[str]) -> str:
    """Another meeting, complete but for what the test adds."""
    _, made = add_meeting(
        desk,
        period=period,
        held_on=held_on,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        secretary_id=members[1],
        read_back=True,
    )
    record_all_present(desk, made)
    return made


def test_everything_missing_is_said_in_words_with_its_step(desk: Desk, members: list[str]) -> None:
    _, bare = add_meeting(desk, period="2026-10", agenda=False, place="")
    said = {(each.step, each.field) for each in check_meeting(desk, bare)}
    assert {
        ("prepare", "held_on"),
        ("prepare", "started_at"),
        ("prepare", "ended_at"),
        ("prepare", "secretary_id"),
        ("roll_call", "state"),
        ("read_back", "read_back"),
    } <= said
    assert len([each for each in check_meeting(desk, bare) if each.step == "roll_call"]) == 9
    with pytest.raises(Refusal) as refused:
        finalise(desk, bare)
    assert "Chưa ghi ngày sinh hoạt." in refused.value.sentence


def test_each_excused_member_needs_a_reason(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    record_attendance(desk, meeting, members[6], "excused")
    (missing,) = check_meeting(desk, meeting)
    assert (missing.step, missing.field, missing.id) == ("roll_call", "reason", f"{meeting}/{members[6]}")
    assert "Sùng A Dơ" in missing.sentence
    record_attendance(desk, meeting, members[6], "excused", "ốm")
    assert check_meeting(desk, meeting) == []


def test_an_absent_chair_is_noticed(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    record_attendance(desk, meeting, members[0], "excused", "đi họp huyện")
    assert [each.field for each in check_meeting(desk, meeting)] == ["chair_id"]


def test_a_resolution_is_written_or_left_away(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    assert check_meeting(desk, meeting) == []
    change_resolution(desk, meeting, summary="Lãnh đạo nhiệm vụ tháng 10")
    assert [each.step for each in check_meeting(desk, meeting)] == ["decisions"]
    change_resolution(desk, meeting, direction="Làm xong đường bản.")
    assert check_meeting(desk, meeting) == []


def test_counts_and_words_left_open_are_missing(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết")
    meetings.add_opinion(desk, meeting, body="", member_id=members[2])
    meetings.add_agenda_item(desk, meeting, title="")
    assert {(each.kind, each.field) for each in check_meeting(desk, meeting)} == {
        ("ballot", "yes_count"),
        ("opinion", "body"),
        ("agenda_item", "title"),
    }


def test_a_month_changed_after_the_day_is_asked_about_before_finalising(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    change_meeting(desk, meeting, period=PartialDate(2026, 11))
    assert check_meeting(desk, meeting) == []
    (advised, *_) = advise_meeting(desk, meeting)
    assert (advised.field, "không thuộc kỳ tháng 11" in advised.sentence) == ("period", True)
    change_meeting(desk, meeting, period=PartialDate(2027, 10))
    assert [each.field for each in check_meeting(desk, meeting)] == ["period"]
    with pytest.raises(Refusal, match="không thuộc kỳ tháng 10"):
        finalise(desk, meeting)
    change_meeting(desk, meeting, period=PartialDate(2026, 10))
    assert not any(each.field == "period" for each in advise_meeting(desk, meeting))


def test_a_meeting_of_tomorrow_cannot_be_finalised(desk: Desk, members: list[str]) -> None:
    made = make_meeting(desk, "2026-10", date(2026, 10, 6), members)
    assert [each.field for each in check_meeting(desk, made)] == ["held_on"]


def test_a_short_meeting_and_a_missed_target_are_said_and_do_not_block(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[3], "excused", "ốm")
    change_meeting(desk, meeting, read_back=True, ended_at=time(20, 30))
    assert [each.step for each in advise_meeting(desk, meeting)] == ["prepare", "roll_call"]
    finalise(desk, meeting)


def test_finalising_keeps_rule_moment_and_numbers_per_type(desk: Desk, members: list[str]) -> None:
    kinds = (("2026-08", date(2026, 8, 5), "resolution"), ("2026-09", date(2026, 9, 5), "conclusion"))
    for period, day, kind in (*kinds, ("2026-10", date(2026, 10, 5), "resolution")):
        made = make_meeting(desk, period, day, members)
        change_resolution(desk, made, kind=kind, direction="Làm xong đường bản.")
        finalise(desk, made)
    papers = [resolution_of(desk, each.id) for each in meetings_of(desk.store, desk.organisation_id)]
    assert [(paper.text("kind"), paper.count("number")) for paper in papers if paper] == [
        ("resolution", 1),
        ("conclusion", 1),
        ("resolution", 2),
    ]
    last = meetings_of(desk.store, desk.organisation_id)[-1]
    assert last.text("rule") == "42-HD/BTCTW (28/10/2025)"
    assert last.moment("finalised_at") == datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)


def test_a_number_given_before_is_kept_and_a_second_use_refused(desk: Desk, members: list[str]) -> None:
    first = make_meeting(desk, "2026-09", date(2026, 9, 5), members)
    change_resolution(desk, first, direction="Làm đường.", number=7)
    finalise(desk, first)
    second = make_meeting(desk, "2026-10", date(2026, 10, 5), members)
    with pytest.raises(Refusal) as refused:
        change_resolution(desk, second, direction="Trồng rau.", number=7)
    assert refused.value.field == "number"
    change_resolution(desk, second, direction="Trồng rau.")
    finalise(desk, second)
    paper = resolution_of(desk, second)
    assert paper is not None
    assert paper.count("number") == 8


def test_a_new_term_begins_again_with_one(desk: Desk, members: list[str]) -> None:
    for period, day in (("2025-03", date(2025, 3, 5)), ("2025-05", date(2025, 5, 5))):
        made = make_meeting(desk, period, day, members)
        change_resolution(desk, made, direction="Làm đường.")
        finalise(desk, made)
        paper = resolution_of(desk, made)
        assert paper is not None
        assert paper.count("number") == 1


def test_minutes_are_numbered_only_where_the_cell_wants_it(desk: Desk, members: list[str]) -> None:
    numbers = []
    for period, day in (
        ("2026-08", date(2026, 8, 5)),
        ("2026-09", date(2026, 9, 5)),
        ("2026-10", date(2026, 10, 5)),
    ):
        made = make_meeting(desk, period, day, members)
        finalise(desk, made)
        found = find(desk.store, "meeting", made)
        numbers.append(found.count("minutes_number") if found else None)
        with desk.writing() as writer:
            writer.put("organisation", desk.organisation_id, minutes_numbered=True)
    assert numbers == [None, 1, 2]


def test_nothing_of_a_finalised_meeting_can_be_changed(desk: Desk, members: list[str]) -> None:
    made = make_meeting(desk, "2026-10", date(2026, 10, 5), members)
    _, item = meetings.add_agenda_item(desk, made, title="Sửa đường bản")
    _, opinion = meetings.add_opinion(desk, made, body="Đồng ý.", member_id=members[2])
    _, task = add_assignment(desk, made, title="Rải đá", leader_id=members[3], due_on=date(2026, 10, 20))
    change_resolution(desk, made, direction="Làm đường.")
    _, proposal = add_proposal(desk, made, content="Xin thêm xi măng")
    finalise(desk, made)
    tries = (
        lambda: change_meeting(desk, made, place="Nơi khác"),
        lambda: put_away(desk, "meeting", made),
        lambda: record_attendance(desk, made, members[0], "absent"),
        lambda: meetings.change_agenda_item(desk, item, title="Khác"),
        lambda: meetings.put_away_agenda_item(desk, item),
        lambda: meetings.add_agenda_item(desk, made, title="Thêm"),
        lambda: meetings.change_opinion(desk, opinion, body="Không đồng ý."),
        lambda: meetings.add_guest(desk, made, full_name="Hà Thị Xuân"),
        lambda: add_ballot(desk, made, matter="Thêm", yes_count=1),
        lambda: change_resolution(desk, made, direction="Khác"),
        lambda: change_assignment(desk, task, title="Khác"),
        lambda: add_assignment(desk, made, title="Thêm"),
        lambda: change_proposal(desk, proposal, content="Khác"),
        lambda: finalise(desk, made),
    )
    before = desk.store.value("SELECT count(*) FROM journal")
    for attempt in tries:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert "đã chốt" in refused.value.sentence
    assert desk.store.value("SELECT count(*) FROM journal") == before


def test_what_happens_after_the_minutes_may_still_be_written(
    desk: Desk, members: list[str], finalised: str
) -> None:
    change_meeting(desk, finalised, posted_after_on=date(2026, 10, 5))
    found = find(desk.store, "meeting", finalised)
    assert found is not None
    assert found.day("posted_after_on") == date(2026, 10, 5)


def test_a_task_of_a_finalised_meeting_is_reported_at_later_ones(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    first = make_meeting(desk, "2026-09", date(2026, 9, 5), members)
    _, task = add_assignment(desk, first, title="Rải đá", leader_id=members[3], due_on=date(2026, 9, 25))
    with pytest.raises(Refusal):
        report_assignment(desk, task, first, "done")
    finalise(desk, first)
    second = make_meeting(desk, "2026-10", date(2026, 10, 5), members)
    assert [each.id for each in advise_meeting(desk, second) if each.step == "last_month"] == [task]
    report_assignment(desk, task, second, "ongoing", "Đã rải 300 m.")
    finalise(desk, second)
    with pytest.raises(Refusal):
        report_assignment(desk, task, second, "done")
    evening.set(datetime(2026, 11, 5, 22, 0, tzinfo=VIETNAM))
    third = make_meeting(desk, "2026-11", date(2026, 11, 5), members)
    report_assignment(desk, task, third, "done", "Xong.")


def test_a_finalised_meeting_opens_again_while_nothing_has_left(desk: Desk, finalised: str) -> None:
    unfinalise(desk, finalised)
    change_meeting(desk, finalised, place="Nhà trưởng bản")
    finalise(desk, finalised)


def test_looking_at_the_paper_does_not_keep_it_closed_and_printing_does(desk: Desk, finalised: str) -> None:
    note_access(desk.store, "looked", "meeting", finalised, user="bt")
    unfinalise(desk, finalised)
    finalise(desk, finalised)
    note_access(desk.store, "printed", "meeting", finalised, user="bt")
    with pytest.raises(Refusal, match="đã in"):
        unfinalise(desk, finalised)


@pytest.mark.parametrize("kind", ["resolution", "agenda_item", "person_case", "ballot", "election"])
def test_a_paper_of_any_part_that_has_left_keeps_the_meeting_closed(
    desk: Desk, meeting: str, kind: str
) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    change_resolution(desk, meeting, direction="Làm đường")
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=9)
    add_case(desk, meeting, matter="admission", full_name="Lù A Páo")
    add_election(desk, meeting, office="secretary")
    part = children(desk.store, kind, "meeting_id", meeting)[0]
    with desk.writing(desk.organisation_id, unlocked=True) as writer:
        writer.put("meeting", meeting, finalised_at=desk.store.clock.now())
    note_access(desk.store, "printed", kind, part.id, user="bt")
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, meeting)


def test_a_draft_printed_before_finalising_does_not_keep_it_closed(
    desk: Desk, meeting: str, evening: FixedClock
) -> None:
    note_access(desk.store, "printed", "meeting", meeting, user="bt")
    evening.set(datetime(2026, 10, 5, 22, 5, tzinfo=VIETNAM))
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    unfinalise(desk, meeting)


def test_a_meeting_in_a_bundle_stays_closed(desk: Desk, finalised: str) -> None:
    device, number = desk.store.field_head("meeting", finalised, "finalised_at").split(":")
    runs = [(desk.organisation_id, device, 1, int(number) - 1)]
    note_bundle_out(desk.store, bundle_hash="aa", to_org="bbbbbbbb-1", name="a.cbb", runs=runs)
    unfinalise(desk, finalised)
    finalise(desk, finalised)
    _, number = desk.store.field_head("meeting", finalised, "finalised_at").split(":")
    runs = [(desk.organisation_id, device, 1, int(number))]
    note_bundle_out(desk.store, bundle_hash="bb", to_org="bbbbbbbb-1", name="b.cbb", runs=runs)
    with pytest.raises(Refusal, match="gói"):
        unfinalise(desk, finalised)


def test_a_meeting_put_away_is_not_finalised(desk: Desk, members: list[str]) -> None:
    made = make_meeting(desk, "2026-10", date(2026, 10, 5), members)
    put_away(desk, "meeting", made)
    with pytest.raises(Refusal, match="lưu trữ"):
        finalise(desk, made)
