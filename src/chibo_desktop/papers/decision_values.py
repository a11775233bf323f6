"""Votes, tasks of last time and new tasks as values for forms; read from the sheet of a meeting."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import month_after, month_before, show_day
from chibo_desktop.base.text import count, fold
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.lists.ballots import BallotRow
from chibo_desktop.lists.cases import is_rating_vote, rating_method
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.papers.facts import LastTask, Task, Vote
from chibo_desktop.papers.occasion import iso_of, tone_of
from chibo_desktop.papers.people_values import name_of
from chibo_desktop.papers.render import in_tone
from chibo_desktop.rules.attendance import VoteBase
from chibo_desktop.store import Store

OWN_PAPER = ("nghi quyet", "ket luan")


def vote_values(sheet: MeetingSheet) -> list[Vote]:
    """Every vote on no person with its base, in the order it was taken."""
    return [one_vote(sheet, row) for row in sheet.ballots]


def vote_on_paper(sheet: MeetingSheet) -> Vote | None:
    """The vote on the paper that closes the meeting: the first by majority whose matter names it."""
    for row in sheet.ballots:
        words = fold(row.facts.text("matter"))
        if row.facts.text("threshold") == "majority" and any(each in words for each in OWN_PAPER):
            return one_vote(sheet, row)
    return None


def vote_of(sheet: MeetingSheet, ballot_id: str) -> Vote | None:
    """One vote by its id, also one on a person; None when it is of no vote of this meeting."""
    rows = (*sheet.ballots, *(row for case in sheet.cases for row in case.ballots))
    return next((one_vote(sheet, row) for row in rows if row.facts.id == ballot_id), None)


def one_vote(sheet: MeetingSheet, row: BallotRow) -> Vote:
    """One vote with its base and its papers."""
    facts = row.facts
    yes, no, other = (facts.count(name) for name in ("yes_count", "no_count", "other_count"))
    return Vote(
        matter=facts.text("matter"),
        round=facts.count("round") or 1,
        method=facts.shown("method") if not is_rating_vote(facts) or rating_method([facts]) else "",
        base=row.base,
        base_note=_base_note(sheet, row.counted, row.base),
        present_official=row.counted.present_official if any(p.state for p in sheet.people) else None,
        yes=yes,
        no=no or 0,
        other=other or 0,
        threshold=facts.text("threshold"),
        needed=row.needed,
        carried=row.result.carried if row.result else None,
        issued=facts.count("issued_count"),
        collected=facts.count("collected_count"),
        valid=facts.count("valid_count"),
        invalid=facts.count("invalid_count"),
        measure=facts.shown("measure"),
    )


def _base_note(sheet: MeetingSheet, base: VoteBase, counted: int) -> str:
    """The deductions are told only where they lead to the base that was kept with the vote."""
    if sheet.kind.roll == "committee":
        return in_tone(f"Tính trên {count(counted)} chi ủy viên", tone_of(sheet.cell))
    opening = f"Tính trên {count(counted)} đảng viên chính thức"
    if base.base != counted or not base.deducted:
        return f"{opening} của chi bộ"
    taken = [f"{count(len(each.names))} {each.reason}" for each in base.deducted]
    return f"{opening}: {count(base.official)} trừ {' và '.join([', '.join(taken[:-1]), taken[-1]]) if taken[1:] else taken[0]}"


def last_task_values(store: Store, sheet: MeetingSheet) -> list[LastTask]:
    """What became of the tasks given at earlier meetings; [] for a kind of meeting that does not go through them."""
    due = sheet.due_before if "last_month" in sheet.kind.steps else ()
    return [
        LastTask(
            task=_title(row),
            leader=name_of(store, row.leader_id),
            before=_state_before(row),
            state=_state(row),
            result=row.report.text("result") if row.report else "",
        )
        for row in due
    ]


def _title(row: AssignmentRow) -> str:
    return f"{row.title} ({row.milestone.lower()})" if row.milestone else row.title


def _state(row: AssignmentRow) -> str:
    """What was reported, with how far it is where that was said."""
    if row.report is None:
        return "Chưa báo cáo"
    share = row.report.count("percent_done")
    return row.report.shown("state") + (f", đạt {share} %" if share is not None else "")


def _state_before(row: AssignmentRow) -> str:
    """How the task stood as the period began, in the four words of HD 42 (documents.md §4.3)."""
    if row.recurring:
        return "Nhiệm vụ thường xuyên"
    if row.last is not None:
        return "Đang triển khai"
    return f"Có mốc thời hạn {show_day(row.due_on)}" if row.due_on else "Chưa xác định mốc"


def task_values(store: Store, sheet: MeetingSheet) -> list[Task]:
    """The tasks the meeting gave."""
    return [
        Task(
            task=_title(row),
            leader=name_of(store, row.leader_id),
            helpers=row.facts.text("helpers"),
            due_on=iso_of(row.due_on),
            report_at=_month(row.facts.text("report_at")),
            recurring=row.recurring,
        )
        for row in sheet.given
    ]


def _month(partial: str) -> str:
    return partial[:7] if len(partial) >= 7 else ""


def looked_at(month: str, held_on: date | None) -> tuple[str, str]:
    """The month looked back on and the month tasks are set for.

    A meeting in the first half of its month looks back on the month before and sets tasks for its own
    (practice.md B03: in September the result of August, the direction of September); one later in the month looks back
    on its own and sets tasks for the next.
    """
    if not month:
        return "", ""
    if held_on is not None and held_on.isoformat() > f"{month}-15":
        return month, month_after(month)
    return month_before(month), month
