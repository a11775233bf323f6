"""Who may read which book, and which private parts travel to whom; asked of the certificates held, nothing is sent."""

from __future__ import annotations

from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device, path_up, who_stands_for


class Tree:
    """The organisations as the certificates held show them, looked up once for one bundle."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._paths: dict[str, tuple[str, ...]] = {}
        self._bodies: dict[str, str] = {}
        self._acting: dict[str, str] = {}

    def path(self, org: str) -> tuple[str, ...]:
        """The organisation and every body above it, nearest first."""
        if org not in self._paths:
            self._paths[org] = tuple(path_up(self._store, org))
        return self._paths[org]

    def body_of(self, device: str) -> str:
        """The organisation that certified the device; empty when no certificate is held."""
        if device not in self._bodies:
            chain = chain_of_device(self._store, device)
            self._bodies[device] = str(chain[0].body["org"]) if chain else ""
        return self._bodies[device]

    def is_above(self, above: str, org: str) -> bool:
        """Whether `above` stands somewhere above `org`."""
        return above in self.path(org)[1:]

    def may_read(self, reader: str, book: str, device: str) -> bool:
        """Whether a body may read what a device wrote in a book.

        Book X: X and every body above. `down:X`: its writer, X, and the bodies between. `all:X`: X and
        everything below. Whoever stands for X reads as X does.
        """
        return self.may_read_of(reader, book, self.body_of(device))

    def may_read_of(self, reader: str, book: str, writer: str) -> bool:
        """Whether a body may read what a body wrote in a book."""
        sort, org = split_book(book)
        if sort == "all":
            return org in self.path(reader)
        if sort == "down":
            return reader in self.path(org) and writer in self.path(reader)
        return reader in self.path(org)

    def acting(self, org: str) -> str:
        """The body that stands for an organisation today; itself when nobody else does."""
        if org not in self._acting:
            self._acting[org] = who_stands_for(self._store, org)
        return self._acting[org]

    def may_know(self, reader: str, body: str) -> bool:
        """Whether a body may learn of another at all: it stands above or below it, or is itself."""
        return body in self.path(reader) or reader in self.path(body)

    def reaches(self, reader: str, book: str, device: str) -> frozenset[str]:
        """The private reaches of what a device wrote in a book that travel to a reader.

        `parent` to the book's own body and the one directly above; `own` to the book's own body, from whoever
        typed for it. What is sent down is the sender's own: `own` goes to no other, and not to whom it is sent.
        """
        sort, org = split_book(book)
        acting = self.acting(org)
        owners = (self.body_of(device),) if sort else (org, acting)
        near = reader in (org, acting) or reader in self.path(acting)[:2]
        found = {"parent": near, "own": reader in owners}
        return frozenset(reach for reach, travels in found.items() if travels)


def split_book(book: str) -> tuple[str, str]:
    """("", org), ("down", org) or ("all", org)."""
    sort, colon, org = book.partition(":")
    return (sort, org) if colon else ("", book)
