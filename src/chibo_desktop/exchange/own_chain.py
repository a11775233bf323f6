"""This body's own devices as one receiver may know them: their certificates without the books of others' cells."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.exchange.readers import Tree
from chibo_desktop.seal.identity import Chain, make_device_certificate
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import own_chain
from chibo_desktop.store.secrets import body_key


def chain_for(store: Store, tree: Tree, to: str, chain: Chain) -> Chain:
    """The chain, its device certificate naming no book of a cell that `to` may not know of.

    A commune's device is certified for the book of each cell it types for, and no cell is to learn of another.
    The shorter certificate is made anew each time: same device, key and moment, so always the same bytes. Other
    bodies' certificates stay as they are.
    """
    said = chain[0].body
    own = own_chain(store)[0].body["org"]
    if said["type"] != "device" or said["org"] != own or len(chain) < 2:
        return chain
    known = [book for book in said["books"] if ":" in book or tree.may_read_of(to, book, own)]
    if own in said["books"] and own not in known:
        known.append(own)
    key = body_key(store)
    if len(known) == len(said["books"]) or said["by"] != key.public:
        return chain
    shorter = make_device_certificate(
        key,
        org=said["org"],
        device=said["device"],
        key=said["key"],
        books=known,
        at=datetime.fromisoformat(said["at"]),
        sample=said["sample"],
    )
    return (shorter, *chain[1:])
