"""Answers come home: the meeting they are read out at, its agenda items for them, the tasks they carry; writing is in actions."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.lists.meetings import has_minutes, meetings_of
from chibo_desktop.lists.proposals import AnswerRow, ProposalRow, find_proposal, to_announce
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, children, select, select_away
from chibo_desktop.lists.same import among
from chibo_desktop.store import Store

TITLE = "Thông báo trả lời kiến nghị: "
LONGEST = 300
"""Letters of the title of an agenda item."""


@dataclass(frozen=True)
class Wanted:
    """An answer that is to stand on an agenda, and the title of its item."""

    answer_id: str
    proposal_id: str
    title: str


def reads_answers(meeting: Facts) -> bool:
    """Whether answers are read out at such a meeting: one of the members, with a step for proposals, still being written."""
    kind = kind_at(meeting)
    is_open = meeting.moment("finalised_at") is None and has_minutes(meeting) and not meeting.is_put_away
    return is_open and kind.roll == "members" and "proposals" in kind.steps


def next_meeting(store: Store, cell_id: str) -> Facts | None:
    """The cell's open meeting at which answers are read out next; None where none was begun."""
    return next((each for each in meetings_of(store, cell_id) if reads_answers(each)), None)


def wanted_on(store: Store, meeting: Facts) -> list[Wanted]:
    """The answers that stand on no agenda yet and belong on this one: the next at which answers are read out.

    One that was taken off this agenda is not put there again by itself.
    """
    cell = meeting.text("cell_id")
    following = next_meeting(store, cell)
    if following is None or following.id != meeting.id:
        return []
    listed = children(store, "agenda_item", "meeting_id", meeting.id)
    taken_off = select_away(store, "agenda_item", "meeting_id", meeting.id)
    there = {item.text("answer_id") for item in (*listed, *taken_off)}
    return [each for each in wanted(store, cell) if each.answer_id not in there]


def wanted(store: Store, cell_id: str) -> list[Wanted]:
    """Every answer of a cell's proposals that waits to be read out."""
    return [
        Wanted(answer.id, row.id, item_title(row))
        for row in to_announce(store, cell_id)
        for answer in row.unread
    ]


def item_title(row: ProposalRow) -> str:
    """What the item of the agenda is called."""
    words = " ".join(row.content.split())
    whole = f"{TITLE}{words[:1].lower()}{words[1:]}"
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 2].rsplit(' ', 1)[0]} …"


def answer_items(store: Store, meeting_id: str) -> dict[str, str]:
    """Per answer that stands on a meeting's agenda the id of its item."""
    items = children(store, "agenda_item", "meeting_id", meeting_id)
    return {answer: item.id for item in items if (answer := item.text("answer_id"))}


def answers_at(store: Store, meeting: Facts) -> list[ProposalRow]:
    """The proposals whose answers are read out at a meeting, oldest first: on its agenda, or noted with its day.

    Of the next meeting also those that wait.
    """
    cell, held = meeting.text("cell_id"), meeting.day("held_on")
    following = next_meeting(store, cell)
    rows = to_announce(store, cell, on=held)
    if following is None or following.id != meeting.id:
        rows = [row for row in rows if held is not None and row.announced_on == held]
    listed = tuple(answer_items(store, meeting.id))
    there = {row.id for row in rows}
    answers = select(store, "answer", among("id", listed), listed) if listed else []
    more = dict.fromkeys(answer.text("proposal_id") for answer in answers)
    found = [find_proposal(store, each) for each in more if each not in there]
    return [row for row in found if row is not None] + rows


def task_given(store: Store, answer_id: str) -> Facts | None:
    """The task of a meeting made from an answer; None while there is none."""
    return next(iter(select(store, "assignment", "answer_id = ?", (answer_id,))), None)


def task_of(row: ProposalRow) -> AnswerRow | None:
    """The newest answer that gives the cell something to do; None when none does."""
    return next((each for each in reversed(row.answers) if each.is_live and each.facts.text("task")), None)
