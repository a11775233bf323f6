"""What was worked out from a store since its last change, so that nobody works it out twice; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from chibo_desktop.store.store import Store

_T = TypeVar("_T")

_KNOWN: WeakKeyDictionary[Store, tuple[tuple[int, int], dict[Hashable, Any]]] = WeakKeyDictionary()
"""By store: at which of its stamps, and what by then."""


def known(store: Store, key: Hashable, make: Callable[[], _T]) -> _T:
    """What `make` gives, made again only after somebody wrote. It must follow from the store and the key alone.

    Nobody may change what is given. What was made within a transaction that wrote is not remembered: it may be taken
    back, and no stamp tells of that.
    """
    now = store.stamp()
    stamp, found = _KNOWN.get(store, (now, {}))
    if stamp != now:
        found = {}
    if key in found:
        return cast("_T", found[key])
    if store.connection.in_transaction:
        return make()
    _KNOWN[store] = (now, found)  # before it is made: what it is made from asks here too
    found[key] = made = make()
    return made


def forget(store: Store) -> None:
    """For a reader that is to see the same records otherwise (`drafts_shown`)."""
    _KNOWN.pop(store, None)
