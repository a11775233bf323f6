"""What "Hôm nay" needs, imported beside the door while the password is being typed; nothing is opened here.

No more than that: what is imported here stays in memory whether it is used or not. Other pages bring their own modules.
"""

from __future__ import annotations

from importlib import import_module
from threading import Thread

MODULES = (
    "chibo_desktop.seal.slot_box",
    "chibo_desktop.actions.recovery",
    "chibo_desktop.ui.frame",
    "chibo_desktop.ui.pages.today",
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
