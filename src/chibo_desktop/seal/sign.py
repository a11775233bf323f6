"""Ed25519 signing keys and the check of a signature; what is signed is not known here.

The library is loaded with the first key or signature: a start that signs nothing does without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_desktop.seal.encoding import NotStrictError, from_base64, to_base64

if TYPE_CHECKING:
    from typing import Self

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PRIME = 2**255 - 19
_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL_ORDER_Y = frozenset({0, 1, _PRIME - 1, _ORDER_8, _PRIME - _ORDER_8})
"""Under a key with one of these y coordinates (RFC 8032 §5.1) one signature can fit many messages."""


class SigningKey:
    """The secret half of a body's or a device's key."""

    __slots__ = ("_key",)

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def new(cls) -> Self:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `.text` gave; raise ValueError otherwise."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.from_private_bytes(from_base64(text, 32)))

    @property
    def text(self) -> str:
        """SECRET: base64 of the 32 bytes of the key. Only ever inside the encrypted database."""
        return to_base64(self._key.private_bytes_raw())

    @property
    def public(self) -> str:
        """Base64 of the 32 bytes of the public key: 44 characters."""
        return to_base64(self._key.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> str:
        """Base64 of the 64 bytes of the signature: 88 characters."""
        return to_base64(self._key.sign(data))

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public!r})"


def is_public(text: str) -> bool:
    """True for the one spelling of a public key, and not of one of the points that would sign anything."""
    try:
        raw = from_base64(text, 32)
    except NotStrictError:
        return False
    y = int.from_bytes(raw, "little") & (2**255 - 1)
    return y < _PRIME and y not in _SMALL_ORDER_Y


def verify(public: str, signature: str, data: bytes) -> bool:
    """True only when the key made this signature over these bytes; never raises for bad text."""
    if not is_public(public):
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(from_base64(public, 32))
        key.verify(from_base64(signature, 64), data)
    except (NotStrictError, ValueError, InvalidSignature):
        return False
    return True


def public_pem(public: str) -> str:
    """The public key as PEM, for `openssl pkeyutl -verify -rawin`; raise ValueError when it is no key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PublicKey.from_public_bytes(from_base64(public, 32))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
