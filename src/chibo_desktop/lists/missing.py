"""What a meeting still lacks before it can be finalised, and what is worth saying and blocks nothing; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import due_at
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.scoring import score_gaps, was_scored_before
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import missing
from chibo_desktop.rules.attendance import Person, base_of_counts, count_attendance
from chibo_desktop.rules.comparisons import attendance_target, least_minutes
from chibo_desktop.rules.voting import check_votes, warnings
from chibo_desktop.store import Store

RESOLUTION_BODY = ("evaluation", "shortcomings", "direction", "carrying_out")

MONTHS_APART = 2
"""A meeting is held in its month or near it; farther away the month or the year was mistyped."""

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


def missing_at(store: Store, meeting_id: str, today: date) -> list[Missing]:
    """Everything finalising asks for, in the order of the steps; [] when the meeting can be finalised."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    people = people_at(store, meeting_id)
    return [
        *_preparation(meeting, today),
        *_roll_call(store, meeting, people),
        *_parts(store, meeting, "agenda_item", "content", "Nội dung"),
        *_parts(store, meeting, "opinion", "content", "Ý kiến"),
        *_ballots(store, meeting, people),
        *_resolution(store, meeting),
        *_parts(store, meeting, "assignment", "decisions", "Nhiệm vụ"),
        *_parts(store, meeting, "proposal", "proposals", "Kiến nghị"),
        *(Missing(gap.sentence, "score", gap.field, gap.kind, gap.id) for gap in score_gaps(store, meeting)),
        *_read_back(meeting),
    ]


def _preparation(meeting: Facts, today: date) -> Iterator[Missing]:
    sentences = {
        "held_on": "Chưa ghi ngày sinh hoạt.",
        "started_at": "Chưa ghi giờ bắt đầu.",
        "ended_at": "Chưa ghi giờ kết thúc.",
        "place": "Chưa ghi địa điểm.",
        "chair_id": "Chưa chọn người chủ trì.",
        "secretary_id": "Chưa chọn thư ký ghi biên bản.",
    }
    for field, sentence in sentences.items():
        if not meeting.text(field):
            yield Missing(sentence, "prepare", field, "meeting", meeting.id)
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
        yield _month(meeting)


def months_apart(meeting: Facts) -> int:
    """How many months the day lies from the meeting's own month; 0 while either is not written."""
    held, period = meeting.day("held_on"), meeting.partial("period")
    if held is None or period is None or period.month is None:
        return 0
    return abs((held.year - period.year) * 12 + held.month - period.month)


def _month(meeting: Facts) -> Missing:
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
    if not counted.due:
        yield Missing(
            "Danh sách chưa có đảng viên nào phải dự buổi này.", "roll_call", "", "meeting", meeting.id
        )
    for person in people:
        mark_id = f"{meeting.id}/{person.member_id}"
        if person.standing.is_due and person.state is None:
            yield Missing(f"Chưa điểm danh {person.name}.", "roll_call", "state", "attendance", mark_id)
        elif (
            person.standing.is_due
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
    states = {person.member_id: person for person in people}
    for field, office in (("chair_id", "Chủ trì"), ("secretary_id", "Thư ký")):
        person_there = states.get(meeting.text(field))
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


def _ballots(store: Store, meeting: Facts, people: list[Person]) -> Iterator[Missing]:
    yield from _parts(store, meeting, "ballot", "votes", "Biểu quyết")
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        if ballot.count("yes_count") is None:
            continue
        base = base_of_counts(people, votes_cast(ballot), day=meeting_day(meeting))
        votes = _votes_of(ballot)
        try:
            check_votes(votes[0], votes[1], votes[2], base.base, base.present_official)
        except Refusal as refusal:
            sentence = f"Biểu quyết “{ballot.text('matter')}”: {refusal.sentence}"
            yield Missing(sentence, "votes", refusal.field or "", "ballot", ballot.id)


def votes_cast(ballot: Facts) -> int:
    """All votes written down on a ballot, 0 while there are none."""
    return sum(_votes_of(ballot))


def _votes_of(ballot: Facts) -> tuple[int, int, int]:
    yes, no, other = (ballot.count(name) or 0 for name in ("yes_count", "no_count", "other_count"))
    return yes, no, other


def _resolution(store: Store, meeting: Facts) -> Iterator[Missing]:
    for paper in children(store, "resolution", "meeting_id", meeting.id):
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


def advice_at(store: Store, meeting_id: str) -> list[Missing]:
    """What should be said before finalising and blocks nothing."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    return [
        *([_month(meeting)] if 0 < months_apart(meeting) <= MONTHS_APART else []),
        *_length(store, meeting),
        *_rate(store, meeting),
        *_unreported(store, meeting),
        *_tasks(store, meeting),
        *_votes(store, meeting),
        *_unscored(store, meeting),
    ]


def _length(store: Store, meeting: Facts) -> Iterator[Missing]:
    start, end = meeting.moment("started_at"), meeting.moment("ended_at")
    cell = find(store, "organisation", meeting.text("cell_id"))
    least = least_minutes(meeting_day(meeting), local=cell.count("least_minutes") if cell else None)
    if start and end and end - start < timedelta(minutes=least):
        lasted = (end - start) // timedelta(minutes=1)
        yield Missing(
            f"Buổi sinh hoạt dài {lasted} phút, ít hơn {least} phút.",
            "prepare",
            "ended_at",
            "meeting",
            meeting.id,
        )


def _rate(store: Store, meeting: Facts) -> Iterator[Missing]:
    counted = count_attendance(people_at(store, meeting.id))
    target = attendance_target(meeting_day(meeting))
    if counted.unmarked < counted.due and counted.met(target) is False:
        yield Missing(counted.line(target), "roll_call", "", "meeting", meeting.id)


def _unreported(store: Store, meeting: Facts) -> Iterator[Missing]:
    for task in due_at(store, meeting):
        if task.report is None:
            yield Missing(
                f"Nhiệm vụ “{task.title}” của kỳ trước chưa ghi kết quả.",
                "last_month",
                "state",
                "assignment",
                task.id,
            )


def _tasks(store: Store, meeting: Facts) -> Iterator[Missing]:
    for task in children(store, "assignment", "meeting_id", meeting.id):
        lacking = [
            word
            for name, word in (("leader_id", "người chủ trì"), ("due_on", "hạn hoàn thành"))
            if not task.text(name) and not (name == "due_on" and task.flag("recurring"))
        ]
        if lacking:
            yield Missing(
                f"Nhiệm vụ “{task.text('title')}” chưa có {' và '.join(lacking)}.",
                "decisions",
                "",
                "assignment",
                task.id,
            )


def _votes(store: Store, meeting: Facts) -> Iterator[Missing]:
    day = meeting_day(meeting)
    people = people_at(store, meeting.id)
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        base = base_of_counts(people, votes_cast(ballot), day=day)
        for said in warnings(
            _votes_of(ballot), base.base, base.present_official, ballot.text("threshold"), day=day
        ):
            yield Missing(
                f"Biểu quyết “{ballot.text('matter')}”: {said}", "votes", "yes_count", "ballot", ballot.id
            )


def _unscored(store: Store, meeting: Facts) -> Iterator[Missing]:
    if was_scored_before(store, meeting):
        yield Missing("Buổi trước có chấm điểm, buổi này chưa chấm.", "score", "", "meeting", meeting.id)
