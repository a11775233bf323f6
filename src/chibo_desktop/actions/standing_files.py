"""Standing by files: asking the body above for a certificate, giving one, accepting one, and taking keys out."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import find
from chibo_desktop.seal.digest import sha256
from chibo_desktop.seal.identity import (
    Certificate,
    Chain,
    Forged,
    check_chain,
    make_body_certificate,
    read_chain,
)
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.store.certificates import (
    chain_of_body,
    own_chain,
    parent_of,
    path_up,
    put_certificate,
    trust,
)
from chibo_desktop.store.secrets import body_key, device_key, get_secret, sealing_key

REQUEST = "chibo-request 1"
CERTIFICATE = "chibo-certificate 1"
RANK = {"cell": 0, "commune": 1, "upper": 2}
NOT_OURS = "Tệp này không phải {what} của chương trình này, hoặc đã bị sửa. Hãy xin lại tệp."


@dataclass(frozen=True)
class Request:
    """Who asks for a certificate. `check_code` is read out by voice: both screens show the same six digits."""

    organisation_id: str
    name: str
    kind: str
    sample: bool
    check_code: str
    certificate: Certificate


def request_certificate(desk: Desk) -> str:
    """The text of a request file: this body's public keys, signed by itself. No secret, no personal data."""
    asked = sign_body(desk, own_bodies(desk)[0].body, parent=None)
    return f"{REQUEST}\n{asked.text}\n"


def sign_body(
    desk: Desk, said: Mapping[str, Any], *, parent: str | None, also: Collection[str] = ()
) -> Certificate:
    """A body's certificate of today with what is said of it, under this body's key; `parent` None: the body itself.

    `also`: ids of the organisations it stands for beside its own.
    """
    return make_body_certificate(
        body_key(desk.store),
        **{name: said[name] for name in ("org", "name", "kind", "sign", "seal")},
        parent=parent,
        at=desk.store.clock.now(),
        sample=desk.store.sample,
        also=also,
    )


def look_request(text: str) -> Request:
    """What a request says, its signature checked; Refusal for any other file."""
    (certificate,) = _read(text, REQUEST, "tệp xin chứng thư", most=1)
    said = certificate.body
    if said["by"] != said["sign"] or not certificate.is_signed_by(said["sign"]):
        raise Refusal(NOT_OURS.format(what="tệp xin chứng thư"))
    keys = "\n".join((said["org"], said["sign"], said["seal"]))
    code = int.from_bytes(sha256(keys.encode())[:8], "big") % 1_000_000
    return Request(said["org"], said["name"], said["kind"], said["sample"], f"{code:06d}", certificate)


def certify(desk: Desk, request_text: str) -> str:
    """Certifies the body that asks as one directly below; gives the text of the file to send back.

    Refusal for a sample request at a real desk (and the reverse), a body not below this one, or another key
    for a body already certified.
    """
    request = look_request(request_text)
    check_sample(desk, request.sample)
    if RANK.get(request.kind, 9) >= RANK[desk.kind]:
        raise Refusal("Chỉ cấp chứng thư cho tổ chức cấp dưới. Hãy xem lại loại tổ chức ghi trong tệp xin.")
    said = request.certificate.body
    held = chain_of_body(desk.store, request.organisation_id)
    if held and held[0].body["sign"] != said["sign"]:
        raise Refusal("Tổ chức này đã có chứng thư với khóa khác. Hãy thu hồi khóa cũ trước.")
    own = own_bodies(desk)
    if held and held[0].body["parent"] == desk.organisation_id:
        return _file((held[0], *own))
    made = sign_body(desk, said, parent=desk.organisation_id)
    with desk.store.transaction():
        put_certificate(desk.store, made)
    return _file((made, *own))


def accept_certificate(desk: Desk, text: str) -> Changes:
    """Takes the certificate the body above gave: from now on that body is this one's superior.

    Refusal when it is for other keys, does not verify, or is of a sample at a real desk. Writes the superior's
    id and name into the organisation's record.
    """
    chain = _read(text, CERTIFICATE, "tệp chứng thư", most=8)
    given = chain[0].body
    check_sample(desk, given["sample"])
    own = own_bodies(desk)[0].body
    if any(given[name] != own[name] for name in ("org", "sign", "seal", "kind")):
        raise Refusal(
            "Chứng thư này cấp cho tổ chức khác hoặc khóa khác. Hãy gửi lại tệp xin chứng thư của máy này."
        )
    return accept_chain(desk, chain)


