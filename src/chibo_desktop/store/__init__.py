"""Where the facts are kept: the encrypted file of one desk, its journal, and the tables that follow from it."""

from __future__ import annotations

from chibo_desktop.store.changes import Change, Changes, Incomplete
from chibo_desktop.store.database import DATABASE
from chibo_desktop.store.store import Store, create_store, open_store
from chibo_desktop.store.writer import Writer

__all__ = ["DATABASE", "Change", "Changes", "Incomplete", "Store", "Writer", "create_store", "open_store"]
