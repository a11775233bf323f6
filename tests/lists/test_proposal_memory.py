"""Rows kept over writes: after every kind of write they are those a desk just opened reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import (
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    part_proposal,
)
from chibo_desktop.actions.proposals import (
    add_proposal,
    announce_answer,
    answer_proposal,
    change_proposal,
    put_away_proposal,
    reopen_proposal,
)
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.store import Store
from exchange.province import Province, make_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        made.clock.set(datetime(2027, 8, 5, 20, 0, tzinfo=VIETNAM))
        yield made


def as_just_opened(desk: Desk) -> tuple[ProposalRow, ...]:
    """What another connection to the same file reads, which remembers nothing."""
    held = desk.store
    return every_proposal(Store(held.folder, held.connection, held.clock))


def check(province: Province) -> None:
    for desk in (*province.cells, province.commune, province.upper):
        assert every_proposal(desk.store) == as_just_opened(desk)


def test_after_every_write_the_rows_are_those_of_a_desk_just_opened(province: Province) -> None:
    cell, other = province.cells
    commune = province.commune
    raised = {"party_matter": "party", "raised_on": date(2027, 8, 5)}
    first, second, third = (
        add_proposal(desk, content=words, **raised)[1]  # type: ignore[arg-type]
        for desk, words in ((cell, "Sửa bể nước"), (other, "Sửa bể nước đầu bản"), (cell, "Cấp loa"))
    )
    check(province)
    heard = add_proposal(commune, content="Mở lớp", cell_id=cell.organisation_id)[1]
    states = set()
    for act in _acts(province, first, second, third, heard):
        act()
        check(province)
        states |= {row.state for row in every_proposal(commune.store)}
    assert states == {"new", "classified", "answered", "returned", "closed"}


def _acts(province: Province, first: str, second: str, third: str, heard: str) -> list[Callable[[], object]]:
    cell, _ = province.cells
    commune, upper = province.commune, province.upper

    def up() -> None:
        for one in province.cells:
            province.send(one, commune)
        province.send(commune, upper)

    def down() -> None:
        province.send(upper, commune)
        for one in province.cells:
            province.send(commune, one)

    return [
        up,
        lambda: change_proposal(cell, third, repeats_id=first, number=9),
        lambda: undo(cell, change_proposal(cell, third, place="bản Nà Hừ")),
        lambda: classify_proposal(commune, first, "commune"),
        lambda: undo(commune, hand_up_proposal(commune, first)),
        lambda: join_proposals(commune, second, first),
        lambda: part_proposal(commune, second),
        lambda: answer_proposal(commune, first, content="Đã sửa.", outcome="settled"),
        lambda: answer_proposal(commune, heard, content="Đã mở.", outcome="settled"),
        down,
        lambda: announce_answer(cell, first, date(2027, 8, 5)),
        up,
        lambda: reopen_proposal(cell, first, "Vẫn rò."),
        up,
        lambda: put_away_proposal(cell, third),
        lambda: province.clock.set(datetime(2027, 12, 30, 8, 0, tzinfo=VIETNAM)),
        lambda: join_proposals(commune, second, first),
        lambda: part_proposal(commune, second),
        lambda: _named(commune),
        down,
    ]


def _named(commune: Desk) -> None:
    with commune.writing() as writer:
        writer.put("organisation", commune.organisation_id, grassroots=True, name="Đảng bộ xã Mường Sáy mới")


def test_a_write_to_one_proposal_reads_no_other_anew(province: Province) -> None:
    cell = province.cell
    asked = [add_proposal(cell, content=f"Việc {number}")[1] for number in range(3)]
    before = {row.id: row for row in every_proposal(cell.store)}
    change_proposal(cell, asked[1], place="bản Nà Hừ")
    after = {row.id: row for row in every_proposal(cell.store)}
    assert [after[one] is before[one] for one in asked] == [True, False, True]
    assert after[asked[1]].place == "bản Nà Hừ"
