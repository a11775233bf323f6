"""Taking in what a verified bundle brought: entries, private parts, signed heads and revocations, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chibo_desktop.seal.identity import SignedLine
from chibo_desktop.store.chain import Fate, add_entry
from chibo_desktop.store.changes import Change, Changes
from chibo_desktop.store.entry import Entry, PrivatePart
from chibo_desktop.store.parts import Key, name_parts, put_part
from chibo_desktop.store.project import project_record
from chibo_desktop.store.revocations import put_revocation
from chibo_desktop.store.store import Store
from chibo_desktop.store.times import adopt_time


@dataclass(frozen=True)
class Taken:
    """How many entries had which fate, and what changed on the screens."""

    new: int
    known: int
    waiting: int
    branched: int
    parts: int
    changes: Changes


def take(
    store: Store,
    entries: Sequence[Entry],
    parts: Iterable[PrivatePart] = (),
    heads: Iterable[SignedLine] = (),
) -> Taken:
    """Adds verified entries in any order, with their private parts and the signed heads that cover them.

    The caller has checked signatures and who may write which book, and runs this inside its transaction.
    """
    fates: dict[str, Fate] = {}
    by_place: dict[Key, list[Entry]] = {}
    for entry in entries:
        name_parts(store.connection, entry, "not_sent")
        by_place.setdefault(entry.key, []).append(entry)
    arrived = sum(put_part(store.connection, part, by_place) for part in parts)
    for entry in entries:
        fates |= {
            key: fate
            for key, fate in add_entry(store.connection, entry).items()
            if fates.get(key) in (None, "waiting")
        }
        adopt_time(store.connection, entry.time, store.clock.now())
    for head in heads:
        put_head(store, head)
    count = list(fates.values()).count
    return Taken(
        count("new"), count("known"), count("waiting"), count("branch"), arrived, _changes(entries, fates)
    )


def _changes(entries: Iterable[Entry], fates: dict[str, Fate]) -> Changes:
    return Changes(
        tuple(
            Change(change.kind, change.id, change.names)
            for entry in entries
            if fates[entry.hash] in ("new", "branch")
            for change in entry.changes
        )
    )


def put_head(store: Store, head: SignedLine) -> None:
    """Keeps a verified signed head."""
    said = head.body
    store.connection.execute(
        "INSERT OR IGNORE INTO head_signature VALUES (?, ?, ?, ?, ?, ?)",
        (said["book"], said["device"], said["n"], said["sha256"], head.text, head.signature),
    )


def take_revocation(store: Store, revocation: SignedLine) -> Changes:
    """Keeps a verified revocation; what it takes out of force counts nowhere from now on, whichever came first."""
    said = revocation.body
    device = said["device"]
    if not put_revocation(
        store.connection,
        device=device,
        body_key=None if device else said["key"],
        keep={(of, book): number for of, book, number in said["last"]},
        at=said["at"],
        text=revocation.text,
        signature=revocation.signature,
    ):
        return Changes()
    return project_devices(store, [device] if device else _devices_certified_by(store, said["key"]))


def project_devices(store: Store, devices: Iterable[str]) -> Changes:
    """Projects again every record these devices ever touched."""
    touched = dict.fromkeys(
        (row["kind"], row["id"])
        for device in devices
        for row in store.rows(
            "SELECT DISTINCT kind, id FROM touched WHERE d = ? ORDER BY kind, id", (device,)
        )
    )
    for kind, record_id in touched:
        project_record(store.connection, kind, record_id)
    return Changes(tuple(Change(kind, record_id, ()) for kind, record_id in touched))


def _devices_certified_by(store: Store, key: str) -> list[str]:
    rows = store.rows("SELECT DISTINCT device FROM certificate WHERE type = 'device' AND signer = ?", (key,))
    return [row["device"] for row in rows]
