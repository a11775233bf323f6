"""Tests of the score as lists show it: the running line, what travels upward, boards, and a frame nobody knows here."""

from __future__ import annotations

from pathlib import Path

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import change_meeting, record_all_present
from chibo_desktop.actions.scoring import give_points, note_weaknesses
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.missing import missing_at
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.scoring import kept_scores, score_of, score_sheet
from chibo_desktop.store import Store
from lists.test_levels import carry


def meeting_at(store: Store, meeting: str) -> Facts:
    facts = find(store, "meeting", meeting)
    assert facts is not None
    return facts


def score_and_finalise(desk: Desk, meeting: str) -> None:
    """91 points: one departure with its reason, everything else the most."""
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    sheet = score_sheet(desk.store, meeting_at(desk.store, meeting))
    assert sheet is not None
    for code in sheet.total.lacking:
        row = sheet.row(code)
        assert row is not None
        give_points(desk, meeting, code, row.item.most)
    give_points(desk, meeting, "4.2", 18)
    give_points(desk, meeting, "1", 3, "Đồng chí Vàng A Chứ mở cửa muộn.")
    note_weaknesses(desk, meeting, "Đồng chí Lò Văn Hặc nói dài.")
    finalise(desk, meeting)


def test_the_running_line_says_how_many_items_wait_and_then_the_grade(desk: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    sheet = score_sheet(desk.store, meeting_at(desk.store, meeting))
    assert sheet is not None
    assert sheet.line == "10/100 · còn 8 mục"
    score_and_finalise(desk, meeting)
    whole = score_sheet(desk.store, meeting_at(desk.store, meeting))
    assert whole is not None
    assert whole.line == "91/100 · Tốt"


def test_above_points_proofs_and_grade_are_the_same_and_reasons_are_not_there(
    desk: Desk, members: list[str], meeting: str, tmp_path: Path, evening: FixedClock
) -> None:
    score_and_finalise(desk, meeting)
    upper = make_desk(tmp_path / "upper", evening, "upper", "Đảng bộ tỉnh Nậm Sơn")
    carry(desk.store, upper.store, desk.organisation_id)
    here = score_sheet(desk.store, meeting_at(desk.store, meeting))
    there = score_sheet(upper.store, meeting_at(upper.store, meeting))
    assert here is not None
    assert there is not None
    assert [(row.item.code, row.points, row.proof) for row in there.rows] == [
        (row.item.code, row.points, row.proof) for row in here.rows
    ]
    assert there.line == here.line
    assert kept_scores(upper.store)[meeting] == kept_scores(desk.store)[meeting]
    first = there.row("1")
    assert first is not None
    assert (first.reason, first.asks_reason) == ("", False)
    held = " ".join(str(row["body"]) for row in upper.store.rows("SELECT body FROM journal"))
    assert "mở cửa muộn" not in held
    assert "nói dài" not in held
    upper.close()


def test_a_frame_this_program_does_not_know_still_shows_the_total_on_a_board(
    desk: Desk, members: list[str], meeting: str
) -> None:
    score_and_finalise(desk, meeting)
    score = score_of(desk.store, meeting)
    assert score is not None
    with desk.store.transaction(), desk.store.writing(score.book, "bt") as writer:
        writer.put_json("score", score.id, {"frame": "score_nam_sau"})
    facts = meeting_at(desk.store, meeting)
    assert score_sheet(desk.store, facts) is None
    assert kept_scores(desk.store)[meeting].line == "91/100 · Tốt"
    assert [each for each in missing_at(desk.store, meeting, desk.today) if each.step == "score"] == []


def test_the_step_stands_between_proposals_and_reading_back(desk: Desk, meeting: str) -> None:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    keys = [step.key for step in sheet.steps]
    assert keys[keys.index("score") - 1 : keys.index("score") + 2] == ["proposals", "score", "read_back"]
