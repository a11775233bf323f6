"""Certificates held, the keys trusted, and the tree of organisations that follows from them; who stands for whom."""

from __future__ import annotations

from typing import Any

from chibo_desktop.seal.identity import Certificate, Chain
from chibo_desktop.store.intake import project_devices
from chibo_desktop.store.known import known
from chibo_desktop.store.revocations import is_revoked
from chibo_desktop.store.store import Store

REVOKED = "SELECT body_key FROM limit_line WHERE body_key IS NOT NULL"


def put_certificate(store: Store, certificate: Certificate) -> bool:
    """Keeps a verified certificate; False when it was held already.

    Puts the device's entries out of force when the key that certified it is revoked: whichever came first.
    """
    body = certificate.body
    key = body["sign"] if certificate.type == "body" else body["key"]
    cursor = store.connection.execute(
        "INSERT OR IGNORE INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            certificate.digest,
            certificate.type,
            body["org"],
            body.get("device"),
            key,
            body["by"],
            body["at"],
            certificate.text,
        ),
    )
    for org in body.get("also", ()):
        store.connection.execute("INSERT OR IGNORE INTO stands_for VALUES (?, ?)", (org, body["org"]))
    if cursor.rowcount and certificate.type == "device" and is_revoked(store.connection, body["by"]):
        project_devices(store, [body["device"]])
    return bool(cursor.rowcount)


def is_key_of_other(store: Store, certificate: Certificate) -> bool:
    """Whether the key it certifies is held already as that of another body or device."""
    said = certificate.body
    key = said["sign"] if certificate.type == "body" else said["key"]
    row = store.row(
        "SELECT 1 FROM certificate WHERE key = ? AND NOT (org = ? AND device IS ?)",
        (key, said["org"], said.get("device")),
    )
    return row is not None


def trust(store: Store, key: str, org: str) -> None:
    """Trusts a body's key, because it is our own, or a person accepted it, or we certified it."""
    at = store.clock.now().isoformat(timespec="seconds")
    store.connection.execute("INSERT OR IGNORE INTO trusted VALUES (?, ?, ?)", (key, org, at))


def trusted_keys(store: Store) -> frozenset[str]:
    """The body keys from which a chain may start to be believed; revoked ones are left out."""
    rows = store.rows(f"SELECT key FROM trusted WHERE key NOT IN ({REVOKED})")
    return frozenset(row["key"] for row in rows)


def chain_of_device(store: Store, device: str) -> Chain | None:
    """The newest certificate of a device with the body certificates above it, up to the root; None when unknown.

    Of two of one moment that which names more books: the other was made for a receiver who may not know of them all.
    """
    row = store.row(
        "SELECT text FROM certificate WHERE type = 'device' AND device = ?"
        " ORDER BY at DESC, length(text) DESC, digest",
        (device,),
    )
    return _upwards(store, Certificate(row["text"])) if row else None


def chains_of_device(store: Store, device: str) -> list[Chain]:
    """One chain for each body key that ever certified the device, the newest first."""
    return _chains(store, "type = 'device' AND device = ?", device)


def chains_of_key(store: Store, key: str) -> list[Chain]:
    """One chain for each signer of a device's or body's key, the newest first."""
    return _chains(store, "key = ?", key)


def _chains(store: Store, where: str, value: str) -> list[Chain]:
    rows = store.rows(
        f"SELECT signer, text FROM certificate WHERE {where} ORDER BY at DESC, length(text) DESC, digest",
        (value,),
    )
    newest: dict[str, str] = {}
    for row in rows:
        newest.setdefault(row["signer"], row["text"])
    return [_upwards(store, Certificate(text)) for text in newest.values()]


def devices_signed_by(store: Store, key: str) -> list[str]:
    """The devices a body key ever certified, in the order of their codes."""
    rows = store.rows(
        "SELECT DISTINCT device FROM certificate WHERE type = 'device' AND signer = ? ORDER BY device", (key,)
    )
    return [row["device"] for row in rows]


def devices_for(store: Store, org: str, book: str) -> list[str]:
    """The devices of a body of which some certificate names the book, in the order of their codes."""
    rows = store.rows(
        "SELECT device, text FROM certificate WHERE type = 'device' AND org = ? ORDER BY device", (org,)
    )
    return sorted({row["device"] for row in rows if book in Certificate(row["text"]).body["books"]})


def own_chain(store: Store) -> Chain:
    """This device's own certificate with those above it; empty before the desk is set up."""
    return chain_of_device(store, store.device) or ()


def chain_of_body(store: Store, org: str) -> Chain | None:
    """The newest certificate of a body, up to the root.

    One whose key is not revoked is preferred, then one a body above signed.
    """
    row = store.row(
        "SELECT text FROM certificate WHERE type = 'body' AND org = ?"
        f" ORDER BY key IN ({REVOKED}), key = signer, at DESC, digest",
        (org,),
    )
    return _upwards(store, Certificate(row["text"])) if row else None


def _upwards(store: Store, certificate: Certificate) -> Chain:
    chain, said = [certificate], certificate.body
    while said["by"] != said.get("sign"):
        row = store.row(
            "SELECT text FROM certificate WHERE type = 'body' AND key = ? ORDER BY key = signer, at DESC, digest",
            (said["by"],),
        )
        if row is None:
            break
        chain.append(Certificate(row["text"]))
        said = chain[-1].body
    return tuple(chain)


