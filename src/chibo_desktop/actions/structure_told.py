"""Telling the bodies between of a decision this body wrote down: a notice to each, for what is written here stays in this body's book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.materials import send_to_several
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes

Sort = Literal["renamed", "moved", "merged", "split", "replaced", "ended", "begun"]
"""What a decision does."""
_WHERE = "Ghi việc này ở máy mình, từ đúng ngày trên: Thiết đặt, Tổ chức bên dưới."
_BOTH = (
    f"{_WHERE} Nếu các chi bộ này cùng thuộc đảng ủy mình thì ghi {{}}; nếu chỉ chi bộ thôi hoạt động thuộc đảng ủy mình "
    "thì ghi Kết thúc hoạt động. Lượt dự còn ghi ở chi bộ thôi hoạt động thì chuyển ngay trên thẻ của chi bộ ấy."
)
TO_DO: Mapping[Sort, str] = {
    "renamed": f"{_WHERE} Tên của chi bộ thì bấm Đổi tên; tên của chính đảng ủy mình thì sửa ở Thiết đặt, thẻ Đơn vị.",
    "moved": f"{_WHERE} Chi bộ chuyển đi thì ghi Kết thúc hoạt động; chi bộ chuyển đến thì mời nối vào ở trang Gửi – nhận, "
    "hoặc nhận nhập thay, rồi ghi Bắt đầu hoạt động.",
    "merged": _BOTH.format("Sáp nhập"),
    "split": f"{_WHERE} Chi bộ được tách ra thì mời nối vào ở trang Gửi – nhận, hoặc nhận nhập thay, rồi ghi Chia tách.",
    "replaced": _BOTH.format("Lập mới thay thế"),
    "ended": f"{_WHERE} Chi bộ thuộc đảng ủy mình thì ghi Kết thúc hoạt động.",
    "begun": f"{_WHERE} Chi bộ thuộc đảng ủy mình thì ghi Bắt đầu hoạt động.",
}
"""What a commune does with a notice of each sort of decision."""


@dataclass(frozen=True)
class Notice:
    """Which organisations a decision is about, from which day, of which sort, what it says, by which paper."""

    about: Sequence[str]
    on: date
    sort: Sort
    says: str
    basis: str = ""


def whom_to_tell(desk: Desk, about: Sequence[str], on: date) -> list[str]:
    """The bodies below this one that stand above these organisations the day before or on the day, and these themselves.

    Only those that can be reached and are no cells: a cell is told by its own body.
    """
    known = organisations(desk.store)
    days = (on - timedelta(days=1) if on > date.min else on, on)
    near = [one for each in about for day in days for one in (each, *known.above(each, day))]
    return [
        one
        for one in dict.fromkeys(map(known.same, near))
        if known.kind(one) != "cell" and can_reach(desk.store, desk.organisation_id, one)
    ]


def decide_and_tell(
    desk: Desk, decide: Callable[[Desk], Changes], notice: Notice
) -> tuple[Changes, list[str]]:
    """Writes a decision and a notice to everybody it concerns, as one action; gives whom it goes to with the next bundles."""
    with desk.store.transaction():
        before = whom_to_tell(desk, notice.about, notice.on)
        changes = decide(desk)
        told = list(dict.fromkeys([*before, *whom_to_tell(desk, notice.about, notice.on)]))
        if told:
            sent, _ = send_to_several(
                desk, told, sort="notice", title=_title(desk, notice), content=_content(notice)
            )
            changes = Changes.of_one_action(changes, sent)
    return changes, told


def _title(desk: Desk, notice: Notice) -> str:
    name = organisations(desk.store).name(notice.about[0], notice.on)
    return f"Thay đổi tổ chức từ ngày {show_day(notice.on)}: {name}"


def _content(notice: Notice) -> str:
    basis = f"\nQuyết định: {notice.basis}." if notice.basis else ""
    return f"{notice.says}{basis}\n{TO_DO[notice.sort]}"
