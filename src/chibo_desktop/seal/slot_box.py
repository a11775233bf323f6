"""The box of one key slot: a key locked under what a person types; which slots there are stands in wrap.py.

Imported when a slot is first opened, or ahead while the password is typed: the ciphers are 7 MB.
"""

from __future__ import annotations

import secrets
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from chibo_desktop.seal import FORMAT
from chibo_desktop.seal.digest import new_salt
from chibo_desktop.seal.encoding import from_base64, to_base64, write_line


def lock(slot: dict[str, Any], secret: bytes, key: bytes) -> dict[str, Any]:
    """The slot with `key` locked in it; it must say the cost of a guess (`t`, `m`, `p`), and takes that long."""
    nonce = secrets.token_bytes(12)
    open_part = {**slot, "salt": to_base64(new_salt()), "nonce": to_base64(nonce)}
    box = ChaCha20Poly1305(_stretch(open_part, secret)).encrypt(nonce, key, _bound(open_part))
    return {**open_part, "box": to_base64(box)}


def unlock(slot: dict[str, Any], secret: bytes) -> bytes | None:
    """SECRET: the key; None when the secret does not fit. Takes as long as the slot says a guess costs."""
    open_part = {name: value for name, value in slot.items() if name != "box"}
    try:
        return ChaCha20Poly1305(_stretch(open_part, secret)).decrypt(
            from_base64(slot["nonce"]), from_base64(slot["box"]), _bound(open_part)
        )
    except InvalidTag:
        return None


def _bound(open_part: dict[str, Any]) -> bytes:
    """Everything a slot says, bound to its box: kind, user and cost cannot be exchanged."""
    return write_line({"format": FORMAT, "slot": open_part}).encode("utf-8")


def _stretch(open_part: dict[str, Any], secret: bytes) -> bytes:
    return hash_secret_raw(
        secret,
        from_base64(open_part["salt"]),
        time_cost=open_part["t"],
        memory_cost=open_part["m"],
        parallelism=open_part["p"],
        hash_len=32,
        type=Type.ID,
    )
