"""What must hold of a vote: numbers that can be, papers that add up, a threshold not below the rule, one vote a round."""

from __future__ import annotations

from chibo_desktop.actions.meeting_checks import is_moving, refuse_outside
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ballot_base import votes_cast
from chibo_desktop.lists.ballots import base_now, check_counts, papers_of
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.cases import decision_of, most_rounds
from chibo_desktop.rules.voting import BOXES, PAPERS, threshold, threshold_for

COUNTED = frozenset({name for name, _ in (*BOXES, *PAPERS)} | {"taken_at", "excused_deducted", "method"})
"""What the roll call is asked about."""


def check_ballot(proposed: Proposed) -> None:
    """Counts that can be, against the roll call as it stands (294-QĐ/TW §9.3.2), and what the decision asks for."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    for name, _ in (*BOXES, *PAPERS):
        if (after.count(name) or 0) < 0:
            raise proposed.refusal(name, "không thể nhỏ hơn 0. Gõ lại số phiếu.")
    if after.is_put_away:
        return
    if proposed.written & {"decision", "threshold"}:
        _check_threshold(proposed, meeting)
    if proposed.written & {"case_id", "round", "measure", "decision"} and after.text("case_id"):
        _check_round(proposed, meeting)
    if "taken_at" in proposed.written:
        refuse_outside(proposed, meeting, "taken_at")
    if proposed.written & COUNTED and not is_moving(proposed, meeting):
        _check_counts(proposed, meeting)


def _check_counts(proposed: Proposed, meeting: Facts) -> None:
    after = proposed.after
    base = base_now(meeting, after, people_at(proposed.store, meeting.id))
    if after.text("measure"):
        _check_forms(proposed, base.present_official)
    if votes_cast(after) or any(number is not None for number in papers_of(after)):
        check_counts(after, base)


def _check_forms(proposed: Proposed, present: int) -> None:
    """Each chooses one form of discipline: together they are no more than there are people, or valid papers.

    Who chose another form, or none, may stand as "no" beside each: only the yes votes are of different people.
    """
    forms = [proposed.after, *(each for each in _of_round(proposed) if each.text("measure"))]
    total = sum(each.count("yes_count") or 0 for each in forms)
    valid = papers_of(proposed.after).valid
    most = present if valid is None else min(valid, present)
    if total > most:
        said = "phiếu hợp lệ" if valid is not None and valid == most else "đảng viên chính thức có mặt"
        sentence = f"Các hình thức cộng lại {total} phiếu, nhưng chỉ {most} {said}. Sửa số phiếu."
        raise Refusal(sentence, "yes_count")


def _check_threshold(proposed: Proposed, meeting: Facts) -> None:
    """The share asked for is that of the decision or a higher one; of an ordinary matter any."""
    day, decision = meeting_day(meeting), proposed.after.text("decision")
    rule, taken = threshold_for(decision, day), threshold(proposed.after.text("threshold"), day)
    if taken.numerator * rule.denominator < rule.numerator * taken.denominator:
        label = proposed.after.shown("decision").lower()
        raise proposed.refusal("threshold", f"{label} cần {rule.words} ({rule.rule}). Chọn tỷ lệ ấy.")


def _check_round(proposed: Proposed, meeting: Facts) -> None:
    """A vote on a person considered at this meeting, one a round (and form of discipline), no more than allowed."""
    after, case = proposed.after, proposed.need("person_case", "case_id")
    if case.text("meeting_id") != meeting.id:
        raise proposed.refusal("case_id", "trường hợp này thuộc buổi khác. Chọn người được xét ở buổi này.")
    wanted = decision_of(case.text("matter"), after.text("measure"))
    if after.text("decision") != wanted:
        raise proposed.refusal("decision", "không phải việc đang xét của người này. Chọn lại loại việc.")
    number, most = after.count("round") or 1, most_rounds(meeting_day(meeting))
    if number > most:
        raise proposed.refusal("round", f"tại một buổi chỉ biểu quyết nhiều nhất {most} lần về một người.")
    if any(each.text("measure") == after.text("measure") for each in _of_round(proposed)):
        raise proposed.refusal("round", f"lần {number} đã có kết quả. Sửa kết quả ấy.")


def _of_round(proposed: Proposed) -> list[Facts]:
    after = proposed.after
    case_id, number = after.text("case_id"), after.count("round") or 1
    if not case_id:
        return []
    others = proposed.siblings("ballot", "case_id", case_id)
    return [each for each in others if (each.count("round") or 1) == number]
