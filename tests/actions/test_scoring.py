"""Tests of scoring a meeting: proposals follow the facts until a person overrides them, and finalising keeps the score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise, unfinalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.scoring import (
    choose_frame,
    give_points,
    give_reason,
    note_weaknesses,
    put_away_score,
)
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.scoring import ScoreRow, ScoreSheet, kept_scores, score_of, score_sheet

LOCAL = "score_08kh"


def sheet_of(desk: Desk, meeting: str) -> ScoreSheet:
    facts = find(desk.store, "meeting", meeting)
    sheet = score_sheet(desk.store, facts) if facts else None
    assert sheet is not None
    return sheet


def row_of(desk: Desk, meeting: str, code: str) -> ScoreRow:
    row = sheet_of(desk, meeting).row(code)
    assert row is not None
    return row


def fill(desk: Desk, meeting: str) -> None:
    """Gives every waiting item all it can get."""
    for code in sheet_of(desk, meeting).total.lacking:
        give_points(desk, meeting, code, row_of(desk, meeting, code).item.most)


def step_state(desk: Desk, meeting: str) -> str:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return next(step.state for step in sheet.steps if step.key == "score")


@pytest.fixture
def ready(desk: Desk, meeting: str) -> str:
    """The October meeting, everybody present, read back."""
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    return meeting


def test_a_proposal_follows_the_facts_until_a_person_overrides_it(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    choose_frame(desk, meeting, LOCAL)
    record_all_present(desk, meeting)
    assert row_of(desk, meeting, "2.1").points == 4
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    assert row_of(desk, meeting, "2.1").points == 3
    give_points(desk, meeting, "2.1", 2, "Hai đồng chí về sớm.")
    record_attendance(desk, meeting, members[2], "present")
    row = row_of(desk, meeting, "2.1")
    assert (row.points, row.proposed, row.by_hand, row.reason) == (2, 4, 2, "Hai đồng chí về sớm.")


def test_points_equal_to_the_proposal_follow_the_facts_again(
    desk: Desk, ready: str, members: list[str]
) -> None:
    choose_frame(desk, ready, LOCAL)
    give_points(desk, ready, "2.1", 2)
    give_points(desk, ready, "2.1", 4)
    assert row_of(desk, ready, "2.1").by_hand is None
    record_attendance(desk, ready, members[2], "absent")
    assert row_of(desk, ready, "2.1").points == 1


def test_changing_what_no_item_asks_for_changes_no_points(desk: Desk, ready: str) -> None:
    give_points(desk, ready, "5", 4)
    before = [(row.item.code, row.points) for row in sheet_of(desk, ready).rows]
    change_meeting(desk, ready, place="Nhà ông trưởng bản", dues_note="Đủ.", mood="Phấn khởi.")
    add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5), started_at=time(19, 30))
    assert [(row.item.code, row.points) for row in sheet_of(desk, ready).rows] == before


@pytest.mark.parametrize(("item", "points"), [("5", 6), ("4.2", 26), ("6", 31), ("9", 1)])
def test_points_beyond_the_item_are_refused_and_nothing_is_written(
    desk: Desk, ready: str, item: str, points: int
) -> None:
    with pytest.raises(Refusal):
        give_points(desk, ready, item, points)
    assert score_of(desk.store, ready) is None


def test_an_item_of_a_themed_meeting_cannot_be_scored_at_another(desk: Desk, ready: str) -> None:
    choose_frame(desk, ready, LOCAL)
    with pytest.raises(Refusal, match=r"Kỳ này không chấm mục “4\.3”"):
        give_points(desk, ready, "4.3", 5)


def test_a_second_score_or_a_second_line_of_one_item_is_refused(desk: Desk, ready: str) -> None:
    give_points(desk, ready, "5", 4)
    score = score_of(desk.store, ready)
    assert score is not None
    with pytest.raises(Refusal, match="đã có phiếu chấm điểm"), desk.writing() as writer:
        writer.put("score", writer.new_id(), meeting_id=ready, frame="score_hd42")
    with pytest.raises(Refusal, match="mục 5 đã được chấm"), desk.writing() as writer:
        writer.put("score_line", writer.new_id(), meeting_id=ready, score_id=score.id, item="5", points=1)


def test_a_meeting_nobody_scores_is_finalised_without_a_score(desk: Desk, ready: str) -> None:
    assert step_state(desk, ready) == "optional"
    assert check_meeting(desk, ready) == []
    finalise(desk, ready)
    assert score_of(desk.store, ready) is None


def test_a_score_that_was_begun_is_asked_for_item_by_item(desk: Desk, ready: str) -> None:
    give_points(desk, ready, "5", 4)
    lacking = [each for each in check_meeting(desk, ready) if each.step == "score"]
    assert [each.field for each in lacking] == list(sheet_of(desk, ready).total.lacking)
    assert lacking[0].sentence == "Chấm điểm: mục 3.1 chưa có điểm."
    assert step_state(desk, ready) == "todo"
    with pytest.raises(Refusal, match=r"mục 3\.1 chưa có điểm"):
        finalise(desk, ready)
    put_away_score(desk, ready)
    assert check_meeting(desk, ready) == []


def test_a_departure_from_the_facts_asks_for_its_reason(desk: Desk, ready: str) -> None:
    fill(desk, ready)
    give_points(desk, ready, "1", 3)
    assert [each.sentence for each in check_meeting(desk, ready)] == [
        "Chấm điểm: mục 1 chưa ghi lý do đổi điểm."
    ]
    give_reason(desk, ready, "1", "Bắt đầu muộn 20 phút.")
    assert check_meeting(desk, ready) == []
    assert step_state(desk, ready) == "done"


def test_finalising_keeps_points_proofs_total_and_grade(desk: Desk, ready: str) -> None:
    fill(desk, ready)
    give_points(desk, ready, "4.2", 12, "Ít ý kiến.")
    finalise(desk, ready)
    score = score_of(desk.store, ready)
    assert score is not None
    assert [score[name] for name in ("total", "out_of", "grade", "rule")] == [
        87,
        100,
        "fair",
        "42-HD/BTCTW (28/10/2025)",
    ]
    line = row_of(desk, ready, "2").line
    assert line is not None
    assert (line.count("counted"), line.count("points")) == (5, None)
    assert line.text("proof") == "Có mặt 9 trên 9 đảng viên phải dự, đạt 100,0 %. Không ai vắng không lý do."
    assert kept_scores(desk.store)[ready].line == sheet_of(desk, ready).line == "87/100 · Khá"


def test_a_fact_that_comes_after_the_lock_changes_nothing_of_the_score(desk: Desk, ready: str) -> None:
    choose_frame(desk, ready, LOCAL)
    fill(desk, ready)
    give_points(desk, ready, "8.3", 0)
    finalise(desk, ready)
    before = sheet_of(desk, ready).total
    change_meeting(desk, ready, posted_after_on=date(2026, 10, 5))
    assert sheet_of(desk, ready).total == before
    assert row_of(desk, ready, "8.3").points == 0


def test_a_finalised_score_cannot_be_touched(desk: Desk, ready: str) -> None:
    fill(desk, ready)
    finalise(desk, ready)
    acts: tuple[Callable[[], object], ...] = (
        lambda: give_points(desk, ready, "5", 1),
        lambda: note_weaknesses(desk, ready, "Ít ý kiến."),
        lambda: choose_frame(desk, ready, LOCAL),
        lambda: put_away_score(desk, ready),
    )
    for act in acts:
        with pytest.raises(Refusal, match="đã chốt"):
            act()


def test_a_meeting_opened_again_follows_the_facts_again(desk: Desk, ready: str, members: list[str]) -> None:
    fill(desk, ready)
    finalise(desk, ready)
    unfinalise(desk, ready)
    assert kept_scores(desk.store) == {}
    record_attendance(desk, ready, members[2], "absent")
    assert row_of(desk, ready, "2").points is None
    give_points(desk, ready, "2", 1)
    finalise(desk, ready)
    assert sheet_of(desk, ready).total.points == 96


def test_another_frame_begins_anew_and_undo_brings_the_old_points_back(desk: Desk, ready: str) -> None:
    give_points(desk, ready, "5", 4)
    changes = choose_frame(desk, ready, LOCAL)
    sheet = sheet_of(desk, ready)
    assert (sheet.frame.key, sheet.row("5")) == (LOCAL, None)
    undo(desk, changes)
    assert row_of(desk, ready, "5").by_hand == 4


def test_giving_points_can_be_undone(desk: Desk, ready: str) -> None:
    give_points(desk, ready, "5", 4)
    undo(desk, give_points(desk, ready, "5", 2))
    assert row_of(desk, ready, "5").by_hand == 4


def test_the_frame_of_the_meeting_before_is_the_usual_one(desk: Desk, ready: str) -> None:
    choose_frame(desk, ready, LOCAL)
    _, november = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    assert sheet_of(desk, november).frame.key == LOCAL
    said = [each.sentence for each in advise_meeting(desk, november)]
    assert "Buổi trước có chấm điểm, buổi này chưa chấm." in said


def test_a_reason_stays_with_the_body_above_and_points_go_everywhere() -> None:
    from chibo_desktop.records import find_spec

    assert find_spec("score_line").reach_of("reason") == "parent"
    assert find_spec("score").reach_of("weaknesses") == "parent"
    assert {find_spec("score_line").reach_of(name) for name in ("item", "points", "counted", "proof")} == {
        "public"
    }
