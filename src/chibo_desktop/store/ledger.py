"""What went out, what came in, and the receipts of every level: the only source of a meeting's dated strip."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.seal.identity import SignedLine
from chibo_desktop.store.database import Row
from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class BundleOut:
    """A bundle written here: when, for whom, and which runs of entries it carried."""

    hash: str
    at: datetime
    to_org: str
    name: str
    runs: tuple[tuple[str, str, int, int], ...]
    """Book, device, first, last."""


@dataclass(frozen=True)
class BundleIn:
    """A bundle that was tried here. `result` is read, known or refused; `note` says why or how much."""

    hash: str
    at: datetime
    from_org: str
    device: str
    made: str
    result: str
    note: str


@dataclass(frozen=True)
class Receipt:
    """That a body's device holds a chain up to a number, since when."""

    body: str
    device: str
    of_device: str
    book: str
    number: int
    sha256: str
    at: datetime
    line: SignedLine


def note_bundle_out(
    store: Store, *, bundle_hash: str, to_org: str, name: str, runs: Sequence[tuple[str, str, int, int]]
) -> None:
    """Remembers a bundle that was written and flushed."""
    store.connection.execute(
        "INSERT INTO bundle_out VALUES (?, ?, ?, ?, ?)",
        (bundle_hash, _now(store), to_org, name, json.dumps(runs)),
    )


def list_bundles_out(store: Store, to_org: str | None = None) -> list[BundleOut]:
    """Bundles written here, newest first."""
    rows = store.rows(
        "SELECT * FROM bundle_out WHERE ? IS NULL OR to_org = ? ORDER BY at DESC, rowid DESC",
        (to_org, to_org),
    )
    return [
        BundleOut(
            row["hash"],
            datetime.fromisoformat(row["at"]),
            row["to_org"],
            row["name"],
            tuple((book, device, first, last) for book, device, first, last in json.loads(row["runs"])),
        )
        for row in rows
    ]


def note_bundle_in(
    store: Store, *, bundle_hash: str, result: str, note: str, said: Mapping[str, str]
) -> None:
    """Remembers that a file was tried, also when it was refused; `said` may hold from, device, made."""
    store.connection.execute(
        "INSERT INTO bundle_in VALUES (?, ?, ?, ?, ?, ?, ?)",
        (bundle_hash, _now(store), said.get("from"), said.get("device"), said.get("made"), result, note),
    )


def list_bundles_in(store: Store) -> list[BundleIn]:
    """Bundles tried here, newest first."""
    return [
        BundleIn(
            row["hash"],
            datetime.fromisoformat(row["at"]),
            row["from_org"] or "",
            row["device"] or "",
            row["made"] or "",
            row["result"],
            row["note"],
        )
        for row in store.rows("SELECT * FROM bundle_in ORDER BY at DESC, rowid DESC")
    ]


def put_receipt(store: Store, line: SignedLine) -> bool:
    """Keeps a verified receipt; False when it was held already."""
    said = line.body
    cursor = store.connection.execute(
        "INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            said["body"],
            said["device"],
            said["of-device"],
            said["book"],
            said["n"],
            said["sha256"],
            said["at"],
            line.text,
            line.signature,
        ),
    )
    return bool(cursor.rowcount)


def list_receipts(
    store: Store, book: str | None = None, of_device: str | None = None, body: str | None = None
) -> list[Receipt]:
    """Receipts held, lowest number first; narrowed to a book, the device that wrote it, the body that confirms."""
    rows = store.rows(
        "SELECT * FROM receipt WHERE (? IS NULL OR book = ?) AND (? IS NULL OR of_device = ?) AND (? IS NULL OR body = ?)"
        " ORDER BY book, of_device, n, at",
        (book, book, of_device, of_device, body, body),
    )
    return [_receipt(row) for row in rows]


def _receipt(row: Row) -> Receipt:
    return Receipt(
        row["body"],
        row["device"],
        row["of_device"],
        row["book"],
        row["n"],
        row["sha256"],
        datetime.fromisoformat(row["at"]),
        SignedLine(row["text"], row["signature"]),
    )


def _now(store: Store) -> str:
    return store.clock.now().isoformat(timespec="seconds")
