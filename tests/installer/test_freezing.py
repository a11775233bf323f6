"""What is checked before anything is frozen: the public key of whoever makes the program; PyInstaller runs in the long tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chibo_desktop.exchange.release import KEY
from chibo_installer.freezing import checked_key
from chibo_installer.said import BuildError


def test_a_public_key_goes_along_under_the_name_the_program_looks_for(tmp_path: Path) -> None:
    file, work = tmp_path / "nơi phát hành.pub", tmp_path / "work"
    work.mkdir()
    public = Ed25519PrivateKey.generate().public_key()
    file.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert checked_key(file, work) == work / KEY
    assert (work / KEY).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----\n", None]
)
def test_what_is_no_key_stops_the_build_before_it_begins(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "khóa.pub"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BuildError, match="khóa"):
        checked_key(file, tmp_path)
