"""Proposals joined, parted and given back: none is lost on the way, and no cell is told what another asked or what is noted of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.proposing import down, on, raise_one, seen, up
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import (
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    part_proposal,
)
from chibo_desktop.actions.proposals import answer_proposal, put_away_proposal
from chibo_desktop.actions.structure import end_organisation
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_register import of_body
from chibo_desktop.lists.proposals import to_announce, to_answer
from chibo_desktop.lists.rows import select
from exchange.province import Province, make_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        on(made, 8, 5)
        yield made


def to_do(desk: Desk) -> set[str]:
    return {row.id for row in to_answer(desk.store, desk.organisation_id)}


def test_one_answer_goes_to_every_cell_of_a_chain_of_joined_proposals(province: Province) -> None:
    first, second = province.cells
    asked, between, last = raise_one(first, "Một"), raise_one(second, "Hai"), raise_one(second, "Ba")
    up(province)
    join_proposals(province.commune, asked, between)
    join_proposals(province.commune, between, last)
    assert to_do(province.commune) == {last}
    with pytest.raises(Refusal):
        join_proposals(province.commune, last, asked)
    answer_proposal(province.commune, last, content="Đã làm xong.", outcome="settled")
    down(province)
    for cell, ids in ((first, {asked}), (second, {between, last})):
        waiting = to_announce(cell.store, cell.organisation_id)
        assert {row.id for row in waiting} == ids
        assert {row.state for row in waiting} == {"returned"}


def test_nothing_is_joined_to_what_was_answered_already(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    up(province)
    answer_proposal(province.commune, second, content="Đã làm xong.", outcome="settled")
    with pytest.raises(Refusal) as refused:
        join_proposals(province.commune, first, second)
    assert refused.value.field == "joined_id"
    assert first in to_do(province.commune)


def test_a_proposal_waits_again_when_that_it_was_joined_to_is_put_away(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    up(province)
    join_proposals(province.commune, first, second)
    assert to_do(province.commune) == {second}
    put_away_proposal(province.cells[1], second)
    up(province)
    assert to_do(province.commune) == {first}
    assert not seen(province.commune, first).is_joined


def test_a_proposal_waits_again_when_that_it_was_joined_to_is_answered_without_it(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    up(province)
    answer_proposal(province.upper, second, content="Đã làm xong.", outcome="settled")
    join_proposals(province.commune, first, second)
    assert first not in to_do(province.commune)
    province.send(province.upper, province.commune)
    assert to_do(province.commune) == {first}


def test_two_joined_to_each_other_at_two_desks_both_wait(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    up(province)
    join_proposals(province.upper, second, first)
    join_proposals(province.commune, first, second)
    up(province)
    assert [seen(province.upper, each).is_waiting for each in (first, second)] == [True, True]


def test_two_joined_by_mistake_are_parted_and_the_cell_is_told(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    up(province)
    with pytest.raises(Refusal):
        part_proposal(province.commune, first)
    join_proposals(province.commune, first, second)
    down(province)
    assert (seen(province.cell, first).is_joined, seen(province.cell, first).is_waiting) == (True, False)
    part_proposal(province.commune, first, note="Hai việc khác nhau.")
    assert to_do(province.commune) == {first, second}
    down(province)
    assert seen(province.cell, first).is_waiting


def test_a_cell_is_not_told_to_which_proposal_of_another_cell_its_own_was_joined(province: Province) -> None:
    first, second = (raise_one(cell) for cell in province.cells)
    own = raise_one(province.cell, "Cùng việc")
    up(province)
    join_proposals(province.commune, own, first)
    join_proposals(province.commune, first, second)
    down(province)
    told = {step.text("proposal_id"): step for step in select(province.cell.store, "proposal_step")}
    assert told[own].text("joined_id") == first
    other = province.cells[1].store.device
    assert other not in str([step.values for step in told.values()])
    assert told[first].text("joined_id") == ""


def test_a_note_goes_to_the_cell_only_where_it_is_written_for_the_cell(province: Province) -> None:
    asked = raise_one(province.cell)
    up(province)
    assign_agency(province.commune, asked, agency="Phòng Kinh tế", note="Chi bộ này hay hỏi.")
    classify_proposal(province.commune, asked, "commune", note="Chưa rõ.")
    note_interim(province.commune, asked, "Chờ phân bổ vốn.")
    down(province)
    notes = {step.text("sort"): step.text("note") for step in select(province.cell.store, "proposal_step")}
    assert notes == {"assigned": "", "classified": "", "interim": "Chờ phân bổ vốn."}
    assert seen(province.commune, asked).steps[0].note == "Chi bộ này hay hỏi."


def test_what_the_upper_body_gives_back_on_the_same_day_is_the_communes_to_do(province: Province) -> None:
    asked = raise_one(province.cell)
    up(province)
    hand_up_proposal(province.commune, asked)
    up(province)
    classify_proposal(province.upper, asked, "commune", note="Việc của xã.")
    province.send(province.upper, province.commune)
    assert (seen(province.commune, asked).competence, to_do(province.commune)) == ("commune", {asked})
    assert to_do(province.upper) == set()
    hand_up_proposal(province.commune, asked)
    up(province)
    assert (to_do(province.commune), to_do(province.upper)) == (set(), {asked})


def test_nothing_is_handed_up_for_a_day_before_it_was_last_classified(province: Province) -> None:
    asked = raise_one(province.cell)
    up(province)
    on(province, 8, 10)
    classify_proposal(province.commune, asked, "commune")
    on(province, 8, 12)
    with pytest.raises(Refusal) as refused:
        hand_up_proposal(province.commune, asked, taken_on=date(2027, 8, 9))
    assert refused.value.field == "taken_on"
    assert to_do(province.commune) == {asked}
    hand_up_proposal(province.commune, asked, paper_on=date(2027, 8, 9))
    up(province)
    assert (to_do(province.commune), to_do(province.upper)) == (set(), {asked})


def test_a_proposal_typed_after_its_cell_ended_is_counted_where_the_cell_stood_last(
    province: Province,
) -> None:
    asked = raise_one(province.cell)
    end_organisation(province.commune, province.cell.organisation_id, on=date(2027, 8, 2))
    up(province)
    store, bodies = province.upper.store, (province.commune, province.upper)
    assert [[row.id for row in of_body(store, body.organisation_id)] for body in bodies] == [[asked]] * 2
    others = ("no-such-body", province.cells[1].organisation_id)
    assert [of_body(store, each) for each in others] == [[], []]
