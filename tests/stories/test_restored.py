"""Promise 10 with backup files: an old one put back at any level, then exchange: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.recovery import DamagedBook, open_checked, recover
from chibo_desktop.actions.restoring import restore
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.exchange.outgoing import count_waiting
from chibo_desktop.seal.page_cipher import PAGE, clear_page
from chibo_desktop.store import DATABASE
from exchange.province import (
    PASSWORD,
    Province,
    is_clean,
    make_province,
    write_answer,
    write_meeting,
    write_proposal,
)

LEVELS = ("cell", "commune", "upper")
SECOND = "Chi bộ bản Nà Hừ"
RESTORED_ON = datetime(2027, 1, 10, 20, 0, tzinfo=VIETNAM)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", SECOND) as made:
        exchange_all(made)
        yield made


def exchange_all(province: Province) -> None:
    """Two rounds of bundles over every edge, both ways: what was asked for again arrives in the second."""
    for _ in range(2):
        for cell in province.cells:
            province.send(cell, province.commune)
        province.send(province.commune, province.upper)
        province.send(province.upper, province.commune)
        for cell in province.cells:
            province.send(province.commune, cell)


def write_round(province: Province, month: str) -> None:
    """What every level writes in a month."""
    for cell in province.cells:
        write_meeting(cell, month)
    proposal = write_proposal(province.cell, f"Sửa đường bản, kỳ {month}")
    province.send(province.cell, province.commune)
    write_answer(province.commune, province.cell, proposal, f"Đã giao kỳ {month}")


def desk_at(province: Province, level: str) -> Desk:
    return {"cell": province.cell, "commune": province.commune, "upper": province.upper}[level]


def put_back(province: Province, level: str, backup: Path) -> None:
    """Restores at one level, with the desk closed meanwhile, and opens it again."""
    desk = desk_at(province, level)
    folder = desk.folder
    desk.close()
    restore(folder, backup, PASSWORD, clock=province.clock)
    again = open_desk(folder, PASSWORD, clock=province.clock)
    if level == "cell":
        province.cells[0] = again
    elif level == "commune":
        province.commune = again
    else:
        province.upper = again


def written(desk: Desk) -> set[tuple[str, str]]:
    """Book and hash of every entry that counts here."""
    return {(row["b"], row["hash"]) for row in desk.store.rows("SELECT b, hash FROM journal")}


def counts(desk: Desk) -> dict[str, int]:
    return {
        kind: int(desk.store.value(f"SELECT count(*) FROM {kind}"))
        for kind in ("meeting", "member", "attendance", "opinion", "proposal", "answer")
    }


@pytest.mark.long
@pytest.mark.parametrize("days", [1, 7, 60])
@pytest.mark.parametrize("level", LEVELS)
def test_a_backup_of_any_age_put_back_at_any_level_then_exchange(
    province: Province, level: str, days: int
) -> None:
    check_restore(province, level, days)


def check_restore(province: Province, level: str, days: int) -> None:
    write_round(province, "2026-10")
    exchange_all(province)
    province.clock.set(RESTORED_ON - timedelta(days=days))
    backup = back_up(desk_at(province, level), "daily")
    assert backup is not None
    write_round(province, "2026-11")
    exchange_all(province)
    before = {name: (written(desk_at(province, name)), counts(desk_at(province, name))) for name in LEVELS}

    province.clock.set(RESTORED_ON)
    put_back(province, level, backup)
    restored = desk_at(province, level)
    assert written(restored) < before[level][0]
    exchange_all(province)

    for name in LEVELS:
        desk = desk_at(province, name)
        assert written(desk) == before[name][0]
        assert counts(desk) == before[name][1]
        for table in ("waiting", "branch", "conflict"):
            assert desk.store.value(f"SELECT count(*) FROM {table}") == 0
        assert is_clean(desk)

    write_round(province, "2026-12")
    exchange_all(province)
    assert counts(province.upper)["meeting"] == 6
    assert counts(province.commune)["meeting"] == 6
    assert counts(province.cell)["answer"] == 3
    assert count_waiting(province.cell.store, province.commune.organisation_id) == 0
    assert count_waiting(province.commune.store, province.upper.organisation_id) == 0
    for name in LEVELS:
        assert desk_at(province, name).store.value("SELECT count(*) FROM branch") == 0
        assert is_clean(desk_at(province, name))


def test_what_was_never_sent_is_in_the_files_kept_and_can_be_put_back(province: Province) -> None:
    backup = back_up(province.cell, "daily")
    assert backup is not None
    write_meeting(province.cell, "2026-11")
    folder = province.cell.folder
    province.cell.close()
    restored = restore(folder, backup, PASSWORD, clock=province.clock)
    assert restored.more_there == 1
    province.cells[0] = open_desk(folder, PASSWORD, clock=province.clock)
    assert counts(province.cell)["meeting"] == 0
    kept = open_desk(restored.aside, PASSWORD, clock=province.clock)
    assert counts(kept)["meeting"] == 1
    kept.close()


def spoil_pages_with(folder: Path, key: bytes, marker: str) -> int:
    """Overwrites a part of every page on which the marker stands; gives how many there were."""
    data = bytearray((folder / DATABASE).read_bytes())
    spoiled = 0
    for start in range(0, len(data), PAGE):
        clear = clear_page(key, bytes(data[start : start + PAGE]), is_first=start == 0)
        if marker.encode() in clear:
            data[start + 100 : start + 4000] = bytes(3900)
            spoiled += 1
    (folder / DATABASE).write_bytes(data)
    return spoiled


def test_what_a_damaged_file_lost_is_said_to_be_held_above_and_the_next_bundle_brings_it(
    province: Province,
) -> None:
    marker = "Nhà văn hóa dựng lại"
    assert back_up(province.cell, "daily") is not None
    write_meeting(province.cell, "2026-11", place=marker)
    exchange_all(province)
    before, folder, key = written(province.cell), province.cell.folder, province.cell.key
    province.cell.close()
    assert spoil_pages_with(folder, key, marker) > 0
    with pytest.raises(DamagedBook) as told:
        open_checked(folder, PASSWORD, clock=province.clock)
    recovered = recover(told.value, clock=province.clock)
    assert recovered.restored.prepared.above == 1
    assert any("Cấp trên còn giữ 1 lần ghi" in sentence for sentence in recovered.more)
    province.cells[0] = open_checked(folder, PASSWORD, clock=province.clock)
    assert written(province.cell) < before
    exchange_all(province)
    assert written(province.cell) == before
    assert province.cell.store.value("SELECT place FROM meeting") == marker
    assert is_clean(province.cell)
