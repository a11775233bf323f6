"""What is waiting to go to a body, what went and came, and what others confirmed; making and reading bundles is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.same import among
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import also_of, chain_of_device, children_of, own_chain, parent_of
from chibo_desktop.store.ledger import BundleIn, BundleOut, list_bundles_in, list_bundles_out, list_receipts
from chibo_desktop.store.outbox import list_posted


@dataclass(frozen=True)
class Neighbour:
    """A body directly above or below, and how things stand with it."""

    id: str
    name: str
    is_above: bool
    last_out: BundleOut | None


@dataclass(frozen=True)
class ExchangeFacts:
    """Everything the exchange page shows."""

    neighbours: tuple[Neighbour, ...]
    outgoing: tuple[BundleOut, ...]
    incoming: tuple[BundleIn, ...]
    unconfirmed: int
    """Own entries nobody has confirmed yet; 0 for a desk that has nobody above."""


def exchange_facts(store: Store, organisation_id: str) -> ExchangeFacts:
    """How things stand with the body above and every body below."""
    outgoing, incoming = list_bundles_out(store), list_bundles_in(store)
    parent = parent_of(store, organisation_id)
    bodies = [(parent, True)] if parent else []
    bodies += [(child, False) for child in children_of(store, organisation_id)]
    neighbours = [
        Neighbour(
            body,
            body_name(store, body),
            is_above,
            next((out for out in outgoing if out.to_org == body), None),
        )
        for body, is_above in bodies
    ]
    waiting = unconfirmed_count(store, organisation_id, parent) if parent else 0
    return ExchangeFacts(tuple(neighbours), tuple(outgoing), tuple(incoming), waiting)


def unconfirmed_count(store: Store, organisation_id: str, body: str) -> int:
    """How many entries of the organisation's own books, by its own devices, the body has not confirmed."""
    count, books = 0, (organisation_id, *also_of(store, organisation_id))
    for chain in store.rows(f"SELECT b, d, n FROM chain WHERE {among('b', books)}", books):
        writer = chain_of_device(store, chain["d"])
        if chain["b"] != organisation_id and (writer is None or writer[0].body["org"] != organisation_id):
            continue
        confirmed = [receipt.number for receipt in list_receipts(store, chain["b"], chain["d"], body)]
        count += max(0, chain["n"] - max(confirmed, default=0))
    return count


def is_covered(store: Store, book: str, device: str, number: int) -> bool:
    """Whether a bundle written here carries the entry, or anybody confirmed to hold it."""
    runs = (run for out in list_bundles_out(store) for run in out.runs)
    sent = any(run[0] == book and run[1] == device and run[3] >= number for run in runs)
    return sent or any(receipt.number >= number for receipt in list_receipts(store, book, device))


def left_at(store: Store, book: str, device: str, number: int) -> datetime | None:
    """When the first bundle that carried the entry left: was written to a stick, or reached the mailbox."""
    posted = {each.hash: each.carried_at for each in list_posted(store)}
    covering = [
        posted.get(out.hash, out.at)
        for out in list_bundles_out(store)
        if any(run[0] == book and run[1] == device and run[3] >= number for run in out.runs)
    ]
    return min((at for at in covering if at is not None), default=None)


def is_posted(store: Store, book: str, device: str, number: int) -> bool:
    """Whether a bundle with the entry was made for the mailbox: it waits to be carried, or lies there."""
    posted = {each.hash for each in list_posted(store)}
    return any(
        out.hash in posted and run[0] == book and run[1] == device and run[3] >= number
        for out in list_bundles_out(store)
        for run in out.runs
    )


def received_at(store: Store, book: str, device: str, number: int, body: str) -> datetime | None:
    """When a body first confirmed to hold the entry."""
    held = [receipt.at for receipt in list_receipts(store, book, device, body) if receipt.number >= number]
    return min(held, default=None)


def body_name(store: Store, organisation_id: str) -> str:
    """The name by the organisation's record, else by its certificate."""
    known = cell_name(store, organisation_id)
    if known != organisation_id:
        return known
    from chibo_desktop.store.certificates import chain_of_body

    chain = chain_of_body(store, organisation_id)
    return str(chain[0].body["name"]) if chain else organisation_id


def own_organisation(store: Store) -> str:
    """The organisation whose desk this store is; "" before it is set up."""
    chain = own_chain(store)
    return str(chain[0].body["org"]) if chain else ""
