"""What was worked out from a store since its last change, so that nobody works it out twice; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from chibo_desktop.store.store import Store

_T = TypeVar("_T")


@dataclass
class _Memory:
    """What was found at one stamp of a store; `depth` counts what is being worked out just now."""

    stamp: tuple[int, ...] = ()
    found: dict[Hashable, Any] = field(default_factory=dict)
    depth: int = 0


_MEMORIES: WeakKeyDictionary[Store, _Memory] = WeakKeyDictionary()


def known(store: Store, key: Hashable, make: Callable[[], _T]) -> _T:
    """What `make` gives, made again only after somebody wrote. It must follow from the store and the key alone.

    Nobody may change what is given. What was made within a transaction is forgotten when that is taken back.
    """
    memory = _memory_now(store)
    found = memory.found
    if key in found:
        return cast("_T", found[key])
    memory.depth += 1
    try:
        found[key] = made = make()
    finally:
        memory.depth -= 1
    return made


def known_meanwhile(store: Store, key: Hashable, make: Callable[[], _T]) -> _T:
    """As `known` while something else is being worked out, which asks for the same again and again; else only made.

    So the many rows behind a page are not kept.
    """
    memory = _MEMORIES.get(store)
    return known(store, key, make) if memory is not None and memory.depth else make()


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """Whatever is asked for within the block is read once. What another program writes meanwhile is seen after it."""
    memory = _memory_now(store)
    memory.depth += 1
    try:
        yield
    finally:
        memory.depth -= 1


def _memory_now(store: Store) -> _Memory:
    """Without what was found before the last write.

    Whether others wrote is not asked again for every part of one answer: it is asked before the next one.
    """
    memory, connection = _MEMORIES.setdefault(store, _Memory()), store.connection
    others = memory.stamp[0] if memory.depth else store.stamp()[0]
    now = others, connection.total_changes, connection.undone
    if memory.stamp != now:
        memory.stamp, memory.found = now, {}
    return memory


def forget(store: Store) -> None:
    """For a reader that is to see the same records otherwise (`drafts_shown`)."""
    _MEMORIES.pop(store, None)
