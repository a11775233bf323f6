"""The register of proposals as a workbook: what stands in it, and whose name never does; numbers for those that have none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.proposal_files import save_proposal_book
from chibo_desktop.actions.proposal_numbers import number_proposals, to_number
from chibo_desktop.actions.proposal_steps import classify_proposal, hand_up_proposal
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposals import every_proposal, list_proposals


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
    lines = [list(row) for row in openpyxl.load_workbook(target).active.iter_rows(values_only=True)]
    assert "Vàng A Chứ" not in str(lines)
    assert lines[1][0] == "Đảng bộ xã Mường Sáy: cả sổ."
    (head,) = [place for place, row in enumerate(lines) if row[0] == "Số"]
    first, second = (dict(zip(lines[head], row, strict=True)) for row in lines[head + 1 :])
    assert (first["Số"], first["Ngày nêu"], first["Nội dung"]) == (7, "05/10/2026", "Sửa bể nước")
    assert first["Văn bản chuyển"] == "số 45-CV/ĐU ngày 08/10/2026"
    assert (first["Hạn trả lời"], first["Lĩnh vực"]) == ("04/01/2027", "nước sạch")
    assert (second["Nội dung"], second["Số lượt nêu cùng việc"]) == ("=SUM(A1)", 2)
    assert {row.issue for row in rows} == {asked}, again
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
