"""The cell scores its own meeting: points given by a person, reasons, the frame; and keeping the score when finalised."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import need_meeting
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.scoring import ScoreSheet, lines_of, score_of, score_sheet, usual_frame
from chibo_desktop.rules.score_frame import Frame, frame_at
from chibo_desktop.store import Changes, Store


def give_points(
    desk: Desk, meeting_id: str, item: str, points: int | None, reason: str | None = None
) -> Changes:
    """Gives an item points (in the frame's parts); the score is begun with the first.

    None takes the person's points back, and so do points equal to the proposal: from then on the item follows the
    facts again. `reason` None leaves the words as they are. Refusal for points the item cannot get.
    """
    meeting = need_meeting(desk, meeting_id)
    row = _need_sheet(desk.store, meeting).row(item)
    if row is None or not row.is_applied:
        raise Refusal(f"Kỳ này không chấm mục “{item}”. Chọn mục khác trong phiếu.", "item")
    given = None if points == row.proposed else points
    if given is None and row.line is None and reason is None and score_of(desk.store, meeting_id):
        return Changes()
    values: dict[str, object] = {"points": given}
    if reason is not None:
        values["reason"] = reason
    return _put_line(desk, meeting, item, values)


def give_reason(desk: Desk, meeting_id: str, item: str, reason: str) -> Changes:
    """Says why an item got what it got; the points stay as they are."""
    return _put_line(desk, need_meeting(desk, meeting_id), item, {"reason": reason})


def note_weaknesses(desk: Desk, meeting_id: str, weaknesses: str) -> Changes:
    """What the chair named as weak and how it will be mended; it stands in the minutes beside the score."""
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        writer.put("score", _begun(desk.store, writer, meeting), weaknesses=weaknesses)
    return writer.changes


def choose_frame(desk: Desk, meeting_id: str, key: str) -> Changes:
    """Scores the meeting by another frame; points given by the frame before are put away with it."""
    meeting = need_meeting(desk, meeting_id)
    frame = _need_frame(key, meeting)
    with desk.writing(meeting.book) as writer:
        score = score_of(desk.store, meeting_id)
        score_id = _begun(desk.store, writer, meeting, frame)
        if score is not None and score.text("frame") != key:
            for line in lines_of(desk.store, score).values():
                writer.put("score_line", line.id, put_away=True)
            writer.put("score", score_id, frame=key, rule=frame.version, parts=frame.parts)
    return writer.changes


def put_away_score(desk: Desk, meeting_id: str) -> Changes:
    """The meeting is not scored after all."""
    meeting = need_meeting(desk, meeting_id)
    score = score_of(desk.store, meeting_id)
    if score is None:
        return Changes()
    with desk.writing(meeting.book) as writer:
        for line in lines_of(desk.store, score).values():
            writer.put("score_line", line.id, put_away=True)
        writer.put("score", score.id, put_away=True)
    return writer.changes


def keep_score(store: Store, writer: GuardedWriter, meeting: Facts) -> None:
    """Keeps what every item got with its proof, the total and the grade; nothing where the meeting is not scored."""
    score = score_of(store, meeting.id)
    sheet = score_sheet(store, meeting) if score is not None else None
    if score is None or sheet is None:
        return
    kept = [row for row in sheet.rows if row.points is not None or row.line is not None]
    # every id before the first put: a number taken is a write, after which the checks would read everything again
    for row, line_id in [(row, row.line.id if row.line else writer.new_id()) for row in kept]:
        parents = {} if row.line else {"meeting_id": meeting.id, "score_id": score.id, "item": row.item.code}
        proof = row.proof[:300] if row.is_applied else ""
        writer.put("score_line", line_id, **parents, counted=row.points, proof=proof)
    frame, total = sheet.frame, sheet.total
    writer.put(
        "score",
        score.id,
        rule=frame.version,
        parts=frame.parts,
        total=total.points,
        out_of=total.out_of,
        grade=total.grade,
    )


def _put_line(desk: Desk, meeting: Facts, item: str, values: dict[str, object]) -> Changes:
    with desk.writing(meeting.book) as writer:
        line = lines_of(desk.store, score_of(desk.store, meeting.id)).get(item)
        score_id = _begun(desk.store, writer, meeting)
        parents = {} if line else {"meeting_id": meeting.id, "score_id": score_id, "item": item}
        if line is not None or any(value not in (None, "") for value in values.values()):
            writer.put("score_line", line.id if line else writer.new_id(), **parents, **values)
    return writer.changes


def _begun(store: Store, writer: GuardedWriter, meeting: Facts, frame: Frame | None = None) -> str:
    """The meeting's score, made when first needed, by the frame given or the cell's usual one."""
    known = score_of(store, meeting.id)
    if known is not None:
        return known.id
    chosen = frame or _need_frame(usual_frame(store, meeting), meeting)
    score_id = writer.new_id()
    writer.put(
        "score",
        score_id,
        meeting_id=meeting.id,
        frame=chosen.key,
        rule=chosen.version,
        parts=chosen.parts,
    )
    return score_id


def _need_frame(key: str, meeting: Facts) -> Frame:
    frame = frame_at(key, meeting_day(meeting))
    if frame is None:
        raise Refusal("Không có khung tiêu chí này. Chọn một khung trong danh sách.", "frame")
    return frame


def _need_sheet(store: Store, meeting: Facts) -> ScoreSheet:
    sheet = score_sheet(store, meeting)
    if sheet is None:
        raise Refusal(
            "Chương trình chưa có khung tiêu chí của phiếu này. Hãy cập nhật chương trình.", "frame"
        )
    return sheet
