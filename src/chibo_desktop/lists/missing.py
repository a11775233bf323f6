"""What a meeting still lacks before it can be finalised, by its kind; what is worth saying and blocks nothing is in advice.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ballots import vote_gaps
from chibo_desktop.lists.cases import case_gaps
from chibo_desktop.lists.election_gaps import election_gaps
from chibo_desktop.lists.evening_hours import hours_outside
from chibo_desktop.lists.roster import is_counted_only, is_roll_whole, kind_at, old_counts, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.scoring import score_gaps
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import missing
from chibo_desktop.rules.attendance import LABELS, TYPED, Person, check_adds_up, count_attendance
from chibo_desktop.store import Store
from chibo_desktop.store.passed import is_behind

RESOLUTION_BODY = ("evaluation", "shortcomings", "direction", "carrying_out")

MONTHS_APART = 2
"""A meeting is held in its month or near it; farther away the month or the year was mistyped."""

NO_DAY = "Chưa ghi ngày sinh hoạt."
NO_REASON = "Chưa ghi lý do kỳ này không sinh hoạt được."
_NOBODY = {
    "members": "Danh sách chưa có đảng viên nào phải dự buổi này.",
    "committee": "Danh sách chưa ghi ai là bí thư, phó bí thư, chi ủy viên. Ghi chức vụ ở trang Đảng viên.",
}

LEADING = (("chair_id", "Chủ trì"), ("secretary_id", "Thư ký"))
"""Who must have come for a meeting to be held, also where nobody is due."""

WORDS = {"opinion": ("body",), "proposal": ("content",)}
"""Prose has an empty text as its default, so that a record can be begun; here it is asked for."""


@dataclass(frozen=True)
class Missing:
    """One thing in words, the step of the sheet where it is put right, and the record and field it belongs to."""

    sentence: str
    step: str
    field: str = ""
    kind: str = "meeting"
    id: str = ""


def missing_at(
    store: Store, meeting_id: str, today: date, *, people: list[Person] | None = None
) -> list[Missing]:
    """Everything finalising asks for, in the order of the steps; [] when the meeting can be finalised.

    `people` are those of the roll where they were read already.
    """
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    if is_behind(store, today):
        today = date.max  # by a clock that is plainly wrong no day can be called one that has not come
    if meeting.flag("missed"):
        return [*_needed(meeting, {"missed_because": NO_REASON}), *_month_to_come(meeting, today)]
    people = people_at(store, meeting_id) if people is None else people
    if meeting.flag("from_old_book"):
        return [*_needed(meeting, {"held_on": NO_DAY}), *_day(meeting, today), *_old_roll(meeting, people)]
    return [
        *_preparation(meeting, today),
        *_roll_call(store, meeting, people),
        *(Missing(*gap) for gap in hours_outside(store, meeting)),
        *_parts(store, meeting, "agenda_item", "content", "Nội dung"),
        *_parts(store, meeting, "opinion", "content", "Ý kiến"),
        *_cases(store, meeting, people),
        *_ballots(store, meeting, people),
        *(Missing(*gap) for gap in election_gaps(store, meeting, people)),
        *_resolution(store, meeting),
        *_parts(store, meeting, "assignment", "decisions", "Nhiệm vụ"),
        *_parts(store, meeting, "proposal", "proposals", "Kiến nghị"),
        *(Missing(gap.sentence, "score", gap.field, gap.kind, gap.id) for gap in score_gaps(store, meeting)),
        *_read_back(meeting),
    ]


def _needed(meeting: Facts, sentences: Mapping[str, str]) -> Iterator[Missing]:
    """The sentence of each field that is empty; one that is not sent to this level is not missing."""
    for field, sentence in sentences.items():
        if not meeting.text(field) and field not in meeting.absent:
            yield Missing(sentence, "prepare", field, "meeting", meeting.id)


def _preparation(meeting: Facts, today: date) -> Iterator[Missing]:
    spec = find_spec("meeting")
    own = [field for name in kind_at(meeting).needs if (field := spec.field(name))]
    sentences = {
        "held_on": NO_DAY,
        "started_at": "Chưa ghi giờ bắt đầu.",
        "ended_at": "Chưa ghi giờ kết thúc.",
        "place": "Chưa ghi địa điểm.",
        "chair_id": "Chưa chọn người chủ trì.",
        "secretary_id": "Chưa chọn thư ký ghi biên bản.",
        **{field.name: f"Chưa ghi “{field.label}”." for field in own},
    }
    yield from _needed(meeting, sentences)
    yield from _day(meeting, today)


def _day(meeting: Facts, today: date) -> Iterator[Missing]:
    held = meeting.day("held_on")
    if held is not None and held > today:
        yield Missing(
            f"Ngày sinh hoạt {show_day(held)} chưa đến (hôm nay {show_day(today)}). Xem lại ngày này, hoặc đồng hồ của máy.",
            "prepare",
            "held_on",
            "meeting",
            meeting.id,
        )
    if months_apart(meeting) > MONTHS_APART:
        yield wrong_month(meeting)


def _month_to_come(meeting: Facts, today: date) -> Iterator[Missing]:
    """Of a month that has not begun nobody knows that it will have no meeting."""
    period = meeting.partial("period")
    if period and period.month and (period.year, period.month) > (today.year, today.month):
        said = f"Chưa đến kỳ {show_month(meeting.text('period'))} (hôm nay {show_day(today)}). Đến kỳ rồi mới chốt."
        yield Missing(said, "prepare", "period", "meeting", meeting.id)


def _old_roll(meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    """An old book gives who came by name or by counts that add up; where nobody is due nothing is asked."""
    if kind_at(meeting).roll == "open":
        return
    if is_counted_only(meeting):
        sentence, field = _old_counts(meeting, people)
    elif is_roll_whole(people):
        return
    else:
        sentence, field = "Chưa ghi số phải dự, có mặt, vắng theo sổ cũ.", "present_count"
    if sentence:
        yield Missing(sentence, "roll_call", field, "meeting", meeting.id)


def _old_counts(meeting: Facts, people: list[Person]) -> tuple[str, str]:
    """What is wrong with the counts typed, and the field; ("", "") for nothing."""
    counts = old_counts(meeting)
    if lacking := [name for name in TYPED if name not in counts]:
        said = ", ".join(LABELS[name] for name in lacking)
        return f"Chưa ghi đủ các số theo sổ cũ: thiếu {said}.", f"{lacking[0]}_count"
    try:
        check_adds_up(counts)
    except Refusal as refusal:
        return refusal.sentence, f"{refusal.field}_count"
    marked = count_attendance(people).counts()
    other = next((name for name in TYPED if marked[name] != counts[name]), None)
    if other is None or not is_roll_whole(people):
        return "", ""
    said = f"Điểm danh từng người ra {LABELS[other]} {marked[other]}, sổ cũ ghi {counts[other]}."
    return f"{said} Sửa điểm danh, hoặc xóa các số theo sổ cũ.", f"{other}_count"


def months_apart(meeting: Facts) -> int:
    """How many months the day lies from the meeting's own month; 0 while either is not written."""
    held, period = meeting.day("held_on"), meeting.partial("period")
    if held is None or period is None or period.month is None:
        return 0
    return abs((held.year - period.year) * 12 + held.month - period.month)


