"""Signs an installer with the key of whoever makes the program; the key is a file of theirs and is never kept here."""

from __future__ import annotations

from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_installer.said import BuildError

if TYPE_CHECKING:
    from chibo_desktop.seal.sign import SigningKey


def sign(setup: Path, key_file: Path) -> Path:
    """Writes the `.release` beside an installer; asks for the password of a locked key. BuildError when it cannot."""
    from chibo_desktop.base.errors import Refusal
    from chibo_desktop.seal.release_key import read_signing_key

    try:
        pem = key_file.read_bytes()
        is_locked = b"ENCRYPTED" in pem
        return signed(setup, read_signing_key(pem, getpass("Mật khẩu của khóa: ") if is_locked else None))
    except (Refusal, OSError) as said:
        raise BuildError(said.sentence if isinstance(said, Refusal) else str(said)) from said


def signed(setup: Path, key: SigningKey) -> Path:
    """The `.release` beside an installer, made now."""
    from chibo_desktop.exchange.release import write_release

    return write_release(setup, key, datetime.now(UTC))


def trial_pair(work: Path) -> tuple[SigningKey, Path]:
    """A key that lives as long as a test build, and the file with its public half."""
    from chibo_desktop.seal.sign import SigningKey, public_pem

    key, public = SigningKey.new(), work / "thu.pub"
    public.write_text(public_pem(key.public), encoding="ascii")
    return key, public
