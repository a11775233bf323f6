"""Answers on the next agenda by themselves, read out by finalising, their tasks given; and what opening again changes."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_desktop.actions.answers_home import give_task, list_answer, list_answers
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise, unfinalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    put_away_agenda_item,
    record_all_present,
)
from chibo_desktop.actions.proposals import add_proposal, announce_answer, answer_proposal
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.answers_home import answer_items, answers_at
from chibo_desktop.lists.proposals import find_proposal
from chibo_desktop.lists.rows import children, find
from chibo_desktop.papers.values import minutes_values

HELD = date(2026, 10, 5)
ASKED = "Sửa bể nước đầu bản"


def answered(desk: Desk, **given: object) -> tuple[str, str]:
    """A proposal the cell settles itself, answered in July: who answers makes no difference to how it is read out."""
    proposal = add_proposal(desk, content=ASKED, competence="cell", raised_on=date(2026, 7, 1))[1]
    said = {"content": "Đã sửa xong.", "outcome": "settled", "answered_on": date(2026, 7, 8), **given}
    return proposal, answer_proposal(desk, proposal, **said)[1]  # type: ignore[arg-type]


def begin(desk: Desk, members: list[str], period: str = "2026-10", held_on: date = HELD) -> str:
    hours = {"started_at": time(19, 30), "ended_at": time(21, 15)}
    return add_meeting(desk, period=period, held_on=held_on, secretary_id=members[1], **hours)[1]  # type: ignore[arg-type]


def close(desk: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)


def titles(desk: Desk, meeting: str) -> list[str]:
    return [item.text("title") for item in children(desk.store, "agenda_item", "meeting_id", meeting)]


def test_an_answer_stands_on_the_next_agenda_and_is_closed_by_finalising(
    desk: Desk, members: list[str]
) -> None:
    proposal, answer = answered(desk)
    meeting = begin(desk, members)
    assert titles(desk, meeting)[-1] == "Thông báo trả lời kiến nghị: sửa bể nước đầu bản"
    row = find_proposal(desk.store, proposal)
    assert row is not None
    assert (row.state, row.announced_on) == ("returned", None)
    said = minutes_values(desk.store, meeting)
    assert [(each["proposal"], each["text"]) for each in said["answers"]] == [(ASKED, "Đã sửa xong.")]
    assert all("Thông báo trả lời" not in item["title"] for item in said["items"])
    close(desk, meeting)
    row = find_proposal(desk.store, proposal)
    assert row is not None
    assert (row.state, row.announced_on, row.facts.text("announced_id")) == ("closed", HELD, answer)
    unfinalise(desk, meeting)
    row = find_proposal(desk.store, proposal)
    assert row is not None
    assert (row.state, row.announced_on) == ("returned", None)


def test_an_answer_that_comes_later_is_put_on_the_meeting_already_begun(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members)
    _, answer = answered(desk)
    assert answer not in answer_items(desk.store, meeting)
    list_answers(desk, meeting)
    assert answer in answer_items(desk.store, meeting)
    assert not list_answers(desk, meeting)


def test_only_the_next_meeting_of_the_members_reads_answers(desk: Desk, members: list[str]) -> None:
    answered(desk)
    october = begin(desk, members)
    november = begin(desk, members, "2026-11", date(2026, 11, 5))
    committee = add_meeting(desk, period="2026-10", kind="committee", held_on=date(2026, 10, 2))[1]
    assert [len(answer_items(desk.store, each)) for each in (october, november, committee)] == [1, 0, 0]
    assert not list_answers(desk, november)
    assert [len(answers_at(desk.store, _meeting(desk, each))) for each in (october, november)] == [1, 0]


def _meeting(desk: Desk, meeting: str):  # type: ignore[no-untyped-def]
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found


def test_what_was_taken_off_stays_off_and_comes_at_the_next_meeting(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    proposal, answer = answered(desk)
    october = begin(desk, members)
    put_away_agenda_item(desk, answer_items(desk.store, october)[answer])
    assert not list_answers(desk, october)
    close(desk, october)
    row = find_proposal(desk.store, proposal)
    assert row is not None
    assert row.state == "returned"
    evening.set(datetime(2026, 11, 5, 22, 0, tzinfo=VIETNAM))
    november = begin(desk, members, "2026-11", date(2026, 11, 5))
    assert answer in answer_items(desk.store, november)
    put_away_agenda_item(desk, answer_items(desk.store, november)[answer])
    list_answer(desk, november, answer)
    close(desk, november)
    row = find_proposal(desk.store, proposal)
    assert row is not None
    assert (row.state, row.announced_on) == ("closed", date(2026, 11, 5))
    with pytest.raises(Refusal):
        list_answer(desk, november, answer)


def test_another_kind_of_meeting_keeps_the_answer_on_its_agenda(desk: Desk, members: list[str]) -> None:
    _, answer = answered(desk)
    meeting = begin(desk, members)
    change_meeting(desk, meeting, kind="thematic")
    assert answer in answer_items(desk.store, meeting)
    assert titles(desk, meeting)[-1] == "Thông báo trả lời kiến nghị: sửa bể nước đầu bản"
    assert "Mục đích, yêu cầu của chuyên đề" in titles(desk, meeting)


def test_what_an_answer_asks_of_the_cell_becomes_a_task_once(desk: Desk, members: list[str]) -> None:
    proposal, answer = answered(desk)
    with pytest.raises(Refusal):
        give_task(desk, answer, begin(desk, members))
    announce_answer(desk, proposal, date(2026, 7, 9))
    given = {"task": "Lập danh sách hộ dùng nước", "task_due_on": date(2026, 10, 20)}
    _, other = answered(desk, **given)
    meeting = begin(desk, members, "2026-11", date(2026, 10, 6))
    _, task = give_task(desk, other, meeting)
    made = find(desk.store, "assignment", task)
    assert made is not None
    assert (made.text("title"), made.day("due_on"), made.text("answer_id")) == (
        "Lập danh sách hộ dùng nước",
        date(2026, 10, 20),
        other,
    )
    with pytest.raises(Refusal):
        give_task(desk, other, meeting)


def test_proposals_of_a_meeting_are_numbered_by_finalising(desk: Desk, members: list[str]) -> None:
    before = add_proposal(desk, content="Sửa loa")[1]
    meeting = begin(desk, members)
    ids = [add_proposal(desk, meeting, content=words)[1] for words in ("Sửa đường", "Mở lớp")]
    numbers = [find_proposal(desk.store, each).number for each in (before, *ids)]  # type: ignore[union-attr]
    assert numbers == [1, None, None]
    close(desk, meeting)
    numbers = [find_proposal(desk.store, each).number for each in ids]  # type: ignore[union-attr]
    assert numbers == [2, 3]
