"""Hashes against published values; codes and salts are random and well formed."""

from __future__ import annotations

import re

import pytest

from chibo_desktop.seal import digest

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1


def test_digests_agree_with_the_published_value() -> None:
    assert digest.sha256(b"abc").hex() == ABC
    assert digest.hex16(b"abc") == ABC[:32]
    assert digest.short_hash(b"abc") == ABC[:8]


def test_a_part_is_named_by_its_salt_and_its_bytes() -> None:
    salt = digest.new_salt()
    assert digest.part_digest(salt, b"part") == digest.hex16(salt + b"part")
    assert digest.part_digest(digest.new_salt(), b"part") != digest.part_digest(salt, b"part")


def test_a_salt_of_another_length_is_not_used() -> None:
    with pytest.raises(ValueError):
        digest.part_digest(b"short", b"part")


def test_device_codes_are_eight_characters_and_do_not_repeat() -> None:
    codes = {digest.new_device_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch("[a-z2-7]{8}", code) for code in codes)
