"""The score of a meeting as a page or paper shows it: every item with proposal, proof and points, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import keep_percent
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.lists.said import one_book
from chibo_desktop.lists.score_evidence import evidence_at
from chibo_desktop.records import find_spec
from chibo_desktop.rules.score_frame import NATIONAL, Frame, Item, frame_at
from chibo_desktop.rules.scoring import Proposal, Total, is_applied, propose, show_points, total
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class ScoreRow:
    """One item. `points` are those that count now, `by_hand` those a person gave; None while nobody judged.

    `step` is the step of the sheet behind the proof, "" for none. `is_applied` False: not scored at this meeting.
    """

    item: Item
    proposed: int | None
    proof: str
    step: str
    points: int | None
    by_hand: int | None
    reason: str
    is_applied: bool
    line: Facts | None

    @property
    def asks_reason(self) -> bool:
        """Whether a person departed from the facts without saying why; a reason kept below is no missing one."""
        kept_below = self.line is not None and "reason" in self.line.absent
        return (
            self.by_hand is not None
            and self.proposed is not None
            and self.by_hand != self.proposed
            and not self.reason
            and not kept_below
        )


@dataclass(frozen=True)
class ScoreSheet:
    """The whole score. `score` is None while nobody has begun; then the rows hold proposals only."""

    meeting: Facts
    score: Facts | None
    frame: Frame
    rows: tuple[ScoreRow, ...]
    total: Total

    @property
    def is_finalised(self) -> bool:
        return self.meeting.moment("finalised_at") is not None

    @property
    def day(self) -> date:
        """The day whose frames may be chosen."""
        return meeting_day(self.meeting)

    def row(self, code: str) -> ScoreRow | None:
        """The row of an item, None when the frame has none of that code."""
        return next((row for row in self.rows if row.item.code == code), None)

    @property
    def line(self) -> str:
        """The running total: "86/100 · Khá"; while items wait for somebody: "52/100 · còn 8 mục"."""
        made = f"{show_points(self.frame.parts, self.total.points)}/{show_points(self.frame.parts, self.total.out_of)}"
        if self.total.lacking:
            return f"{made} · còn {len(self.total.lacking)} mục"
        return f"{made} · {grade_label(self.total.grade)}" if self.total.grade else made


def score_of(store: Store, meeting_id: str) -> Facts | None:
    """The meeting's score record, None while nobody has begun to score it."""
    found = children(store, "score", "meeting_id", meeting_id)
    return found[-1] if found else None


def lines_of(store: Store, score: Facts | None) -> Mapping[str, Facts]:
    """The lines of a score by item; of two for one item (written on two machines) the later made."""
    if score is None:
        return {}
    return {line.text("item"): line for line in children(store, "score_line", "score_id", score.id)}


def score_sheet(store: Store, meeting: Facts) -> ScoreSheet | None:
    """The score of a meeting as it stands; None when its frame is not known to this program."""
    # by its facts: as long as the meeting reads the same and nothing else was written, so does its score
    return known(store, ("score", meeting.id), lambda: _read(store, meeting))


def _read(store: Store, meeting: Facts) -> ScoreSheet | None:
    score = score_of(store, meeting.id)
    key = score.text("frame") if score else usual_frame(store, meeting)
    frame = frame_at(key, meeting_day(meeting), version=score.text("rule") if score else "")
    if frame is None:
        return None
    known = evidence_at(store, meeting)
    lines = lines_of(store, score)
    is_final = meeting.moment("finalised_at") is not None
    rows = tuple(
        _row(item, propose(item, known), lines.get(item.code), is_applied(item, known), is_final)
        for item in frame.items
    )
    left_out = frozenset(row.item.code for row in rows if not row.is_applied)
    counted = total(frame, {row.item.code: row.points for row in rows}, left_out)
    return ScoreSheet(meeting, score, frame, rows, counted)


