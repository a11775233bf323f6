"""A month's way up through two levels and an answer's way down, with every receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.exchange import count_waiting, look_bundle, make_bundle, read_bundle, read_bundles
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store.ledger import list_bundles_in, list_bundles_out, list_receipts
from exchange.province import (
    Province,
    books_held,
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


def test_the_same_bundle_ten_times_is_once(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    path = province.make(cell, commune)
    first = read_bundle(commune, path)
    once = state(commune)

    again = [read_bundle(commune, path) for _ in range(9)]

    assert first.result == "read"
    assert {result.result for result in again} == {"known"}
    assert state(commune) == once
    assert is_clean(commune)


def test_a_dry_run_says_what_would_happen_and_changes_nothing(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    path = province.make(cell, commune)
    before = everything(commune.store)

    tried = read_bundle(commune, path, dry_run=True)

    assert everything(commune.store) == before
    assert not (commune.folder / "bundles").exists()
    done = read_bundle(commune, path)
    assert tried.taken is not None
    assert done.taken is not None
    assert (tried.taken.new, tried.taken.parts) == (done.taken.new, done.taken.parts)


def everything(store: object, *but: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in order."""
    connection = store.connection  # type: ignore[attr-defined]
    tables = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if row[0] not in but and not row[0].startswith("sqlite_")
    ]
    return {
        table: sorted((tuple(row) for row in connection.execute(f'SELECT * FROM "{table}"')), key=repr)
        for table in tables
    }


def test_a_refused_bundle_changes_only_the_list_of_bundles(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    path = province.make(cell, commune)
    good = path.read_bytes()
    before = everything(commune.store, "bundle_in")
    for bad in (good[:-1], good[:100], b"", good[:-40] + bytes([good[-40] ^ 1]) + good[-39:]):
        path.write_bytes(bad)
        with pytest.raises(Refusal):
            read_bundle(commune, path)

    assert everything(commune.store, "bundle_in") == before
    assert [entry.result for entry in list_bundles_in(commune.store)] == ["refused"] * 4
    path.write_bytes(good)
    assert read_bundle(commune, path).result == "read"


def test_of_many_files_only_the_bad_ones_are_refused(province: Province) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    good = province.make(cell, commune)
    bad = province.folder / "hong.cbb"
    bad.write_bytes(good.read_bytes()[:-3])

    results = read_bundles(commune, [bad, good, province.folder / "khong-co.cbb"])

    assert [result.result for result in results] == ["refused", "read", "refused"]
    assert all(result.sentence for result in results)


def test_reading_many_files_stops_when_asked(province: Province) -> None:
    cell, commune = province.cell, province.commune
    path = province.make(cell, commune)

    assert read_bundles(commune, [path, path], on_step=lambda done, _: done < 1)[0].result == "read"
    assert len(list_bundles_in(commune.store)) == 1


def test_what_was_read_before_the_disk_failed_is_told(province: Province) -> None:
    write_meeting(province.cell, "2026-10")
    first = make_bundle(province.cell, province.commune.organisation_id, province.folder).path
    write_meeting(province.cell, "2026-11")
    second = make_bundle(province.cell, province.commune.organisation_id, province.folder).path
    kept = province.commune.folder / "bundles"

    def fail_after_the_first(done: int, _of: int) -> bool:
        if done == 1:
            kept.rename(kept.with_name("da-chuyen"))
            kept.write_bytes(b"")
        return True

    results = read_bundles(province.commune, [first, second, first], on_step=fail_after_the_first)

    assert [each.result for each in results] == ["read", "refused", "refused"]
    assert "Chưa đọc tới" in results[2].sentence
    assert province.commune.store.value("SELECT count(*) FROM meeting") == 1
    with pytest.raises(Trouble):
        read_bundles(province.commune, [second])


def test_looking_takes_nothing_in_and_counts_what_is_left_out(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    write_meeting(cell, "2026-10")
    province.send(cell, commune)
    path = province.make(commune, upper)

    look = look_bundle(upper, path)

    assert (look.from_name, look.to_org) == ("Đảng bộ xã Mường Sáy", upper.organisation_id)
    assert look.parts_left_out > 0
    assert books_held(upper) == {upper.organisation_id}
    assert look_bundle(commune, path) == look


def test_the_file_read_is_kept_and_let_go_after_90_days(province: Province) -> None:
    cell, commune = province.cell, province.commune
    path = province.make(cell, commune)
    read_bundle(commune, path)
    kept = commune.folder / "bundles" / path.name
    assert kept.read_bytes() == path.read_bytes()

    province.wait(days=89)
    province.send(cell, commune)
    assert kept.exists()
    province.wait(days=2)
    province.send(cell, commune)
    assert not kept.exists()


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
