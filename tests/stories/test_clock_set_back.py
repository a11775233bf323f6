"""A clock set back by a month, by ten years, to 1970: everything typed stays, in its order, and the meeting is finalised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.finalise import finalise, unfinalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.history import recent_history, record_history, whole_history
from chibo_desktop.lists.last_written import last_written
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.today import clock_trouble
from chibo_desktop.store.access import list_access, note_access
from chibo_desktop.store.drafts import read_draft, write_draft
from chibo_desktop.store.rebuild import check_journal, compare, project_everything

EVENING = datetime(2026, 11, 5, 21, 30, tzinfo=VIETNAM)
BACK = {
    "a month": datetime(2026, 10, 5, 21, 40, tzinfo=VIETNAM),
    "ten years": datetime(2016, 11, 5, 21, 40, tzinfo=VIETNAM),
    "1970": datetime(1970, 1, 1, 7, 3, tzinfo=VIETNAM),
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING, timedelta(seconds=1))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A cell with October finalised."""
    clock.set(EVENING - timedelta(days=31))
    made = make_desk(tmp_path, clock)
    members = make_members(made)
    _, october = add_meeting(
        made,
        period="2026-10",
        held_on=date(2026, 10, 5),
        started_at=time(19, 30),
        ended_at=time(21, 0),
        secretary_id=members[1],
    )
    record_all_present(made, october)
    change_meeting(made, october, read_back=True)
    finalise(made, october)
    clock.set(EVENING)
    yield made
    made.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    """November, half typed while the clock was right."""
    secretary = desk.store.value("SELECT id FROM member WHERE full_name = 'Giàng Thị Dua'")
    _, made = add_meeting(
        desk, period="2026-11", held_on=date(2026, 11, 5), started_at=time(19, 30), secretary_id=secretary
    )
    record_all_present(desk, made)
    change_meeting(desk, made, conclusion="gõ trước khi mất điện")
    return made


@pytest.fixture(params=BACK)
def set_back(request: pytest.FixtureRequest, clock: FixedClock, meeting: str) -> datetime:
    """The machine was off, its battery is dead: the clock begins again somewhere in the past."""
    moment = BACK[request.param]
    clock.set(moment)
    return moment


@pytest.fixture
def dead_battery(clock: FixedClock, meeting: str) -> datetime:
    """The commonest of them: the clock begins again in 1970."""
    clock.set(BACK["1970"])
    return BACK["1970"]


def test_what_is_typed_under_it_is_kept_and_finalised_on_the_day_that_was_typed(
    desk: Desk, meeting: str, set_back: datetime
) -> None:
    change_meeting(desk, meeting, conclusion="gõ sau khi có điện", ended_at=time(21, 15), read_back=True)
    add_assignment(desk, meeting, title="Nạo vét mương", due_on=date(2026, 11, 30))
    finalise(desk, meeting)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert sheet.is_finalised
    assert sheet.day == date(2026, 11, 5)
    assert sheet.meeting.text("conclusion") == "gõ sau khi có điện"
    assert sheet.meeting.moment("ended_at") == datetime(2026, 11, 5, 21, 15, tzinfo=VIETNAM)
    assert [task.title for task in sheet.given] == ["Nạo vét mương"]
    assert compare(desk.store.connection) == []
    assert list(check_journal(desk.store.connection)) == []


def test_the_lock_is_no_older_than_what_it_locks(desk: Desk, meeting: str, dead_battery: datetime) -> None:
    change_meeting(desk, meeting, ended_at=time(21, 15), read_back=True)
    finalise(desk, meeting)
    facts = find(desk.store, "meeting", meeting)
    assert facts is not None
    at = facts.moment("finalised_at")
    assert at is not None
    assert at >= EVENING


def test_a_paper_given_out_keeps_the_minutes_locked_when_the_clock_is_right_again(
    desk: Desk, meeting: str, clock: FixedClock, dead_battery: datetime
) -> None:
    change_meeting(desk, meeting, ended_at=time(21, 15), read_back=True)
    finalise(desk, meeting)
    note_access(desk.store, "printed", "meeting", meeting, user=desk.user)
    clock.set(EVENING + timedelta(days=1))
    note_access(desk.store, "viewed", "meeting", meeting, user=desk.user)
    assert [line.what for line in list_access(desk.store, "meeting", meeting)] == ["viewed", "printed"]
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, meeting)


