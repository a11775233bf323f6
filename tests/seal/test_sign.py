"""Signatures: published vectors, every bit changed, weak keys, and openssl as the third party."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from chibo_desktop.seal.encoding import to_base64
from chibo_desktop.seal.sign import SigningKey, is_public, public_pem, verify
from seal.keys import VERIFY, every_changed_bit

# RFC 8032 §7.1, test 2
SECRET = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
ORDER = 2**252 + 27742317777372353535851937790883648493


def test_the_published_key_gives_the_published_signature() -> None:
    key = SigningKey.from_text(to_base64(SECRET))
    assert key.public == to_base64(PUBLIC)
    assert key.sign(b"\x72") == to_base64(SIGNATURE)
    assert verify(key.public, to_base64(SIGNATURE), b"\x72")


def test_a_key_comes_back_from_its_text_and_never_shows_it() -> None:
    key = SigningKey.new()
    assert SigningKey.from_text(key.text).public == key.public
    assert key.text not in repr(key)
    with pytest.raises(ValueError):
        SigningKey.from_text(key.text[:-1])


def test_every_bit_of_signature_key_and_data_counts() -> None:
    key, data = SigningKey.new(), "Nghị quyết bản Suối Lanh".encode()
    signature = key.sign(data)
    raw_signature, raw_public = base64.b64decode(signature), base64.b64decode(key.public)
    assert not any(verify(key.public, to_base64(other), data) for other in every_changed_bit(raw_signature))
    assert not any(verify(to_base64(other), signature, data) for other in every_changed_bit(raw_public))
    assert not any(verify(key.public, signature, other) for other in every_changed_bit(data))


def test_a_signature_has_only_one_spelling() -> None:
    key = SigningKey.new()
    signature = key.sign(b"x")
    raw = base64.b64decode(signature)
    larger = int.from_bytes(raw[32:], "little") + ORDER
    others = [signature.rstrip("="), signature + "\n", f" {signature}", signature + signature, ""]
    others.append(to_base64(raw[:32] + larger.to_bytes(32, "little")))
    assert verify(key.public, signature, b"x")
    assert not any(verify(key.public, other, b"x") for other in others)


@pytest.mark.parametrize(
    "raw",
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ],
)
def test_a_key_under_which_a_signature_fits_many_texts_is_no_key(raw: str) -> None:
    weak = to_base64(bytes.fromhex(raw))
    # R = the neutral point, S = 0: holds under such a key for about every eighth text, or for all
    fits_all = to_base64(bytes([1]) + bytes(63))
    assert not is_public(weak)
    assert not any(verify(weak, fits_all, bytes([text])) for text in range(64))


def test_openssl_verifies_a_signature(tmp_path: Path) -> None:
    key, data = SigningKey.new(), "Chi bộ bản Nà Hừ".encode()
    (tmp_path / "public.pem").write_text(public_pem(key.public))
    (tmp_path / "signature").write_bytes(base64.b64decode(key.sign(data)))
    command = [*VERIFY, "-in", "data"]
    codes = []
    for content in (data, data + b" "):
        (tmp_path / "data").write_bytes(content)
        codes.append(subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode)
    assert codes == [0, 1]
