"""The register of proposals: the figures of article L from data shaped like them, narrowing, searching, the control sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import assign_agency, classify_proposal, join_proposals
from chibo_desktop.actions.proposals import answer_proposal
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.text import percent
from chibo_desktop.lists.proposal_groups import group_words
from chibo_desktop.lists.proposal_register import (
    NOT_SAID,
    at_level,
    count,
    of_body,
    shown_of,
    with_words,
)
from chibo_desktop.lists.proposals import every_proposal, find_proposal, joinable
from chibo_desktop.papers.proposal_values import answer_values, proposal_report_values, register_values
from chibo_desktop.papers.scope import Scope
from lists.proposals_of_rounds import make_rounds
from lists.small_upper import make_small_upper

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("rounds")
    clock = FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM))
    made = make_desk(folder / "xa", clock, "commune", "Đảng bộ xã Mường Sáy")
    make_rounds(made, date(2026, 10, 1))
    yield made
    made.close()


def scope_of(desk: Desk, record: str = "") -> Scope:
    return Scope(desk.organisation_id, FIRST, LAST, desk.today, record)


def test_317_are_282_above_and_35_at_the_grassroots(commune: Desk) -> None:
    counts = count(commune.store, every_proposal(commune.store))
    assert (counts.raised, counts.above, counts.grassroots, counts.unclassified) == (317, 282, 35, 0)
    shares = [percent(each, counts.raised) for each in (counts.above, counts.grassroots)]
    assert [share.replace("\u00a0", " ") for share in shares] == ["89,0 %", "11,0 %"]
    assert counts.problem == ""
    assert sum(level.raised for level in counts.levels) == 317


def test_both_groups_say_whom_they_hold_on_the_days_of_the_range() -> None:
    before, since = date(2025, 6, 30), date(2025, 7, 1)
    assert group_words(since, LAST) == ("Thuộc chi bộ", "Thuộc cấp trên (xã, tỉnh, Trung ương)")
    assert group_words(FIRST, before)[0] == "Thuộc cơ sở (chi bộ, xã)"
    assert "xã nếu nêu trước 7/2025" in group_words(before, since)[0]


def test_times_raised_and_distinct_issues_are_counted_apart(commune: Desk) -> None:
    rows = every_proposal(commune.store)
    again = sum(1 for row in rows if row.facts.text("repeats_id"))
    assert again == 32
    assert count(commune.store, rows).distinct == 317 - again


def test_a_level_that_adds_up_to_less_is_said(commune: Desk) -> None:
    rows = every_proposal(commune.store)
    strange = replace(rows[0], competence="village")
    problem = count(commune.store, [strange, *rows[1:]]).problem
    assert "317 lượt, các cấp cộng lại 316" in problem


def test_the_register_is_narrowed_by_state_level_and_words(commune: Desk) -> None:
    rows, own = every_proposal(commune.store), commune.organisation_id
    assert len(shown_of(commune.store, rows, "all", own)) == len(
        shown_of(commune.store, rows, "waiting", own)
    )
    # the commune types for the cells: what is theirs to settle is none of its own
    assert len(shown_of(commune.store, rows, "mine", own)) == 282
    late = shown_of(commune.store, rows, "overdue", own)
    assert late
    assert {row.facts.text("party_matter") for row in late} == {"party"}
    assert len(at_level(rows, "cell")) == 35
    assert at_level(rows, NOT_SAID) == []
    assert {row.content for row in with_words(rows, "tai dinh cu so 7")} <= {
        row.content for row in rows if "tái định cư" in row.content
    }
    assert with_words(rows, "tai dinh cu")
    assert not with_words(rows, "đường sắt")


def test_the_report_says_the_sums_and_the_eleven_rounds(commune: Desk) -> None:
    report = proposal_report_values(commune.store, scope_of(commune))
    assert (report["total"]["raised"], report["above"], report["grassroots"]) == (317, 282, 35)
    assert [line["number"] for line in report["rounds"]] == list(range(1, 12))
    assert sum(line["raised"] for line in report["rounds"]) == 317
    assert report["total"]["overdue"] == len(report["overdue"]) > 0


def test_a_range_holds_what_was_raised_in_it(commune: Desk) -> None:
    held = of_body(commune.store, commune.organisation_id, date(2026, 10, 1), date(2026, 10, 1))
    assert len(held) == 28
    assert {row.raised_on for row in held} == {date(2026, 10, 1)}


def test_the_printed_register_names_nobody_and_finds_the_papers(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM))
    desk = make_desk(tmp_path / "xa", clock, "commune", "Đảng bộ xã Mường Sáy")
    cell = add_cell(desk, name="Chi bộ bản Nà Hừ")[1]
    with desk.writing() as writer:
        first, second = writer.new_id(), writer.new_id()
        for each, words in ((first, "Sửa bể nước"), (second, "Sửa bể nước đầu bản")):
            said = {"cell_id": cell, "source": "people", "raised_by": "Vàng A Chứ"}
            writer.put("proposal", each, content=words, raised_on=date(2026, 10, 5), **said)
    join_proposals(desk, second, first)
    classify_proposal(desk, first, "commune")
    assign_agency(desk, first, agency="Ủy ban nhân dân xã")
    assert len(with_words(every_proposal(desk.store), "uy ban nhan dan")) == 1
    _, answer = answer_proposal(
        desk, first, content="Đã sửa xong.", outcome="settled", paper_number="12-TB/ĐU"
    )
    register = register_values(desk.store, scope_of(desk))
    assert "Vàng A Chứ" not in str(register)
    assert [(row["source"], row["times"]) for row in register["rows"]] == [("Nhân dân", 2)] * 2
    lines = {row["content"]: row for row in register["rows"]}
    assert lines["Sửa bể nước"]["answered"] == "số 12-TB/ĐU ngày 03/11/2026"
    assert (lines["Sửa bể nước"]["agency"], register["distinct"]) == ("Ủy ban nhân dân xã", 1)
    paper = answer_values(desk.store, scope_of(desk, answer))
    assert (paper["number"], paper["asked"], paper["signing"]) == (
        "12-TB/ĐU",
        "Sửa bể nước",
        "T/M BAN THƯỜNG VỤ",
    )
    desk.close()


def test_only_proposals_of_the_same_commune_are_offered_as_the_same_matter(tmp_path: Path) -> None:
    upper = make_small_upper(tmp_path)
    one, other = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    cells = [upper.cell(one, 0), upper.cell(one, 0), upper.cell(other, 0)]
    asked = [
        upper.put("proposal", cell_id=cell, content="Sửa đường", raised_on=date(2026, 3, 5), source="cell")
        for cell in cells
    ]
    row = find_proposal(upper.store, asked[0])
    assert row is not None
    assert [each.id for each in joinable(upper.store, row)] == [asked[1]]
    upper.desk.close()
