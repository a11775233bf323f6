"""The values of the paper on which a cell scores its own meeting, and the sentence on it in minutes and resolution."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import fold
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.scoring import ScoreRow, ScoreSheet, grade_label, score_of, score_sheet
from chibo_desktop.papers.decision_values import vote_values
from chibo_desktop.papers.facts import Issuer, Officer, Vote
from chibo_desktop.papers.people_values import issuer_values, signer_values
from chibo_desktop.rules.score_frame import Group
from chibo_desktop.rules.scoring import show_points
from chibo_desktop.store import Store

OWN_VOTE = ("cham diem", "xep loai")
"""Words by which a vote is known to be the one on the score."""


class ScoreItem(TypedDict):
    """One criterion; points as people write them, "" while nobody judged; `note` is the reason, else the proof."""

    code: str
    title: str
    most: str
    points: str
    note: str
    applied: bool


class ScoreGroup(TypedDict):
    """A group with its sum, held to its cap."""

    code: str
    title: str
    most: str
    points: str
    items: list[ScoreItem]


class ScorePaper(TypedDict):
    """`frame` is the name of the frame, `rule` the paper that set it. `total` and `grade` are "" while items wait.

    `due` and `present` are None while nobody is marked; `vote` is the cell's vote on the score, None without one.
    """

    issuer: Issuer
    draft: bool
    month: str
    held_on: str
    venue: str
    due: int
    present: int | None
    frame: str
    rule: str
    groups: list[ScoreGroup]
    total: str
    out_of: str
    grade: str
    weaknesses: str
    vote: Vote | None
    signer: Officer


def score_values(store: Store, meeting_id: str) -> ScorePaper:
    """The score of a meeting as it stands. Refusal for no such meeting, a frame not known, or one closed unscored."""
    sheet = meeting_sheet(store, meeting_id)
    if sheet is None:
        raise Refusal("Không có buổi sinh hoạt với mã này. Chọn lại buổi sinh hoạt.")
    score = score_sheet(store, sheet.meeting)
    if score is None:
        raise Refusal("Chương trình chưa có khung tiêu chí của phiếu này. Hãy cập nhật chương trình.")
    if score.score is None and sheet.is_finalised:
        raise Refusal("Buổi này đã chốt mà không chấm điểm, nên không có phiếu. Hãy in biên bản.")
    meeting, counted = sheet.meeting, sheet.attendance
    votes = [vote for vote in vote_values(sheet) if any(word in fold(vote["matter"]) for word in OWN_VOTE)]
    parts, is_whole = score.frame.parts, not score.total.lacking
    return ScorePaper(
        issuer=issuer_values(store, sheet.cell),
        draft=not sheet.is_finalised,
        month=meeting.text("period")[:7],
        held_on=meeting.text("held_on"),
        venue=meeting.text("place"),
        due=counted.due,
        present=counted.present if counted.unmarked < counted.due else None,
        frame=score.frame.name,
        rule=score.frame.version,
        groups=[_group(score, group) for group in score.frame.groups],
        total=show_points(parts, score.total.points) if is_whole else "",
        out_of=show_points(parts, score.total.out_of),
        grade=grade_label(score.total.grade),
        weaknesses=score.score.text("weaknesses") if score.score else "",
        vote=votes[0] if votes else None,
        signer=signer_values(store, meeting),
    )


def _group(score: ScoreSheet, group: Group) -> ScoreGroup:
    parts = score.frame.parts
    rows = [row for row in score.rows if row.item in group.items]
    waits = any(row.item.code in score.total.lacking for row in rows)
    return ScoreGroup(
        code=group.code,
        title=group.title,
        most=show_points(parts, group.most),
        points="" if waits else show_points(parts, score.total.by_group[group.code]),
        items=[_item(row, parts) for row in rows],
    )


def _item(row: ScoreRow, parts: int) -> ScoreItem:
    return ScoreItem(
        code=row.item.code,
        title=row.item.title,
        most=show_points(parts, row.item.most),
        points=show_points(parts, row.points) if row.points is not None else "",
        note=row.reason or row.proof,
        applied=row.is_applied,
    )


def score_sentence(store: Store, meeting: Facts, *, groups: bool = False) -> str:
    """As in "Chi bộ tự chấm 86/100 điểm, xếp loại Khá."; "" where the score is not whole. `groups` adds a line."""
    score = score_of(store, meeting.id)
    if score is None:
        return ""
    sheet = score_sheet(store, meeting)
    if sheet is None or sheet.total.lacking or sheet.total.grade is None:
        return ""
    parts, total = sheet.frame.parts, sheet.total
    made, out_of = show_points(parts, total.points), show_points(parts, total.out_of)
    said = f"Chi bộ tự chấm {made}/{out_of} điểm, xếp loại {grade_label(total.grade)}."
    weak = score.text("weaknesses")
    if weak:
        said += f" Hạn chế, cách khắc phục: {weak}"
    if not groups:
        return " ".join(said.split())
    each = [
        f"nhóm {group.code}: {show_points(parts, total.by_group[group.code])}/{show_points(parts, group.most)}"
        for group in sheet.frame.groups
    ]
    return f"{said}\nĐiểm từng nhóm tiêu chí: {'; '.join(each)}."
