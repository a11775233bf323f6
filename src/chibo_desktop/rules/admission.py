"""What follows from the steps of a candidate: the state, what comes next, what is due by which rule; who it is it never asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from chibo_desktop.base.dates import PartialDate, last_day, month_of, show_day
from chibo_desktop.records.development import STEPS
from chibo_desktop.rules import guidance
from chibo_desktop.rules.deadlines import working_day_after

LABELS = dict(STEPS)
NEW, RETURNED, SENT, STOPPED, OFFICIAL = "new", "returned", "sent", "stopped", "announced"
AGAIN = ("sent", "returned", "appraised", "introduced", "opinions", "course_done")
"""Steps that may stand more than once: a file goes back and forth, a paper that expired is made anew."""
ANY_ORDER = ("file", "probation")
"""The stages whose papers are made in any order: what is missing comes next."""
STATES = {
    NEW: "Mới đưa vào danh sách",
    "selected": "Đã được chọn, có người giúp đỡ",
    "course_asked": "Chờ học lớp nhận thức về Đảng",
    "course_done": "Đã học lớp nhận thức về Đảng",
    "allowed": "Được làm thủ tục",
    "applied": "Đang làm hồ sơ",
    "verified": "Đang làm hồ sơ, đã thẩm tra lý lịch",
    "introduced": "Đang làm hồ sơ, đã có giấy giới thiệu",
    "opinions": "Đang làm hồ sơ, đã lấy ý kiến",
    "resolved": "Chi bộ đã đề nghị kết nạp",
    SENT: "Hồ sơ đã gửi cấp trên",
    RETURNED: "Hồ sơ trả về để bổ sung",
    "appraised": "Đã thẩm định, chờ quyết định",
    "decided": "Có quyết định, chờ lễ kết nạp",
    "ceremony": "Đảng viên dự bị",
    "new_course": "Đảng viên dự bị, đã học lớp đảng viên mới",
    "official_asked": "Đang xét chính thức",
    "official_resolved": "Chi bộ đã đề nghị chính thức",
    "official_decided": "Có quyết định chính thức",
    OFFICIAL: "Đã là đảng viên chính thức",
    STOPPED: "Thôi xem xét",
}
"""The state that the furthest step leads to, in words, in the order of the way."""
FINAL = (OFFICIAL, STOPPED)


@dataclass(frozen=True)
class StepRule:
    """One step of the way: who writes it ("cell", "body", "either"), its stage, the papers it asks for."""

    key: str
    by: str
    stage: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Reached:
    """A step reached on a day; of several on one day the later given counts as the later."""

    step: str
    on: date


@dataclass(frozen=True)
class Way:
    """Where a case stands: the state, since when, the next step and who writes it; "" when nothing comes any more."""

    state: str
    since: date | None
    next_step: str
    by: str

    @property
    def is_over(self) -> bool:
        return self.state in FINAL


@dataclass(frozen=True)
class Due:
    """Something with a last day. `about` is a step, or the paper that expires then; `sentence` names day and rule."""

    about: str
    words: str
    due_on: date
    sentence: str
    expires: bool = False

    @property
    def by(self) -> str:
        """Who has to do it: "body", or "cell"."""
        return "body" if not self.expires and writer_of(self.about) == "body" else "cell"


@cache
def step_rules() -> Mapping[str, StepRule]:
    """The steps in their order, by key."""
    values = guidance.newest("admission_steps").values
    return MappingProxyType(
        {
            key: StepRule(key, str(each["by"]), str(each["stage"]), tuple(each["papers"]))
            for key, each in values.items()
        }
    )


def writer_of(step: str) -> str:
    """Who writes a step: "cell", "body", or "either", as of one only a newer program knows."""
    rule = step_rules().get(step)
    return rule.by if rule else "either"


def way_of(reached: Sequence[Reached], *, is_official: bool = False) -> Way:
    """The state that follows from the steps, whatever the order they were written in.

    `is_official`: the list of members says so. A file that was returned waits for the cell until it is sent again; what
    was appraised before it was returned is appraised anew.
    """
    days = {each.step: each for each in sorted(reached, key=lambda each: each.on)}
    if STOPPED in days:
        return Way(STOPPED, days[STOPPED].on, "", "")
    if is_official:
        last = days.get(OFFICIAL)
        return Way(OFFICIAL, last.on if last else None, "", "")
    counted = _counted(reached)
    order = [key for key, rule in step_rules().items() if rule.stage]
    known = [key for key in order if key in counted]
    if RETURNED in counted:
        return Way(RETURNED, counted[RETURNED], SENT, "cell")
    state = known[-1] if known else NEW
    following = _following(state, order, counted)
    return Way(state, counted.get(state), following, writer_of(following) if following else "")


def _counted(reached: Iterable[Reached]) -> dict[str, date]:
    """The newest day of each step that still counts; `returned` only while the file was not sent again."""
    found: dict[str, date] = {}
    for each in sorted(reached, key=lambda each: each.on):
        if each.step == RETURNED:
            for undone in (SENT, "appraised"):
                found.pop(undone, None)
        elif each.step in (SENT, "decided", "official_decided"):
            found.pop(RETURNED, None)
        found[each.step] = each.on
    return found


def _following(state: str, order: Sequence[str], counted: Mapping[str, date]) -> str:
    """The step after the furthest; within a stage of any order the first that is not written."""
    if state == OFFICIAL:
        return ""
    rules = step_rules()
    stage = rules[state].stage if state in rules else ""
    if stage in ANY_ORDER:
        open_here = [key for key in order if rules[key].stage == stage and key not in counted]
        after = [key for key in order[order.index(state) :] if rules[key].stage != stage]
        return (open_here or after)[0]
    return order[order.index(state) + 1 if state in rules else 0]


def dues_of(reached: Sequence[Reached], *, is_official: bool = False) -> list[Due]:
    """Everything that has a last day now, the soonest first; nothing of a case that is over."""
    if way_of(reached, is_official=is_official).is_over:
        return []
    return sorted(_dues(_counted(reached)), key=lambda each: each.due_on)


def _dues(days: Mapping[str, date]) -> Iterator[Due]:
    if "ceremony" in days:
        yield from _dues_on_probation(days)
    elif "decided" in days:
        yield _by_working_days("ceremony", "Tổ chức lễ kết nạp", "ceremony", days["decided"])
    elif "resolved" in days:
        yield _by_working_days("decided", "Ra quyết định kết nạp", "decision", days["resolved"])
    else:
        yield from _expiring(days)


def _dues_on_probation(days: Mapping[str, date]) -> Iterator[Due]:
    if "official_decided" in days:
        return
    if "official_resolved" in days:
        start = days["official_resolved"]
        yield _by_working_days(
            "official_decided", "Ra quyết định công nhận chính thức", "official_decision", start
        )
        return
    end = official_day(days["ceremony"])
    rule = _value("probation", days["ceremony"])["rule"]
    yield Due(
        "probation",
        "Hết 12 tháng dự bị",
        end,
        f"Hết 12 tháng dự bị ngày {show_day(end)}, tính từ lễ kết nạp, theo {rule}.",
    )
    yield _by_working_days("official_resolved", "Chi bộ xét công nhận chính thức", "official_resolution", end)


def _expiring(days: Mapping[str, date]) -> Iterator[Due]:
    """Papers that must be fresh on the day of the cell's resolution."""
    for step, words, name in (
        ("course_done", "Giấy chứng nhận học lớp nhận thức", "certificate"),
        ("introduced", "Giấy giới thiệu", "introduction"),
        ("opinions", "Ý kiến đoàn thể, nơi cư trú", "introduction"),
    ):
        if step in days:
            value = _value(name, days[step])
            until = after_months(days[step], value["months"])
            said = f"{words} dùng được đến {show_day(until)} ({value['months']} tháng), theo {value['rule']}."
            yield Due(step, f"{words} hết hạn", until, said, expires=True)


