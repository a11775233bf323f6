"""Taking in one opened bundle: who may say what in it, then everything in one transaction or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from chibo_desktop.exchange import refusals
from chibo_desktop.exchange.authority import (
    check_have,
    check_head,
    check_limit,
    check_may_write,
    check_receipt,
    follow_parent,
    take_certificates,
)
from chibo_desktop.exchange.bundle import Opened, Reader
from chibo_desktop.exchange.readers import Tree
from chibo_desktop.exchange.receipts import note_have, sign_receipts
from chibo_desktop.lists.conflicts import open_conflicts
from chibo_desktop.seal.encoding import from_base64
from chibo_desktop.seal.identity import ChainHolder, SignedLine, read_chain
from chibo_desktop.store import Changes, Store
from chibo_desktop.store.certificates import own_chain, trusted_keys
from chibo_desktop.store.entry import PrivatePart, read_entry
from chibo_desktop.store.intake import take, take_limit
from chibo_desktop.store.ledger import put_receipt
from chibo_desktop.store.outgo import chain_tips
from chibo_desktop.store.revocations import revoked_keys
from chibo_desktop.store.secrets import sealing_keys


@dataclass(frozen=True)
class Gap:
    """A chain that cannot go on: entry `number` of this device in this book is missing."""

    device: str
    book: str
    number: int


@dataclass(frozen=True)
class TakenIn:
    """What one bundle brought. `conflicts` counts the open ones it made, `gaps` what is still missing."""

    new: int
    known: int
    waiting: int
    branched: int
    parts: int
    receipts: int
    conflicts: int
    gaps: tuple[Gap, ...]
    changes: Changes

    @property
    def is_new(self) -> bool:
        """Whether anything at all was not held before."""
        return bool(self.new or self.branched or self.parts or self.receipts or self.waiting or self.changes)


def find_reader(store: Store, asked: Collection[str] = ()) -> Reader:
    """This body as one who opens bundles: every sealing key it ever had, and the keys it trusts.

    `asked` are keys of a body whose answer is waited for; what its bundle may do is the caller's to check.
    """
    return Reader(
        org=str(own_chain(store)[0].body["org"]),
        keys=sealing_keys(store),
        trusted=trusted_keys(store) | set(asked),
        sample=store.sample,
        revoked=revoked_keys(store.connection),
    )


def take_in(store: Store, opened: Opened) -> TakenIn:
    """Checks who may say what, and stores it; runs in the caller's transaction, which a Refusal must undo."""
    own, tree, changes = _admit(store, opened)
    before = open_conflicts(store)
    taken = take(
        store,
        [read_entry(entry) for entry in opened.contents.entries],
        [_read_part(part) for part in opened.contents.parts],
        opened.contents.heads,
    )
    receipts = _take_receipts(store, tree, own, opened)
    _confirm(store, own, opened)
    return TakenIn(
        taken.new,
        taken.known,
        taken.waiting,
        taken.branched,
        taken.parts,
        receipts,
        len(open_conflicts(store) - before),
        find_gaps(store),
        changes + taken.changes,
    )


def check_standing(store: Store, opened: Opened) -> None:
    """Refusal where `take_in` would refuse; entries are not needed. Runs in a transaction the caller undoes."""
    own, tree, _ = _admit(store, opened)
    _take_receipts(store, tree, own, opened)


def refuse_revoked(store: Store, opened: Opened) -> None:
    """Refusal when the device or a body above it was revoked since the bundle was opened."""
    if not {opened.holder.device_key, *opened.holder.keys}.isdisjoint(revoked_keys(store.connection)):
        raise refusals.revoked(opened.holder.name)


def _admit(store: Store, opened: Opened) -> tuple[str, Tree, Changes]:
    """Takes what says who stands where, then checks who wrote which book; gives the own body, the tree, what changed."""
    own = str(own_chain(store)[0].body["org"])
    chain = read_chain(opened.manifest.cert)
    follow_parent(store, own, chain)
    take_certificates(store, [*opened.manifest.cert, *opened.contents.certificates])
    changes = Changes()
    for line in opened.contents.limits:
        check_limit(store, line)
        changes += take_limit(store, line)
    tree = Tree(store)
    _check_runs(store, tree, own, opened)
    return own, tree, changes


def _confirm(store: Store, own: str, opened: Opened) -> None:
    """Signs now, with today's date, how far each chain of the bundle is held; the receipt goes with the next bundle."""
    read = {(run.book, run.device) for run in opened.manifest.runs if run.device != store.device}
    sign_receipts(store, own, [tip for tip in chain_tips(store) if (tip.book, tip.device) in read])


def find_gaps(store: Store) -> tuple[Gap, ...]:
    """Every chain of which later entries wait for an earlier one."""
    rows = store.rows(
        "SELECT w.b AS b, w.d AS d, COALESCE(MAX(c.n), 0) + 1 AS n FROM waiting w"
        " LEFT JOIN chain c ON c.b = w.b AND c.d = w.d GROUP BY w.b, w.d ORDER BY w.b, w.d"
    )
    return tuple(Gap(row["d"], row["b"], row["n"]) for row in rows)


def _check_runs(store: Store, tree: Tree, own: str, opened: Opened) -> None:
    writers = {
        (run.device, run.book): check_may_write(store, tree, run.device, run.book, own)
        for run in opened.manifest.runs
    }
    for line in opened.contents.heads:
        check_head(_writer_of(writers, line.body), line)


def _writer_of(writers: dict[tuple[str, str], ChainHolder], said: dict[str, Any]) -> ChainHolder:
    return writers[said["device"], said["book"]]


def _read_part(part: dict[str, Any]) -> PrivatePart:
    return PrivatePart(part["r"], from_base64(part["s"], 16), part["v"])


def _take_receipts(store: Store, tree: Tree, own: str, opened: Opened) -> int:
    """Keeps the sender's and the forwarded receipts of books this body may read; returns how many were new."""
    have = opened.manifest.have
    for line in have:
        check_have(opened.holder, line)
    for line in opened.contents.receipts:
        check_receipt(store, line)
    note_have(store, opened.manifest.device, opened.manifest.made, have)
    return sum(put_receipt(store, line) for line in _readable(tree, own, [*have, *opened.contents.receipts]))


def _readable(tree: Tree, own: str, lines: Sequence[SignedLine]) -> list[SignedLine]:
    said = [(line, line.body) for line in lines]
    return [line for line, body in said if tree.may_read(own, body["book"], body["of-device"])]
