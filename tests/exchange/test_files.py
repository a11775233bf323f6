"""Bundles as files: nothing is read that is too large, nothing is said to be written that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.bundle import MAX_FILE
from chibo_desktop.exchange.files import read_file, write_file
from chibo_desktop.exchange.refusals import BundleRefused
from exchange.world import make_bodies, make_bundle


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    place = tmp_path / "to.cbb"
    with place.open("wb") as file:
        file.truncate(MAX_FILE + 1)

    with pytest.raises(BundleRefused) as caught:
        read_file(place)
    assert caught.value.reason == "size"


@pytest.mark.parametrize("name", ["khong-co.cbb", "."])
def test_what_is_no_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal):
        read_file(tmp_path / name)


def test_a_bundle_goes_under_its_name_into_a_folder_or_as_the_file_named(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    bundle = make_bundle(cell, commune)

    assert write_file(tmp_path, bundle) == tmp_path / bundle.name
    assert write_file(tmp_path / "thang-10.cbb", bundle) == tmp_path / "thang-10.cbb"

    assert (tmp_path / bundle.name).read_bytes() == (tmp_path / "thang-10.cbb").read_bytes() == bundle.data
    assert len(list(tmp_path.iterdir())) == 2


def test_a_bundle_already_there_is_left_as_it_is(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    bundle = make_bundle(cell, commune)
    path = write_file(tmp_path, bundle)
    inode = path.stat().st_ino

    assert write_file(tmp_path, bundle).stat().st_ino == inode


def test_a_damaged_file_of_that_name_is_replaced(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    bundle = make_bundle(cell, commune)
    (tmp_path / bundle.name).write_bytes(bundle.data[:-5])

    assert write_file(tmp_path, bundle).read_bytes() == bundle.data


def test_the_folder_of_a_stick_that_is_not_in_is_not_made_a_file(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()
    with pytest.raises(Trouble, match="Cắm lại USB"):
        write_file(tmp_path / "usb", make_bundle(cell, commune))
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_gone_is_trouble_and_leaves_nothing(tmp_path: Path) -> None:
    _, commune, cell = make_bodies()

    with pytest.raises(Trouble):
        write_file(tmp_path / "usb" / "goi.cbb", make_bundle(cell, commune))
    assert list(tmp_path.iterdir()) == []
