"""The way of one proposal over the levels, point by point, and its deadline in words; what is painted of it is the page's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.answers_home import next_meeting
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.proposal_deadline import LEVELS, bodies_above, due_of, first_receipt, received_on
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_rows import UNDER_WAY
from chibo_desktop.lists.proposal_steps import StepRow, Written
from chibo_desktop.lists.proposals import AnswerRow, ProposalRow
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.rules.deadlines import working_days_taken, working_days_words
from chibo_desktop.store import Store

RECEIVED = {"commune": "Xã nhận", "upper": "Tỉnh nhận"}
HANDED = {"upper": "Chuyển tỉnh", "centre": "Chuyển TW"}
UNDER_WAY_SAID = "Báo đang làm"
"""What gives the reason why no answer comes yet, as a step or by an answer that says no more."""
SMALL = ("assigned", "interim")
"""Steps left out where the way has many points: they stand in the list beneath."""
NO_WORD = "chưa có tin"
"""Instead of the day where something was handed up and nothing says yet that it was received."""
MOST = 9
"""Points that stand beside each other without cutting each other's words."""


@dataclass(frozen=True)
class Waypoint:
    """One point: at which level, what happened, on which day (as shown), whether it has."""

    level: str
    label: str
    day: str
    is_done: bool = True


@dataclass(frozen=True)
class _Event:
    level: str
    label: str
    on: date | None
    sort: str = ""
    is_done: bool = True


def way_of(store: Store, row: ProposalRow) -> list[Waypoint]:
    """The dated points this machine knows of, and the one thing still to come."""
    events = list(_events(store, row))
    if len(events) >= MOST:
        events = [each for each in events if each.sort not in SMALL]
    year = store.clock.now().year
    points = [
        Waypoint(each.level, each.label, _short(each.on, year) if each.is_done else NO_WORD, each.is_done)
        for each in _in_order(events)
    ]
    coming = _coming(store, row, year)
    return [*points, coming] if coming else points


def _short(day: date | None, year: int) -> str:
    """With its year where that is not the year it is."""
    return f"{day:%d/%m}" + (f"/{day.year}" if day.year != year else "") if day else ""


def _in_order(events: list[_Event]) -> list[_Event]:
    """By day; what has none comes after what it follows."""
    keyed, last = [], date.min
    for place, each in enumerate(events):
        last = each.on or last
        keyed.append((last, place, each))
    return [each for _, _, each in sorted(keyed, key=lambda key: key[:2])]


def _events(store: Store, row: ProposalRow) -> Iterator[_Event]:
    meeting = find(store, "meeting", row.facts.text("meeting_id")) if row.facts.text("meeting_id") else None
    raised = f"Nêu ở kỳ {month_words(meeting, store.clock.now().date())}" if meeting else "Nêu ở chi bộ"
    yield _Event("cell", raised, row.raised_on)
    bodies = bodies_above(store, row.cell_id)
    levels = {body: level for level, body in bodies.items()}
    for level in LEVELS:  # of one day a level below acts first: it hands up what the next receives
        if level in RECEIVED and bodies.get(level) and _concerns(row, level):
            came = arrived_on(store, row.facts, row.written, row.steps, level)
            if came or _handed_to(store, row.cell_id, row.steps, level):
                yield _Event(level, RECEIVED[level], came, is_done=came is not None)
        steps = (step for step in row.steps if levels.get(step.body_id, "commune") == level)
        yield from _events_of(row, steps, level)
    for answer in row.answers:
        yield from _coming_home(store, row, answer, levels)
    if row.facts.day("reopened_on"):
        yield _Event("cell", "Mở lại", row.facts.day("reopened_on"))
    if row.announced_on:
        yield _Event("cell", "Đã đọc", row.announced_on)


def arrived_on(
    store: Store, proposal: Facts, written: Written, steps: Sequence[StepRow], level: str
) -> date | None:
    """The day by which the body of a level is known to have had a proposal; None while it is not.

    By a receipt, a bundle read, the day it stamped or a step it took: the day of the paper that handed it up is the
    sender's word and sets the deadline (`received_on`), no more.
    """
    sent = _handed_to(store, proposal.text("cell_id"), steps, level)
    rest = [step for step in steps if step not in sent]
    came = [
        max(day, step.sent_on or day)
        for step in sent
        if (day := received_on(store, proposal, step.written, rest, level))
    ]
    return min(came, default=None) if sent else received_on(store, proposal, written, rest, level)


def _handed_to(store: Store, cell_id: str, steps: Iterable[StepRow], level: str) -> list[StepRow]:
    """The steps that handed it to the body of a level."""
    body = bodies_above(store, cell_id).get(level, "")
    handed = (step for step in steps if step.sort == "handed_up")
    return [step for step in handed if (step.to_id == body if step.to_id else step.competence == level)]