def wrong_month(meeting: Facts) -> Missing:
    """Says that the day lies outside the meeting's month."""
    held = meeting.day("held_on")
    day, month = show_day(held) if held else "", show_month(meeting.text("period"))
    said = f"Ngày sinh hoạt {day} không thuộc kỳ {month}. Xem lại kỳ và ngày."
    return Missing(said, "prepare", "period", "meeting", meeting.id)


def _roll_call(store: Store, meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    counted = count_attendance(people)
    # a reason that exists and is not sent to this level is not missing
    kept_below = {
        mark.text("member_id")
        for mark in children(store, "attendance", "meeting_id", meeting.id)
        if "reason" in mark.absent
    }
    if not counted.due and kind_at(meeting).roll != "open":
        yield Missing(_NOBODY[kind_at(meeting).roll], "roll_call", "", "meeting", meeting.id)
    for person in people:
        mark_id = f"{meeting.id}/{person.member_id}"
        if person.is_due and person.state is None:
            yield Missing(f"Chưa điểm danh {person.name}.", "roll_call", "state", "attendance", mark_id)
        elif (
            person.is_due
            and person.state == "excused"
            and not person.reason
            and person.member_id not in kept_below
        ):
            yield Missing(
                f"{person.name} vắng có lý do nhưng chưa ghi lý do.",
                "roll_call",
                "reason",
                "attendance",
                mark_id,
            )
    yield from _leading(meeting, people)


def _leading(meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    """Who led and who wrote were there, and are marked also where nobody is due."""
    states = {person.member_id: person for person in people}
    for field, office in LEADING:
        person_there = states.get(meeting.text(field))
        if person_there is not None and person_there.is_open and person_there.state is None:
            mark_id = f"{meeting.id}/{person_there.member_id}"
            sentence = f"Chưa điểm danh {office.lower()} {person_there.name}."
            yield Missing(sentence, "roll_call", "state", "attendance", mark_id)
        if person_there is not None and person_there.state is not None and not person_there.came:
            yield Missing(
                f"{office} {person_there.name} đang được ghi là vắng. Sửa điểm danh, hoặc chọn người khác.",
                "roll_call",
                field,
                "meeting",
                meeting.id,
            )


def _parts(store: Store, meeting: Facts, kind: str, step: str, noun: str) -> Iterator[Missing]:
    spec = find_spec(kind)
    for number, part in enumerate(children(store, kind, "meeting_id", meeting.id), 1):
        asked = [spec.field(name) for name in WORDS.get(kind, ()) if not part.text(name)]
        for field in (*missing(spec, part.values), *asked):
            if field is not None and field.name not in part.absent:
                yield Missing(f"{noun} {number}: chưa ghi “{field.label}”.", step, field.name, kind, part.id)


def _cases(store: Store, meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    """A meeting held to consider persons and to vote on nothing else considers somebody."""
    steps = kind_at(meeting).steps
    if (
        "cases" in steps
        and "votes" not in steps
        and not children(store, "person_case", "meeting_id", meeting.id)
    ):
        yield Missing("Chưa ghi người được xét.", "cases", "", "meeting", meeting.id)
    yield from _parts(store, meeting, "person_case", "cases", "Trường hợp")
    yield from (Missing(*gap) for gap in case_gaps(store, meeting, people))


def _ballots(store: Store, meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    yield from (Missing(*gap) for gap in vote_gaps(store, meeting, people))


def _resolution(store: Store, meeting: Facts) -> Iterator[Missing]:
    for paper in children(store, "resolution", "meeting_id", meeting.id):
        if paper.text("case_id"):
            continue  # what is resolved of a person is said by the facts of the case
        has_tasks = bool(children(store, "assignment", "meeting_id", meeting.id))
        if not has_tasks and not any(paper.text(name) for name in RESOLUTION_BODY):
            yield Missing(
                f"{paper.shown('kind')} chưa có nội dung. Viết nội dung, hoặc bỏ văn kiện này.",
                "decisions",
                "direction",
                "resolution",
                paper.id,
            )


def _read_back(meeting: Facts) -> Iterator[Missing]:
    if not meeting.flag("read_back"):
        yield Missing(
            "Biên bản chưa được đọc lại trước chi bộ.", "read_back", "read_back", "meeting", meeting.id
        )
