"""SHA-256 of something too large to hold in memory, piece by piece; nothing is read or written here."""

from __future__ import annotations

import hashlib


class RunningDigest:
    """Fed with pieces in their order; `hex` may be asked at any time."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, piece: bytes) -> None:
        self._hash.update(piece)

    @property
    def hex(self) -> str:
        """64 lower-case hex digits of everything added so far."""
        return self._hash.hexdigest()
