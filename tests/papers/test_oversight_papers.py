"""Promises of the papers about oversight: what a body follows, whom it inspected and did not, who came, each counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.oversight import (
    add_follow_up,
    add_gathering,
    add_inspection,
    add_participants,
    change_follow_up,
    report_follow_up,
)
from chibo_desktop.actions.participants import add_person
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.oversight_values import duty_values, gathering_values, inspection_values
from chibo_desktop.papers.readback import read_pages

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def commune(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def cells(commune: Desk) -> list[Desk]:
    names = ("Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh")
    return [commune.for_organisation(add_cell(commune, name=name)[1]) for name in names]


def test_the_book_of_things_to_do_has_the_open_ones_and_those_settled_in_the_range(
    commune: Desk, cells: list[Desk]
) -> None:
    late = add_follow_up(commune, "conclusion", "Nộp danh sách", due_on=date(2026, 9, 1))[1]
    report_follow_up(cells[0], late, result="Đã nộp 4 người", done_on=commune.today)
    for title, day in (("Năm nay", date(2026, 3, 1)), ("Năm trước", date(2025, 3, 1))):
        change_follow_up(commune, add_follow_up(commune, "conclusion", title)[1], done_on=day)
    book = duty_values(commune.store, report_scope(commune, FIRST, LAST))
    assert [row["title"] for row in book["rows"]] == ["Nộp danh sách", "Năm nay"]
    assert book["rows"][0]["told"] == ["Chi bộ bản Nà Hừ: Đã nộp 4 người"]
    assert (book["overdue"], book["done"]) == (1, 1)


def test_the_book_of_inspections_names_whom_nobody_went_to(commune: Desk, cells: list[Desk]) -> None:
    add_inspection(commune, cells[0].organisation_id, held_on=date(2026, 8, 1), findings="Thiếu sổ")
    add_inspection(commune, cells[1].organisation_id, held_on=date(2025, 8, 1))
    book = inspection_values(commune.store, report_scope(commune, FIRST, LAST))
    assert [row["name"] for row in book["rows"]] == ["Chi bộ bản Nà Hừ"]
    assert (book["reached"], book["every"], book["left"]) == (1, 2, ["Chi bộ bản Suối Lanh"])
    assert (book["regulated"], book["cells"]) == (0, 2)


def test_the_list_of_a_class_names_who_came_and_is_printed(commune: Desk, cells: list[Desk]) -> None:
    make_members(cells[0], 2)
    gathering = add_gathering(commune, "training", "Lớp bí thư", held_on=commune.today, topic="content")[1]
    add_person(commune, gathering, full_name="Vàng A Chứ")
    add_participants(commune, gathering, [{"group": "masses", "heads": 12}])
    scope = report_scope(commune, FIRST, LAST, record_id=gathering)
    paper = gathering_values(commune.store, scope)
    assert [(one["name"], one["place"], one["heads"]) for one in paper["people"]] == [
        ("Vàng A Chứ", "Chi bộ bản Nà Hừ", 1),
        ("", "", 12),
    ]
    assert (paper["heads"], paper["persons"], paper["unnamed"]) == (13, 1, 12)
    data = report_bytes(fill_report(commune, "danh-sach-lop", scope))
    assert check_pdf(data) == []
    said = " ".join(line.text for page in read_pages(data) for line in page.lines)
    assert "13 lượt người" in said
    whole = gathering_values(commune.store, report_scope(commune, FIRST, LAST))
    assert [(row["title"], row["heads"]) for row in whole["gatherings"]] == [("Lớp bí thư", 13)]
    assert whole["people"] == []
