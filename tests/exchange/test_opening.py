"""Opening bundle files in other processes gives what opening them here gives, in the same order, and needs none of them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import process
from multiprocessing import active_children
from pathlib import Path

import pytest

from chibo_desktop.exchange.incoming import find_reader
from chibo_desktop.exchange.opening import Tried, open_files
from exchange.province import Province, make_province, write_meeting


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    with make_province(tmp_path_factory.mktemp("opening")) as made:
        yield made


@pytest.fixture(scope="module")
def files(province: Province) -> list[Path]:
    made = []
    for month in range(1, 6):
        write_meeting(province.cell, f"2026-{month:02}")
        made.append(province.make(province.cell, province.commune))
    torn = province.folder / "torn.cbb"
    torn.write_bytes(made[1].read_bytes()[:-5])
    return [made[3], torn, *made, province.folder / "not there.cbb"]


def opened(province: Province, files: list[Path], *, cores: int, whole: bool) -> list[Tried]:
    return list(open_files(files, find_reader(province.commune.store), whole=whole, cores=cores))


@pytest.mark.parametrize("whole", [True, False])
def test_two_processes_open_what_one_opens_and_in_its_order(
    province: Province, files: list[Path], *, whole: bool
) -> None:
    here = opened(province, files, cores=1, whole=whole)
    assert opened(province, files, cores=2, whole=whole) == here
    assert [tried.opened is not None for tried in here] == [True, False, *[True] * 5, False]


def test_without_entries_it_still_says_months_and_counts(province: Province, files: list[Path]) -> None:
    light, whole = (opened(province, files[:1], cores=1, whole=each)[0] for each in (False, True))
    assert light.opened is not None
    assert whole.opened is not None
    assert light.opened.contents.entries == ()
    assert light.entries == len(whole.opened.contents.entries) > 0
    assert "2026-04" in {month for _, _, _, month in light.met}


def test_where_no_process_can_be_started_files_are_opened_here(
    province: Province, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise OSError("no process")

    monkeypatch.setattr(process.ProcessPoolExecutor, "submit", refuse)
    assert opened(province, files, cores=2, whole=True) == opened(province, files, cores=1, whole=True)


def test_a_reading_broken_off_leaves_no_process_behind(province: Province, files: list[Path]) -> None:
    going = open_files(files * 4, find_reader(province.commune.store), whole=True, cores=2)
    first = next(going)
    assert first.opened is not None
    assert active_children()
    going.close()
    assert not active_children()
