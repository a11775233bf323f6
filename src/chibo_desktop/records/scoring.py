"""The cell's own score of one meeting: which frame was applied, what each item got, what it comes to."""

from __future__ import annotations

from typing import NewType

from chibo_desktop.records.field import Kept, choice, number, prose, record, ref, text
from chibo_desktop.records.meeting import MeetingId

ScoreId = NewType("ScoreId", str)
ScoreLineId = NewType("ScoreLineId", str)

GRADES = (("good", "Tốt"), ("fair", "Khá"), ("average", "Trung bình"), ("poor", "Kém"))
"""The four grades of a meeting (HD 12-HD/BTCTW and HD 42-HD/BTCTW)."""


@record(key="score", title="Phiếu tự chấm điểm")
class Score(Kept):
    """One a meeting. `total`, `out_of` and `grade` are kept when the meeting is finalised.

    Points are whole numbers of parts: with `parts` 4 a stored 18 is 4,5 points.
    """

    id: ScoreId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    frame: str = text("Khung tiêu chí", max_len=60)
    rule: str = text("Văn bản của khung tiêu chí", max_len=160, default="")
    parts: int = number("Số phần của một điểm", low=1, high=100, default=1)
    total: int | None = number("Tổng điểm tự chấm", high=100_000, default=None)
    out_of: int | None = number("Tổng điểm tối đa", high=100_000, default=None)
    grade: str | None = choice("Tự xếp loại", GRADES, default=None)
    weaknesses: str = prose("Hạn chế, cách khắc phục", max_len=4_000, default="", private="parent")


@record(key="score_line", title="Điểm từng tiêu chí")
class ScoreLine(Kept):
    """What one item got. `points` is what a person gave, none while the proposal from the facts holds.

    `counted` and `proof` are kept when the meeting is finalised; a proof holds numbers and days, never a name.
    """

    id: ScoreLineId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    score_id: ScoreId = ref("Phiếu chấm điểm", "score")
    item: str = text("Mã tiêu chí", max_len=20)
    points: int | None = number("Điểm người chấm", high=100_000, default=None)
    reason: str = text("Lý do", max_len=300, default="", private="parent")
    counted: int | None = number("Điểm được tính", high=100_000, default=None)
    proof: str = text("Căn cứ", max_len=300, default="")
