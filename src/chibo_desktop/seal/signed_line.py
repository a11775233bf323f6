"""One JSON line with one signature: heads, receipts, limits, invitations, releases; who may sign its reader decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chibo_desktop.seal import shapes
from chibo_desktop.seal.encoding import NotStrictError, read_line, write_line
from chibo_desktop.seal.refusals import Forged
from chibo_desktop.seal.sign import SigningKey, verify

MAX_BYTES = 64 * 1024
"""A revocation lists every device that stays valid in its book; 64 KiB hold more than a thousand."""


def _is_last(value: object) -> bool:
    """[[device, n], …] in order, each device once; n 0 keeps nothing of it."""
    if not isinstance(value, list) or not all(_is_last_one(one) for one in value):
        return False
    devices = [device for device, _ in value]
    return devices == sorted(set(devices))


def _is_last_one(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and shapes.is_device(value[0])
        and shapes.is_count(value[1])
    )


SIGNED_TYPES: dict[str, dict[str, shapes.Check]] = {
    # so far has this device written this book; the hash is that of entry n
    "head": {
        "device": shapes.is_device,
        "book": shapes.is_book,
        "n": shapes.is_number,
        "sha256": shapes.is_sha256,
    },
    # body, by its device, holds of-device's entries of the book up to n
    "receipt": {
        "body": shapes.is_org,
        "device": shapes.is_device,
        "of-device": shapes.is_device,
        "book": shapes.is_book,
        "n": shapes.is_number,
        "sha256": shapes.is_sha256,
        "at": shapes.is_moment,
    },
    # org's key (device null: the body's own key, and every device under it) is taken out of force; in this one
    # book the devices listed count as far as their n, no other
    "revocation": {
        "org": shapes.is_org,
        "device": shapes.or_none(shapes.is_device),
        "key": shapes.is_key,
        "book": shapes.is_book,
        "last": _is_last,
        "by": shapes.is_key,
        "at": shapes.is_moment,
    },
    # org has its own laptop now: what the device, which typed for it, wrote in the book after n counts nowhere
    "handover": {
        "org": shapes.is_org,
        "device": shapes.is_device,
        "book": shapes.is_book,
        "n": shapes.is_count,
        "by": shapes.is_key,
        "at": shapes.is_moment,
    },
    # a body below may join; org: one known already that it shall stand for
    "invitation": {
        "number": shapes.is_invitation,
        "org": shapes.or_none(shapes.is_org),
        "by": shapes.is_key,
        "at": shapes.is_moment,
    },
    # a body asks to join by that invitation; the proof is made with the one-time word over both bodies' keys
    "join": {
        "number": shapes.is_invitation,
        "org": shapes.or_none(shapes.is_org),
        "proof": shapes.is_sha256,
        "by": shapes.is_key,
        "at": shapes.is_moment,
    },
    # whoever makes the program: this file installs that version on that system; no body's key signs it
    "release": {
        "file": shapes.is_file,
        "version": shapes.is_version,
        "system": shapes.is_system,
        "size": shapes.is_number,
        "sha256": shapes.is_sha256,
        "by": shapes.is_key,
        "at": shapes.is_moment,
    },
}
"""Field by field what each type holds beside `v` and `type`. No type here may be that of a certificate: the same
keys sign both, and a signature must never mean two things."""


@dataclass(frozen=True, slots=True)
class SignedLine:
    """Kept and forwarded byte for byte."""

    text: str
    signature: str

    @property
    def body(self) -> dict[str, Any]:
        """What the line says; a new dict each time. Raise Forged when it is not in the one accepted form."""
        return _read(self.text)


def make_signed(key: SigningKey, fields: Mapping[str, Any]) -> SignedLine:
    """Sign `fields` with their `type`; `v` is put in. Raise Forged for a type or a value no reader would take."""
    try:
        text = write_line({**fields, "v": shapes.VERSION})
    except NotStrictError as error:
        raise shapes.forged(error) from error
    body = _read(text)
    if body.get("by", key.public) != key.public:
        raise Forged("field by")
    return SignedLine(text, key.sign(text.encode("utf-8")))


def read_signed(text: str, signature: str, public: str) -> SignedLine:
    """Take a line signed by `public`; raise Forged otherwise, NewerFormat for a later version.

    That `public` is the key of the device or body the line names is for the caller to know (`check_chain`).
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Forged("half a surrogate pair") from error
    body = _read(text)
    if not verify(public, signature, data):
        raise Forged("signature")
    if body.get("by", public) != public:
        raise Forged("field by")
    return SignedLine(text, signature)


def signed_head(key: SigningKey, device: str, book: str, n: int, sha256: str) -> SignedLine:
    """Sign how far a device has written a book; `sha256` is entry n's, 64 hex digits."""
    return make_signed(key, {"type": "head", "device": device, "book": book, "n": n, "sha256": sha256})


def _read(text: str) -> dict[str, Any]:
    try:
        body = read_line(text, MAX_BYTES)
    except NotStrictError as error:
        raise shapes.forged(error) from error
    shapes.check_shape(body, SIGNED_TYPES)
    return body
