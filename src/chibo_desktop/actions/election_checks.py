"""What must hold of an election and of a name on its list: papers that can be, everybody once, nobody elected twice."""

from __future__ import annotations

from chibo_desktop.actions.meeting_checks import check_is_listed, is_moving, refuse_outside
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.lists.ballots import papers_counted
from chibo_desktop.lists.elections import (
    base_now,
    elections_at,
    is_same_person,
    name_of_nominee,
    title_of_election,
)
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.elections import check_chosen, check_seats
from chibo_desktop.rules.voting import PAPERS, check_papers

COUNTED = frozenset({name for name, _ in PAPERS} | {"taken_at", "seats"})
"""What the roll call and the list are asked about."""


def check_election(proposed: Proposed) -> None:
    """One round of an office once, numbers of papers that can be against the roll call and the list as they stand."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    if after.is_put_away:
        return
    if proposed.written & {"office", "round", "put_away"}:
        _check_once(proposed)
    if proposed.written & {"office", "seats"} and after.count("seats"):
        check_seats(after.text("office"), after.count("seats") or 0, meeting_day(meeting))
    if "taken_at" in proposed.written:
        refuse_outside(proposed, meeting, "taken_at")
    if proposed.written & COUNTED and not is_moving(proposed, meeting):
        base = base_now(meeting, after, people_at(proposed.store, meeting.id))
        check_papers(papers_counted(after), (0, 0, 0), base.present_official)
        _check_list(proposed)


def _check_once(proposed: Proposed) -> None:
    after = proposed.after
    office, number = after.text("office"), after.count("round") or 1
    if proposed.before is not None and number > 1 and "office" in proposed.written:
        raise proposed.refusal("office", "lần bầu này tiếp lần trước nên không đổi được. Bỏ lần bầu này.")
    for other in proposed.siblings("election", "meeting_id", after.text("meeting_id")):
        if (other.text("office"), other.count("round") or 1) == (office, number):
            raise proposed.refusal("office", f"“{title_of_election(office, number)}” đã có. Mở cuộc bầu ấy.")


def _check_list(proposed: Proposed) -> None:
    """Valid papers and seats that were changed must still carry what the list was given."""
    after = proposed.after
    valid, seats = after.count("valid_count"), after.count("seats")
    listed = proposed.siblings("nominee", "election_id", after.id)
    chosen = [each.count("chosen_count") or 0 for each in listed]
    if valid is None or not chosen:
        return
    if max(chosen) > valid:
        who = name_of_nominee(proposed.store, listed[chosen.index(max(chosen))]) or "Có người"
        raise proposed.refusal(
            "valid_count",
            f"{who} đã ghi {max(chosen)} phiếu, nhiều hơn {valid} phiếu hợp lệ. Xem lại hai số.",
        )
    if seats and sum(chosen) > valid * seats:
        raise proposed.refusal(
            "valid_count" if "valid_count" in proposed.written else "seats",
            f"{valid} phiếu hợp lệ bầu {seats} người nhiều nhất {valid * seats} lượt, cả danh sách đã ghi {sum(chosen)}. "
            "Xem lại các số này.",
        )


def check_nominee(proposed: Proposed) -> None:
    """An official member or a typed name, once on the list and not elected already; papers the count allows."""
    after = proposed.after
    meeting, election = proposed.need("meeting", "meeting_id"), proposed.need("election", "election_id")
    if election.text("meeting_id") != meeting.id:
        raise proposed.refusal("election_id", "cuộc bầu này thuộc buổi khác. Chọn cuộc bầu ở buổi này.")
    if after.is_put_away:
        return
    if proposed.written & {"member_id", "full_name"}:
        _check_who(proposed, meeting, election)
    if "chosen_count" in proposed.written and after.count("chosen_count") is not None:
        others = proposed.siblings("nominee", "election_id", election.id)
        check_chosen(
            name_of_nominee(proposed.store, after),
            after.count("chosen_count") or 0,
            sum(each.count("chosen_count") or 0 for each in others),
            election.count("valid_count"),
            election.count("seats") or 0,
        )


def _check_who(proposed: Proposed, meeting: Facts, election: Facts) -> None:
    after = proposed.after
    name = "member_id" if after.text("member_id") else "full_name"
    if name == "full_name":
        text.check_person_name(after.text("full_name"), "full_name")
    elif check_is_listed(proposed, "member_id", meeting).membership != "official":
        raise proposed.refusal(
            "member_id", "chỉ đảng viên chính thức của chi bộ được ứng cử, đề cử. Chọn người khác."
        )
    for other in proposed.siblings("nominee", "election_id", election.id):
        if is_same_person(after, other):
            raise proposed.refusal(name, "đã có tên trong danh sách bầu này. Chọn người khác.")
    for row in elections_at(proposed.store, meeting.id):
        is_before = row.office == election.text("office") and row.facts.id != election.id
        if is_before and any(is_same_person(after, each.facts) for each in row.elected):
            raise proposed.refusal(name, "đã trúng cử ở lần bầu khác của chức vụ này. Chọn người khác.")
