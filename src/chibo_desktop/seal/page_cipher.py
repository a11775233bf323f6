"""Decrypting single pages of an SQLCipher 4 file whose key is known, for salvage when SQLite no longer opens the file.

Nothing is authenticated here: whoever uses a page checks what he found in it.
"""

from __future__ import annotations

PAGE = 4096
"""Bytes of a page on the disk."""
RESERVE = 80
"""Bytes at its end: 16 of initialisation vector, 64 of authentication code."""
USABLE = PAGE - RESERVE
SALT = 16
"""Bytes at the beginning of the first page that are not encrypted."""


def clear_page(key: bytes, page: bytes, *, is_first: bool) -> bytes:
    """The `USABLE` bytes of one page in the clear; garbage for a page that is damaged or of another key.

    The first page begins with zeros where SQLite's own signature would stand.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    skipped = SALT if is_first else 0
    vector = page[USABLE : USABLE + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return bytes(skipped) + decryptor.update(page[skipped:USABLE]) + decryptor.finalize()
