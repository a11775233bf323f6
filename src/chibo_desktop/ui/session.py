"""The open desk as the window sees it: actions run through here, and every page hears what they changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.settings import Settings
from chibo_desktop.store import Changes
from chibo_desktop.store.drafts import clear_draft
from chibo_desktop.ui.log_keeping import LogKeeper

_P = ParamSpec("_P")
_T = TypeVar("_T")

LOOK_EVERY_MS = 1_000
"""How often the window looks whether another program wrote to the same file."""
LAST_STEP = "meeting_step"
"""The setting that remembers "meeting id/step", so that the sheet opens again where it was left."""


class Session(QObject):
    """One desk, one window. `changed` carries what was written; an empty `Changes` means: somebody else wrote."""

    changed = Signal(object)
    written = Signal(object)
    said = Signal(str)
    """A sentence of the surroundings, which stays in the status line until it is read."""

    succeeded = Signal(str)
    """What went well (a paper printed, a file saved), said in the status line until the person goes on elsewhere."""

    saved = Signal(str, object)
    """The same of a file saved, with its path, or the folder of several: the status line offers to open it."""

    drafted = Signal()
    """A draft was kept here: the paper beside the typing shows it."""

    history_wanted = Signal(str, str)
    """Kind and id of a record whose history a person asked for."""

    replaced = Signal(object)
    """A book made ready from a backup (`actions.restoring.Prepared`): the window closes this desk and puts it in place."""

    typing_wanted = Signal(str)
    """The cell a person wants to type for; "" is the way back to the body's own book."""

    def __init__(self, desk: Desk, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.settings = desk, settings
        self.store = desk.store
        self._stamp = self.store.stamp()
        self._log = LogKeeper(desk)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self.look)
        self._watch.start(LOOK_EVERY_MS)

    def do(self, action: Callable[Concatenate[Desk, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Runs one action under 50 ms on this thread and tells every page what it changed.

        A Refusal is for the caller to show beside the field. A Trouble is said in the status line and raised.
        """
        try:
            result = action(self.desk, *args, **kwargs)
        except Trouble as trouble:
            self.said.emit(trouble.sentence)
            raise
        self.tell(changes_in(result))
        return result

    def tell(self, changes: Changes) -> None:
        """Tells the pages of changes made on the way of a worker."""
        self._stamp = self.store.stamp()
        if changes:
            self.written.emit(self.store.clock.now())
            self.changed.emit(changes)

    def draft_kept(self) -> None:
        """A draft written here is no news to any page; what another program wrote meanwhile still is."""
        self._stamp = (self._stamp[0], self.store.stamp()[1])
        self.drafted.emit()

    def clear_draft(self, kind: str, record_id: str, name: str) -> None:
        """Forgets a draft that became an entry; it is no news to any page either."""
        clear_draft(self.store, kind, record_id, name)
        self._stamp = (self._stamp[0], self.store.stamp()[1])

    def look(self) -> None:
        """Refreshes every page when the command line or another program wrote to the file meanwhile.

        Also sees to it that the write-ahead log does not grow.
        """
        stamp = self.store.stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self.changed.emit(Changes())
        self._log.look()

    def rest(self) -> None:
        """Stops looking while another desk of the same file is in front."""
        self._watch.stop()

    def wake(self) -> None:
        """Looks again, at once."""
        self._watch.start(LOOK_EVERY_MS)
        self.look()

    def now(self) -> datetime:
        """The desk's clock."""
        return self.store.clock.now()

    def close(self) -> None:
        """Stops watching and closes the file."""
        self._watch.stop()
        self._log.rest()
        self.desk.close()


def changes_in(result: Any) -> Changes:
    """What an action says it changed, in whichever of its usual forms."""
    if isinstance(result, Changes):
        return result
    if isinstance(result, tuple) and result and isinstance(result[0], Changes):
        return result[0]
    changes = getattr(result, "changes", None)
    return changes if isinstance(changes, Changes) else Changes()
