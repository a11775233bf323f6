"""What must hold of a meeting's score and of its lines before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.score_frame import Frame, frame_at
from chibo_desktop.rules.scoring import show_points


def check_score(proposed: Proposed) -> None:
    """One a meeting, by a frame this program knows, and never more than the frame can give."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    if after.is_put_away:
        return
    if proposed.siblings("score", "meeting_id", meeting.id):
        raise proposed.refusal("meeting_id", "buổi này đã có phiếu chấm điểm. Hãy sửa phiếu ấy.")
    frame = _frame_of(proposed, meeting, after)
    for name in ("total", "out_of"):
        number = after.count(name)
        if name in proposed.written and number is not None and number > frame.most:
            most = show_points(frame.parts, frame.most)
            raise proposed.refusal(name, f"nhiều hơn {most} điểm của khung. Xem lại điểm từng mục.")


def check_score_line(proposed: Proposed) -> None:
    """An item of the score's frame, scored once, with points it can get."""
    after = proposed.after
    meeting, score = proposed.need("meeting", "meeting_id"), proposed.need("score", "score_id")
    if score.text("meeting_id") != meeting.id:
        raise proposed.refusal("score_id", "phiếu này của buổi khác. Chọn phiếu của buổi này.")
    if after.is_put_away:
        return
    frame = _frame_of(proposed, meeting, score)
    item = frame.item(after.text("item"))
    if item is None:
        raise proposed.refusal("item", f"khung không có mục “{after.text('item')}”. Chọn mục trong phiếu.")
    if any(line.text("item") == item.code for line in proposed.siblings("score_line", "score_id", score.id)):
        raise proposed.refusal("item", f"mục {item.code} đã được chấm. Hãy sửa điểm của mục ấy.")
    for name in ("points", "counted"):
        number = after.count(name)
        if name in proposed.written and number is not None and number > item.most:
            most = show_points(frame.parts, item.most)
            raise proposed.refusal(name, f"mục {item.code} từ 0 đến {most}. Gõ lại điểm.")


def _frame_of(proposed: Proposed, meeting: Facts, score: Facts) -> Frame:
    frame = frame_at(score.text("frame"), meeting_day(meeting), version=score.text("rule"))
    if frame is None:
        raise proposed.refusal(
            "frame", f"không có khung tiêu chí “{score.text('frame')}”. Chọn khung trong danh sách."
        )
    return frame
