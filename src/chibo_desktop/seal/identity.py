"""Certificates of bodies and devices, their chains, and who a chain proves to be speaking; no revocations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from chibo_desktop.seal import shapes
from chibo_desktop.seal.encoding import NotStrictError, from_base64, read_line, write_line
from chibo_desktop.seal.refusals import Forged, NewerFormat, Untrusted
from chibo_desktop.seal.sign import SigningKey, verify
from chibo_desktop.seal.signed_line import SignedLine, make_signed, read_signed, signed_head

__all__ = [
    "Certificate",
    "Chain",
    "ChainHolder",
    "Forged",
    "NewerFormat",
    "SignedLine",
    "Untrusted",
    "chain_text",
    "check_chain",
    "make_body_certificate",
    "make_device_certificate",
    "make_signed",
    "read_chain",
    "read_signed",
    "signed_head",
]

MAX_BYTES = 4 * 1024
MAX_CHAIN = 8


def _are_books(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(shapes.is_granted_book(book) for book in value)
        and value == sorted(set(value))
    )


def _are_orgs(value: object) -> bool:
    return isinstance(value, list) and all(map(shapes.is_org, value)) and value == sorted(set(value))


CERTIFICATE_TYPES: dict[str, dict[str, shapes.Check]] = {
    "body": {
        # this body also stands for these organisations: those typed for by the body above, or founded anew
        "also": _are_orgs,
        "org": shapes.is_org,
        "name": shapes.is_name,
        "kind": shapes.is_kind,
        "sign": shapes.is_key,
        "seal": shapes.is_seal,
        "parent": shapes.or_none(shapes.is_org),
        "by": shapes.is_key,
        "at": shapes.is_moment,
        "sample": shapes.is_flag,
    },
    "device": {
        "org": shapes.is_org,
        "device": shapes.is_device,
        "key": shapes.is_key,
        "books": _are_books,
        "by": shapes.is_key,
        "at": shapes.is_moment,
        "sample": shapes.is_flag,
    },
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two lines, JSON and signature, kept byte for byte. Making one checks its form, not its signature.

    Raise Forged for any other form, NewerFormat for a later version.
    """

    text: str

    def __post_init__(self) -> None:
        body = _parse(self.text)
        if body["type"] == "body" and (body["parent"] is None) != (body["by"] == body["sign"]):
            raise Forged("only a root signs itself")
        if (
            body["type"] == "body"
            and body["also"]
            and (body["parent"] is None or body["org"] in body["also"])
        ):
            raise Forged("only the body above says for whom else a body stands")
        if body["type"] == "device" and body["key"] == body["by"]:
            raise Forged("a device needs its own key")

    @property
    def line(self) -> str:
        """The JSON line: the bytes that are signed."""
        return self.text.split("\n")[0]

    @property
    def signature(self) -> str:
        return self.text.split("\n")[1]

    @property
    def body(self) -> dict[str, Any]:
        """What it says; a new dict each time."""
        return {
            name: list(said) if isinstance(said, list) else said for name, said in _parse(self.text).items()
        }

    @property
    def type(self) -> str:
        """`body` or `device`."""
        return str(self.body["type"])

    @property
    def digest(self) -> str:
        """Name of this certificate: 32 hex digits over both lines."""
        from chibo_desktop.seal.digest import hex16

        return hex16(self.text.encode("utf-8"))

    def is_signed_by(self, public: str) -> bool:
        return _is_signed(public, self.text)


Chain = tuple[Certificate, ...]
"""From the device or body up to its root."""


# A body above reads the same few certificates again with every bundle: what a text says, and whether a key signed
# it, is worked out once.
@lru_cache(maxsize=4096)
def _is_signed(public: str, text: str) -> bool:
    line, _, signature = text.partition("\n")
    return verify(public, signature, line.encode("utf-8"))


@lru_cache(maxsize=4096)
def _parse(text: str) -> dict[str, Any]:
    lines = text.split("\n")
    if len(text) > MAX_BYTES or len(lines) != 2:
        raise Forged("not two short lines")
    try:
        body = read_line(lines[0], MAX_BYTES - len(lines[1]) - 1)
        shapes.check_shape(body, CERTIFICATE_TYPES)
        from_base64(lines[1], 64)
    except NotStrictError as error:
        raise shapes.forged(error) from error
    return body


def make_body_certificate(
    signer: SigningKey,
    *,
    org: str,
    name: str,
    kind: str,
    sign: str,
    seal: str,
    parent: str | None,
    at: datetime,
    sample: bool = False,
    also: Collection[str] = (),
) -> Certificate:
    """The signer is the body above's key, or for a root (parent None) the body's own; it never expires.

    `also`: ids of the organisations this body stands for beside its own, in any order; only the body above says so.
    """
    fields: dict[str, Any] = {"org": org, "name": name, "kind": kind, "sign": sign, "seal": seal}
    fields |= {"parent": parent, "also": sorted(set(also))}
    return _certify(signer, {"type": "body", **fields, "at": shapes.moment_text(at), "sample": sample})