def test_the_history_tells_what_was_written_in_the_order_it_was_written(
    desk: Desk, meeting: str, clock: FixedClock, dead_battery: datetime
) -> None:
    change_meeting(desk, meeting, conclusion="hai")
    change_meeting(desk, meeting, conclusion="ba")
    clock.set(EVENING + timedelta(days=1))
    change_meeting(desk, meeting, conclusion="bốn")
    wanted = ["bốn", "ba", "hai", "gõ trước khi mất điện"]
    for rows in (
        record_history(desk.store, "meeting", meeting),
        whole_history(desk.store, "meeting", meeting),
    ):
        said = [change for row in rows if row.kind == "meeting" for change in row.changes]
        assert [each.after for each in said if each.name == "conclusion"] == wanted
        assert [each.before for each in said if each.name == "conclusion"] == [*wanted[1:], ""]
    newest = recent_history(desk.store, 2)
    assert [row.key for row in newest] == [
        row.key for row in record_history(desk.store, "meeting", meeting)[:2]
    ]


def test_a_step_taken_back_gives_what_stood_there_before_the_clock_changed(
    desk: Desk, meeting: str, dead_battery: datetime
) -> None:
    changes = change_meeting(desk, meeting, conclusion="gõ nhầm")
    undo(desk, changes)
    facts = find(desk.store, "meeting", meeting)
    assert facts is not None
    assert not facts.is_put_away
    assert facts.text("conclusion") == "gõ trước khi mất điện"


def test_a_record_read_before_a_write_under_it_is_not_taken_for_unchanged(
    desk: Desk, meeting: str, dead_battery: datetime
) -> None:
    read = desk.store.head("meeting", meeting)
    change_meeting(desk, meeting, conclusion="người khác ghi")
    assert desk.store.head("meeting", meeting) != read


def test_da_ghi_says_the_newest_entry_and_the_warning_stays_after_writing(
    desk: Desk, meeting: str, clock: FixedClock, set_back: datetime
) -> None:
    change_meeting(desk, meeting, conclusion="hai")
    written = last_written(desk.store)
    assert written is not None
    assert timedelta(0) <= written - set_back < timedelta(minutes=1)
    trouble = clock_trouble(desk.store, clock.now())
    assert "Hãy chỉnh lại ngày giờ" in trouble
    assert "lần ghi sau cùng 21:3" in trouble
    assert clock_trouble(desk.store, EVENING + timedelta(minutes=5)) == ""


def test_a_draft_under_it_is_kept_and_projecting_anew_changes_nothing(
    desk: Desk, meeting: str, clock: FixedClock, dead_battery: datetime
) -> None:
    write_draft(desk.store, ("meeting", meeting, "mood"), "đang gõ", base="", user=desk.user)
    change_meeting(desk, meeting, conclusion="hai")
    with desk.store.transaction():
        project_everything(desk.store.connection)
    again = open_desk(desk.folder, "suối lanh mùa đông", clock=clock)
    draft = read_draft(again.store, "meeting", meeting, "mood")
    facts = find(again.store, "meeting", meeting)
    again.close()
    assert draft is not None
    assert draft.text == "đang gõ"
    assert facts is not None
    assert facts.text("conclusion") == "hai"


def test_a_day_that_has_not_come_is_still_refused_while_the_clock_may_be_right(
    desk: Desk, meeting: str, clock: FixedClock
) -> None:
    change_meeting(desk, meeting, held_on=date(2026, 11, 6), ended_at=time(21, 15), read_back=True)
    with pytest.raises(Refusal, match="06/11/2026 chưa đến"):
        finalise(desk, meeting)


def test_a_clock_that_had_run_years_ahead_does_not_call_the_right_one_wrong(
    desk: Desk, meeting: str, clock: FixedClock
) -> None:
    clock.set(datetime(2050, 1, 1, 8, 0, tzinfo=VIETNAM))
    add_member(desk, full_name="Lò Văn Pâng")
    clock.set(EVENING + timedelta(hours=1))
    assert clock_trouble(desk.store, clock.now()) == ""
    someone = desk.store.value("SELECT id FROM member WHERE full_name = 'Lò Văn Hặc'")
    record_attendance(desk, meeting, str(someone), "excused", "ốm")
    change_meeting(desk, meeting, held_on=date(2026, 11, 7), ended_at=time(21, 15), read_back=True)
    with pytest.raises(Refusal, match="07/11/2026 chưa đến"):
        finalise(desk, meeting)
