"""The body below: answering an invitation with a request, and taking the approval that comes back as a bundle."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.own_certificate import renew_device
from chibo_desktop.actions.standing_files import RANK, accept_chain, check_sample, own_bodies, sign_body
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.seal.identity import Certificate, read_chain
from chibo_desktop.seal.word import prove_word, stretch_word
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.store import Changes, Store, meta
from chibo_desktop.store.certificates import also_of, own_chain, parent_of
from chibo_desktop.store.secrets import body_key

if TYPE_CHECKING:
    from chibo_desktop.exchange.bundle import Opened

PENDING = "joining"


@dataclass(frozen=True)
class Asking:
    """A request that was made and not answered yet: whom it asks, and the number both screens must show."""

    organisation_id: str
    name: str
    check_number: str
    keys: frozenset[str]
    """The public key of the body that invited: the only one whose answer is taken."""


@dataclass(frozen=True)
class JoinRequest:
    """The bytes of a request file, and what is to be compared by voice."""

    data: bytes
    asking: Asking


def look_invitation(desk: Desk, text: str) -> str:
    """The name of the body that invites. Refusal for any other file, or an invitation this desk cannot take."""
    return str(_invitation(desk, text).above["name"])


def request_join(desk: Desk, text: str, word: str, *, cost: Cost | None = None) -> JoinRequest:
    """Makes the request for an invitation with the word told by voice; takes about 0.2 s.

    From now on the answer of that body, and of no other, is taken. Refusal for a mistyped word or another file.
    """
    from chibo_desktop.exchange.joining import Request, bound, write_request

    invitation = _invitation(desk, text)
    device, body = own_chain(desk.store)[0], _self_signed(desk)
    said = bound(invitation.number, invitation.org, invitation.above, body.body)
    request = Request(
        invitation.number,
        invitation.org,
        prove_word(stretch_word(word, invitation.number, cost), said),
        body,
        device,
    )
    data = write_request(
        body_key(desk.store), request, recipient=invitation.above["seal"], at=desk.store.clock.now()
    )
    with desk.store.transaction():
        meta.put(desk.store.connection, PENDING, json.dumps({"invitation": text}))
    asking = asking_of(desk.store)
    if asking is None:
        raise AssertionError("a request just kept must be found")
    return JoinRequest(data, asking)


def asking_of(store: Store) -> Asking | None:
    """The request not answered yet; None when there is none, or the desk stands under a body already."""
    from chibo_desktop.exchange.joining import bound, check_number, read_invitation

    kept = meta.get(store.connection, PENDING)
    chain = own_chain(store)
    if not kept or len(chain) < 2 or chain[1].body["parent"]:
        return None
    invitation = read_invitation(json.loads(kept)["invitation"])
    above = invitation.above
    said = bound(invitation.number, invitation.org, above, chain[1].body)
    return Asking(above["org"], above["name"], check_number(said), frozenset({above["sign"]}))


def forget_request(desk: Desk) -> None:
    """No answer is waited for any more; another invitation may be answered at any time."""
    with desk.store.transaction():
        meta.put(desk.store.connection, PENDING, "")


def take_approval(desk: Desk, opened: Opened, asking: Asking) -> Changes:
    """Accepts the certificate a bundle of the inviting body carries for this one; in the caller's transaction.

    The device is certified for the books of the organisations this body stands for from now on. Refusal when the
    bundle is of another body, or holds no certificate for these keys.
    """
    from chibo_desktop.exchange import refusals

    if opened.manifest.sender != asking.organisation_id:
        raise refusals.not_the_inviter()
    own = own_bodies(desk)[0].body
    given = [Certificate(text) for text in opened.contents.certificates]
    ours = [one for one in given if _is_for(one, own, asking.keys)]
    if not ours:
        raise refusals.no_certificate_for_us()
    newest = max(ours, key=lambda one: (one.body["at"], one.digest))
    changes = accept_chain(desk, (newest, *read_chain(opened.manifest.cert)[1:]))
    meta.put(desk.store.connection, PENDING, "")
    return changes


def widen_books(desk: Desk) -> None:
    """Certifies this device for the books of every organisation this body stands for, where that is not done yet.

    In the caller's transaction; the desk reads its standing again afterwards.
    """
    named = own_chain(desk.store)[0].body["books"]
    wanted = {*named, *also_of(desk.store, desk.organisation_id)}
    if wanted != set(named):
        renew_device(desk.store, wanted)


def _is_for(certificate: Certificate, own: dict[str, Any], keys: Collection[str]) -> bool:
    said = certificate.body
    return (
        said["type"] == "body"
        and said["by"] in keys
        and all(said[name] == own[name] for name in ("org", "sign", "seal", "kind"))
    )


def _invitation(desk: Desk, text: str) -> Any:
    from chibo_desktop.exchange.joining import read_invitation

    invitation = read_invitation(text)
    above = invitation.above
    if parent_of(desk.store, desk.organisation_id) is not None:
        raise Refusal("Sổ này đã nối với cấp trên rồi nên không cần giấy mời nữa.")
    check_sample(desk, above["sample"])
    if RANK.get(above["kind"], -1) <= RANK[desk.kind]:
        raise Refusal("Nơi mời không phải là cấp trên của sổ này. Hãy xem lại giấy mời.")
    return invitation


def _self_signed(desk: Desk) -> Certificate:
    """This body under its name of today; an old name in a certificate would be asked about on the phone."""
    own = own_bodies(desk)[0].body
    held = find(desk.store, "organisation", desk.organisation_id)
    name = (held.text("name") if held else "") or own["name"]
    return sign_body(desk, {**own, "name": name}, parent=None)
