"""Candidates at three desks: the cell's way with the body's word in it, files that wait, counts without names above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    admit_candidate,
    assign_helper,
    change_candidate,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, change_member, put_away_member
from chibo_desktop.actions.structure import end_organisation
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidate_counts import by_state, counts_below, waiting_for_body
from chibo_desktop.lists.candidates import (
    CandidateRow,
    candidate_row,
    candidates_below,
    candidates_of,
    due_lines,
)
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


def row_at(desk: Desk, candidate: str, day: date = TODAY) -> CandidateRow:
    row = candidate_row(desk.store, candidate, day)
    assert row is not None
    return row


def state_at(desk: Desk, candidate: str) -> str:
    return row_at(desk, candidate).way.state


def finalised(desk: Desk, held: date, yes: int = 3, **who: object) -> None:
    """Finalised minutes of three members in which somebody was considered for admission."""
    with desk.store.writing(desk.organisation_id, "bt") as writer:
        meeting, case = writer.new_id(), writer.new_id()
        month = PartialDate(held.year, held.month)
        writer.put(
            "meeting",
            meeting,
            cell_id=desk.organisation_id,
            kind="regular",
            period=month,
            held_on=held,
            finalised_at=desk.store.clock.now(),
        )
        writer.put("person_case", case, meeting_id=meeting, position=1, matter="admission", **who)
        writer.put(
            "ballot",
            writer.new_id(),
            meeting_id=meeting,
            case_id=case,
            matter="Kết nạp",
            position=1,
            threshold="two_thirds",
            yes_count=yes,
            base_count=3,
            round=1,
        )


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


def test_minutes_count_at_every_desk_for_the_cell_s_own_candidate_and_for_nobody_else_s(scene: Scene) -> None:
    made, _ = scene
    cell, other = made.cells
    own, theirs = (add_candidate(cell, full_name=name)[1] for name in ("Lò Văn Ín", "Cứ A Sếnh"))
    for one in (own, theirs):
        add_step(cell, one, "selected", date(2026, 1, 7))
    finalised(cell, RESOLVED, full_name="Lò Văn Ín", candidate_id=own)
    finalised(other, RESOLVED, full_name="Cứ A Sếnh", candidate_id=theirs)
    for each in made.cells:
        made.send(each, made.commune)
    made.send(made.commune, made.upper)
    for desk in (cell, made.commune, made.upper):
        assert state_at(desk, own) == "resolved"
        assert [due.about for due in row_at(desk, own).dues] == ["decided"]
        assert state_at(desk, theirs) == "selected"


def test_a_name_alone_is_the_candidate_s_only_while_they_were_prepared_and_on_no_list(scene: Scene) -> None:
    cell = scene[0].cells[0]
    finalised(cell, date(2026, 8, 5), full_name="Sùng Thị Máy")
    later = add_candidate(cell, full_name="Sùng Thị Máy")[1]
    assert state_at(cell, later) == "new"
    add_step(cell, later, "selected", date(2026, 2, 3))
    assert state_at(cell, later) == "resolved"
    change_candidate(cell, later, birth_date=PartialDate(1999))
    finalised(cell, date(2026, 9, 5), full_name="Sùng Thị Máy", birth_date=PartialDate(1990, 2))
    assert row_at(cell, later).day_of("resolved") == date(2026, 8, 5)
    add_member(cell, full_name="Sùng Thị Máy", official=False, decided_on=date(2026, 8, 20))
    assert state_at(cell, later) == "selected"


def test_a_file_sent_and_returned_on_one_day_is_the_cell_s_to_complete_at_both_desks(scene: Scene) -> None:
    made, _ = scene
    cell, commune = made.cells[0], made.commune
    candidate = add_candidate(cell, full_name="Vàng Thị Chu")[1]
    add_step(cell, candidate, "resolved", RESOLVED)
    add_step(cell, candidate, "sent", RESOLVED + timedelta(days=2))
    made.send(cell, commune)
    add_step(commune, candidate, "returned", RESOLVED + timedelta(days=2), note="thiếu ảnh")
    made.send(commune, cell)
    assert state_at(cell, candidate) == state_at(commune, candidate) == "returned"
    rows = candidates_below(commune.store, commune.organisation_id, TODAY)
    assert candidate not in [row.id for row in waiting_for_body(rows)]


def test_the_cell_is_told_to_write_the_new_member_into_the_list_and_then_the_list_s_days_hold(
    scene: Scene,
) -> None:
    cell = scene[0].cells[0]
    candidate = add_candidate(cell, full_name="Giàng A Tủa")[1]
    add_step(cell, candidate, "ceremony", date(2025, 9, 20), paper="biên bản lễ")
    (line, *_) = due_lines([row_at(cell, candidate)], TODAY)
    assert line.words == "Đưa vào danh sách đảng viên"
    member = admit_candidate(cell, candidate, decided_on=date(2025, 9, 1))[1]
    change_member(cell, member, admitted_on=date(2025, 9, 2))
    row = row_at(cell, candidate)
    assert (row.day_of("ceremony"), row.dues[0].due_on) == (date(2025, 9, 2), date(2026, 9, 2))
    assert [step.paper for step in row.steps if step.step == "ceremony"] == ["biên bản lễ"]
    assert "Đưa vào danh sách đảng viên" not in [each.words for each in due_lines([row], TODAY)]
    change_member(cell, member, official_on=date(2026, 9, 2))
    assert row_at(cell, candidate).dues == ()


def test_after_the_year_of_probation_the_cell_s_resolution_is_due_and_the_month_without_a_remark_is_said(
    scene: Scene,
) -> None:
    cell = scene[0].cells[0]
    candidate = add_candidate(cell, full_name="Lý Thị Dính")[1]
    assign_helper(cell, candidate, row_at(cell, scene[1]).helpers[0].member_id, date(2026, 8, 20))
    add_step(cell, candidate, "ceremony", date(2025, 9, 24))
    row = row_at(cell, candidate)
    assert [due.about for due in row.near] == ["listing", "official_resolved"]
    assert any("quyết định kết nạp" in each for each in row.warnings)
    lines = [(line.words, line.is_late) for line in due_lines([row], TODAY)[-2:]]
    assert lines == [
        ("Nhận xét tháng 9 của đảng viên giúp đỡ", True),
        ("Nhận xét tháng 10 của đảng viên giúp đỡ", False),
    ]
    assert not row_at(cell, candidate, date(2026, 9, 5)).remark_late


def test_a_probationary_member_who_left_the_list_is_recalled_no_more(scene: Scene) -> None:
    cell = scene[0].cells[0]
    candidate = add_candidate(cell, full_name="Quàng Thị Ín")[1]
    add_step(cell, candidate, "ceremony", date(2025, 12, 20))
    member = admit_candidate(cell, candidate, decided_on=date(2025, 12, 1))[1]
    assert not row_at(cell, candidate).way.is_over
    put_away_member(cell, member, left_on=date(2026, 9, 30))
    row = row_at(cell, candidate)
    assert (row.way.state, row.way.since, row.dues) == ("left", date(2026, 9, 30), ())
    assert due_lines([row], TODAY) == []


def test_an_upper_body_counts_those_of_a_cell_that_ended_where_it_stood(scene: Scene) -> None:
    made, _ = scene
    commune, upper, other = made.commune, made.upper, made.cells[1].organisation_id

    def counted() -> tuple[str, int]:
        (count,) = counts_below(upper.store, upper.organisation_id, TODAY)
        return count.name, sum(row.cell_id == other for row in count.rows)

    before = counted()
    end_organisation(commune, other, on=date(2026, 10, 1))
    made.send(commune, upper)
    assert any(row.left_by_cell for row in candidates_below(upper.store, upper.organisation_id, TODAY))
    assert counted() == before == ("Đảng bộ xã Mường Sáy", 1)