def _row(item: Item, proposal: Proposal, line: Facts | None, applied: bool, is_final: bool) -> ScoreRow:
    by_hand = line.count("points") if line else None
    kept = line if is_final else None
    points = by_hand if by_hand is not None else proposal.points
    proof = proposal.proof if by_hand is None else proposal.known
    if kept is not None and kept.count("counted") is not None:
        points, proof = kept.count("counted"), kept.text("proof")
    return ScoreRow(
        item=item,
        proposed=proposal.points if applied else None,
        proof=keep_percent(proof) if applied else "Kỳ này không tính mục này.",
        step=proposal.step,
        points=points if applied else None,
        by_hand=by_hand,
        reason=line.text("reason") if line else "",
        is_applied=applied,
        line=line,
    )


def usual_frame(store: Store, meeting: Facts) -> str:
    """The frame of the cell's last scored meeting before this one, else the national one."""
    day = meeting_day(meeting)
    for earlier in reversed(meetings_of(store, meeting.text("cell_id"))):
        score = (
            score_of(store, earlier.id) if earlier.id != meeting.id and meeting_day(earlier) < day else None
        )
        if score is not None:
            return score.text("frame")
    return NATIONAL


@dataclass(frozen=True)
class KeptScore:
    """What a finalised meeting came to, as kept with it: for boards and figures, also where the frame is not known."""

    points: str
    out_of: str
    grade: str
    grade_label: str

    @property
    def line(self) -> str:
        """As in "86/100 · Khá"."""
        return f"{self.points}/{self.out_of} · {self.grade_label}"


_KEPT = """SELECT s.meeting_id, s._book AS book, m._book AS minutes, s.total, s.out_of, COALESCE(s.parts, 1) AS parts, s.grade FROM score s JOIN meeting m ON m.id = s.meeting_id
    WHERE m.finalised_at IS NOT NULL AND COALESCE(m.put_away, 0) = 0 AND COALESCE(s.put_away, 0) = 0
    AND s.total IS NOT NULL AND s.out_of > 0 ORDER BY s.rowid"""


def kept_scores(store: Store) -> Mapping[str, KeptScore]:
    """The kept score of every finalised meeting held, by meeting id; one read for a whole board."""
    is_one = one_book(store)
    return {
        row["meeting_id"]: KeptScore(
            show_points(row["parts"], row["total"]),
            show_points(row["parts"], row["out_of"]),
            row["grade"] or "",
            grade_label(row["grade"]),
        )
        for row in store.rows(_KEPT)
        if is_one(row["book"], row["minutes"])
    }


def grade_label(grade: str | None) -> str:
    """As in "Khá"; "" for none."""
    field = find_spec("score").field("grade")
    return field.label_of(grade) if field and grade else ""


@dataclass(frozen=True)
class ScoreGap:
    """What a score that was begun still asks for."""

    sentence: str
    kind: str
    id: str
    field: str


def score_gaps(store: Store, meeting: Facts) -> Iterator[ScoreGap]:
    """Items nobody judged and departures without a reason; nothing where no score was begun."""
    score = score_of(store, meeting.id)
    sheet = score_sheet(store, meeting) if score is not None else None
    if sheet is None or score is None:
        return
    for row in sheet.rows:
        code = row.item.code
        if code in sheet.total.lacking:
            yield ScoreGap(f"Chấm điểm: mục {code} chưa có điểm.", "score", score.id, code)
        elif row.asks_reason:
            yield ScoreGap(f"Chấm điểm: mục {code} chưa ghi lý do đổi điểm.", "score", score.id, code)


def was_scored_before(store: Store, meeting: Facts) -> bool:
    """Whether the meeting of the cell before this one was scored and this one is not."""
    if score_of(store, meeting.id) is not None:
        return False
    # kinds that nobody scores (of the committee, a congress) lie between two that are, and say nothing
    before = [
        each
        for each in meetings_of(store, meeting.text("cell_id"))
        if each.id != meeting.id
        and meeting_day(each) < meeting_day(meeting)
        and kind_at(each).scored
        and not each.flag("missed")
    ]
    return bool(before) and score_of(store, before[-1].id) is not None
