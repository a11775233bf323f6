"""Where the facts are kept: the encrypted file of one desk, its journal, and the tables that follow from it.

The names of the room are looked up when first asked for: the door that asks for the password needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.paths import DATABASE

if TYPE_CHECKING:
    from chibo_desktop.store.changes import Change, Changes, Incomplete
    from chibo_desktop.store.store import Store, create_store, open_store
    from chibo_desktop.store.writer import Writer

__all__ = ["DATABASE", "Change", "Changes", "Incomplete", "Store", "Writer", "create_store", "open_store"]

_HOMES = {
    "Change": "changes",
    "Changes": "changes",
    "Incomplete": "changes",
    "Store": "store",
    "Writer": "writer",
    "create_store": "store",
    "open_store": "store",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
