"""Who may say what: certificates that arrive, devices that write books, receipts, limits; writes what it accepts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chibo_desktop.exchange import refusals
from chibo_desktop.exchange.readers import Tree, split_book
from chibo_desktop.seal.identity import (
    Certificate,
    Chain,
    ChainHolder,
    SignedLine,
    check_chain,
    read_signed,
)
from chibo_desktop.seal.refusals import Forged, Untrusted
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import (
    also_of,
    chain_of_body,
    chain_of_device,
    had_key,
    is_key_of_other,
    keys_in_force,
    maker_of,
    parent_of,
    put_certificate,
    trust,
    trusted_keys,
    who_stands_for,
)


def take_certificates(store: Store, texts: Iterable[str]) -> None:
    """Keeps the certificates that verify under a trusted key; Refusal when one does not, or contradicts one held."""
    given = [Certificate(text) for text in texts]
    bodies = [certificate for certificate in given if certificate.type == "body"]
    for certificate in given:
        _take_chain(store, _chain_up(store, certificate, bodies))


def follow_parent(store: Store, own: str, chain: Chain) -> None:
    """Learns from the body directly above, once, that it now stands under others.

    When it certified us it may have stood alone. Its own signed bundle says under whom it stands; the keys
    above it are trusted from then on. A parent that stands under somebody already is not believed again.
    """
    parent = parent_of(store, own)
    bodies = chain[1:]
    held = chain_of_body(store, parent) if parent else None
    if not held or len(bodies) < 2 or bodies[0].body["org"] != parent or len(held) > 1:
        return
    if bodies[0].body["sign"] != held[0].body["sign"] or bodies[0].body["seal"] != held[0].body["seal"]:
        return
    for body in bodies[1:]:
        trust(store, body.body["sign"], body.body["org"])


def _chain_up(store: Store, certificate: Certificate, given: Sequence[Certificate]) -> Chain:
    chain = [certificate]
    while (said := chain[-1].body)["by"] != said.get("sign") and len(chain) <= 8:
        above = _body_with_key(store, said["by"], given)
        if above is None:
            raise Forged("no certificate above")
        chain.append(above)
    return tuple(chain)


def _body_with_key(store: Store, key: str, given: Sequence[Certificate]) -> Certificate | None:
    """The certificate of a body's key: one signed by a body above rather than by itself, one held rather than given."""
    rows = store.rows(
        "SELECT text FROM certificate WHERE type = 'body' AND key = ? ORDER BY at DESC, digest", (key,)
    )
    held = [Certificate(row["text"]) for row in rows]
    known = [*held, *(one for one in given if one.body["sign"] == key)]
    return min(known, key=lambda one: one.body["parent"] is None, default=None)


def _take_chain(store: Store, chain: Chain) -> None:
    holder = check_chain(chain, trusted_keys(store))
    if holder.sample != store.sample:
        raise refusals.wrong_sort(holder.sample)
    said_above = [certificate.body for certificate in chain[1:]]
    if chain[0].type == "body" and any(said["kind"] == "cell" for said in said_above):
        raise refusals.not_allowed("body certified by a cell")
    for certificate in chain:
        said = certificate.body
        # A body whose own key is trusted, but not vouched for, was told of by a safer way than this file.
        if certificate.type == "device" or said["org"] in holder.vouched:
            _check_not_other(store, certificate, said)
            put_certificate(store, certificate)


def _check_not_other(store: Store, certificate: Certificate, said: dict[str, Any]) -> None:
    """A device code belongs to one body and key; an organisation keeps its parent, or its key, or both.

    One that somebody types for never gets a key of its own: its id was made by another body's device. A key is
    that of one body or device: nobody proves here to hold the one certified, and revoking it must reach no other.
    """
    if is_key_of_other(store, certificate):
        raise refusals.not_allowed("key of another")
    if certificate.type == "device":
        held = chain_of_device(store, said["device"])
        if held and (held[0].body["org"], held[0].body["key"]) != (said["org"], said["key"]):
            raise refusals.not_allowed("device code of another")
        return
    if maker_of(store, said["org"]) not in (None, said["org"]):
        raise refusals.not_allowed("organisation typed for")
    above = chain_of_body(store, said["org"])
    if above is None:
        return
    known = above[0].body
    if known["parent"] not in (None, said["parent"]) and said["parent"] is not None:
        raise refusals.not_allowed("organisation of another")
    if known["parent"] is None and known["sign"] != said["sign"]:
        raise refusals.not_allowed("organisation with another key")


