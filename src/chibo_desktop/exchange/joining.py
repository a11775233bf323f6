"""The two files of joining, an invitation and the request that answers it: written, read, checked; no database.

An invitation is text: `chibo-invitation 1`, one signed line, the certificates of the body that invites up to its
root. It holds no secret and nobody's name but theirs. A request is an age file for that body alone, inside it
`chibo-join 1`, one signed line, and the certificates of the body that asks and of its device.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chibo_desktop.exchange import refusals
from chibo_desktop.seal import shapes
from chibo_desktop.seal.box import Damaged, NotForUs, SealingKey, open_box, seal
from chibo_desktop.seal.identity import Certificate, Chain, check_chain, read_chain
from chibo_desktop.seal.refusals import Forged
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.seal.signed_line import make_signed, read_signed
from chibo_desktop.seal.word import six_digits

INVITATION, REQUEST = "chibo-invitation 1", "chibo-join 1"
MAX_TEXT = 64 * 1024
"""Bytes of either file: a chain of eight certificates has at most 32 KiB."""


@dataclass(frozen=True)
class Invitation:
    """A verified invitation. `chain` begins with the body that invites; `org` is whom it shall stand for, if anyone."""

    number: str
    org: str | None
    chain: Chain
    text: str

    @property
    def above(self) -> dict[str, Any]:
        """What the inviting body's certificate says."""
        return self.chain[0].body


@dataclass(frozen=True)
class Request:
    """A verified request: by which invitation, for whom, and the keys of who asks. The proof is not checked yet."""

    number: str
    org: str | None
    proof: str
    body: Certificate
    device: Certificate


def write_invitation(key: SigningKey, chain: Chain, *, number: str, org: str | None, at: datetime) -> str:
    """The text of an invitation file; `chain` is the inviting body's own, without a device."""
    line = make_signed(
        key,
        {
            "type": "invitation",
            "number": number,
            "org": org,
            "by": key.public,
            "at": shapes.moment_text(at),
        },
    )
    texts = [line.text, line.signature, *(each.text for each in chain)]
    return "\n".join([INVITATION, *texts]) + "\n"


def read_invitation(text: str) -> Invitation:
    """What an invitation says, every signature in it checked; Refusal for any other file."""
    try:
        lines = _lines(text, INVITATION)
        chain = read_chain(_pairs(lines[3:]))
        said = _signed(lines[1:3], "invitation", chain[0].body.get("sign", ""))
        check_chain(chain, {each.body["sign"] for each in chain})
    except (Forged, KeyError):
        raise refusals.not_an_invitation() from None
    return Invitation(said["number"], said["org"], chain, text)


def write_request(key: SigningKey, request: Request, *, recipient: str, at: datetime) -> bytes:
    """The sealed request, signed by the body that asks."""
    line = make_signed(
        key,
        {
            "type": "join",
            "number": request.number,
            "org": request.org,
            "proof": request.proof,
            "by": key.public,
            "at": shapes.moment_text(at),
        },
    )
    texts = [REQUEST, line.text, line.signature, request.body.text, request.device.text]
    return seal(("\n".join(texts) + "\n").encode("utf-8"), [recipient])


def read_request(data: bytes, keys: Sequence[SealingKey]) -> Request:
    """What a request to one of these sealing keys says, every signature in it checked; Refusal for any other file."""
    if len(data) > MAX_TEXT:
        raise refusals.not_a_request()
    try:
        lines = _lines(open_box(data, keys).decode("utf-8"), REQUEST)
        body, device = read_chain(_pairs(lines[3:]))
        said = _signed(lines[1:3], "join", body.body.get("sign", ""))
        check_chain((device, body), {body.body["sign"]})
    except NotForUs:
        raise refusals.request_to_another() from None
    except (Forged, Damaged, KeyError, UnicodeDecodeError, ValueError):
        raise refusals.not_a_request() from None
    return Request(said["number"], said["org"], said["proof"], body, device)


def bound(number: str, org: str | None, above: dict[str, Any], below: dict[str, Any]) -> str:
    """What both sides must hold alike: the invitation and the keys of both bodies, one a line."""
    keys = [body[name] for body in (above, below) for name in ("org", "sign", "seal")]
    return "\n".join(["chibo joining 1", number, org or "", *keys])


def check_number(said: str) -> str:
    """Six digits over `bound`, to be compared by voice."""
    return six_digits(said)


def _lines(text: str, header: str) -> list[str]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").split("\n")
    if len(text) > MAX_TEXT or lines[0] != header or len(lines) < 5:
        raise Forged("header")
    return lines


def _pairs(lines: list[str]) -> list[str]:
    return ["\n".join(lines[place : place + 2]) for place in range(0, len(lines), 2)]


def _signed(lines: list[str], sort: str, key: str) -> dict[str, Any]:
    said = read_signed(lines[0], lines[1], key).body
    if said["type"] != sort:
        raise Forged("type")
    return said