def _check_stays(desk: Desk, above: dict[str, Any]) -> None:
    """A book that has joined one body goes to no other: every level would refuse what it writes from then on."""
    joined = parent_of(desk.store, desk.organisation_id)
    if joined is not None and joined not in (above["org"], *above["also"]):
        raise Refusal(
            f"Sổ này đã nối với {body_name(desk.store, joined)}, không nối sang nơi khác được. Tổ chức chuyển sang "
            f"{above['name']} thì lập sổ mới ở đó rồi nối; xem Trợ giúp, trang “Tổ chức bên dưới”."
        )


def accept_chain(desk: Desk, chain: Chain) -> Changes:
    """Takes this body's certificate with those above it, from a person's hand or an answer that was asked for.

    Refusal when the chain does not hold, or who certified is no body above.
    """
    if len(chain) < 2:
        raise Refusal(NOT_OURS.format(what="tệp chứng thư"))
    above = chain[1].body
    try:
        check_chain(chain, {body.body["sign"] for body in chain[1:]})
    except Refusal:
        raise Refusal(NOT_OURS.format(what="tệp chứng thư")) from None
    if RANK.get(above["kind"], -1) <= RANK[desk.kind]:
        raise Refusal("Nơi cấp chứng thư không phải là cấp trên. Hãy xem lại tệp.")
    _check_stays(desk, above)
    organisation = find(desk.store, "organisation", desk.organisation_id)
    named = organisation.text("parent_name") if organisation else ""
    with desk.writing() as writer:
        for each in chain:
            put_certificate(desk.store, each)
        for each in chain[1:]:
            trust(desk.store, each.body["sign"], each.body["org"])
        # the name on papers stays as the cell typed it; only an empty one is filled
        writer.put(
            "organisation", desk.organisation_id, parent_id=above["org"], parent_name=named or above["name"]
        )
    return writer.changes


def public_keys(desk: Desk) -> dict[str, Any]:
    """What others may know: organisation, device, public keys, path up to the root, the six-digit check."""
    chain = own_chain(desk.store)
    device, body = chain[0].body, chain[1].body
    return {
        "organisation": body["org"],
        "name": body["name"],
        "kind": body["kind"],
        "sample": body["sample"],
        "device": device["device"],
        "device_key": device_key(desk.store).public,
        "sign": body_key(desk.store).public,
        "seal": sealing_key(desk.store).recipient,
        "books": list(device["books"]),
        "path": path_up(desk.store, desk.organisation_id),
        "check_code": look_request(request_certificate(desk)).check_code,
    }


def export_keys(desk: Desk, password: str) -> str:
    """SECRET: every private key of this desk as JSON text; logged. Refusal for a wrong password."""
    read_slots(desk.folder).open_with_password(desk.user, password)
    note_access(
        desk.store, "opened_keys", "organisation", desk.organisation_id, user=desk.user, note="export"
    )
    secrets: dict[str, str] = {}
    device = get_secret(desk.store, "device")
    if device:
        secrets["device"] = device
    for kind in ("body", "seal"):
        number = 1
        while (secret := get_secret(desk.store, f"{kind}:{number}")) is not None:
            secrets[f"{kind}:{number}"] = secret
            number += 1
    return json.dumps({"organisation": desk.organisation_id, **secrets}, indent=1) + "\n"


def own_bodies(desk: Desk) -> Chain:
    """This body's certificates up to the root, without the device's."""
    return own_chain(desk.store)[1:]


def check_sample(desk: Desk, sample: bool) -> None:
    """Refusal when a file of a sample is used at a real desk, or the reverse."""
    if sample != desk.store.sample:
        other = "mẫu để xem thử" if sample else "thật"
        raise Refusal(
            f"Tệp này của sổ {other}, không dùng cho sổ này được. Sổ mẫu và sổ thật không trao đổi với nhau."
        )


def _file(chain: Chain) -> str:
    return "\n".join([CERTIFICATE, *(each.text for each in chain)]) + "\n"


def _read(text: str, header: str, what: str, *, most: int) -> Chain:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").split("\n")
    pairs = ["\n".join(lines[place : place + 2]) for place in range(1, len(lines), 2)]
    if lines[0] != header or not 1 <= len(pairs) <= most:
        raise Refusal(NOT_OURS.format(what=what))
    try:
        return read_chain(pairs)
    except Forged:
        raise Refusal(NOT_OURS.format(what=what)) from None
