"""Hashes, salts and random device codes; no keys and no signatures."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def file_sha256(path: Path, say: Callable[[int, int], object] = lambda *_: None) -> str:
    """64 hex digits, read piece by piece; `say` hears (bytes read, of how many) and may raise to stop. OSError."""
    of, done, held = path.stat().st_size, 0, hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            held.update(piece)
            done += len(piece)
            say(done, of)
    return held.hexdigest()


def hex16(data: bytes) -> str:
    """The first 16 bytes of SHA-256 as 32 lower-case hex digits."""
    return sha256(data)[:16].hex()


def part_digest(salt: bytes, part: bytes) -> str:
    """What an entry says of a private part that travels beside it; the salt is 16 random bytes of `new_salt`."""
    if len(salt) != 16:
        # without a fixed length, the border between salt and part could be moved under the same digest
        raise ValueError("a salt has 16 bytes")
    return hex16(salt + part)


def new_salt() -> bytes:
    return secrets.token_bytes(16)


def new_device_code() -> str:
    """8 random characters a–z 2–7 (40 bits): a device, or a restored copy of one."""
    return "".join(secrets.choice(BASE32) for _ in range(8))


def short_hash(data: bytes) -> str:
    """8 hex digits for file names; it tells files apart and proves nothing."""
    return sha256(data)[:4].hex()
