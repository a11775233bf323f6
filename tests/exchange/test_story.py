"""A month's way up through two levels and an answer's way down, with every receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.exchange import count_waiting, make_bundle, read_bundle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.store.ledger import list_bundles_out, list_receipts
from exchange.province import (
    Province,
    copy_desk,
    is_clean,
    make_province,
    state,
    write_answer,
    write_meeting,
    write_proposal,
)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        yield made


def test_a_meeting_reaches_commune_and_upper_body(province: Province) -> None:
    meeting = write_meeting(province.cell, "2026-10", place="Nhà văn hóa bản Suối Lanh")

    assert province.send(province.cell, province.commune).result == "read"
    assert province.send(province.commune, province.upper).result == "read"

    for desk in (province.commune, province.upper):
        shown = desk.store.values("meeting", meeting)
        assert shown is not None
        assert shown["place"] == "Nhà văn hóa bản Suối Lanh"
        assert is_clean(desk)


def test_opinions_are_at_the_commune_and_not_at_the_upper_body(province: Province) -> None:
    meeting = write_meeting(province.cell, "2026-10", opinion="Xin sửa mái nhà văn hóa")
    province.send(province.cell, province.commune)
    province.send(province.commune, province.upper)

    at_commune = province.commune.store.row("SELECT * FROM opinion WHERE meeting_id = ?", (meeting,))
    at_upper = province.upper.store.row("SELECT * FROM opinion WHERE meeting_id = ?", (meeting,))
    assert at_commune is not None
    assert at_upper is not None
    assert at_commune["body"] == "Xin sửa mái nhà văn hóa"
    assert at_upper["body"] is None
    assert "body" in at_upper["_absent"]
    assert at_upper["_problems"] == at_commune["_problems"] == "[]"


def test_who_stands_behind_a_proposal_does_not_leave_the_cell(province: Province) -> None:
    proposal = write_proposal(province.cell, "Xin làm đường vào bản", raised_by="Giàng Thị Dua")
    province.send(province.cell, province.commune)

    shown = province.commune.store.values("proposal", proposal)
    assert shown is not None
    assert shown["content"] == "Xin làm đường vào bản"
    assert not shown.get("raised_by")


def test_answers_of_both_levels_come_down_over_two_hops(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    proposal = write_proposal(cell, "Xin làm đường vào bản")
    province.send(cell, commune)
    province.send(commune, upper)
    from_commune = write_answer(commune, cell, proposal, "Xã đã đưa vào kế hoạch")
    from_upper = write_answer(upper, cell, proposal, "Tỉnh đã bố trí vốn")

    province.send(upper, commune)
    province.send(commune, cell)

    for answer, content in ((from_commune, "Xã đã đưa vào kế hoạch"), (from_upper, "Tỉnh đã bố trí vốn")):
        shown = cell.store.values("answer", answer)
        assert shown is not None
        assert (shown["content"], shown["proposal_id"]) == (content, proposal)
    assert is_clean(cell)


def test_receipts_of_both_levels_reach_the_cell(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    write_meeting(cell, "2026-10")
    province.send(cell, commune)
    province.send(commune, upper)
    province.send(upper, commune)
    province.send(commune, cell)

    held = list_receipts(cell.store, cell.organisation_id, cell.store.device)

    tip = cell.store.value("SELECT MAX(n) FROM journal WHERE b = ?", (cell.organisation_id,))
    assert {(receipt.body, receipt.number) for receipt in held} >= {
        (commune.organisation_id, tip),
        (upper.organisation_id, tip),
    }


def test_a_receipt_that_an_answer_arrived_climbs_to_its_writer(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    proposal = write_proposal(cell, "Xin làm đường vào bản")
    for sender, to in ((cell, commune), (commune, upper)):
        province.send(sender, to)
    write_answer(upper, cell, proposal, "Tỉnh đã bố trí vốn")
    for sender, to in ((upper, commune), (commune, cell), (cell, commune), (commune, upper)):
        province.send(sender, to)

    held = list_receipts(upper.store, f"down:{cell.organisation_id}", upper.store.device)

    assert cell.organisation_id in {receipt.body for receipt in held}


def test_what_was_confirmed_is_not_sent_again(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    province.send(cell, commune)
    province.send(commune, cell)
    assert count_waiting(cell, commune.organisation_id) == 0

    write_meeting(cell, "2026-11")
    made = make_bundle(cell, commune.organisation_id, province.folder)

    assert made.entries == 1


def test_a_lost_bundle_repairs_itself_with_the_next(province: Province) -> None:
    cell, commune = province.cell, province.commune
    first = write_meeting(cell, "2026-10")
    province.make(cell, commune).unlink()
    second = write_meeting(cell, "2026-11")

    province.send(cell, commune)

    assert commune.store.values("meeting", first)
    assert commune.store.values("meeting", second)


def test_a_commune_back_from_an_older_copy_is_sent_again_what_it_lost(province: Province) -> None:
    cell, commune = province.cell, province.commune
    older = copy_desk(commune, province.folder.parent / "older")
    meeting = write_meeting(cell, "2026-10")
    province.send(cell, commune)
    before = province.make(commune, cell)
    read_bundle(cell, before)
    assert count_waiting(cell, commune.organisation_id) == 0

    province.send(older, cell)
    read_bundle(cell, before)

    assert count_waiting(cell, commune.organisation_id) > 0
    province.send(cell, older)
    assert older.store.values("meeting", meeting)
    older.close()


def test_a_newer_have_is_not_undone_by_an_older_bundle_that_comes_late(province: Province) -> None:
    cell, commune = province.cell, province.commune
    early = province.make(commune, cell)
    write_meeting(cell, "2026-10")
    province.send(cell, commune)
    province.send(commune, cell)

    read_bundle(cell, early)

    assert count_waiting(cell, commune.organisation_id) == 0


def test_a_bundle_that_overtakes_another_waits_and_says_for_what(province: Province) -> None:
    cell, commune = province.cell, province.commune
    late = copy_desk(commune, province.folder.parent / "late")
    write_meeting(cell, "2026-10")
    first = province.make(cell, commune)
    read_bundle(commune, first)
    province.send(commune, cell)
    write_meeting(cell, "2026-11")
    second = province.make(cell, commune)
    read_bundle(commune, second)

    result = read_bundle(late, second)

    assert result.taken is not None
    assert (result.taken.new, result.taken.waiting) == (0, 1)
    assert result.taken.gaps[0].number == 1
    assert read_bundle(late, first).result == "read"
    assert state(late) == state(commune)
    late.close()


def test_a_bundle_made_is_remembered_with_its_runs_and_logged(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")

    made = make_bundle(cell, commune.organisation_id, province.folder)

    (out,) = list_bundles_out(cell.store)
    assert (out.to_org, out.name, out.runs) == (commune.organisation_id, made.path.name, made.runs)
    assert (cell.organisation_id, cell.store.device, 1, out.runs[0][3]) in made.runs
    assert cell.store.value("SELECT COUNT(*) FROM access_log WHERE what = 'exported'") == 1


def test_nothing_is_addressed_to_oneself_a_stranger_or_a_sibling(tmp_path: Path) -> None:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as province:
        first, second = province.cells
        for to in (first.organisation_id, second.organisation_id, "zzzzzzzz-1"):
            with pytest.raises(Refusal):
                make_bundle(first, to, province.folder)
        assert list(province.folder.iterdir()) == []


def test_a_cell_learns_that_its_commune_joined_an_upper_body_later(tmp_path: Path) -> None:
    with make_province(tmp_path, late=True) as province:
        cell, commune, upper = province.cell, province.commune, province.upper
        proposal = write_proposal(cell, "Xin làm đường vào bản")
        province.send(cell, commune)
        province.send(commune, upper)
        answer = write_answer(upper, cell, proposal, "Tỉnh đã bố trí vốn")
        province.send(upper, commune)

        province.send(commune, cell)

        assert cell.store.values("answer", answer)
        assert province.send(cell, commune).result in ("read", "known")
