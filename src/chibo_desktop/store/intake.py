"""Taking in what a verified bundle brought: entries, private parts, signed heads and limits, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chibo_desktop.seal.identity import SignedLine
from chibo_desktop.store.chain import Placed, add_entry
from chibo_desktop.store.changes import Change, Changes
from chibo_desktop.store.entry import Entry, PrivatePart, read_entry
from chibo_desktop.store.parts import Key, name_parts, put_part
from chibo_desktop.store.project import project_record
from chibo_desktop.store.revocations import put_handover, put_revocation
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
    placed: dict[str, Placed] = {}
    by_place: dict[Key, list[Entry]] = {}
    for entry in entries:
        name_parts(store.connection, entry, "not_sent")
        by_place.setdefault(entry.key, []).append(entry)
    arrived = [part.digest for part in parts if put_part(store.connection, part, by_place)]
    for entry in entries:
        for one in add_entry(store.connection, entry):
            earlier = placed.get(one.entry.hash)
            if earlier is None or (earlier.fate in ("waiting", "known") and one.fate in ("new", "branch")):
                placed[one.entry.hash] = one
        adopt_time(store.connection, entry.time, store.clock.now())
    for head in heads:
        put_head(store, head)
    count = [one.fate for one in placed.values()].count
    changes = (*_changes_of_entries(placed.values()), *_changes_of_parts(store, arrived))
    return Taken(
        count("new"),
        count("known"),
        count("waiting"),
        count("branch"),
        len(arrived),
        Changes(tuple(dict.fromkeys(changes))),
    )


def _changes_of_entries(placed: Iterable[Placed]) -> list[Change]:
    """What now counts, entries included that had waited; what no longer does; and what hung on either."""
    found = []
    for one in placed:
        if one.fate in ("new", "branch"):
            for entry in (one.entry, *one.moved):
                found += [Change(change.kind, change.id, change.names) for change in entry.changes]
            found += [Change(kind, record_id, ()) for kind, record_id in sorted(one.shaken)]
    return found


def _changes_of_parts(store: Store, digests: Iterable[str]) -> list[Change]:
    """The records whose private values came later than their entries."""
    found = []
    for digest in digests:
        row = store.row(
            "SELECT j.body AS body FROM private_part p JOIN journal j USING (b, d, n) WHERE p.digest = ?",
            (digest,),
        )
        found += [
            Change(change.kind, change.id, part.fields)
            for change in (read_entry(row["body"]).changes if row else ())
            for part in change.parts
            if part.digest == digest
        ]
    return found


def put_head(store: Store, head: SignedLine) -> None:
    """Keeps a verified signed head."""
    said = head.body
    store.connection.execute(
        "INSERT OR IGNORE INTO head_signature VALUES (?, ?, ?, ?, ?, ?)",
        (said["book"], said["device"], said["n"], said["sha256"], head.text, head.signature),
    )


def take_limit(store: Store, line: SignedLine) -> Changes:
    """Keeps a verified revocation or handover; what it puts out of force counts nowhere, whichever came first."""
    said = line.body
    device = said["device"]
    if said["type"] == "handover":
        is_new = put_handover(
            store.connection, line, device=device, book=said["book"], number=said["n"], at=said["at"]
        )
    else:
        is_new = put_revocation(
            store.connection,
            line,
            device=device,
            body_key=None if device else said["key"],
            book=said["book"],
            keep=dict(said["last"]),
            at=said["at"],
        )
    if not is_new:
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
