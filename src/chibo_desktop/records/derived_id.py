"""The id of a record of which there is one for some others: the same whichever machine writes it first."""

from __future__ import annotations

from base64 import b32encode

from chibo_desktop.seal.digest import sha256


def derived_id(*parts: str) -> str:
    """An id that follows from the ids and words given; no device ever gives it to another record.

    In one part, as marks of a roll call join a member's id to their meeting's.
    """
    made = sha256("/".join(parts).encode())
    return f"{b32encode(made[:5]).decode().lower()}-{int.from_bytes(made[5:9], 'big') + 1}"
