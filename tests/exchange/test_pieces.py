"""Pieces of a bundle: any order, twice, over days; what a name promises is checked, and a missing piece is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.exchange import pieces
from chibo_desktop.seal import digest


def name_of(data: bytes) -> str:
    return f"r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_{digest.short_hash(data)}.cbb"


@given(size=st.integers(0, 400_000), order=st.randoms(use_true_random=False))
def test_pieces_in_any_order_and_twice_give_the_bundle(size: int, order: object) -> None:
    import random

    assert isinstance(order, random.Random)
    data = bytes(size % 251 for _ in range(8)) * (size // 8)
    cut = pieces.cut(name_of(data), data)
    assert all(len(piece) <= pieces.LARGEST for _, piece in cut)
    assert len(cut) == 1 or all(len(piece) >= pieces.SMALLEST for _, piece in cut[:-1])
    assert [pieces.read_name(part.name) for part, _ in cut] == [part for part, _ in cut]
    shuffled = cut * 2
    order.shuffle(shuffled)
    assert pieces.join(dict(shuffled)) == data
    if len(cut) > 1:
        assert pieces.join(dict(cut[1:])) is None


def test_the_same_bytes_are_cut_the_same_way_and_names_stay_short_enough_for_a_stick() -> None:
    data = digest.sha256(b"x") * 40_000
    name = name_of(data)
    assert pieces.cut(name, data) == pieces.cut(name, data)
    assert max(len(part.name) for part, _ in pieces.cut(name, data)) < 128


def test_a_piece_cut_off_or_of_another_bundle_does_not_fit_its_name() -> None:
    data = digest.sha256(b"x") * 2_000
    for part, piece in pieces.cut(name_of(data), data):
        assert part.fits(piece)
        assert not part.fits(piece[:-1])
        assert not part.fits(piece[:-1] + bytes([piece[-1] ^ 1]))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "thu.txt",
        "../in-k7m2q4xa-1/x.cbb",
        "r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.cbb.part",
        "R3EPUE3P-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.cbb",
        "r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.000-004.0123abcd-0000.cbp",
        "r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.005-004.0123abcd-0000.cbp",
        "r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.001-004.0123abcd.cbp",
        "r3epue3p-1_k7m2q4xa-12_r3epue3p_20261005_0123abcd.001-001.0123abcd-0000.cbp",
    ],
)
def test_no_other_name_is_taken_for_a_bundles(name: str) -> None:
    assert pieces.read_name(name) is None
    assert [
        found for found in pieces.names_in(f"<href>/chibo/{name}</href>") if pieces.read_name(found)
    ] == []


def test_a_missing_piece_is_named_as_people_say_it() -> None:
    assert pieces.missing(5, [1, 2, 4, 5]) == "còn thiếu phần 3/5"
    assert pieces.missing(12, [1]) == "còn thiếu phần 2, 3, 4, 5, 6, 7 …/12"