@lru_cache(maxsize=4_096)
def _by_working_days(about: str, words: str, name: str, start: date) -> Due:
    value = _value(name, start)
    due = working_day_after(start, value["working_days"])
    longer = f" (được gia hạn thêm {value['more']} ngày làm việc)" if value["more"] else ""
    said = f"Hạn {show_day(due)}: {value['working_days']} ngày làm việc từ {value['from']}{longer}, theo {value['rule']}."
    return Due(about, words, due, said)


@lru_cache(maxsize=4_096)
def _value(name: str, day: date) -> Mapping[str, Any]:
    found: Mapping[str, Any] = guidance.in_force("admission", day).values[name]
    return found


def official_day(ceremony: date) -> date:
    """The day one is an official member from: exactly the months of probation after the ceremony, however late it is decided."""
    return after_months(ceremony, int(_value("probation", ceremony)["months"]))


def after_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day(month_of(date(day.year + years, month + 1, 1)))
    return end.replace(day=min(day.day, end.day))


def reminder_of(due_on: date, today: date) -> int | None:
    """Of the marks set for the end of probation (90, 60 … days) the one passed last; None before the first, 0 when over."""
    left = (due_on - today).days
    if left < 0:
        return 0
    passed = [each for each in guidance.in_force("admission", today).values["reminders"] if left <= each]
    return min(passed) if passed else None


def is_near(due: Due, today: date) -> bool:
    """Whether it is to be shown among what has to be done: over, or within the days the guidance names."""
    if due.about == "probation":
        return reminder_of(due.due_on, today) is not None
    days = int(guidance.in_force("admission", today).values["near_days"])
    return due.due_on <= today + timedelta(days=days)


def paper_warnings(reached: Sequence[Reached], today: date) -> list[str]:
    """Papers too old on the day of the cell's resolution, or too old today where it has not resolved yet."""
    days = _counted(reached)
    if "ceremony" in days:
        return []
    resolved = days.get("resolved")
    on, tail = (resolved, "ngày chi bộ ra nghị quyết") if resolved else (today, "hôm nay")
    early = {step: day for step, day in days.items() if day <= on}
    return [f"{due.words} trước {tail}. {due.sentence}" for due in _expiring(early) if due.due_on < on]


def age_warning(born: PartialDate | None, day: date) -> str:
    """Too young or too old on that day, counted by months; "" where it cannot be said."""
    if born is None:
        return ""
    limits = _value("age", day)
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
    words = _value("schooling", day)
    return (
        f"{words[level]} ({words['rule']})." if state != "meets" and level in ("literate", "primary") else ""
    )
