"""What must hold of a number of members to admit before it is written: who gives it, to whom, for which years."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.said import cells_by_certificate
from chibo_desktop.lists.tree import organisations

LONGEST = 10
"""Years a term's number may cover."""


def check_admission_target(proposed: Proposed) -> None:
    """By this body: for itself in its own book, for one below in the book that one reads; never by a cell; years in order.

    One written before may be withdrawn: it has no number then.
    """
    after, own = proposed.after, proposed.organisation_id
    if after.is_put_away or (proposed.before is not None and after.count("count") is None):
        return
    if after.text("body_id") != own or own in cells_by_certificate(proposed.store):
        raise proposed.refusal("body_id", "chỉ tiêu do đảng ủy cấp trên giao. Hãy báo đảng ủy trực tiếp.")
    whom = after.text("organisation_id")
    if whom != own and not can_reach(proposed.store, own, whom):
        raise proposed.refusal("organisation_id", "nơi này không thuộc cấp mình. Chọn một nơi ở dưới.")
    if after.book != (own if whom == own else f"down:{whom}"):
        name = organisations(proposed.store).name(whom, proposed.today)
        raise proposed.refusal("organisation_id", f"phải ghi vào sổ gửi xuống của {name}.")
    first, last = after.count("first_year"), after.count("last_year")
    if first is None or last is None:
        raise proposed.refusal("first_year", "chưa ghi. Gõ năm, ví dụ 2026.")
    if not 0 <= last - first < LONGEST:
        raise proposed.refusal("last_year", f"phải từ năm đầu trở đi, nhiều nhất {LONGEST} năm.")
    if after.count("count") is None:
        raise proposed.refusal("count", "chưa ghi. Gõ số đảng viên phải kết nạp.")
