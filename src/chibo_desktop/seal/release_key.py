"""The key of whoever makes the program, as the PEM files that openssl writes; nothing of it is made or kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.encoding import to_base64
from chibo_desktop.seal.sign import SigningKey, is_public

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

_NO_PUBLIC = "Tệp này không phải khóa công khai Ed25519 ở dạng PEM (openssl pkey -pubout)."
_NO_KEY = "Không đọc được khóa bí mật Ed25519 ở dạng PEM, hoặc mật khẩu của khóa không đúng."


def read_release_key(pem: bytes) -> str:
    """The public key as `SigningKey.public` writes it; Refusal for anything else."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key: PublicKeyTypes = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Refusal(_NO_PUBLIC) from error
    text = to_base64(key.public_bytes_raw()) if isinstance(key, Ed25519PublicKey) else ""
    if not is_public(text):
        raise Refusal(_NO_PUBLIC)
    return text


def read_signing_key(pem: bytes, password: str | None = None) -> SigningKey:
    """SECRET: the key that signs installers; `password` None for a file without one. Refusal when it cannot be read."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key: PrivateKeyTypes = load_pem_private_key(pem, password.encode() if password else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Refusal(_NO_KEY) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal(_NO_KEY)
    return SigningKey(key)
