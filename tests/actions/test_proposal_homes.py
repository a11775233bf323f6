"""Whose a proposal is where organisations change or somebody else wrote it down: merged cells, former districts, what a body heard, numbers of a book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from actions.proposing import ASKED, down, on, raise_one, seen, up
from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.actions.proposals import add_proposal, answer_proposal, change_proposal
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposals import find_proposal, list_proposals, to_announce, to_answer
from exchange.province import Province, make_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        made.clock.set(datetime(2027, 8, 5, 20, 0, tzinfo=VIETNAM))
        yield made


def test_what_a_body_heard_at_a_cell_is_answered_home_in_its_words(province: Province) -> None:
    cell = province.cell
    up(province)
    asked = add_proposal(
        province.upper, content="Sửa bể nước", cell_id=cell.organisation_id, source="people"
    )[1]
    assert seen(province.upper, asked).number == 1
    answer_proposal(province.upper, asked, content="Đã bố trí vốn.", outcome="settled")
    down(province)
    (row,) = to_announce(cell.store, cell.organisation_id)
    assert (row.id, row.content, row.state, row.number) == (asked, "Sửa bể nước", "returned", None)
    assert find_proposal(cell.store, asked) == row
    assert to_announce(province.cells[1].store, province.cells[1].organisation_id) == []


def test_numbers_of_a_register_are_given_once(province: Province) -> None:
    first, second = raise_one(province.cell), raise_one(province.cell, "Sửa loa")
    assert [row.number for row in list_proposals(province.cell.store)] == [2, 1]
    with pytest.raises(Refusal) as refused:
        change_proposal(province.cell, second, number=1)
    assert refused.value.field == "number"
    change_proposal(province.cell, first, number=1)
    change_proposal(province.cell, second, number=7)
    assert seen(province.cell, second).number == 7


def test_after_a_merger_the_answer_goes_to_the_cell_that_follows(province: Province) -> None:
    first, second = province.cells
    asked = raise_one(first, competence="commune")
    up(province)
    on(province, 8, 9)
    merge(
        province.commune,
        [first.organisation_id],
        second.organisation_id,
        on=province.commune.today,
        basis="12-QĐ/ĐU",
    )
    assert asked in {row.id for row in list_proposals(province.commune.store, second.organisation_id)}
    assert [row.id for row in to_answer(province.commune.store, province.commune.organisation_id)] == [asked]
    answer_proposal(province.commune, asked, content="Đã sửa xong.", outcome="settled")
    province.send(province.commune, second)
    (waiting,) = to_announce(second.store, second.organisation_id)
    assert (waiting.id, waiting.content, waiting.state) == (asked, ASKED, "returned")


def test_what_a_district_had_to_settle_waits_to_be_classified_again(province: Province) -> None:
    asked = raise_one(province.cell, competence="district")
    province.send(province.cell, province.commune)
    row = seen(province.commune, asked)
    assert (row.due, row.competence_label) == (None, "Cấp huyện (trước 7/2025)")
    assert to_answer(province.commune.store, province.commune.organisation_id) == [row]
    classify_proposal(province.commune, asked, "commune")
    assert seen(province.commune, asked).due is not None
