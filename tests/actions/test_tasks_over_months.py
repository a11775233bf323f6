"""Tasks from month to month: how much is done, when a standing one ends, milestones, and by when the next is due."""

from __future__ import annotations

from datetime import date, time

import pytest

from chibo_desktop.actions.decisions import add_assignment, proposed_due, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_guest, add_meeting
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import AssignmentRow, done_share, open_assignments
from chibo_desktop.lists.meeting_sheet import meeting_sheet


@pytest.fixture
def september(desk: Desk, members: list[str]) -> str:
    """The meeting before the one of October."""
    return add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5), started_at=time(19, 30))[1]


def due_before(desk: Desk, meeting: str) -> tuple[AssignmentRow, ...]:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet.due_before


def after_october(desk: Desk) -> str:
    return add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))[1]


def test_how_much_is_done_is_kept_while_a_task_goes_on_and_goes_when_it_is_done(
    desk: Desk, september: str, meeting: str
) -> None:
    _, task = add_assignment(desk, september, title="Rải đá")
    report_assignment(desk, task, meeting, "ongoing", "Được 300 m.", percent_done=70)
    (row,) = due_before(desk, meeting)
    assert row.report is not None
    assert (row.report.count("percent_done"), row.state) == (70, "ongoing")
    report_assignment(desk, task, meeting, "done")
    (row,) = due_before(desk, meeting)
    assert row.report is not None
    assert (row.report.count("percent_done"), row.report.text("result")) == (None, "Được 300 m.")


def test_a_share_that_does_not_fit_the_state_is_refused(desk: Desk, september: str, meeting: str) -> None:
    _, task = add_assignment(desk, september, title="Rải đá")
    for state, share, said in (
        ("ongoing", 100, "Chọn kết quả “Hoàn thành”"),
        ("not_done", 10, "Chọn kết quả “Đang thực hiện”"),
        ("done", 90, "mới 90 % thì chưa hoàn thành"),
    ):
        with pytest.raises(Refusal) as refused:
            report_assignment(desk, task, meeting, state, percent_done=share)
        assert said in refused.value.sentence
    assert due_before(desk, meeting)[0].report is None


def test_a_standing_task_comes_back_though_it_is_done_until_somebody_ends_it(
    desk: Desk, september: str, meeting: str
) -> None:
    _, task = add_assignment(desk, september, title="Thu đảng phí", recurring=True)
    report_assignment(desk, task, meeting, "done", "Đã thu đủ.")
    november = after_october(desk)
    assert [row.id for row in due_before(desk, november)] == [task]
    report_assignment(desk, task, november, "done", ended=True)
    assert [row.id for row in due_before(desk, november)] == [task]
    _, december = add_meeting(desk, period="2026-12", held_on=date(2026, 12, 5))
    assert due_before(desk, december) == ()
    assert open_assignments(desk.store, desk.organisation_id, date(2026, 12, 5)) == []
    report_assignment(desk, task, november, "done", ended=False)
    assert [row.id for row in due_before(desk, december)] == [task]


def test_only_a_standing_task_is_ended(desk: Desk, september: str, meeting: str) -> None:
    _, task = add_assignment(desk, september, title="Rải đá")
    with pytest.raises(Refusal) as refused:
        report_assignment(desk, task, meeting, "done", ended=True)
    assert refused.value.field == "ended"


def test_a_milestone_is_heard_of_from_its_month_on(desk: Desk, september: str, meeting: str) -> None:
    due = date(2026, 11, 30)
    _, task = add_assignment(
        desk, september, title="Sơ kết chuyên đề giảm nghèo", due_on=due, milestone="interim"
    )
    assert due_before(desk, meeting) == ()
    (row,) = due_before(desk, after_october(desk))
    assert (row.id, row.milestone) == (task, "Sơ kết")
    assert [each.id for each in open_assignments(desk.store, desk.organisation_id, date(2026, 10, 6))] == [
        task
    ]


def test_the_share_counts_what_is_due_and_what_is_done_before_its_day(
    desk: Desk, september: str, meeting: str
) -> None:
    days = (date(2026, 9, 20), date(2026, 10, 1), date(2026, 12, 1), date(2026, 12, 1))
    tasks = [
        add_assignment(desk, september, title=f"Việc {place}", due_on=day)[1]
        for place, day in enumerate(days, 1)
    ]
    add_assignment(desk, september, title="Thu đảng phí", recurring=True)
    for task, state in zip(tasks, ("done", "not_done", "done"), strict=False):
        report_assignment(desk, task, meeting, state)
    share = done_share(due_before(desk, meeting), date(2026, 10, 5))
    assert (share.done, share.asked, share.silent) == (2, 3, 0)


def test_the_visitor_who_directed_a_task_was_at_that_meeting(
    desk: Desk, september: str, meeting: str
) -> None:
    _, guest = add_guest(desk, meeting, full_name="Hà Văn Thắng", office="Phó Bí thư Đảng ủy xã")
    add_assignment(desk, meeting, title="Làm nốt đường nước", guest_id=guest)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [row.directed_by for row in sheet.given] == ["Hà Văn Thắng"]
    with pytest.raises(Refusal) as refused:
        add_assignment(desk, september, title="Việc khác", guest_id=guest)
    assert refused.value.field == "guest_id"


def test_a_task_is_proposed_for_the_day_before_the_next_usual_meeting(
    desk: Desk, september: str, meeting: str
) -> None:
    assert proposed_due(desk, meeting) == date(2026, 11, 4)
    change_organisation(desk, meeting_day=3)
    assert proposed_due(desk, meeting) == date(2026, 11, 2)


def test_a_meeting_besides_the_regular_one_looks_to_the_regular_one_of_its_own_month(
    desk: Desk, september: str
) -> None:
    _, urgent = add_meeting(
        desk, kind="extraordinary", held_on=date(2026, 10, 1), called_because="Sạt lở đường vào bản"
    )
    assert proposed_due(desk, urgent) == date(2026, 10, 4)


def test_nothing_is_proposed_where_nobody_knows_when_the_cell_meets(desk: Desk, members: list[str]) -> None:
    _, first = add_meeting(desk, period="2026-10")
    assert proposed_due(desk, first) is None
