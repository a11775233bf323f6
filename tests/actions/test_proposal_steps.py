"""A proposal on its way over the levels, by bundles: who has to act, by when, what each level is told, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from actions.proposing import ASKED, down, on, raise_one, seen, up
from chibo_desktop.actions.proposal_steps import (
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    urge,
)
from chibo_desktop.actions.proposals import announce_answer, answer_proposal, reopen_proposal
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposals import to_announce, to_answer
from exchange.province import Province, make_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        made.clock.set(datetime(2027, 8, 5, 20, 0, tzinfo=VIETNAM))
        yield made


def states(province: Province, proposal: str) -> tuple[str, str, str]:
    """At the cell, the commune, the upper body."""
    first, second, third = (
        seen(desk, proposal).state for desk in (province.cell, province.commune, province.upper)
    )
    return first, second, third


def test_a_proposal_goes_over_three_levels_and_comes_home(province: Province) -> None:
    asked = raise_one(province.cell)
    assert seen(province.cell, asked).state == "new"
    on(province, 8, 7)
    province.send(province.cell, province.commune)
    assert [row.id for row in to_answer(province.commune.store, province.commune.organisation_id)] == [asked]
    on(province, 8, 14)
    hand_up_proposal(province.commune, asked, paper_number="45-CV/ĐU", paper_on=date(2027, 8, 14))
    assert to_answer(province.commune.store, province.commune.organisation_id) == []
    on(province, 8, 17)
    up(province)
    assert [row.id for row in to_answer(province.upper.store, province.upper.organisation_id)] == [asked]
    assign_agency(province.upper, asked, agency="Ban Tuyên giáo và Dân vận Tỉnh ủy")
    note_interim(province.upper, asked, "Chờ kế hoạch mở lớp quý I.")
    down(province)
    assert states(province, asked) == ("under_way",) * 3
    assert [step.sort for step in seen(province.cell, asked).steps] == [
        "classified",
        "handed_up",
        "assigned",
        "interim",
    ]
    on(province, 10, 22)
    answer_proposal(province.upper, asked, content="Đồng ý mở lớp.", outcome="settled", paper_number="218-CV")
    down(province)
    assert states(province, asked) == ("returned", "answered", "answered")
    up(province)
    assert states(province, asked) == ("returned",) * 3
    (waiting,) = to_announce(province.cell.store, province.cell.organisation_id)
    announce_answer(province.cell, waiting.id, province.cell.today)
    up(province)
    assert states(province, asked) == ("closed",) * 3


def test_the_deadline_counts_from_the_day_the_body_of_the_level_received_it(province: Province) -> None:
    asked = raise_one(province.cell)
    on(province, 8, 14)
    province.send(province.cell, province.commune)
    hand_up_proposal(province.commune, asked)
    assert seen(province.cell, asked).due is None
    on(province, 8, 17)
    up(province)
    for_upper = seen(province.upper, asked).due
    assert for_upper is not None
    assert (for_upper.received_on, for_upper.due_on, for_upper.days) == (
        date(2027, 8, 17),
        date(2027, 11, 11),
        60,
    )
    assert "theo 294-QĐ/TW (26/5/2025)" in for_upper.sentence
    down(province)
    assert seen(province.cell, asked).due == for_upper
    on(province, 11, 12)
    assert seen(province.upper, asked).is_overdue


def test_what_is_no_party_matter_has_no_deadline(province: Province) -> None:
    asked = raise_one(province.cell, party_matter="civic", competence="commune")
    province.send(province.cell, province.commune)
    on(province, 12, 30)
    row = seen(province.commune, asked)
    assert (row.due, row.is_overdue, row.is_waiting) == (None, False, True)


def test_a_commune_set_up_as_a_grassroots_organisation_has_the_limit_of_one(province: Province) -> None:
    asked = raise_one(province.cell, competence="commune")
    on(province, 8, 7)
    province.send(province.cell, province.commune)
    due = seen(province.commune, asked).due
    assert due is not None
    assert due.days == 60
    with province.commune.writing() as writer:
        writer.put("organisation", province.commune.organisation_id, grassroots=True)
    due = seen(province.commune, asked).due
    assert due is not None
    assert (due.days, due.due_on) == (30, date(2027, 9, 21))


def test_the_cell_is_told_of_a_step_once_and_not_of_an_urging(province: Province) -> None:
    asked = raise_one(province.cell)
    province.send(province.cell, province.commune)
    classify_proposal(province.commune, asked, "commune", field="giáo dục")
    urge(province.commune, asked, agency="Trung tâm chính trị")
    province.send(province.commune, province.cell)
    assert [step.sort for step in seen(province.commune, asked).steps] == ["classified", "urged"]
    (told,) = seen(province.cell, asked).steps
    assert (told.sort, told.body_id) == ("classified", province.commune.organisation_id)
    row = seen(province.cell, asked)
    assert (row.competence, row.field, row.state) == ("commune", "giáo dục", "classified")


def test_the_upper_body_sees_that_the_commune_answered(province: Province) -> None:
    asked = raise_one(province.cell, competence="commune")
    province.send(province.cell, province.commune)
    answer_proposal(
        province.commune, asked, content="Đã làm xong.", outcome="settled", paper_number="12-CV/ĐU"
    )
    province.send(province.commune, province.upper)
    row = seen(province.upper, asked)
    assert (row.state, row.answers) == ("answered", ())
    assert (row.steps[-1].sort, row.steps[-1].paper_number, row.steps[-1].outcome) == (
        "answered",
        "12-CV/ĐU",
        "settled",
    )


def test_an_answer_that_work_goes_on_is_read_out_and_closes_nothing(province: Province) -> None:
    asked = raise_one(province.cell, competence="commune")
    province.send(province.cell, province.commune)
    answer_proposal(province.commune, asked, content="Đang khảo sát.", outcome="under_way")
    province.send(province.commune, province.cell)
    announce_answer(province.cell, asked, province.cell.today)
    row = seen(province.cell, asked)
    assert (row.state, row.unread) == ("under_way", ())
    on(province, 8, 9)
    answer_proposal(province.commune, asked, content="Đã xong.", outcome="settled")
    province.send(province.commune, province.cell)
    row = seen(province.cell, asked)
    assert (row.state, [answer.content for answer in row.unread]) == ("returned", ["Đã xong."])


def test_a_proposal_opened_again_waits_for_another_answer(province: Province) -> None:
    asked = raise_one(province.cell, competence="commune")
    province.send(province.cell, province.commune)
    with pytest.raises(Refusal):
        reopen_proposal(province.cell, asked, "Chưa làm.")
    answer_proposal(province.commune, asked, content="Đã làm xong.", outcome="settled")
    province.send(province.commune, province.cell)
    announce_answer(province.cell, asked, province.cell.today)
    with pytest.raises(Refusal) as refused:
        reopen_proposal(province.cell, asked, " ")
    assert refused.value.field == "reopened_because"
    on(province, 12, 1)
    reopen_proposal(province.cell, asked, "Đường vẫn lầy sau mưa.")
    province.send(province.cell, province.commune)
    row = seen(province.commune, asked)
    assert row.due is not None
    assert (row.due.received_on, row.is_overdue) == (date(2027, 12, 1), False)
    assert (row.state, row.is_reopened, row.is_waiting) == ("classified", True, True)
    assert row.facts.text("reopened_because") == "Đường vẫn lầy sau mưa."
    assert to_answer(province.commune.store, province.commune.organisation_id) == [row]
    answer_proposal(province.commune, asked, content="Đã rải đá lại.", outcome="settled")
    province.send(province.commune, province.cell)
    (waiting,) = to_announce(province.cell.store, province.cell.organisation_id)
    assert [answer.content for answer in waiting.unread] == ["Đã rải đá lại."]
    announce_answer(province.cell, asked, province.cell.today)
    row = seen(province.cell, asked)
    assert (row.state, row.is_reopened) == ("closed", False)


def test_one_answer_settles_the_proposals_joined(province: Province) -> None:
    first, second = (raise_one(cell, f"{ASKED}, {cell.organisation_id}") for cell in province.cells)
    up(province)
    join_proposals(province.commune, second, first)
    assert seen(province.commune, second).joined_id == first
    with pytest.raises(Refusal):
        join_proposals(province.commune, first, second)
    with pytest.raises(Refusal):
        join_proposals(province.commune, first, first)
    classify_proposal(province.commune, first, "commune")
    assert [row.id for row in to_answer(province.commune.store, province.commune.organisation_id)] == [first]
    answer_proposal(
        province.commune, first, content="Mở lớp tháng 11.", outcome="settled", task="Lập danh sách"
    )
    down(province)
    for cell, asked in zip(province.cells, (first, second), strict=True):
        (waiting,) = to_announce(cell.store, cell.organisation_id)
        assert (waiting.id, waiting.state) == (asked, "returned")
    tasks = [row.answers[-1].facts.text("task") for row in map(seen, province.cells, (first, second))]
    assert tasks == ["Lập danh sách", ""]


def test_every_step_and_what_the_cell_was_told_is_taken_back_at_once(province: Province) -> None:
    asked = raise_one(province.cell)
    province.send(province.cell, province.commune)
    before = seen(province.commune, asked)
    undo(province.commune, hand_up_proposal(province.commune, asked))
    after = seen(province.commune, asked)
    assert replace(after, facts=before.facts) == before


def test_a_step_without_what_it_needs_is_refused_and_leaves_nothing(province: Province) -> None:
    asked, commune = raise_one(province.cell), province.commune
    province.send(province.cell, commune)
    late, early = date(2027, 9, 1), date(2027, 8, 1)
    acts: dict[str, Callable[[], object]] = {
        "agency": lambda: assign_agency(commune, asked, agency=" "),
        "note": lambda: note_interim(commune, asked, ""),
        "due_on": lambda: assign_agency(commune, asked, agency="Ủy ban", due_on=early),
        "taken_on": lambda: hand_up_proposal(commune, asked, taken_on=late),
        "competence": lambda: classify_proposal(commune, asked, "village"),
        "task": lambda: answer_proposal(commune, asked, content="Có.", outcome="settled", task_due_on=late),
    }
    for field, act in acts.items():
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.field == field
    with pytest.raises(Refusal):
        hand_up_proposal(commune, asked, taken_on=early)
    row = seen(commune, asked)
    assert (row.steps, row.answers, row.state) == ((), (), "new")


def test_a_cell_writes_no_steps_and_classifies_on_its_proposal(province: Province) -> None:
    asked = raise_one(province.cell)
    classify_proposal(province.cell, asked, "upper")
    assert (seen(province.cell, asked).competence, seen(province.cell, asked).steps) == ("upper", ())
    with pytest.raises(Refusal):
        urge(province.cell, asked)


def test_nothing_is_handed_up_twice_but_after_it_was_opened_again(province: Province) -> None:
    asked = raise_one(province.cell)
    up(province)
    hand_up_proposal(province.commune, asked)
    with pytest.raises(Refusal):
        hand_up_proposal(province.commune, asked)
    up(province)
    answer_proposal(province.upper, asked, content="Có.", outcome="settled")
    down(province)
    reopen_proposal(province.cell, asked, "Chưa làm.")
    up(province)
    hand_up_proposal(province.commune, asked)
    assert seen(province.commune, asked).state == "handed_up"
