"""Candidates kept over writes: after every kind of write they are those a desk just opened reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    admit_candidate,
    assign_helper,
    change_candidate,
    write_remark,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, add_standing, change_member
from chibo_desktop.actions.undo import undo
from chibo_desktop.lists.candidates import CandidateRow, candidates_below, candidates_of
from chibo_desktop.store import Store
from exchange.province import BEGIN, make_province
from lists.test_candidates import finalised

TODAY = BEGIN.date()


def rows(desk: Desk, store: Store) -> Sequence[CandidateRow]:
    read = candidates_of if desk.kind == "cell" else candidates_below
    return read(store, desk.organisation_id, TODAY)


def test_after_every_write_the_candidates_are_those_a_desk_just_opened_reads(tmp_path: Path) -> None:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh") as made:
        cell, commune = made.cells[0], made.commune
        before: list[Sequence[CandidateRow]] = []

        def check() -> None:
            for desk in (cell, commune):
                held = desk.store
                assert rows(desk, held) == rows(desk, Store(held.folder, held.connection, held.clock))
            assert rows(cell, cell.store) not in before
            before.append(rows(cell, cell.store))

        helper = add_member(cell, full_name="Lò Văn Hặc")[1]
        candidate = add_candidate(cell, full_name="Vàng A Páo")[1]
        add_candidate(cell, full_name="Giàng Thị Dua")
        check()
        helping = assign_helper(cell, candidate, helper, date(2026, 1, 5))[1]
        check()
        write_remark(cell, helping, "2026-09", "Chăm làm.")
        check()
        add_step(cell, candidate, "selected", date(2026, 1, 5))
        check()
        finalised(cell, date(2026, 9, 7), yes=1, full_name="Vàng A Páo")
        check()
        finalised(cell, date(2026, 9, 9), full_name="Vàng A Páo", candidate_id=candidate)
        check()
        changes = change_candidate(cell, candidate, schooling_state="studying")
        check()
        undo(cell, changes)
        made.send(cell, commune)
        add_step(commune, candidate, "returned", date(2026, 9, 18))
        made.send(commune, cell)
        check()
        change_member(cell, helper, full_name="Lò Văn Hoan")
        check()
        add_standing(cell, helper, "suspended", from_on=date(2026, 9, 10))
        check()
        add_step(cell, candidate, "ceremony", date(2026, 9, 25))
        member = admit_candidate(cell, candidate, decided_on=date(2026, 9, 20))[1]
        check()
        change_member(cell, member, admitted_on=date(2026, 9, 24))
        check()
