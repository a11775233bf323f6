"""Takes the write-ahead log of the open desk into its file beside the window's thread; what stands in it is not here."""

from __future__ import annotations

import threading

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.log import log
from chibo_desktop.store.log_pages import TAKEN_IN_AT, leave_log, take_in_log, waiting_pages


class LogKeeper:
    """For the connection of one open desk. It is taken in when a thousand pages wait, and whole at closing by SQLite."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._thread: threading.Thread | None = None
        leave_log(desk.store.connection)

    @property
    def is_busy(self) -> bool:
        """Whether the log is being taken in just now."""
        return self._thread is not None and self._thread.is_alive()

    def look(self) -> None:
        """Begins to take the log in where enough waits; returns at once. For the window's thread, now and then."""
        if self.is_busy or waiting_pages(self._desk.store.connection) < TAKEN_IN_AT:
            return
        self._thread = threading.Thread(target=self._take_in, name="log", daemon=True)
        self._thread.start()

    def rest(self) -> None:
        """Before the desk closes: waits for what was begun (a fraction of a second)."""
        if self._thread is not None:
            self._thread.join()

    def _take_in(self) -> None:
        """On its own thread."""
        try:
            take_in_log(self._desk.folder, self._desk.key)
        except Trouble:  # nothing is lost, and it is tried again; who writes is told what the disk says
            log("store").info("the write-ahead log could not be taken into the file")
