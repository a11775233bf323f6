"""Candidates at three desks: the cell's way with the body's word in it, files that wait, counts without names above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.candidates import add_candidate, add_step, assign_helper, change_candidate
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidate_counts import by_state, counts_below, waiting_for_body
from chibo_desktop.lists.candidates import candidate_row, candidates_below, candidates_of, due_lines
from exchange.province import BEGIN, Province, make_province

TODAY = BEGIN.date()
RESOLVED = date(2026, 9, 7)
Scene = tuple[Province, str]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A cell whose candidate's file lies with the commune, another with one it has just chosen; all was carried up."""
    with make_province(
        tmp_path_factory.mktemp("candidates"), "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ"
    ) as made:
        cell, other = made.cells
        helper = add_member(cell, full_name="Lò Văn Hặc")[1]
        candidate = add_candidate(cell, full_name="Vàng A Páo", source="militia")[1]
        assign_helper(cell, candidate, helper, date(2026, 1, 5))
        for step, on in (
            ("selected", date(2026, 1, 5)),
            ("course_done", date(2026, 4, 10)),
            ("resolved", RESOLVED),
            ("sent", RESOLVED + timedelta(days=4)),
        ):
            add_step(cell, candidate, step, on)
        add_step(other, add_candidate(other, full_name="Giàng Thị Dua")[1], "selected", date(2026, 9, 1))
        for each in made.cells:
            made.send(each, made.commune)
        made.send(made.commune, made.upper)
        yield made, candidate


def state_at(desk: Desk, candidate: str) -> str:
    row = candidate_row(desk.store, candidate, TODAY)
    assert row is not None
    return row.way.state


def test_the_commune_sees_names_cells_and_which_files_wait_for_it(scene: Scene) -> None:
    made, candidate = scene
    rows = candidates_below(made.commune.store, made.commune.organisation_id, TODAY)
    assert {(row.shown, row.cell_name) for row in rows} == {
        ("Vàng A Páo", "Chi bộ bản Suối Lanh"),
        ("Giàng Thị Dua", "Chi bộ bản Nà Hừ"),
    }
    (waiting,) = waiting_for_body(rows)
    assert waiting.id == candidate
    assert waiting.dues[0].about == "decided"
    states = {each.state: each for each in by_state(rows, TODAY)}
    assert list(states) == ["selected", "sent"]
    assert states["sent"].longest_days == states["sent"].usual_days == (TODAY - date(2026, 9, 11)).days


def test_an_upper_body_counts_by_commune_and_holds_no_name(scene: Scene) -> None:
    made, _ = scene
    (count,) = counts_below(made.upper.store, made.upper.organisation_id, TODAY)
    assert (count.name, count.total, count.waiting_body) == ("Đảng bộ xã Mường Sáy", 2, 1)
    assert {row.shown for row in count.rows} == {
        "quần chúng của Chi bộ bản Suối Lanh",
        "quần chúng của Chi bộ bản Nà Hừ",
    }


def test_what_the_commune_writes_comes_to_the_cell_with_the_bundle(scene: Scene) -> None:
    made, candidate = scene
    cell, commune = made.cells[0], made.commune
    with pytest.raises(Refusal, match="chi bộ ghi"):
        add_step(commune, candidate, "ceremony", TODAY)
    with pytest.raises(Refusal, match="chỉ chi bộ"):
        add_candidate(commune, full_name="Sùng A Dơ")
    add_step(commune, candidate, "returned", date(2026, 9, 18), note="thiếu ý kiến đoàn thể")
    made.send(commune, cell)
    (row,) = candidates_of(cell.store, cell.organisation_id, TODAY)
    assert (row.way.state, row.next_label, row.steps[-1].note) == (
        "returned",
        "Gửi hồ sơ lên cấp trên",
        "thiếu ý kiến đoàn thể",
    )
    add_step(cell, candidate, "sent", date(2026, 9, 25))
    made.send(cell, commune)
    add_step(commune, candidate, "decided", date(2026, 10, 2), paper="45-QĐ/ĐU")
    made.send(commune, cell)
    assert state_at(cell, candidate) == state_at(commune, candidate) == "decided"
    (due,) = (row.dues[0] for row in candidates_of(cell.store, cell.organisation_id, TODAY))
    assert due.about == "ceremony"
    assert "208-QĐ/TW" in due.sentence


def test_a_step_a_cell_forges_counts_nowhere_nor_does_a_candidate_it_makes_up_for_another(
    scene: Scene,
) -> None:
    made, _ = scene
    cell, other = made.cells
    (mine,) = candidates_of(other.store, other.organisation_id, TODAY)
    with other.store.writing(other.organisation_id, "bt") as writer:
        writer.put("candidate_step", writer.new_id(), candidate_id=mine.id, step="decided", on=TODAY)
        made_up = writer.new_id()
        writer.put("candidate", made_up, cell_id=cell.organisation_id, full_name="Người Lạ")
    with cell.store.writing(cell.organisation_id, "bt") as writer:
        writer.put("candidate_step", writer.new_id(), candidate_id=mine.id, step="ceremony", on=TODAY)
    for each in made.cells:
        made.send(each, made.commune)
    assert state_at(made.commune, mine.id) == "selected"
    assert candidate_row(made.commune.store, made_up, TODAY) is None


def test_those_who_studied_up_come_first_and_what_is_due_is_said(scene: Scene) -> None:
    made, _ = scene
    cell = made.cells[0]
    studying = add_candidate(cell, full_name="Lù Thị Lả", schooling="primary", schooling_state="studying")[1]
    change_candidate(cell, studying, recheck_on=date(2026, 10, 1))
    row = candidate_row(cell.store, studying, TODAY)
    assert row is not None
    assert any("xem lại việc học" in each for each in row.warnings)
    change_candidate(cell, studying, schooling_state="meets")
    rows = candidates_of(cell.store, cell.organisation_id, TODAY)
    assert rows[0].id == studying
    assert not rows[0].remark_missing
    later = date(2026, 12, 1)
    late = due_lines(candidates_of(cell.store, cell.organisation_id, later), later)
    assert [line.is_late for line in late if line.words == "Tổ chức lễ kết nạp"] == [True]


def test_candidates_of_a_cell_that_gave_way_are_not_lost_from_sight(tmp_path: Path) -> None:
    commune = make_desk(tmp_path / "commune", FixedClock(BEGIN), "commune", "Đảng bộ xã Mường Sáy")
    old, new = (add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Pa Thơm"))
    add_candidate(commune.for_organisation(old), full_name="Vàng A Páo")
    merge(commune, [old], new, on=date(2026, 9, 1))
    (row,) = candidates_below(commune.store, commune.organisation_id, TODAY)
    assert (row.cell_name, row.left_by_cell) == ("Chi bộ bản Pa Thơm", True)
    assert row.warnings[0].startswith("Chi bộ bản Nà Hừ thôi hoạt động.")
    commune.close()
