"""A new device code for a book that was copied, moved or restored: noticing that it was, and going on under the code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from chibo_desktop.actions.desk import MACHINE, Desk
from chibo_desktop.base.errors import Trouble
from chibo_desktop.exchange.branches import sign_own_branches
from chibo_desktop.lists.typed_for import handed_over_on
from chibo_desktop.seal import digest
from chibo_desktop.seal.identity import make_device_certificate
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store import Changes, Store, meta
from chibo_desktop.store.again import (
    has_strange_entries,
    has_strange_receipts,
    lost_sides,
    own_hashes,
    write_again,
)
from chibo_desktop.store.certificates import own_chain, put_certificate
from chibo_desktop.store.outgo import sign_own_heads
from chibo_desktop.store.secrets import body_key, put_secret

MOVED = (
    "Sổ này vừa được chép hoặc chuyển từ nơi khác tới. Từ nay nó ghi dưới mã máy mới; mọi điều đã ghi vẫn nguyên. "
    "Nếu bản cũ còn dùng, hãy thống nhất chỉ ghi ở một máy."
)


@dataclass(frozen=True)
class TakenCode:
    """What became of a copy that was told of the other: its new code, and what it wrote again under it."""

    device: str
    changes: Changes

    @property
    def sentence(self) -> str:
        """What the person is told, once."""
        again = (
            f", và ghi lại {len(self.changes.items)} chỗ ghi bị trùng số để không mất" if self.changes else ""
        )
        return (
            f"Sổ này có một bản khác cũng ghi, hoặc đã phục hồi từ bản cũ: từ nay máy ghi dưới mã mới{again}."
        )


def take_new_device(store: Store) -> str:
    """Gives this book a new device code and key, certified by its own body for the same books; returns the code.

    Joins the caller's transaction. The old certificate stays, and so does everything written under the old
    code, whose ends are signed here for the last time. A book handed over is not certified again. Trouble when
    the database holds no key of the body.
    """
    chain = own_chain(store)
    if len(chain) < 2:
        raise Trouble("Sổ này thiếu chứng thư của chính mình. Hãy mở bản sao lưu gần nhất.")
    said = chain[0].body
    with store.transaction():
        sign_own_heads(store)
        sign_own_branches(store)
        code, key = digest.new_device_code(), SigningKey.new()
        certificate = make_device_certificate(
            body_key(store),
            org=said["org"],
            device=code,
            key=key.public,
            books=[book for book in said["books"] if handed_over_on(store, book) is None],
            # younger than the code it takes the place of, whatever the clock says: that one is waited for no more
            at=max(store.clock.now(), datetime.fromisoformat(said["at"]) + timedelta(seconds=1)),
            sample=store.sample,
        )
        put_secret(store, "device", key.text)
        meta.put(store.connection, "former devices", " ".join((*store.former_devices, store.device)))
        meta.put(store.connection, "device", code)
        put_certificate(store, certificate)
    return code


def follow_machine(desk: Desk, mark: str) -> None:
    """Takes a new code when the book was last open on another machine, or under another user of this one.

    `mark` says which this is. `desk.notice` says what happened; a book never asked before is only remembered.
    """
    store = desk.store
    held = meta.get(store.connection, MACHINE)
    if not mark or held == mark:
        return
    with store.transaction():
        meta.put(store.connection, MACHINE, mark)
        if held:
            take_new_device(store)
    if held:
        desk.read_standing()
        desk.notice = MOVED


def note_own(store: Store, devices: Collection[str]) -> frozenset[str] | None:
    """Before a bundle is taken in: which entries of its own code this book wrote; None if the bundle has none of it."""
    return own_hashes(store) if store.device in devices else None


def answer_copy(store: Store, before: frozenset[str] | None) -> TakenCode | None:
    """After a bundle was taken in: a new code when others hold entries of ours that we did not write.

    A side that lost, whoever wrote it, is written again under a new code of its own. Runs in the transaction of
    the reading; None when nothing of the kind is seen.
    """
    sides = lost_sides(store)
    if not sides and not has_strange_entries(store, before) and not has_strange_receipts(store):
        return None
    code, changes = take_new_device(store), Changes()
    for place, side in enumerate(sides):
        code = take_new_device(store) if place else code
        changes += write_again(store, side)
    return TakenCode(code, changes)
