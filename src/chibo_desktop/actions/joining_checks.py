"""What must hold before two records are said to be one, and of the note that a book was opened from above."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.same import JOINABLE, read_as
from chibo_desktop.store.certificates import also_of


def check_same_as(proposed: Proposed) -> None:
    """Both records are held, of one kind and cell, and neither stands already in another join of this one."""
    after = proposed.after
    kind, kept, joined = after.text("of"), after.text("kept_id"), after.text("joined_id")
    if after.is_put_away:
        return
    if kind not in JOINABLE or not kept or not joined:
        raise proposed.refusal("of", "chọn hai tổ chức hoặc hai đảng viên.")
    if kept == joined:
        raise proposed.refusal("joined_id", "là chính bản ghi giữ lại. Chọn bản ghi kia.")
    if kind == "organisation":
        _check_organisations(proposed, kept, joined)
    else:
        _check_members(proposed, kept, joined)
    known = read_as(proposed.store, kind)
    if joined in known and proposed.is_new:
        raise proposed.refusal("joined_id", "đã nối với bản ghi khác rồi. Bỏ lần nối ấy trước.")
    if known.get(kept, kept) == joined:
        raise proposed.refusal("kept_id", "đang nối vào chính bản ghi kia. Bỏ lần nối ấy trước.")


def _check_organisations(proposed: Proposed, kept: str, joined: str) -> None:
    own = proposed.organisation_id
    if kept != own or joined not in also_of(proposed.store, own):
        raise proposed.refusal(
            "joined_id", "chỉ nối được sổ mà cấp trên đã giao cho chi bộ này. Hãy hỏi cấp trên."
        )


def _check_members(proposed: Proposed, kept: str, joined: str) -> None:
    one, other = (find(proposed.store, "member", record_id) for record_id in (kept, joined))
    if one is None or other is None:
        raise proposed.refusal("joined_id", "không có đảng viên này ở đây. Hãy chọn trong danh sách.")
    if one.text("cell_id") != other.text("cell_id"):
        raise proposed.refusal("joined_id", "thuộc chi bộ khác. Chỉ nối hai người cùng một chi bộ.")


def check_opening(proposed: Proposed) -> None:
    """The day is no future one."""
    proposed.refuse_future("opened_on")
