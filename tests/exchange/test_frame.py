"""Dictionaries: used, named by number, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
import zstandard

from chibo_desktop.exchange import frame
from chibo_desktop.exchange.bundle import open_bundle
from chibo_desktop.exchange.refusals import BundleRefused
from exchange.world import CELL, make_bodies, make_bundle, make_entry


def train(folder: Path, number: int) -> None:
    samples: list[bytes | bytearray | memoryview] = []
    samples.extend(
        make_entry("aaaaaaaa", CELL, count, b"", held_on=f"2026-{count % 12 + 1:02}-03")
        for count in range(800)
    )
    made = zstandard.train_dictionary(4096, samples, dict_id=number)
    (folder / f"{number}.zdict").write_bytes(made.as_bytes())


def test_a_bundle_with_a_dictionary_is_smaller_and_opens_where_the_dictionary_is(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    train(tmp_path, 40_001)
    plain = make_bundle(cell, commune)

    made = make_bundle(cell, commune, dictionary=40_001, dictionaries=tmp_path)

    assert made.manifest.zlen < plain.manifest.zlen
    opened = open_bundle(made.data, commune.reader, dictionaries=tmp_path)
    assert opened.contents.entries == open_bundle(plain.data, commune.reader).contents.entries


def test_a_bundle_with_an_unknown_dictionary_asks_for_a_newer_program(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    train(tmp_path, 40_002)
    made = make_bundle(cell, commune, dictionary=40_002, dictionaries=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(BundleRefused) as caught:
        open_bundle(made.data, commune.reader, dictionaries=empty)
    assert caught.value.reason == "dictionary"


def test_another_dictionary_under_the_same_number_gives_nothing(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    train(here, 40_003)
    other: list[bytes | bytearray | memoryview] = [
        f"bản Nà Hừ {count} giao ban {count * 7}".encode() * 3 for count in range(900)
    ]
    (there / "40003.zdict").write_bytes(zstandard.train_dictionary(4096, other, dict_id=40_003).as_bytes())
    made = make_bundle(cell, commune, dictionary=40_003, dictionaries=here)

    with pytest.raises(BundleRefused):
        open_bundle(made.data, commune.reader, dictionaries=there)


def test_a_file_named_for_another_dictionary_is_not_used(tmp_path: Path) -> None:
    train(tmp_path, 40_004)
    (tmp_path / "40004.zdict").rename(tmp_path / "40005.zdict")

    with pytest.raises(BundleRefused):
        frame.compress(b"{}\n", 40_005, tmp_path)


def test_the_frame_must_name_the_dictionary_that_the_manifest_names(tmp_path: Path) -> None:
    train(tmp_path, 40_006)
    packed = frame.compress(b'{"e":"{}"}\n', 40_006, tmp_path)

    with pytest.raises(BundleRefused):
        frame.check_frame(packed, 11, 0)
    frame.check_frame(packed, 11, 40_006)


def test_new_bundles_use_the_newest_dictionary_there_is(tmp_path: Path) -> None:
    assert frame.newest_dictionary(tmp_path) == 0
    train(tmp_path, 40_007)
    train(tmp_path, 40_008)

    assert frame.newest_dictionary(tmp_path) == 40_008
