"""What follows from the steps of a candidate: the state, what comes next, what is due by which rule; who it is it never asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import groupby, pairwise, zip_longest
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from chibo_desktop.base.dates import last_day, month_of, show_day
from chibo_desktop.records.development import STEPS
from chibo_desktop.rules import guidance
from chibo_desktop.rules.deadlines import working_day_after

LABELS = dict(STEPS)
_PLACES = {step: place for place, step in enumerate(LABELS)}
NEW, RETURNED, SENT, STOPPED, OFFICIAL, LEFT = "new", "returned", "sent", "stopped", "announced", "left"
LISTING, OFFICIAL_LISTING = "listing", "official_listing"
"""What the cell still has to write into the list of members: the person, and full membership."""
AGAIN = (
    *("sent", "returned", "appraised", "introduced", "opinions", "course_done"),
    *("resolved", "official_resolved", "stopped"),
)
"""Steps that may stand more than once: a file goes back and forth, what expired or was sent back is done anew."""
_WITH_BODY = ("appraised", "decided", "official_decided")
"""Steps of a body that has the file, sent or brought by hand."""
_WITH_CELL = (RETURNED, "resolved", "ceremony", "official_resolved")
"""Steps after which the file lies with the cell."""
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
    LEFT: "Không còn trong danh sách đảng viên",
}
"""The state that the furthest step leads to, in words, in the order of the way."""
FINAL = (OFFICIAL, STOPPED, LEFT)


@dataclass(frozen=True)
class StepRule:
    """One step of the way: who writes it ("cell", "body", "either"), its stage, the papers it asks for."""

    key: str
    by: str
    stage: str
    papers: tuple[str, ...]


class Dated(Protocol):
    """What is asked of a step to put it in order."""

    @property
    def step(self) -> str: ...
    @property
    def on(self) -> date: ...


_D = TypeVar("_D", bound=Dated)


@dataclass(frozen=True)
class Reached:
    """A step reached on a day."""

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


def way_of(
    reached: Sequence[Reached],
    *,
    is_official: bool = False,
    left_on: date | None = None,
    today: date = date.min,
) -> Way:
    """The state that follows from the steps, whatever the order they were written in.

    `is_official`: the list of members says so; `left_on`: the last day on it of a probationary member. A returned file
    waits for the cell until it is sent again, or appraised all the same; a step of a day after the case was given up
    takes it up again. Once probation is over on `today` the course of new members is not what comes next.
    """
    counts = counted(reached)
    if is_official:
        return Way(OFFICIAL, counts.get(OFFICIAL), "", "")
    if left_on is not None:
        return Way(LEFT, left_on, "", "")
    if STOPPED in counts:
        return Way(STOPPED, counts[STOPPED], "", "")
    ceremony = counts.get("ceremony")
    is_late = ceremony is not None and official_day(ceremony) <= today
    left_out = {"new_course"} - counts.keys() if is_late else set()
    order = [key for key, rule in step_rules().items() if rule.stage and key not in left_out]
    known = [key for key in order if key in counts]
    if RETURNED in counts:
        return Way(RETURNED, counts[RETURNED], SENT, "cell")
    state = known[-1] if known else NEW
    following = _following(state, order, counts)
    return Way(state, counts.get(state), following, writer_of(following) if following else "")


_UNDONE = {RETURNED: (SENT, "appraised"), **dict.fromkeys((SENT, *_WITH_BODY), (RETURNED,))}
"""By step what it takes back."""


def counted(reached: Iterable[Reached]) -> Mapping[str, date]:
    """The newest day of each step that still counts; `returned` and `stopped` only while nothing took them back."""
    return _counted(tuple(reached))


@lru_cache(maxsize=4_096)
def _counted(reached: tuple[Reached, ...]) -> Mapping[str, date]:
    found: dict[str, date] = {}
    for each in in_order(reached):
        if STOPPED in found and each.on > found[STOPPED]:
            found.pop(STOPPED)
        for undone in _UNDONE.get(each.step, ()):
            found.pop(undone, None)
        found[each.step] = each.on
    return MappingProxyType(found)


def in_order(reached: Iterable[_D]) -> list[_D]:
    """The earliest first, of one day by the order of the way; sent and returned take turns from where the file lay that morning."""
    by_day = sorted(reached, key=lambda each: each.on)
    if all(one.on < other.on for one, other in pairwise(by_day)):
        return by_day
    found: list[_D] = []
    lies_above = False
    for _, same_day in groupby(by_day, key=lambda each: each.on):
        of_day = list(same_day)
        carried = _carried(of_day, lies_above=lies_above)
        rest = sorted(
            (each for each in of_day if each not in carried), key=lambda each: _PLACES.get(each.step, 99)
        )
        place = sum(_PLACES.get(each.step, 99) < _PLACES[SENT] for each in rest)
        in_turn = [*rest[:place], *carried, *rest[place:]]
        moves = [each.step for each in in_turn if each.step in (*_WITH_CELL, SENT, *_WITH_BODY)]
        lies_above = moves[-1] not in _WITH_CELL if moves else lies_above
        found += in_turn
    return found


def _carried(of_day: Sequence[_D], *, lies_above: bool) -> list[_D]:
    """How the file went on one day; what only the body wrote of it stands as it was written."""
    sent = [each for each in of_day if each.step == SENT]
    back = [each for each in of_day if each.step == RETURNED]
    if not sent:
        return [each for each in of_day if each.step in (RETURNED, "appraised")] if back else []
    turns = zip_longest(back, sent) if lies_above else zip_longest(sent, back)
    return [each for turn in turns for each in turn if each is not None]


def _following(state: str, order: Sequence[str], days: Mapping[str, date]) -> str:
    """The step after the furthest; within a stage of any order the first that is not written."""
    if state == OFFICIAL:
        return ""
    rules = step_rules()
    stage = rules[state].stage if state in rules else ""
    if stage in ANY_ORDER:
        open_here = [key for key in order if rules[key].stage == stage and key not in days]
        after = [key for key in order[order.index(state) :] if rules[key].stage != stage]
        return (open_here or after)[0]
    return order[order.index(state) + 1 if state in rules else 0]


def dues_of(
    reached: Sequence[Reached],
    *,
    is_official: bool = False,
    left_on: date | None = None,
    is_listed: bool = True,
) -> list[Due]:
    """Everything that has a last day now, the soonest first; nothing of a case that is over.

    `is_listed`: the person is on the list of members already, else that is due from the ceremony on.
    """
    way = way_of(reached, is_official=is_official, left_on=left_on)
    days = counted(reached)
    if way.is_over and (way.state != OFFICIAL or is_official):
        return []
    found = [*_dues_of_list(days, is_listed=is_listed), *(() if way.is_over else _dues(days))]
    return sorted(found, key=lambda each: each.due_on)


def _dues_of_list(days: Mapping[str, date], *, is_listed: bool) -> Iterator[Due]:
    """What was reached and stands in no list of members yet: until then minutes and figures count without it."""
    ceremony, full = days.get("ceremony"), days.get("official_decided") or days.get(OFFICIAL)
    if not is_listed:
        if ceremony is not None:
            said = (
                f"Đã tổ chức lễ kết nạp ngày {show_day(ceremony)} mà chưa có tên trong danh sách đảng viên."
            )
            yield Due(LISTING, "Đưa vào danh sách đảng viên", ceremony, said)
    elif full is not None:
        on = max(full, official_day(ceremony)) if ceremony else full
        said = f"Có quyết định công nhận chính thức ngày {show_day(full)} mà danh sách còn ghi dự bị."
        yield Due(OFFICIAL_LISTING, "Ghi đảng viên chính thức vào danh sách", on, said)


def _dues(days: Mapping[str, date]) -> Iterator[Due]:
    if "ceremony" in days:
        yield from _dues_on_probation(days)
    elif "decided" in days:
        yield _by_working_days("ceremony", "Tổ chức lễ kết nạp", "ceremony", days["decided"])
    elif "resolved" in days:
        yield _by_working_days("decided", "Ra quyết định kết nạp", "decision", days["resolved"])
    else:
        yield from expiring(days)


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
    rule = value_in_force("probation", days["ceremony"])["rule"]
    yield Due(
        "probation",
        "Hết 12 tháng dự bị",
        end,
        f"Hết 12 tháng dự bị ngày {show_day(end)}, tính từ lễ kết nạp, theo {rule}.",
    )
    yield _by_working_days("official_resolved", "Chi bộ xét công nhận chính thức", "official_resolution", end)


def expiring(days: Mapping[str, date]) -> Iterator[Due]:
    """Papers that must be fresh on the day of the cell's resolution."""
    for step, words, name in (
        ("course_done", "Giấy chứng nhận học lớp nhận thức", "certificate"),
        ("introduced", "Giấy giới thiệu", "introduction"),
        ("opinions", "Ý kiến đoàn thể, nơi cư trú", "introduction"),
    ):
        if step in days:
            value = value_in_force(name, days[step])
            until = after_months(days[step], value["months"])
            said = f"{words} dùng được đến {show_day(until)} ({value['months']} tháng), theo {value['rule']}."
            yield Due(step, f"{words} hết hạn", until, said, expires=True)


