"""What is worth saying before a meeting is finalised and blocks nothing; what is asked for is in missing.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from chibo_desktop.lists.assignments import due_at
from chibo_desktop.lists.ballots import vote_advice
from chibo_desktop.lists.case_paper import paper_advice
from chibo_desktop.lists.cases import case_advice
from chibo_desktop.lists.election_gaps import election_advice
from chibo_desktop.lists.missing import MONTHS_APART, Missing, months_apart, wrong_month
from chibo_desktop.lists.roster import kind_at, meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.scoring import was_scored_before
from chibo_desktop.rules.attendance import Person, count_attendance
from chibo_desktop.rules.comparisons import attendance_target, least_minutes
from chibo_desktop.store import Store


def advice_at(store: Store, meeting_id: str) -> list[Missing]:
    """What should be said before finalising and blocks nothing."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None or meeting.flag("missed") or meeting.flag("from_old_book"):
        return []
    kind, people = kind_at(meeting), people_at(store, meeting_id)
    return [
        *([wrong_month(meeting)] if 0 < months_apart(meeting) <= MONTHS_APART else []),
        *_length(store, meeting),
        *(_rate(meeting, people) if kind.counts_as("attendance") else ()),
        *_absent_undue(meeting_id, people),
        *(_unreported(store, meeting) if "last_month" in kind.steps else ()),
        *_tasks(store, meeting),
        *(Missing(*gap) for gap in case_advice(store, meeting, people)),
        *(Missing(*gap) for gap in paper_advice(store, meeting, people)),
        *(Missing(*gap) for gap in vote_advice(store, meeting, people)),
        *(Missing(*gap) for gap in election_advice(store, meeting, people)),
        *(_unscored(store, meeting) if kind.scored else ()),
    ]


def _length(store: Store, meeting: Facts) -> Iterator[Missing]:
    start, end = meeting.moment("started_at"), meeting.moment("ended_at")
    cell = find(store, "organisation", meeting.text("cell_id"))
    least = least_minutes(
        meeting_day(meeting),
        named=kind_at(meeting).least_minutes,
        local=cell.count("least_minutes") if cell else None,
    )
    if start and end and end - start < timedelta(minutes=least):
        lasted = (end - start) // timedelta(minutes=1)
        yield Missing(
            f"Buổi sinh hoạt dài {lasted} phút, ít hơn {least} phút.",
            "prepare",
            "ended_at",
            "meeting",
            meeting.id,
        )


def _rate(meeting: Facts, people: Sequence[Person]) -> Iterator[Missing]:
    counted = count_attendance(people)
    target = attendance_target(meeting_day(meeting))
    if counted.unmarked < counted.due and counted.met(target) is False:
        yield Missing(counted.line(target), "roll_call", "", "meeting", meeting.id)


def _absent_undue(meeting_id: str, people: Sequence[Person]) -> Iterator[Missing]:
    """Absences marked before the kind was changed to one at which these people are not due."""
    for person in people:
        if (person.is_open or not person.is_called) and person.state and not person.came:
            yield Missing(
                f"{person.name} đang ghi là vắng, nhưng buổi này không bắt buộc đồng chí dự. "
                "Bỏ điểm danh ấy, hoặc xem lại loại sinh hoạt.",
                "roll_call",
                "state",
                "attendance",
                f"{meeting_id}/{person.member_id}",
            )


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


def _unscored(store: Store, meeting: Facts) -> Iterator[Missing]:
    if was_scored_before(store, meeting):
        yield Missing("Buổi trước có chấm điểm, buổi này chưa chấm.", "score", "", "meeting", meeting.id)
