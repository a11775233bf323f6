"""What an open desk needs, imported beside the door while the password is being typed; nothing is opened here."""

from __future__ import annotations

from importlib import import_module
from threading import Thread

MODULES = (
    "chibo_desktop.actions.recovery",
    "chibo_desktop.actions.setup",
    "chibo_desktop.ui.frame",
    "chibo_desktop.ui.backup_hours",
)


def warm_up() -> Thread:
    """Begins at once and never stands in the way: whoever needs a module earlier waits for that one only."""
    thread = Thread(target=_import_all, name="warm-up", daemon=True)
    thread.start()
    return thread


def _import_all() -> None:
    for module in MODULES:
        import_module(module)
