"""A quần chúng ưu tú from the choice by the cell to the list of members: minutes, bundles, the commune's decision, what the province counts."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from actions.considering import voted
from actions.desks import make_members
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    admit_candidate,
    assign_helper,
    from_candidate,
    write_remark,
)
from chibo_desktop.actions.cases import add_case
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.lists.candidate_counts import counts_below, waiting_for_body
from chibo_desktop.lists.candidates import CandidateRow, candidate_row, candidates_below
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.search import search
from exchange.province import Province, make_province

NAME = "Vàng A Páo"
HELD, SENT, DECIDED, CEREMONY = (date(2026, 10, day) for day in (5, 7, 20, 30))


def row_at(desk: Desk, candidate: str) -> CandidateRow:
    row = candidate_row(desk.store, candidate, desk.today)
    assert row is not None
    return row


def resolve(cell: Desk, members: list[str], candidate: str) -> None:
    """The cell considers the candidate, who is offered with what is known, and carries it."""
    meeting = add_meeting(
        cell,
        period="2026-10",
        kind="admission",
        held_on=HELD,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        secretary_id=members[1],
    )[1]
    record_all_present(cell, meeting)
    known = from_candidate(cell, candidate)
    case = add_case(cell, meeting, matter="admission", candidate_id=candidate, **known)[1]
    assert voted(cell, case, len(members)).carried
    change_meeting(cell, meeting, read_back=True)
    finalise(cell, meeting)


def admitted(desk: Desk) -> int | None:
    figures = report(
        desk.store, desk.organisation_id, "2026-01", "2026-12", keys=["IND-10"], with_below=False
    ).own.figures
    return figures["IND-10"].numerator


def until(made: Province, day: date) -> None:
    made.wait(days=(day - made.clock.now().date()).days)


def test_from_the_choice_by_the_cell_to_the_list_of_members_and_the_figure_of_the_province(
    tmp_path: Path,
) -> None:
    with make_province(tmp_path) as made:
        cell, commune, upper = made.cell, made.commune, made.upper
        until(made, date(2026, 10, 6))
        members = make_members(cell, 3)
        candidate = add_candidate(cell, full_name=NAME, source="militia")[1]
        add_step(cell, candidate, "selected", date(2026, 1, 5), paper="03-NQ/CB")
        helping = assign_helper(cell, candidate, members[1], date(2026, 1, 5))[1]
        write_remark(cell, helping, "2026-10", "Chăm làm, được bà con tin.")
        resolve(cell, members, candidate)
        until(made, SENT)
        add_step(cell, candidate, "sent", SENT)

        made.send(cell, commune)
        (waiting,) = waiting_for_body(candidates_below(commune.store, commune.organisation_id, commune.today))
        assert (waiting.name, waiting.day_of("resolved")) == (NAME, HELD)
        until(made, DECIDED)
        add_step(commune, candidate, "decided", DECIDED, paper="45-QĐ/ĐU")
        made.send(commune, cell)
        assert row_at(cell, candidate).way.next_step == "ceremony"

        until(made, CEREMONY)
        add_step(cell, candidate, "ceremony", CEREMONY)
        member = admit_candidate(cell, candidate)[1]
        on_list = {row.id: row for row in list_members(cell.store, cell.organisation_id, CEREMONY)}
        assert on_list[member].standing.membership == "probationary"
        assert on_list[member].facts.day("decided_on") == DECIDED

        made.send(cell, commune)
        made.send(commune, upper)
        assert [admitted(desk) for desk in (cell, commune, upper)] == [1, 1, 1]
        (count,) = counts_below(upper.store, upper.organisation_id, upper.today)
        assert [row.shown for row in count.rows] == [f"đảng viên dự bị của {waiting.cell_name}"]
        assert count.rows[0].day_of("resolved") == HELD
        assert count.probationary == 1
        assert search(commune.store, "vang a pao")
        assert search(upper.store, "vang a pao") == []
