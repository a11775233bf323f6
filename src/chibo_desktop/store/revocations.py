"""Which entries count: revocations of devices and of body keys, and the numbers that stay valid under them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from chibo_desktop.seal import digest
from chibo_desktop.store.database import Connection

EVERYTHING = 2**53


def last_counted(connection: Connection, book: str, device: str) -> int:
    """The number of the device's last entry in the book that counts; `EVERYTHING` where nothing is revoked."""
    limits = [
        int(json.loads(keep).get(f"{device} {book}", 0))
        for (keep,) in connection.execute(
            "SELECT keep FROM revocation WHERE device = ? OR (body_key IS NOT NULL AND body_key IN"
            " (SELECT signer FROM certificate WHERE type = 'device' AND device = ?))",
            (device, device),
        )
    ]
    return min(limits, default=EVERYTHING)


def put_revocation(
    connection: Connection, *, device: str | None, body_key: str | None, keep: Mapping[tuple[str, str], int], at: str,
    text: str, signature: str,
) -> bool:  # fmt: skip
    """Stores a verified revocation, `keep` giving (device, book) → last valid number; False when it was known."""
    numbers = {f"{of} {book}": number for (of, book), number in sorted(keep.items())}
    cursor = connection.execute(
        "INSERT OR IGNORE INTO revocation VALUES (?, ?, ?, ?, ?, ?, ?)",
        (digest.sha256(text.encode()).hex(), device, body_key, json.dumps(numbers), at, text, signature),
    )
    return bool(cursor.rowcount)


def is_revoked(connection: Connection, body_key: str) -> bool:
    """Whether a revocation of this body key is held."""
    query = "SELECT 1 FROM revocation WHERE body_key = ?"
    return connection.execute(query, (body_key,)).fetchone() is not None


def revoked_devices(connection: Connection) -> list[str]:
    """Every device some revocation bears on, directly or through the body key that certified it."""
    rows: Iterable[tuple[str]] = connection.execute(
        "SELECT device FROM revocation WHERE device IS NOT NULL UNION SELECT c.device FROM certificate c"
        " JOIN revocation r ON r.body_key = c.signer WHERE c.type = 'device' ORDER BY 1"
    )
    return [device for (device,) in rows]
