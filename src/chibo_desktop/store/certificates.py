"""Certificates held, the keys trusted, and the tree of organisations that follows from them."""

from __future__ import annotations

from chibo_desktop.seal.identity import Certificate, Chain
from chibo_desktop.store.intake import project_devices
from chibo_desktop.store.revocations import is_revoked
from chibo_desktop.store.store import Store


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
    if cursor.rowcount and certificate.type == "device" and is_revoked(store.connection, body["by"]):
        project_devices(store, [body["device"]])
    return bool(cursor.rowcount)


def trust(store: Store, key: str, org: str) -> None:
    """Trusts a body's key, because it is our own, or a person accepted it, or we certified it."""
    at = store.clock.now().isoformat(timespec="seconds")
    store.connection.execute("INSERT OR IGNORE INTO trusted VALUES (?, ?, ?)", (key, org, at))


def trusted_keys(store: Store) -> frozenset[str]:
    """The body keys from which a chain may start to be believed; revoked ones are left out."""
    rows = store.rows(
        "SELECT key FROM trusted WHERE key NOT IN (SELECT body_key FROM revocation WHERE body_key NOT NULL)"
    )
    return frozenset(row["key"] for row in rows)


def chain_of_device(store: Store, device: str) -> Chain | None:
    """The newest certificate of a device with the body certificates above it, up to the root; None when unknown."""
    row = store.row(
        "SELECT text FROM certificate WHERE type = 'device' AND device = ? ORDER BY at DESC, digest",
        (device,),
    )
    return _upwards(store, Certificate(row["text"])) if row else None


def own_chain(store: Store) -> Chain:
    """This device's own certificate with those above it; empty before the desk is set up."""
    return chain_of_device(store, store.device) or ()


def chain_of_body(store: Store, org: str) -> Chain | None:
    """The newest certificate of a body, preferring one a body above signed, up to the root."""
    row = store.row(
        "SELECT text FROM certificate WHERE type = 'body' AND org = ? ORDER BY key = signer, at DESC, digest",
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
    """The bodies directly below, in the order of their ids."""
    bodies = [
        row["org"]
        for row in store.rows("SELECT DISTINCT org FROM certificate WHERE type = 'body' ORDER BY org")
    ]
    return [body for body in bodies if parent_of(store, body) == org]


def path_up(store: Store, org: str) -> list[str]:
    """The organisation itself and every body above it, nearest first, as far as certificates reach."""
    path = [org]
    while (parent := parent_of(store, path[-1])) and parent not in path:
        path.append(parent)
    return path


def is_below(store: Store, org: str, above: str) -> bool:
    """Whether `above` stands somewhere above `org`."""
    return above in path_up(store, org)[1:]
