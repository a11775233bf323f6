"""Which entries count: keys taken out of force, books handed over, and the numbers that stay valid under either."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chibo_desktop.seal import digest
from chibo_desktop.store.database import Connection

if TYPE_CHECKING:
    from chibo_desktop.seal.signed_line import SignedLine

EVERYTHING = 2**53


@dataclass(frozen=True)
class Handover:
    """That a device which typed for a cell writes its book no more after entry `number`; `at` is ISO with +07:00."""

    device: str
    number: int
    at: str


def last_counted(connection: Connection, book: str, device: str) -> int:
    """The number of the device's last entry in the book that counts; `EVERYTHING` where nothing limits it.

    A revoked key leaves nothing in a book for which no line of it is held, or whose line does not list the
    device. Of several limits the lowest counts.
    """
    limits: dict[str, list[int]] = {}
    for row in connection.execute(
        "SELECT * FROM limit_line WHERE device = ? OR body_key IN"
        " (SELECT signer FROM certificate WHERE type = 'device' AND device = ?)",
        (device, device),
    ):
        found = limits.setdefault(f"{row['type']} {row['body_key']}", [])
        if row["book"] == book:
            found.append(int(json.loads(row["keep"]).get(device, 0)))
    numbers = [
        min(found, default=0 if what.startswith("revocation") else EVERYTHING)
        for what, found in limits.items()
    ]
    return min(numbers, default=EVERYTHING)


def put_revocation(
    connection: Connection, line: SignedLine, *, device: str | None, body_key: str | None, book: str,
    keep: Mapping[str, int], at: str,
) -> bool:  # fmt: skip
    """Stores a verified revocation of a device or of a body key; `keep` gives per device the last valid number.

    False when it was known. What is projected has to be projected again by the caller.
    """
    about = {"type": "revocation", "device": device, "body_key": body_key, "book": book, "at": at}
    return _put(connection, line, about, keep)


def put_handover(
    connection: Connection, line: SignedLine, *, device: str, book: str, number: int, at: str
) -> bool:
    """Stores a verified handover of a book by the device that typed; False when it was known."""
    about = {"type": "handover", "device": device, "body_key": None, "book": book, "at": at}
    return _put(connection, line, about, {device: number})


def _put(
    connection: Connection, line: SignedLine, about: Mapping[str, str | None], keep: Mapping[str, int]
) -> bool:
    row = {
        "digest": digest.sha256(line.text.encode()).hex(),
        **about,
        "keep": json.dumps(dict(sorted(keep.items()))),
        "text": line.text,
        "signature": line.signature,
    }
    cursor = connection.execute(
        "INSERT OR IGNORE INTO limit_line VALUES"
        " (:digest, :type, :device, :body_key, :book, :keep, :at, :text, :signature)",
        row,
    )
    return bool(cursor.rowcount)


def limit_lines(connection: Connection) -> list[SignedLine]:
    """Every revocation and handover held, byte for byte, in a fixed order."""
    from chibo_desktop.seal.signed_line import SignedLine

    rows = connection.execute("SELECT text, signature FROM limit_line ORDER BY digest").fetchall()
    return [SignedLine(row["text"], row["signature"]) for row in rows]


def handovers(connection: Connection, book: str) -> list[Handover]:
    """Which devices that typed in the book have handed it over, and since when; the lowest number first."""
    rows = connection.execute(
        "SELECT device, keep, at FROM limit_line WHERE type = 'handover' AND book = ?", (book,)
    ).fetchall()
    found = [Handover(row["device"], json.loads(row["keep"])[row["device"]], row["at"]) for row in rows]
    return sorted(found, key=lambda one: (one.number, one.device, one.at))


def is_revoked(connection: Connection, body_key: str) -> bool:
    """Whether a revocation of this body key is held."""
    query = "SELECT 1 FROM limit_line WHERE body_key = ?"
    return connection.execute(query, (body_key,)).fetchone() is not None


def revoked_devices(connection: Connection) -> list[str]:
    """Every device some revocation bears on, directly or through the body key that certified it."""
    rows: Iterable[tuple[str]] = connection.execute(
        "SELECT device FROM limit_line WHERE type = 'revocation' AND device IS NOT NULL UNION SELECT c.device"
        " FROM certificate c JOIN limit_line r ON r.body_key = c.signer WHERE c.type = 'device' ORDER BY 1"
    )
    return [device for (device,) in rows]


def revoked_keys(connection: Connection) -> frozenset[str]:
    """The public keys, of devices and of bodies, that some revocation held names."""
    said = (line.body for line in limit_lines(connection))
    return frozenset(one["key"] for one in said if one["type"] == "revocation")
