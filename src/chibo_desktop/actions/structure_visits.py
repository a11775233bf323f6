"""Visits planned at an organisation that ended go to the one that came after it; which they are is in lists/structure_visits.py."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure_visits import left_visits
from chibo_desktop.store import Changes


def move_left_visits(desk: Desk, organisation_id: str) -> Changes:
    """Plans each at the organisation that came after, where it is told of it; one action, so one undo.

    Refusal where there is none, or where nobody or several came after: who is gone to then is for a person to say.
    """
    left = left_visits(desk.store, organisation_id, desk.today)
    if not left.visits:
        raise Refusal("Không còn lượt dự nào ghi ở tổ chức này sau ngày thôi hoạt động.")
    if not left.into_id:
        raise Refusal("Chưa rõ tổ chức nào kế thừa. Mở từng lượt ở trang Lượt dự để chọn nơi khác hoặc bỏ.")
    with desk.writing() as writer:
        for visit in left.visits:
            writer.put("visit", visit.id, organisation_id=left.into_id)
    return writer.changes
