"""Cho vào lưu trữ: putting any record away and bringing it back; nothing is deleted, past figures stay as they were."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.cases import bring_back_case, put_away_case
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import bring_back_election, put_away_election
from chibo_desktop.actions.guard import LOCKED_WITH_MEETING, refuse_finalised
from chibo_desktop.actions.meeting_kind_checks import second_of_series
from chibo_desktop.actions.members import add_standing, bring_back_member, put_away_member
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.put_away import NOT_LISTED, left_on
from chibo_desktop.lists.roster import kind_at, standings_of
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records import find_spec
from chibo_desktop.rules.standing import MEMBERSHIPS
from chibo_desktop.store import Changes


def put_away(desk: Desk, kind: str, record_id: str, *, left: date | None = None) -> Changes:
    """Puts one record away. `left` is the last day of a member on the list, asked by the trade for who was on it.

    Refusal for a finalised meeting and what stands in its minutes, for a member on the list without a day, and
    for what is never put away.
    """
    facts = _need(desk, kind, record_id)
    if kind in NOT_LISTED:
        raise Refusal(f"“{find_spec(kind).title}” không cho vào lưu trữ được. Hãy sửa trực tiếp.")
    if facts.is_put_away:
        raise Refusal("Bản ghi này đã ở trong lưu trữ.")
    if kind == "member":
        return put_away_member(desk, record_id, left_on=left)
    if kind == "person_case":
        return put_away_case(desk, record_id)
    if kind == "election":
        return put_away_election(desk, record_id)
    return _put(desk, facts, put_away=True)


def bring_back(desk: Desk, kind: str, record_id: str, *, from_on: date | None = None) -> Changes:
    """Brings one record back. A member who left comes back on a day, `from_on`, in the standing they had.

    Refusal for a part whose meeting is put away or finalised, for a second meeting of a month that has one, and for a
    member who left when no day is given.
    """
    facts = _need(desk, kind, record_id)
    if kind == "member":
        return _bring_back_member(desk, facts, from_on)
    if not facts.is_put_away:
        raise Refusal("Bản ghi này không ở trong lưu trữ.")
    if kind == "meeting":
        _refuse_second(desk, facts)
    _refuse_without_meeting(desk, facts)
    if kind == "person_case":
        return bring_back_case(desk, record_id)
    if kind == "election":
        return bring_back_election(desk, record_id)
    return _put(desk, facts, put_away=False)


def _put(desk: Desk, facts: Facts, *, put_away: bool) -> Changes:
    with desk.writing(facts.book) as writer:
        writer.put(facts.kind, facts.id, put_away=put_away)
    return writer.changes


def _need(desk: Desk, kind: str, record_id: str) -> Facts:
    facts = find(desk.store, find_spec(kind).key, record_id)
    if facts is None:
        raise Refusal("Ở máy này không có bản ghi ấy. Hãy xem lại danh sách.")
    return facts


def _bring_back_member(desk: Desk, facts: Facts, from_on: date | None) -> Changes:
    ended = left_on(desk.store, facts.id)
    if ended is None:
        if not facts.is_put_away:
            raise Refusal("Đảng viên này đang có trong danh sách.")
        return bring_back_member(desk, facts.id)
    if from_on is None:
        raise Refusal(f"Đã rời chi bộ sau ngày {show_day(ended)}. Ghi ngày trở lại rồi bấm lại.", "from_on")
    kinds = [each.text("kind") for each in standings_of(desk.store, facts.id)]
    membership = [kind for kind in kinds if kind in MEMBERSHIPS]
    with desk.store.transaction():
        back = bring_back_member(desk, facts.id)
        added, _ = add_standing(desk, facts.id, membership[-1] if membership else "official", from_on)
    return back + added


def _refuse_second(desk: Desk, meeting: Facts) -> None:
    second = second_of_series(desk.store, meeting)
    if second is not None:
        words = f"{kind_at(second).words} tháng {second.shown('period')}"
        raise Refusal(f"Đã có buổi {words} khác, nên buổi này ở lại lưu trữ.", "period")


def _refuse_without_meeting(desk: Desk, facts: Facts) -> None:
    if facts.kind not in LOCKED_WITH_MEETING or not facts.text("meeting_id"):
        return
    meeting = find(desk.store, "meeting", facts.text("meeting_id"))
    refuse_finalised(meeting)
    if meeting is not None and meeting.is_put_away:
        raise Refusal("Buổi sinh hoạt của mục này đang ở lưu trữ. Đưa buổi ấy trở lại trước.")