@lru_cache(maxsize=4_096)
def _by_working_days(about: str, words: str, name: str, start: date) -> Due:
    value = value_in_force(name, start)
    due = working_day_after(start, value["working_days"])
    longer = f" (được gia hạn thêm {value['more']} ngày làm việc)" if value["more"] else ""
    said = f"Hạn {show_day(due)}: {value['working_days']} ngày làm việc từ {value['from']}{longer}, theo {value['rule']}."
    return Due(about, words, due, said)


@lru_cache(maxsize=4_096)
def value_in_force(name: str, day: date) -> Mapping[str, Any]:
    """One entry of the guidance on admission as it holds on a day."""
    found: Mapping[str, Any] = guidance.in_force("admission", day).values[name]
    return found


def official_day(ceremony: date) -> date:
    """The day one is an official member from: exactly the months of probation after the ceremony, however late it is decided."""
    return after_months(ceremony, int(value_in_force("probation", ceremony)["months"]))


@lru_cache(maxsize=4_096)
def after_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day(month_of(date(day.year + years, month + 1, 1)))
    return end.replace(day=min(day.day, end.day))


def is_near(due: Due, today: date) -> bool:
    """Whether it is to be shown among what has to be done: over, or within the days the guidance names."""
    values = guidance.in_force("admission", today).values
    days = int(values["probation_days" if due.about == "probation" else "near_days"])
    return due.due_on <= today + timedelta(days=days)
