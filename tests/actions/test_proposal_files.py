"""The register of proposals as a workbook: what stands in it, and whose name never does; numbers for those that have none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from actions.desks import make_desk
from actions.twins import exchange, make_twin
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.proposal_files import save_proposal_book
from chibo_desktop.actions.proposal_numbers import (
    number_proposals,
    part_numbers,
    to_number,
    to_part,
)
from chibo_desktop.actions.proposal_steps import classify_proposal, hand_up_proposal
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_memory import issues
from chibo_desktop.lists.proposal_register import with_words
from chibo_desktop.lists.proposals import every_proposal, find_proposal, list_proposals


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Desk]:
    clock = FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM))
    made = make_desk(tmp_path / "xa", clock, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


def ask(desk: Desk, cell: str, words: str, **said: Any) -> str:
    with desk.for_organisation(cell).writing(cell) as writer:
        asked = writer.new_id()
        writer.put("proposal", asked, cell_id=cell, content=words, source="people", **said)
    return asked


def test_the_workbook_has_a_line_each_with_papers_and_deadline_and_names_nobody(
    commune: Desk, tmp_path: Path
) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    said = {"raised_on": date(2026, 10, 5), "party_matter": "party", "number": 7}
    asked = ask(commune, cell, "Sửa bể nước", raised_by="Vàng A Chứ", **said)
    again = ask(commune, cell, "=SUM(A1)", raised_on=date(2026, 10, 6), repeats_id=asked)
    classify_proposal(commune, asked, "upper", field="nước sạch")
    hand_up_proposal(commune, asked, paper_number="45-CV/ĐU", paper_on=date(2026, 10, 8))
    rows = sorted(every_proposal(commune.store), key=lambda row: row.id != asked)
    target = save_proposal_book(commune, rows, tmp_path / "so.xlsx", "cả sổ")
    sheet = openpyxl.load_workbook(target).active
    assert sheet.auto_filter.ref == "A5:Q7"
    assert sheet["B6"].number_format == "dd/mm/yyyy"
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert "Vàng A Chứ" not in str(lines)
    assert lines[1][0] == "Đảng bộ xã Mường Sáy: cả sổ."
    (head,) = [place for place, row in enumerate(lines) if row[0] == "Số"]
    first, second = (dict(zip(lines[head], row, strict=True)) for row in lines[head + 1 :])
    assert (first["Số"], first["Ngày nêu"].date(), first["Nội dung"]) == (7, date(2026, 10, 5), "Sửa bể nước")
    assert first["Văn bản chuyển"] == "số 45-CV/ĐU ngày 08/10/2026"
    assert (first["Hạn trả lời"].date(), first["Lĩnh vực"]) == (date(2027, 1, 4), "nước sạch")
    assert (second["Nội dung"], second["Số lượt nêu cùng việc"]) == ("=SUM(A1)", 2)
    assert set(issues(commune.store, rows)) == {asked}, again
    one = find_proposal(commune.store, again)
    assert one is not None
    assert issues(commune.store, [one]) == [asked], "also of a row that was read alone"
    with pytest.raises(Refusal):
        save_proposal_book(commune, rows, tmp_path / "so.pdf", "cả sổ")


def test_numbers_go_on_after_the_highest_of_each_register_by_the_day_raised(commune: Desk) -> None:
    one, other = (add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Suối Lanh"))
    ask(commune, one, "Có số", raised_on=date(2026, 1, 5), number=4)
    ask(commune, one, "Sau", raised_on=date(2026, 3, 5))
    ask(commune, one, "Trước", raised_on=date(2024, 3, 5))
    ask(commune, other, "Của bản khác", raised_on=date(2025, 3, 5))
    preview = [(each.content, each.number) for each in to_number(commune)]
    assert preview == [("Trước", 5), ("Của bản khác", 1), ("Sau", 6)]
    changes = number_proposals(commune)
    assert {row.content: row.number for row in list_proposals(commune.store)} == {"Có số": 4, **dict(preview)}
    with pytest.raises(Refusal):
        number_proposals(commune)
    undo(commune, changes)
    assert [(each.content, each.number) for each in to_number(commune)] == preview


def test_what_was_raised_at_a_meeting_still_open_waits_for_its_finalising(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 3, 20, tzinfo=VIETNAM))
    cell = make_desk(tmp_path / "cell", clock)
    _, meeting = add_meeting(cell, period="2026-11")
    add_proposal(cell, meeting, content="Cấp loa")
    assert to_number(cell) == []
    cell.close()


def test_a_number_two_machines_gave_is_parted_alike_on_both(commune: Desk, tmp_path: Path) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    old = [ask(commune, cell, f"Việc {n}", raised_on=date(2026, 1, n)) for n in (1, 2)]
    twin = make_twin(commune, tmp_path / "twin")
    number_proposals(commune)
    new = ask(twin, cell, "Mới ở máy hai", raised_on=date(2026, 2, 1), number=1)
    exchange(commune, twin)
    for desk in (commune, twin):
        assert [(each.proposal_id, each.was, each.number) for each in to_part(desk)] == [(new, 1, 3)]
    changes = part_numbers(commune)
    assert to_part(commune) == []
    with pytest.raises(Refusal, match="không có số nào"):
        part_numbers(commune)
    with pytest.raises(Refusal, match="đã dùng"):
        undo(commune, changes)
    exchange(commune, twin)
    numbers = {row.id: row.number for row in list_proposals(twin.store)}
    assert numbers == {old[0]: 1, old[1]: 2, new: 3}
    twin.close()


def test_one_block_gives_no_number_twice_and_may_exchange_two(commune: Desk) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    one, other, third = (ask(commune, cell, f"Việc {n}", number=n) for n in (1, 2, 3))
    with commune.writing() as writer:
        writer.put("proposal", one, number=4)
        with pytest.raises(Refusal, match="số 04 đã dùng"):
            writer.put("proposal", other, number=4)
        writer.put("proposal", one, number=1)
    with commune.writing() as writer:
        writer.put("proposal", third, number=5)
        writer.put("proposal", one, number=3)
    numbers = {row.id: row.number for row in list_proposals(commune.store)}
    assert numbers == {one: 3, other: 2, third: 5}


def test_a_number_sought_comes_first_and_papers_and_places_of_that_number_after_it(commune: Desk) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    place = ask(commune, cell, "Đường tổ dân phố số 7", number=2)
    paper = ask(commune, cell, "Sửa bể nước", number=3)
    hand_up_proposal(commune, paper, paper_number="07-CV/ĐU")
    ask(commune, cell, "Đường tổ dân phố số 17", number=4)
    ask(commune, cell, "Điện bản 77", number=17)
    seventh = ask(commune, cell, "Mở lớp", number=7)
    rows = every_proposal(commune.store)[::-1]
    assert [row.id for row in with_words(rows, "số 7")] == [seventh, place, paper]
    assert [row.id for row in with_words(rows, "so 07")][:1] == [seventh]
    assert {place, paper} < {row.id for row in with_words(rows, "7")}