def _events_of(row: ProposalRow, steps: Iterable[StepRow], level: str) -> Iterator[_Event]:
    """What the body of a level did, as far as it stands on the way."""
    for step in steps:
        words = {"handed_up": HANDED.get(step.competence, "Chuyển lên"), "assigned": "Giao cơ quan"}
        words |= {"interim": UNDER_WAY_SAID, "joined": "Nhập việc"}
        if step.sort == "answered" and not row.answers:
            words["answered"] = UNDER_WAY_SAID if step.outcome == UNDER_WAY else "Có trả lời"
        if step.sort in words:
            yield _Event(level, words[step.sort], step.sent_on, step.sort)


def _concerns(row: ProposalRow, level: str) -> bool:
    """Whether the proposal goes so far up at all."""
    reach = LEVELS.index(row.competence) if row.competence in LEVELS else 1
    return LEVELS.index(level) <= reach


def _coming_home(
    store: Store, row: ProposalRow, answer: AnswerRow, levels: dict[str, str]
) -> Iterator[_Event]:
    """The answer, who held it on its way down, and that it came to the cell."""
    level = levels.get(answer.body_id, "commune")
    yield _Event(level, UNDER_WAY_SAID if answer.outcome == UNDER_WAY else "Có trả lời", answer.answered_on)
    commune = next((body for body, of in levels.items() if of == "commune"), "")
    if level == "upper" and commune and (held := first_receipt(store, commune, answer.written)):
        yield _Event("commune", "Xã nhận lại", held)
    home = home_of_cell(store, row.cell_id)
    came = first_receipt(store, home, answer.written)
    if level != "cell" and (came or home == own_organisation(store)):
        yield _Event("cell", "Về chi bộ", came)


def _coming(store: Store, row: ProposalRow, year: int) -> Waypoint | None:
    """What comes next."""
    if row.state == "closed":
        return None
    if row.unread:
        meeting = next_meeting(store, home_of_cell(store, row.cell_id))
        held = meeting.day("held_on") if meeting else None
        label = f"Đọc ở kỳ {month_words(meeting)}" if meeting else "Đọc tại chi bộ"
        return Waypoint("cell", label, _short(held, year) or "chưa", is_done=False)
    if row.is_answered:
        return Waypoint("cell", "Đọc tại chi bộ", "chưa", is_done=False)
    level = row.competence if row.competence in LEVELS else "commune"
    label = "Trả lời" if row.competence in LEVELS else "Phân loại"
    return Waypoint(level, label, f"hạn {_short(row.due.due_on, year)}" if row.due else "chưa", is_done=False)


def month_words(meeting: Facts | None, today: date | None = None) -> str:
    """As the strip says it: "T11", "T11/2024" where that is not the year of `today`; else the day of the meeting."""
    period = meeting.text("period") if meeting else ""
    if len(period) != 7:
        return period
    is_far = today is not None and int(period[:4]) != today.year
    return f"T{int(period[5:7])}" + (f"/{period[:4]}" if is_far else "")


def deadline_words(store: Store, row: ProposalRow, today: date) -> tuple[str, bool]:
    """How the proposal stands against its deadline, and whether that is too late; ("", False) where no rule sets one."""
    due = due_of(store, row.facts, row.asked, row.live_steps, row.competence)
    if due is None or row.is_joined:
        return "", False
    answered = [day for day in _answered_on(row) if day]
    if answered and row.is_answered:
        taken = working_days_taken(due.received_on, answered[0])
        return f"Trả lời sau {taken} ngày làm việc, hạn {due.days}", answered[0] > due.due_on
    words = working_days_words(due.due_on, today)
    return f"{words[:1].upper()}{words[1:]}, hạn {due.days}", due.due_on < today


def _answered_on(row: ProposalRow) -> list[date | None]:
    final = [each.answered_on for each in row.answers if each.is_final]
    return final or [step.taken_on for step in row.steps if step.sort == "answered"]


def rule_words(store: Store, row: ProposalRow) -> str:
    """Which rule gave the deadline and from which day it counts, or why there is none."""
    if row.facts.text("party_matter") != "party":
        return "Việc hành chính, dân sinh: trả lời theo pháp luật, ở đây không đặt hạn."
    due = due_of(store, row.facts, row.asked, row.live_steps, row.competence)
    if due is not None:
        return f"{due.sentence} Tính từ {_counted_from(store, row, due.received_on)} {show_day(due.received_on)}."
    if row.competence not in LEVELS:
        return "Chưa phân loại theo cấp hiện nay nên chưa tính hạn trả lời."
    return "Chưa có tin cấp có thẩm quyền đã nhận nên chưa tính hạn trả lời."


def _counted_from(store: Store, row: ProposalRow, day: date) -> str:
    """What happened on the day from which the deadline counts."""
    if arrived_on(store, row.facts, row.asked, row.live_steps, row.competence) == day:
        return "ngày nhận"
    handed = _handed_to(store, row.cell_id, row.live_steps, row.competence)
    sent = [step for step in handed if step.sent_on == day]
    return (
        "công văn ngày" if any(step.paper_number for step in sent) else "ngày chuyển" if sent else "ngày nhận"
    )
