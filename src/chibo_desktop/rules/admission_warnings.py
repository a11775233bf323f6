"""What stands against a candidate or looks wrong: papers too old, age, schooling, days of steps that cannot both be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from types import MappingProxyType

from chibo_desktop.base.dates import PartialDate, show_day
from chibo_desktop.rules.admission import (
    ANY_ORDER,
    LABELS,
    SENT,
    Reached,
    counted,
    expiring,
    step_rules,
    value_in_force,
)


def paper_warnings(reached: Sequence[Reached], today: date) -> list[str]:
    """Papers too old on the day of the cell's resolution, or today where it has not resolved yet; none once decided."""
    days = counted(reached)
    if "ceremony" in days or "decided" in days:
        return []
    resolved = days.get("resolved")
    on, tail = (resolved, "ngày chi bộ ra nghị quyết") if resolved else (today, "hôm nay")
    early = {step: day for step, day in days.items() if day <= on}
    return [f"{due.words} trước {tail}. {due.sentence}" for due in expiring(early) if due.due_on < on]


def order_warning(reached: Sequence[Reached]) -> str:
    """Two steps whose days cannot both be right, by the stages of the way; "" while none.

    What is carried back and forth is not asked, nor the order within the stages before the resolution.
    """
    first, last = dict[str, date](), dict[str, date]()
    for each in sorted(reached, key=lambda each: each.on):
        first.setdefault(each.step, each.on)
        last[each.step] = each.on
    stages = _stages()
    ordered = [step for step in stages if step in first]
    for earlier, later in combinations(ordered, 2):
        if stages[earlier] < stages[later] and first[earlier] > last[later]:
            return (
                f"“{LABELS[earlier]}” ghi ngày {show_day(first[earlier])}, sau “{LABELS[later]}”"
                f" ngày {show_day(last[later])}. Xem lại hai ngày này."
            )
    return ""


@cache
def _stages() -> Mapping[str, int]:
    """The steps whose days are compared, each with its place; steps of one place come in any order."""
    found, place, before = dict[str, int](), 0, ""
    for key, rule in step_rules().items():
        if not rule.stage or key in (SENT, "appraised"):
            continue
        is_free = rule.stage in ANY_ORDER or rule.stage == "source"
        place += not (is_free and rule.stage in (before, "file"))
        found[key], before = place, rule.stage
    return MappingProxyType(found)


def missing_warning(reached: Sequence[Reached]) -> str:
    """What must come before a decision or a ceremony and was not written; "" while nothing is missing."""
    days = counted(reached)
    must = {"ceremony": ("resolved", "decided"), "decided": ("resolved",)}
    of = next((step for step in must if step in days), "")
    words = {"resolved": "nghị quyết của chi bộ đề nghị kết nạp", "decided": "quyết định kết nạp"}
    missing = [words[step] for step in must.get(of, ()) if step not in days]
    return f"Chưa ghi {' và '.join(missing)}." if missing else ""


def age_warning(born: PartialDate | None, day: date) -> str:
    """Too young or too old on that day, counted by months; "" where it cannot be said."""
    if born is None:
        return ""
    limits = value_in_force("age", day)
    months = (day.year - born.year) * 12 + day.month
    least, most = months - (born.month or 12), months - (born.month or 1)
    if most < limits["least"] * 12:
        return f"Chưa đủ {limits['least']} tuổi, tính theo tháng ({limits['rule']})."
    if least > limits["most"] * 12:
        return (
            f"Quá {limits['most']} tuổi: phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy ({limits['rule']})."
        )
    return ""


def schooling_warning(level: str, state: str, day: date) -> str:
    """What the level of schooling still asks for; "" when it is enough, said to be, or not known."""
    if state == "studying":
        return "Đang học bổ túc văn hóa: chờ đủ trình độ học vấn."
    if state == "lacking":
        return "Chưa đủ trình độ học vấn: cử đi học ở trung tâm giáo dục thường xuyên trước."
    words = value_in_force("schooling", day)
    return (
        f"{words[level]} ({words['rule']})." if state != "meets" and level in ("literate", "primary") else ""
    )
