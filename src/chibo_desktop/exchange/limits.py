"""Revocations and handovers on their way: which of them a receiver may have, and the certificates they need; no checks."""

from __future__ import annotations

from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.authority import check_limit
from chibo_desktop.exchange.readers import Tree
from chibo_desktop.seal.identity import Chain, SignedLine
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chains_of_device, chains_of_key
from chibo_desktop.store.revocations import limit_lines


def limits_for(store: Store, tree: Tree, to: str) -> tuple[SignedLine, ...]:
    """Every line held whose book the receiver may read, as far as its signer's word still counts."""
    return tuple(
        line
        for line in limit_lines(store.connection)
        if _may_have(tree, to, line.body) and _still_counts(store, line)
    )


def _may_have(tree: Tree, to: str, said: dict[str, Any]) -> bool:
    writer = said["org"] if said["type"] == "revocation" else tree.body_of(said["device"])
    return tree.may_read_of(to, said["book"], writer)


def _still_counts(store: Store, line: SignedLine) -> bool:
    """One bad line would have the whole bundle refused; a line of a signer whose own key fell is not carried on."""
    try:
        check_limit(store, line)
    except Refusal:
        return False
    return True


def chains_of_limit(store: Store, line: SignedLine) -> list[Chain]:
    """The certificates without which a receiver cannot know whose key a line speaks of."""
    said = line.body
    if said["type"] == "handover":
        return chains_of_device(store, said["device"])
    return chains_of_key(store, said["key"])
