"""Files as a person reads them: looked at, one or many, good, bad or stopped on the way, kept for a while and let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.exchange import look_bundle, make_bundle, read_bundle, read_bundles
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store.ledger import list_bundles_in
from exchange.province import Province, books_held, is_clean, make_province, state, write_meeting


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        yield made


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
