"""What must hold of a meeting because of its kind, because it was put off or missed, or because an old book gives counts."""

from __future__ import annotations

import re

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at, old_counts
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.attendance import TYPED, check_adds_up
from chibo_desktop.rules.presence import PRESENT
from chibo_desktop.store import Store

TERM = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
OLD_COUNTS = tuple(f"{name}_count" for name in TYPED)


def check_by_kind(proposed: Proposed) -> None:
    """One meeting a month of a series; a day put off lies later; nobody came to a missed one; old counts add up."""
    if proposed.written & {"period", "kind"}:
        _check_only_one(proposed)
    if proposed.written & {"missed", "postponed_from", "held_on"}:
        _check_put_off(proposed)
    if proposed.written & set(OLD_COUNTS):
        _check_old_counts(proposed)
    if "term_words" in proposed.written:
        _check_term(proposed)


def _check_term(proposed: Proposed) -> None:
    """A term runs from one year to a later one; how the two are joined is the cell's way."""
    words = proposed.after.text("term_words")
    years = TERM.fullmatch(words)
    if words and (years is None or int(years[1]) >= int(years[2])):
        raise proposed.refusal("term_words", "gõ năm đầu và năm cuối, ví dụ 2025 - 2030.")


def _check_only_one(proposed: Proposed) -> None:
    second = second_of_series(proposed.store, proposed.after)
    if second is not None:
        words = f"{kind_at(second).words} tháng {second.shown('period')}"
        field = "period" if "period" in proposed.written else "kind"
        raise proposed.refusal(field, f"đã có buổi {words}. Hãy mở buổi ấy.")


def second_of_series(store: Store, meeting: Facts) -> Facts | None:
    """Another meeting of the same month where only one is held; None where there is none."""
    series = kind_at(meeting).series
    others = meetings_of(store, meeting.text("cell_id")) if series else []
    return next(
        (
            other
            for other in others
            if other.id != meeting.id
            and other["period"] == meeting["period"]
            and kind_at(other).series == series
        ),
        None,
    )


def _check_put_off(proposed: Proposed) -> None:
    """A meeting put off is held later than it was meant to be; one that was not held has nobody who came."""
    after = proposed.after
    meant, held = after.day("postponed_from"), after.day("held_on")
    if meant and held and held <= meant:
        raise proposed.refusal(
            "held_on", f"{show_day(held)} không sau ngày đã hoãn {show_day(meant)}. Chọn ngày sau."
        )
    if after.flag("missed") and any(
        mark.text("state") in PRESENT for mark in proposed.siblings("attendance", "meeting_id", after.id)
    ):
        raise proposed.refusal(
            "missed", "buổi này đã điểm danh có người dự. Bỏ điểm danh trước, nếu buổi không diễn ra."
        )


def _check_old_counts(proposed: Proposed) -> None:
    """Counts stand only in what is taken from an old book, and can be; as far as they are typed."""
    after = proposed.after
    if not after.flag("from_old_book"):
        written = next(name for name in OLD_COUNTS if name in proposed.written)
        if after.count(written) is not None:
            raise proposed.refusal(written, "chỉ ghi cho buổi chép lại từ sổ cũ. Hãy điểm danh từng người.")
        return
    counts = old_counts(after)
    if counts.keys() >= set(TYPED):
        try:
            check_adds_up(counts)
        except Refusal as refusal:
            raise Refusal(refusal.sentence, f"{refusal.field}_count") from None
    elif counts.get("present", 0) > counts.get("due", counts.get("present", 0)):
        raise proposed.refusal(
            "present_count",
            f"{counts['present']} nhiều hơn số phải dự {counts['due']}. Gõ lại một trong hai số.",
        )


def check_may_be_marked(proposed: Proposed, meeting: Facts) -> None:
    """Where nobody is due only presence is marked; of a month without its meeting nobody is marked present."""
    is_there = proposed.after.text("state") in PRESENT
    if not is_there and kind_at(meeting).roll == "open":
        raise proposed.refusal("state", "buổi này không ai phải dự; chỉ ghi người có mặt.")
    if is_there and meeting.flag("missed"):
        raise proposed.refusal(
            "state", "kỳ này đã ghi là không sinh hoạt được. Bỏ ghi ấy ở bước Chuẩn bị rồi điểm danh."
        )