def holder_of_device(store: Store, device: str) -> ChainHolder:
    """Whom a device speaks for; Refusal when its chain does not end under a trusted key."""
    chain = chain_of_device(store, device)
    if chain is None:
        raise Untrusted
    return check_chain(chain, trusted_keys(store))


def check_may_write(store: Store, tree: Tree, device: str, book: str, reader: str) -> ChainHolder:
    """BundleRefused when the device may not write the book, or this body may not read what it wrote there."""
    holder = holder_of_device(store, device)
    sort, org = split_book(book)
    if not holder.may_write(book):
        raise refusals.not_allowed("book not named in certificate")
    if sort == "all":
        stands = org == holder.org
    elif sort == "down":
        stands = tree.is_above(holder.org, org)
    else:
        stands = org == holder.org or org in also_of(store, holder.org) or _types_for(store, holder, org)
    if not stands:
        raise refusals.not_allowed("book of another body")
    if not tree.may_read(reader, book, device):
        raise refusals.not_allowed("book not for us")
    return holder


def _types_for(store: Store, holder: ChainHolder, org: str) -> bool:
    """Nhập thay: a body writes the book of a cell that never had a key and bears an id of that body's making."""
    return not had_key(store, org) and maker_of(store, org) == holder.org


def check_head(holder: ChainHolder, line: SignedLine) -> None:
    """Forged unless the device itself signed the head."""
    _check_signed(line, "head", holder.device_key)


def check_have(holder: ChainHolder, line: SignedLine) -> None:
    """Forged unless the sending device signed the receipt, for its own body."""
    _check_signed(line, "receipt", holder.device_key)
    if (line.body["body"], line.body["device"]) != (holder.org, holder.device):
        raise Forged("receipt of another")


def check_receipt(store: Store, line: SignedLine) -> None:
    """Forged or Untrusted unless the device the receipt names signed it, for the body that certified it."""
    check_have(holder_of_device(store, line.body["device"]), line)


def check_limit(store: Store, line: SignedLine) -> None:
    """Forged or Untrusted unless the revocation or handover was signed by somebody who may."""
    sort = line.body["type"]
    if sort == "revocation":
        _check_revocation(store, line)
    elif sort == "handover":
        _check_handover(store, line)
    else:
        raise Forged("limit")


def _check_handover(store: Store, line: SignedLine) -> None:
    """Signed by the body that typed, whose device it names, or by the one that stands for the cell now."""
    said = line.body
    typist = holder_of_device(store, said["device"])
    if said["book"] != said["org"] or not _types_for(store, typist, said["org"]):
        raise Forged("handover of another")
    bodies = (typist.org, who_stands_for(store, said["org"]))
    if not any(said["by"] in keys_in_force(store, body) for body in bodies):
        raise Forged("handed over by another")
    read_signed(line.text, line.signature, said["by"])


def _check_revocation(store: Store, line: SignedLine) -> None:
    """Signed by the body itself or one above it, and the key is one of that body or device."""
    said = line.body
    chain = chain_of_body(store, said["org"])
    if chain is None:
        raise Forged("revocation")
    check_chain(chain, trusted_keys(store))
    if said["by"] not in {certificate.body["sign"] for certificate in chain}:
        raise Forged("revoked by another")
    read_signed(line.text, line.signature, said["by"])
    known = store.row(
        "SELECT 1 FROM certificate WHERE org = ? AND key = ? AND (device = ? OR (? IS NULL AND device IS NULL))",
        (said["org"], said["key"], said["device"], said["device"]),
    )
    if known is None:
        raise Forged("key revoked")


def _check_signed(line: SignedLine, sort: str, key: str | None) -> None:
    if line.body["type"] != sort or key is None:
        raise Forged("type")
    read_signed(line.text, line.signature, key)
