"""This device's own certificate made anew by its own body, when the books it may write change; keys stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from chibo_desktop.seal.identity import Certificate, make_device_certificate
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import own_chain, put_certificate
from chibo_desktop.store.secrets import body_key


def renew_device(store: Store, books: Collection[str]) -> Certificate:
    """Certifies this device for these books, in any order; keeps the certificate and gives it.

    Later by at least a second than the one before, as the newest is the one that counts. Runs inside the
    caller's transaction.
    """
    device = own_chain(store)[0].body
    before = datetime.fromisoformat(device["at"])
    made = make_device_certificate(
        body_key(store),
        org=device["org"],
        device=device["device"],
        key=device["key"],
        books=books,
        at=max(store.clock.now(), before + timedelta(seconds=1)),
        sample=store.sample,
    )
    put_certificate(store, made)
    return made
