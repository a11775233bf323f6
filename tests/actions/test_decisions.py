"""Tasks that come back until they are done, the one resolution of a meeting, proposals and their answers."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.decisions import (
    add_assignment,
    change_assignment,
    change_resolution,
    put_away_assignment,
    put_away_resolution,
    report_assignment,
    resolution_of,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.proposals import (
    add_proposal,
    announce_answer,
    answer_proposal,
    change_proposal,
)
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import open_assignments
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.proposals import list_proposals, to_announce


@pytest.fixture
def september(desk: Desk, members: list[str]) -> str:
    """The meeting before the one of October."""
    return add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5), started_at=time(19, 30))[1]


def test_a_task_comes_back_with_the_months_it_is_late_until_it_is_done(
    desk: Desk, members: list[str], september: str, meeting: str
) -> None:
    _, task = add_assignment(desk, september, title="Rải đá", leader_id=members[3], due_on=date(2026, 9, 5))
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [(row.id, row.months_late, row.leader_name, row.report) for row in sheet.due_before] == [
        (task, 1, "Pờ Go Hừ", None)
    ]
    report_assignment(desk, task, meeting, "done", "Xong 420 m.")
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [row.state_label for row in sheet.due_before] == ["Hoàn thành"]
    assert open_assignments(desk.store, desk.organisation_id, desk.today) == []
    _, november = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    following = meeting_sheet(desk.store, november)
    assert following is not None
    assert following.due_before == ()


def test_a_task_that_was_never_done_is_still_there_two_meetings_later(
    desk: Desk, members: list[str], september: str, meeting: str
) -> None:
    _, task = add_assignment(desk, september, title="Rải đá", leader_id=members[3])
    report_assignment(desk, task, meeting, "ongoing", "Được 300 m.")
    _, november = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    sheet = meeting_sheet(desk.store, november)
    assert sheet is not None
    (row,) = sheet.due_before
    assert row.last is not None
    assert row.last.text("result") == "Được 300 m."


def test_a_task_is_not_due_before_it_is_given(desk: Desk, members: list[str], meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_assignment(desk, meeting, title="Rải đá", due_on=date(2026, 10, 4))
    assert refused.value.field == "due_on"
    _, task = add_assignment(desk, meeting, title="Rải đá", due_on=date(2026, 10, 5))
    for month, is_right in (("2026-10", False), ("2026-11", True)):
        if is_right:
            change_assignment(desk, task, report_at=PartialDate.from_iso(month))
        else:
            with pytest.raises(Refusal):
                change_assignment(desk, task, report_at=PartialDate.from_iso(month))


def test_a_task_taken_back_is_gone_from_the_list(desk: Desk, members: list[str], meeting: str) -> None:
    _, task = add_assignment(desk, meeting, title="Rải đá")
    put_away_assignment(desk, task)
    assert open_assignments(desk.store, desk.organisation_id, desk.today) == []


def test_a_meeting_has_one_resolution(desk: Desk, meeting: str) -> None:
    change_resolution(desk, meeting, direction="Làm đường.")
    change_resolution(desk, meeting, shortcomings="Chia việc chưa rõ.")
    paper = resolution_of(desk, meeting)
    assert paper is not None
    assert (paper.text("direction"), paper.text("shortcomings")) == ("Làm đường.", "Chia việc chưa rõ.")
    with pytest.raises(Refusal), desk.writing() as writer:
        writer.put("resolution", writer.new_id(), meeting_id=meeting)
    put_away_resolution(desk, meeting)
    assert resolution_of(desk, meeting) is None


def test_an_answer_is_kept_in_the_book_addressed_to_the_cell(
    tmp_path: Path, evening: FixedClock, desk: Desk
) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    accept_certificate(desk, certify(commune, request_certificate(desk)))
    with commune.store.writing(desk.organisation_id, "bt") as writer:
        writer.put(
            "proposal", "aaaaaaaa-7", cell_id=desk.organisation_id, content="Sửa đường", source="people"
        )
    changes, answer = answer_proposal(commune, "aaaaaaaa-7", content="Sửa trong quý IV.", outcome="settled")
    assert changes.entry is not None
    assert changes.entry[0] == f"down:{desk.organisation_id}"
    row = next(row for row in list_proposals(commune.store) if row.id == "aaaaaaaa-7")
    assert (row.state, row.answers[0].id, row.answers[0].body_name) == (
        "answered",
        answer,
        "Đảng bộ xã Mường Sáy",
    )
    with pytest.raises(Refusal):
        change_proposal(commune, "aaaaaaaa-7", content="Khác")
    with pytest.raises(Refusal) as refused:
        answer_proposal(
            commune, "aaaaaaaa-7", content="Có.", outcome="settled", answered_on=date(2026, 10, 6)
        )
    assert refused.value.field == "answered_on"
    commune.close()


def test_an_answer_is_announced_once_it_has_come(desk: Desk, meeting: str) -> None:
    _, proposal = add_proposal(desk, meeting, content="Sửa loa", source="people", competence="cell")
    with pytest.raises(Refusal):
        announce_answer(desk, proposal, date(2026, 10, 5))
    answer_proposal(desk, proposal, content="Chi bộ đã sửa.", outcome="settled")
    assert [row.id for row in to_announce(desk.store, desk.organisation_id)] == [proposal]
    announce_answer(desk, proposal, date(2026, 10, 5))
    assert to_announce(desk.store, desk.organisation_id) == []
    (row,) = list_proposals(desk.store, desk.organisation_id)
    assert row.state == "closed"


def test_a_cell_does_not_answer_what_the_bodies_above_settle(desk: Desk, meeting: str) -> None:
    _, proposal = add_proposal(desk, meeting, content="Sửa đường xã", competence="commune")
    with pytest.raises(Refusal):
        answer_proposal(desk, proposal, content="Có.", outcome="settled")


def test_a_proposal_without_words_is_refused(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_proposal(desk, meeting, content=" \n ")
    assert refused.value.field == "content"


def test_a_task_of_a_meeting_put_away_is_asked_of_nobody(desk: Desk, september: str) -> None:
    add_assignment(desk, september, title="Rải đá")
    put_away(desk, "meeting", september)
    assert open_assignments(desk.store, desk.organisation_id, desk.today) == []


def test_the_newest_answer_is_the_one_of_the_latest_day_whoever_gave_it(
    desk: Desk, members: list[str]
) -> None:
    _, proposal = add_proposal(desk, content="Sửa mương.", competence="cell")
    for day, words in ((date(2026, 10, 5), "Đã sửa xong."), (date(2026, 10, 2), "Đang sửa.")):
        answer_proposal(desk, proposal, content=words, outcome="under_way", answered_on=day)
    (row,) = list_proposals(desk.store)
    assert [each.content for each in row.answers] == ["Đang sửa.", "Đã sửa xong."]