def make_device_certificate(
    signer: SigningKey,
    *,
    org: str,
    device: str,
    key: str,
    books: Collection[str],
    at: datetime,
    sample: bool = False,
) -> Certificate:
    """The signer is the body's key; `books`: organisation ids, `all:<org>`, `down:*`, in any order."""
    fields = {"org": org, "device": device, "key": key, "books": sorted(set(books))}
    return _certify(signer, {"type": "device", **fields, "at": shapes.moment_text(at), "sample": sample})


def _certify(signer: SigningKey, fields: dict[str, Any]) -> Certificate:
    try:
        line = write_line({**fields, "v": shapes.VERSION, "by": signer.public})
    except NotStrictError as error:
        raise shapes.forged(error) from error
    return Certificate(f"{line}\n{signer.sign(line.encode('utf-8'))}")


def chain_text(chain: Iterable[Certificate]) -> list[str]:
    """As a manifest carries it."""
    return [certificate.text for certificate in chain]


def read_chain(texts: Sequence[str]) -> Chain:
    """Check the form of each certificate and the number of them; `check_chain` does the rest."""
    if not 1 <= len(texts) <= MAX_CHAIN:
        raise Forged("length of chain")
    return tuple(Certificate(text) for text in texts)


@dataclass(frozen=True, slots=True)
class ChainHolder:
    """Whom a chain proves to be speaking.

    `path`, `name`, `kind` and `seal` are what the chain *says*; only for an org in `vouched` did a trusted key
    sign them. A body whose own key is trusted has told us its own certificate by a safer way: use that one.
    """

    org: str
    name: str
    kind: str
    sign: str
    seal: str
    path: tuple[str, ...]
    """Organisation ids from `org` itself up to the root."""
    keys: tuple[str, ...]
    """Public body keys, beside `path`: each is to be looked up among the revocations held."""
    vouched: frozenset[str]
    sample: bool
    also: tuple[str, ...] = ()
    """Organisations the body also stands for, as its certificate says; that its signer may say so is not checked."""
    device: str | None = None
    device_key: str | None = None
    books: tuple[str, ...] = ()

    def may_write(self, book: str) -> bool:
        """By the certificate alone; that the organisation of a `down:` book lies below is the caller's to check."""
        if book.startswith("down:"):
            return "down:*" in self.books and book != "down:*"
        return book in self.books


def check_chain(chain: Sequence[Certificate], trusted: Collection[str]) -> ChainHolder:
    """Verify every link; `trusted` are public body keys. Raise Forged or Untrusted. Revocations come after."""
    if not 1 <= len(chain) <= MAX_CHAIN:
        raise Forged("length of chain")
    said = [certificate.body for certificate in chain]
    device = said[0] if said[0]["type"] == "device" else None
    bodies = said[1:] if device else said
    _check_links(chain, said)
    _check_path(said, bodies)
    vouched = _vouched(bodies, trusted)
    if not (bodies[0]["sign"] in trusted or bodies[0]["org"] in vouched):
        raise Untrusted
    return _holder(device, bodies, vouched)


def _check_links(chain: Sequence[Certificate], said: Sequence[dict[str, Any]]) -> None:
    for place, (certificate, body) in enumerate(zip(chain, said, strict=True)):
        above = said[place + 1] if place + 1 < len(said) else body
        if above["type"] != "body" or (place > 0 and body["type"] != "body"):
            raise Forged("a device stands only at the start, under its body")
        if body["by"] != above["sign"] or not certificate.is_signed_by(above["sign"]):
            raise Forged("signature")
        # who signed itself is a root, with no parent: `Certificate` takes nothing else
        if above is not body and above["org"] != body["parent" if body["type"] == "body" else "org"]:
            raise Forged("not the body above")


def _check_path(said: Sequence[dict[str, Any]], bodies: Sequence[dict[str, Any]]) -> None:
    if len({body["sample"] for body in said}) != 1:
        raise Forged("sample and real in one chain")
    if any(len({body[name] for body in bodies}) != len(bodies) for name in ("org", "sign")):
        raise Forged("twice in one chain")
    if said[0].get("key") in {body["sign"] for body in bodies}:
        raise Forged("a device needs its own key")


def _vouched(bodies: Sequence[dict[str, Any]], trusted: Collection[str]) -> frozenset[str]:
    """Organisations whose certificate a trusted key signed, or a key so vouched for."""
    keys = set(trusted)
    vouched = set()
    for body in reversed(bodies):
        if body["by"] in keys:
            vouched.add(body["org"])
            keys.add(body["sign"])
    return frozenset(vouched)


def _holder(
    device: dict[str, Any] | None, bodies: Sequence[dict[str, Any]], vouched: frozenset[str]
) -> ChainHolder:
    own = bodies[0]
    return ChainHolder(
        org=own["org"],
        name=own["name"],
        kind=own["kind"],
        sign=own["sign"],
        seal=own["seal"],
        path=tuple(body["org"] for body in bodies),
        keys=tuple(body["sign"] for body in bodies),
        vouched=vouched,
        sample=own["sample"],
        also=tuple(own["also"]),
        device=device["device"] if device else None,
        device_key=device["key"] if device else None,
        books=tuple(device["books"]) if device else (),
    )
