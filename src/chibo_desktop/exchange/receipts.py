"""Signed receipts: how far a body has read each chain; making our own, keeping others', asking what is confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chibo_desktop.exchange.readers import Tree
from chibo_desktop.seal import shapes
from chibo_desktop.seal.identity import SignedLine, make_signed
from chibo_desktop.store import Store, meta
from chibo_desktop.store.ledger import Receipt, list_receipts, put_receipt
from chibo_desktop.store.outgo import Tip, entry_hash
from chibo_desktop.store.revocations import revoked_devices
from chibo_desktop.store.secrets import device_key


@dataclass(frozen=True)
class _Said:
    at: str
    number: int
    sha256: str


def sign_receipts(store: Store, body: str, tips: Iterable[Tip]) -> list[SignedLine]:
    """This device's receipts for these chains. One already signed for the same entry is used again."""
    return [_held_receipt(store, body, tip) or _sign(store, body, tip) for tip in tips]


def _held_receipt(store: Store, body: str, tip: Tip) -> SignedLine | None:
    row = store.row(
        "SELECT text, signature FROM receipt WHERE book = ? AND of_device = ? AND body = ? AND device = ?"
        " AND n = ? AND sha256 = ?",
        (tip.book, tip.device, body, store.device, tip.number, tip.hash),
    )
    return SignedLine(row["text"], row["signature"]) if row else None


def _sign(store: Store, body: str, tip: Tip) -> SignedLine:
    line = make_signed(
        device_key(store),
        {
            "type": "receipt",
            "body": body,
            "device": store.device,
            "of-device": tip.device,
            "book": tip.book,
            "n": tip.number,
            "sha256": tip.hash,
            "at": shapes.moment_text(store.clock.now()),
        },
    )
    put_receipt(store, line)
    return line


def receipts_to_forward(store: Store, tree: Tree, to: str, own: str) -> list[Receipt]:
    """The newest receipt of every other body for every chain, on its way: from above downward, from below upward.

    Only where `to` may know the body and read the book; what came from its side does not go back.
    """
    downward = tree.is_above(own, to)
    newest: dict[tuple[str, str, str, str], Receipt] = {}
    for receipt in list_receipts(store):
        on_its_way = tree.is_above(receipt.body, own) if downward else tree.is_above(own, receipt.body)
        if (
            on_its_way
            and tree.may_know(to, receipt.body)
            and tree.may_read(to, receipt.book, receipt.of_device)
        ):
            newest[receipt.body, receipt.device, receipt.of_device, receipt.book] = receipt
    return list(newest.values())


def note_have(store: Store, device: str, made: str, have: Iterable[SignedLine]) -> None:
    """Remembers what a device says it holds, as its newest bundle has it: after a restore that may be less."""
    held = json.loads(meta.get(store.connection, f"have {device}", "null"))
    if held is not None and held["made"] >= made:
        return
    chains = {f"{said['of-device']} {said['book']}": [said["n"], said["sha256"]] for said in _bodies(have)}
    snapshot = json.dumps({"made": made, "have": chains}, sort_keys=True)
    meta.put(store.connection, f"have {device}", snapshot)


def _bodies(lines: Iterable[SignedLine]) -> list[dict[str, Any]]:
    return [line.body for line in lines]


def confirmed(store: Store, to: str, tip: Tip) -> int:
    """The number up to which every device of a body has confirmed a chain; 0 when one of them has nothing.

    What is confirmed is an entry held here too: a receipt for another branch, or for more than we hold, does
    not count. A device that is revoked is not waited for.
    """
    devices = _devices_of(store, to)
    return min((_confirmed_by(store, to, device, tip) for device in devices), default=0)


def _devices_of(store: Store, org: str) -> set[str]:
    """The devices of a body that are waited for: neither revoked, nor silent since a younger one came.

    A book that was copied, moved or restored goes on under a new code, and the old one never speaks again. Should
    it only be a laptop that was away, its next bundle says what it holds, and what it lacks goes out again.
    """
    rows = store.rows(
        "SELECT device, MIN(at) AS born FROM certificate WHERE type = 'device' AND org = ? GROUP BY device",
        (org,),
    )
    revoked = set(revoked_devices(store.connection))
    born = {row["device"]: row["born"] for row in rows if row["device"] not in revoked}
    youngest = max(born.values(), default="")
    return {device for device, at in born.items() if at == youngest or _last_word(store, device) > youngest}


def _last_word(store: Store, device: str) -> str:
    """When a device last said what it holds, as moments are written; "" before its first word."""
    snapshot = json.loads(meta.get(store.connection, f"have {device}", "null"))
    signed = store.value("SELECT MAX(at) FROM receipt WHERE device = ?", (device,))
    return max(snapshot["made"] if snapshot else "", signed or "")


def _confirmed_by(store: Store, to: str, device: str, tip: Tip) -> int:
    said = _statements(store, to, device, tip)
    if not said:
        return 0
    newest = max(said, key=lambda one: (one.at, one.number))
    if _is_held(store, tip, newest):
        return newest.number
    return max(
        (one.number for one in said if one.number < newest.number and _is_held(store, tip, one)), default=0
    )


def _statements(store: Store, to: str, device: str, tip: Tip) -> list[_Said]:
    said = [
        _Said(shapes.moment_text(receipt.at), receipt.number, receipt.sha256)
        for receipt in list_receipts(store, tip.book, tip.device, to)
        if receipt.device == device
    ]
    snapshot = json.loads(meta.get(store.connection, f"have {device}", "null"))
    if snapshot is not None:
        number, sha256 = snapshot["have"].get(f"{tip.device} {tip.book}", [0, ""])
        said.append(_Said(snapshot["made"], number, sha256))
    return said


def _is_held(store: Store, tip: Tip, said: _Said) -> bool:
    if said.number == 0:
        return True
    return entry_hash(store, tip.book, tip.device, said.number) == said.sha256
