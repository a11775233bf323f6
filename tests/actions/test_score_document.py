"""Tests of the score inside the one-document form of a meeting."""

from __future__ import annotations

from typing import Any

import pytest

from actions.desks import NAMES
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meeting_document import put_meeting
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.scoring import kept_scores, score_sheet

WAITING = (("3.1", 4), ("3.2", 5), ("4.1", 5), ("4.2", 20), ("4.3", 9), ("5", 5), ("6", 27), ("7", "5"))


def document(**score: Any) -> dict[str, Any]:
    return {
        "meeting": {
            "period": "2026-10",
            "held_on": "2026-10-05",
            "started_at": "19:30",
            "ended_at": "21:15",
            "chair": NAMES[0],
            "secretary": NAMES[1],
            "read_back": True,
        },
        "others": "present",
        "score": score,
        "finalise": True,
    }


def items(**changed: Any) -> list[dict[str, Any]]:
    return [{"item": code, "points": changed.get(code, points)} for code, points in WAITING]


def test_a_score_in_the_document_is_kept_with_the_meeting(desk: Desk, members: list[str]) -> None:
    meeting_id = put_meeting(desk, document(items=items(), weaknesses="Ít ý kiến."))
    assert kept_scores(desk.store)[meeting_id].line == "90/100 · Tốt"
    meeting = find(desk.store, "meeting", meeting_id)
    sheet = score_sheet(desk.store, meeting) if meeting else None
    assert sheet is not None
    assert sheet.score is not None
    assert sheet.score.text("weaknesses") == "Ít ý kiến."


def test_a_departure_from_the_facts_takes_its_reason_along(desk: Desk, members: list[str]) -> None:
    given = [*items(), {"item": "1", "points": 4, "reason": "Bắt đầu muộn."}]
    meeting_id = put_meeting(desk, document(items=given))
    assert kept_scores(desk.store)[meeting_id].line == "89/100 · Khá"


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ({"frame": "score_khac"}, "Không có khung tiêu chí này"),
        ({"items": [{"item": "9", "points": 1}]}, r"items\[0\]: khung không có mục “9”"),
        ({"items": [{"item": "5", "points": 6}]}, "mục 5 từ 0 đến 5"),
        ({"items": [{"item": "5", "points": "4,5"}]}, r"items\[0\]: điểm mục 5 phải là số từ 0 đến 5"),
        ({"items": [{"item": "5", "points": 4.0}]}, "điểm mục 5 phải là số"),
        ({"items": [{"item": "5", "points": 4, "by": "x"}]}, "mục lạ “by”"),
        ({"total": 100}, "mục lạ “total”"),
        ({"items": []}, "chưa có điểm"),
    ],
)
def test_what_is_wrong_in_the_score_refuses_the_whole_document(
    desk: Desk, members: list[str], score: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        put_meeting(desk, document(**score))
    assert list_meetings(desk.store) == []