def parent_of(store: Store, org: str) -> str | None:
    """The organisation whose key signed the body's newest certificate; None for a root or an unknown body."""
    chain = chain_of_body(store, org)
    parent = chain[0].body["parent"] if chain else None
    return str(parent) if parent else None


def children_of(store: Store, org: str) -> list[str]:
    """The bodies directly below whose key is in force, in the order of their ids."""
    return [body for body in _certified_by(store, org) if has_key(store, body)]


def known_below(store: Store, org: str) -> list[str]:
    """The same, and those whose key is revoked while nobody stands for them: the body is still there."""
    return [body for body in _certified_by(store, org) if who_stands_for(store, body) == body]


def _certified_by(store: Store, org: str) -> list[str]:
    rows = store.rows("SELECT DISTINCT org FROM certificate WHERE type = 'body' ORDER BY org")
    return [row["org"] for row in rows if parent_of(store, row["org"]) == org]


def has_key(store: Store, org: str) -> bool:
    """Whether the organisation has a key of its own that is in force."""
    chain = chain_of_body(store, org)
    return chain is not None and not is_revoked(store.connection, chain[0].body["sign"])


def keys_in_force(store: Store, org: str) -> frozenset[str]:
    """Every signing key the organisation was ever certified with that is not revoked; its newest is not always alone."""
    rows = store.rows(
        f"SELECT key FROM certificate WHERE type = 'body' AND org = ? AND key NOT IN ({REVOKED})", (org,)
    )
    return frozenset(row["key"] for row in rows)


def had_key(store: Store, org: str) -> bool:
    """Whether the organisation has, or once had, a key of its own: then nobody ever types for it."""
    return chain_of_body(store, org) is not None


def maker_of(store: Store, org: str) -> str | None:
    """The body whose device gave the organisation its id: for one typed for, the body that types."""
    chain = chain_of_device(store, org.partition("-")[0])
    return str(chain[0].body["org"]) if chain else None


def also_of(store: Store, body: str) -> tuple[str, ...]:
    """The organisations a body stands for beside its own, by its newest certificate.

    Only those its signer may give: it typed for them, or had certified them before. Whatever else a
    certificate names gives no right here.
    """
    chain = chain_of_body(store, body)
    if chain is None:
        return ()
    said = chain[0].body
    return tuple(org for org in said["also"] if is_of(store, org, said["parent"]))


def is_of(store: Store, org: str, above: str | None) -> bool:
    """Whether a body is the one directly above the organisation now: it certified it, or types for it without a key.

    Of one that moved the newest certificate in force counts: who stood above before gives nothing of it away.
    """
    if had_key(store, org):
        return above is not None and parent_of(store, org) == above
    return above is not None and maker_of(store, org) == above


def who_stands_for(store: Store, org: str) -> str:
    """The body that acts for an organisation today; itself when there is no other.

    An organisation whose own key is in force acts for itself; otherwise the body in whose certificate it is named.
    """
    if has_key(store, org):
        return org
    rows = store.rows("SELECT body FROM stands_for WHERE org = ? ORDER BY body", (org,))
    bodies = [row["body"] for row in rows if org in also_of(store, row["body"])]
    return next((body for body in bodies if has_key(store, body)), org)


def path_up(store: Store, org: str) -> list[str]:
    """The organisation itself and every body above it, nearest first, as far as certificates reach.

    Directly after an organisation that another body stands for comes that body; after one that never had a key,
    the body that types for it.
    """
    path = [org]
    while (above := _next_up(store, path[-1])) and above not in path:
        path.append(above)
    return path


def _next_up(store: Store, org: str) -> str | None:
    acting = who_stands_for(store, org)
    if acting != org:
        return acting
    return parent_of(store, org) or (None if had_key(store, org) else maker_of(store, org))


def newest_bodies(store: Store) -> dict[str, dict[str, Any]]:
    """Per certified organisation what its newest certificate says, chosen as `chain_of_body` does; in one query.

    Not to be changed by the caller: it is remembered until somebody writes.
    """
    return known(store, "newest bodies", lambda: _read_newest_bodies(store))


def _read_newest_bodies(store: Store) -> dict[str, dict[str, Any]]:
    rows = store.rows(
        "SELECT org, text FROM certificate WHERE type = 'body'"
        f" ORDER BY key IN ({REVOKED}), key = signer, at DESC, digest"
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["org"] not in found:
            found[row["org"]] = Certificate(row["text"]).body
    return found


def next_up_of_all(store: Store) -> dict[str, str | None]:
    """Per organisation a certificate or a record names, the one `path_up` leads to next; in a few queries for all."""
    parents: dict[str, str | None] = {org: said["parent"] for org, said in newest_bodies(store).items()}
    makers: dict[str, str] = {}
    for row in store.rows(
        "SELECT device, org FROM certificate WHERE type = 'device' ORDER BY at DESC, length(text) DESC, digest"
    ):
        makers.setdefault(row["device"], row["org"])
    for row in store.rows("SELECT id FROM organisation"):
        parents.setdefault(row["id"], makers.get(row["id"].partition("-")[0]))
    for row in store.rows("SELECT DISTINCT org FROM stands_for"):
        parents[row["org"]] = _next_up(store, row["org"])
    return parents
